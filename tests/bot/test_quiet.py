"""When something unasked may come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.people.quiet import when_allowed
from bot.people.subscribers import Subscriber


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def reader(quiet: tuple[int, int] | None, zone: str = "Asia/Dushanbe", paused: datetime | None = None) -> Subscriber:
    return Subscriber(1, "tg", zone=zone, quiet=quiet, paused=paused)


@pytest.mark.parametrize(
    ("quiet", "zone", "now", "allowed"),
    [
        (None, "Asia/Dushanbe", "2024-04-03 20:00", "2024-04-03 20:00"),
        ((22, 7), "Asia/Dushanbe", "2024-04-03 16:59", "2024-04-03 16:59"),  # 21:59 there
        ((22, 7), "Asia/Dushanbe", "2024-04-03 17:00", "2024-04-04 02:00"),  # 22:00, until 7:00 of the next day
        ((22, 7), "Asia/Dushanbe", "2024-04-03 20:30", "2024-04-04 02:00"),  # 1:30: the same morning
        ((22, 7), "Asia/Dushanbe", "2024-04-04 02:00", "2024-04-04 02:00"),
        ((13, 15), "Europe/Moscow", "2024-04-03 10:20", "2024-04-03 12:00"),
        ((13, 15), "Europe/Moscow", "2024-04-03 09:59", "2024-04-03 09:59"),
        ((22, 0), "Asia/Dushanbe", "2024-04-03 18:30", "2024-04-03 19:00"),
        ((0, 6), "Asia/Dushanbe", "2024-04-03 19:00", "2024-04-04 01:00"),
        ((9, 9), "Asia/Dushanbe", "2024-04-03 04:00", "2024-04-03 04:00"),
        ((22, 7), "Asia/Kathmandu", "2024-04-03 17:00", "2024-04-04 01:15"),
        ((22, 3), "Europe/Berlin", "2024-03-30 23:00", "2024-03-31 01:00"),  # 3:00 of that night follows 1:59
    ],
)  # fmt: skip
def test_quiet_hours(quiet: tuple[int, int] | None, zone: str, now: str, allowed: str) -> None:
    assert when_allowed(at(now), reader(quiet, zone)) == at(allowed)


def test_a_pause_ends_before_the_night_is_over() -> None:
    paused = at("2024-04-05 18:00")
    assert when_allowed(at("2024-04-03 10:00"), reader(None, paused=paused)) == paused
    assert when_allowed(at("2024-04-03 10:00"), reader((22, 7), paused=paused)) == at("2024-04-06 02:00")
    assert when_allowed(at("2024-04-07 10:00"), reader(None, paused=paused)) == at("2024-04-07 10:00")


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Asia/Dushanbe", "America/New_York", "Asia/Kathmandu"])
@pytest.mark.parametrize("quiet", [(22, 7), (0, 6), (13, 15), (23, 0), (2, 3)])
def test_what_is_allowed_stays_allowed_whichever_way_the_clocks_change(zone: str, quiet: tuple[int, int]) -> None:
    for first in (at("2024-03-08 00:00"), at("2024-03-29 00:00"), at("2024-10-25 00:00"), at("2024-11-01 00:00")):
        for minutes in range(0, 5 * 24 * 60, 17):
            now = first + timedelta(minutes=minutes)
            allowed = when_allowed(now, reader(quiet, zone))
            assert now <= allowed <= now + timedelta(hours=11)
            assert when_allowed(allowed, reader(quiet, zone)) == allowed
