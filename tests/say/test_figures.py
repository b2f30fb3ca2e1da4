"""Numbers, units, hedges, dates and periods as an editor of each language writes them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digests.figures.quantities import find_quantities
from digests.language.dates import find_dates
from digests.model import LANGS, Lang, Modifier, Number, Period
from digests.say.figures import say_date, say_list, say_number, say_percent, say_period, say_unit, say_value

NBSP = "\u00a0"


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("value", "tg", "ru", "en"),
    [
        (144, "144", "144", "144"),
        (627000, "627 000", "627 000", "627,000"),
        (2500, "2 500", "2 500", "2,500"),
        (2.5, "2,5", "2,5", "2.5"),
        (1234.25, "1 234,25", "1 234,25", "1,234.25"),
        (-3, "-3", "-3", "-3"),
        (0, "0", "0", "0"),
    ],
)
def test_numbers(value: Number, tg: str, ru: str, en: str) -> None:
    assert [plain(say_number(value, lang)) for lang in LANGS] == [tg, ru, en]


def test_groups_never_break_over_a_line() -> None:
    assert " " not in say_number(627000, "tg") + say_number(627000, "ru") + say_percent(75, "ru")


def test_percents() -> None:
    assert [say_percent(2.5, lang) for lang in LANGS] == ["2,5%", f"2,5{NBSP}%", "2.5%"]


VALUES: list[tuple[Number | None, Number | None, Number | None, Modifier, str, str, str, str]] = [
    (400, None, None, ">", "person", "беш аз 400 нафар", "более 400 человек", "more than 400 people"),
    (418, None, None, ">=", "person", "ҳадди ақал 418 нафар", "не менее 418 человек", "at least 418 people"),
    (150, None, None, "~", "person", "тақрибан 150 нафар", "около 150 человек", "about 150 people"),
    (144, None, None, "=", "person", "144 нафар", "144 человека", "144 people"),
    (1, None, None, "=", "person", "1 нафар", "1 человек", "1 person"),
    (21, None, None, ">=", "person", "ҳадди ақал 21 нафар", "не менее 21 человека", "at least 21 people"),
    (8, None, None, "<=", "year", "то 8 сол", "до 8 лет", "up to 8 years"),
    (2.5, None, None, "=", "year", "2,5 сол", "2,5 года", "2.5 years"),
    (50, None, None, "<", "person", "камтар аз 50 нафар", "менее 50 человек", "fewer than 50 people"),
    (50, None, None, "<", "percent", "камтар аз 50%", "менее 50 %", "less than 50%"),
    (2500, None, None, ">", "call", "беш аз 2 500 занг", "более 2 500 звонков", "more than 2,500 calls"),
    (5_700_000_000, None, None, "=", "USD", "5,7 миллиард доллар", "5,7 миллиарда долларов", "5.7 billion dollars"),
    (
        10**6,
        None,
        None,
        ">",
        "person",
        "беш аз 1 миллион нафар",
        "более 1 миллиона человек",
        "more than 1 million people",
    ),
    (None, 193, 208, "range", "person", "аз 193 то 208 нафар", "от 193 до 208 человек", "193 to 208 people"),
    (None, 3, 5, "range", "percent", "аз 3 то 5%", "от 3 до 5 %", "3 to 5%"),
    (75, None, None, "=", "percent", "75%", "75 %", "75%"),
]


@pytest.mark.parametrize(("value", "low", "high", "modifier", "unit", "tg", "ru", "en"), VALUES)
def test_values(
    value: Number | None,
    low: Number | None,
    high: Number | None,
    modifier: Modifier,
    unit: str,
    tg: str,
    ru: str,
    en: str,
) -> None:
    said = [plain(say_value(value, low, high, modifier, unit, lang)) for lang in LANGS]
    assert said == [tg, ru, en]


def test_a_vague_plural_has_no_number_to_say() -> None:
    assert say_value(None, None, None, "~", "person", "en") == "number not given"


def test_an_open_range_is_said_by_its_bound() -> None:
    assert say_value(None, 400, None, "range", "person", "en") == "at least 400 people"


def test_an_unknown_unit_is_left_out() -> None:
    assert say_value(3, None, None, "=", "кудак", "en") == "3"
    assert say_unit(3, None, "ru") == ""


def test_a_person_in_the_accusative() -> None:
    assert say_value(21, None, None, "=", "person", "ru", case="acc") == "21 человека"


def test_dates() -> None:
    day = date(2024, 3, 30)
    assert [say_date(day, lang) for lang in LANGS] == ["30 марти соли 2024", "30 марта 2024 г.", "30 March 2024"]
    assert [say_date(day, lang, year=False) for lang in LANGS] == ["30 март", "30 марта", "30 March"]
    assert say_date(date(2024, 5, 9), "tg") == "9 майи соли 2024"


PERIODS = [
    ((2024, 3, 25), (2024, 3, 31), "25–31 марти соли 2024", "25–31 марта 2024 г.", "25–31 March 2024"),
    (
        (2024, 3, 28),
        (2024, 4, 3),
        "28 март – 3 апрели соли 2024",
        "28 марта – 3 апреля 2024 г.",
        "28 March – 3 April 2024",
    ),
    ((2023, 1, 1), (2023, 12, 31), "соли 2023", "2023 год", "2023"),
    ((2012, 1, 1), (2018, 12, 31), "солҳои 2012–2018", "2012–2018 годы", "2012–2018"),
    ((2023, 1, 1), (2023, 6, 30), "нимсолаи якуми соли 2023", "первое полугодие 2023 г.", "the first half of 2023"),
    (
        (2024, 10, 1),
        (2024, 12, 31),
        "семоҳаи чоруми соли 2024",
        "четвёртый квартал 2024 г.",
        "the fourth quarter of 2024",
    ),
    ((2024, 2, 1), (2024, 2, 29), "феврали соли 2024", "февраль 2024 г.", "February 2024"),
    ((2023, 1, 1), (2023, 9, 30), "январ–сентябри соли 2023", "январь–сентябрь 2023 г.", "January–September 2023"),
    ((2024, 3, 30), (2024, 3, 30), "30 марти соли 2024", "30 марта 2024 г.", "30 March 2024"),
]


@pytest.mark.parametrize(("start", "end", "tg", "ru", "en"), PERIODS)
def test_periods(start: tuple[int, int, int], end: tuple[int, int, int], tg: str, ru: str, en: str) -> None:
    period = Period(date(*start), date(*end))
    assert [say_period(period, lang) for lang in LANGS] == [tg, ru, en]


def test_open_periods() -> None:
    day = date(2024, 3, 30)
    assert say_period(Period(None, day), "tg") == "то 30 марти соли 2024"
    assert say_period(Period(day, None), "ru") == "с 30 марта 2024 г."
    assert say_period(Period(None, None), "en") == ""


def test_lists() -> None:
    assert [say_list(["A", "B", "C"], lang) for lang in LANGS] == ["A, B ва C", "A, B и C", "A, B and C"]
    assert [say_list(items, "tg") for items in ([], ["A"], ["A", "B"])] == ["", "A", "A ва B"]


# ---- what is said is read back

FRAMES: dict[Lang, str] = {
    "tg": "Дар маҷмӯъ {} дар рӯйхат ҳаст.",
    "ru": "Всего {} в списке.",
    "en": "In all {} stand there.",
}
MODIFIERS: list[Modifier] = ["=", "~", ">", ">=", "<", "<="]


@pytest.mark.parametrize("lang", LANGS)
@given(
    value=st.one_of(
        st.integers(min_value=2, max_value=10**9),
        st.integers(min_value=1, max_value=10**6).map(lambda n: n / 100 if n % 100 else n // 100 + 2),
    ),
    modifier=st.sampled_from(MODIFIERS),
    unit=st.sampled_from(["person", "percent", "USD", "RUB", "TJS", "year", "month", "day"]),
)
def test_values_are_read_back(lang: Lang, value: Number, modifier: Modifier, unit: str) -> None:
    text = FRAMES[lang].format(say_value(value, None, None, modifier, unit, lang))
    found = [(q.value, q.modifier, q.unit) for q in find_quantities(text, lang)]
    assert found == [(value, modifier, unit)], text


@pytest.mark.parametrize("lang", LANGS)
@given(low=st.integers(1, 10**6), more=st.integers(1, 10**6), unit=st.sampled_from(["person", "percent", "year"]))
@example(low=1, more=999_999, unit="person")
def test_ranges_are_read_back(lang: Lang, low: int, more: int, unit: str) -> None:
    text = FRAMES[lang].format(say_value(None, low, low + more, "range", unit, lang))
    assert [(q.low, q.high, q.unit) for q in find_quantities(text, lang)] == [(low, low + more, unit)], text


@pytest.mark.parametrize("lang", LANGS)
@given(day=st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_dates_are_read_back(lang: Lang, day: date) -> None:
    (mention,) = find_dates(FRAMES[lang].format(say_date(day, lang)), lang)
    assert (mention.first, mention.last, mention.basis) == (day, day, "explicit")


@pytest.mark.parametrize("lang", LANGS)
@given(start=st.dates(date(1990, 1, 1), date(2030, 12, 31)), days=st.integers(0, 1000))
def test_periods_are_read_back(lang: Lang, start: date, days: int) -> None:
    end = date.fromordinal(start.toordinal() + days)
    if start.year != end.year:
        return  # two full dates with a dash between: read as the two ends, each whole
    (mention,) = find_dates(FRAMES[lang].format(say_period(Period(start, end), lang)), lang)
    assert (mention.first, mention.last) == (start, end)
