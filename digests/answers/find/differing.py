"""Whether statements that are told together say different things of the same."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from digests.answers.find.found import Fact
from digests.answers.find.shown import Shown
from digests.answers.find.support import Judge
from digests.answers.find.tellers import of_fact
from digests.answers.find.vetoes import places
from digests.answers.understand import lexis
from digests.answers.understand.question import Question
from digests.figures.relations import agree
from digests.model import Claim, Figure


class Differing:
    """Differences between the statements of one corpus."""

    def __init__(self, shown: Shown, judge: Judge) -> None:
        self.shown = shown
        self.judge = judge

    def differ(self, facts: Sequence[Fact], question: Question) -> bool:
        """Whether two of the facts contradict each other in the ledger; where it is asked if sources agree, also
        whether they differ on a figure of one time or, of two documents, on a place."""
        return any(self.pair(one, other, question) for one, other in combinations(facts, 2))

    def pair(self, one: Fact, other: Fact, question: Question) -> bool:
        """The same of two facts."""
        if any(self.contradict(each, one, other, question) for each in one.states & other.states):
            return True
        if question.of_place:
            return one.document.id != other.document.id and self.elsewhere(one, other)
        asked = question.compares_sources or self.of_two_sides(one, other, question)
        return asked and _by_figures(one, other)

    def of_two_sides(self, one: Fact, other: Fact, question: Question) -> bool:
        """Whether the question names speakers or outlets of each of the facts, and not the same ones: a page tells what
        an official said, and what it counts itself."""
        words, others = (of_fact(question, fact, self.judge) for fact in (one, other))
        return words != others and bool(words and others)

    def contradict(self, indicator: str, one: Fact, other: Fact, question: Question) -> bool:
        """Whether the ledger holds that the facts' claims of an indicator contradict each other."""
        view = self.shown.view(indicator, known=question.known)
        of_one, of_other = (_of(view.claims, fact) for fact in (one, other))
        return any(
            each.type == "contradicts"
            and ((each.a in of_one and each.b in of_other) or (each.b in of_one and each.a in of_other))
            for each in view.relations
        )

    def elsewhere(self, one: Fact, other: Fact) -> bool:
        """Whether the facts name places, and not one of the same."""
        told = [
            places(self.judge.content(fact.hit.text, fact.lang).entities) - lexis.ambient() for fact in (one, other)
        ]
        return all(told) and not told[0] & told[1]


def _of(claims: Sequence[Claim], fact: Fact) -> set[str]:
    return {claim.id for claim in claims if fact.holds(claim)}


def _by_figures(one: Fact, other: Fact) -> bool:
    """Whether the facts state different figures of one indicator for the same time, by different speakers."""
    return any(
        a.indicator is not None
        and a.indicator == b.indicator
        and (a.period, a.as_of) == (b.period, b.as_of)
        and (a.value, a.low, a.high) != (b.value, b.low, b.high)
        and agree(a, b) is None
        and _speakers(a, one) != _speakers(b, other)
        for a in _figures(one)
        for b in _figures(other)
    )


def _figures(fact: Fact) -> tuple[Figure, ...]:
    return fact.statement.figures if fact.statement else ()


def _speakers(figure: Figure, fact: Fact) -> tuple[str, ...]:
    return figure.attributed_to or (fact.statement.attributed_to if fact.statement else ())
