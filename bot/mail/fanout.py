"""From who is due to rows in the outbox: an edition's pages once, a row for each of its readers.

Works through those who are due a few thousand at a time, each chunk one transaction, so that the event loop never
waits long and a crash in between repeats nothing: who was handed an issue stands in `deliveries`. Readers who are due
by the same rhythm, were told up to the same moment and have the same taste are one slot; all that is decided is decided
once a slot, and written by one statement for all of them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.mail.message import LIFE, PhotoRef, Priority
from bot.mail.outbox import Outbox
from bot.people.hours import Rhythm, issue_at, next_due, waits_until
from bot.people.unreached import ASK_AGAIN
from bot.people.wishes import RHYTHM, TASTE, read
from digests.clock import DUSHANBE
from digests.editions.issue import WEEK, Issue
from digests.editions.taste import Taste

CHUNK = 5_000
WEEK_LIFE = 7 * 24 * 3600.0
SLOT = (*RHYTHM, "told", *TASTE)
"""The columns that readers of one slot share."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page on its way out: a call of the Bot API without its chat."""

    payload: Mapping[str, Any]
    method: str = "sendMessage"
    photo: PhotoRef | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """What one group of readers gets: of an issue what suits their taste."""

    issue: Issue
    taste: Taste
    begun: date | None = None  # before this day they got nothing; None: whatever it takes back they may have got

    @property
    def key(self) -> str:
        """In the words of /mydata; two editions of one key may differ in what they say, which `mark` tells."""
        usual = {None: "usual", True: "links", False: "names"}[self.taste.links]
        topics = ",".join(sorted(self.taste.topics)) or "all"
        return f"{self.issue.name}:{self.issue.day}:{self.taste.lang}:{topics}:{usual}"


@dataclass(frozen=True, slots=True)
class _Slot:
    """Readers who are due together: what they are to get, if anything now, and when they are due next."""

    likeness: int | str
    readers: int
    edition: Edition | None
    due: datetime


@dataclass(slots=True)
class _Chunk:
    """The first few thousand who are due, as the database stood then."""

    at: datetime | None = None
    changes: object = None
    slots: list[_Slot] = field(default_factory=list)
    decided: dict[tuple[Any, ...], tuple[Edition | None, datetime]] = field(default_factory=dict)  # at that moment


def mark(pages: Sequence[Sheet]) -> str:
    """Tells what an edition says now from what it said before an editor held something: each is a batch of its own."""
    said = [[page.method, page.payload, page.photo.key if page.photo else None] for page in pages]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:8]


class Fanout:
    """Asked by the tick; every method is one transaction."""

    def __init__(self, outbox: Outbox) -> None:
        self.outbox = outbox
        self.db = outbox.db
        self.parting: Sequence[date] = ()  # days, sorted: who began by one of them is told of more than who did not
        self._chunk = _Chunk()
        self._batches: dict[Edition, tuple[Sequence[Sheet], int, int]] = {}
        self.db.scratch("due_now", keyed=False, place="place", chat_id="chat", slot="likeness")
        self.db.scratch("handed", keyed=False, issue="number", chat_id="chat", batch="number")
        self.db.scratch(
            "slots", slot="likeness", due="moment", told="moment", begun="moment", batch="number", issue="number"
        )

    def due(self, now: datetime) -> list[Edition]:
        """The editions that the first few thousand who are due are waiting for, those of most readers first.

        Who has to wait, since it is quiet at theirs or they have been told all there is, is moved on.
        """
        while self._look(now):
            readers: dict[Edition, int] = {}
            for slot in self._chunk.slots:
                if slot.edition:
                    readers[slot.edition] = readers.get(slot.edition, 0) + slot.readers
            if readers:
                return sorted(readers, key=lambda edition: -readers[edition])
            self._move_on(now, lambda slot: None if slot.edition else slot.due)
        return []

    def enqueue(self, now: datetime, editions: Mapping[Edition, Sequence[Sheet]]) -> int:
        """Rows for the first few thousand who are due and whose edition is here; how many readers were dealt with.

        An edition without pages is no news to its readers: nothing is sent, and it counts as told.
        """
        with self._alone(now) as slots:
            here = [(slot, slot.edition) for slot in slots if slot.edition in editions and slot.edition]
            batches = {edition: self._batch(edition, editions[edition]) for edition in {each for _, each in here}}
            self._place(
                (
                    slot.likeness,
                    slot.due.timestamp(),
                    edition.issue.end.timestamp(),
                    edition.issue.start.timestamp(),
                    *batches[edition],
                )
                for slot, edition in here
            )
            self._hand_out(now)
            return self._set_due()

    def postpone(self, now: datetime, editions: Collection[Edition], until: datetime) -> None:
        """These cannot be made now: their readers are asked for again at `until`, the others go on."""
        self._move_on(now, lambda slot: until if slot.edition in editions else None)

    def next_due(self) -> datetime | None:
        """When somebody is due next."""
        row = self.db.one("SELECT due FROM subscribers WHERE due IS NOT NULL ORDER BY due LIMIT 1")
        return datetime.fromtimestamp(row[0], UTC) if row else None

    @contextmanager
    def _alone(self, now: datetime) -> Iterator[list[_Slot]]:
        """A transaction over who is due, as they stand: whoever changes their mind now does so before or after.

        It need not be synced: what a power cut takes back is due as before, and is handed out again.
        """
        with self.db.transaction(synced=False):
            self.db.alone_with("subscribers")
            yield self._look(now)

    def _look(self, now: datetime) -> list[_Slot]:
        """Who is due, a chunk of them, in a table of this connection's own; and the slots that they make. No reader
        comes out of the database for that: of each slot one is looked at. They come in the order of their chats, so
        that what is written of a chunk stands side by side in every index."""
        chunk = self._chunk
        if (chunk.at, chunk.changes) == (now, self.db.changes):
            return chunk.slots  # nothing was written since
        told = (self._part(), *SLOT)
        with self.db.transaction():
            self.db.empty("due_now")
            self.db.execute(
                f"""INSERT INTO due_now SELECT {self.db.place}, chat_id, {self.db.alike(told)} FROM subscribers
                    WHERE due <= ? ORDER BY due, chat_id LIMIT ?""",
                now.timestamp(), CHUNK,
            )  # fmt: skip
            found = self.db.all(
                f"""SELECT slot, readers, {", ".join(told)} FROM subscribers JOIN
                    (SELECT slot, count(*) AS readers, min(place) AS place FROM due_now GROUP BY slot) AS one
                    ON subscribers.{self.db.place} = one.place"""
            )
        if chunk.at != now:
            chunk.decided.clear()
        chunk.slots = [_Slot(slot, readers, *self._decided(now, values)) for slot, readers, *values in found]
        chunk.at, chunk.changes = now, self.db.changes
        return chunk.slots

    def _decided(self, now: datetime, values: Sequence[Any]) -> tuple[Edition | None, datetime]:
        part, *wishes = values
        begun = self.parting[part - 1] + timedelta(days=1) if part else None
        known, key = self._chunk.decided, (begun, *wishes)
        if key not in known:
            known[key] = decide(now, key)
        return known[key]

    def _part(self) -> str:
        """By how many of the days by which readers part a reader began later; none where it is longer ago than that."""
        if not self.parting:
            return "0"
        nights = [datetime.combine(day + timedelta(days=1), time(), DUSHANBE).timestamp() for day in self.parting]
        later = " ".join(f"WHEN begun >= {nights[n]!r} THEN {n + 1}" for n in reversed(range(len(nights))))
        return f"CASE WHEN begun IS NULL THEN {len(nights)} {later} ELSE 0 END"

    def _batch(self, edition: Edition, pages: Sequence[Sheet]) -> tuple[int, int] | tuple[None, None]:
        """The numbers of the edition's batch and issue; none where it has no pages."""
        if not pages:
            return None, None
        known = self._batches.get(edition)
        if known and known[0] is pages and self.db.one("SELECT 1 FROM batches WHERE id = ?", known[1]):
            return known[1:]
        life = LIFE[Priority.DIGEST] if edition.issue.days < WEEK else WEEK_LIFE
        batch = self.outbox.batch(f"{edition.key}:{mark(pages)}", self.outbox.wall.now() + life)
        for number, page in enumerate(pages):
            self.outbox.add_page(batch, number, page.method, page.payload, page.photo)
        if len(self._batches) > CHUNK:
            self._batches.clear()
        self._batches[edition] = (pages, batch, self._issue(edition.issue))
        return self._batches[edition][1:]

    def _issue(self, issue: Issue) -> int:
        self.db.execute(
            "INSERT INTO issues (cadence, period, made, closed) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            issue.name, issue.day.isoformat(), self.outbox.wall.now(), issue.end.timestamp(),
        )  # fmt: skip
        return self.db.number(
            "SELECT id FROM issues WHERE cadence = ? AND period = ?", issue.name, issue.day.isoformat()
        )

    def _place(self, rows: Iterable[Sequence[object]]) -> None:
        """What comes of slots: when they are due, up to when they are told and from when on, which batch of
        which issue."""
        self.db.empty("slots")
        self.db.fill("slots", rows)

    def _hand_out(self, now: datetime) -> None:
        """A row a reader and page, and a note of who was handed the edition."""
        # LIMIT and OFFSET say to look for each reader by the index: a join would take all of the table at each chunk.
        one = "LIMIT 1 OFFSET 0"
        self.db.empty("handed")  # of this chunk, who is looked up once for both tables
        self.db.execute(
            f"""INSERT INTO handed SELECT s.issue, d.chat_id, s.batch FROM due_now d JOIN slots s USING (slot)
                WHERE s.batch IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM deliveries x WHERE x.issue = s.issue AND x.chat_id = d.chat_id {one})
                AND NOT EXISTS (SELECT 1 FROM unreached u WHERE u.chat_id = d.chat_id AND u.asked > ? {one})
                ORDER BY s.batch, d.chat_id""",
            (now - ASK_AGAIN).timestamp(),
        )
        self.db.execute(
            """INSERT INTO outbox SELECT ?, h.batch, h.chat_id, p.page, 0
               FROM handed h JOIN pages p ON p.batch = h.batch WHERE true ON CONFLICT DO NOTHING""",
            int(Priority.DIGEST),
        )
        self.db.execute(
            "INSERT INTO deliveries SELECT issue, chat_id, batch FROM handed WHERE true ON CONFLICT DO NOTHING"
        )

    def _move_on(self, now: datetime, until: Callable[[_Slot], datetime | None]) -> None:
        """Who is in a slot for which there is a moment is due then: they get nothing now, and are told of no more than
        before."""
        with self._alone(now) as slots:
            moved = [(slot, due) for slot in slots if (due := until(slot))]
            self._place((slot.likeness, due.timestamp(), None, None, None, None) for slot, due in moved)
            self._set_due()

    def _set_due(self) -> int:
        return self.db.execute(
            f"""UPDATE subscribers SET due = s.due, told = coalesce(s.told, subscribers.told),
                    begun = coalesce(subscribers.begun, s.begun)
                FROM due_now AS d JOIN slots AS s USING (slot) WHERE subscribers.{self.db.place} = d.place"""
        )


def decide(now: datetime, values: Sequence[Any]) -> tuple[Edition | None, datetime]:
    """What readers get now who began by the first of these values and have the others of `SLOT`, and when they are due
    next."""
    begun, *others = values
    wishes = read(SLOT, others)
    rhythm = Rhythm(**{name: wishes[name] for name in RHYTHM})
    if until := waits_until(now, rhythm):
        return None, until
    told = None if wishes["told"] is None else datetime.fromtimestamp(wishes["told"], UTC)
    issue = issue_at(now, rhythm, told)
    taste = Taste(**{name: wishes[name] for name in TASTE})
    return Edition(issue, taste, begun) if issue else None, next_due(now, rhythm)
