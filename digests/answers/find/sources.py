"""Gathers what an answer may cite."""

from __future__ import annotations

from collections.abc import Iterable

from digests.answers.find.found import Fact, FoundFigure, Sources
from digests.answers.find.shown import Shown
from digests.answers.understand.question import Question


def gather(
    shown: Shown, question: Question, figures: Iterable[FoundFigure] = (), facts: Iterable[Fact] = ()
) -> Sources:
    """The documents and statements behind `figures` and `facts`, and of reprints what they repeat."""
    holdings, known = shown.holdings, question.known
    claims = [claim for figure in figures for claim in figure.cited]
    documents = {fact.document.id: fact.document for fact in facts}
    for doc_id in {claim.doc_id for claim in claims} - set(documents):
        if document := holdings.document(doc_id, known):
            documents[doc_id] = document
    for original in {document.duplicate_of for document in documents.values()} - {None, *documents}:
        if original is not None and (document := holdings.document(original, known)):
            documents[original] = document
    statements = {}
    for statement_id in {claim.statement_id for claim in claims} - {None}:
        if statement_id is not None and (statement := holdings.statement(statement_id)):
            statements[statement_id] = statement
    return Sources(documents, statements, shown.withheld(question.today))
