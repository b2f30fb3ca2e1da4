"""The public database: documents with their passages, statements and claims.

A `Store` belongs to the thread that opened it. Every write is one transaction; a reader sees all of a
document or nothing of it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Literal, Self

from sqlite_utils import Database

from digests.corpus import reviews, rows
from digests.corpus.index import Index
from digests.corpus.migrations import corpus
from digests.errors import NotFound, Unavailable
from digests.model import Claim, Document, Passage, Period, Statement, Texts

FILE = "corpus.db"
BUSY_SECONDS = 10.0

CLAIMS = """
    SELECT claims.*, documents.day, documents.published AS doc_published, documents.publisher,
           documents.retracted AS doc_retracted, documents.duplicate_of
    FROM claims JOIN documents ON documents.id = claims.doc_id
    WHERE claims.ended IS NULL AND documents.linked_to IS {linked}
"""


class Store:
    """Documents in, documents and claims out."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.db = Database(connection)
        self._read: dict[tuple[str | None, date | None], tuple[Claim, ...]] = {}
        self._version: tuple[int, int] | None = None

    def version(self) -> tuple[int, int]:
        """Changes whenever the database does, by whichever connection: what was read at one version still holds."""
        elsewhere: int = self.connection.execute("PRAGMA data_version").fetchone()[0]
        return elsewhere, self.connection.total_changes

    @classmethod
    def open(cls, data: Path, *, create: bool = False) -> Self:
        """Open `data`/corpus.db. Raises NotFound where there is none and `create` is off, Unavailable on a bad disk."""
        path = data / FILE
        if not create and not path.exists():
            raise NotFound(f"{data}: no corpus here yet; `khabar ingest` makes one")
        try:
            data.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            store = cls(connection)
            if corpus.pending(store.db):
                corpus.apply(store.db)
            Index(connection).refresh()
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

    # Documents

    def put(
        self, document: Document, passages: Sequence[Passage], claims: Sequence[Claim], at: datetime
    ) -> Literal["added", "unchanged", "updated"]:
        """Store `document` with all that was read from it. Read anew, its former claims end but are kept."""
        row = rows.document_row(document)
        known = self._one("SELECT content_hash, ingested FROM documents WHERE id = ?", document.id)
        if known and known["content_hash"] == row["content_hash"]:
            return "unchanged"
        stamp = at.isoformat()
        with self.connection:
            if known:
                self._clear(document.id, stamp)
            first = known["ingested"] if known else stamp  # the day of reading is that of the first one
            self.db.table("documents").upsert({**row, "ingested": first, "sketch_size": len(document.sketch)}, pk="id")
            self.connection.executemany(
                "INSERT INTO sketches (mark, doc_id) VALUES (?, ?)", ((mark, document.id) for mark in document.sketch)
            )
            self.db.table("statements").insert_all(
                rows.statement_row(document.id, n, statement) for n, statement in enumerate(document.statements, 1)
            )
            self.db.table("passages").insert_all(
                {
                    "doc_id": passage.doc_id,
                    "n": passage.n,
                    "lang": passage.lang,
                    "text": passage.text,
                    "start": passage.start,
                    "end": passage.end,
                    "statement_id": passage.statement_id,
                }
                for passage in passages
            )
            Index(self.connection).add(document.id)
            self.add_claims(claims, at)
        return "updated" if known else "added"

    def _clear(self, doc_id: str, stamp: str) -> None:
        self.connection.execute("DELETE FROM statements WHERE doc_id = ?", (doc_id,))
        Index(self.connection).remove(doc_id)
        self.connection.execute("DELETE FROM passages WHERE doc_id = ?", (doc_id,))
        self.connection.execute("DELETE FROM sketches WHERE doc_id = ?", (doc_id,))
        self.connection.execute(
            "UPDATE claims SET ended = ?, id = id || '@' || ? WHERE doc_id = ? AND ended IS NULL",
            (stamp, stamp, doc_id),
        )

    def document(self, doc_id: str) -> Document | None:
        row = self._one("SELECT * FROM documents WHERE id = ?", doc_id)
        return rows.document_of(row, self._statements(doc_id)) if row else None

    def documents(
        self, *, since: date | None = None, until: date | None = None, linked: bool = False
    ) -> Iterator[Document]:
        """Documents by the day they became known, from `since` to `until`, both counted in.

        Raw texts of curated records are left out unless `linked`; so are retracted documents.
        """
        found = self.connection.execute(
            """SELECT * FROM documents WHERE retracted IS NULL AND (? OR linked_to IS NULL)
               AND (? IS NULL OR day >= ?) AND (? IS NULL OR day <= ?) ORDER BY day, id""",
            (linked, rows.text_of(since), rows.text_of(since), rows.text_of(until), rows.text_of(until)),
        ).fetchall()
        for row in found:
            yield rows.document_of(row, self._statements(row["id"]))

    def retract(self, doc_id: str, day: date, why: Texts) -> None:
        """Withdraw a document: its claims no longer stand, and the edition of `day` says so. Raises NotFound."""
        with self.connection:
            done = self.connection.execute(
                "UPDATE documents SET retracted = ?, retracted_why = ? WHERE id = ?",
                (day.isoformat(), rows.dump(why), doc_id),
            )
        if done.rowcount == 0:
            raise NotFound(f"no document {doc_id!r}")

    def retracted(self, period: Period) -> list[tuple[Document, Texts]]:
        """The documents withdrawn in `period`, each with the reason."""
        found = self.connection.execute(
            "SELECT * FROM documents WHERE retracted BETWEEN ? AND ? ORDER BY retracted, id",
            (rows.text_of(period.start), rows.text_of(period.end)),
        ).fetchall()
        return [(rows.document_of(row), json.loads(row["retracted_why"])) for row in found]

    def same_text(self, document: Document) -> str | None:
        """The id of another document with the very same text."""
        row = self._one(
            "SELECT id FROM documents WHERE text_hash = ? AND id != ? ORDER BY ingested",
            rows.text_hash(document.text),
            document.id,
        )
        return row["id"] if row else None

    def link(self, raw: str, record: str) -> None:
        """Note that document `raw` is the text of the curated `record`: its claims no longer count beside it."""
        with self.connection:
            self.connection.execute("UPDATE documents SET linked_to = ? WHERE id = ?", (record, raw))

    def mark_reprint(self, doc_id: str, original: str) -> None:
        with self.connection:
            self.connection.execute("UPDATE documents SET duplicate_of = ? WHERE id = ?", (original, doc_id))

    def _statements(self, doc_id: str) -> tuple[Statement, ...]:
        found = self.connection.execute("SELECT * FROM statements WHERE doc_id = ? ORDER BY n", (doc_id,))
        return tuple(rows.statement_of(row) for row in found)

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

    def add_claims(self, claims: Sequence[Claim], at: datetime) -> None:
        """Append claims; the caller holds the transaction."""
        stamp = at.isoformat()
        self.db.table("claims").insert_all({**rows.claim_row(claim), "ingested": stamp} for claim in claims)

    def claims(self, indicator: str | None = None, *, known: date | None = None) -> tuple[Claim, ...]:
        """Standing claims, oldest document first; with `known`, only what was published by that day.

        A document without any clue to its day counts as known: nobody can say that it was not. While the database
        stands still the same tuple comes back, so that the ledger can keep what it made of it.
        """
        version = self.version()
        if version != self._version:
            self._read.clear()
            self._version = version
        key = (indicator, known)
        if key not in self._read:
            self._read[key] = self._claims(indicator, known)
        return self._read[key]

    def _claims(self, indicator: str | None, known: date | None) -> tuple[Claim, ...]:
        day = rows.text_of(known)
        found = self.connection.execute(
            CLAIMS.format(linked="NULL")
            + """ AND (? IS NULL OR claims.indicator = ?) AND (? IS NULL OR documents.day IS NULL OR documents.day <= ?)
                ORDER BY documents.day, claims.doc_id, claims.char_start, claims.id""",
            (indicator, indicator, day, day),
        )
        return reviews.applied(self.connection, [rows.claim_of(row) for row in found])

    def claims_before(self, decision: int, indicator: str) -> tuple[Claim, ...]:
        """The standing claims of `indicator` as editors had left them before that line of their trail."""
        found = self.connection.execute(CLAIMS.format(linked="NULL") + " AND claims.indicator = ?", (indicator,))
        return reviews.applied(self.connection, [rows.claim_of(row) for row in found], before=decision)

    def linked_claims(self) -> tuple[Claim, ...]:
        """What was read from raw texts that a curated record speaks for: nowhere counted, nor shown unreviewed."""
        found = self.connection.execute(CLAIMS.format(linked="NOT NULL"))
        return reviews.applied(self.connection, [rows.claim_of(row) for row in found])

    def _one(self, sql: str, *values: object) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self.connection.execute(sql, values).fetchone()
        return row
