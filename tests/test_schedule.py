"""When a source is read again: by its habit, within bounds, and ever more seldom while it fails."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from digests.schedule import Habit, back_off, pause

NOW = datetime(2026, 5, 6, 7, 0, tzinfo=UTC)
USUAL = timedelta(minutes=30)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("gap", "since", "wanted"),
    [
        (timedelta(minutes=10), timedelta(), USUAL),  # never more often than the operator says
        (timedelta(hours=6), timedelta(), timedelta(hours=1.5)),
        (timedelta(hours=6), timedelta(hours=10), timedelta(hours=2.5)),  # it has fallen quiet
        (timedelta(days=30), timedelta(), timedelta(hours=4)),  # seldom, but not so seldom that its return is missed
    ],
)
def test_a_source_is_read_a_few_times_as_often_as_it_brings_something(
    gap: timedelta, since: timedelta, wanted: timedelta
) -> None:
    habit = Habit(9, NOW - since, gap.total_seconds())
    assert pause(habit, NOW, USUAL, chance=0) == wanted
    assert wanted <= pause(habit, NOW, USUAL, chance=0.5) < wanted * 1.1
    assert pause(habit, NOW, USUAL, chance=0, own=HOUR) == HOUR


def test_a_new_source_is_read_as_often_as_the_operator_says() -> None:
    assert pause(Habit(), NOW, USUAL, chance=0) == USUAL


def test_what_fails_is_asked_twice_as_seldom_each_time() -> None:
    waits = [back_off(n, USUAL, chance=0) for n in range(12)]
    assert waits[:4] == [USUAL, 2 * USUAL, 4 * USUAL, 8 * USUAL]
    assert waits[6:] == [timedelta(days=1)] * 6
    assert back_off(400, USUAL, chance=1) == timedelta(days=1)
    assert back_off(0, USUAL, chance=0, asked=7200) == timedelta(hours=2)


def test_a_habit_is_learned_and_broken_by_a_long_silence() -> None:
    habit = Habit()
    for n in range(8):
        habit = habit.met(NOW + n * 2 * timedelta(days=1))
    assert habit.gap == timedelta(days=2).total_seconds()
    assert habit.last is not None
    assert not habit.is_broken(habit.last + timedelta(days=9))
    assert habit.is_broken(habit.last + timedelta(days=11))
    assert not Habit().met(NOW).is_broken(NOW + timedelta(days=1000))  # once is no habit
    assert not habit.met(habit.last + timedelta(days=11)).is_broken(habit.last + timedelta(days=12))


def test_a_source_of_many_news_a_day_is_not_silent_over_a_weekend() -> None:
    habit = Habit(50, NOW, 600.0)
    assert not habit.is_broken(NOW + timedelta(days=4))
    assert habit.is_broken(NOW + timedelta(days=6))
