"""Every local day of a reader has its editions, and every edition its day, whatever the clocks do."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.people.hours import (
    Often,
    Rhythm,
    check,
    edition_at,
    issue_at,
    next_due,
    quiet_until,
    waits_until,
    zone_of,
)
from digests.editions.issue import HALF, MOST_DAYS, Issue
from digests.errors import UnknownName
from tests.size import part

ZONES = [
    "Asia/Dushanbe", "Europe/Moscow", "Europe/Berlin", "America/New_York", "America/St_Johns", "Asia/Kabul",
    "Africa/Cairo", "Asia/Beirut", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Almaty", "Pacific/Kiritimati",
]  # fmt: skip
"""With clock changes both ways, none, half an hour of it, at midnight, in Ramadan, for good; +4:30, −3:30, +14."""
YEAR = datetime(2024, 1, 1, tzinfo=UTC), datetime(2025, 2, 1, tzinfo=UTC)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
HOURS = (0, 1, 2, 3, 11, 12, 13, 23)
"""Round midnight, noon, and the changes of clocks; the others are like their neighbours."""

Walk = list[tuple[datetime, Issue]]


def walk(rhythm: Rhythm, start: datetime = YEAR[0], end: datetime = YEAR[1]) -> Walk:
    """What a reader gets at each due moment; all of it has closed by then, and nothing lies between two of them."""
    now, told, found = start, None, []
    while now < end:
        now = next_due(now, rhythm)
        issue = issue_at(now, rhythm, told)
        assert issue is not None
        assert issue.end == edition_at(now, rhythm) <= now, "nobody is promised what has not closed"
        assert waits_until(now, rhythm) is None
        found.append((now, issue))
        told = issue.end
    told_of = [half for _, issue in found for half in halves(issue)]
    assert told_of == [told_of[0] + n * HALF for n in range(len(told_of))], "none lost, none twice"
    return found


def halves(issue: Issue) -> list[datetime]:
    """The ends of the half days that an issue tells of."""
    count = 2 * issue.days - issue.after_noon - issue.by_noon
    return [issue.end - n * HALF for n in reversed(range(count))]


def local_days(found: Walk, zone: str) -> Counter[date]:
    return Counter(moment.astimezone(zone_of(zone)).date() for moment, _ in found)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(("cadence", "step"), [("daily", DAY), ("weekly", WEEK)])
def test_no_day_is_lost_or_doubled_in_a_year(zone: str, cadence: Often, step: timedelta) -> None:
    for hour in part(range(24), HOURS):
        found = walk(Rhythm(cadence, (hour,), zone))
        assert {issue.name for _, issue in found} == {cadence}
        days = sorted(local_days(found, zone).elements())
        assert {after - before for before, after in itertools.pairwise(days)} == {step}, (zone, hour)


@pytest.mark.parametrize("zone", ZONES)
def test_two_editions_come_on_every_local_day_of_a_year(zone: str) -> None:
    for hours in ((7,), (8, 20), (13,), (11, 23)):
        found = walk(Rhythm("twice", hours, zone))
        assert {issue.name for _, issue in found} == {"noon", "evening"}
        inside = sorted(local_days(found, zone).items())[1:-1]
        assert {count for _, count in inside} == {2}
        assert len(inside) == (inside[-1][0] - inside[0][0]).days + 1


@pytest.mark.parametrize("zone", ZONES)
def test_with_several_hours_every_edition_goes_out_once(zone: str) -> None:
    for hours in ((8, 20), (0, 1, 2, 3), (7, 13, 18, 23)):
        assert {issue.name for _, issue in walk(Rhythm("daily", hours, zone))} == {"daily"}
        assert {issue.name for _, issue in walk(Rhythm("weekly", hours, zone))} == {"weekly"}
        twice = walk(Rhythm("twice", hours, zone))
        days = local_days(twice, zone)
        assert len(days) == (max(days) - min(days)).days + 1, "no day without one"


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("days", [{0, 3}, {5}, {0, 1, 2, 3, 4}, {6, 0}])
def test_who_chose_days_loses_none_of_the_others(zone: str, days: set[int]) -> None:
    for hours, cadence in (((8,), "daily"), ((20,), "daily"), ((7, 19), "twice"), ((23,), "daily")):
        found = walk(Rhythm(cadence, hours, zone, frozenset(days)))  # type: ignore[arg-type]
        assert {day.weekday() for day in local_days(found, zone)} == days


def test_of_several_hours_the_first_after_midnight_in_dushanbe_brings_the_edition() -> None:
    first = next_due(YEAR[0], Rhythm("daily", (8, 20), "America/New_York"))
    assert first.astimezone(zone_of("America/New_York")).hour == 20
    assert next_due(YEAR[0], Rhythm("daily", (8, 20), "Europe/Moscow")).astimezone(zone_of("Europe/Moscow")).hour == 8


@pytest.mark.parametrize("zone", ["Asia/Dushanbe", "Europe/Moscow", "Asia/Vladivostok"])
def test_where_the_clocks_never_change_it_is_the_newest(zone: str) -> None:
    for hour in range(24):
        rhythm = Rhythm("daily", (hour,), zone)
        moment = next_due(YEAR[0], rhythm)
        assert moment - edition_at(moment, rhythm) < DAY


def test_the_case_of_berlin() -> None:
    zone = zone_of("Europe/Berlin")
    found = {moment.astimezone(zone).date(): issue.day for moment, issue in walk(Rhythm("daily", (20,), zone.key))}
    assert found[date(2024, 10, 26)] == date(2024, 10, 25)
    assert date(2024, 10, 26) in found.values()


def test_monday_and_thursday() -> None:
    found = walk(Rhythm("daily", (8,), "Europe/Moscow", frozenset({0, 3})))[1:]
    assert {(issue.name, issue.day.strftime("%a")) for _, issue in found} == {("since3", "Wed"), ("since4", "Sun")}


# Quiet hours


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2024, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(["daily", "twice", "weekly"]),
    st.sets(st.integers(0, 23), min_size=1, max_size=4),
    st.sampled_from(ZONES),
    st.frozensets(st.integers(0, 6)),
    st.tuples(st.integers(0, 23), st.integers(0, 23)),
)
@settings(max_examples=60, deadline=None)
def test_nothing_comes_in_quiet_hours_and_nothing_is_lost(
    now: datetime, cadence: Often, hours: set[int], zone: str, days: frozenset[int], quiet: tuple[int, int]
) -> None:
    rhythm = Rhythm(cadence, tuple(sorted(hours)), zone, days, quiet)
    check(rhythm)
    for moment, _ in walk(rhythm, now, now + timedelta(days=40)):
        assert quiet_until(moment, quiet, zone) is None


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2024, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(ZONES), st.integers(0, 23), st.integers(0, 23),
)  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_quiet_hours_end_within_a_day_and_then_it_is_loud(now: datetime, zone: str, start: int, end: int) -> None:
    until = quiet_until(now, (start, end), zone)
    if until is None:
        assert start == end or quiet_until(now, (end, start), zone) is not None
    else:
        assert now < until <= now + timedelta(hours=25)
        assert quiet_until(until, (start, end), zone) is None


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2024, 6, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(["daily", "twice", "weekly"]),
    st.sampled_from(ZONES),
    st.sampled_from([frozenset[int](), frozenset({0, 3}), frozenset({5, 6})]),
    st.lists(st.floats(0.01, 10), min_size=3, max_size=12),
)
@settings(max_examples=60, deadline=None)
def test_after_any_downtime_one_edition_brings_all_that_was_missed(
    now: datetime, cadence: Often, zone: str, days: frozenset[int], awake: list[float]
) -> None:
    """The service looks now and then, days apart: what it hands out joins up, and never on a day not chosen."""
    rhythm = Rhythm(cadence, (9, 21), zone, days, (22, 7))
    told = edition_at(now, rhythm)
    due = next_due(now, rhythm)
    for gap in awake:
        now += timedelta(days=gap)
        if due > now:
            continue
        if until := waits_until(now, rhythm):
            assert until > now
            due = until
            continue
        issue = issue_at(now, rhythm, told)
        assert issue is not None
        missed = issue.days == MOST_DAYS and halves(issue)[0] > told + HALF  # of more than a month only that is told
        assert missed or halves(issue)[0] == told + HALF
        assert not days or cadence == "weekly" or now.astimezone(zone_of(zone)).weekday() in days
        told, due = issue.end, next_due(now, rhythm)


def test_an_hour_within_quiet_hours_waits_for_their_end() -> None:
    night = Rhythm("daily", (23,), "Europe/Moscow", frozenset({0}), (22, 7))
    (moment, _), *_ = walk(night)
    assert moment.astimezone(zone_of("Europe/Moscow")).strftime("%a %H") == "Tue 07", "Monday's, in the morning after"


@pytest.mark.parametrize(
    "wrong",
    [
        Rhythm("daily", (), "UTC"), Rhythm("daily", (24,), "UTC"), Rhythm("daily", (9, 8), "UTC"),
        Rhythm("daily", (8,), "UTC", frozenset({7})), Rhythm("daily", (8,), "UTC", quiet=(22, 24)),
        Rhythm("daily", (8,), "Nowhere"),
    ],
)  # fmt: skip
def test_what_is_no_rhythm_is_refused(wrong: Rhythm) -> None:
    with pytest.raises(UnknownName):
        check(wrong)
