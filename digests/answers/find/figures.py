"""Figures of the ledger that answer a question, the nearest one where none does, and what else can be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from digests.answers.find import beside, scorer
from digests.answers.find.candidates import Candidate, Chooser
from digests.answers.find.found import Asked, Fact, FoundFigure, Moment, Nearest
from digests.answers.find.moments import moments, standing
from digests.answers.find.pool import NONE_OPEN
from digests.answers.find.shown import Shown
from digests.answers.find.spots import spots
from digests.answers.find.tellers import of_two, told_best
from digests.answers.understand.question import Question
from digests.figures.indicators import Definition, Indicators
from digests.model import Claim, Indicator, LedgerView
from digests.say.evidence import named

BY_WORDS = 4
BY_STATEMENTS = 4
"""Indicators that are judged: the best by their own words, and by the statements that state them."""
MOST = 3
"""Indicators of one answer."""
TOGETHER = 0.2
"""How near a second indicator's score must be to be asked for as well ("killed and injured")."""
NEAREST = 0.35
"""The score from which an indicator that does not answer is shown as the nearest thing held."""
LOOKED_AT = 6
"""Candidates among which a second or the nearest figure is looked for."""


class Figures:
    """Finds figures in one corpus."""

    def __init__(self, shown: Shown, indicators: Indicators, chooser: Chooser) -> None:
        self.shown = shown
        self.indicators = indicators
        self.chooser = chooser

    def asked(self, question: Question, ranked: Sequence[Candidate], facts: Sequence[Fact]) -> tuple[Asked, ...]:
        """The indicators that may be asked for, those that nothing rules out first, the likeliest of each first."""
        carried = carriers(facts)
        absent = self.absent(question, ranked)
        likely = sorted(ranked, key=lambda each: -carried[each.id].support if each.id in carried else 0.0)
        chosen = {each.id: each for each in (*ranked[:BY_WORDS], *likely[:BY_STATEMENTS]) if each.held}
        found = [self.judged(question, each, ranked, carried.get(each.id), facts) for each in chosen.values()]
        found = [
            replace(one, ruled_out=(*one.ruled_out, "measure")) if stands_in(chosen[one.indicator], absent) else one
            for one in found
        ]
        return tuple(sorted(found, key=lambda each: (bool(each.ruled_out), -each.support)))

    def absent(self, question: Question, ranked: Sequence[Candidate]) -> Candidate | None:
        """The indicator that the question names, where it holds nothing, or nothing of the time that is asked about."""
        best = ranked[0] if ranked else None
        if best is None or not (best.fits and best.measured):
            return None
        return None if best.held and self.find(question, [best])[0] else best

    def judged(
        self,
        question: Question,
        candidate: Candidate,
        ranked: Sequence[Candidate],
        carrier: Fact | None,
        facts: Sequence[Fact],
    ) -> Asked:
        """One indicator with its figures, and those of others that are asked for as well. `carrier` is the likeliest
        statement that states a figure of it."""
        beside = [each for each in ranked if each.id != candidate.id]
        figures, days = self.find(question, [candidate, *beside])
        shown = {(figure.claim.doc_id, figure.claim.statement_id) for figure in figures}
        features = {
            "carrier": carrier.support if carrier else 0.0,
            "carrier_lacks": float(carrier is None or bool(carrier.ruled_out)),
            "carrier_first": float(carrier is not None and carrier is facts[0]),
            "carrier_shown": float(carrier is not None and (carrier.document.id, carrier.hit.statement_id) in shown),
            "carriers": min(1.0, sum(fact.support for fact in facts if candidate.id in fact.states)),
            "carriers_lead": lead(facts, candidate.id),
            "near_open": near_open(facts, candidate.id),
            "left_open": facts[0].features["left_open"] if facts else NONE_OPEN,
            "carrier_sure": carrier.sure if carrier else 0.0,
            "first_sure": facts[0].sure if facts else 0.0,
            "named": self.chooser.named(self.indicators.definition(candidate.id), question),
            "met": candidate.met,
            "score": candidate.score,
            "fits": float(candidate.fits),
            "measured": float(candidate.measured),
            "complete": float(candidate.complete),
            "stated": float(candidate.stated),
            "counts": float(question.counts),
        }
        weights = scorer.load("figures" if any(fact.near is not None for fact in facts) else "figures by words")
        against = [
            *candidate.against,
            *([self.lacks(question, candidate.id)] if not figures else []),
        ]
        return Asked(candidate.id, figures, days, weights.score(features), features, tuple(against))

    def find(self, question: Question, ranked: Sequence[Candidate]) -> tuple[tuple[FoundFigure, ...], tuple[date, ...]]:
        """The figures that answer, with the days they were asked for; none where nothing stood at that time."""
        found: list[FoundFigure] = []
        days: list[date] = []
        for candidate in self.together(question, ranked):
            definition = self.indicators.definition(candidate.id)
            at = moments(question, definition)
            for moment in at:
                figure = self.figure(question, definition, moment, full=len(at) == 1)
                if figure is not None and not any(figure.claim.id == each.claim.id for each in found):
                    found.append(figure)
                    days += [moment.day] if moment.day is not None else []
        return tuple(found), tuple(days)

    def figure(self, question: Question, definition: Definition, moment: Moment, *, full: bool) -> FoundFigure | None:
        """What stood at one moment; with `full` also what came before and after."""
        view = self.shown.view(definition.indicator.id, asof=moment.day, known=question.known)
        asked = spots(question, definition)
        claim = standing(view, moment)
        if claim is not None and asked and not self.is_of_spot(claim, asked):
            local = [each for each in view.claims if self.is_of_spot(each, asked)]
            claim = standing(_only(view, local), moment)
        elif claim is not None and (told := told_best(question, _tellable(view), self.chooser.judge)):
            claim = claim if claim in told else standing(_only(view, told), moment) or claim
        if claim is None:
            return None
        names = self.event_names(definition.indicator, claim, question)
        compared = question.compares_sources or of_two(question, _tellable(view), self.chooser.judge)
        figure = beside.figure(view, claim, event_names=names, agreement=compared, full=full)
        if figure.agreement != "differ" and question.kind != "agreement":
            figure = replace(figure, agreement=None)  # whether sources agree was not asked in so many words
        if not full or moment.day is None:
            return figure
        return replace(figure, later=self.later(claim, definition.indicator, question))

    def later(self, claim: Claim, indicator: Indicator, question: Question) -> Claim | None:
        """What was said after the day that was asked about."""
        now = self.shown.view(indicator.id, known=question.known).current
        return None if now is None or now.as_of is None or beside.says_same(claim, now) else now

    def lacks(self, question: Question, indicator: str) -> str:
        """What an indicator without a figure that answers has none of."""
        return "another place" if spots(question, self.indicators.definition(indicator)) else "another time"

    def is_of_spot(self, claim: Claim, asked: frozenset[str]) -> bool:
        """Whether a claim, or what it was read from, names one of the places."""
        statement = self.shown.holdings.statement(claim.statement_id) if claim.statement_id else None
        texts = [claim.quote, claim.place, claim.scope, *(statement.texts.values() if statement else ())]
        return bool(asked & frozenset().union(*(named(text) for text in texts if text)))

    def event_names(self, indicator: Indicator, claim: Claim, question: Question) -> frozenset[str]:
        return self.shown.names(claim.doc_id, question.known) if indicator.event else frozenset()

    def together(self, question: Question, ranked: Sequence[Candidate]) -> list[Candidate]:
        """The best indicator, and others that the question names beside it by another measure, or of another country
        ("do people earn more in Russia than in Tajikistan?"); where it counts twice, a part beside its whole."""
        chosen = [ranked[0]]
        measures = self.measures(ranked[0].id, question)
        places = self.names(ranked[0].id, question)
        for other in ranked[1:LOOKED_AT]:
            named = other.held and other.measured and other.complete  # of the children nothing may have been said
            if question.two_counts and named and self.is_part(other.id, ranked[0].id):
                chosen.append(other)
                continue
            elsewhere = self.names(other.id, question)
            if places and elsewhere - places and other.held and other.fits and self.is_close(ranked[0], other):
                chosen.append(other)
                places |= elsewhere
                continue
            own = self.measures(other.id, question)
            if other.held and other.measured and own and not own & measures:
                terms = tuple(term for term in question.terms if not term.concepts & measures or term.concepts & own)
                alone = self.chooser.candidate(self.indicators.definition(other.id), replace(question, terms=terms))
                if alone.fits and self.is_close(ranked[0], alone):
                    chosen.append(other)
                    measures |= own
        return chosen[:MOST]

    def is_part(self, one: str, other: str) -> bool:
        """Whether the figures of one of two indicators hold those of the other: the killed, and the children."""
        whole = {each: self.indicators.definition(each).part_of for each in (one, other)}
        return whole[one] == other or whole[other] == one

    def is_close(self, best: Candidate, other: Candidate) -> bool:
        return best.score - other.score <= TOGETHER

    def names(self, indicator: str, question: Question) -> frozenset[str]:
        """The names of the question that the indicator's own name and scope hold."""
        own = self.chooser.profiles.own_words(self.indicators.get(indicator), question.lang)
        return own.entities & question.entities

    def measures(self, indicator: str, question: Question) -> frozenset[str]:
        """What the indicator's rules let a number be said of, as far as the question names it."""
        rules = self.indicators.definition(indicator).rules
        named = frozenset().union(*(rule.measure for rule in rules)) & question.concepts
        return frozenset(each for each in named if not self.indicators.concepts[each].weak)

    # Where none answers

    def other_time(self, indicator: Indicator, question: Question) -> Nearest | None:
        """The figure that stands, for whatever time it does."""
        figure = self.bare(self.shown.view(indicator.id, known=question.known), question)
        return Nearest(figure, "other time") if figure else None

    def nearest(self, question: Question, ranked: Sequence[Candidate]) -> Nearest | None:
        """The figure of the nearest indicator that is held and counts the same thing of others."""
        for candidate in ranked[:LOOKED_AT]:
            near = candidate.held and candidate.measured and candidate.score >= NEAREST
            if not near or "event" in candidate.against:
                continue
            figure = self.bare(self.shown.view(candidate.id, known=question.known), question)
            if figure is not None:
                asked = spots(question, self.indicators.definition(candidate.id))
                elsewhere = bool(asked) and not self.is_of_spot(figure.claim, asked)
                return Nearest(figure, "other" if candidate.against or elsewhere else "perhaps")
        return None

    def bare(self, view: LedgerView, question: Question) -> FoundFigure | None:
        """What stands, with nothing beside it but who says the same."""
        if view.current is None:
            return None
        names = self.event_names(view.indicator, view.current, question)
        return FoundFigure(view, view.current, alike=beside.alike(view, view.current), event_names=names)


def stands_in(candidate: Candidate, absent: Candidate | None) -> bool:
    """Whether a figure would be told in the stead of one that the question clearly rather names and that nobody holds:
    the killed for the injured, all for the children, wages for what was sent home in a year that nobody counted."""
    return absent is not None and absent.score - candidate.score > TOGETHER


def carriers(facts: Sequence[Fact]) -> dict[str, Fact]:
    """Indicator → the first of `facts` that states a figure of it."""
    found: dict[str, Fact] = {}
    for fact in facts:
        for indicator in fact.states:
            found.setdefault(indicator, fact)
    return found


def near_open(facts: Sequence[Fact], indicator: str) -> float:
    """How much nearer by meaning the nearest statement of the indicator lies than what the records leave open."""
    return max((fact.features["near_open"] for fact in facts if indicator in fact.states), default=-1.0)


def lead(facts: Sequence[Fact], indicator: str) -> float:
    """How much nearer by meaning the nearest statement of the indicator lies than all that is of something else."""
    own = [fact.near or 0.0 for fact in facts if indicator in fact.states]
    others = [fact.near or 0.0 for fact in facts if indicator not in fact.states and not fact.ruled_out]
    return max(own, default=0.0) - max(others, default=0.0)


def _only(view: LedgerView, claims: Sequence[Claim]) -> LedgerView:
    """The ledger as if it held no other claims."""
    return replace(view, claims=tuple(claims), current=claims[-1] if claims else None)


def _tellable(view: LedgerView) -> list[Claim]:
    return [claim for claim in view.claims if claim.review != "held" and claim.status != "retracted"]
