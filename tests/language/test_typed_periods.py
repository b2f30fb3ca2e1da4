"""Halves and quarters of years, and runs of months, as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from digests.language.dates import find_dates
from digests.language.typed_days import write_out
from digests.model import Lang

TODAY = date(2026, 11, 1)
FIRST_2023, FIRST_2024 = ("2023-01-01", "2023-06-30"), ("2024-01-01", "2024-06-30")

FIRST_HALF: dict[Lang, str] = {
    "en": "jan-june 24;how many in the first half of 2024;1st half 2024;h1 2024;2024 H1;six months of 2024;"
    "first six months of 2024;January to June 2024;2024, first half",
    "ru": "за первые полгода 24 сколько;1 полугодие 2024;за пол года 24 скока;первые шесть месяцев 2024-го;"
    "январь-июнь 2024;янв-июнь 24;за 6 мес 2024;за 1 полуг. 2024;в первой половине 2024;"
    "в 1-м полугодии 2024 года;с января по июнь 2024 года",
    "tg": "нимсолаи якуми 2024;nimsolai avvali 2024;нимсоли аввали 2024;нимсолаи 1-уми 2024;нимаи аввали соли 2024;"
    "шаш моҳи аввали 2024;6 моҳи 2024;январ-июни 2024;нимсолаи аввали соли 2024",
}  # fmt: skip
TWO: dict[Lang, str] = {
    "en": "first half 2023 vs 2024;the first half of 2023 and of 2024",
    "ru": "за первое полугодие 2023 и 2024;1 полугодие 2023 и 1 полугодие 2024;за полгода 2023-го и за полгода 2024-го",
    "tg": "нимсолаи аввали 2023 ва 2024;нимсолаи якуми 2023 ва нимсолаи якуми 2024",
}


def spans(text: str, lang: Lang) -> list[tuple[str, str]]:
    found = find_dates(write_out(text, lang).text, lang, TODAY)
    return [(str(mention.first), str(mention.last)) for mention in found]


def each(forms: dict[Lang, str]) -> list[tuple[Lang, str]]:
    return [(lang, typed) for lang in forms for typed in forms[lang].split(";")]


@pytest.mark.parametrize(("lang", "typed"), each(FIRST_HALF))
def test_a_half_is_read_however_it_is_typed(lang: Lang, typed: str) -> None:
    assert spans(typed, lang) == [FIRST_2024]


@pytest.mark.parametrize(("lang", "typed"), each(TWO))
def test_the_halves_of_two_years_are_two(lang: Lang, typed: str) -> None:
    assert spans(typed, lang) == [FIRST_2023, FIRST_2024]


@pytest.mark.parametrize(
    ("lang", "typed", "span"),
    [
        ("en", "in the second half of 2024", ("2024-07-01", "2024-12-31")),
        ("en", "third quarter 2025", ("2025-07-01", "2025-09-30")),
        ("ru", "за 2 кв. 2024", ("2024-04-01", "2024-06-30")),
        ("ru", "второй квартал 2024", ("2024-04-01", "2024-06-30")),
        ("tg", "семоҳаи сеюми 2025", ("2025-07-01", "2025-09-30")),
        ("en", "may to june 2024", ("2024-05-01", "2024-06-30")),
    ],
)
def test_other_parts_of_a_year(lang: Lang, typed: str, span: tuple[str, str]) -> None:
    assert spans(typed, lang) == [span]


@pytest.mark.parametrize(
    ("lang", "typed"), [("en", "half of 24 people"), ("ru", "половина 2024 человек"), ("tg", "нисфи 2024 нафар")]
)
def test_half_of_a_count_is_no_half_of_a_year(lang: Lang, typed: str) -> None:
    assert spans(typed, lang) == []
