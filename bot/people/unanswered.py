"""What is asked in vain: counts by month and topic, and nothing of who asked what.

Small counts may point at somebody, so an editor sees those of five and more alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from bot.people.store import PeopleStore

LEAST = 5
OTHER = "other"
"""What is none of the corpus' topics."""
MONTHS = timedelta(days=365)


class Unanswered:
    """The counts. Every method is one transaction, or joins the caller's."""

    def __init__(self, database: PeopleStore) -> None:
        self.db = database

    def count(self, topics: Iterable[str], day: date) -> None:
        """A question about `topics` was refused on `day`."""
        rows = [(f"{day:%Y-%m}", topic) for topic in topics]
        self.db.execute_many(
            "INSERT INTO unanswered VALUES (?, ?, 1) ON CONFLICT(month, topic) DO UPDATE SET n = unanswered.n + 1", rows
        )

    def seen(self) -> dict[str, dict[str, int]]:
        """Month → topic → count, the newest month and the largest count first."""
        found: dict[str, dict[str, int]] = {}
        sql = "SELECT month, topic, n FROM unanswered WHERE n >= ? ORDER BY month DESC, n DESC, topic"
        for month, topic, n in self.db.all(sql, LEAST):
            found.setdefault(month, {})[topic] = n
        return found

    def tidy(self, day: date) -> None:
        """A year is enough to see what is missing."""
        self.db.execute("DELETE FROM unanswered WHERE month < ?", f"{day - MONTHS:%Y-%m}")
