"""Decides what answers a question: figures of the ledger, facts beside it, or nothing that is held."""

from __future__ import annotations

from collections.abc import Sequence

from digests.answers.find import sources
from digests.answers.find.candidates import Candidate, Chooser
from digests.answers.find.facts import Facts
from digests.answers.find.figures import Figures
from digests.answers.find.found import Fact, Found, Nearest, Refusal
from digests.answers.find.pool import Load
from digests.answers.find.shown import Shown
from digests.answers.find.support import Judge
from digests.answers.understand import lexis
from digests.answers.understand.question import Question, Understood
from digests.figures.indicators import Indicators

CLEAR = 0.25
"""How far ahead of all others an indicator must be whose measure the question does not name."""
KNOWN = 0.5
"""The share of a question from which an indicator that is contradicted is what was meant."""
SURE = 0.75
"""The share of keywords from which the figure they name is given before any passage."""
OFFERING = frozenset({"greeting", "help", "abuse"})
"""Replies that tell what can be asked."""


class Finder:
    """Finds answers in one corpus."""

    def __init__(self, shown: Shown, indicators: Indicators, meaning: Load) -> None:
        judge = Judge(indicators)
        self.shown = shown
        self.chooser = Chooser(shown, indicators, judge)
        self.figures = Figures(shown, indicators, self.chooser)
        self.facts = Facts(shown, indicators, judge, meaning)
        self.indicators = indicators

    def find(self, understood: Understood) -> Found:
        """What is to be said."""
        question = understood.question
        if understood.reply is not None:
            return self.replied(question, understood.reply)
        ranked = self.chooser.rank(question)
        best = ranked[0] if ranked and is_clear(question, ranked) else None
        is_figure = best is not None and may_be_figure(question, best)
        facts: tuple[Fact, ...] = ()
        if not (question.counts and best is not None and (is_figure or is_near_miss(best))):
            facts = self.facts.find(question)
        if best is not None and is_figure and (question.counts or not says_more(facts, best)):
            found = self.in_ledger(question, ranked)
            if found is not None or question.counts:
                return found or self.refused(question, ranked, then=True)
        return self.told(question, facts) if facts and not is_bare(question) else self.refused(question, ranked)

    def replied(self, question: Question, reply: str) -> Found:
        """A fixed reply, some with what can be asked."""
        offers = self.figures.offers(question, ()) if reply in OFFERING else ()
        return Found("help", 1.0, reply=reply, offers=offers)

    def told(self, question: Question, facts: Sequence[Fact]) -> Found:
        """The best of the facts that say different things."""
        chosen = self.facts.chosen(facts)
        cited = sources.gather(self.shown, question, facts=chosen)
        return Found("passage", facts[0].support, facts=chosen, sources=cited)

    def in_ledger(self, question: Question, ranked: Sequence[Candidate]) -> Found | None:
        """Figures that answer; None where nothing stood at the time that was asked about."""
        figures, days = self.figures.find(question, ranked)
        if not figures:
            return None
        cited = sources.gather(self.shown, question, figures)
        return Found("figure", ranked[0].met, figures=figures, days=days, sources=cited)

    def refused(self, question: Question, ranked: Sequence[Candidate], *, then: bool = False) -> Found:
        """The sources do not tell. `then`: they tell, but not of the time that was asked about."""
        best = ranked[0] if ranked else None
        meant = None
        nearest: Nearest | None = None
        if question.counts:
            if best is not None and best.fits and (then or not best.held):
                meant = self.indicators.get(best.id)
            if not then:
                nearest = self.figures.nearest(question, ranked)
            elif best is not None:
                nearest = self.figures.other_time(self.indicators.get(best.id), question)
        return Found(
            "none",
            0.0,
            refusal=Refusal(meant, then, nearest),
            offers=self.figures.offers(question, ranked),
            sources=sources.gather(self.shown, question, [nearest.figure]) if nearest else None,
        )


def is_clear(question: Question, ranked: Sequence[Candidate]) -> bool:
    """Whether the best indicator is the one that is meant: by its measure, or by a name that no other has."""
    named = any(term.entity and term.entity not in lexis.ambient() for term in question.terms)
    return ranked[0].measured or (named and (len(ranked) < 2 or ranked[0].score - ranked[1].score >= CLEAR))


def may_be_figure(question: Question, best: Candidate) -> bool:
    """Whether the indicator answers, for a question that asks for a figure: by its words, or, as keywords and
    questions without "how many", by naming what is counted, of what."""
    if not best.fits or not best.held:
        return False
    open_kind = question.kind is None or (question.kind == "what" and best.stated)
    named = open_kind and best.measured and (len(question.terms) > 1 or question.follows)
    return question.counts or named


def says_more(facts: Sequence[Fact], best: Candidate) -> bool:
    """Whether a passage tells more of the keywords than the figure they may mean."""
    return bool(facts) and best.met < SURE and facts[0].support > best.met


def is_near_miss(best: Candidate) -> bool:
    """Whether the question asks for a figure we know of, but of another people, place or time, or one not held."""
    return (best.fits and not best.held) or (best.measured and best.met >= KNOWN and bool(best.against))


def is_bare(question: Question) -> bool:
    """Whether a lone common word was said: it asks nothing."""
    return question.kind is None and len(question.terms) == 1 and question.terms[0].entity is None
