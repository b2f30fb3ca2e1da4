"""Figure or statement: which of them answers."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest

from digests.answers.find.finder import Candidates
from digests.answers.find.found import Asked, Fact, FoundFigure
from digests.answers.understand.question import Question
from tests.answers.world import asked, statement

FEATURES = {"fits": 0.0, "measured": 0.0, "complete": 0.0, "carriers": 0.0}
YEARS = cast("tuple[FoundFigure, ...]", ("2023", "2024"))
COMPARING = asked("Was 2023 more than 2024?", groups=frozenset({"compare"}))


@pytest.mark.parametrize(
    ("question", "figures", "states", "meant"),
    [
        (COMPARING, YEARS, "deported.tj", True),
        (COMPARING, YEARS[:1], "deported.tj", False),
        (COMPARING, YEARS, "crocus.deaths", False),
        (replace(COMPARING, groups=frozenset()), YEARS, "deported.tj", False),
    ],
)
def test_both_of_what_is_set_beside_each_other_go_before_a_statement_of_one(
    question: Question, figures: tuple[FoundFigure, ...], states: str, meant: bool
) -> None:
    fact = replace(statement("In 2024 there were more."), states=frozenset({states}))
    figure = Asked("deported.tj", figures, (), 0.6, FEATURES)
    assert Candidates((fact,), (figure,), ()).is_meant(question, figure, fact) is meant


def test_a_figure_that_is_named_goes_before_a_likelier_statement_of_another() -> None:
    question = asked("How many were injured?")
    named = Asked("crocus.injured", YEARS[:1], (), 0.6, dict.fromkeys(FEATURES, 1.0))
    vague = replace(named, features=FEATURES)
    killed = replace(statement("The dead were 140."), near=0.5, states=frozenset({"crocus.deaths"}))
    both = replace(killed, states=killed.states | {"crocus.injured"})
    nothing = replace(killed, states=frozenset())

    def is_meant(figure: Asked, fact: Fact) -> bool:
        return Candidates((fact,), (figure,), ()).is_meant(question, figure, fact)

    assert is_meant(named, killed)
    assert not is_meant(vague, killed) and not is_meant(named, both) and not is_meant(named, nothing)
