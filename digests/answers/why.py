"""Why an answer is the one that is given: what spoke for and against each candidate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from digests.answers.find import scorer
from digests.answers.find.finder import Candidates
from digests.answers.find.found import Asked, Fact

Kind = Literal["figure", "statement", "passage"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One candidate. A feature times its weight is what it adds to the score before that is made a chance."""

    id: str  # of a figure its indicator; of a statement its own; of a passage document and number
    kind: Kind
    score: float
    features: Mapping[str, float]
    weights: Mapping[str, float]
    ruled_out: tuple[str, ...]


def reasons(candidates: Candidates) -> tuple[Reason, ...]:
    """All candidates, the likeliest first, what is ruled out behind the rest."""
    found = [*_of_figures(candidates), *_of_facts(candidates)]
    return tuple(sorted(found, key=lambda reason: (bool(reason.ruled_out), -reason.score)))


def _of_figures(candidates: Candidates) -> Iterator[Reason]:
    weights = scorer.load("figures by words" if candidates.by_words else "figures").weights
    for one in candidates.figures:
        yield _reason(one.indicator, "figure", one, weights)


def _of_facts(candidates: Candidates) -> Iterator[Reason]:
    weights = scorer.load("facts by words" if candidates.by_words else "facts").weights
    for one in candidates.facts:
        statement = one.hit.statement_id
        kind: Kind = "statement" if statement else "passage"
        yield _reason(statement or f"{one.document.id}:{one.hit.passage_id}", kind, one, weights)


def _reason(name: str, kind: Kind, one: Fact | Asked, weights: Mapping[str, float]) -> Reason:
    return Reason(name, kind, round(one.support, 4), one.features, weights, one.ruled_out)
