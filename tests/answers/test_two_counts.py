"""Questions that say "how many" twice: of a whole and of its part, of those who left and of those who came back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from digests.answers.answerer import Answerer
from digests.corpus.store import Store
from digests.figures.indicators import load as load_indicators
from digests.model import Lang
from digests.policy import OPEN
from tests.answers.conftest import Desk

TODAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def all_records(whole: Path) -> Iterator[Desk]:
    with Store.open(whole) as store:
        yield Desk(Answerer(store, load_indicators(), policy=OPEN))


@pytest.mark.parametrize(
    ("lang", "text", "twice"),
    [
        ("en", "How many left, and how many came back?", True),
        ("en", "How big is the list and what share of them is home?", True),
        ("ru", "Сколько погибло и сколько из них детей?", True),
        ("tg", "чанд нафар рафт ва чанд нафараш баргашт?", True),
        ("tg", "chanta odam murd, chantash bacha bud", True),
        ("en", "How many left in 2023 and in 2024?", False),
        ("ru", "Сколько раз я спрашивал! Сколько погибло?", False),  # the story before the question asks nothing
    ],
)
def test_two_counts_are_heard_where_the_text_asks(desk: Desk, lang: Lang, text: str, twice: bool) -> None:
    assert desk.answerer.reader.read(text, lang, today=TODAY, known=None).two_counts is twice


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "A year after Crocus, by 22 March 2025, how many were dead, and how many of them were children?"),
        ("ru", "К 22 марта 2025 года сколько погибших в «Крокусе» и сколько среди них детей?"),
        ("tg", "То 22 марти 2025 дар Крокус чанд нафар кушта шуд ва чанд нафари онҳо кӯдак буд?"),
    ],
)
def test_a_whole_is_told_with_its_part(all_records: Desk, lang: Lang, text: str) -> None:
    answer = all_records.ask(text, lang, today=TODAY)
    assert answer.kind in ("figure", "passage")
    assert "145" in answer.text and "6" in answer.text.split("145", 1)[1]


def test_a_figure_of_a_period_comes_with_another_count_of_it(all_records: Desk) -> None:
    answer = all_records.ask("How many Tajiks were deported from Russia in the first half of 2024?", "en", today=TODAY)
    assert "3,400" in answer.text and answer.disagree


def test_a_part_that_nobody_asked_for_stays_away(all_records: Desk) -> None:
    answer = all_records.ask("How many people were killed and how many injured at Crocus?", "en", today=TODAY)
    assert "150" in answer.text and "609" in answer.text
    assert "child" not in answer.text
