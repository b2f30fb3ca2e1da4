"""Learning where questions point: on a corpus of three statements whose questions the model mistakes for each other."""

from __future__ import annotations

import numpy as np
import pytest

from digests.answers.find.aim import Aim
from tests.eval.fit_asking import Carried, Questions, answers, first, learned

DIM, OF_ONE = 24, 12


def corpus(seed: int) -> tuple[Carried, Questions]:
    """Statements differ in their first numbers; what people ask differs most in the others."""
    draw = np.random.default_rng(seed)

    def ask(statement: int) -> np.ndarray:
        own = np.r_[0.7 * np.eye(4)[statement], draw.normal(0, 0.5, DIM - 4)]
        return np.asarray(own / np.linalg.norm(own), np.float32)

    whose = np.repeat(np.arange(4), OF_ONE)  # the fourth is what is left open
    carried = Carried(np.stack([ask(n) for n in whose]), whose, ("a", "b", "c"))
    asked = np.arange(80) % 4
    wanted = np.eye(4, dtype=np.float32)[asked]
    return carried, Questions(np.stack([ask(n) for n in asked]), wanted, tuple(f"hand {n // 40}" for n in range(80)))


def test_what_was_learned_leads_questions_of_others_to_their_statements() -> None:
    carried, asked = corpus(3)
    aim = Aim("m", learned(carried, asked.without({"hand 1"})))
    others = asked.without({"hand 0"})
    before, after = first(carried, others, None), first(carried, others, aim)
    assert after >= before + 0.1, (before, after)


def test_without_hands_the_carried_questions_teach_what_tells_statements_apart() -> None:
    carried, asked = corpus(5)
    nobody = Questions(asked.vectors[:0], asked.wanted[:0], ())
    kept = np.diag(learned(carried, nobody))
    assert kept[:3].min() > 1 > kept[4:].mean()


def test_the_same_is_learned_each_time() -> None:
    carried, asked = corpus(7)
    assert learned(carried, asked) == pytest.approx(learned(carried, asked))


@pytest.mark.parametrize(
    ("expect", "is_right"),
    [
        ({"numbers_all": [144]}, True),
        ({"numbers_all": [144, 9000]}, True),  # half of what is expected is worth being led to
        ({"numbers_any": [9000]}, False),
        ({"strings_any": [["Бастрыкин", "emergencies"]]}, True),
        ({"strings_any": [["nobody"]]}, False),
        ({"docs_any": ["another"]}, False),
    ],
)
def test_a_statement_answers_if_it_holds_something_of_what_is_expected(
    expect: dict[str, object], is_right: bool
) -> None:
    whole = {"numbers_all": [], "numbers_any": [], "strings_any": [], "docs_any": ["own"]} | expect
    assert answers(whole, "own", "144 people were killed, the emergencies ministry says") is is_right
