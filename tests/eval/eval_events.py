"""One event or two? Pairs of news texts by many hands, by the scorer of stories, with the model and without it.

`sealed` is read only with EVAL_SEALED=1: once, when all else is done. On `fit` the trees are right by heart.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, Literal

from digests.corpus.vector_texts import context
from digests.editions.events import chance
from digests.editions.events.told import Told, leads, tell
from digests.language import meaning
from tests.eval.measure import Measure, skipped

DATA = Path(__file__).parent / "data" / "events"
Set = Literal["fit", "look", "sealed"]
SETS: tuple[Set, ...] = ("look", *(("sealed",) if os.environ.get("EVAL_SEALED") else ()))

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, and whether they tell of one event; `hand` is the file they are from."""

    id: str
    a: Row
    b: Row
    same: bool
    hand: str

    @property
    def langs(self) -> str:
        return "–".join(sorted((self.a["lang"], self.b["lang"])))


def pairs(which: Set) -> list[Pair]:
    """The pairs of a set. A file of texts, each with its `event`, gives those of one family: "07-a" and "07-b" are
    two events that are easily taken for one."""
    found = []
    for path in sorted((DATA / which).glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        if "event" in rows[0]:
            found += [
                Pair(f"{a['id']} {b['id']}", a, b, a["event"] == b["event"], path.stem)
                for a, b in combinations(rows, 2)
                if a["event"].split("-")[0] == b["event"].split("-")[0]
            ]
        else:
            found += [Pair(row["id"], row["a"], row["b"], row["same"], path.stem) for row in rows]
    return found


def told(row: Row, *, with_meaning: bool) -> Told:
    """A text as the product reads it; its vectors are those that a stored document has."""
    vectors = _vectors(row["title"], row["text"]) if with_meaning else None
    return tell(row["title"], row["text"], row["lang"], date.fromisoformat(row["published"]), vectors)


@cache
def _vectors(title: str, text: str) -> Any:
    model = meaning.load().meaning
    return model.passage([context(each, title) for each in leads(text)]) if model else None


TAKES_MINUTES = True
"""The model reads every sentence."""

FLOORS: dict[str, float] = {
    "look, with the model: precision": 0.83, "look, with the model: F1": 0.88,
    "look, by words alone: precision": 0.8, "look, by words alone: F1": 0.85,
}  # fmt: skip


def measure() -> list[Measure]:
    found = []
    scorers = ((True, "with the model"), (False, "by words alone"))
    for which in SETS:
        rows = pairs(which)
        if not rows:
            found += skipped(f"same event: {which}")
            continue
        for with_meaning, how in scorers:
            if with_meaning and meaning.load().meaning is None:
                found += skipped(f"same event: {which} (no meaning model here)")
                continue
            found += measures(which, how, rows, [is_same(pair, with_meaning=with_meaning) for pair in rows])
    return found


def is_same(pair: Pair, *, with_meaning: bool) -> bool:
    a, b = (told(row, with_meaning=with_meaning) for row in (pair.a, pair.b))
    return chance.load().chance(a, b) >= chance.SAME


def measures(which: Set, how: str, rows: Sequence[Pair], said: Sequence[bool]) -> Iterator[Measure]:
    """Precision, recall and F1 of a set, and F1 of each pair of languages."""
    for langs in (None, *sorted({pair.langs for pair in rows})):
        own = [(pair.same, same) for pair, same in zip(rows, said, strict=True) if langs in (None, pair.langs)]
        right, taken, true = sum(a and b for a, b in own), sum(b for _, b in own), sum(a for a, _ in own)
        name = f"{which}, {how}{f', {langs}' if langs else ''}"
        if langs is None:
            yield _share(f"{name}: precision", right, taken)
            yield _share(f"{name}: recall", right, true)
        yield _share(f"{name}: F1", 2 * right, taken + true)


def _share(what: str, part: int, whole: int) -> Measure:
    return Measure(what, part / whole if whole else None, FLOORS.get(what), f"{part} of {whole}")
