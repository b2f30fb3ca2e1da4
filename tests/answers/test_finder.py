"""Figure or statement: which of them answers."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest

from digests.answers.find.finder import Candidates
from digests.answers.find.found import Asked, FoundFigure
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
