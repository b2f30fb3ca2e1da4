"""Delivery: what a kill costs, the rate that is kept, throughput beside other clients, a million readers, latency.

Each part runs by itself: `make bench BENCH=delivery` runs all; `python -m tests.benchmarks.bench_delivery kill rate`
runs the named ones, with `--long` for a thousand kills.
"""

from __future__ import annotations

import asyncio
import gc
import importlib.util
import itertools
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.mail.fanout import Fanout, Sheet
from bot.mail.outbox import Outbox
from bot.mail.steady import Wall
from bot.people.database import PeopleDatabase
from bot.people.hush import Hush
from digests.clock import SystemClock
from digests.model import LANGS, TOPICS
from tests.benchmarks import quick_api
from tests.benchmarks.delivery_clients import CLIENTS
from tests.benchmarks.delivery_load import latency, rate
from tests.benchmarks.delivery_storms import weather
from tests.bot.kill import kill_loop

NEEDS = {"aiogram": ("aiogram",), "PTB httpx + AIORateLimiter": ("httpx", "aiolimiter")}


def kill(*, long: bool) -> None:
    """20,000 pages out, 5,000 updates in, killed 200 times (1,000 with --long)."""
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(
            kill_loop(Path(folder), readers=10_000, updates=5_000, kills=1_000 if long else 200, patience=120)
        )
    print(f"  {found.kills} kills, {found.pages} pages out, {found.updates} updates in, {found.seconds:.0f} s")
    print(f"  lost: {found.pages_lost} pages, {found.answers_lost} answers    (0)")
    print(f"  twice: {found.twice}    (at most {found.bound})    out of order: {found.out_of_order}")


def kept_rate(*, long: bool) -> None:
    """The default limits for ten minutes."""
    found = asyncio.run(rate(600))
    print(f"  kept {found.kept:.2%} of 30 a second    (98 %)")
    print(f"  most in a sliding second {found.most}    (30);  closest in one chat {found.closest:.3f} s    (1)")


def throughput(*, long: bool) -> None:
    """The governor off; messages a second, the best of three, 200 and 30 in flight."""
    gc.collect()
    gc.freeze()
    with quick_api.running() as url:
        for at_once in (200, 30):
            best: dict[str, float] = {}
            for _ in range(3):
                for name, client in CLIENTS.items():
                    missing = [need for need in NEEDS.get(name, ()) if importlib.util.find_spec(need) is None]
                    if missing:
                        print(f"  {name}: skipped, {', '.join(missing)} is not installed")
                        continue
                    n = 1_000 if name.startswith("PTB") else 4_000
                    best[name] = max(best.get(name, 0.0), n / asyncio.run(client(url, n, at_once)))
            print(f"  {at_once} in flight: " + ", ".join(f"{name} {value:,.0f}/s" for name, value in best.items()))
            ours = best["khabar"]
            for name, least in (("PTB httpx + AIORateLimiter", 5.0), ("aiogram", 1.2), ("raw aiohttp", 0.7)):
                if name in best:
                    print(f"    {ours / best[name]:5.2f} × {name}    ({least})")


def million(*, long: bool) -> None:
    """A million readers: one edition, then fifty sets of topics in three languages; claim a hundred, memory."""
    now = datetime.now(UTC)
    for topics in (1, 50):
        with tempfile.TemporaryDirectory() as folder, PeopleDatabase.open(Path(folder)) as database:
            _subscribe(database, 1_000_000, topics, (now - timedelta(minutes=1)).timestamp())
            fanout = Fanout(Outbox(database, Wall(), Hush(database, SystemClock())))
            pages = [Sheet({"text": "х" * 3000})]
            started, slowest, readers = time.perf_counter(), 0.0, 0
            while due := fanout.due(now):
                dealt = 1
                while dealt:
                    chunk = time.perf_counter()
                    readers += (dealt := fanout.enqueue(now, dict.fromkeys(due, pages)))
                    slowest = max(slowest, time.perf_counter() - chunk)
            took = time.perf_counter() - started
            claims = []
            for _ in range(20):
                begun = time.perf_counter()
                rows = fanout.outbox.claim(100)
                claims.append(time.perf_counter() - begun)
                assert len(rows) == 100
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"  {readers:,} readers, {topics} sets of topics × 3 languages: enqueued in {took:.2f} s    (10)")
        held, claim = slowest * 1000, sorted(claims)[10] * 1000
        print(f"  the loop held for {held:.0f} ms at most;  100 rows claimed in {claim:.2f} ms    (2)")
        print(f"  memory at most {memory:.0f} MB    (400)")


def _subscribe(database: PeopleDatabase, readers: int, topic_sets: int, due: float) -> None:
    """Readers who are all due, in three languages; with topics of their own where there is more than one set."""
    pairs = [",".join(sorted(pair)) for pair in itertools.combinations(TOPICS, 2)]
    sets = pairs[:topic_sets] if topic_sets > 1 else [""]
    with database.transaction():
        database.execute_many(
            """INSERT INTO subscribers (chat_id, lang, active, hours, zone, cadence, topics, due)
               VALUES (?, ?, 1, '8', 'Europe/Moscow', 'daily', ?, ?)""",
            (
                (100_000_000 + n * 7919 % 900_000_000, LANGS[n % 3], sets[n // 3 % len(sets)], due)
                for n in range(readers)
            ),
        )


def answers(*, long: bool) -> None:
    """From an update to its answer, beside a broadcast."""
    for questions, cap in ((20.0, 30.0), (50.0, 100.0)):
        found = asyncio.run(latency(300, questions, cap))
        print(f"  {questions:.0f} questions/s, cap {cap:.0f}/s: {found.answered} of {found.asked} answered")
        p50, p99, most = (round(value * 1000) for value in (found.p50, found.p99, found.most))
        print(f"    p50 {p50} ms, p99 {p99} ms    (300), longest {most} ms; {found.broadcast:.1f} pages/s beside")


def storms(*, long: bool) -> None:
    """429, 500, 502, cut connections, wrong JSON, stalls of a minute: one after the other, then calm."""
    found = asyncio.run(weather())
    print(f"  lost: {found.pages_lost} pages, {found.answers_lost} answers    (0);  twice: {found.twice}")
    print(f"  everything was there {found.recovered:.1f} s after the last of it")


PARTS: dict[str, Callable[..., None]] = {
    "million": million, "throughput": throughput, "kill": kill, "rate": kept_rate, "latency": answers, "storms": storms,
}  # fmt: skip


def run(*, long: bool, parts: tuple[str, ...] = ()) -> None:
    """Every part, or those named."""
    for name, part in PARTS.items():
        if not parts or name in parts:
            print(f"{name}: {(part.__doc__ or '').strip()}", flush=True)
            part(long=long)


if __name__ == "__main__":
    run(long="--long" in sys.argv, parts=tuple(argument for argument in sys.argv[1:] if argument in PARTS))
