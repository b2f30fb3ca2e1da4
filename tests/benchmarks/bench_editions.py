"""An edition of a day on which a thousand documents were ingested: from nothing, and made round by round as the worker
does; what a round adds to its work, and what is left for the hour at which the day ends (the mark).

Texts by chance, read as any other on their way in; the day before had as many, since an edition asks what was told.
Each line is one call on a newsroom that was just opened, as the worker opens it; the process is the same.
"""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from digests.clock import FixedClock
from digests.corpus.duplicates import sketch
from digests.corpus.store import Store
from digests.ingest import Ingest
from digests.model import LANGS, TOPICS
from digests.newsroom import Newsroom
from digests.policy import Policy
from tests.benchmarks.corpus_of_many import Writer

DAY = datetime(2026, 11, 2, 12, tzinfo=UTC)
NEXT = timedelta(days=1)
SETS = 50
"""Sets of topics that the readers of one hour have."""
ROUND = 10
"""Documents that a round files: on a day of a thousand a round each quarter of an hour."""


def run(*, long: bool, documents: int | None = None) -> None:
    measure(documents or (1_000 if long else 300))


def measure(documents: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data, late = Path(folder) / "day", Path(folder) / "late"
        began = time.perf_counter()
        with Store.open(data, create=True) as store:
            for before in (1, 0):
                fill(store, documents, DAY - before * NEXT, seed=before)
            claims = len(store.claims())
        print(f"  2 × {documents:,} documents ingested in {time.perf_counter() - began:.0f} s, {claims:,} claims read")
        ask(data, "from nothing", DAY + NEXT, lambda room: room.compile(DAY.date(), "tg"))
        ask(data, "ahead, 3 languages, the first time", DAY, Newsroom.make_ahead)
        for seed in (2, 3):
            fill_more(data, seed)
            ask(data, f"ahead, 3 languages, {ROUND} filed since", DAY, Newsroom.make_ahead)
        ask(data, "ahead, nothing filed since", DAY, Newsroom.make_ahead)
        hour(data)
        shutil.copytree(data, late)
        fill_more(late, 4)
        for since, where in (("nothing", data), (f"{ROUND}", late)):
            for lang in LANGS:
                said = f"at the hour, {lang}, {since} filed since"
                ask(where, said, DAY + NEXT, lambda room, lang=lang: room.digest(DAY.date(), lang), 500)  # type: ignore[misc]


def hour(data: Path) -> None:
    """All editions of one hour: in three languages on many sets of topics, which nobody asked for before."""
    draw, topics = random.Random(1), sorted(TOPICS)
    sets = {frozenset(draw.sample(topics, draw.randint(1, 4))) for _ in range(10 * SETS)}
    wanted = [frozenset[str](), *sorted(sets, key=sorted)[: SETS - 1]]

    def work(room: Newsroom) -> None:
        for some in wanted:
            for lang in LANGS:
                room.compile(DAY.date(), lang, topics=some)

    ask(data, f"{SETS} sets of topics in 3 languages", DAY + NEXT, work, 10_000)


def ask(data: Path, said: str, at: datetime, work: Callable[[Newsroom], object], most: int | None = None) -> None:
    """What a newsroom of `data` takes for `work`, opening included; `most` ms are the mark."""
    began, used = time.perf_counter(), time.process_time()
    newsroom = Newsroom(data, FixedClock(at), policy=Policy("none"))
    work(newsroom)
    newsroom.close()
    took, used = time.perf_counter() - began, time.process_time() - used
    print(f"  {said}: {took * 1000:.0f} ms, {used * 1000:.0f} ms of CPU" + (f"    ({most})" if most else ""))


def fill_more(data: Path, seed: int) -> None:
    """What one more round of feeds brings."""
    with Store.open(data) as store:
        fill(store, ROUND, DAY, seed=seed)


def fill(store: Store, documents: int, at: datetime, *, seed: int) -> None:
    """A day's documents, through the ingest."""
    writer, ingest = Writer(seed), Ingest(store, FixedClock(at), readers="rules")
    for n in range(documents):
        one, topic = writer.document(n), TOPICS[n % len(TOPICS)]
        own = {"id": f"{at.date()}{one.id[10:]}", "published": at.date(), "topics": (topic,)}
        ingest.document(replace(one, sketch=sketch(one.text or ""), **own))  # type: ignore[arg-type]


if __name__ == "__main__":
    run(long=True)
