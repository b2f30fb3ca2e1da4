"""Whether statements that are told together say different things of the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from digests.answers.find.beside import is_of_one_time
from digests.answers.find.found import Fact
from digests.answers.find.profiles import Profiles
from digests.answers.find.shown import Shown
from digests.answers.find.support import Judge
from digests.answers.find.tellers import of_fact
from digests.answers.find.vetoes import places
from digests.answers.find.wanted import MEASURED, Wanted
from digests.answers.understand import lexis
from digests.answers.understand.question import Question, Term
from digests.figures.relations import agree
from digests.model import Claim, Figure, LedgerView, RelationType

APART: frozenset[RelationType] = frozenset({"contradicts", "different_scope"})
"""How two claims of one time are related that are told side by side."""
COUNTERPART = 0.5
"""How near what counts otherwise has to lie, as a share of how near the best fact does."""


class Differing:
    """Differences between the statements of one corpus."""

    def __init__(self, shown: Shown, judge: Judge, profiles: Profiles, wanted: Wanted) -> None:
        self.shown = shown
        self.judge = judge
        self.profiles = profiles
        self.wanted = wanted

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
        return asked and (_by_figures(one, other) or self.by_other_counts(one, other, question))

    def of_two_sides(self, one: Fact, other: Fact, question: Question) -> bool:
        """Whether the question names speakers or outlets of each of the facts, and not the same ones: a page tells what
        an official said, and what it counts itself."""
        words, others = (of_fact(question, fact, self.judge) for fact in (one, other))
        return words != others and bool(words and others)

    def by_other_counts(self, one: Fact, other: Fact, question: Question) -> bool:
        """Whether two facts that state no figure of the same indicator, told by others, each count for one time what
        the question names: 95 people missing, and 143 reports of the missing. Where it names nothing that happens, both
        count in one unit."""
        told = _tellers(one).isdisjoint(_tellers(other)) and not one.states & other.states
        measures = [term for term in question.terms if self.wanted.is_measure(term) and not term.aside]
        if not told or not all(self.says(fact, term) for fact in (one, other) for term in measures):
            return False
        return any(
            is_of_one_time(a, b) and (bool(measures) or a.unit == b.unit) and a.value != b.value and agree(a, b) is None
            for a in _figures(one)
            for b in _figures(other)
        )

    def says(self, fact: Fact, term: Term) -> bool:
        """Whether the fact says the word, as surely as what happened has to be said."""
        return self.judge.strength(term, self.judge.content(fact.hit.text, fact.lang)) >= MEASURED

    def counterpart(self, facts: Sequence[Fact], question: Question) -> Fact | None:
        """Of `facts` the one nearest by meaning that counts otherwise than the first; None where none is near."""
        best, *rest = facts
        others = [fact for fact in rest if self.by_other_counts(best, fact, question)]
        other = max(others, key=lambda fact: fact.nearness, default=None)
        return other if other is not None and other.nearness >= COUNTERPART * best.nearness else None

    def tellers(self, facts: Sequence[Fact]) -> bool:
        """Whether two of the facts are told by others."""
        return any(_tellers(one).isdisjoint(_tellers(other)) for one, other in combinations(facts, 2))

    def otherwise(self, fact: Fact, question: Question) -> tuple[Claim, ...]:
        """What the ledger holds against a figure that the fact states: claims of the same time and of other speakers
        that contradict it, or count otherwise, each figure once. It is one whose measure the question names, or the
        only one where sources are compared."""
        found: dict[object, Claim] = {}
        for indicator in sorted(fact.states):
            alone = question.compares_sources and len(fact.states) == 1
            definition = self.judge.indicators.definition(indicator)
            if alone or self.profiles.measures(definition) & question.concepts:
                view = self.shown.view(indicator, known=question.known)
                found |= {(each.value, each.low, each.high): each for each in _otherwise(view, fact)}
        return tuple(found.values())

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


def _otherwise(view: LedgerView, fact: Fact) -> Iterator[Claim]:
    apart = {frozenset((each.a, each.b)) for each in view.relations if each.type in APART}
    own = [claim for claim in view.claims if fact.holds(claim)]
    for other in view.claims:
        stands = other.review != "held" and other.status != "retracted"
        if stands and any(
            frozenset((claim.id, other.id)) in apart
            and is_of_one_time(claim, other)
            and claim.attributed_to != other.attributed_to
            for claim in own
        ):
            yield other


def _tellers(fact: Fact) -> frozenset[str]:
    speakers = fact.statement.attributed_to if fact.statement else ()
    return frozenset(speakers or (fact.document.publisher or "",))


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
