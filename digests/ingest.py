"""A document in: passages, claims, links to what is known, one transaction.

The same way for a curated record, a file an operator names and an item of a feed; only what is due and what is
relevant is decided elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from digests import reprints
from digests.clock import Clock, dushanbe_day
from digests.corpus import readings
from digests.corpus.duplicates import sketch
from digests.corpus.rows import content_hash
from digests.corpus.store import Store
from digests.editions import reading
from digests.errors import BadInput
from digests.figures import bounds
from digests.figures import claims as figures
from digests.figures.indicators import Indicators
from digests.figures.indicators import load as load_indicators
from digests.language.sentences import sentences
from digests.model import LANGS, Claim, Document, Lang, Passage, Pointed, Readers
from digests.quarantine.keeper import Quarantine
from digests.sources import curated, files
from digests.third_reader import ThirdReader
from digests.voice.voice import Pointer


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


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of a document: itself as it will stand, its claims, whom it shows to be its reprint."""

    document: Document
    claims: tuple[Claim, ...]
    shortened_by: str | None
    said: str | None  # what had to be mended about its dates


class Ingest:
    """Takes documents into `store`; `clock` stamps them, `readers` read their figures, the third with `pointer`."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        indicators: Indicators | None = None,
        *,
        readers: Readers = "both",
        pointer: Callable[[], Pointer | None] = lambda: None,
    ) -> None:
        self.store = store
        self.clock = clock
        self.indicators = indicators or load_indicators()
        self.quarantine = Quarantine(readers)
        self.third = ThirdReader(pointer, self.indicators)

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
        for n, read in enumerate(found, 1):
            left_out = found.said if n == len(found) else None
            if read.refused:
                yield _refused(read.document, f"{file}: {read.document.id}: {read.refused}")
            else:
                cut = "; ".join(filter(None, (read.cut, left_out))) or None
                yield self.document(read.document, read.claims, cut=cut)

    def curated(self, folder: Path | None = None) -> Iterator[Ingested]:
        """The curated records."""
        for record in curated.load(folder) if folder else curated.load():
            yield self.document(record)

    def document(
        self,
        document: Document,
        claims: tuple[Claim, ...] | None = None,
        *,
        cut: str | None = None,
        item: Document | None = None,
    ) -> Ingested:
        """Take one document. A copy of a known text is not stored; a reprint is, with what it reprints.

        `claims` are those that were found in quarantine, where it is searched now if they are not given; `cut` is
        what was left out there; `item` is the document as its feed gave it, where the page behind it says more. What
        takes time is done before the transaction; a process that ends at any moment leaves all of it or nothing.
        """
        given = self._own_id(item or document)
        if document.id != given.id:
            document, claims = replace(document, id=given.id), None  # they bear the id of another
        content = content_hash(given)
        if self.store.holds(document.id, content):
            return self._unchanged(document)
        copy_of = self.store.same_text(document) if document.text else None
        if copy_of:
            return _result(document, "duplicate", duplicate_of=copy_of)
        now = self.clock.now()
        read = self._read(document, now, claims, self.third.pointed(document))
        openings = [] if read.document.statements else [reading.kept(read.document)]
        with self.store.transaction():
            status = self.store.put(read.document, passages(read.document), read.claims, now, content=content)
            if openings:
                readings.keep(self.store.connection, openings)
            if read.shortened_by:
                self.store.mark_reprint(read.shortened_by, document.id)
            if document.kind == "curated":
                self._link_raw(read.document)
        return _result(
            read.document,
            status,
            reason="; ".join(filter(None, (read.said, cut))) or None,
            duplicate_of=read.document.duplicate_of,
            claims=len(read.claims),
        )

    def holds(self, document: Document) -> bool:
        """Whether this very version of `document` is stored."""
        own = self._own_id(document)
        return self.store.holds(own.id, content_hash(own))

    def heal(self) -> int:
        """Make whole what a program before this one, killed in the wrong moment, stored by halves; how many there were.

        A document without passages is read again from its text, one without claims looked through for them; a record
        that lost its statements is taken out, for its file holds them. Each is looked at once.
        """
        healed = 0
        for document, content, at in self.store.unsure():
            with self.store.transaction():
                healed += self._heal(document, content, at)
        return healed

    def _heal(self, document: Document, content: str, at: datetime) -> bool:
        lost = self.store.count_passages(document.id) == 0 and (passages(document) or document.kind == "curated")
        if lost:
            self.store.forget(document.id)
        if document.kind == "curated":
            self.store.mark_whole(document.id)
            return bool(lost)
        had = self.store.count_claims(document.id)
        if lost or not had:
            read = self._read(replace(document, duplicate_of=None, linked_to=None), at)
            self.store.put(read.document, passages(read.document), read.claims, at, content=content)
            lost = lost or bool(read.claims)
        self.store.mark_whole(document.id)
        return bool(lost)

    def _own_id(self, document: Document) -> Document:
        """`document` under an id of its own where the feed gave that of another item.

        Some feeds give every item one id. The same id with another link, title and day is another item; a new
        version of an article keeps at least one of them.
        """
        known = self.store.document(document.id) if document.kind == "feed" else None
        if known is None or known.url == document.url or known.title == document.title:
            return document
        if document.published and known.published == document.published:
            return document
        mark = hashlib.sha256((document.url or document.title).encode("utf-8", "replace")).hexdigest()
        return replace(document, id=f"{document.id}-{mark[:8]}")

    def _unchanged(self, document: Document) -> Ingested:
        known = self.store.document(document.id) or document
        return _result(known, "unchanged", duplicate_of=known.duplicate_of, claims=self.store.count_claims(document.id))

    def _read(
        self,
        document: Document,
        now: datetime,
        found: tuple[Claim, ...] | None = None,
        pointed: Collection[Pointed] = (),
    ) -> _Read:
        """What stands in `document`, its dates held to what can be, beside what is known.

        `found` are its claims as it was dated when it came. What the third reader has `pointed` at is read last: its
        word decides neither when a text was published nor what it reprints.
        """
        today = dushanbe_day(now)
        first, given = self.store.first_read(document.id), document.published
        document, said = bounds.published(document, first_read=dushanbe_day(first) if first else today, today=today)
        document = replace(document, sketch=document.sketch or sketch(document.text))
        document, shortened = reprints.placed(
            self.store, document, lambda: self._claims(document) if found is None else found
        )
        claims = found if found is not None and document.published == given else self._claims(document)
        document, early = bounds.after_event(document, claims, self.indicators)
        if early:
            said, claims = early, self._claims(document)
        if pointed:
            claims = self._claims(document, pointed)
        if document.kind != "curated":
            claims = bounds.as_of(claims, self.indicators, today)
        return _Read(document, claims, shortened, said)

    def _claims(self, document: Document, pointed: Collection[Pointed] = ()) -> tuple[Claim, ...]:
        if document.kind == "curated":
            return figures.from_statements(document)
        return self.quarantine.claims(document, pointed)

    def _link_raw(self, record: Document) -> None:
        """Raw texts that came before their record are linked to it now."""
        for raw in list(reprints.raw_texts(self.store, record)):
            self.store.link(raw, record.id)


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


def _refused(document: Document, why: str) -> Ingested:
    return Ingested(document.path, document.id, "rejected", why, title=document.title, published=document.published)


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
