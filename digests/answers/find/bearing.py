"""Whether the ledger's figure is what the likeliest statement states: of the same time, by who is named."""

from __future__ import annotations

from digests.answers.find.found import Asked, Fact
from digests.answers.find.support import Judge
from digests.answers.understand.question import Question
from digests.figures.indicators import Definition
from digests.language.kin import kinds_of_names

SPEAKING = frozenset({"body", "person"})
"""Kinds of names that a figure can be told by."""


def answers_for(asked: Asked, fact: Fact, definition: Definition, question: Question, judge: Judge) -> bool:
    """Whether the figures can be told in the statement's stead: they hold its figure, or they are of the very time
    that is asked about; where no time is asked about and nobody is named who counted otherwise, the current ones are
    meant."""
    if states(asked, fact):
        return True
    if is_of_another_speaker(asked, fact, question, judge):
        return False
    return is_of_time(asked, question) or not is_timed(definition, question)


def states(asked: Asked, fact: Fact) -> bool:
    """Whether one of the claims that are said was read from the statement or passage."""
    return any(fact.holds(claim) for figure in asked.figures for claim in figure.cited)


def is_of_time(asked: Asked, question: Question) -> bool:
    """Whether a figure is of a period or of a day that the question names."""
    claims = [figure.claim for figure in asked.figures]
    return any(claim.period in question.periods or claim.as_of in question.days for claim in claims)


def is_timed(definition: Definition, question: Question) -> bool:
    """Whether a time is asked about. The day of the event alone is none, unless the first figures are asked for."""
    event = definition.event.day if definition.event else None
    days = [day for day in question.days if day != event or "at_first" in question.groups]
    return bool(days or question.periods or question.until or question.asof or "at_first" in question.groups)


def is_of_another_speaker(asked: Asked, fact: Fact, question: Question, judge: Judge) -> bool:
    """Whether the question names who counted in the statement, and none of the figures is by them."""
    named = {entity for entity in question.entities if kinds_of_names().get(entity) in SPEAKING}
    by = _entities(fact.statement.attributed_to if fact.statement else (), judge)
    others = [name for figure in asked.figures for claim in figure.cited for name in claim.attributed_to]
    return bool(named & by - _entities(others, judge))


def _entities(speakers: tuple[str, ...] | list[str], judge: Judge) -> set[str]:
    return {entity for name in speakers for entity in judge.content(name, "en").entities}
