"""The questions that statements answer: none missing, none that two statements of different content would answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from digests.check.finding import Finding, shown
from digests.language.fold import fold
from digests.model import LANGS, Document, Statement
from digests.sources.asks import number_of, path_of

LEAST = 3
"""Questions a language: formal, colloquial, keywords."""


def check(documents: list[Document]) -> Iterator[Finding]:
    """Findings over all records; the questions of a reprint may be those of its original."""
    asked: dict[str, tuple[Document, Statement]] = {}
    for document in documents:
        file = shown(path_of(Path(document.path or document.id)))
        for statement in document.statements:
            place = f"statement {number_of(statement.id)}"
            for lang in LANGS:
                if len(statement.asks.get(lang, ())) < LEAST:
                    yield Finding(file, place, f"{lang}: at least {LEAST} questions are wanted")
                for question in statement.asks.get(lang, ()):
                    first, other = asked.setdefault(spoken(question), (document, statement))
                    if other is not statement and not same_content(other, statement):
                        which = f"statement {number_of(other.id)} of {first.id}"
                        yield Finding(file, place, f"{lang}: {question!r} is a question of {which} too")


def spoken(question: str) -> str:
    """A question without case, marks and blanks that do not tell it from another."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in fold(question)).split())


def same_content(one: Statement, other: Statement) -> bool:
    """Whether two statements say the same, so that one question may be answered by either."""
    return numbers(one) == numbers(other) if one.figures or other.figures else one.texts == other.texts


def numbers(statement: Statement) -> set[tuple[object, ...]]:
    return {(figure.value, figure.low, figure.high, figure.unit) for figure in statement.figures}
