"""A document beside those that are known: the record it is the text of, the document it reprints, or news.

Words alone do not tell: a press office writes every week's release in the same ones. Two texts that count otherwise
are two releases, whoever carries them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from digests.corpus.duplicates import REPRINT, SAME_ARTICLE, Match, nearest, sketch
from digests.corpus.store import Store
from digests.figures import claims as figures
from digests.figures.quantities import find_quantities
from digests.model import Claim, Document, Number

LONGER = 1.3
"""So much longer must a new text be to be the original of one that we already have."""
SAME_COUNT = 0.5
"""The share of the fewer figures that a reprint has in common with its original: editors drop some and add some."""


def placed(store: Store, document: Document, claims: Callable[[], Sequence[Claim]]) -> tuple[Document, str | None]:
    """`document` with what it is linked to or reprints; and the id of a known one that turns out to reprint it.

    `claims` are its own, asked for where they decide.
    """
    if document.kind == "curated" or not document.sketch:
        return document, None
    record = _nearest(store, document, kind="curated")
    if record and max(record.inside, record.covers) >= SAME_ARTICLE:
        return replace(document, linked_to=record.doc_id), None
    match = _nearest(store, document)
    if match is None or max(match.inside, match.covers) < REPRINT:
        return document, None
    known = store.document(match.doc_id)
    if known is None or figures.tell_otherwise(claims(), store.figures_of(known.id)):
        return document, None
    if is_next_release(document, known):
        return document, None
    if _is_original(document, known, match):
        return document, known.id
    return replace(document, duplicate_of=known.id), None


def raw_texts(store: Store, record: Document) -> Iterator[str]:
    """The ids of raw texts of `record` that came before it: also of one that was taken for another's reprint, for two
    outlets may have run the article."""
    raw = _nearest(store, record, kind="raw")
    if raw and max(raw.inside, raw.covers) >= SAME_ARTICLE:
        yield raw.doc_id
    for doc_id, text in store.raw_reprints():
        marks = sketch(text)
        shared = len(marks & record.sketch)
        if shared >= SAME_ARTICLE * max(1, min(len(marks), len(record.sketch))):
            yield doc_id


def is_next_release(document: Document, known: Document) -> bool:
    """Whether two texts of one form count otherwise: each has figures that the other has not, be it the first that it
    states, or so many that few are of both: a form's own ("banned for five years") stand in every release.

    One publisher's texts of two days are two releases as soon as each counts something that the other does not.
    """
    first, mine = _counts(document)
    other, theirs = _counts(known)
    if not mine - theirs or not theirs - mine:
        return False
    if document.publisher and document.publisher == known.publisher and document.published != known.published:
        return True
    return (first not in theirs and other not in mine) or len(mine & theirs) < SAME_COUNT * min(len(mine), len(theirs))


Count = tuple[Number | None, Number | None, Number | None]


def _counts(document: Document) -> tuple[Count | None, set[Count]]:
    """The first figure of a text, and all of them."""
    found = [(each.value, each.low, each.high) for each in find_quantities(document.text, document.lang)]
    return (found[0] if found else None), set(found)


def _is_original(document: Document, known: Document, match: Match) -> bool:
    """Whether the known text shortens the new one, rather than the other way round."""
    if known.duplicate_of is not None or known.kind == "curated":
        return False
    if known.published and document.published and known.published != document.published:
        return document.published < known.published
    return match.covers > LONGER * match.inside


def _nearest(store: Store, document: Document, kind: str | None = None) -> Match | None:
    return nearest(store.connection, document.sketch, besides=document.id, kind=kind)
