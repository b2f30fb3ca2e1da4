"""Whose clock counts: worker, bot and editions are handed one, and ask it alone for the time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

DUSHANBE = timezone(timedelta(hours=5), "Asia/Dushanbe")
"""Tajikistan's time: UTC+5 the whole year. An edition closes at the end of its day here."""


class Clock(Protocol):
    """Anything that tells the time, always aware and in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands still until it is set: for tests and for the simulator's steps."""

    def __init__(self, at: datetime) -> None:
        self.at = at.astimezone(UTC)

    def now(self) -> datetime:
        return self.at

    def set(self, at: datetime) -> None:
        self.at = at.astimezone(UTC)


def days_before(day: date, days: int) -> date:
    """The day so many days before `day`, or the first day of the calendar."""
    return date.fromordinal(max(1, day.toordinal() - days))


def dushanbe_day(moment: datetime) -> date:
    """The calendar day in Dushanbe at `moment`."""
    return moment.astimezone(DUSHANBE).date()


def day_stated(text: str) -> date:
    """The day of an ISO date; of an ISO time with its zone, the day in Dushanbe. Raises ValueError."""
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return dushanbe_day(moment)
    except (ValueError, OverflowError):
        pass  # a date with something behind it
    return date.fromisoformat(text[:10])
