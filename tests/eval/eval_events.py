"""One event or two? Pairs of news texts by many hands, by the scorer of stories, with the model and without it.

`sealed` is read only with EVAL_SEALED=1: once, when all else is done.
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
from digests.editions.events.told import Told, leads, tell
from digests.language import meaning
from tests.eval.measure import Measure, skipped

DATA = Path(__file__).parent / "data" / "events"
Set = Literal["fit", "look", "sealed"]
SETS: tuple[Set, ...] = ("fit", "look", *(("sealed",) if os.environ.get("EVAL_SEALED") else ()))  # type: ignore[assignment]

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
