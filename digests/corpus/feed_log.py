"""When each feed was read, what it said of itself, and when it is due again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

MAX_PAUSE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FeedState:
    """The log of one feed. `fault` is the line of its last failure, None after a success."""

    url: str
    address: str  # where it lives now: `url`, or where a permanent redirect led
    etag: str | None
    last_modified: str | None
    last_read: datetime | None
    next_read: datetime | None
    failures: int
    fault: str | None
    items: int
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
            row["read_from"],
        )

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
        read_from: str | None = None,
    ) -> None:
        address = moved_to or state.address
        self._write(
            state.url,
            moved_to=address if address != state.url else None,
            etag=etag,
            last_modified=last_modified,
            last_read=now,
            next_read=now + pause,
            failures=0,
            fault=None,
            items=state.items + items,
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
            read_from=state.read_from,
        )

    def _write(self, url: str, *, last_read: datetime, next_read: datetime, **columns: object) -> None:
        values = (
            url, columns["moved_to"], columns["etag"], columns["last_modified"], last_read.isoformat(),
            next_read.isoformat(), columns["failures"], columns["fault"], columns["items"], columns["read_from"],
        )  # fmt: skip
        with self.connection:
            self.connection.execute(
                """INSERT OR REPLACE INTO feeds
                   (url, moved_to, etag, last_modified, last_read, next_read, failures, last_fault, items, read_from)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                values,
            )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
