"""Who reads, when and in which language; who received which edition. What is kept of a person is this row.

A time of delivery is an hour of the reader's own clock. `due` is the next such moment in UTC; the tick asks for
those that have passed, so that downtime is caught up by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from bot.people import queued
from bot.people.hours import Rhythm, check, keep_edition, next_due
from bot.people.store import PeopleStore
from bot.people.wishes import COLUMNS, HOURS, UNTIL_TOLD, ZONE, Subscriber, row_of, shown, subscriber_of
from digests.clock import Clock, dushanbe_day
from digests.editions.carried import REMEMBERED

__all__ = ["CHAT_TABLES", "HOURS", "ZONE", "Subscriber", "Subscribers"]

CHAT_TABLES: Mapping[str, Sequence[str] | None] = {
    "subscribers": (), "deliveries": ("issue",), "outbox": ("priority", "batch", "page"), "unreached": (),
    "threads": (), "questions": None, "sent": ("message_id",), "held": (), "follows": ("indicator",),
    "urgent_waiting": ("number",), "notices": ("what",), "channels": (), "posts": ("cadence", "period", "page"),
    "announced": ("item",), "rests": (), "decisions": None,
}  # fmt: skip
"""Every table that names a chat for longer than an update is under way, and what else is in its key; None: the chat is
no part of that."""
ERASED = "erased"
SAVED_COLUMNS = (*COLUMNS, "due", "told", "begun")
KEEP = (
    f"INSERT INTO subscribers ({', '.join(SAVED_COLUMNS)}) VALUES ({', '.join('?' * len(SAVED_COLUMNS))}) "
    f"ON CONFLICT(chat_id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in SAVED_COLUMNS[1:])}"
)


@dataclass(frozen=True, slots=True)
class _Course:
    """Where a reader stands: when they are due, and up to which moment they were told."""

    due: float | None
    told: float | None
    begun: float | None = None  # from which moment on they were told; 0: longer ago than a correction reaches back


class Subscribers:
    """The people of the private database. Every method is one transaction, or joins the caller's."""

    def __init__(self, database: PeopleStore, clock: Clock) -> None:
        self.db = database
        self.clock = clock

    @property
    def erased(self) -> bool:
        """Whether something was erased, on whichever node, since the database was last rewritten."""
        return self.db.state(ERASED) is not None

    @erased.setter
    def erased(self, was: bool) -> None:
        if was != self.erased:
            self.db.set_state(ERASED, "1" if was else None)

    def get(self, chat_id: int) -> Subscriber | None:
        row = self.db.one(f"SELECT {', '.join(COLUMNS)} FROM subscribers WHERE chat_id = ?", chat_id)
        return subscriber_of(row) if row else None

    def save(self, subscriber: Subscriber) -> None:
        """Keep the settings. Raises UnknownName for a zone, an hour or a day that is none."""
        check(subscriber.rhythm)
        with self.db.transaction():
            course = self._course(subscriber, self._take_back(subscriber))
            self.db.execute(KEEP, *row_of(subscriber), course.due, course.told, course.begun)
            self._let_go(subscriber.chat_id)

    def _take_back(self, subscriber: Subscriber) -> datetime | None:
        """What waits as it was wished before does not go out; from when on an edition is to tell instead of one that
        waited. None where none did."""
        now, was = self.clock.now(), self.get(subscriber.chat_id)
        if was is not None and (was.lang, was.plain) != (subscriber.lang, subscriber.plain):
            queued.follows(self.db, subscriber.chat_id)  # to follow a figure needs no subscription
        if was is None or not was.active:
            return None
        if not subscriber.active:
            self._end(subscriber.chat_id)
            return None
        wanted = (subscriber.taste, subscriber.cadence) == (was.taste, was.cadence) and not _is_paused(subscriber, now)
        if wanted:
            return None
        until = (now + queued.URGENT_LIFE).timestamp()
        for number in queued.urgent(self.db, subscriber.chat_id):
            self.db.execute("INSERT INTO urgent_waiting VALUES (?, ?, ?)", subscriber.chat_id, number, until)
        return queued.editions(self.db, subscriber.chat_id)

    def _end(self, chat_id: int) -> None:
        """Neither editions nor urgent stories are sent any more, those that wait included."""
        queued.editions(self.db, chat_id)
        queued.rest_of_editions(self.db, chat_id)
        queued.urgent(self.db, chat_id)
        self.db.execute("DELETE FROM urgent_waiting WHERE chat_id = ?", chat_id)

    def _course(self, subscriber: Subscriber, since: datetime | None) -> _Course:
        """When the next edition is due by these settings. Whoever subscribes anew begins with the newest one; where one
        was taken back, what has come `since` is due at once."""
        now, was = self.clock.now(), self.get(subscriber.chat_id)
        row = self.db.one("SELECT due, told, begun FROM subscribers WHERE chat_id = ?", subscriber.chat_id)
        begun = row[2] if row else None
        kept = _Course(*row) if row and was and was.active else _Course(None, None, begun)
        if not subscriber.active:
            return _Course(None, None, begun)
        if since is not None:
            kept = _Course(now.timestamp(), since.timestamp(), begun)
            if not _is_paused(subscriber, now):
                return kept
        if subscriber.paused and subscriber.paused >= UNTIL_TOLD:
            return _Course(None, kept.told, begun)
        due = after_pause(now, subscriber.rhythm, subscriber.paused)
        if kept.due is not None and was and not (_is_paused(was, now) or _is_paused(subscriber, now)):
            due = keep_edition(datetime.fromtimestamp(kept.due, UTC), due, was=was.rhythm, now_is=subscriber.rhythm)
        return _Course(due.timestamp(), kept.told, begun)

    def _let_go(self, chat_id: int) -> None:
        """What was held back by the settings before is looked at anew."""
        if self.db.execute("DELETE FROM held WHERE chat_id = ?", chat_id):
            self.db.execute("UPDATE outbox SET claimed = 0 WHERE chat_id = ? AND claimed = 2", chat_id)

    def stop(self, chat_id: int) -> bool:
        """End a subscription, its settings kept; whether there was one."""
        sql = "UPDATE subscribers SET active = 0, due = NULL, told = NULL WHERE chat_id = ? AND active = 1"
        with self.db.transaction():
            self._end(chat_id)
            return self.db.execute(sql, chat_id) > 0

    def forget(self, chat_id: int) -> None:
        """Erase all that is kept of a chat, the mail that waits for it included.

        The bytes in the file go with the next `scrub.rewrite`, soon after the last word was sent.
        """
        with self.db.transaction():
            touched = [self.db.execute(f"DELETE FROM {table} WHERE chat_id = ?", chat_id) for table in CHAT_TABLES]
            if any(touched):
                self.erased = True

    def migrate(self, old: int, new: int) -> None:
        """A group became a supergroup: its settings and its mail move to the new id."""
        with self.db.transaction():
            for table, rest in CHAT_TABLES.items():
                if rest is not None:  # what the new id has already gives way
                    key = ", ".join(("1", *rest))
                    self.db.execute(
                        f"DELETE FROM {table} WHERE chat_id = ? AND ({key}) IN"
                        f" (SELECT {key} FROM {table} WHERE chat_id = ?)",
                        new, old,
                    )  # fmt: skip
                self.db.execute(f"UPDATE {table} SET chat_id = ? WHERE chat_id = ?", new, old)
            self.db.execute("UPDATE outbox SET claimed = 0 WHERE chat_id = ?", new)
            self.erased = True

    def everything_about(self, chat_id: int) -> dict[str, Any]:
        """Every stored field about a chat, for /mydata. An empty dictionary: nothing is kept."""
        subscriber = self.get(chat_id)
        settings = shown(subscriber) if subscriber else {}
        mail = {
            "received": self._received(chat_id),
            "messages_under_way": self.db.number(
                "SELECT (SELECT count(*) FROM outbox WHERE chat_id = ?)"
                " + (SELECT count(*) FROM urgent_waiting WHERE chat_id = ?)",
                chat_id,
                chat_id,
            ),
            "follows": self._follows(chat_id),
            "questions": self._moments("SELECT until FROM questions WHERE chat_id = ? ORDER BY until", chat_id),
            "sent": self.db.number("SELECT count(*) FROM sent WHERE chat_id = ?", chat_id),  # of the last 48 hours
        }
        if not settings and not any(mail.values()):
            return {}
        return {
            "chat_id": chat_id,
            **settings,
            "thread": next(iter(self.db.one("SELECT thread FROM threads WHERE chat_id = ?", chat_id) or ()), None),
            "notices": [
                what for (what,) in self.db.all("SELECT what FROM notices WHERE chat_id = ? ORDER BY what", chat_id)
            ],
            "next_edition": self._moment("SELECT due FROM subscribers WHERE chat_id = ?", chat_id),
            "told": self._moment("SELECT told FROM subscribers WHERE chat_id = ?", chat_id),
            "begun": self._moment("SELECT begun FROM subscribers WHERE chat_id = ? AND begun > 0", chat_id),
            "held": self._moment("SELECT until FROM held WHERE chat_id = ?", chat_id),
            **mail,
        }

    def _follows(self, chat_id: int) -> list[str]:
        rows = self.db.all("SELECT indicator FROM follows WHERE chat_id = ? ORDER BY indicator", chat_id)
        return [indicator for (indicator,) in rows]

    def _received(self, chat_id: int) -> list[dict[str, Any]]:
        rows = self.db.all(
            """SELECT issues.cadence, issues.period, batches.key FROM deliveries
               JOIN issues ON issues.id = deliveries.issue LEFT JOIN batches ON batches.id = deliveries.batch
               WHERE deliveries.chat_id = ? ORDER BY issues.period""",
            chat_id,
        )
        return [{"cadence": cadence, "period": period, "edition": key} for cadence, period, key in rows]

    def _moments(self, sql: str, chat_id: int) -> list[datetime]:
        return [datetime.fromtimestamp(at, UTC) for (at,) in self.db.all(sql, chat_id) if at is not None]

    def _moment(self, sql: str, chat_id: int) -> datetime | None:
        return next(iter(self._moments(sql, chat_id)), None)

    def count(self) -> tuple[int, int]:
        """(chats known, of them subscribed)."""
        row = self.db.one("SELECT count(*), coalesce(sum(active), 0) FROM subscribers")
        return (row[0], row[1]) if row else (0, 0)

    def begun(self, chat_id: int) -> date | None:
        """The first day that any edition told a chat of; None where that is long ago, or where there is none."""
        at = self._moment("SELECT begun FROM subscribers WHERE chat_id = ? AND begun > 0", chat_id)
        return dushanbe_day(at) if at else None

    def tidy(self, now: float, keep: float) -> None:
        """Forget who received which edition after `keep` seconds, and since when somebody reads once no correction
        reaches back to it."""
        with self.db.transaction():
            long_ago = (self.clock.now() - REMEMBERED).timestamp()
            self.db.execute("UPDATE subscribers SET begun = 0 WHERE begun > 0 AND begun < ?", long_ago)
            old = [row[0] for row in self.db.all("SELECT id FROM issues WHERE made < ?", now - keep)]
            for issue in old:
                self.db.execute("DELETE FROM deliveries WHERE issue = ?", issue)
                self.db.execute("DELETE FROM issues WHERE id = ?", issue)
            if old:
                self.erased = True


def after_pause(now: datetime, rhythm: Rhythm, paused: datetime | None) -> datetime:
    """The next moment at which an edition is due, after the pause where there is one."""
    return next_due(max(now, paused or now), rhythm)


def _is_paused(subscriber: Subscriber, now: datetime) -> bool:
    return subscriber.paused is not None and subscriber.paused > now
