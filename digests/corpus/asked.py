"""Which editions readers asked for lately: who makes those of the next days has them ready before they are asked for.

Nothing says who asked or how many; the editions that are kept name the same topics.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date

from digests.clock import days_before
from digests.corpus.connection import transaction
from digests.model import Lang

WEEK = 7
KEPT = 8
"""Days: what was asked a week ago is likely asked again."""
EACH_DAY = ("daily", "noon", "evening")
"""Editions whose readers get them each day, or each but some days of the week."""

Wanted = tuple[str, Lang, str]
"""The name of an issue, a language, topics: as a key of the table of editions has them."""


def note(connection: sqlite3.Connection, day: date, wanted: Wanted) -> None:
    """Remember that an edition of `day` was asked for. Writes only what is new."""
    row = (day.isoformat(), *wanted)
    held = connection.execute("SELECT 1 FROM asked WHERE (day, cadence, lang, topics) = (?, ?, ?, ?)", row)
    if held.fetchone() is None:
        with transaction(connection):
            connection.execute("INSERT OR IGNORE INTO asked VALUES (?, ?, ?, ?)", row)
            connection.execute("DELETE FROM asked WHERE day < ?", (days_before(day, KEPT).isoformat(),))


def likely(connection: sqlite3.Connection, day: date) -> list[Wanted]:
    """What will be asked for of `day`, if readers do what they did: what they asked for a week before, and of what
    comes each day what they asked for the day before."""
    found: Iterable[sqlite3.Row] = connection.execute(
        f"""SELECT DISTINCT cadence, lang, topics FROM asked
            WHERE day = ? OR (day = ? AND cadence IN ({", ".join("?" * len(EACH_DAY))}))
            ORDER BY cadence, topics, lang""",
        (days_before(day, WEEK).isoformat(), days_before(day, 1).isoformat(), *EACH_DAY),
    )
    return [(row["cadence"], row["lang"], row["topics"]) for row in found]
