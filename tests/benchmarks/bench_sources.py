"""Rounds of feeds beside `reader` (PyPI), in one run: 1,000 feeds of 50 items from a server of another process.

reader keeps entries and does no more; we read each item for language and subject, and what is of the subject for its
figures. Like with like is therefore the feeds of which nothing is of our subject; the others are shown beside it.
Both are asked for everything: neither waits for when a feed is due. Ratios are reader's time over ours; the CPU that
each takes, children included, depends less on what else the machine does.
"""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from digests.clock import FixedClock
from digests.corpus.store import Store
from digests.ingest import Ingest
from digests.publishers import Feed, Publisher, Publishers, load
from digests.rounds import Manner, read_due
from digests.sources.addresses import Reach
from tests.corpus.kill import kill_loop

ITEMS = 50
RELEVANT = 5
NOW = datetime(2024, 5, 6, 7, 0, tzinfo=UTC)
STORED = 100_000


def run(*, long: bool) -> None:
    """1,000 feeds, 100 with items of the subject; 100 kills in a round (1,000 with --long)."""
    feeds = 1_000
    with _server(0) as url:  # ours first: the memory that reader takes is not ours
        ours, cpu, memory = _ours(url, feeds)
        theirs, their_cpu = _reader(url, feeds)
    print(f"  {feeds} feeds of {ITEMS} items, none of the subject: ms a feed")
    for name, mine, other, wanted in zip(("first", "unchanged"), ours, theirs, (3, 5), strict=True):
        print(f"  {name:10} ours {mine:7.2f}   reader {other:7.2f}   ratio {other / mine:5.1f}   (≥ {wanted})")
    print(f"  CPU of both rounds: ours {cpu:.1f}, reader {their_cpu:.1f}")
    print(f"  memory: {memory:.0f} MB, two children included   (≤ 300)")
    with _server(RELEVANT) as url:
        theirs, _ = _reader(url, 100)
        ours, *_ = _ours(url, 100)
        full, *_ = _ours(url, 100, stored=STORED)
    print(f"  100 feeds, {RELEVANT} items of each of the subject: ms a feed, first and unchanged")
    print(f"  ours {ours[0]:.1f}, {ours[1]:.2f}; reader {theirs[0]:.1f}, {theirs[1]:.2f}")
    print(f"  beside {STORED:,} stored documents: {full[0]:.1f}, {full[1]:.2f}   (≤ 20 % slower)")
    with tempfile.TemporaryDirectory() as folder:
        found = kill_loop(Path(folder) / "data", Path(folder) / "in", documents=4, kills=1_000 if long else 100)
    print(f"  {found.kills} kills in a round, {found.documents} documents, half: {len(found.half)}   (0)")


@contextlib.contextmanager
def _server(relevant: int) -> Iterator[str]:
    command = [sys.executable, "-m", "tests.benchmarks.feed_server", str(ITEMS), str(relevant)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.kill()


def _reader(url: str, feeds: int) -> tuple[list[float], float]:
    """Milliseconds a feed of the first and of an unchanged round, and of CPU in both."""
    from reader import make_reader

    with tempfile.TemporaryDirectory() as folder, contextlib.closing(make_reader(f"{folder}/reader.db")) as reader:
        for n in range(feeds):
            reader.add_feed(f"{url}/{n}")
        before = _cpu()
        spent = [_timed(lambda: reader.update_feeds(scheduled=False), feeds) for _ in range(2)]
        return spent, (_cpu() - before) / feeds * 1000


def _ours(url: str, feeds: int, *, stored: int = 0) -> tuple[list[float], float, float]:
    """The same, and the memory of this process (what came before included) and its children after it, in MB."""
    sources = tuple(Feed(f"{url}/{n}", "ru", "Намуна", text="feed") for n in range(feeds))
    publishers = Publishers((Publisher("Намуна", (), "agency", url, None, (), sources),), load().subject, {})
    clock, manner = FixedClock(NOW), Manner(reach=Reach(everything=True))
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder), create=True) as store:
        _fill(store, stored)
        ingest = Ingest(store, clock)
        before, spent = _cpu(), []
        for _ in range(2):
            spent.append(_timed(lambda: list(read_due(ingest, publishers=publishers, manner=manner)), feeds))
            clock.set(clock.now() + timedelta(days=1))
        memory = _memory()
        ingest.quarantine.close()  # what children took is counted when they have ended
    return spent, (_cpu() - before) / feeds * 1000, memory


def _cpu() -> float:
    """Seconds that this process took, and those of its children that have ended."""
    taken = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in taken)


def _memory() -> float:
    """MB that this process and the children of its quarantine hold; a page that several hold counts once (PSS of
    Linux)."""
    started = " ".join(each.read_text() for each in Path("/proc/self/task").glob("*/children")).split()
    readers = [each for each in started if "quarantine" in Path(f"/proc/{each}/cmdline").read_text()]
    rollups = [Path(f"/proc/{each}/smaps_rollup").read_text() for each in (str(os.getpid()), *readers)]
    lines = [line.split() for rollup in rollups for line in rollup.splitlines()]
    return sum(int(line[1]) for line in lines if line[0] == "Pss:") / 1024


def _fill(store: Store, documents: int) -> None:
    """Documents of feeds with sketches and passages, as rows: reading so many would take hours."""
    with store.transaction():
        for n in range(documents):
            store.connection.execute(
                """INSERT INTO documents (id, title, text, lang, published_basis, kind, topics, spans, content_hash,
                   text_hash, ingested, day, known_from, path, whole, sketch_size)
                   VALUES (?, ?, '', 'ru', 'page', 'feed', '[]', '[]', ?, ?, ?, ?, ?, ?, 1, 15)""",
                (f"feed-{n:016x}", f"Сводка {n}", f"c{n}", f"t{n}", NOW.isoformat(), "2024-05-01", "2024-05-01",
                 f"https://example.tj/{n % 100}"),
            )  # fmt: skip
            marks = [(n * 15 + k, f"feed-{n:016x}") for k in range(15)]
            store.connection.executemany("INSERT INTO sketches (mark, doc_id) VALUES (?, ?)", marks)


def _timed(work: object, feeds: int) -> float:
    assert callable(work)
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) / feeds * 1000
