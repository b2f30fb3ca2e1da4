"""An edition of a day on which a thousand documents were ingested: the first of the day, and in the other languages.

Texts by chance, read as any other on their way in; the day before had as many, since an edition asks what was told.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from digests.clock import FixedClock
from digests.corpus.duplicates import sketch
from digests.corpus.store import Store
from digests.ingest import Ingest
from digests.model import LANGS
from digests.newsroom import Newsroom
from digests.policy import Policy
from tests.benchmarks.corpus_of_many import Writer

DAY = datetime(2026, 11, 2, 12, tzinfo=UTC)
NEXT = timedelta(days=1)


def run(*, long: bool, documents: int | None = None) -> None:
    measure(documents or (1_000 if long else 300))


def measure(documents: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        with Store.open(Path(folder), create=True) as store:
            for before in (1, 0):
                fill(store, documents, DAY - before * NEXT, seed=before)
            claims = len(store.claims())
        print(f"  2 × {documents:,} documents ingested in {time.perf_counter() - began:.0f} s, {claims:,} claims read")
        newsroom = Newsroom(Path(folder), FixedClock(DAY + NEXT), policy=Policy("none"))
        for lang in LANGS:
            began, used = time.perf_counter(), time.process_time()
            edition = newsroom.digest(DAY.date(), lang)
            took, used = time.perf_counter() - began, time.process_time() - used
            print(f"  {lang}: {len(edition.stories)} stories, {len(edition.figures)} figures of {documents:,} documents"
                  f" in {took * 1000:.0f} ms, {used * 1000:.0f} ms of CPU    (500)")  # fmt: skip


def fill(store: Store, documents: int, at: datetime, *, seed: int) -> None:
    """A day's documents, through the ingest."""
    writer, ingest = Writer(seed), Ingest(store, FixedClock(at), readers="rules")
    for n in range(documents):
        one = writer.document(n)
        ingest.document(
            replace(one, id=f"{at.date()}{one.id[10:]}", published=at.date(), sketch=sketch(one.text or ""))
        )


if __name__ == "__main__":
    run(long=True)
