"""The ledger's figures are told for the time and the speaker that are meant, else the statement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from digests.model import Lang
from tests.answers.conftest import Desk, desk_over

RECORDS = (
    "2024-03-22-ap-crocus-40-dead", "2024-03-29-rt-144-dead", "2024-07-25-sng-today-3400-deported-airports",
    "2024-08-06-vestinews-17000-vs-11000", "2024-08-07-asiaplus-17134-deported", "2024-11-30-24kg-17000-deported",
    "2025-02-14-asiaplus-30000-deported", "2025-02-17-asiaplus-bailiffs-87000",
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Over records that count the same of several times and by several bodies."""
    with desk_over(RECORDS, datetime(2026, 1, 10, tzinfo=UTC), tmp_path_factory) as desk:
        yield desk


@pytest.mark.parametrize(
    "question",
    [
        "What death toll did the FSB give at first, on 22 March 2024?",
        "How many were killed at Crocus City Hall on that night, by the FSB?",
    ],
)
def test_the_first_figures_are_not_todays(desk: Desk, question: str) -> None:
    assert "40" in desk.ask(question).text and "150" not in desk.ask(question).text


def test_the_events_own_day_alone_asks_for_no_time(desk: Desk) -> None:
    answer = desk.ask("On 22 March 2024, in the Crocus attack, how many people were killed?")
    assert answer.kind == "figure" and answer.indicator == "crocus.deaths" and "144" in answer.text.split("\n")[0]


def test_the_year_before_is_told_beside_the_year(desk: Desk) -> None:
    text = desk.ask("How many foreigners did bailiffs expel in 2024 and the year before?").text
    assert "87,000" in text and "44,000" in text


@pytest.mark.parametrize(
    ("lang", "question"),
    [
        ("en", "Do the labour ministry and the aviation agency agree on how many Tajiks Russia deported in H1 2024?"),
        ("ru", "Сколько таджиков выслали за первые полгода 2024, у министра труда и у главы авиации одинаковая цифра?"),
        ("tg", "Нимсолаи якуми 2024 аз Русия чанд тоҷик ихроҷ шуд, рақамҳои вазорат ва авиатсия якхелаанд?"),
    ],
)  # fmt: skip
def test_a_figure_of_another_scope_stands_beside_those_that_are_compared(desk: Desk, lang: Lang, question: str) -> None:
    answer = desk.ask(question, lang)
    text = answer.text.replace("\u00a0", " ").replace(",", " ")
    assert answer.disagree and "3 400" in text and "17 1" in text and "30 000" not in text
