"""Seasons, years in two digits or in words, parts of a year that ended, stretches of dates, days without a month."""

from __future__ import annotations

from datetime import date

import pytest

from digests.language.dates import find_dates
from digests.model import Lang

PUBLISHED = date(2025, 7, 10)  # a Thursday


def periods(text: str, lang: Lang, published: date = PUBLISHED) -> list[str]:
    return [f"{each.first}..{each.last}" for each in find_dates(text, lang, published)]


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "in spring", "2025-03-01..2025-05-31"),
        ("en", "last autumn", "2024-09-01..2024-11-30"),
        ("en", "by the summer of 2023", "2023-06-01..2023-08-31"),
        ("ru", "прошлым летом", "2024-06-01..2024-08-31"),
        ("ru", "осенью 2023 года", "2023-09-01..2023-11-30"),
        ("ru", "весной прошлого года", "2024-03-01..2024-05-31"),
        ("ru", "Летом их было больше", "2025-06-01..2025-07-10"),
        ("ru", "этой зимой", "2024-12-01..2025-02-28"),
        ("tg", "баҳори имсол", "2025-03-01..2025-05-31"),
        ("tg", "тирамоҳи соли 2023", "2023-09-01..2023-11-30"),
        ("tg", "дар се моҳи зимистон", "2024-12-01..2025-02-28"),
    ],
)
def test_a_season(lang: Lang, text: str, wanted: str) -> None:
    assert periods(text, lang) == [wanted]


@pytest.mark.parametrize(
    ("lang", "text"), [("ru", "ей десять лет"), ("en", "they fall in price"), ("tg", "баҳори умр")]
)
def test_what_is_no_season(lang: Lang, text: str) -> None:
    assert periods(text, lang) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("за 23-й", ["2023-01-01..2023-12-31"]),
        ("в 24-м было больше", ["2024-01-01..2024-12-31"]),
        ("в январе 24-го", ["2024-01-01..2024-01-31"]),
        ("с 2020-го и по 24-й включительно", ["2020-01-01..2024-12-31"]),
        ("в двадцать третьем таких было мало", ["2023-01-01..2023-12-31"]),
        ("за двадцать третий и двадцать четвёртый годы", ["2023-01-01..2024-12-31"]),
        ("с четырнадцатого по восемнадцатый год", ["2014-01-01..2018-12-31"]),
        ("в 24-м доме", []),
        ("за 23-й рейс", []),
        ("в 38-м", []),  # is yet to come
    ],
)
def test_a_year_without_its_century(text: str, wanted: list[str]) -> None:
    assert periods(text, "ru") == wanted


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("ru", "за квартал прибавила 15%", "2025-04-01..2025-06-30"),
        ("ru", "в полугодовом отчёте", "2025-01-01..2025-06-30"),
        ("ru", "Полугодие-2024", "2024-01-01..2024-06-30"),
        ("ru", "Q1", "2025-01-01..2025-03-31"),
        ("en", "over the last quarter", "2025-04-01..2025-06-30"),
        ("tg", "дар семоҳаи охир", "2025-04-01..2025-06-30"),
        ("en", "in the decade to 2020", "2011-01-01..2020-12-31"),
        ("ru", "в позапрошлом году", "2023-01-01..2023-12-31"),
        ("ru", "Зарплаты, январь.", "2025-01-01..2025-01-31"),
        ("ru", "по августовским данным", "2024-08-01..2024-08-31"),
        ("tg", "рӯйхати декабр", "2024-12-01..2024-12-31"),
    ],
)
def test_a_part_of_a_year_by_what_it_is_called(lang: Lang, text: str, wanted: str) -> None:
    assert periods(text, lang) == [wanted]


def test_a_quarter_that_ends_today_has_ended() -> None:
    assert periods("за квартал", "ru", date(2025, 6, 30)) == ["2025-04-01..2025-06-30"]
    assert periods("за квартал", "ru", date(2025, 6, 29)) == ["2025-01-01..2025-03-31"]


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "between 2022 and mid-2024", ["2022-01-01..2024-06-30"]),
        ("en", "between March and mid-May", ["2025-03-01..2025-05-15"]),
        ("tg", "аз соли 2014 то нимаи соли 2018", ["2014-01-01..2018-06-30"]),
        ("tg", "аз соли 2012 то баҳори имсол", ["2012-01-01..2025-05-31"]),
        ("tg", "аз аввали соли 2022 то 1 октябри соли 2024", ["2022-01-01..2024-10-01"]),
        ("ru", "с двадцать третьего по двадцать девятое марта", ["2025-03-23..2025-03-29"]),
        ("en", "in March and in May", ["2025-03-01..2025-03-31", "2025-05-01..2025-05-31"]),  # a list
        ("ru", "в марте, с 23-го по 29-е", ["2025-03-01..2025-03-31", "2025-03-23..2025-03-29"]),
        ("ru", "двадцать пятого числа", ["2025-06-25..2025-06-25"]),
        ("en", "on the 8th.", ["2025-07-08..2025-07-08"]),
    ],
)
def test_two_ends_are_one_stretch_and_days_have_the_month_before(lang: Lang, text: str, wanted: list[str]) -> None:
    assert periods(text, lang) == wanted


def test_the_future_of_the_next_sentence_moves_no_weekday() -> None:
    text = "The court jailed them on Tuesday. Fifteen will never leave prison."
    assert periods(text, "en") == ["2025-07-08..2025-07-08"]
    assert periods("The court will meet on Tuesday.", "en") == ["2025-07-15..2025-07-15"]


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "From January to March it was 9,400, against 11,700 a year ago.", "2024-01-01..2024-03-31"),
        ("ru", "За январь–март 1,1 млрд, год назад было 0,9.", "2024-01-01..2024-03-31"),
        ("tg", "Дар шаш моҳи имсол 10 ҳазор, дар ҳамин давраи порсол 17 ҳазор.", "2024-01-01..2024-06-30"),
        ("tg", "Соли 2023 190 ҳазор буд. Соли пеш аз он 98 ҳазор.", "2022-01-01..2022-12-31"),
        ("ru", "За январь–июнь 2024 года 462, за те же месяцы нынешнего — 393.", "2025-01-01..2025-06-30"),
    ],
)
def test_a_period_by_another_one(lang: Lang, text: str, wanted: str) -> None:
    assert periods(text, lang)[-1] == wanted


@pytest.mark.parametrize("day", [date.min, date(2, 2, 2), date.max])
def test_the_ends_of_the_calendar_are_no_fault(day: date) -> None:
    for lang, text in (
        ("en", "in winter, last summer, over the quarter, half-yearly, the year before last"),
        ("ru", "летом, прошлой зимой, за квартал, полугодовой отчёт, в позапрошлом году, по 31-е"),
        ("tg", "дар тобистон, баҳори имсол, дар семоҳаи охир"),
    ):
        assert isinstance(find_dates(text, lang, day), tuple)  # type: ignore[arg-type]
