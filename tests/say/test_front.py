"""What stands before "more": never too much, something always, corrections before all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.errors import BadInput
from digests.say.front import Limits, Selection, load, select

LIMITS = Limits(items=5, stories=3, characters=900)
SENTENCE, FIGURE, CORRECTION, TITLE = 200, 100, 150, 30


def length(page: Selection) -> int:
    told = sum(60 + SENTENCE * n for _, n in page.stories)
    return TITLE + told + FIGURE * len(page.figures) + CORRECTION * page.corrections


def chosen(*sentences: tuple[int, int], figures: int = 0, corrections: int = 0) -> Selection:
    return select(sentences, figures, corrections, LIMITS, length)


def test_a_figure_has_its_place_beside_the_stories() -> None:
    page = chosen((1, 4), (1, 4), (1, 4), figures=3)
    assert page.stories == ((0, 1), (1, 1))
    assert page.figures == (0, 1, 2)


def test_what_is_of_use_is_told_before_the_next_figures() -> None:
    assert chosen((2, 4), figures=5) == Selection(0, ((0, 2),), (0, 1, 2, 3))
    long = replace(LIMITS, characters=650)
    assert select([(2, 4)], 5, 0, long, length) == Selection(0, ((0, 2),), (0,))
    assert select([(1, 4)], 5, 0, long, length) == Selection(0, ((0, 1),), (0, 1, 2))


def test_room_that_is_left_goes_to_the_first_story() -> None:
    assert chosen((1, 3), (1, 3)) == Selection(0, ((0, 2), (1, 1)), ())


def test_corrections_come_before_all() -> None:
    assert chosen((1, 1), (1, 1), corrections=3) == Selection(3, ((0, 1),), ())


def test_what_is_too_long_stands_there_nevertheless_where_nothing_else_does() -> None:
    assert select([(1, 1)], 0, 0, Limits(5, 3, 100), length) == Selection(0, ((0, 1),), ())
    assert select([(1, 1)], 1, 0, Limits(5, 3, 140), length) == Selection(0, (), (0,))
    assert select([], 0, 0, LIMITS, length) == Selection()


def test_a_figure_that_a_story_tells_too_comes_last() -> None:
    three = [(1, 3)]
    short = replace(LIMITS, characters=660)
    assert select(three, 2, 0, short, length) == Selection(0, ((0, 1),), (0, 1))
    assert select(three, 2, 0, short, length, in_story=frozenset({0})) == Selection(0, ((0, 2),), (1,))
    assert select(three, 2, 0, LIMITS, length, in_story=frozenset({0, 1})) == Selection(0, ((0, 3),), (0, 1))
    assert select([], 1, 0, LIMITS, length, in_story=frozenset({0})) == Selection(0, (), (0,))


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(3, 8)), max_size=9), st.integers(0, 9), st.integers(0, 9))
def test_no_page_is_too_long_and_none_is_empty(sentences: Sequence[tuple[int, int]], figures: int, took: int) -> None:
    page = select(sentences, figures, took, LIMITS, length)
    assert page.items <= LIMITS.items
    assert length(page) <= LIMITS.characters
    assert page.items or page.corrections or not (sentences or figures or took)
    assert page.corrections == min(took, 5)


def test_a_wrong_table_is_named(tmp_path: Path) -> None:
    path = tmp_path / "editions.toml"
    path.write_text("[daily]\nitems = 5\nstories = 3\n", encoding="utf-8")
    with pytest.raises(BadInput, match="characters: is missing"):
        load(path)
