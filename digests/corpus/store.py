"""The public database: documents with their passages, statements and claims.

A `Store` belongs to the thread that opened it. Every write is one transaction; a reader sees all of a
document or nothing of it.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, Self

from sqlite_utils import Database

from digests.corpus import reviews, rows, versions
from digests.corpus.claims import CLAIMS, Readings
from digests.corpus.connection import connect, transaction
from digests.corpus.index import Index
from digests.corpus.migrations import corpus
from digests.errors import NotFound, Unavailable
from digests.kept import Kept
from digests.model import Claim, Document, Number, Passage, Period, Statement, Texts

FILE = "corpus.db"
CLAIMS_KEPT = 1_024
"""Readings of claims, by indicator and day, that are kept ready."""


class Store:
    """Documents in, documents and claims out."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.db = Database(connection)
        self._kept = Kept()
        self._readings = Readings(connection)

    def version(self) -> tuple[int, int]:
        """Changes whenever the database does, by whichever connection: what was read at one version still holds."""
        elsewhere: int = self.connection.execute("PRAGMA data_version").fetchone()[0]
        return elsewhere, self.connection.total_changes

    def standing(self, until: date) -> str:
        """Tells whether what can be answered by `until` may have changed, in whatever process: by another version of a
        document, one more that is known, its vectors, or an editor's decision. What else is written changes nothing."""
        seen = self.connection.execute(
            """SELECT id, content_hash, known_from, embedded, retracted, linked_to, duplicate_of FROM documents
               WHERE known_from <= ? ORDER BY id""",
            (rows.text_of(until),),
        )
        mark = hashlib.sha256(str(reviews.last(self.connection)).encode())
        for row in seen:
            mark.update(repr(tuple(row)).encode())
        return mark.hexdigest()

    @classmethod
    def open(cls, data: Path, *, create: bool = False) -> Self:
        """Open `data`/corpus.db. Raises NotFound where there is none and `create` is off, CorpusDamaged where
        it is no sound database, Unavailable on a bad disk."""
        path = data / FILE
        if not create and not path.exists():
            raise NotFound(f"{data}: no corpus here yet; `khabar ingest` makes one")
        try:
            data.mkdir(parents=True, exist_ok=True)
            store = cls(connect(path))
            if corpus.pending(store.db):
                corpus.apply(store.db)
            Index(store.connection).refresh()
        except (OSError, sqlite3.Error) as error:
            raise Unavailable(f"{path}: {error}") from error
        return store

    @property
    def connection(self) -> sqlite3.Connection:
        return self.db.conn

    def close(self) -> None:
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def transaction(self) -> AbstractContextManager[None]:
        """All that is written in the block, or nothing of it."""
        return transaction(self.connection)

    # Documents

    def put(
        self,
        document: Document,
        passages: Sequence[Passage],
        claims: Sequence[Claim],
        at: datetime,
        *,
        content: str | None = None,
    ) -> Literal["added", "unchanged", "updated"]:
        """Store `document` with all that was read from it, over its former version (see `versions`).

        `content` is the `rows.content_hash` of the document as its source gave it, where that is another.
        """
        content = content or rows.content_hash(document)
        with self.transaction():
            if self.holds(document.id, content):
                return "unchanged"
            updated = versions.write(self.connection, document, passages, claims, at, content=content)
        return "updated" if updated else "added"

    def holds(self, doc_id: str, content: str) -> bool:
        """Whether this very version of a document stands here, whole."""
        row = self._one("SELECT content_hash, whole FROM documents WHERE id = ?", doc_id)
        return row is not None and row["whole"] == 1 and row["content_hash"] == content

    def known(self, ids: Collection[str]) -> frozenset[str]:
        """Those of `ids` that some version of a document has."""
        found = self.connection.execute(
            "SELECT id FROM documents WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
        )
        return frozenset(row["id"] for row in found)

    def unsure(self) -> Iterator[tuple[Document, str, datetime]]:
        """Documents that may not be whole, each with its content hash and when it was first read: those that came
        before storing was one transaction, and those without a passage; retracted ones aside."""
        found = self.connection.execute(
            """SELECT * FROM documents WHERE retracted IS NULL
               AND (NOT whole OR NOT EXISTS (SELECT 1 FROM passages WHERE doc_id = documents.id))"""
        ).fetchall()
        for row in found:
            document = rows.document_of(row, self._statements(row["id"]))
            yield document, row["content_hash"], datetime.fromisoformat(row["ingested"])

    def mark_whole(self, doc_id: str) -> None:
        with self.transaction():
            self.connection.execute("UPDATE documents SET whole = 1 WHERE id = ? AND NOT whole", (doc_id,))

    def forget(self, doc_id: str) -> None:
        """Take a document out with all that was read from it; what editors decided stays in the trail."""
        with self.transaction():
            versions.forget(self.connection, doc_id)

    def count_passages(self, doc_id: str) -> int:
        return self._count("SELECT count(*) FROM passages WHERE doc_id = ? AND known_until IS NULL", doc_id)

    def count_claims(self, doc_id: str) -> int:
        """How many claims of a document stand."""
        return self._count("SELECT count(*) FROM claims WHERE doc_id = ? AND ended IS NULL", doc_id)

    def figures_of(self, doc_id: str) -> set[tuple[str, Number | None, Number | None, Number | None]]:
        """Indicator, value, low and high of every claim of a document that stands."""
        rows_of = "SELECT indicator, value, low, high FROM claims WHERE doc_id = ? AND ended IS NULL"
        return {
            (row["indicator"], *(rows.number_of(row[name]) for name in ("value", "low", "high")))
            for row in self.connection.execute(rows_of, (doc_id,))
        }

    def _count(self, sql: str, *values: object) -> int:
        row = self._one(sql, *values)
        return int(row[0]) if row else 0

    def first_read(self, doc_id: str) -> datetime | None:
        """When a document was read first; None for an unknown one."""
        return versions.first_read(self.connection, doc_id)

    def document(self, doc_id: str, *, known: date | None = None) -> Document | None:
        """A document as it stands, or as it was known on the day `known` if it was by then."""
        row = self._one("SELECT * FROM documents WHERE id = ?", doc_id)
        if row is None:
            return None
        former = self._one(
            "SELECT document FROM versions WHERE doc_id = ? AND known_from <= ? AND known_until > ?",
            doc_id, rows.text_of(known), rows.text_of(known),
        )  # fmt: skip
        found = json.loads(former["document"]) if former else row
        return rows.document_of(found, self._statements(doc_id))

    def documents(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        linked: bool = False,
        curated: bool = False,
    ) -> Iterator[Document]:
        """Documents by the day they became known, from `since` to `until`, both counted in: as known on `until`.

        Raw texts of curated records are left out unless `linked`; so are retracted documents. `curated`: those alone.
        """
        first, last = rows.text_of(since) or "", rows.text_of(until) or "9999"
        found: list[tuple[str, str, Any]] = [
            (row["day"], row["id"], row)
            for row in self.connection.execute(
                """SELECT * FROM documents WHERE retracted IS NULL AND (? OR linked_to IS NULL)
                   AND (NOT ? OR kind = 'curated') AND day BETWEEN ? AND ? AND known_from <= ?""",
                (linked, curated, first, last, last),
            )
        ]
        found += [
            (row["day"], row["doc_id"], json.loads(row["document"]))
            for row in self.connection.execute(
                """SELECT versions.* FROM versions JOIN documents ON documents.id = versions.doc_id
                   WHERE retracted IS NULL AND (? OR linked_to IS NULL)
                   AND (NOT ? OR documents.kind = 'curated')
                   AND versions.day BETWEEN ? AND ? AND versions.known_from <= ? AND versions.known_until > ?""",
                (linked, curated, first, last, last, last),
            )
        ]
        stated = self._statements_of({doc_id for _, doc_id, _ in found})
        for _, doc_id, row in sorted(found, key=lambda each: each[:2]):
            yield rows.document_of(row, stated.get(doc_id, ()))

    def urls(self, doc_ids: Collection[str]) -> dict[str, str | None]:
        """The addresses of documents, as far as they have one."""
        found = self.connection.execute(
            "SELECT id, url FROM documents WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(doc_ids)),)
        )
        return {row["id"]: row["url"] for row in found}

    def retract(self, doc_id: str, day: date, why: Texts) -> None:
        """Withdraw a document: its claims no longer stand, and the edition of `day` says so. Raises NotFound."""
        with self.transaction():
            done = self.connection.execute(
                "UPDATE documents SET retracted = ?, retracted_why = ? WHERE id = ?",
                (day.isoformat(), rows.dump(why), doc_id),
            )
        if done.rowcount == 0:
            raise NotFound(f"no document {doc_id!r}")

    def is_retracted(self, doc_id: str) -> bool:
        return self._count("SELECT count(*) FROM documents WHERE id = ? AND retracted IS NOT NULL", doc_id) > 0

    def reinstate(self, doc_id: str) -> None:
        """Let a withdrawn document stand again, with what was read from it."""
        with self.transaction():
            self.connection.execute(
                "UPDATE documents SET retracted = NULL, retracted_why = NULL WHERE id = ?", (doc_id,)
            )

    def retracted(self, period: Period) -> list[tuple[Document, Texts]]:
        """The documents withdrawn in `period`, each with the reason."""
        found = self.connection.execute(
            "SELECT * FROM documents WHERE retracted BETWEEN ? AND ? ORDER BY retracted, id",
            (rows.text_of(period.start), rows.text_of(period.end)),
        ).fetchall()
        return [(rows.document_of(row), json.loads(row["retracted_why"])) for row in found]

    def changed(self, period: Period) -> list[str]:
        """The ids of the documents of which another version became known in `period`."""
        found = self.connection.execute(
            "SELECT DISTINCT doc_id FROM versions WHERE known_until BETWEEN ? AND ? ORDER BY doc_id",
            (rows.text_of(period.start), rows.text_of(period.end)),
        )
        return [row["doc_id"] for row in found]

    def same_text(self, document: Document) -> str | None:
        """The id of another document with the very same text."""
        row = self._one(
            "SELECT id FROM documents WHERE text_hash = ? AND id != ? ORDER BY ingested",
            rows.text_hash(document.text),
            document.id,
        )
        return row["id"] if row else None

    def raw_reprints(self) -> list[tuple[str, str]]:
        """Id and text of raw texts that reprint another and are no record's; their sketches stand in no index."""
        found = self.connection.execute(
            "SELECT id, text FROM documents WHERE kind = 'raw' AND duplicate_of IS NOT NULL AND linked_to IS NULL"
        )
        return [(row["id"], row["text"]) for row in found]

    def link(self, raw: str, record: str) -> None:
        """Note that document `raw` is the text of the curated `record`: its claims no longer count beside it."""
        with self.transaction():
            self.connection.execute("UPDATE documents SET linked_to = ? WHERE id = ?", (record, raw))

    def mark_reprint(self, doc_id: str, original: str) -> None:
        with self.transaction():
            self.connection.execute("UPDATE documents SET duplicate_of = ? WHERE id = ?", (original, doc_id))
            self.connection.execute("DELETE FROM sketches WHERE doc_id = ?", (doc_id,))

    def _statements(self, doc_id: str) -> tuple[Statement, ...]:
        found = self.connection.execute("SELECT * FROM statements WHERE doc_id = ? ORDER BY n", (doc_id,))
        return tuple(rows.statement_of(row) for row in found)

    def _statements_of(self, doc_ids: Collection[str]) -> dict[str, tuple[Statement, ...]]:
        """The statements of documents that have any: a day of a thousand texts has no time to ask a thousand times."""
        found: dict[str, list[Statement]] = {}
        for row in self.connection.execute(
            "SELECT * FROM statements WHERE doc_id IN (SELECT value FROM json_each(?)) ORDER BY doc_id, n",
            (json.dumps(sorted(doc_ids)),),
        ):
            found.setdefault(row["doc_id"], []).append(rows.statement_of(row))
        return {doc_id: tuple(some) for doc_id, some in found.items()}

    def days(self, *, until: date | None = None) -> tuple[date | None, date | None]:
        """The days of the oldest and the newest document, retracted ones aside."""
        row = self._one(
            """SELECT min(day) AS oldest, max(day) AS newest FROM documents
               WHERE retracted IS NULL AND (? IS NULL OR day <= ?)""",
            rows.text_of(until),
            rows.text_of(until),
        )
        return (rows.day_of(row["oldest"]), rows.day_of(row["newest"])) if row else (None, None)

    # Claims

    def claims(
        self, indicator: str | None = None, *, known: date | None = None, former: bool = False
    ) -> tuple[Claim, ...]:
        """Standing claims, oldest document first; with `known` those that were known on that day, as they were then.

        `former` adds what was known earlier and no longer is, for looks at several days (`ledger.view` chooses by its
        `known`). While the database stands still they are read once, and after a write those of
        the documents that it touched; what did not change is the very same object.
        """
        kept = self._kept.at(self.version())
        wanted = (indicator, known, former)
        return kept.get("claims", wanted, lambda: self._readings.claims(wanted), most=CLAIMS_KEPT)

    def claims_before(self, decision: int, indicator: str) -> tuple[Claim, ...]:
        """The standing claims of `indicator` as editors had left them before that line of their trail."""
        moved = json.dumps(reviews.moved_to(self.connection, indicator))
        found = self.connection.execute(
            CLAIMS.format(linked="NULL") + " AND claims.ended IS NULL"
            " AND (claims.indicator = ? OR claims.id IN (SELECT value FROM json_each(?)))", (indicator, moved),
        )  # fmt: skip
        before = reviews.applied(self.connection, [rows.claim_of(row) for row in found], before=decision)
        return tuple(claim for claim in before if claim.indicator == indicator)

    def linked_claims(self) -> tuple[Claim, ...]:
        """What was read from raw texts that a curated record speaks for: nowhere counted, nor shown unreviewed."""
        found = self.connection.execute(CLAIMS.format(linked="NOT NULL") + " AND claims.ended IS NULL")
        return reviews.applied(self.connection, [rows.claim_of(row) for row in found])

    def _one(self, sql: str, *values: object) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self.connection.execute(sql, values).fetchone()
        return row
