"""Articles read from whole pages by many hands: their text, their day, and pages that hold none.

`sealed` is read only with EVAL_SEALED=1: once, when all else is done. Text is compared as a bag of words; precision
and recall are means over the pages with an article and F1 is theirs, as the benchmark of article extraction by
Scrapinghub reckons it. A refused article counts as an empty text. No day is the right one where the page tells none.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from digests.errors import BadInput
from digests.language.fold import iter_words
from digests.model import Document
from digests.quarantine.reading import foreign
from digests.sources import files
from tests.eval.measure import Measure, skipped

DATA = Path(__file__).parent / "data" / "pages"
Set = Literal["fit", "look", "sealed"]
SETS: tuple[Set, ...] = ("fit", "look", *(("sealed",) if os.environ.get("EVAL_SEALED") else ()))  # type: ignore[assignment]
FLOORS: dict[str, float] = {
    f"{which}: {what}": floor
    for what, floors in {
        "text F1": {"fit": 0.98, "look": 0.98},
        "day right": {"fit": 1.0, "look": 0.95},
        "added without an article": {"fit": 0, "look": 0},
        "articles refused": {"fit": 0, "look": 0},
    }.items()
    for which, floor in floors.items()
}
POOR = 0.95
"""The F1 of a page below which it is named."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Read:
    """A labelled page with the document that came of it, or None."""

    row: Row
    document: Document | None

    @property
    def shares(self) -> tuple[float, float]:
        """Precision and recall of the text."""
        found, wanted = words(self.document.text if self.document else ""), words(self.row["text"])
        common = (found & wanted).total()
        return common / (found.total() or 1), common / (wanted.total() or 1)

    @property
    def has_day(self) -> bool:
        day = self.document.published if self.document else None
        return (day.isoformat() if day else None) == self.row["published"]


def words(text: str) -> Counter[str]:
    return Counter(word.folded for word in iter_words(text))


def pages(which: Set) -> Iterator[tuple[Row, Path]]:
    """The labelled pages of a set, each with its file."""
    for path in sorted((DATA / which).glob("**/*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield row, path.with_name(f"{row['id']}.html")


def read(row: Row, path: Path) -> Read:
    """What `khabar ingest` makes of a page."""
    try:
        document = next(files.read(path))
    except BadInput:
        return Read(row, None)
    return Read(row, None if foreign(document) else document)


def f1(shares: Sequence[tuple[float, float]]) -> float:
    """Of the means of precision and of recall."""
    precision, recall = (sum(each) / len(shares) for each in zip(*shares, strict=True))
    return 2 * precision * recall / (precision + recall or 1)


def measures(which: Set, found: Sequence[Read]) -> Iterator[Measure]:
    articles = [each for each in found if each.row["article"]]
    poor = [f"{each.row['id']} {f1([each.shares]):.2f}" for each in articles if f1([each.shares]) < POOR]
    yield _measure(f"{which}: text F1", f1([each.shares for each in articles]), poor)
    wrong = [f"{each.row['id']}" for each in articles if not each.has_day]
    yield _measure(f"{which}: day right", 1 - len(wrong) / len(articles), wrong)
    taken = [each.row["id"] for each in found if not each.row["article"] and each.document]
    yield _measure(f"{which}: added without an article", len(taken), taken, at_most=True)
    refused = [each.row["id"] for each in articles if each.document is None]
    yield _measure(f"{which}: articles refused", len(refused), refused, at_most=True)


def _measure(what: str, value: float, named: Sequence[str], *, at_most: bool = False) -> Measure:
    return Measure(what, value, FLOORS.get(what), ", ".join(named), at_most=at_most)


def measure() -> list[Measure]:
    found = []
    for which in SETS:
        rows = [read(*each) for each in pages(which)]
        found += list(measures(which, rows)) if rows else skipped(f"pages by many hands: {which}")
    return found
