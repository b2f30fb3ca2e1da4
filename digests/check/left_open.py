"""The questions that records leave open: as many in each language, none of which a statement of any record answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from digests.check.asks import LEAST, spoken
from digests.check.finding import Finding, shown
from digests.check.texts import mixed_words
from digests.model import LANGS, Document, Lang
from digests.sources import left_open
from digests.sources.asks import number_of


def check(documents: list[Document]) -> Iterator[Finding]:
    """Findings over all records. A record need leave nothing open."""
    answered = asked(documents)
    for document in documents:
        if document.left_open:
            yield from _one(document, answered)


def asked(documents: list[Document]) -> Mapping[tuple[Lang, str], str]:
    """Each question that a statement answers, as `spoken`, and which statement that is."""
    return {
        (lang, spoken(question)): f"statement {number_of(statement.id)} of {document.id}"
        for document in documents
        for statement in document.statements
        for lang in LANGS
        for question in statement.asks.get(lang, ())
    }


def _one(document: Document, answered: Mapping[tuple[Lang, str], str]) -> Iterator[Finding]:
    path = left_open.path_of(Path(document.path or document.id))
    file = shown(path)
    for lang in LANGS:
        if len(document.left_open.get(lang, ())) < LEAST:
            yield Finding(file, "", f"{lang}: at least {LEAST} questions are wanted")
    told: dict[tuple[Lang, str], int] = {}
    for line, lang, question in left_open.lines(path):
        key = (lang, spoken(question))
        if key in answered:
            yield Finding(file, "", f"{lang}: {question!r} is not open: {answered[key]} answers it", line)
        if told.setdefault(key, line) != line:
            yield Finding(file, "", f"{lang}: {question!r} stands in line {told[key]} already", line)
        for word in mixed_words(question):
            yield Finding(file, "", f"{lang}: Latin and Cyrillic letters in one word: {word}", line)
