"""Questions and passages made by hand, for tests that look at one step of an answer."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from digests.answers.find import scorer
from digests.answers.find.found import Fact
from digests.answers.understand.question import Question
from digests.corpus.index import Hit
from digests.model import Document, Figure, Lang, Period, Statement, StatementKind

DAY = date(2024, 4, 3)
_numbers = itertools.count(1)


def asked(text: str = "", *, lang: Lang = "en", kind: str | None = "figure", **fields: object) -> Question:
    """A question that was understood as told."""
    given: dict[str, object] = {
        "terms": (), "concepts": frozenset(), "entities": frozenset(), "groups": frozenset(), "today": DAY, **fields,
    }  # fmt: skip
    return Question(text, lang, kind, **given)  # type: ignore[arg-type]


def figure(value: float = 12, **fields: object) -> Figure:
    given: dict[str, object] = {"indicator": None, "label": {"en": "somebody"}, **fields}
    return Figure(value=value, **given)  # type: ignore[arg-type]


def passage(text: str, *, lang: Lang = "en", doc: str = "doc", published: date | None = DAY, n: int = 1) -> Fact:
    """A sentence of a raw text."""
    document = Document(doc, "A title", text, lang, published=published)
    return Fact(Hit(doc, n, lang, 1.0, text, None, 0, len(text)), None, document)


def statement(
    text: str,
    *,
    figures: Sequence[Figure] = (),
    asks: Mapping[Lang, tuple[str, ...]] | None = None,
    kind: StatementKind = "fact",
    published: date | None = DAY,
    said_by: tuple[str, ...] = (),
    headline: Mapping[Lang, str] | None = None,
    doc: str = "",
    n: int = 1,
    **texts: str,
) -> Fact:
    """A statement of a curated record, met in English."""
    doc = doc or f"record{next(_numbers)}"  # what stands around a statement is kept by its id
    told = {"en": text, "ru": texts.get("ru", "Было так."), "tg": texts.get("tg", "Чунин буд.")}
    one = Statement(f"{doc}#{n}", told, n, kind=kind, figures=tuple(figures), attributed_to=said_by, asks=asks or {})  # type: ignore[arg-type]
    document = Document(
        doc, "A title", "", "en", published=published, kind="curated", statements=(one,), headline=headline  # type: ignore[arg-type]
    )  # fmt: skip
    return Fact(Hit(doc, n, "en", 1.0, text, one.id, None, None), one, document)


def period(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last))


def score_by(monkeypatch: pytest.MonkeyPatch, **scorers: scorer.Scorer) -> None:
    """Score with these instead of what is fitted: `facts`, `figures`, each with a model and without."""

    def load(name: str, path: Path = scorer.PATH) -> scorer.Scorer:
        return scorers[name.removesuffix(" by words")]

    monkeypatch.setattr(scorer, "load", load)


BY_WORDS = scorer.Scorer({"said_anywhere": 12.0, "lacks_kind": -6.0}, -9.0, 0.5)
"""Nearly all of the question has to be said."""
NO_FIGURES = scorer.Scorer({}, -9.0, 0.5)
