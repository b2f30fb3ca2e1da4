"""The second look at answers: a number that nothing cited holds is found, one that is held is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from digests.answers.answerer import Answerer
from digests.corpus.store import Store
from digests.figures.indicators import load as load_indicators
from digests.model import Answer, Citation
from digests.policy import OPEN
from tests.eval.founded import unfounded

DOC = "2024-04-03-iwpr-migrants-brace"


@pytest.fixture(scope="module")
def answerer(curated: Path) -> Iterator[Answerer]:
    with Store.open(curated) as store:
        yield Answerer(store, load_indicators(), policy=OPEN)


def told(text: str, quote: str, published: date | None = date(2024, 4, 3)) -> Answer:
    cited = Citation(1, DOC, "Title 7", "IWPR", published, None, quote, "en", "verbatim")
    return Answer("en", "passage", text, citations=(cited,))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("418 people were expelled [1].", "Courts expelled 418 foreigners."),
        ("1,500 people [1].", "1\u00a0500 человек"),
        ("1 500 человек [1].", "1,500 people"),
        ("2.5 billion roubles [1].", "2,5 млрд рублей"),
        ("2,500,000,000 roubles [1].", "2.5 billion roubles"),
        ("On 3 April 2024 somebody spoke [1].", "Somebody spoke."),  # the day of the article
        ("Title 7 says so [1].", "Somebody spoke."),
        ("Nobody counts here [1].", "Somebody spoke."),
    ],
)
def test_what_is_cited_bears_it_out(answerer: Answerer, text: str, quote: str) -> None:
    assert unfounded(answerer, told(text, quote)) == []


@pytest.mark.parametrize(
    ("text", "quote", "number"),
    [
        ("419 people were expelled [1].", "Courts expelled 418 foreigners.", "419.0"),
        ("15,000 people [1].", "1,500 people", "15000.0"),
        ("418 people on 30 March 2024 [1].", "418 foreigners in April 2024", "30.0"),
        ("12 of 418 [1].", "418 foreigners [12]", ""),
        ("2.5 million roubles [1].", "2 500 roubles", "2.5"),
    ],
)
def test_a_number_of_our_own_is_found(answerer: Answerer, text: str, quote: str, number: str) -> None:
    found = unfounded(answerer, told(text, quote))
    assert (number in found) if number else found == []


def test_without_a_source_nothing_is_founded_and_a_refusal_needs_none(answerer: Answerer) -> None:
    answer = told("Nobody counts.", "")
    assert unfounded(answerer, replace(answer, citations=())) == ["no citation"]
    assert unfounded(answerer, replace(answer, kind="none", citations=(), text="My sources hold 12.")) == []


def test_real_answers_are_founded_and_forged_ones_are_not(answerer: Answerer) -> None:
    asked = ("What did the Embassy of Tajikistan advise its citizens?", "Где подожгли рынок таджиков?",
             "How many people were killed at Crocus?", "Дар Крокус чанд нафар захмӣ шуд?")  # fmt: skip
    told = [answerer.ask(text, "en", today=date(2026, 1, 10)) for text in asked]
    given = [answer for answer in told if answer.kind in ("figure", "passage")]
    assert given
    for answer in given:
        assert unfounded(answerer, answer) == []
        assert unfounded(answerer, replace(answer, text=answer.text + " 98765")) == ["98765.0"]
