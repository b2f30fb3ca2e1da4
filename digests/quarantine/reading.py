"""What is read out of a document: its claims, and whether it is in a language of ours."""

from __future__ import annotations

from collections.abc import Collection

from digests.figures.claims import extract, from_statements
from digests.figures.indicators import Indicators
from digests.language.identify import is_foreign
from digests.model import Claim, Document, Pointed, Readers
from digests.objections import Kind, Objection


def foreign(document: Document) -> Objection | None:
    """Why a text is refused that is surely in none of our languages, else None."""
    return Objection(Kind.FOREIGN) if is_foreign(f"{document.title}\n{document.text}") else None


def claims_of(
    document: Document, indicators: Indicators, readers: Readers = "both", pointed: Collection[Pointed] = ()
) -> tuple[Claim, ...]:
    """The figures of a record, or the claims that a text makes, as `readers` find them and the third has `pointed`."""
    if document.statements:
        return from_statements(document)
    return extract(document, indicators, readers=readers, pointed=pointed)
