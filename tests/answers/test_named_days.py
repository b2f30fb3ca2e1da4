"""Days without a year: of the event that is named, else of the time of the corpus."""

from __future__ import annotations

from datetime import date

import pytest

from digests.answers.understand import days
from digests.figures.indicators import load as load_indicators
from digests.model import Lang, Period
from tests.answers.conftest import TODAY, Desk

NEWEST = date(2026, 3, 19)
TODAY_LATE = date(2026, 4, 1)


def single(text: str, lang: Lang, event: date | None) -> tuple[date, ...]:
    return days.find(text, lang, today=TODAY_LATE, newest=NEWEST, event=event).single


@pytest.mark.parametrize(
    ("event", "text", "day"),
    [
        (date(2024, 3, 22), "on 24 March", date(2024, 3, 24)),
        (date(2024, 3, 22), "on 16 March", date(2024, 3, 16)),  # a week before belongs to it
        (date(2024, 3, 22), "on 10 March", date(2025, 3, 10)),
        (date(2024, 3, 22), "on 5 January", date(2025, 1, 5)),
        (date(2024, 1, 3), "on 15 January", date(2024, 1, 15)),  # the week before is of another year
        (date(2024, 1, 3), "on 30 December", date(2023, 12, 30)),
        (date(2024, 1, 3), "on 20 December", date(2024, 12, 20)),
        (date(2024, 3, 22), "on 24 March 2026", date(2026, 3, 24)),  # a year that is said stands
    ],
)
def test_a_day_without_its_year_is_the_next_after_the_event(event: date, text: str, day: date) -> None:
    assert single(text, "en", event) == (day,)


def test_without_an_event_it_is_of_the_time_of_the_corpus() -> None:
    assert single("on 24 March", "en", None) == (date(2026, 3, 24),)
    assert single("on 24 December", "en", None) == (date(2025, 12, 24),)


def test_yesterday_is_no_day_of_an_event() -> None:
    assert single("yesterday", "en", date(2024, 3, 22)) == (date(2026, 3, 31),)


def test_a_day_that_a_year_lacks_is_the_last_of_its_month() -> None:
    for event, day in ((date(2024, 2, 1), date(2024, 2, 29)), (date(2022, 2, 1), date(2022, 2, 28))):
        found = days.find("on 29 February", "en", today=TODAY_LATE, newest=date(2024, 2, 20), event=event)
        assert found.single == (day,)


def test_a_month_moves_as_a_whole() -> None:
    found = days.find("in February", "en", today=TODAY_LATE, newest=NEWEST, event=date(2024, 3, 22))
    assert found.periods == (Period(date(2025, 2, 1), date(2025, 2, 28)),)


@pytest.mark.parametrize(
    ("lang", "text", "named"),
    [
        ("en", "how many died at crocus by 24 march", True), ("ru", "сколько погибло в Крокусе 24 марта", True),
        ("tg", "то 24 март дар Крокус чанд нафар мурд", True), ("en", "how many were deported by 24 march", False),
        ("ru", "сколько депортировали к 24 марта", False),
    ],
)  # fmt: skip
def test_only_an_event_that_is_named_counts(lang: Lang, text: str, named: bool) -> None:
    assert days.named_event(text, lang, load_indicators()) == (date(2024, 3, 22) if named else None)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "how many had died at Crocus by 24 March?"), ("ru", "Сколько погибло в «Крокусе» к 24 марта?"),
        ("tg", "То 24 март дар «Крокус» чанд нафар кушта шуд?"),
        ("ru", "сколько погибло в крокусе двадцать четвёртого марта двадцать четвёртого года"),
        ("en", "how many died at crocus on the twenty-fourth of march twenty twenty four"),
        ("tg", "дар Крокус бисту чоруми марти соли ду ҳазору бисту чорум чанд нафар мурд"),
        ("ru", "24 марта 24 сколько погибло в крокусе"),
    ],
)  # fmt: skip
def test_a_question_is_of_that_day(desk: Desk, lang: Lang, text: str) -> None:
    question = desk.answerer.reader.read(text, lang, today=TODAY, known=TODAY)
    assert (question.days, question.unread) == ((date(2024, 3, 24),), ())


def test_days_of_a_part_of_the_text() -> None:
    text = "He left on 1 March 2024. How many died by 24 March 2024?"
    found = days.find(text, "en", today=TODAY_LATE, newest=NEWEST)
    assert found.single == (date(2024, 3, 1), date(2024, 3, 24))
    assert found.within([(25, len(text))]).single == (date(2024, 3, 24),)
    assert len(found.within([(25, len(text))]).spans) == 2, "dates say nothing as words, wherever they stand"


@pytest.mark.parametrize(
    ("lang", "text", "year"),
    [
        ("en", "how many were deported before 2024", 2023),
        ("ru", "сколько высылали до 2024 года", 2023),
        ("tg", "пеш аз соли 2024 чанд нафар ихроҷ шуд", 2023),
        ("en", "how many were deported in 2024", 2024),
        ("ru", "сколько выслали к 2024 году", 2024),
        ("ru", "приложение введут до 2029 года", 2029),  # what is to come lasts so long
    ],
)
def test_before_a_year_is_the_year_before(lang: Lang, text: str, year: int) -> None:
    found = days.find(text, lang, today=date(2026, 1, 10), newest=None)
    assert found.periods == (Period(date(year, 1, 1), date(year, 12, 31)),)


def test_before_a_month_or_half_is_no_other_year() -> None:
    found = days.find("сколько выслали до второго полугодия 2024 года", "ru", today=date(2026, 1, 10), newest=None)
    assert found.periods == (Period(date(2024, 7, 1), date(2024, 12, 31)),)
