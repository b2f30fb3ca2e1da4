"""How likely two texts tell of one event, as it was reckoned: kept for some days, since no edition asks for longer."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping
from datetime import date

from digests.clock import days_before

Pair = tuple[str, str]
"""The marks of two texts: see `digests.editions.events.chance`."""
KEPT = 3
"""Days: by then the edition of the day has been made in every language and on every topic."""


def known(connection: sqlite3.Connection, marks: Collection[str], scorer: str) -> dict[Pair, float]:
    """The chances of all pairs whose first text has one of these marks, as that scorer reckoned them."""
    found = connection.execute(
        "SELECT one, other, chance FROM event_chances WHERE one IN (SELECT value FROM json_each(?)) AND scorer = ?",
        (json.dumps(list(marks)), scorer),
    )
    return {(row[0], row[1]): row[2] for row in found}


def keep(connection: sqlite3.Connection, found: Mapping[Pair, float], scorer: str, day: date) -> None:
    """Store what was reckoned for the edition of `day`. Joins the caller's transaction."""
    rows = [(*pair, each, scorer, day.isoformat()) for pair, each in found.items()]
    connection.executemany("INSERT OR REPLACE INTO event_chances VALUES (?, ?, ?, ?, ?)", rows)
    connection.execute("DELETE FROM event_chances WHERE day < ?", (days_before(day, KEPT).isoformat(),))
