"""Items of sources that want approval: whole documents that wait for an editor, and are in the corpus nowhere before.

Holding back the document, and not only its claims, is what keeps it out of every search, story, answer and export at
once: none of these has to know that it exists.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from pydantic import TypeAdapter

from digests.corpus.connection import transaction
from digests.corpus.rows import content_hash
from digests.errors import UnknownName
from digests.model import Document

ASIDE = timedelta(days=7)
"""How long an item that was decided about can be brought back."""


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """A document that waits since `at`, from the source whose address is `source`."""

    source: str
    at: datetime
    document: Document


class WaitingItems:
    """The table `waiting_items` of the public database. What was decided lies aside for some days and is then kept by
    its hash alone: it is asked anew only if the source writes it otherwise."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def hold(self, document: Document, source: str, at: datetime) -> bool:
        """Let a version of `document` wait; False where it waits already or was decided about."""
        content = content_hash(document)
        known = self.connection.execute(
            "SELECT content_hash FROM waiting_items WHERE id = ?", (document.id,)
        ).fetchone()
        if known and known["content_hash"] == content:
            return False
        with transaction(self.connection):
            self.connection.execute(
                "INSERT OR REPLACE INTO waiting_items (id, source, at, content_hash, document) VALUES (?, ?, ?, ?, ?)",
                (document.id, source, at.isoformat(), content, _shape().dump_json(document).decode()),
            )
        return True

    def all(self) -> list[WaitingItem]:
        """What waits, the longest first."""
        found = self.connection.execute("SELECT * FROM waiting_items WHERE document IS NOT NULL ORDER BY at, id")
        return [_item(row) for row in found]

    def named(self, ids: Collection[str]) -> list[WaitingItem]:
        """The items of these ids. Raises UnknownName for the first that does not wait."""
        by_id = {item.document.id: item for item in self.all()} if ids else {}
        for each in ids:
            if each not in by_id:
                raise UnknownName(f"no such item waits: {each}")
        return [by_id[each] for each in ids]

    def count(self) -> dict[str, int]:
        """How many items of each source wait."""
        found = self.connection.execute(
            "SELECT source, count(*) AS n FROM waiting_items WHERE document IS NOT NULL GROUP BY source"
        )
        return {row["source"]: row["n"] for row in found}

    def decided(self, doc_id: str, at: datetime) -> None:
        """Let an item wait no longer; whatever lies aside for too long by `at` is forgotten."""
        with transaction(self.connection):
            self.connection.execute(
                """UPDATE waiting_items SET aside = document, aside_at = ?, document = NULL
                   WHERE id = ? AND document IS NOT NULL""",
                (at.isoformat(), doc_id),
            )
            self.connection.execute(
                "UPDATE waiting_items SET aside = NULL, aside_at = NULL WHERE aside_at < ?", ((at - ASIDE).isoformat(),)
            )

    def bring_back(self, doc_id: str) -> bool:
        """Let an item wait again as it did; whether it still lay aside."""
        with transaction(self.connection):
            done = self.connection.execute(
                """UPDATE waiting_items SET document = aside, aside = NULL, aside_at = NULL
                   WHERE id = ? AND aside IS NOT NULL AND document IS NULL""",
                (doc_id,),
            )
        return done.rowcount > 0


def _item(row: sqlite3.Row) -> WaitingItem:
    document = _shape().validate_json(row["document"])
    return WaitingItem(row["source"], datetime.fromisoformat(row["at"]), document)


def document_json(document: Document) -> str:
    """A document as JSON, with all that it holds."""
    return _shape().dump_json(document).decode()


def document_of_json(text: str) -> Document:
    return _shape().validate_json(text)


@cache
def _shape() -> TypeAdapter[Document]:
    return TypeAdapter(Document)
