"""The day of a stated time is Dushanbe's, wherever it was stated."""

from __future__ import annotations

import pytest

from digests.clock import day_stated


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-04-03", "2024-04-03"),
        ("2024-04-03T23:00:00", "2024-04-03"),
        ("2024-04-03T23:00:00+03:00", "2024-04-04"),
        ("2024-04-03T18:59:59Z", "2024-04-03"),
        ("2024-04-03T19:00:00Z", "2024-04-04"),
        ("2024-04-03, updated", "2024-04-03"),
        ("9999-12-31T23:00:00Z", "9999-12-31"),
    ],
)
def test_day_stated(text: str, day: str) -> None:
    assert day_stated(text).isoformat() == day


def test_no_day_is_refused() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        day_stated("yesterday")
