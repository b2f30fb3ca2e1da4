"""From who is due to rows in the outbox: an edition's pages once, a row for each of its readers.

Works through those who are due a few thousand at a time, each chunk one transaction, so that the event loop never
waits long and a crash in between repeats nothing: who was handed an issue stands in `deliveries`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.mail.message import LIFE, Priority
from bot.mail.outbox import Outbox
from bot.people.hours import Rhythm, edition_at, next_due
from bot.people.unreached import ASK_AGAIN
from digests.model import Cadence, Lang

CHUNK = 5_000
WEEK_LIFE = 7 * 24 * 3600.0
FARTHEST = timedelta(days=8)  # nobody is due later than a week and a changed hour
Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Edition:
    """What one group of readers gets of an issue. `topics` is sorted and comma-separated, empty for all."""

    cadence: Cadence
    period: date
    lang: Lang
    topics: str
    links: bool | None
    always: bool = False  # its readers want to know of a day without news too

    @property
    def key(self) -> str:
        shown = {None: "usual", True: "links", False: "names"}[self.links]
        return f"{self.cadence}:{self.period}:{self.lang}:{self.topics or 'all'}:{shown}"

    @property
    def topic_set(self) -> frozenset[str]:
        return frozenset(self.topics.split(",")) if self.topics else frozenset()


def mark(pages: Sequence[Payload]) -> str:
    """Tells what an edition says now from what it said before an editor held something: each is a batch of its own."""
    return hashlib.sha256(json.dumps(list(pages), sort_keys=True).encode()).hexdigest()[:8]


def rhythm_of(cadence: Cadence, hours: str, zone: str) -> Rhythm:
    """The rhythm that the columns hold."""
    return Rhythm(cadence, tuple(map(int, hours.split(","))), zone)


class Fanout:
    """Asked by the tick; every method is one transaction."""

    def __init__(self, outbox: Outbox) -> None:
        self.outbox = outbox
        self.db = outbox.db
        self._slots: dict[Edition, list[tuple[str, str]]] = {}
        self._looked: tuple[datetime, int] | None = None
        self.db.execute(
            """CREATE TEMP TABLE IF NOT EXISTS due_now (chat_id INTEGER PRIMARY KEY, cadence TEXT, lang TEXT,
               topics TEXT, links INTEGER, always INTEGER, zone TEXT, hours TEXT, period TEXT)"""
        )

    def due(self, now: datetime) -> list[Edition]:
        """The editions that the first few thousand who are due are waiting for."""
        self._look(now)
        return list(self._slots)

    def _look(self, now: datetime) -> None:
        """Who is due, a chunk of them, in a table of this connection's own; and their hours and zones by edition."""
        if self._looked == (now, self.db.connection.total_changes):
            return  # nothing was written since
        self.db.execute("DELETE FROM temp.due_now")
        self.db.execute(
            """INSERT INTO temp.due_now SELECT chat_id, cadence, lang, topics, links, always, zone, hours, NULL
               FROM subscribers WHERE due <= ? ORDER BY due LIMIT ?""",
            now.timestamp(), CHUNK,
        )  # fmt: skip
        for cadence, zone, hours in self.db.all("SELECT DISTINCT cadence, zone, hours FROM temp.due_now"):
            self.db.execute(
                "UPDATE temp.due_now SET period = ? WHERE cadence = ? AND zone = ? AND hours = ?",
                edition_at(now, rhythm_of(cadence, hours, zone)).isoformat(), cadence, zone, hours,
            )  # fmt: skip
        self._slots = {}
        slots = self.db.all(
            "SELECT DISTINCT cadence, period, lang, topics, links, always, zone, hours FROM temp.due_now"
        )
        for cadence, period, lang, topics, links, always, zone, hours in slots:
            shown = None if links is None else bool(links)
            edition = Edition(cadence, date.fromisoformat(period), lang, topics, shown, bool(always))
            self._slots.setdefault(edition, []).append((zone, hours))
        self._looked = (now, self.db.connection.total_changes)

    def enqueue(self, now: datetime, editions: Mapping[Edition, Sequence[Payload]]) -> int:
        """Rows for the first few thousand who are due and whose edition is here; how many readers were dealt with."""
        with self.db.transaction():
            self._look(now)
            return sum(self._one(now, edition, pages) for edition, pages in editions.items() if edition in self._slots)

    def _one(self, now: datetime, edition: Edition, pages: Sequence[Payload]) -> int:
        """An edition without pages is no news to its readers: nothing is sent, and they are due next time."""
        mine = "cadence = ? AND period = ? AND lang = ? AND topics = ? AND links IS ? AND always = ?"
        group = (
            edition.cadence, edition.period.isoformat(), edition.lang, edition.topics, edition.links, edition.always
        )  # fmt: skip
        if pages:
            self._hand_out(now, edition, pages, mine, group)
        return sum(self._move_on(now, edition, mine, group, slot) for slot in self._slots[edition])

    def _hand_out(
        self, now: datetime, edition: Edition, pages: Sequence[Payload], mine: str, group: tuple[Any, ...]
    ) -> None:
        """A row a reader and page, and a note of who was handed the edition."""
        silent = (now - ASK_AGAIN).timestamp()
        issue = self._issue(edition)
        life = LIFE[Priority.DIGEST] if edition.cadence == "daily" else WEEK_LIFE
        batch = self.outbox.batch(f"{edition.key}:{mark(pages)}", self.outbox.wall.now() + life)
        for number, page in enumerate(pages):
            self.outbox.add_page(batch, number, "sendMessage", page)
        self.db.execute(
            f"""INSERT OR IGNORE INTO outbox SELECT ?, ?, d.chat_id, p.page, 0 FROM temp.due_now d CROSS JOIN pages p
                WHERE p.batch = ? AND {mine}
                AND NOT EXISTS (SELECT 1 FROM deliveries x WHERE x.issue = ? AND x.chat_id = d.chat_id)
                AND NOT EXISTS (SELECT 1 FROM unreached u WHERE u.chat_id = d.chat_id AND u.asked > ?)
                ORDER BY d.chat_id, p.page""",
            int(Priority.DIGEST), batch, batch, *group, issue, silent,
        )  # fmt: skip
        self.db.execute(
            f"""INSERT OR IGNORE INTO deliveries SELECT ?, chat_id, ? FROM temp.due_now d WHERE {mine}
                AND NOT EXISTS (SELECT 1 FROM unreached u WHERE u.chat_id = d.chat_id AND u.asked > ?)""",
            issue, batch, *group, silent,
        )  # fmt: skip

    def _move_on(
        self, now: datetime, edition: Edition, mine: str, group: tuple[Any, ...], slot: tuple[str, str]
    ) -> int:
        """The readers of one rhythm are due next at the same moment."""
        zone, hours = slot
        due = next_due(now, rhythm_of(edition.cadence, hours, zone)).timestamp()
        return self.db.execute(
            f"""UPDATE subscribers SET due = ? WHERE chat_id IN
                (SELECT chat_id FROM temp.due_now WHERE {mine} AND zone = ? AND hours = ?)""",
            due, *group, zone, hours,
        )  # fmt: skip

    def postpone(self, now: datetime, edition: Edition, until: datetime) -> None:
        """This edition cannot be made now: its readers are asked for again at `until`, the others go on."""
        self._look(now)
        for zone, hours in self._slots.get(edition, ()):
            self.db.execute(
                """UPDATE subscribers SET due = ? WHERE due <= ? AND zone = ? AND hours = ?
                   AND cadence = ? AND lang = ? AND topics = ? AND links IS ? AND always = ?""",
                until.timestamp(), now.timestamp(), zone, hours,
                edition.cadence, edition.lang, edition.topics, edition.links, edition.always,
            )  # fmt: skip

    def _issue(self, edition: Edition) -> int:
        self.db.execute(
            "INSERT OR IGNORE INTO issues (cadence, period, made) VALUES (?, ?, ?)",
            edition.cadence, edition.period.isoformat(), self.outbox.wall.now(),
        )  # fmt: skip
        return self.db.number(
            "SELECT id FROM issues WHERE cadence = ? AND period = ?", edition.cadence, edition.period.isoformat()
        )

    def bring_in(self, now: datetime) -> int:
        """Who is due later than anybody can be: the clock was wrong when it was written. How many these were."""
        far = (now + FARTHEST).timestamp()
        slots = self.db.all("SELECT DISTINCT cadence, zone, hours FROM subscribers WHERE due > ?", far)
        return sum(
            self.db.execute(
                "UPDATE subscribers SET due = ? WHERE due > ? AND cadence = ? AND zone = ? AND hours = ?",
                next_due(now, rhythm_of(cadence, hours, zone)).timestamp(), far, cadence, zone, hours,
            )
            for cadence, zone, hours in slots
        )  # fmt: skip

    def next_due(self) -> datetime | None:
        """When somebody is due next."""
        row = self.db.one("SELECT due FROM subscribers WHERE due IS NOT NULL ORDER BY due LIMIT 1")
        return datetime.fromtimestamp(row[0], UTC) if row else None
