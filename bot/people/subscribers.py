"""Who reads, when and in which language; who received which edition. What is kept of a person is this row.

A time of delivery is an hour of the reader's own clock. `due` is the next such moment in UTC; the tick asks for
those that have passed, so that downtime is caught up by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from bot.people.database import PeopleDatabase
from bot.people.hours import keep_edition, next_due
from digests.clock import Clock
from digests.model import Cadence, Lang

HOUR = 8
ZONE = "Asia/Dushanbe"
CHAT_TABLES = ("subscribers", "deliveries", "outbox", "unreached", "threads", "questions", "sent", "announced")
"""Every table that names a chat for longer than an update is under way."""
COLUMNS = (
    "chat_id", "lang", "active", "hour", "zone", "cadence", "topics", "links", "always",
    "reads", "days", "quiet", "silent", "brief", "charts", "plain", "without", "paused",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A chat and its settings. `links` None: as the publisher's status says. No topics: all of them."""

    chat_id: int
    lang: Lang
    active: bool = False  # digests are sent
    hour: int = HOUR  # 0–23, by the clock of `zone`
    zone: str = ZONE
    cadence: Cadence = "daily"
    topics: frozenset[str] = frozenset()
    links: bool | None = None
    always: bool = False  # a day without news is told of too
    reads: frozenset[Lang] = frozenset()  # other languages they read
    days: frozenset[int] = frozenset()  # weekdays of a daily edition, 0 for Monday; empty: every day
    quiet: tuple[int, int] | None = None  # from and to which hour of theirs nothing comes that is not asked for
    silent: bool = False  # delivered without a sound
    brief: bool = False  # the first page alone
    charts: bool = True  # a weekly edition brings charts
    plain: bool = False  # for a screen reader
    without: tuple[str, ...] = ()  # words whose stories are left out
    paused: datetime | None = None  # until when nothing is sent


class Subscribers:
    """The people of the private database. Every method is one transaction, or joins the caller's."""

    def __init__(self, database: PeopleDatabase, clock: Clock) -> None:
        self.db = database
        self.clock = clock
        self.erased = False  # something was erased since the file was last rewritten

    def get(self, chat_id: int) -> Subscriber | None:
        row = self.db.one(f"SELECT {', '.join(COLUMNS)} FROM subscribers WHERE chat_id = ?", chat_id)
        return subscriber_of(row) if row else None

    def save(self, subscriber: Subscriber) -> None:
        """Keep the settings. Raises UnknownName for a zone or an hour that is none."""
        due = next_due(self.clock.now(), subscriber.hour, subscriber.zone, subscriber.cadence)
        with self.db.transaction():
            row = self.db.one("SELECT due, cadence, hour, zone FROM subscribers WHERE chat_id = ?", subscriber.chat_id)
            if row and row[0] is not None and row[1] == subscriber.cadence:
                old, was, now_is = datetime.fromtimestamp(row[0], UTC), row[2:], (subscriber.hour, subscriber.zone)
                due = keep_edition(old, due, subscriber.cadence, was=was, now_is=now_is)
            self.db.execute(
                f"INSERT OR REPLACE INTO subscribers ({', '.join(COLUMNS)}, due) VALUES ({'?, ' * len(COLUMNS)}?)",
                *row_of(subscriber),
                due.timestamp() if subscriber.active else None,
            )

    def stop(self, chat_id: int) -> bool:
        """End a subscription, its settings kept; whether there was one."""
        sql = "UPDATE subscribers SET active = 0, due = NULL WHERE chat_id = ? AND active"
        return self.db.execute(sql, chat_id) > 0

    def forget(self, chat_id: int) -> None:
        """Erase all that is kept of a chat, the mail that waits for it included.

        The bytes in the file go with the next `scrub.rewrite`, soon after the last word was sent.
        """
        with self.db.transaction():
            touched = [self.db.execute(f"DELETE FROM {table} WHERE chat_id = ?", chat_id) for table in CHAT_TABLES]
        self.erased = self.erased or any(touched)

    def migrate(self, old: int, new: int) -> None:
        """A group became a supergroup: its settings and its mail move to the new id."""
        with self.db.transaction():
            for table in CHAT_TABLES:
                self.db.execute(f"UPDATE OR REPLACE {table} SET chat_id = ? WHERE chat_id = ?", new, old)
            self.db.execute("UPDATE outbox SET claimed = 0 WHERE chat_id = ?", new)
        self.erased = True

    def everything_about(self, chat_id: int) -> dict[str, Any]:
        """Every stored field about a chat, for /mydata. An empty dictionary: nothing is kept."""
        subscriber = self.get(chat_id)
        received = self.db.all(
            """SELECT issues.cadence, issues.period, batches.key FROM deliveries
               JOIN issues ON issues.id = deliveries.issue LEFT JOIN batches ON batches.id = deliveries.batch
               WHERE deliveries.chat_id = ? ORDER BY issues.period""",
            chat_id,
        )
        under_way = self.db.number("SELECT count(*) FROM outbox WHERE chat_id = ?", chat_id)
        asked = self.db.all("SELECT until FROM questions WHERE chat_id = ? ORDER BY until", chat_id)
        sent = self.db.number("SELECT count(*) FROM sent WHERE chat_id = ?", chat_id)
        if subscriber is None and not (received or under_way or asked or sent):
            return {}
        due = self.db.one("SELECT due FROM subscribers WHERE chat_id = ?", chat_id)
        thread = self.db.one("SELECT thread FROM threads WHERE chat_id = ?", chat_id)
        return {
            "chat_id": chat_id,
            "lang": subscriber.lang if subscriber else None,
            "active": subscriber.active if subscriber else False,
            "hour": subscriber.hour if subscriber else None,
            "zone": subscriber.zone if subscriber else None,
            "cadence": subscriber.cadence if subscriber else None,
            "topics": sorted(subscriber.topics) if subscriber else [],
            "links": subscriber.links if subscriber else None,
            "always": subscriber.always if subscriber else False,
            "reads": sorted(subscriber.reads) if subscriber else [],
            "days": sorted(subscriber.days) if subscriber else [],
            "quiet": list(subscriber.quiet) if subscriber and subscriber.quiet else None,
            "silent": subscriber.silent if subscriber else False,
            "brief": subscriber.brief if subscriber else False,
            "charts": subscriber.charts if subscriber else True,
            "plain": subscriber.plain if subscriber else False,
            "without": list(subscriber.without) if subscriber else [],
            "paused": subscriber.paused if subscriber else None,
            "thread": thread[0] if thread else None,
            "next_edition": datetime.fromtimestamp(due[0], UTC) if due and due[0] is not None else None,
            "received": [{"cadence": cadence, "period": period, "edition": key} for cadence, period, key in received],
            "messages_under_way": under_way,
            "questions": [datetime.fromtimestamp(until, UTC) for (until,) in asked],  # until when each is kept
            "sent": sent,  # messages of the last 48 hours
        }

    def count(self) -> tuple[int, int]:
        """(chats known, of them subscribed)."""
        row = self.db.one("SELECT count(*), coalesce(sum(active), 0) FROM subscribers")
        return (row[0], row[1]) if row else (0, 0)

    def tidy(self, now: float, keep: float) -> None:
        """Forget who received which edition after `keep` seconds."""
        with self.db.transaction():
            old = [row[0] for row in self.db.all("SELECT id FROM issues WHERE made < ?", now - keep)]
            for issue in old:
                self.db.execute("DELETE FROM deliveries WHERE issue = ?", issue)
                self.db.execute("DELETE FROM issues WHERE id = ?", issue)
        self.erased = self.erased or bool(old)


def subscriber_of(row: tuple[Any, ...]) -> Subscriber:
    """A row of `COLUMNS` as a subscriber."""
    of = dict(zip(COLUMNS, row, strict=True))
    return Subscriber(
        chat_id=of["chat_id"],
        lang=cast(Lang, of["lang"]),
        active=bool(of["active"]),
        hour=of["hour"],
        zone=of["zone"],
        cadence=cast(Cadence, of["cadence"]),
        topics=frozenset(split(of["topics"])),
        links=None if of["links"] is None else bool(of["links"]),
        always=bool(of["always"]),
        reads=frozenset(cast(Lang, lang) for lang in split(of["reads"])),
        days=frozenset(int(day) for day in split(of["days"])),
        quiet=quiet_of(of["quiet"]),
        silent=bool(of["silent"]),
        brief=bool(of["brief"]),
        charts=bool(of["charts"]),
        plain=bool(of["plain"]),
        without=tuple(of["without"].splitlines()),
        paused=None if of["paused"] is None else datetime.fromtimestamp(of["paused"], UTC),
    )


def row_of(subscriber: Subscriber) -> tuple[Any, ...]:
    """A subscriber as a row of `COLUMNS`: sets sorted, so that equal wishes are equal texts."""
    quiet = subscriber.quiet
    written = {
        "topics": ",".join(sorted(subscriber.topics)),
        "reads": ",".join(sorted(subscriber.reads)),
        "days": ",".join(str(day) for day in sorted(subscriber.days)),
        "quiet": None if quiet is None else f"{quiet[0]}-{quiet[1]}",
        "without": "\n".join(subscriber.without),
        "paused": None if subscriber.paused is None else subscriber.paused.timestamp(),
    }
    return tuple(written[name] if name in written else getattr(subscriber, name) for name in COLUMNS)


def quiet_of(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    start, _, end = text.partition("-")
    return int(start), int(end)


def split(text: str) -> list[str]:
    return text.split(",") if text else []
