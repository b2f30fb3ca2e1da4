"""What waits in the outbox for a chat that wishes it otherwise by now: it is taken back, as if it had never been put.

Only what has not begun to go out: an edition of which the first page is sent or under way is sent to its end, unless
its reader wants none any more. Every function joins the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.mail.message import Priority
from bot.people.store import PeopleStore
from digests.editions.issue import issue_of

URGENT = "urgent"
"""How the key of an urgent story's message begins; its number and the chat follow."""

FOLLOW = "follow"
"""How the key of a message on followed figures begins; a name of its own and what was told before follow."""

URGENT_LIFE = timedelta(hours=24)
"""After this the edition of the day has told of an urgent story."""


def urgent_key(number: int, chat_id: int) -> str:
    """The key of the message that tells a chat of an urgent story."""
    return f"{URGENT}:{number}:{chat_id}"


def follow_key(token: str, was: Iterable[int]) -> str:
    """The key of the message that tells a chat of figures it follows; `was`: ids of what it was told before of each."""
    return f"{FOLLOW}:{token}:{'.'.join(map(str, was))}"


def editions(db: PeopleStore, chat_id: int) -> datetime | None:
    """Take back editions; the moment from which on the chat is to be told instead. None where none waited."""
    waiting = db.all(
        """SELECT issues.id, deliveries.batch, issues.cadence, issues.period
           FROM deliveries JOIN issues ON issues.id = deliveries.issue
           WHERE deliveries.chat_id = ? AND deliveries.batch IN
               (SELECT batch FROM outbox WHERE chat_id = ? AND priority = ? AND page = 0 AND claimed <> 1)""",
        chat_id, chat_id, int(Priority.DIGEST),
    )  # fmt: skip
    for issue, batch, _, _ in waiting:
        db.execute("DELETE FROM outbox WHERE chat_id = ? AND batch = ?", chat_id, batch)
        db.execute("DELETE FROM deliveries WHERE chat_id = ? AND issue = ?", chat_id, issue)
    return min((issue_of(name, date.fromisoformat(day)).start for _, _, name, day in waiting), default=None)


def rest_of_editions(db: PeopleStore, chat_id: int) -> None:
    """Drop the further pages of what was begun."""
    db.execute("DELETE FROM outbox WHERE chat_id = ? AND priority = ? AND claimed <> 1", chat_id, int(Priority.DIGEST))


def urgent(db: PeopleStore, chat_id: int) -> list[int]:
    """Take back urgent stories; their numbers."""
    return [int(key.split(":")[1]) for key in _alerts(db, chat_id, URGENT)]


def follows(db: PeopleStore, chat_id: int) -> None:
    """Take back what tells of followed figures: what the chat had been told before holds again, so that the next tick
    tells it anew."""
    for key in _alerts(db, chat_id, FOLLOW):  # the newest first: what was told before the oldest of them counts
        for telling in key.split(":")[2].split("."):
            db.execute(
                """UPDATE follows SET telling = ? WHERE chat_id = ?
                   AND indicator = (SELECT indicator FROM tellings WHERE id = ?)""",
                int(telling), chat_id, int(telling),
            )  # fmt: skip


def _alerts(db: PeopleStore, chat_id: int, kind: str) -> list[str]:
    """Take back the alerts whose keys begin so; these keys, the newest first."""
    waiting = db.all(
        """SELECT batches.id, batches.key FROM outbox JOIN batches ON batches.id = outbox.batch
           WHERE outbox.chat_id = ? AND outbox.priority = ? AND outbox.page = 0 AND outbox.claimed <> 1
           ORDER BY batches.id DESC""",
        chat_id, int(Priority.ALERT),
    )  # fmt: skip
    waiting = [row for row in waiting if str(row[1]).startswith(f"{kind}:")]
    for batch, _ in waiting:
        for table, column in (("outbox", "batch"), ("pages", "batch"), ("batches", "id")):
            db.execute(f"DELETE FROM {table} WHERE {column} = ?", batch)
    return [str(key) for _, key in waiting]
