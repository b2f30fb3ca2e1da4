"""How often anything has changed that an edition hangs on; triggers count it (see migration m092)."""

from __future__ import annotations

import sqlite3
from datetime import date


def changes_of_editions(connection: sqlite3.Connection, *, since: date, before: date) -> int:
    """Another number after whatever was filed, decided, embedded or translated, and after an edition of one of the days
    `since` that one and `before` this."""
    row = connection.execute(
        "SELECT total(n) FROM edition_changes WHERE of = '' OR (of >= ? AND of < ?)",
        (since.isoformat(), before.isoformat()),
    ).fetchone()
    return int(row[0])
