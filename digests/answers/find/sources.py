"""Gathers what an answer may cite."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from digests.answers.find.found import Fact, FoundFigure, Sources
from digests.answers.find.shown import Shown
from digests.answers.understand.question import Question
from digests.model import Document, Statement

Value = TypeVar("Value", Document, Statement)


def gather(
    shown: Shown, question: Question, figures: Iterable[FoundFigure] = (), facts: Iterable[Fact] = ()
) -> Sources:
    """The documents and statements behind `figures` and `facts`, and of reprints what they repeat."""
    holdings, known = shown.holdings, question.known
    claims = [claim for figure in figures for claim in figure.cited]
    documents = {fact.document.id: fact.document for fact in facts}
    for doc_id in (claim.doc_id for claim in claims):
        _add(documents, doc_id, holdings.document(doc_id, known))
    for original in [document.duplicate_of for document in documents.values()]:
        if original is not None:
            _add(documents, original, holdings.document(original, known))
    statements: dict[str, Statement] = {}
    for statement_id in (claim.statement_id for claim in claims):
        if statement_id is not None:
            _add(statements, statement_id, holdings.statement(statement_id))
    return Sources(documents, statements, shown.withheld(question.today))


def _add(found: dict[str, Value], key: str, value: Value | None) -> None:
    if value is not None:
        found[key] = value
