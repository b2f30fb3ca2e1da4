"""Nothing is said that the sources do not hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.model import Citation, Figure, Lang, Number, Period, Statement
from digests.say.evidence import Evidence, named, unsupported
from tests.figures.test_origins import CLAIM


def evidence(*texts: str) -> Evidence:
    found = Evidence()
    for text in texts:
        found.add_text(text)
    return found


@pytest.mark.parametrize(
    ("said", "lang", "held"),
    [
        ("144 people were killed [1].", "en", "the toll stands at 144"),
        ("627 000 нафар", "tg", "more than 627,000 went"),
        ("более 2,5 тысячи звонков", "ru", "свыше 2,5 тысячи звонков"),
        ("Дар Калуга", "tg", "in the city of Kaluga"),
        ("30 марти соли 2024", "tg", "on 30 March 2024"),
        ("in July 2023", "en", "В июле 2023 года"),
    ],
)
def test_what_is_held_may_be_said(said: str, lang: Lang, held: str) -> None:
    assert unsupported(said, evidence(held), lang) == ()


@pytest.mark.parametrize(
    ("said", "lang", "held", "missing"),
    [
        ("145 people were killed [1].", "en", "144 people were killed", "145"),
        ("Дар Қазон", "tg", "in the city of Kaluga", "Қазон"),
        ("на 31 марта 2024 года", "ru", "30 марта 2024 года", "31 марта 2024 года"),
        ("Путин сказал", "ru", "Рахмон сказал", "Путин"),
    ],
)
def test_what_is_not_held_is_found(said: str, lang: Lang, held: str, missing: str) -> None:
    assert any(missing in each for each in unsupported(said, evidence(held), lang))


def test_citation_marks_are_no_numbers() -> None:
    assert unsupported("said [1][2], [3–5]", evidence("said"), "en") == ()


def test_a_statement_counts_in_all_its_languages() -> None:
    found = Evidence()
    found.add_statement(Statement("r#1", {"tg": "9 нафар", "ru": "9 человек", "en": "9 people in Vahdat"}, 1))
    assert unsupported("9 нафар дар Ваҳдат", found, "tg") == ()


def test_citations_hold_their_date_and_publisher() -> None:
    found = Evidence()
    found.add_citations([Citation(1, "d", "A title of 2024", "IWPR", date(2024, 4, 3), None, quote="11 people")])
    assert unsupported("11 people (IWPR, 3 April 2024)", found, "en") == ()
    assert unsupported("11 people (IWPR, 4 April 2024)", found, "en") != ()


@given(st.integers(min_value=10, max_value=999_999), st.integers(min_value=10, max_value=999_999))
def test_numbers_are_told_apart(said: int, held: int) -> None:
    missing = unsupported(f"{said} people", evidence(f"{held} people"), "en")
    assert bool(missing) == (said != held)


@given(st.text(max_size=400))
def test_any_text_is_its_own_evidence_for_numbers(text: str) -> None:
    assert isinstance(unsupported(text, evidence(text), "ru"), tuple)


def of_claim(**changes: Any) -> Evidence:
    found = Evidence()
    found.add_claims([replace(CLAIM, **{"value": 9, "quote": "", **changes})])
    return found


@pytest.mark.parametrize("field", ["value", "low", "high"])
def test_each_number_of_a_claim_may_be_said_and_no_other(field: str) -> None:
    found = of_claim(**{field: 627_000})
    for said in ("627 000 нафар", "627 ҳазор нафар", "0,627 миллион нафар"):
        assert unsupported(said, found, "tg") == ()
    assert unsupported("62 700 нафар", found, "tg") == ("62700",)
    assert unsupported("627 миллион нафар", found, "tg") == ("627",)


@pytest.mark.parametrize(("field", "day"), [("as_of", date(2024, 3, 24)), ("published", date(2024, 4, 3))])
def test_the_days_of_a_claim_may_be_said_and_their_month_and_year(field: str, day: date) -> None:
    found = of_claim(**{field: day})
    month = f"{day:%B %Y}"
    for said in (f"on {day.day} {month}", f"in {month}", "in 2024", f"by {day.day} {month}"):
        assert unsupported(said, found, "en") == (), said
    for said in (f"on {day.day + 1} {month}", "in May 2024", "in 2023", "since 1 January 2024"):
        assert unsupported(said, found, "en") != (), said


@pytest.mark.parametrize("day", [date(2024, 3, 1), date(2024, 3, 31)])
def test_a_month_holds_its_first_day_and_its_last(day: date) -> None:
    assert unsupported("in March 2024", of_claim(as_of=day), "en") == ()
    assert unsupported("in April 2024", of_claim(as_of=day), "en") == ("April 2024",)


def test_the_ends_of_a_period_may_be_said() -> None:
    found = of_claim(period=Period(date(2024, 1, 1), date(2024, 6, 30)))
    for said in ("from 1 January to 30 June 2024", "by 30 June 2024", "in January 2024"):
        assert unsupported(said, found, "en") == (), said
    assert unsupported("by 29 June 2024", found, "en") == ("29 June 2024",)
    assert unsupported("by 30 June 2024", of_claim(period=Period(date(2024, 1, 1), None)), "en") != ()
    assert of_claim(period=Period(None, date(2024, 6, 30))).dates == {date(2024, 6, 30)}


@pytest.mark.parametrize(
    "field", [{"attributed_to": ("TASS",)}, {"publisher": "TASS"}, {"scope": "by TASS"}, {"place": "TASS"},
              {"quote": "as TASS wrote"}],
)  # fmt: skip
def test_names_that_stand_in_a_claim_may_be_said(field: dict[str, Any]) -> None:
    assert unsupported("TASS reported", of_claim(**field), "en") == ()
    assert unsupported("IWPR reported", of_claim(**field), "en") == ("IWPR",)


def test_a_claim_without_a_number_or_a_day_holds_none() -> None:
    found = of_claim(value=None)
    assert (found.numbers, found.dates) == (set(), set())


def test_a_speaker_may_be_said_as_the_table_translates_it() -> None:
    found = of_claim(attributed_to=("Russian Interior Ministry",))
    assert unsupported("МВД России сообщило", found, "ru") == ()
    assert unsupported("Вазорати корҳои дохилии Русия хабар дод", found, "tg") == ()
    assert unsupported("Вазорати корҳои хориҷии Русия хабар дод", found, "tg") != ()


def of_statement(**changes: Any) -> Evidence:
    found = Evidence()
    found.add_statement(Statement("r#1", {"tg": "", "ru": "", "en": ""}, 1, **changes))
    return found


@pytest.mark.parametrize("field", ["value", "low", "high"])
def test_each_number_of_a_statements_figures_may_be_said(field: str) -> None:
    numbers: dict[str, Number] = {"value": 9, field: 627_000}
    found = of_statement(figures=(Figure(None, None, **numbers),))  # type: ignore[arg-type]
    assert unsupported("627,000 people", found, "en") == ()
    assert unsupported("627 people", found, "en") == ("627",)
    assert of_statement(figures=(Figure(None, None, None),)).numbers == set()


@pytest.mark.parametrize("field", ["as_of", "valid_until"])
def test_the_days_of_a_statement_may_be_said(field: str) -> None:
    found = of_statement(**{field: date(2024, 3, 24)})
    assert found.dates == {date(2024, 3, 24)}
    assert unsupported("on 24 March 2024", found, "en") == ()
    assert unsupported("on 25 March 2024", found, "en") != ()


def test_who_said_a_statement_may_be_said() -> None:
    assert unsupported("TASS reported", of_statement(attributed_to=("TASS",)), "en") == ()


def test_an_event_may_be_said_where_its_place_is_held_and_no_other_name() -> None:
    attack = "the Crocus City Hall attack"
    assert unsupported(attack, evidence("in Crocus City Hall"), "en") == ()
    assert unsupported(attack, evidence("in Moscow"), "en") == ("Crocus City Hall attack",)
    assert unsupported("in Crocus City Hall", evidence("Putin spoke"), "en") == ("Crocus City Hall",)
    assert unsupported("the Kerman bombing", evidence("in Moscow"), "en") == ("Kerman bombing",)


def test_a_longer_name_holds_those_inside_of_it() -> None:
    assert {"crocus-attack", "crocus-city-hall"} <= named("the Crocus City Hall attack", "en")
    assert unsupported("in Crocus City Hall", evidence("the Crocus City Hall attack"), "en") == ()


@pytest.mark.parametrize(
    ("held", "said", "missing"),
    [
        ("2 500 человек", "2,5 тысячи человек", ()),
        ("2,5 тысячи человек", "2500 человек", ()),
        ("2,5 тысячи человек", "25 000 человек", ("25000",)),
        ("627.000 человек", "627 тысяч человек", ()),
        ("627.000 человек", "627 000 человек", ()),
        ("1.2 миллиона", "1.2 миллиарда", ("1.2",)),
        ("1 200 000", "1,2 млн", ()),
        ("12.3456.7 тыс.", "12.3456.7 тыс.", ("12.3456.7",)),  # of what is no number nothing is held
        ("9" * 24 + " тыс.", "9" * 24 + " тыс.", ()),
        ("9" * 30 + " тыс.", "9" * 30 + " тыс.", ()),
        ("9" * 30, "9" * 29, ("9" * 29,)),
    ],
)
def test_a_number_is_the_same_in_whatever_way_it_is_written(held: str, said: str, missing: tuple[str, ...]) -> None:
    assert unsupported(said, evidence(held), "ru") == missing


def test_a_number_far_too_long_is_held_against_none() -> None:
    found = of_claim(value=9)
    assert unsupported("9" * 40, found, "ru") == ("9" * 40,)
    assert unsupported("1.9.9", found, "ru") != ()


def test_a_day_written_in_words_of_the_source_may_be_said() -> None:
    """Its day and year stand there, whatever the month is called."""
    found = evidence("on the 24th of Hamal 2024")
    assert unsupported("on 24 March 2024", found, "en") == ()
    assert unsupported("on 25 March 2024", found, "en") != ()
    assert unsupported("on 24 March 2023", found, "en") != ()
    found.dates.add(date(2023, 5, 5))
    assert unsupported("on 24 March 2023", found, "en") == (), "the year of a day that is held"


def test_what_is_left_out_of_a_text_takes_nothing_with_it() -> None:
    found = evidence("on 24 March 2024")
    assert unsupported("on 24 March 2024 there were 145, and on 25 March 2024 146", found, "en") == (
        "25 March 2024", "145", "146",
    )  # fmt: skip
