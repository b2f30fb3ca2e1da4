"""The third voice is one more feature: it moves a doubt, lifts no veto, and says nothing by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from digests.answers.answerer import Answerer
from digests.answers.find import scorer
from digests.corpus.store import Store
from digests.figures.indicators import load
from digests.model import Answer, Lang
from digests.policy import OPEN
from digests.voice.voice import Option

TODAY = date(2026, 11, 1)
QUESTION = "What did unknown people set on fire in Blagoveshchensk?"


class Chooser:
    """Chooses what it is told to."""

    def __init__(self, said: frozenset[int] | None) -> None:
        self.said = said
        self.shown: list[Option] = []

    def choose(self, question: str, lang: Lang, options: Sequence[Option]) -> frozenset[int] | None:
        self.shown = list(options)
        return self.said


def answer(data: Path, voice: Chooser | None, question: str = QUESTION) -> tuple[Answer, dict[str, float]]:
    with Store.open(data) as store:
        answerer = Answerer(store, load(), policy=OPEN, voice=lambda: voice)
        told = answerer.ask(question, "en", today=TODAY, known=TODAY)
        return told, {reason.id: reason.score for reason in answerer.why(question, "en", today=TODAY, known=TODAY)}


def test_what_it_chooses_gains_and_what_it_leaves_stays(curated: Path) -> None:
    voice = Chooser(frozenset({1}))
    _, before = answer(curated, None)
    _, after = answer(curated, voice)
    raised = {name for name in before if after[name] > before[name]}
    assert len(raised) == 1 and len(voice.shown) > 1
    assert all(after[name] == before[name] for name in before.keys() - raised)


def test_none_lowers_all_that_it_was_shown(curated: Path) -> None:
    _, before = answer(curated, None)
    _, after = answer(curated, Chooser(frozenset()))
    assert sum(after[name] < before[name] for name in before) >= 2
    assert all(after[name] <= before[name] for name in before)


@pytest.mark.parametrize("voice", [None, Chooser(None)])
def test_no_voice_and_no_opinion_change_nothing(curated: Path, voice: Chooser | None) -> None:
    plain, scores = answer(curated, None)
    told, others = answer(curated, voice)
    assert (told.text, others) == (plain.text, scores)


def test_what_is_ruled_out_is_not_shown_to_it(curated: Path) -> None:
    voice = Chooser(frozenset({0, 1, 2}))
    told, _ = answer(curated, voice, "How many people were killed in Beslan?")
    assert told.kind == "none" or voice.shown


def test_its_weight_stands_with_the_fitted_ones() -> None:
    one = scorer.load("facts by words")
    features = dict.fromkeys(one.weights, 0.0)
    assert one.score(features | {"chosen": 1.0}) > one.score(features) > one.score(features | {"chosen": -1.0})
    assert replace(one, weights={}).score(features | {"chosen": 1.0}) == replace(one, weights={}).score(features)
