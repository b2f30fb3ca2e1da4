"""What keeps a passage from being an answer, one veto at a time."""

from __future__ import annotations

import pytest

from digests.model import Lang
from tests.answers.conftest import Bench
from tests.answers.world import passage


@pytest.mark.parametrize(
    ("lang", "question", "out"),
    [
        ("en", "How many people need the app in Moscow Region?", True),
        ("en", "How many people need the app in Moscow?", False),
        ("ru", "Сколько человек ставят приложение в Подмосковье?", True),
        ("tg", "Дар вилояти Маскав чанд нафар барнома доранд?", True),
    ],
)
def test_what_holds_in_the_city_need_not_hold_round_it(bench: Bench, lang: Lang, question: str, out: bool) -> None:
    assert ("another place" in bench.against(question, passage("12 people need it in Moscow."), lang)) == out
    both = passage("12 people need it in Moscow and Moscow Region.")
    assert "another place" not in bench.against(question, both, lang)


@pytest.mark.parametrize(
    ("lang", "asks_where", "asks_if_true"),
    [
        ("en", "Do migrants need the app in Kazan?", "Is it true that migrants need the app in Kazan too?"),
        ("ru", "Нужно ли приложение мигрантам в Казани?", "Это правда, что приложение нужно и в Казани?"),
        ("tg", "Барнома дар Қазон лозим аст?", "Рост аст, ки барнома дар Қазон ҳам лозим аст?"),
    ],
)
def test_where_a_thing_holds_answers_whether_it_is_true_elsewhere(
    bench: Bench, lang: Lang, asks_where: str, asks_if_true: str
) -> None:
    fact = passage("Migrants need the app in Kaluga.")
    assert "another place" in bench.against(asks_where, fact, lang)
    assert "another place" not in bench.against(asks_if_true, fact, lang)


def test_a_number_of_two_places_is_none_of_a_third(bench: Bench) -> None:
    """Who has the number for Kaluga and asks for Omsk is told nothing by Kaluga's; two that are compared are halves."""
    fact = passage("12 people were expelled from Kaluga.")
    assert "another place" in bench.against("How many were expelled from Omsk, I have Kaluga already?", fact)
    assert "another place" not in bench.against("Compare how many were expelled from Omsk and from Kaluga.", fact)


@pytest.mark.parametrize(
    ("lang", "question"),
    [
        ("en", "When in 2026 does the amnesty end?"),
        ("ru", "До какой даты в 2026 году продлили амнистию?"),
        ("tg", "Амнистия соли 2026 кай тамом мешавад?"),
    ],
)
def test_the_day_of_one_year_does_not_tell_when_it_is_in_another(bench: Bench, lang: Lang, question: str) -> None:
    assert "another time" in bench.against(question, passage("The amnesty ends on 10 September 2025."), lang)
    assert "another time" not in bench.against(question, passage("The amnesty ends on 10 September 2026."), lang)


@pytest.mark.parametrize(
    ("lang", "question"),
    [
        ("en", "Which Russian regions barred migrants from work?"),
        ("en", "List the regions that barred migrants from work."),
        ("ru", "Какие именно регионы запретили мигрантам работать?"),
        ("tg", "Кадом минтақаҳои Русия кори муҳоҷиронро манъ карданд?"),
    ],
)
def test_regions_that_are_to_be_named_are_named(bench: Bench, lang: Lang, question: str) -> None:
    counted = passage("More than ten regions of Russia barred migrants from work, «Asia-Plus» wrote.")
    assert "no name" in bench.against(question, counted, lang)
    assert "no name" not in bench.against(question, passage("Kaluga and Bryansk barred them from work."), lang)


def test_who_heads_a_bank_of_the_country_names_no_region(bench: Bench) -> None:
    fact = passage("The chairman of the National Bank doubted it.")
    assert "no name" not in bench.against("Кадом сарвари бонки кишвари мо онро зери шубҳа гузошт?", fact, "tg")
