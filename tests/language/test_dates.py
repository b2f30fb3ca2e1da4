"""Dates and periods against a day of publication."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.language.date_match import DateMention
from digests.language.dates import find_dates
from digests.model import LANGS, Lang

PUBLISHED = date(2024, 4, 3)  # a Wednesday


def only(text: str, lang: Lang, published: date | None = PUBLISHED) -> DateMention:
    (mention,) = find_dates(text, lang, published)
    return mention


CASES: list[tuple[Lang, str, str, str, str]] = [
    ("tg", "Дар 30 марти соли 2024 рӯй дод.", "2024-03-30", "2024-03-30", "explicit"),
    ("tg", "санаи 22 март", "2024-03-22", "2024-03-22", "partial"),
    ("tg", "25–31 марти соли 2024", "2024-03-25", "2024-03-31", "explicit"),
    ("tg", "аз 28 март то 3 апрели соли 2024", "2024-03-28", "2024-04-03", "explicit"),
    ("tg", "дар соли 2023", "2023-01-01", "2023-12-31", "explicit"),
    ("tg", "солҳои 2012–2018", "2012-01-01", "2018-12-31", "explicit"),
    ("tg", "нимсолаи якуми соли 2023", "2023-01-01", "2023-06-30", "explicit"),
    ("tg", "дар ҳафтаи гузашта", "2024-03-25", "2024-03-31", "relative"),
    ("tg", "дар 10 соли охир", "2014-04-03", "2024-04-03", "relative"),
    ("tg", "рӯзи шанбе", "2024-03-30", "2024-03-30", "relative"),
    ("tg", "дирӯз", "2024-04-02", "2024-04-02", "relative"),
    ("ru", "30 марта 2024 г.", "2024-03-30", "2024-03-30", "explicit"),
    ("ru", "в двадцать третьем году выслали", "2023-01-01", "2023-12-31", "explicit"),
    ("ru", "в первом полугодии двадцать третьего года", "2023-01-01", "2023-06-30", "explicit"),
    ("en", "in twenty twenty-three Russia expelled", "2023-01-01", "2023-12-31", "explicit"),
    ("tg", "дар соли бисту се", "2023-01-01", "2023-12-31", "explicit"),
    ("ru", "22 марта", "2024-03-22", "2024-03-22", "partial"),
    ("ru", "с 28 марта по 3 апреля 2024 года", "2024-03-28", "2024-04-03", "explicit"),
    ("ru", "в первом полугодии 2023 года", "2023-01-01", "2023-06-30", "explicit"),
    ("ru", "за девять месяцев 2023 года", "2023-01-01", "2023-09-30", "explicit"),
    ("ru", "в последнюю неделю марта", "2024-03-25", "2024-03-31", "partial"),
    ("ru", "за последнюю неделю", "2024-03-28", "2024-04-03", "relative"),
    ("ru", "на прошлой неделе", "2024-03-25", "2024-03-31", "relative"),
    ("ru", "в субботу", "2024-03-30", "2024-03-30", "relative"),
    ("ru", "31.03.2024", "2024-03-31", "2024-03-31", "explicit"),
    ("en", "Wednesday, 3 April, 2024", "2024-04-03", "2024-04-03", "explicit"),
    ("en", "As of March 28, 11 people", "2024-03-28", "2024-03-28", "partial"),
    ("en", "in December, before", "2023-12-01", "2023-12-31", "partial"),
    ("en", "March 25-31, 2024", "2024-03-25", "2024-03-31", "explicit"),
    ("en", "the first half of 2023", "2023-01-01", "2023-06-30", "explicit"),
    ("en", "the last week of March", "2024-03-25", "2024-03-31", "partial"),
    ("en", "Between 2012 and 2018", "2012-01-01", "2018-12-31", "explicit"),
    ("en", "over the past 10 years", "2014-04-03", "2024-04-03", "relative"),
    ("en", "over the past week", "2024-03-28", "2024-04-03", "relative"),
    ("en", "on Saturday", "2024-03-30", "2024-03-30", "relative"),
    ("en", "last month", "2024-03-01", "2024-03-31", "relative"),
    ("en", "two days ago", "2024-04-01", "2024-04-01", "relative"),
    ("en", "31-03-2024", "2024-03-31", "2024-03-31", "explicit"),
]


@pytest.mark.parametrize(("lang", "text", "first", "last", "basis"), CASES)
def test_reading(lang: Lang, text: str, first: str, last: str, basis: str) -> None:
    mention = only(text, lang)
    assert (str(mention.first), str(mention.last), mention.basis) == (first, last, basis)
    assert text[mention.start : mention.end] == mention.text


def test_the_future_is_read_where_the_sentence_looks_ahead() -> None:
    assert only("The trial will open on May 22.", "en").first == date(2024, 5, 22)
    assert only("The trial opened on May 22.", "en").first == date(2023, 5, 22)


def test_an_american_date_shows_by_its_weekday() -> None:
    assert only("Tue, 04/02/2024 - 06:44", "en").first == date(2024, 4, 2)


def test_without_a_day_of_publication_nothing_is_guessed() -> None:
    for text in ("March 22", "yesterday", "over the past week", "on Saturday"):
        mention = only(text, "en", None)
        assert (mention.first, mention.last) == (None, None)


@pytest.mark.parametrize(
    ("text", "lang"),
    [("in the first two days", "en"), ("за первые двое суток", "ru"), ("ду рӯзи аввал", "tg")],
)
def test_a_period_that_hangs_on_an_event_is_left_open(text: str, lang: Lang) -> None:
    assert only(text, lang).first is None


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("They may die, and they march on.", "en"), ("12:30, 3-1 and 24/7", "en"),
        ("Душанбе, пойтахти Тоҷикистон", "tg"), ("2500 человек", "ru"), ("", "tg"),
    ],
)  # fmt: skip
def test_what_is_no_date(text: str, lang: Lang) -> None:
    assert find_dates(text, lang, PUBLISHED) == ()


def test_the_29th_of_february_needs_a_leap_year() -> None:
    assert only("29 февраля 2024 г.", "ru").first == date(2024, 2, 29)
    assert all(mention.first != date(2023, 3, 1) for mention in find_dates("29 февраля 2023 г.", "ru", PUBLISHED))


@given(
    text=st.text(alphabet=st.sampled_from("0123456789-–./ марти соли March года г. on \ud800\u200f\x00"), max_size=200)
)
def test_hostile_text_does_no_harm(text: str) -> None:
    for lang in LANGS:
        for mention in find_dates(text, lang, PUBLISHED):
            assert text[mention.start : mention.end] == mention.text
            assert mention.first is None or mention.last is None or mention.first <= mention.last


def test_a_long_text_of_dates() -> None:
    assert len(find_dates("30 марта 2024 г. " * 3000, "ru", PUBLISHED)) == 3000


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "к 24-му ноября 2026"),
        ("ru", "до 24-ого ноября 2026 г."),
        ("tg", "то 24-ноябри соли 2026"),
        ("en", "on 24-November 2026"),
    ],
)
def test_a_day_with_an_ending_or_a_hyphen(lang: Lang, text: str) -> None:
    (found,) = find_dates(text, lang, date(2026, 12, 1))
    assert (found.first, found.last) == (date(2026, 11, 24), date(2026, 11, 24))
