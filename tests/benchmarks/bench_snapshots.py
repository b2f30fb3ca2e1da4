"""Versions of the corpus: what is moved when documents were added, and how long until a bot has them.

100,000 documents (10,000 without --long: to make the corpus takes a quarter of an hour) and 100 added. What moves is by
pages that a document touches, so a small corpus moves a larger share of itself.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

from digests.clock import SystemClock
from digests.corpus.store import FILE, Store
from digests.snapshots.bucket import FolderBucket
from digests.snapshots.publisher import Publisher
from digests.snapshots.replica import Replica
from tests.benchmarks.corpus_of_many import fill
from tests.snapshots.kill import kill_loop

ADDED = 100


def run(*, long: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), 100_000 if long else 10_000)
    with tempfile.TemporaryDirectory() as folder:
        wrong = kill_loop(Path(folder), kills=200 if long else 20)
        print(f"  {200 if long else 20} kills of bots and publishers: {wrong} versions by halves    (0)")


def measure(folder: Path, documents: int, made: Path | None = None) -> None:
    """Publish, take, add, publish and take again; `made` is the folder of a corpus that is there already."""
    worker, bot = folder / "worker", folder / "bot"
    bot.mkdir(parents=True)
    if made:
        worker.mkdir()
        shutil.copyfile(made / FILE, worker / FILE)
    else:
        with Store.open(worker, create=True) as store:
            fill(store, documents, seed=1)
    bucket, clock = FolderBucket(folder / "bucket"), SystemClock()
    publisher, replica = Publisher(worker, bucket, clock), Replica(bot, bucket, clock)
    for added in (0, ADDED):
        with Store.open(worker) as store:
            fill(store, added, seed=99)
        started = time.perf_counter()
        published = publisher.publish()
        put = time.perf_counter() - started
        head = replica.due()
        assert published is not None
        assert head is not None
        taken = replica.take(head)
        whole = time.perf_counter() - started
        print(
            f"  {documents + added:,} documents, {published.size / 1e6:,.0f} MB: published in {put:.1f} s,"
            f" on a bot after {whole - put:.1f} s, {whole:.1f} s in all    (30);"
            f" put {published.moved / published.size:.2%}, fetched {taken.moved / published.size:.2%}"
            + ("    (5 %)" if added else " of the file, packed")
        )
