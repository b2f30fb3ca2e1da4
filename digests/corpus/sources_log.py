"""How it goes with sources beside their readings: which are paused, and up to which post a channel was read.

What a source is stands in `sources.toml`; how it goes with it stands here, where a running worker sees it at once and
where also the packaged file and one that cannot be written leave room for it.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime

from digests.corpus.connection import transaction


class SourcesLog:
    """The tables `paused_sources` and `channel_marks` of the public database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def paused(self) -> dict[str, datetime]:
        """The addresses of the sources that are not to be read, each with since when."""
        found = self.connection.execute("SELECT url, at FROM paused_sources")
        return {row["url"]: datetime.fromisoformat(row["at"]) for row in found}

    def pause(self, url: str, at: datetime) -> None:
        """Read a source no more. One that is paused stays so since it was."""
        with transaction(self.connection):
            self.connection.execute("INSERT OR IGNORE INTO paused_sources VALUES (?, ?)", (url, at.isoformat()))

    def resume(self, url: str) -> None:
        with transaction(self.connection):
            self.connection.execute("DELETE FROM paused_sources WHERE url = ?", (url,))

    def newest_post(self, url: str) -> int | None:
        """The number of the newest post of a channel that was read; None before its first reading."""
        row = self.connection.execute("SELECT newest FROM channel_marks WHERE url = ?", (url,)).fetchone()
        return row["newest"] if row else None

    def mark_post(self, url: str, newest: int) -> None:
        """Note that a channel was read up to the post `newest`."""
        with transaction(self.connection):
            self.connection.execute(
                """INSERT INTO channel_marks VALUES (?, ?)
                   ON CONFLICT (url) DO UPDATE SET newest = max(newest, excluded.newest)""",
                (url, newest),
            )
