"""A reader's hour on a reader's own clock, and which edition is handed to them then.

An edition closes at midnight in Dushanbe. By some hours of some zones that is now before, now after the reader's
hour, since their clocks change and Dushanbe's do not: at 20:00 in Berlin the edition of the day has closed in winter
and not in summer. "The newest that has closed" would lose a day each autumn and repeat one each spring. So how many
days back the edition of a local day lies is fixed for each zone and hour: as few as are enough the whole year round.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from digests.clock import DUSHANBE, dushanbe_day
from digests.errors import UnknownName
from digests.model import Cadence

DAY = timedelta(days=1)
SUNDAY = 6
YEARS = range(2023, 2033)
"""Whose clock changes count. A law that changes a zone for good is in it, so it costs no edition either."""
MOST_HOURS = 4


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a reader is written to: at which `hours` (0–23, sorted) of the clock of `zone` which editions go out."""

    cadence: Cadence
    hours: tuple[int, ...]
    zone: str


def newest_closed(now: datetime, cadence: Cadence) -> date:
    """The day on which the newest closed edition closed: yesterday in Dushanbe, or the last Sunday that is over."""
    return _edition_by(dushanbe_day(now) - DAY, cadence)


def edition_at(now: datetime, rhythm: Rhythm) -> date:
    """The day of the edition for who reads by `rhythm`: that of their latest hour that has come by `now`."""
    day = now.astimezone(zone_of(rhythm.zone)).date() + DAY
    while True:
        for hour in reversed(rhythm.hours):
            if _moment(day, hour, rhythm.zone) <= now:
                return _edition_of(day, hour, rhythm)
        day -= DAY


def next_due(now: datetime, rhythm: Rhythm) -> datetime:
    """The next moment after `now` that is one of the hours and has an edition that the one before had not.

    An hour that the clocks skip comes with the change; one that comes twice counts the first time.
    """
    hours = rhythm.hours
    if not 1 <= len(hours) <= MOST_HOURS or list(hours) != sorted(set(hours)) or not set(hours) <= set(range(24)):
        raise UnknownName(f"hours {', '.join(map(str, hours))}: one to {MOST_HOURS} of 0 to 23 are expected")
    return next(_coming(now, rhythm))


def keep_edition(old: datetime, new: datetime, *, was: Rhythm, now_is: Rhythm) -> datetime:
    """Which of two due moments holds when settings change: the old one where the new would pass an edition over."""
    return old if edition_at(new, now_is) > edition_at(old, was) else new


def zone_of(name: str) -> ZoneInfo:
    """Raises UnknownName for a zone nobody knows."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownName(f"{name[:40]}: no such time zone") from None


@lru_cache(maxsize=4096)
def days_back(hour: int, zone: str) -> timedelta:
    """How far before a local day the edition lies that has closed by its `hour`, whichever way the clocks stand."""
    midnight = datetime(2024, 1, 2)  # noqa: DTZ001 (any day's; the offset is taken off below)
    reads = midnight + timedelta(hours=hour)
    closed = [(reads - offset).replace(tzinfo=UTC).astimezone(DUSHANBE).date() - DAY for offset in set(_offsets(zone))]
    return midnight.date() - min(closed)


@lru_cache(maxsize=1024)
def _offsets(zone: str) -> frozenset[timedelta]:
    """Every offset from UTC that the zone has in `YEARS`."""
    clock, day = zone_of(zone), datetime(YEARS.start, 1, 1, 12, tzinfo=UTC)
    days = range((datetime(YEARS.stop, 1, 1, 12, tzinfo=UTC) - day).days)
    return frozenset((day + n * DAY).astimezone(clock).utcoffset() or timedelta() for n in days)


def _moment(day: date, hour: int, zone: str) -> datetime:
    """`hour` o'clock of a local day, in UTC."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=zone_of(zone)).astimezone(UTC)


def _coming(now: datetime, rhythm: Rhythm) -> Iterator[datetime]:
    """The moments after `now` at which there is an edition that the hour before had not."""
    day = now.astimezone(zone_of(rhythm.zone)).date() - DAY
    before = _edition_of(day - DAY, rhythm.hours[-1], rhythm)
    while True:
        for hour in rhythm.hours:
            edition, moment = _edition_of(day, hour, rhythm), _moment(day, hour, rhythm.zone)
            if edition > before and moment > now:
                yield moment
            before = edition
        day += DAY


def _edition_of(day: date, hour: int, rhythm: Rhythm) -> date:
    """The day of the edition that is handed out at `hour` of a local day."""
    return _edition_by(day - days_back(hour, rhythm.zone), rhythm.cadence)


def _edition_by(day: date, cadence: Cadence) -> date:
    """The newest edition of that kind that closed on `day` or before."""
    return day if cadence == "daily" else day - timedelta(days=(day.weekday() - SUNDAY) % 7)
