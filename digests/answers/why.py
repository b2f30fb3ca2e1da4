"""Why an answer is the one that is given: what spoke for and against each candidate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from digests.answers.find import scorer
from digests.answers.find.facts import telling
from digests.answers.find.finder import Candidates, Likeliest
from digests.answers.find.found import Asked, Fact
from digests.answers.understand.question import Question

Kind = Literal["figure", "statement", "passage"]


@dataclass(frozen=True, slots=True)
class Telling:
    """Whether the likeliest fact is told: another sum over its features, made the chance that it answers. With `borne`,
    which the second best adds where two are compared, it must be `enough`; what is `outdone` is not told anyhow."""

    sure: float
    borne: float
    enough: float
    outdone: bool  # a likelier candidate is ruled out: that was asked for, and not this
    bias: float
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Reason:
    """One candidate. A feature times its weight is what it adds to the score before that is made a chance."""

    id: str  # of a figure its indicator; of a statement its own; of a passage document and number
    kind: Kind
    score: float
    features: Mapping[str, float]
    weights: Mapping[str, float]
    ruled_out: tuple[str, ...]
    telling: Telling | None = None  # of the likeliest fact alone


def reasons(candidates: Candidates, question: Question) -> tuple[Reason, ...]:
    """All candidates for an answer to `question`, the likeliest first, what is ruled out behind the rest."""
    found = [*_of_figures(candidates), *_of_facts(candidates, question)]
    return tuple(sorted(found, key=lambda reason: (bool(reason.ruled_out), -reason.score)))


def _of_figures(candidates: Candidates) -> Iterator[Reason]:
    weights = scorer.load("figures by words" if candidates.by_words else "figures").weights
    for one in candidates.figures:
        yield _reason(one.indicator, "figure", one, weights)


def _of_facts(candidates: Candidates, question: Question) -> Iterator[Reason]:
    likeliest = candidates.likeliest(question)
    weights = scorer.load("facts by words" if candidates.by_words else "facts").weights
    for one in candidates.facts:
        statement = one.hit.statement_id
        kind: Kind = "statement" if statement else "passage"
        reason = _reason(statement or f"{one.document.id}:{one.hit.passage_id}", kind, one, weights)
        if likeliest is not None and one is likeliest.fact:
            reason = replace(reason, telling=_telling(likeliest, candidates))
        yield reason


def _telling(likeliest: Likeliest, candidates: Candidates) -> Telling:
    by = telling(candidates.facts)
    sure, borne = round(likeliest.fact.sure, 4), round(likeliest.borne, 4)
    return Telling(sure, borne, likeliest.enough, likeliest.outdone, by.bias, by.weights)


def _reason(name: str, kind: Kind, one: Fact | Asked, weights: Mapping[str, float]) -> Reason:
    return Reason(name, kind, round(one.support, 4), one.features, weights, one.ruled_out)
