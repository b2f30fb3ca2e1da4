"""Records that an editor began to write: each as JSON under the id that it is to have."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from digests.corpus.connection import transaction


class Drafts:
    """The table `drafts` of the public database. Nothing reads it but the desk."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def put(self, name: str, draft: str, at: datetime) -> None:
        """Keep a draft, over its former state."""
        with transaction(self.connection):
            self.connection.execute("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?)", (name, at.isoformat(), draft))

    def all(self) -> dict[str, str]:
        """The drafts by their ids, the one that was touched last first."""
        return {row["id"]: row["draft"] for row in self.connection.execute("SELECT * FROM drafts ORDER BY at DESC, id")}

    def get(self, name: str) -> str | None:
        row = self.connection.execute("SELECT draft FROM drafts WHERE id = ?", (name,)).fetchone()
        return row["draft"] if row else None

    def drop(self, name: str) -> None:
        with transaction(self.connection):
            self.connection.execute("DELETE FROM drafts WHERE id = ?", (name,))
