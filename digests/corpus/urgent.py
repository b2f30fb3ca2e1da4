"""Documents that an editor marked urgent, each mark with a number that grows."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from digests.corpus.connection import transaction
from digests.errors import NotFound


@dataclass(frozen=True, slots=True)
class Mark:
    """`doc_id` is urgent since `at`."""

    number: int
    doc_id: str
    at: datetime


class UrgentMarks:
    """The table `urgent` of the public database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def mark(self, doc_id: str, at: datetime) -> Mark | None:
        """Mark a document; None where it is marked already. Raises NotFound where it is no document that stands."""
        known = "SELECT 1 FROM documents WHERE id = ? AND retracted IS NULL"
        with transaction(self.connection):
            if self.connection.execute(known, (doc_id,)).fetchone() is None:
                raise NotFound(f"no document {doc_id!r}")
            done = self.connection.execute(
                "INSERT OR IGNORE INTO urgent (doc_id, at) VALUES (?, ?)", (doc_id, at.isoformat())
            )
        return Mark(done.lastrowid or 0, doc_id, at) if done.rowcount else None

    def end(self, doc_id: str, at: datetime) -> int | None:
        """Take the mark of a document back; its number, None where it bore none."""
        with transaction(self.connection):
            found = self.connection.execute(
                "UPDATE urgent SET ended = ? WHERE doc_id = ? AND ended IS NULL RETURNING number",
                (at.isoformat(), doc_id),
            ).fetchone()
        return int(found["number"]) if found else None

    def resume(self, number: int) -> None:
        """Let a mark that was taken back hold again, under its own number: nobody is told of it anew."""
        with transaction(self.connection):
            self.connection.execute("UPDATE urgent SET ended = NULL WHERE number = ?", (number,))

    def after(self, number: int) -> list[Mark]:
        """The marks that hold, of a higher number than that; oldest first."""
        found = self.connection.execute(
            "SELECT number, doc_id, at FROM urgent WHERE number > ? AND ended IS NULL ORDER BY number", (number,)
        )
        return [Mark(row["number"], row["doc_id"], datetime.fromisoformat(row["at"])) for row in found]

    def is_marked(self, doc_id: str) -> bool:
        """Whether a document bears a mark now."""
        return any(mark.doc_id == doc_id for mark in self.after(0))
