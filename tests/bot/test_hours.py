"""Every local day of a reader has its edition, and every edition its day, whatever the clocks do."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.people.hours import edition_at, newest_closed, next_due, zone_of
from digests.model import Cadence

ZONES = [
    "Asia/Dushanbe", "Europe/Moscow", "Europe/Berlin", "America/New_York", "America/St_Johns", "Asia/Kabul",
    "Africa/Cairo", "Asia/Beirut", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Almaty", "Pacific/Kiritimati",
]  # fmt: skip
"""With clock changes both ways, none, half an hour of it, at midnight, in Ramadan, for good; +4:30, −3:30, +14."""
YEAR = datetime(2024, 1, 1, tzinfo=UTC), datetime(2025, 2, 1, tzinfo=UTC)


def walk(zone: str, hour: int, cadence: Cadence) -> list[tuple[date, date]]:
    """(local day, edition) at each due moment of a year."""
    now, end = YEAR
    found = []
    while now < end:
        now = next_due(now, hour, zone, cadence)
        edition = edition_at(now, hour, zone, cadence)
        assert edition <= newest_closed(now, cadence), "nobody is promised what has not closed"
        found.append((now.astimezone(zone_of(zone)).date(), edition))
    return found


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(("cadence", "days"), [("daily", 1), ("weekly", 7)])
def test_no_day_is_lost_or_doubled_in_a_year(zone: str, cadence: Cadence, days: int) -> None:
    step = timedelta(days=days)
    for hour in range(24):
        for series in zip(*walk(zone, hour, cadence), strict=True):
            assert {after - before for before, after in itertools.pairwise(series)} == {step}, (zone, hour)


@pytest.mark.parametrize("zone", ["Asia/Dushanbe", "Europe/Moscow", "Asia/Vladivostok"])
def test_where_the_clocks_never_change_it_is_the_newest(zone: str) -> None:
    for hour in range(24):
        moment = next_due(YEAR[0], hour, zone, "daily")
        assert edition_at(moment, hour, zone, "daily") == newest_closed(moment, "daily")


def test_the_case_of_berlin() -> None:
    days = dict(walk("Europe/Berlin", 20, "daily"))
    assert date(2024, 10, 26) in days.values()
    assert days[date(2024, 10, 26)] == date(2024, 10, 25)
