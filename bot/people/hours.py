"""A reader's hours on a reader's own clock, and which edition is handed to them then.

An edition closes at midnight in Dushanbe, a day's first half at noon. By some hours of some zones that is now before,
now after the reader's hour, since their clocks change and Dushanbe's do not: at 20:00 in Berlin the edition of the day
has closed in winter and not in summer. "The newest that has closed" would leave a day each spring without one. So
which edition a local day has at an hour is fixed for each zone: the newest that has closed the whole year round.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from digests.clock import DUSHANBE
from digests.editions.issue import HALF, Issue, between
from digests.errors import UnknownName

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
YEARS = range(2023, 2033)
"""Whose clock changes count. A law that changes a zone for good is in it, so it costs no edition either."""
MOST_HOURS = 4
LOOK_BACK, FARTHER_BACK = timedelta(days=3), timedelta(days=9)
"""In which of the last days everybody had an hour, and who chose weekdays too."""
Often = Literal["daily", "twice", "weekly"]
LENGTHS: dict[Often, timedelta] = {"daily": DAY, "twice": HALF, "weekly": WEEK}
"""What the first edition tells of that a reader gets."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a reader is written to: at which `hours` (0–23, sorted) of the clock of `zone` which editions go out.

    `days`: on which weekdays alone, 0 for Monday; empty for all; a week's edition has its own. `quiet`: from and to
    which hour nothing comes that was not asked for; an hour within waits for their end.
    """

    cadence: Often
    hours: tuple[int, ...]
    zone: str
    days: frozenset[int] = frozenset()
    quiet: tuple[int, int] | None = None


def check(rhythm: Rhythm) -> None:
    """Raises UnknownName for a zone, an hour or a day that is none."""
    hours = rhythm.hours
    if not 1 <= len(hours) <= MOST_HOURS or list(hours) != sorted(set(hours)) or not set(hours) <= set(range(24)):
        raise UnknownName(f"hours {', '.join(map(str, hours))}: one to {MOST_HOURS} of 0 to 23 are expected")
    if not rhythm.days <= set(range(7)):
        raise UnknownName(f"days {sorted(rhythm.days)}: 0 to 6 are expected")
    if rhythm.quiet and not set(rhythm.quiet) <= set(range(24)):
        raise UnknownName(f"quiet hours {rhythm.quiet}: 0 to 23 are expected")
    zone_of(rhythm.zone)


def issue_at(now: datetime, rhythm: Rhythm, told: datetime | None) -> Issue | None:
    """What a reader is to be told of now: from `told`, where their last edition ended, to where that of their latest
    hour does. Whatever came between, it is one edition. None where they have it already."""
    end = edition_at(now, rhythm)
    start = end - LENGTHS[rhythm.cadence] if told is None else told
    return between(start, end) if start < end else None


def edition_at(now: datetime, rhythm: Rhythm) -> datetime:
    """At which moment the edition closed that is handed out at their latest hour that has come by `now`."""
    return max(end for _, end in _until(now, rhythm))


def next_due(now: datetime, rhythm: Rhythm) -> datetime:
    """The next moment after `now` that is one of the hours and has an edition that the hour before had not.

    An hour that the clocks skip comes with the change; one that comes twice counts the first time.
    """
    before: datetime | None = None
    for moment, end in _moments(_early(now, rhythm), rhythm):
        if moment > now and before is not None and end > before:
            return moment
        before = end
    raise AssertionError("there is always another day")


def keep_edition(old: datetime, new: datetime, *, was: Rhythm, now_is: Rhythm) -> datetime:
    """Which of two due moments holds when settings change: the old one where the new would pass an edition over that
    may come at it still."""
    may_come = was.cadence == now_is.cadence and waits_until(old, now_is) is None
    return old if may_come and edition_at(new, now_is) > edition_at(old, was) else new


def waits_until(now: datetime, rhythm: Rhythm) -> datetime | None:
    """Until when an edition that is due has to wait: for the end of quiet hours, or for the next chosen day where it
    comes so late that theirs is over. None where it may go."""
    until = quiet_until(now, rhythm.quiet, rhythm.zone)
    if until is not None or not _days(rhythm):
        return until
    today = _day(now, rhythm)
    if today.weekday() in rhythm.days:
        return None
    latest = max(moment for moment, _ in _until(now, rhythm))
    return None if _day(latest, rhythm) == today else next_due(now, rhythm)


def quiet_until(now: datetime, quiet: tuple[int, int] | None, zone: str) -> datetime | None:
    """When the quiet hours end that it is now; None where it is none of them."""
    local = now.astimezone(zone_of(zone))
    if quiet is None or not _is_quiet(local.hour, quiet):
        return None
    return _moment(local.date() + DAY * _is_evening(local.hour, quiet), quiet[1], zone)


def zone_of(name: str) -> ZoneInfo:
    """Raises UnknownName for a zone nobody knows."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownName(f"{name[:40]}: no such time zone") from None


@lru_cache(maxsize=1024)
def ahead(zone: str) -> timedelta:
    """How far the zone's clocks are ahead of UTC at most in `YEARS`."""
    clock, day = zone_of(zone), datetime(YEARS.start, 1, 1, 12, tzinfo=UTC)
    days = range((datetime(YEARS.stop, 1, 1, 12, tzinfo=UTC) - day).days)
    return max((day + n * DAY).astimezone(clock).utcoffset() or timedelta() for n in days)


def _until(now: datetime, rhythm: Rhythm) -> Iterator[tuple[datetime, datetime]]:
    """The moments of the last days up to `now`."""
    for moment, end in _moments(_early(now, rhythm), rhythm):
        if moment > now:
            return
        yield moment, end


def _moments(day: date, rhythm: Rhythm) -> Iterator[tuple[datetime, datetime]]:
    """From a local day on: a reader's hours as moments, and when the edition closed that belongs to each; both rise."""
    days = _days(rhythm)
    while True:
        if not days or day.weekday() in days:
            for later, hour in slots(rhythm):
                at = day + later * DAY
                yield _moment(at, hour, rhythm.zone), _closed(at, hour, rhythm.zone, rhythm.cadence)
        day += DAY


def _early(now: datetime, rhythm: Rhythm) -> date:
    return _day(now, rhythm) - (FARTHER_BACK if rhythm.days else LOOK_BACK)


def _days(rhythm: Rhythm) -> frozenset[int]:
    return frozenset() if rhythm.cadence == "weekly" else rhythm.days


@lru_cache(maxsize=4096)
def slots(rhythm: Rhythm) -> tuple[tuple[int, int], ...]:
    """The hours at which something may come: how many days later, and at which hour. Who wants two editions a day and
    names one hour gets the other one twelve hours later; what falls into quiet hours comes at their end."""
    hours, quiet = set(rhythm.hours), rhythm.quiet
    if rhythm.cadence == "twice" and len(hours) == 1:
        hours |= {(hour + 12) % 24 for hour in hours}
    found = {
        (int(_is_evening(hour, quiet)), quiet[1]) if quiet and _is_quiet(hour, quiet) else (0, hour) for hour in hours
    }
    return tuple(sorted(found))


def _is_quiet(hour: int, quiet: tuple[int, int]) -> bool:
    start, end = quiet
    return start <= hour < end if start <= end else hour >= start or hour < end


def _is_evening(hour: int, quiet: tuple[int, int]) -> bool:
    """Whether the quiet hours go on over midnight."""
    return quiet[0] > quiet[1] and hour >= quiet[0]


def _day(moment: datetime, rhythm: Rhythm) -> date:
    return moment.astimezone(zone_of(rhythm.zone)).date()


@lru_cache(maxsize=1 << 14)
def _moment(day: date, hour: int, zone: str) -> datetime:
    """`hour` o'clock of a local day, in UTC."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=zone_of(zone)).astimezone(UTC)


@lru_cache(maxsize=1 << 14)
def _closed(day: date, hour: int, zone: str, cadence: Often) -> datetime:
    """When the newest edition closed that has closed by that hour, whichever way the clocks stand."""
    at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC) - ahead(zone)
    at = at.astimezone(DUSHANBE)
    midnight = at.replace(hour=0, minute=0, second=0)
    if cadence == "weekly":
        midnight -= at.weekday() * DAY
    elif cadence == "twice" and at - midnight >= HALF:
        midnight += HALF
    return midnight.astimezone(UTC)
