"""Documents that an editor adds: read, looked at, completed, stored; and the record with our statements beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from digests.check import records as checked
from digests.check.finding import Finding
from digests.corpus import reviews
from digests.corpus.drafts import Drafts
from digests.corpus.duplicates import sketch
from digests.corpus.reviews import Decision
from digests.editing import drafts, incoming, records
from digests.editing.asked import DraftsKept
from digests.editing.drafts import Draft
from digests.editing.figures_read import Number, numbers_in, unnamed
from digests.errors import NotFound
from digests.ingest import Ingest, Ingested
from digests.model import Claim, Document, Lang
from digests.newsroom import Newsroom
from digests.quarantine.keeper import Read
from digests.rounds import Manner
from digests.sources import curated

ROLE = "desk"


class Writing:
    """Over a newsroom, in its thread."""

    def __init__(self, room: Newsroom, ingest: Ingest, manner: Manner) -> None:
        self.room = room
        self.store = room.store
        self.ingest = ingest
        self.manner = manner
        self.kept: DraftsKept = Drafts(room.store.connection)

    # What is sent

    def link(self, url: str) -> Document:
        """The article at `url`, not stored. Raises BadInput, Unavailable."""
        return self._whole(incoming.of_link(url, self.ingest.quarantine, self.manner))

    def file(self, name: str, data: bytes) -> list[Document]:
        """The documents of a file, not stored. Raises BadInput naming the file and the place."""
        return [self._whole(read) for read in incoming.of_file(name, data, self.ingest.quarantine)]

    def text(self, text: str) -> Document:
        """The document that a message is, not stored. Raises BadInput."""
        return self._whole(incoming.of_text(text, self.ingest.quarantine))

    def _whole(self, read: Read) -> Document:
        """The document under an id by which it is known again, with its sketch."""
        document = read.document
        if document.kind == "curated":
            return document
        return replace(document, id=drafts.text_name_of(document), sketch=document.sketch or sketch(document.text))

    def known(self, document: Document) -> bool:
        """Whether a document of its id, of its address or of its text is in the corpus already."""
        same = self.store.same_text(document) if document.text else None
        return self.store.document(document.id) is not None or same is not None

    def adopt(self, name: str, data: bytes) -> Ingested:
        """Store a record that was sent as a file. Raises BadInput with the first finding of `khabar corpus check`."""
        (document,) = self.file(name, data)
        text = data.decode("utf-8")
        if found := [*drafts.findings_in(document.id, text), *self._twice(document)]:
            raise found[0].as_error(name)
        return self._stored(document.id, text, "")

    def claims(self, document: Document) -> Sequence[Claim]:
        """What the machine reads in a document."""
        return self.ingest.quarantine.claims(document) if document.text else ()

    def add(self, document: Document) -> Ingested:
        """Store a document that an editor looked at. Raises BadInput."""
        result = self.ingest.document(document)
        if result.status == "added":
            after = {"title": document.title}  # by which it is known when it is gone
            line = Decision(0, document.id, "add", self.room.clock.now(), None, {}, after, by=ROLE)
            reviews.append(self.store.connection, line)
        return result

    # What is written

    def drafts(self) -> list[Draft]:
        """What was begun, what was touched last first."""
        return [drafts.load(text) for text in self.kept.all().values()]

    def draft(self, name: str) -> Draft:
        """Raises NotFound."""
        found = self.kept.get(name)
        if found is None:
            raise NotFound(f"no such draft: {name}")
        return drafts.load(found)

    def begin(self, document: Document) -> Draft:
        """The draft of a document's record: the one that was begun, else a new one, kept from now on."""
        draft = drafts.of_document(document, self.room.today())
        kept = self.kept.get(draft.id)
        return drafts.load(kept) if kept else self.keep(draft)

    def keep(self, draft: Draft) -> Draft:
        self.kept.put(draft.id, drafts.dump(draft), self.room.clock.now())
        return draft

    def drop(self, name: str) -> None:
        self.kept.drop(name)

    def numbers(self, draft: Draft, text: str, lang: Lang) -> tuple[Number, ...]:
        """What the machine reads in a text of the draft."""
        return numbers_in(text, lang, lambda text, lang: self._read(draft, text, lang))

    def unnamed(self, draft: Draft) -> list[str]:
        """The numbers of the newest statement of which nothing says what they count."""
        if not draft.said:
            return []
        said = draft.said[-1]
        return list(unnamed(said.texts, lambda text, lang: self._read(draft, text, lang), said.labels))

    def record(self, draft: Draft) -> str:
        """The record as it would be stored."""
        return drafts.record_of(draft, lambda text, lang: self._read(draft, text, lang))

    def findings(self, draft: Draft) -> list[Finding]:
        """What keeps the record from being stored, as `khabar corpus check` finds it."""
        record = self.record(draft)
        found = drafts.findings_in(draft.id, record)
        if found:
            return found
        path = Path(f"{draft.id}.toml")
        return self._twice(curated.document_of(curated.parse_bytes(record.encode(), path), path))

    def _twice(self, document: Document) -> list[Finding]:
        """What another record says already."""
        known = [each for each in self.store.documents(curated=True) if each.id != document.id]
        return [each for each in checked.told_twice([*known, document]) if each.file == document.id]

    def publish(self, draft: Draft) -> Ingested:
        """Store the record: its file, its document, its line in the trail; the draft is done. Raises BadInput with the
        first finding, and then nothing is stored."""
        if found := self.findings(draft):
            raise found[0].as_error()
        return self._stored(draft.id, self.record(draft), drafts.asks_of(draft))

    def store_record(self, name: str, record: str, questions: str) -> Ingested:
        """Store a record that was checked where it was written. Raises BadInput."""
        return self._stored(name, record, questions)

    def _stored(self, name: str, record: str, questions: str) -> Ingested:
        path = records.write(self.room.data, name, record, questions)
        try:
            with self.store.transaction():
                document = curated.read(path)
                result = self.ingest.document(document)
                after = {"record": name, "title": document.title}
                line = Decision(0, name, "add", self.room.clock.now(), None, {}, after, by=ROLE)
                reviews.append(self.store.connection, line)
                self.drop(name)
        except BaseException:
            records.remove(self.room.data, name)
            raise
        return result

    def _read(self, draft: Draft, text: str, lang: Lang) -> Sequence[Claim]:
        published = draft.published or draft.not_before
        document = Document(draft.id, "", text, lang, publisher=draft.publisher, published=published)
        return self.ingest.quarantine.claims(document)
