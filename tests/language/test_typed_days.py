"""Days as people type them into a question."""

# ruff: noqa: E501 - lists of forms

from __future__ import annotations

from datetime import date

import pytest

from digests.language.dates import find_dates
from digests.language.typed_days import write_out
from digests.model import Lang

TODAY = date(2024, 5, 3)  # a Friday
EVENT = date(2024, 3, 22)

DAY: dict[Lang, str] = {
    "en": "24 march 2024;24 March 2024;24 Mar 2024;24mar2024;March 24th;march 24, 2024;mar. 24 2024;the 24th of March;24 march;"
    "2024 march 24;24 march '24;twenty-fourth of march;24/3/24;3/24/24;24.03.24;24-03-24;24-03-2024;2024-03-24;"
    "2024/03/24;on 24.03;on 24/3;24 mrach 2024",
    "ru": "24-му марта;24-марта 2024;24-ого марта;24 мар;24 мар 2024;24 март 2024;24 марта;24-го марта;24-е марта 2024 г.;24 марта 24 года;24.3.24;24.03.2024г.;"
    "24/3/24;24 03 2024;24.03;двадцать четвёртого марта;24 march 2024;24 мрта 2024",
    "tg": "24-марти 2024;24 мар;24-уми март;24 уми март;24 март 2024;24 марти соли 2024;24 марти с. 2024;24 марта 2024;24/3/24;24.03.24;"
    "бисту чоруми март;то 24 март;24 mart 2024;24-umi mart;24 marti soli 2024",
}  # fmt: skip
OTHER: dict[Lang, dict[str, tuple[str, str]]] = {
    "en": {
        "yesterday": ("2024-05-02", "2024-05-02"), "last friday": ("2024-04-26", "2024-04-26"),
        "on monday": ("2024-04-29", "2024-04-29"), "two days ago": ("2024-05-01", "2024-05-01"),
        "in march 2024": ("2024-03-01", "2024-03-31"), "in march": ("2024-03-01", "2024-03-31"),
        "03/2024": ("2024-03-01", "2024-03-31"), "in 2023": ("2023-01-01", "2023-12-31"),
        "a year after the attack": ("2025-03-22", "2025-03-22"), "two weeks later": ("2024-04-05", "2024-04-05"),
        "in march last year": ("2023-03-01", "2023-03-31"), "24 march last year": ("2023-03-24", "2023-03-24"),
        "in '23": ("2023-01-01", "2023-12-31"), "25-31 march 2024": ("2024-03-25", "2024-03-31"),
        "from 22 march to 3 april 2024": ("2024-03-22", "2024-04-03"),
    },
    "ru": {
        "вчера": ("2024-05-02", "2024-05-02"), "в прошлую пятницу": ("2024-04-26", "2024-04-26"),
        "неделю назад": ("2024-04-26", "2024-04-26"), "в марте 2024": ("2024-03-01", "2024-03-31"),
        "в мар 2024": ("2024-03-01", "2024-03-31"), "в 2023 году": ("2023-01-01", "2023-12-31"),
        "через год после теракта": ("2025-03-22", "2025-03-22"), "спустя две недели": ("2024-04-05", "2024-04-05"),
        "24 марта прошлого года": ("2023-03-24", "2023-03-24"), "в 23 году": ("2023-01-01", "2023-12-31"),
        "4 июля 1776 года": ("1776-07-04", "1776-07-04"), "с 25 мар по 3 апр 2024": ("2024-03-25", "2024-04-03"),
    },
    "tg": {
        "дирӯз": ("2024-05-02", "2024-05-02"), "diruz": ("2024-05-02", "2024-05-02"),
        "парерӯз": ("2024-05-01", "2024-05-01"), "вчера": ("2024-05-02", "2024-05-02"),
        "чумъаи гузашта": ("2024-04-26", "2024-04-26"), "душанбеи гузашта": ("2024-04-29", "2024-04-29"),
        "du hafta pesh": ("2024-04-19", "2024-04-19"), "соли 2023": ("2023-01-01", "2023-12-31"),
        "soli 2023": ("2023-01-01", "2023-12-31"), "марти 2024": ("2024-03-01", "2024-03-31"),
        "24 марти соли гузашта": ("2023-03-24", "2023-03-24"), "24 март имсол": ("2024-03-24", "2024-03-24"),
        "соли 23": ("2023-01-01", "2023-12-31"), "як сол пас аз ҳамла": ("2025-03-22", "2025-03-22"),
    },
}  # fmt: skip
UNREAD: dict[Lang, str] = {
    "en": "31 february;45.03.2024;13/25/24;2024-24-03;february 30 2024;march 32;on the 24th;on 32/03;24 march 3024;in 3024",
    "ru": "32 марта;31 февраля 2024;45.03.2024;13/25/24;на 24 число;а 24-го?;31 апр;в 3024 году",
    "tg": "31 феврал;32 март;30-уми феврали соли 2024;45.03.24;рӯзи 24-ум;31 aprel;соли 3024",
}


def cases(table: dict[Lang, str]) -> list[tuple[Lang, str]]:
    return [(lang, typed) for lang, line in table.items() for typed in line.split(";")]


@pytest.mark.parametrize(("lang", "typed"), cases(DAY))
def test_a_day_is_read_in_every_usual_form(lang: Lang, typed: str) -> None:
    written = write_out(typed, lang, EVENT, TODAY)
    assert not written.unread
    assert [(found.first, found.last) for found in find_dates(written.text, lang, TODAY)] == [
        (date(2024, 3, 24), date(2024, 3, 24))
    ]


@pytest.mark.parametrize(("lang", "typed"), [(lang, typed) for lang, table in OTHER.items() for typed in table])
def test_other_times_are_read(lang: Lang, typed: str) -> None:
    written = write_out(typed, lang, EVENT, TODAY)
    first, last = (date.fromisoformat(day) for day in OTHER[lang][typed])
    assert [(found.first, found.last) for found in find_dates(written.text, lang, TODAY)] == [(first, last)]


SHORT_YEAR: dict[Lang, dict[str, tuple[str, str]]] = {
    "en": {
        "march 24 24 how many": ("2024-03-24", "2024-03-24"), "24 march 24?": ("2024-03-24", "2024-03-24"),
        "3 april 25 who was deported": ("2025-04-03", "2025-04-03"), "24 march '25": ("2025-03-24", "2025-03-24"),
        "march twenty twenty-four": ("2024-03-01", "2024-03-31"), "in twenty twenty five": ("2025-01-01", "2025-12-31"),
        "24 march Twenty Twenty Four": ("2024-03-24", "2024-03-24"),
    },
    "ru": {
        "27 апреля 24 сколько": ("2024-04-27", "2024-04-27"), "за март 24 сколько": ("2024-03-01", "2024-03-31"),
        "24 марта 25 г": ("2025-03-24", "2025-03-24"),
        "двадцать четвёртого марта двадцать четвертого года": ("2024-03-24", "2024-03-24"),
        "в две тысячи двадцать пятом году": ("2025-01-01", "2025-12-31"),
        "в марте двадцать шестого года": ("2026-03-01", "2026-03-31"),
    },
    "tg": {
        "24 март 24 чанд": ("2024-03-24", "2024-03-24"), "марти 25 чӣ": ("2025-03-01", "2025-03-31"),
        "соли ду ҳазору бисту чорум": ("2024-01-01", "2024-12-31"),
        "соли ду ҳазору бисту чаҳорум": ("2024-01-01", "2024-12-31"),
        "соли ду хазору бисту панчум": ("2025-01-01", "2025-12-31"),
        "соли ду ҳазору бисту се": ("2023-01-01", "2023-12-31"),
        "soli du hazoru bistu chorum": ("2024-01-01", "2024-12-31"),
        "бисту чоруми марти соли ду ҳазору бисту шашум": ("2026-03-24", "2026-03-24"),
    },
}  # fmt: skip


@pytest.mark.parametrize(("lang", "typed"), [(lang, typed) for lang, table in SHORT_YEAR.items() for typed in table])
def test_years_of_two_digits_and_as_they_are_dictated(lang: Lang, typed: str) -> None:
    written = write_out(typed, lang, EVENT, date(2026, 12, 1))
    first, last = (date.fromisoformat(day) for day in SHORT_YEAR[lang][typed])
    assert [(found.first, found.last) for found in find_dates(written.text, lang, TODAY)] == [(first, last)]


@pytest.mark.parametrize(
    ("lang", "typed"),
    [
        ("en", "march 24 people died"), ("en", "24 march 24 people died"), ("en", "twenty four men, twenty five women"),
        ("ru", "24 марта 24 человека погибли"), ("ru", "в марте 25 мигрантов"), ("ru", "двадцать четвёртого января"),
        ("ru", "через двадцать пять лет"), ("tg", "24 март 24 нафар мурд"), ("tg", "24 нафар, бисту чор нафар"),
    ],
)  # fmt: skip
def test_a_count_beside_a_day_is_no_year(lang: Lang, typed: str) -> None:
    assert "202" not in write_out(typed, lang, None, TODAY).text


@pytest.mark.parametrize(("lang", "typed"), cases(UNREAD))
def test_a_day_that_is_none_is_told(lang: Lang, typed: str) -> None:
    assert write_out(typed, lang, EVENT, TODAY).unread


@pytest.mark.parametrize(
    ("lang", "typed", "last"),
    [
        ("ru", "сколько лечилось 27 марта, а сколько уже 29го?", (3, 29)), ("ru", "24 марта 2024 и 25-го?", (3, 25)),
        ("en", "how many on 24 march and on the 25th?", (3, 25)), ("tg", "24 март чанд нафар, рӯзи 27-ум чанд?", (3, 27)),
    ],
)  # fmt: skip
def test_a_day_alone_is_of_the_month_that_was_said_before_it(lang: Lang, typed: str, last: tuple[int, int]) -> None:
    written = write_out(typed, lang, EVENT, TODAY)
    assert not written.unread
    found = find_dates(written.text, lang, date(2024, 4, 1))[-1]
    assert found.first == found.last == date(2024, *last)


@pytest.mark.parametrize(
    ("lang", "typed"),
    [
        ("ru", "в апреле 24го во внуково сколько держали, 27 числа"),
        ("en", "in april 2024 at vnukovo, how many on the 27th?"),
        ("tg", "апрели 2024 дар Внуково чанд нафар буд, рузи 27-ум"),
    ],
)
def test_a_day_alone_is_of_the_month_and_year_that_were_said_before_it(lang: Lang, typed: str) -> None:
    written = write_out(typed, lang, EVENT, TODAY)
    assert not written.unread
    assert [each.first for each in find_dates(written.text, lang, TODAY)] == [date(2024, 4, 27)]


def test_no_day_is_made_of_a_month_that_is_shorter() -> None:
    assert write_out("30 апреля и 31-го?", "ru", EVENT, TODAY).unread == ("31-го",)


@pytest.mark.parametrize("typed", ["на май 25го", "в мае 25-го", "к маю 25-го года"])
def test_a_month_with_its_year_in_two_digits_is_no_day(typed: str) -> None:
    written = write_out(typed, "ru", EVENT, TODAY)
    assert not written.unread
    assert find_dates(written.text, "ru", TODAY)[0].first == date(2025, 5, 1)


@pytest.mark.parametrize(
    ("lang", "typed"),
    [
        ("en", "how many of 12 may be deported"), ("en", "2/3 of them, 24/7, at 18.30"), ("en", "20 martyrs, 12 men"),
        ("en", "in March 137 people"), ("ru", "рост на 2.10 процента в 18.30"), ("ru", "в марте 12 человек"),
        ("tg", "соати 18.30 12 нафар"),
    ],
)  # fmt: skip
def test_what_is_no_day_stays_as_it_is(lang: Lang, typed: str) -> None:
    written = write_out(typed, lang, EVENT, TODAY)
    assert (written.text, written.unread) == (typed, ())
