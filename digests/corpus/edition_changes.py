"""How often anything has changed that an edition hangs on; triggers count it (see migration m092)."""

from __future__ import annotations

import sqlite3
from datetime import date


def changes_of_editions(connection: sqlite3.Connection, *, since: date, before: date, noon: date | None = None) -> int:
    """Another number after whatever was filed, decided, embedded or translated, after an edition of one of the days
    `since` that one and `before` this, and after one that closed at `noon` of that day."""
    row = connection.execute(
        """SELECT (SELECT total(n) FROM edition_changes WHERE of = '' OR (of >= ? AND of < ?))
                + (SELECT count(*) FROM editions WHERE day = ? AND cadence = 'noon')""",
        (since.isoformat(), before.isoformat(), noon and noon.isoformat()),
    ).fetchone()
    return int(row[0])
