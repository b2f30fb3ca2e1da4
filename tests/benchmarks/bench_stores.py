"""The private database on PostgreSQL beside the file: rows put, a hundred claimed, an edition for a million readers.

`python -m tests.benchmarks.bench_stores [READERS]`: a server of its own where PostgreSQL is installed, with its disk
synced as an operator's is; KHABAR_PEOPLE_URL names another (an empty database).
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.mail.fanout import Fanout, Sheet
from bot.mail.message import Message, Priority
from bot.mail.outbox import Outbox
from bot.mail.steady import Wall
from bot.people.database import PeopleDatabase
from bot.people.hush import Hush
from bot.people.opening import on_server
from bot.people.store import PeopleStore
from digests.clock import SystemClock
from digests.model import LANGS
from tests.bot import stores

PUT = 20_000
KEY = "a key for measurements"


def run(*, long: bool, readers: int | None = None) -> None:
    """Each store in its turn."""
    wanted = readers or (1_000_000 if long else 200_000)
    with _opened() as databases:
        for name, database in databases:
            measure(name, database, wanted)


def measure(name: str, database: PeopleStore, readers: int) -> None:
    """Put, claim, enqueue; printed beside what it must reach."""
    outbox = Outbox(database, Wall(), Hush(database, SystemClock()))
    began = time.perf_counter()
    for start in range(0, PUT, 100):
        outbox.put(
            Message(n + 1, "sendMessage", {"text": "х" * 300}, Priority.ANSWER, f"k{n}")
            for n in range(start, start + 100)
        )
    put = time.perf_counter() - began
    while rows := outbox.claim(1000):
        outbox.finish(rows)
    print(f"  {name}: {PUT:,} messages put in {put:.1f} s ({PUT / put:,.0f}/s)")
    now = datetime.now(UTC)
    _subscribe(database, readers, (now - timedelta(minutes=1)).timestamp())
    fanout, slowest = Fanout(outbox), 0.0
    began, used = time.perf_counter(), time.process_time()
    pages = [Sheet({"text": "х" * 3000})]
    while due := fanout.due(now):
        dealt = 1
        while dealt:
            chunk = time.perf_counter()
            dealt = fanout.enqueue(now, dict.fromkeys(due, pages))
            slowest = max(slowest, time.perf_counter() - chunk)
    took, used = time.perf_counter() - began, time.process_time() - used
    claims = []
    for _ in range(40):
        chunk = time.perf_counter()
        assert len(outbox.claim(100)) == 100
        claims.append(time.perf_counter() - chunk)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"    {readers:,} readers enqueued in {took:.1f} s, {used:.1f} s of our CPU    (a million: 20),"
          f" the loop held {slowest * 1000:.0f} ms")  # fmt: skip
    print(f"    100 rows claimed in {sorted(claims)[20] * 1000:.2f} ms    (8);  memory {memory:.0f} MB    (350)")


def _subscribe(database: PeopleStore, readers: int, due: float) -> None:
    """Readers in three languages who are all due."""
    usual = (0, "", "", None, 0, 0, 1, 0, "", None, "8", None, None)
    zone = ("Europe/Moscow", "daily", "", None)
    for start in range(0, readers, 10_000):
        with database.transaction(again=False):
            database.fill(
                "subscribers",
                [
                    (100_000_000 + n * 7919 % 900_000_000, LANGS[n % 3], 1, *zone, due, *usual)
                    for n in range(start, min(readers, start + 10_000))
                ],
            )  # fmt: skip


@contextmanager
def _opened() -> Iterator[Iterator[tuple[str, PeopleStore]]]:
    """The file, a server in the clear, a server that is sealed."""
    with tempfile.TemporaryDirectory() as folder:
        if url := os.environ.get("KHABAR_PEOPLE_URL"):
            key = os.environ.get("KHABAR_PEOPLE_KEY")
            yield iter([("the server", on_server(Path(folder), url, key))])
            return
        with stores.running() as server:
            server.stop("fast")
            server.start("-c", "fsync=on", "-c", "full_page_writes=on", "-c", "autovacuum=on",
                         "-c", "shared_buffers=256MB", "-c", "max_wal_size=4GB")  # fmt: skip

            def each() -> Iterator[tuple[str, PeopleStore]]:
                with PeopleDatabase.open(Path(folder) / "file") as file:
                    yield "file", file
                for name, key in (("PostgreSQL", None), ("PostgreSQL, sealed", KEY)):
                    server.ask(f"CREATE DATABASE bench{len(name)} TEMPLATE template0 LOCALE 'C'")
                    with on_server(Path(folder), server.address(f"bench{len(name)}"), key) as database:
                        yield name, database

            yield each()


if __name__ == "__main__":
    run(long=True, readers=int(sys.argv[1].replace("_", "")) if sys.argv[1:] else None)
