"""The dates of a feed, however it writes them."""

from __future__ import annotations

import pytest

from digests.sources.stamps import moment, moments


@pytest.mark.parametrize(
    "written",
    [
        "Fri, 27 Nov 2026 10:00:00 +0500",
        "Пт, 27 ноя 2026 10:00:00 +0500",
        "27 ноябри соли 2026, соати 10:00",
        "27 ноября 2026 г., 10:00",
        "27 нояб. 2026 10:00",
        "November 27th, 2026 10:00 am",
        "Fri Nov 27 10:00:00 2026",
        "2026-11-27T05:00:00Z",
        "2026-11-27 10:00:00 +0500",
        "2026/11/27 10:00:00",
        "27.11.2026 10:00",
        "27/11/2026 10:00",
        "20261127100000",
        "1795755600",
        "1795755600000",
        "Fri, 27 Nov 2026 08:00:00 MSK",
    ],
)
def test_a_stamp_gives_its_moment_in_dushanbe(written: str) -> None:
    found = moment(written)
    assert found is not None
    assert found.isoformat()[:16] == "2026-11-27T10:00"


@pytest.mark.parametrize(
    "written", ["Mon, 30 Nov 2026 22:00:00 GMT", "Tue, 01 Dec 2026 03:00:00 +0500", "2026-11-30T23:30:00+03:00"]
)
def test_the_day_is_dushanbes(written: str) -> None:
    found = moment(written)
    assert found is not None
    assert found.date().isoformat() == "2026-12-01"


@pytest.mark.parametrize("written", ["", "сегодня, 10:00", "0000-00-00", "1795-12-01", "Fri, 31 Nov 2026", "144"])
def test_what_is_no_date_gives_none(written: str) -> None:
    assert moment(written) is None


@pytest.mark.parametrize(
    ("written", "also", "days"),
    [
        (["05/11/2026", "27/11/2026"], [], ["2026-11-05", "2026-11-27"]),
        (["11/05/2026", "11/27/2026"], [], ["2026-11-05", "2026-11-27"]),
        (["11/05/2026", "11/06/2026", "11/07/2026"], [], ["2026-11-05", "2026-11-06", "2026-11-07"]),
        (["11/05/2026"], ["Fri, 06 Nov 2026 10:00:00 GMT"], ["2026-11-05"]),
        (["05.11.2026"], [], ["2026-11-05"]),
    ],
)
def test_figures_are_read_by_the_feeds_own_habit(written: list[str], also: list[str], days: list[str]) -> None:
    found = moments([(one,) for one in written], also)
    assert [at.date().isoformat() if at else None for at in found] == days
