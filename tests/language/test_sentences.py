"""Sentences: abbreviations and initials do not end one; offsets hold; hostile input ends soon."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.language.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mr. Smith met A. Petrov in St. Petersburg. They left.", 2),
        ("Пришло 2,5 тыс. человек. Суд решил 5 дел.", 2),
        ("Дар соли 2024 рух дод. Ӯ гуфт: «Меравам!» Пас рафт.", 3),
        ("«Куда?» — спросил он. Никто не ответил…", 2),
        ("One line\nanother line", 2),
        ("The U.S. warned them. Nobody listened.", 2),
        ("В 2023 г. уехали 627 тыс. Больше не было.", 1),
        ("", 0),
    ],
)
def test_splits_where_a_reader_would(text: str, count: int) -> None:
    assert len(split(text)) == count, split(text)


@given(st.text(max_size=400))
def test_sentences_hold_every_visible_character_in_order(text: str) -> None:
    spans = list(sentences(text))
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    inside = "".join(text[start:end] for start, end in spans)
    assert "".join(inside.split()) == "".join(text.split())


def test_a_megabyte_of_one_letter_is_one_sentence() -> None:
    assert len(split("a" * 1_000_000)) == 1
    assert len(split("Aa. " * 300_000)) == 300_000


@pytest.mark.parametrize("stops", ["." * 40_000, "?!" * 20_000, "…" * 40_000])
def test_a_line_of_stops_is_one_sentence(stops: str) -> None:
    assert [text_of(f"One{stops} two", span) for span in sentences(f"One{stops} two")] == [f"One{stops} two"]


def text_of(text: str, span: tuple[int, int]) -> str:
    return text[span[0] : span[1]]
