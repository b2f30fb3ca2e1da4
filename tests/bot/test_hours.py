"""Every local day of a reader has its edition, and every edition its day, whatever the clocks do."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.people.hours import Rhythm, edition_at, newest_closed, next_due, zone_of
from digests.model import Cadence

ZONES = [
    "Asia/Dushanbe", "Europe/Moscow", "Europe/Berlin", "America/New_York", "America/St_Johns", "Asia/Kabul",
    "Africa/Cairo", "Asia/Beirut", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Almaty", "Pacific/Kiritimati",
]  # fmt: skip
"""With clock changes both ways, none, half an hour of it, at midnight, in Ramadan, for good; +4:30, −3:30, +14."""
YEAR = datetime(2024, 1, 1, tzinfo=UTC), datetime(2025, 2, 1, tzinfo=UTC)


def walk(rhythm: Rhythm) -> list[tuple[date, date]]:
    """(local day, edition) at each due moment of a year."""
    now, end = YEAR
    found = []
    while now < end:
        now = next_due(now, rhythm)
        edition = edition_at(now, rhythm)
        assert edition <= newest_closed(now, rhythm.cadence), "nobody is promised what has not closed"
        found.append((now.astimezone(zone_of(rhythm.zone)).date(), edition))
    return found


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(("cadence", "days"), [("daily", 1), ("weekly", 7)])
def test_no_day_is_lost_or_doubled_in_a_year(zone: str, cadence: Cadence, days: int) -> None:
    step = timedelta(days=days)
    for hour in range(24):
        for series in zip(*walk(Rhythm(cadence, (hour,), zone)), strict=True):
            assert {after - before for before, after in itertools.pairwise(series)} == {step}, (zone, hour)


@pytest.mark.parametrize("zone", ["Asia/Dushanbe", "Europe/Moscow", "Asia/Vladivostok"])
def test_where_the_clocks_never_change_it_is_the_newest(zone: str) -> None:
    for hour in range(24):
        rhythm = Rhythm("daily", (hour,), zone)
        moment = next_due(YEAR[0], rhythm)
        assert edition_at(moment, rhythm) == newest_closed(moment, "daily")


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(("cadence", "days"), [("daily", 1), ("weekly", 7)])
def test_with_several_hours_every_edition_goes_out_once(zone: str, cadence: Cadence, days: int) -> None:
    for hours in ((8, 20), (0, 1, 2, 3), (7, 13, 18, 23)):
        editions = [edition for _, edition in walk(Rhythm(cadence, hours, zone))]
        assert {after - before for before, after in itertools.pairwise(editions)} == {timedelta(days=days)}


def test_of_several_hours_the_first_after_midnight_in_dushanbe_brings_the_edition() -> None:
    first = next_due(YEAR[0], Rhythm("daily", (8, 20), "America/New_York"))
    assert first.astimezone(zone_of("America/New_York")).hour == 20
    assert next_due(YEAR[0], Rhythm("daily", (8, 20), "Europe/Moscow")).astimezone(zone_of("Europe/Moscow")).hour == 8


def test_the_case_of_berlin() -> None:
    days = dict(walk(Rhythm("daily", (20,), "Europe/Berlin")))
    assert date(2024, 10, 26) in days.values()
    assert days[date(2024, 10, 26)] == date(2024, 10, 25)
