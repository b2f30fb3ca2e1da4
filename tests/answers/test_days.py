"""The day that a question asks about: as it stood then, or a word that the day was not understood."""

from __future__ import annotations

import pytest

from digests.model import Lang
from tests.answers.conftest import Desk


@pytest.mark.parametrize(
    ("lang", "question"),
    [
        ("en", "how many died at crocus on 24 march 2024"), ("en", "how many dead as of 24/3/24"),
        ("en", "how many dead as of March 24th, 2024"), ("ru", "сколько погибло в Крокусе 24 мар 2024"),
        ("ru", "сколько погибших на 24.03.24"), ("tg", "24-уми март чанд нафар кушта шуд"),
        ("tg", "24-umi mart chand nafar kushta shud"),
    ],
)  # fmt: skip
def test_a_figure_stands_as_of_the_day_that_was_typed(desk: Desk, lang: Lang, question: str) -> None:
    answer = desk.ask(question, lang)
    assert answer.kind == "figure"
    assert "137" in answer.text.splitlines()[0]


@pytest.mark.parametrize(
    ("lang", "question", "said"),
    [
        ("en", "how many died at Crocus on 31 february", "did not understand the day"),
        ("ru", "сколько погибло на 45.03.2024", "о каком дне"),
        ("tg", "то 32 март чанд нафар кушта шуд", "кадом рӯз"),
        ("en", "how many died on 13/25/24", "did not understand the day"),
    ],
)
def test_a_day_that_is_not_understood_is_said_and_no_figure_given(
    desk: Desk, lang: Lang, question: str, said: str
) -> None:
    answer = desk.ask(question, lang)
    assert (answer.kind, said in answer.text) == ("help", True)
    assert not {"144", "137"} & set(answer.text.split())
