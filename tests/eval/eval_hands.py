"""Answers to questions by many hands, over our records and over raw texts; `sealed` is what counts.

`sealed` is asked only with EVAL_SEALED=1: once, when all else is done. Kinds of questions and languages are measured
apart. `founded` is checked here by another implementation than the gate
of the answers: `tests/eval/founded.py` knows nothing of `digests.say.evidence`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from digests.language import meaning
from digests.model import LANGS
from tests.eval.eval_answers import Outcome, outcomes, share
from tests.eval.founded import unfounded
from tests.eval.hands import Corpus, Set, corpus, questions
from tests.eval.measure import Measure, skipped

FIGURE = frozenset({"figure", "asof", "compare", "disagree", "truth"})

TAKES_MINUTES = True
"""The model reads every question, and the raw texts first."""

SETS: tuple[Set, ...] = ("fit", "look", *(("sealed",) if os.environ.get("EVAL_SEALED") else ()))  # type: ignore[assignment]
OVER: tuple[Corpus, ...] = ("records", "raw")

FLOORS: dict[str, float] = {
    "look, records: figures right": 0.87, "look, records: facts right": 0.90,
    "look, records: near misses refused": 0.89, "look, records: wrongly refused": 0.07,
    "look, records: wrong of those given": 0.09,
}  # fmt: skip


def measure() -> list[Measure]:
    if meaning.load().meaning is None:
        return skipped("questions by many hands (no meaning model here)")
    found = []
    for over in OVER:
        if not questions("look", over):
            found += skipped(f"questions by many hands over {over}")
            continue
        with corpus(over, with_meaning=True) as answerer:
            for which in SETS:
                answered = outcomes(answerer, questions(which, over))
                bad = [one.asked["id"] for one in answered if unfounded(answerer, one.answer)]
                found += list(measures(which, over, answered, bad))
    return found


def measures(which: Set, over: Corpus, answered: Sequence[Outcome], bad: Sequence[str]) -> Iterator[Measure]:
    name = f"{which}, {over}"
    for lang in (None, *LANGS):
        own = [one for one in answered if lang in (None, one.asked["lang"])]
        told = f", {lang}" if lang else ""
        answerable = [one for one in own if not one.expect["abstain"]]
        figures = [one for one in answerable if one.asked["kind"] in FIGURE]
        facts = [one for one in answerable if one.asked["kind"] not in FIGURE]
        given = [one for one in own if not one.refused]
        misses = [one for one in own if one.expect["abstain"]]
        yield _measure(f"{name}: figures right{told}", [one.right for one in figures])
        yield _measure(f"{name}: facts right{told}", [one.right for one in facts])
        yield _measure(f"{name}: near misses refused{told}", [one.refused for one in misses])
        yield _measure(f"{name}: wrongly refused{told}", [one.refused for one in answerable], at_most=True)
        yield _measure(f"{name}: wrong of those given{told}", [not one.right for one in given], at_most=True)
    yield Measure(f"{name}: founded", 1 - len(bad) / len(answered), 1.0, ", ".join(bad[:6]))


def _measure(what: str, values: Sequence[bool], *, at_most: bool = False) -> Measure:
    return Measure(what, share(values), FLOORS.get(what), f"{sum(values)} of {len(values)}", at_most=at_most)
