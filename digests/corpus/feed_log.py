"""When each feed was read, what it said of itself, and when it is due again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from digests.corpus.connection import transaction

MAX_PAUSE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FeedState:
    """The log of one feed. `fault` is the line of its last failure or of a quota that it reached, None after a reading
    that was whole; only failures count in `failures`. `intake_bytes` of text were taken on `intake_day`.
    """

    url: str
    address: str  # where it lives now: `url`, or where a permanent redirect led
    etag: str | None
    last_modified: str | None
    last_read: datetime | None
    next_read: datetime | None
    failures: int
    fault: str | None
    items: int
    intake_day: date | None = None
    intake_bytes: int = 0
    read_from: str | None = None  # where it was read last, after every redirect


class FeedLog:
    """The table `feeds` of the public database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def state(self, url: str) -> FeedState:
        row = self.connection.execute("SELECT * FROM feeds WHERE url = ?", (url,)).fetchone()
        if row is None:
            return FeedState(url, url, None, None, None, None, 0, None, 0)
        return FeedState(
            url,
            row["moved_to"] or url,
            row["etag"],
            row["last_modified"],
            _moment(row["last_read"]),
            _moment(row["next_read"]),
            row["failures"],
            row["last_fault"],
            row["items"],
            date.fromisoformat(row["intake_day"]) if row["intake_day"] else None,
            row["intake_bytes"],
            row["read_from"],
        )

    def documents(self, url: str) -> int:
        """How many documents the corpus holds of this feed."""
        count: int = self.connection.execute(
            "SELECT count(*) FROM documents WHERE kind = 'feed' AND path = ?", (url,)
        ).fetchone()[0]
        return count

    def due(self, urls: Iterable[str], now: datetime) -> list[FeedState]:
        """The feeds that may be read now, the longest unread first."""
        states = [self.state(url) for url in urls]
        ready = [state for state in states if state.next_read is None or state.next_read <= now]
        return sorted(ready, key=lambda state: state.last_read.timestamp() if state.last_read else 0)

    def succeeded(
        self,
        state: FeedState,
        now: datetime,
        pause: timedelta,
        *,
        etag: str | None,
        last_modified: str | None,
        moved_to: str | None,
        items: int,
        intake: tuple[date, int],
        fault: str | None = None,
        read_from: str | None = None,
    ) -> None:
        """Note a reading: `items` new documents; `intake` is the day and the bytes of text taken on it until now;
        `fault` says what was left out."""
        address = moved_to or state.address
        self._write(
            state.url,
            moved_to=address if address != state.url else None,
            etag=etag,
            last_modified=last_modified,
            last_read=now,
            next_read=now + pause,
            failures=0,
            fault=fault,
            items=state.items + items,
            intake=intake,
            read_from=read_from,
        )

    def failed(self, state: FeedState, now: datetime, pause: timedelta, fault: str, retry_after: float | None) -> None:
        """Back off: twice as long after every failure, at most a day, and as long as the server asks.

        A move is forgotten, with what was learned there: the feed's own address is asked again and may lead anew.
        """
        moved = state.address != state.url
        wait = min(pause * 2 ** min(state.failures, 10), MAX_PAUSE)
        if retry_after:
            wait = max(wait, timedelta(seconds=retry_after))
        self._write(
            state.url,
            moved_to=None,
            etag=None if moved else state.etag,
            last_modified=None if moved else state.last_modified,
            last_read=now,
            next_read=now + wait,
            failures=state.failures + 1,
            fault=fault,
            items=state.items,
            intake=(state.intake_day, state.intake_bytes),
            read_from=state.read_from,
        )

    def _write(
        self,
        url: str,
        *,
        last_read: datetime,
        next_read: datetime,
        intake: tuple[date | None, int],
        **columns: object,
    ) -> None:
        day, taken = intake
        values = (
            url, columns["moved_to"], columns["etag"], columns["last_modified"], last_read.isoformat(),
            next_read.isoformat(), columns["failures"], columns["fault"], columns["items"],
            day.isoformat() if day else None, taken, columns["read_from"],
        )  # fmt: skip
        with transaction(self.connection):
            self.connection.execute(
                """INSERT OR REPLACE INTO feeds
                   (url, moved_to, etag, last_modified, last_read, next_read, failures, last_fault, items,
                    intake_day, intake_bytes, read_from)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                values,
            )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
