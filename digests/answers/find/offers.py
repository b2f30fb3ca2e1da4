"""What can be asked instead: questions, as people wrote them down beside the statements that answer them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from digests.answers.find.found import Fact
from digests.answers.find.shown import Shown
from digests.answers.understand.question import Question
from digests.figures.indicators import Indicators
from digests.model import Lang, Statement
from digests.say import foreign

MOST = 6
"""Questions that are tried: three are offered at most, and a few may be refused."""


def near(shown: Shown, indicators: Indicators, question: Question, facts: Sequence[Fact]) -> tuple[str, ...]:
    """Questions about what lies nearest, then about the figures that stand."""
    likely = sorted(facts, key=lambda fact: -fact.support)
    statements = (fact.statement for fact in likely if "withheld" not in fact.ruled_out and fact.statement)
    found: dict[str, None] = {}
    of_figures = _of_figures(shown, indicators, question)
    for ask in chain(_first(statements, question.lang), _first(of_figures, question.lang)):
        found[ask] = None
        if len(found) == MOST:  # to go through every record and figure would take longer than to find the answer
            break
    return tuple(found)


def _first(statements: Iterable[Statement], lang: Lang) -> Iterator[str]:
    """The first question of each that can be shown as it is: it is the one that stands by itself. One a record."""
    told = set()
    for statement in statements:
        record = statement.id.rpartition("#")[0]
        if record in told:
            continue
        ask = next((ask for ask in statement.asks.get(lang, ()) if foreign.inert(ask) == ask), None)
        if ask is not None:
            told.add(record)
            yield ask


def _of_figures(shown: Shown, indicators: Indicators, question: Question) -> Iterator[Statement]:
    """The statements that the current figures were read from."""
    for indicator in indicators.all:
        claim = shown.view(indicator.id, known=question.known).current
        statement = shown.holdings.statement(claim.statement_id) if claim and claim.statement_id else None
        if statement is not None:
            yield statement
