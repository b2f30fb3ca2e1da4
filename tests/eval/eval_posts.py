"""Posts by other hands, number by number: is each verdict the one that the records bear out?

`sealed` is scored only where EVAL_SEALED is set. Where there is no model the floors are those of words alone.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from digests.clock import FixedClock
from digests.corpus.store import Store
from digests.embedding import Embedder
from digests.ingest import Ingest
from digests.language import meaning
from digests.language.meaning import Meaning
from digests.model import LANGS
from digests.newsroom import Newsroom
from digests.policy import OPEN
from tests.eval.measure import Measure

POSTS = Path(__file__).parent / "data" / "posts"
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
SETS = ("fit", "look", "sealed")
RIGHT = {"fit": 0.9, "look": 0.84, "sealed": 0.85}
BY_WORDS = 0.82
UNFOUND = {"fit": 0, "look": 1, "sealed": 0}
"""Numbers of a set that may be overlooked: of 240 of four authors one is («232 700то»)."""
WORST = 0.03
"""The share of numbers that are right of which it may be said that they are outdated or wrong."""
WRONGED = frozenset({"outdated", "contradicts"})
COPIED = 0.01

TAKES_MINUTES = True
"""Eight hundred numbers are checked, each against every figure."""

Post = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A labelled finding and what was said of it; None where it was not found."""

    post: Post
    label: Mapping[str, Any]
    said: str | None

    @property
    def right(self) -> bool:
        return self.said == self.label["verdict"]

    @property
    def name(self) -> str:
        return f"{self.post['id']} {self.label['text']} ({self.label['verdict']}, said {self.said})"


def load(name: str) -> list[Post]:
    """The posts of a set; one that is missing is a failure."""
    files = sorted((POSTS / name).glob("*.jsonl"))
    if not files:
        raise FileNotFoundError(POSTS / name)
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line]


@contextmanager
def newsroom(model: Meaning | None) -> Iterator[Newsroom]:
    """A newsroom over all curated records, embedded where there is a model."""
    with tempfile.TemporaryDirectory() as folder:
        clock = FixedClock(NOW)
        with Store.open(Path(folder), create=True) as store:
            list(Ingest(store, clock).curated())
            if model is not None:
                Embedder(store, model).run()
        room = Newsroom(Path(folder), clock, policy=OPEN, meaning=lambda: model)
        try:
            yield room
        finally:
            room.close()


def outcomes(room: Newsroom, posts: Sequence[Post]) -> tuple[list[Outcome], list[str]]:
    """The labelled findings with what was said, and what was found beside them."""
    met, more = [], []
    for post in posts:
        checked = room.check(post["text"], post["lang"], day=date.fromisoformat(post["date"]))
        spans = {each: (each.quantity.start, each.quantity.end) for each in checked.findings}
        labels = {n: (one["start"], one["start"] + len(one["text"])) for n, one in enumerate(post["findings"])}
        for n, one in enumerate(post["findings"]):
            hits = [each.verdict for each, span in spans.items() if _touch(span, labels[n])]
            met.append(Outcome(post, one, hits[0] if hits else None))
        more += [
            f"{post['id']} {each.quantity.text}"
            for each, span in spans.items()
            if not any(_touch(span, other) for other in labels.values())
        ]
    return met, more


def _touch(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def measures(name: str, room: Newsroom, *, by_words: bool) -> Iterator[Measure]:
    found, more = outcomes(room, load(name))
    floor = BY_WORDS if by_words else RIGHT[name]
    wrong = [each.name for each in found if not each.right]
    yield Measure(f"{name}: verdicts right", 1 - len(wrong) / len(found), floor, "; ".join(wrong))
    for lang in LANGS:
        own = [each for each in found if each.post["lang"] == lang]
        yield Measure(f"{name}: verdicts right, {lang}", sum(each.right for each in own) / len(own))
    yield Measure(f"{name}: not found", float(sum(each.said is None for each in found)), UNFOUND[name], at_most=True)
    yield Measure(f"{name}: found beside", float(len(more)), 1, "; ".join(more), at_most=True)
    agreeing = [each for each in found if each.label["verdict"] == "agrees"]
    wronged = [each.name for each in agreeing if each.said in WRONGED]
    yield Measure(
        f"{name}: said to be wrong or old though it is right", len(wronged) / len(agreeing), WORST,
        "; ".join(wronged), at_most=True,
    )  # fmt: skip


def copied(room: Newsroom) -> Measure:
    """Statements as posts of their records' days: all that they say is so."""
    total, wronged = 0, []
    for document in room.answerer.holdings.records(NOW.date()):
        day = document.published or document.not_before
        for statement in document.statements if day else ():
            numbers = {number for one in statement.figures for number in (one.value, one.low, one.high)}
            for lang in LANGS if statement.figures else ():
                for each in room.check(statement.texts[lang], lang, day=day).findings:
                    if each.quantity.value in numbers - {None}:
                        total += 1
                        if each.verdict in WRONGED:
                            wronged.append(f"{statement.id} {lang} {each.quantity.text}")
    return Measure(
        "statements as posts: said to be wrong or old", len(wronged) / total, COPIED, "; ".join(wronged), at_most=True
    )


def measure() -> list[Measure]:
    model = meaning.load().meaning
    with newsroom(model) as room:
        result = []
        for name in SETS:
            if name == "sealed" and not os.environ.get("EVAL_SEALED"):
                result.append(Measure("sealed", None, note="skipped: EVAL_SEALED is not set"))
                continue
            result += measures(name, room, by_words=model is None)
        return [*result, copied(room)]
