"""What time itself changes: a pause ends; what a clock that was wrong led astray is brought back."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.mail.holding import release_all
from bot.people.hours import Rhythm, next_due
from bot.people.store import PeopleStore
from bot.people.wishes import RHYTHM, read

FARTHEST = timedelta(days=9)  # nobody is due later than a week, a changed hour and a night
LAST = "ticked"
"""The name under which the database keeps the moment of the last look."""


def put_right(db: PeopleStore, now: datetime) -> int:
    """Bring everybody to where they belong at `now`; how many had been led astray by a clock that was wrong."""
    with db.transaction():
        db.execute("UPDATE subscribers SET paused = NULL WHERE paused <= ?", now.timestamp())  # it is over
        last = float(db.state(LAST) or 0)
        db.set_state(LAST, str(now.timestamp()))
        went_back = last > now.timestamp()
        return _bring_in(db, now) + (_take_back(db, now) if went_back else 0)


def _bring_in(db: PeopleStore, now: datetime) -> int:
    """Who is due later than anybody can be."""
    far = (now + FARTHEST).timestamp()
    late = "due > ? AND due > coalesce(paused, 0) + ?"
    columns = ", ".join(RHYTHM)
    same = " AND ".join(f"{name} IS NOT DISTINCT FROM ?" for name in RHYTHM)
    rows = db.all(f"SELECT DISTINCT {columns} FROM subscribers WHERE {late}", far, FARTHEST.total_seconds())
    return sum(
        db.execute(
            f"UPDATE subscribers SET due = ? WHERE {late} AND {same}",
            next_due(now, Rhythm(**read(RHYTHM, row))).timestamp(), far, FARTHEST.total_seconds(), *row,
        )
        for row in rows
    )  # fmt: skip


def _take_back(db: PeopleStore, now: datetime) -> int:
    """The clock went back: what people were told of a time to come is nothing. They go on from the last edition that
    they really had."""
    release_all(db)
    return db.execute(
        """UPDATE subscribers SET told = (
               SELECT max(issues.closed) FROM deliveries JOIN issues ON issues.id = deliveries.issue
               WHERE deliveries.chat_id = subscribers.chat_id AND issues.closed <= ?)
           WHERE told > ?""",
        now.timestamp(), now.timestamp(),
    )  # fmt: skip
