"""When each feed was read, what it said of itself, what it usually brings, and when it is due again."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from digests.corpus.connection import transaction
from digests.schedule import FAILS, Habit


@dataclass(frozen=True, slots=True)
class FeedState:
    """The log of one feed. `fault` is the line of its last failure or of what was left out at its last reading, None
    after one that was whole; only failures count in `failures`. `intake_bytes` of text were taken on `intake_day`.
    """

    url: str
    moved_to: str | None = None  # where a permanent redirect led
    etag: str | None = None
    last_modified: str | None = None
    last_read: datetime | None = None
    next_read: datetime | None = None
    failures: int = 0
    failing_since: datetime | None = None
    fault: str | None = None
    items: int = 0
    intake_day: date | None = None
    intake_bytes: int = 0
    read_from: str | None = None  # where it was read last, after every redirect
    body: str | None = None  # hash of what was read last, None where it is to be read again
    seen: frozenset[str] = frozenset()  # the items that it held then, see `mark_of`
    news: Habit = field(default=Habit())  # of items that it had not held before
    taken: Habit = field(default=Habit())  # of items of the subject

    @property
    def address(self) -> str:
        """Where it lives now."""
        return self.moved_to or self.url


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a source since when: it `fails` (with the `fault`), is `silent` against its habit, or is
    `barren`: what it brings is none of what it used to bring."""

    url: str
    kind: Literal["fails", "silent", "barren"]
    since: datetime
    fault: str | None = None

    def __str__(self) -> str:
        said = {
            "fails": "fails",
            "silent": "brings nothing new, against its habit,",
            "barren": "brings nothing of the subject, against its habit,",
        }[self.kind]
        return f"{self.url} {said} since {self.since:%Y-%m-%d %H:%M} UTC" + (f": {self.fault}" if self.fault else "")


def mark_of(doc_id: str) -> str:
    """What is kept of an item's id: eight hexadecimal digits."""
    return doc_id[-8:]


class FeedLog:
    """The table `feeds` of the public database, and what is noted beside it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def state(self, url: str) -> FeedState:
        row = self.connection.execute("SELECT * FROM feeds WHERE url = ?", (url,)).fetchone()
        return _state(row) if row else FeedState(url)

    def documents(self, url: str) -> int:
        """How many documents the corpus holds of this feed."""
        count: int = self.connection.execute(
            "SELECT count(*) FROM documents WHERE kind = 'feed' AND path = ?", (url,)
        ).fetchone()[0]
        return count

    def read(self) -> list[FeedState]:
        """What is noted of every feed that was read, be it a source still or not; by their addresses."""
        return [_state(row) for row in self.connection.execute("SELECT * FROM feeds ORDER BY url")]

    def due(self, urls: Iterable[str], now: datetime) -> list[FeedState]:
        """The feeds that may be read now, the longest unread first."""
        known = {state.url: state for state in self.read()}
        states = [known.get(url) or FeedState(url) for url in urls]
        ready = [state for state in states if state.next_read is None or state.next_read <= now]
        return sorted(ready, key=lambda state: state.last_read.timestamp() if state.last_read else 0)

    def save(self, states: Collection[FeedState]) -> None:
        """Write what became of readings, all or none of it."""
        if not states:
            return
        found = [_row(state) for state in states]
        names, marks = ", ".join(found[0]), ", ".join("?" * len(found[0]))
        with transaction(self.connection):
            self.connection.executemany(
                f"INSERT OR REPLACE INTO feeds ({names}) VALUES ({marks})", [tuple(row.values()) for row in found]
            )

    def troubles(self, now: datetime, urls: Collection[str] | None = None) -> list[Trouble]:
        """What is wrong with sources, of `urls` alone where they are given: one that fails for long, that falls
        silent against its habit, that brings nothing of what it used to bring. Nothing is wrong with a paused one."""
        found = []
        unread = "SELECT url FROM paused_sources"
        for row in self.connection.execute(f"SELECT * FROM feeds WHERE url NOT IN ({unread}) ORDER BY url"):
            trouble = _trouble(_state(row), now) if urls is None or row["url"] in urls else None
            if trouble:
                found.append(trouble)
        return found

    def notice(self, troubles: Iterable[Trouble], now: datetime) -> None:
        """Note each trouble once, for the editors' chat."""
        known = {tuple(row) for row in self.connection.execute("SELECT url, kind, since FROM notices")}
        rows = [(now.isoformat(), each.url, each.kind, each.since.isoformat(), each.fault) for each in troubles]
        rows = [row for row in rows if row[1:4] not in known]
        if rows:
            with transaction(self.connection):
                self.connection.executemany(
                    "INSERT OR IGNORE INTO notices (at, url, kind, since, fault) VALUES (?, ?, ?, ?, ?)", rows
                )

    def notices(self, after: int) -> list[tuple[int, Trouble]]:
        """What was noted after the notice with that number, each with its number, the oldest first."""
        rows = self.connection.execute("SELECT * FROM notices WHERE id > ? ORDER BY id", (after,))
        return [
            (row["id"], Trouble(row["url"], row["kind"], datetime.fromisoformat(row["since"]), row["fault"]))
            for row in rows
        ]


def _trouble(state: FeedState, now: datetime) -> Trouble | None:
    if state.failing_since is not None:
        late = now - state.failing_since >= FAILS
        return Trouble(state.url, "fails", state.failing_since, state.fault) if late else None
    if state.news.last and state.news.is_broken(now):
        return Trouble(state.url, "silent", state.news.last)
    if state.taken.last and state.taken.is_broken(now):
        return Trouble(state.url, "barren", state.taken.last)
    return None


def _state(row: Mapping[str, Any]) -> FeedState:
    return FeedState(
        url=row["url"],
        moved_to=row["moved_to"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        last_read=_moment(row["last_read"]),
        next_read=_moment(row["next_read"]),
        failures=row["failures"],
        failing_since=_moment(row["failing_since"]),
        fault=row["last_fault"],
        items=row["items"],
        intake_day=date.fromisoformat(row["intake_day"]) if row["intake_day"] else None,
        intake_bytes=row["intake_bytes"],
        read_from=row["read_from"],
        body=row["body"],
        seen=frozenset(row["seen"].split()),
        news=Habit(row["news_count"], _moment(row["news_last"]), row["news_gap"]),
        taken=Habit(row["taken_count"], _moment(row["taken_last"]), row["taken_gap"]),
    )


def _row(state: FeedState) -> dict[str, object]:
    return {
        "url": state.url,
        "moved_to": state.moved_to if state.moved_to != state.url else None,
        "etag": state.etag,
        "last_modified": state.last_modified,
        "last_read": _text(state.last_read),
        "next_read": _text(state.next_read),
        "failures": state.failures,
        "failing_since": _text(state.failing_since),
        "last_fault": state.fault,
        "items": state.items,
        "intake_day": state.intake_day.isoformat() if state.intake_day else None,
        "intake_bytes": state.intake_bytes,
        "read_from": state.read_from,
        "body": state.body,
        "seen": " ".join(sorted(state.seen)),
        "news_count": state.news.count,
        "news_last": _text(state.news.last),
        "news_gap": state.news.gap,
        "taken_count": state.taken.count,
        "taken_last": _text(state.taken.last),
        "taken_gap": state.taken.gap,
    }


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
