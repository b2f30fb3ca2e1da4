"""A document in: passages, claims, links to what is known, one transaction.

The same way for a curated record, a file an operator names and an item of a feed; only what is due and what is
relevant is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from digests.clock import Clock
from digests.corpus.duplicates import REPRINT, SAME_ARTICLE, Match, nearest, sketch
from digests.corpus.store import Store
from digests.errors import BadInput
from digests.figures import claims as figures
from digests.figures.indicators import Indicators
from digests.figures.indicators import load as load_indicators
from digests.language.sentences import sentences
from digests.model import LANGS, Claim, Document, Lang, Passage
from digests.quarantine.keeper import Quarantine
from digests.sources import curated, files

LONGER = 1.3
"""So much longer must a new text be to be the original of one that we already have."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one document, or of a file that held none."""

    path: str | None
    doc_id: str | None
    status: Literal["added", "unchanged", "updated", "duplicate", "rejected"]
    reason: str | None = None
    duplicate_of: str | None = None
    lang: Lang | None = None
    title: str | None = None
    published: date | None = None
    claims: int = 0


class Ingest:
    """Takes documents into `store`; `clock` stamps them."""

    def __init__(self, store: Store, clock: Clock, indicators: Indicators | None = None) -> None:
        self.store = store
        self.clock = clock
        self.indicators = indicators or load_indicators()
        self.quarantine = Quarantine()

    def paths(self, paths: Iterable[Path]) -> Iterator[Ingested]:
        """Every document the paths name. A file that cannot be read is a result, and the rest go on."""
        for path in paths:
            try:
                found = list(files.find(path))
            except BadInput as error:
                yield Ingested(str(path), None, "rejected", reason=str(error))
                continue
            for file in found:
                yield from self._file(file, path)

    def _file(self, file: Path, named: Path) -> Iterator[Ingested]:
        """A file is read to its end before the first of it is stored: a bad line leaves nothing of it behind."""
        try:
            found = self.quarantine.file(file, named)
        except BadInput as error:
            yield Ingested(str(file), None, "rejected", reason=str(error))
            return
        if not found:
            yield Ingested(str(file), None, "rejected", reason=f"{file}: holds no document")
        for read in found:
            yield self.document(read.document, read.claims, cut=read.cut)

    def curated(self, folder: Path | None = None) -> Iterator[Ingested]:
        """The curated records."""
        for record in curated.load(folder) if folder else curated.load():
            yield self.document(record)

    def document(
        self, document: Document, claims: tuple[Claim, ...] | None = None, *, cut: str | None = None
    ) -> Ingested:
        """Take one document. A copy of a known text is not stored; a reprint is, with what it reprints.

        `claims` are those that were found in quarantine, where it is searched now if they are not given; `cut` is
        what was left out there.
        """
        copy_of = self.store.same_text(document) if document.text else None
        if copy_of:
            return _result(document, "duplicate", duplicate_of=copy_of)
        document = self._placed(replace(document, sketch=document.sketch or sketch(document.text)))
        claims = self._claims(document) if claims is None else claims
        if document.published is None and document.not_before is None:
            document, claims = _dated(document, claims)
        status = self.store.put(document, passages(document), claims, self.clock.now())
        if status != "unchanged" and document.kind == "curated":
            self._link_raw(document)
        return _result(document, status, reason=cut, duplicate_of=document.duplicate_of, claims=len(claims))

    def _claims(self, document: Document) -> tuple[Claim, ...]:
        if document.kind == "curated":
            return figures.from_statements(document)
        return self.quarantine.claims(document)

    def _placed(self, document: Document) -> Document:
        """`document` beside what is known: the record it is the text of, the document it reprints."""
        if document.kind == "curated" or not document.sketch:
            return document
        record = self._nearest(document, kind="curated")
        if record and max(record.inside, record.covers) >= SAME_ARTICLE:
            return replace(document, linked_to=record.doc_id)
        other = self._nearest(document)
        if other and max(other.inside, other.covers) >= REPRINT:
            if self._is_original(document, other):
                self.store.mark_reprint(other.doc_id, document.id)
            else:
                return replace(document, duplicate_of=other.doc_id)
        return document

    def _is_original(self, document: Document, match: Match) -> bool:
        """Whether the known text shortens the new one, rather than the other way round."""
        known = self.store.document(match.doc_id)
        if known is None or known.duplicate_of is not None or known.kind == "curated":
            return False
        if known.published and document.published and known.published != document.published:
            return document.published < known.published
        return match.covers > LONGER * match.inside

    def _link_raw(self, record: Document) -> None:
        """Raw texts that came before their record are linked to it now."""
        raw = self._nearest(record, kind="raw")
        if raw and max(raw.inside, raw.covers) >= SAME_ARTICLE:
            self.store.link(raw.doc_id, record.id)

    def _nearest(self, document: Document, kind: str | None = None) -> Match | None:
        return nearest(self.store.connection, document.sketch, besides=document.id, kind=kind)


def passages(document: Document) -> list[Passage]:
    """The sentences of a text with their offsets, or the statements of a record in each language."""
    if document.statements:
        return [
            Passage(document.id, n, lang, statement.texts[lang], None, None, statement.id)
            for n, statement in enumerate(document.statements, 1)
            for lang in LANGS
        ]
    return [
        Passage(document.id, n, document.lang, document.text[start:end], start, end)
        for n, (start, end) in enumerate(sentences(document.text), 1)
    ]


def _dated(document: Document, claims: tuple[Claim, ...]) -> tuple[Document, tuple[Claim, ...]]:
    """An undated text cannot be older than the newest day it states a figure for."""
    days = [claim.as_of for claim in claims if claim.as_of and claim.as_of_basis == "explicit"]
    if not days:
        return document, claims
    earliest = max(days)
    return replace(document, not_before=earliest), tuple(
        replace(claim, published=earliest, undated=True) for claim in claims
    )


def _result(
    document: Document, status: Literal["added", "unchanged", "updated", "duplicate"], **more: object
) -> Ingested:
    return Ingested(
        document.path,
        document.id,
        status,
        lang=document.lang,
        title=document.title,
        published=document.published,
        **more,  # type: ignore[arg-type]
    )
