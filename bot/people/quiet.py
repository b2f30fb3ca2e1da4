"""When something may come that nobody asked for at that moment: an alert, an urgent story, an edition."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.people.hours import zone_of
from bot.people.subscribers import Subscriber


def when_allowed(now: datetime, reader: Subscriber) -> datetime:
    """The first moment from `now` on that lies neither in their pause nor in their quiet hours.

    Quiet hours are hours of their own clock; from 22 to 7 is the night, from 13 to 15 an afternoon, and from an hour
    to the same hour none at all. Raises UnknownName for a zone nobody knows.
    """
    moment = max(now, reader.paused) if reader.paused else now
    if reader.quiet is None:
        return moment
    start, end = reader.quiet
    clock = zone_of(reader.zone)
    local = moment.astimezone(clock)
    inside = start <= local.hour < end if start <= end else not end <= local.hour < start
    if not inside:
        return moment
    day = local.date() + timedelta(days=1 if local.hour >= end else 0)  # a night ends on the day after its evening
    return max(moment, datetime(day.year, day.month, day.day, end, tzinfo=clock).astimezone(UTC))
