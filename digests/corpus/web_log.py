"""What is remembered of the web beside the feeds: what hosts ask for, and pages that gave no document of their own."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping
from datetime import datetime

from digests.corpus.connection import transaction

Wishes = tuple[str | None, datetime | None, datetime | None]
"""A host's robots.txt, how long it holds, and until when the host is left alone."""


class WebLog:
    """The tables `hosts` and `pages` of the public database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def hosts(self, now: datetime) -> dict[str, Wishes]:
        """What each host asked for, as far as it still holds."""
        rows = self.connection.execute(
            "SELECT * FROM hosts WHERE until > ? OR rests > ?", (now.isoformat(), now.isoformat())
        )
        return {row["host"]: (row["robots"], _moment(row["until"]), _moment(row["rests"])) for row in rows}

    def save(self, hosts: Mapping[str, Wishes], pages: Collection[tuple[str, str]], now: datetime) -> None:
        """Note what hosts asked for, and items (id and content hash) that need not be read behind again."""
        if not hosts and not pages:
            return
        moments = [(host, robots, _text(until), _text(rests)) for host, (robots, until, rests) in hosts.items()]
        with transaction(self.connection):
            self.connection.execute(
                "DELETE FROM hosts WHERE coalesce(until, '') < ? AND coalesce(rests, '') < ?",
                (now.isoformat(), now.isoformat()),
            )
            self.connection.executemany("INSERT OR REPLACE INTO hosts VALUES (?, ?, ?, ?)", moments)
            self.connection.executemany("INSERT OR REPLACE INTO pages VALUES (?, ?)", pages)

    def read(self, ids: Collection[str]) -> dict[str, str]:
        """Id → content hash of those of `ids` behind which the page was read and gave no document of its own."""
        found = self.connection.execute(
            "SELECT doc_id, item FROM pages WHERE doc_id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
        )
        return {row["doc_id"]: row["item"] for row in found}


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
