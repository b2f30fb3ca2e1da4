"""Nothing is said that the sources do not hold."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.model import Citation, Lang, Statement
from digests.say.evidence import Evidence, unsupported


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
