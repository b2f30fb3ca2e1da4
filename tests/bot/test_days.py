"""Days as people type them behind /digest."""

from __future__ import annotations

from datetime import date

import pytest

from bot.talk.days import day_of
from digests.model import LANGS, Lang

TODAY = date(2024, 4, 4)  # a Thursday


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3 апреля", "04-03"), ("3 апр", "04-03"), ("3 апр.", "04-03"), ("2024-04-03", "04-03"),
        ("03.04.2024", "04-03"),
        ("3.04", "04-03"), ("03/04", "04-03"), ("3.4.", "04-03"), ("3", "04-03"), ("3-юм", "04-03"), ("3rd", "04-03"),
        ("вчера", "04-03"), ("дирӯз", "04-03"), ("дируз", "04-03"), ("yesterday", "04-03"), ("3-юми апрел", "04-03"),
        ("3 апрел", "04-03"), ("April 3rd", "04-03"), ("apr 3", "04-03"), ("третье апреля", "04-03"),
        ("позавчера", "04-02"), ("парерӯз", "04-02"), ("2 дня назад", "04-02"), ("се рӯз пеш", "04-01"),
        ("понедельник", "04-01"), ("в понедельник", "04-01"), ("Monday", "04-01"), ("душанбе", "04-01"),
        ("31", "03-31"), ("31.03", "03-31"), ("рӯзи якшанбе", "03-31"), ("thursday", "03-28"),
        ("30 марти соли 2024", "03-30"), ("сегодня", "04-04"), ("имрӯз", "04-04"),
    ],
)  # fmt: skip
def test_a_day_is_read_in_whichever_language_it_is_typed(lang: Lang, typed: str, day: str) -> None:
    assert day_of(typed, lang, TODAY) == date.fromisoformat(f"2024-{day}")


@pytest.mark.parametrize("typed", ["", "32", "31.02", "13.13", "абракадабра", "0", "кай", "3 4 5"])
def test_what_names_no_day_is_none(typed: str) -> None:
    assert day_of(typed, "tg", TODAY) is None


def test_a_month_without_its_year_is_the_latest_one_that_came() -> None:
    assert day_of("24.12", "ru", TODAY) == date(2023, 12, 24)
    assert day_of("29.02", "ru", date(2025, 3, 1)) == date(2024, 2, 29)
    assert day_of("29.02", "ru", date(2024, 2, 1)) is None
    assert day_of("31", "ru", date(2024, 3, 1)) is None  # neither March's yet nor February's
