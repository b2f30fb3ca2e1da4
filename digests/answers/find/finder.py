"""Decides what answers a question: figures of the ledger, facts beside it, or nothing that is held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from digests.answers.find import bearing, offers, scorer, sources
from digests.answers.find.candidates import Candidate, Chooser
from digests.answers.find.differing import Differing
from digests.answers.find.facts import OTHER_TIME, SHOWN_COMPARED, Facts, Hear, by_words, enough
from digests.answers.find.figures import Figures
from digests.answers.find.found import Asked, Fact, Found, Moment, Nearest, Refusal
from digests.answers.find.shown import Shown
from digests.answers.find.support import Judge
from digests.answers.find.tellers import of_fact
from digests.answers.understand.lexis import Kind
from digests.answers.understand.question import ELSE, Question, Understood
from digests.figures.indicators import Indicators
from digests.language.meaning import Load
from digests.model import Claim
from digests.say.ageing import AGEING

SECOND_BEST = 0.65
"""What the best fact must have of the support of a likelier one that is ruled out."""
UNSEEN = frozenset({"withheld", "private"})
"""What rules out a passage that nobody may see: it must not be told by what else is refused."""
NEAR = 0.19
"""How near by its meaning a fact must lie at least: where few records leave little open, nothing else tells what has
nothing to do with them ("who wrote the Shahnameh?" lies at .13 to .18, of sixty right answers none below .199)."""
AS_LIKELY = 0.1
"""How far a figure whose measure was named may lie behind a likelier one and go before it."""
ENOUGH_CARRIERS = 0.5
"""The support that the statements of an indicator must have together, where its name is said in full."""
TELLING = 10
"""From which a number tells a figure from others: "who gave 1.2 million?", not "who were the four?"."""
ENOUGH_OF_SIDES = 0.25
"""How sure a fact must be, or how likely a figure that nearly all of the question names, where what sources say
differently is asked, or who told a number that the fact states: whoever asks has read it. Of 164 questions by forty
hands that ask what sources say differently none was a near miss; of 21 of our own on what nobody holds one was told."""
HELPED = frozenset({"trouble", "list"})
"""The replies to who is in trouble, and to who fears to be on a list; what bodies say of that stands under them."""
OTHERWISE: frozenset[Kind] = ELSE | {"what", "how"}
"""Kinds that ask something else of a figure that they name."""
OTHERS = 2
"""Statements told beside one whose figure they count otherwise."""
OFFERING = frozenset({"greeting", "help", "abuse"})
"""Replies that tell what can be asked."""


@dataclass(frozen=True, slots=True)
class Likeliest:
    """The best fact that nothing rules out, and what decides whether it is told."""

    fact: Fact
    borne: float  # what the second best adds to its sureness, where figures are set beside each other
    enough: float  # the sureness that it must have
    outdone: bool  # a likelier one is ruled out: something else is asked for

    @property
    def is_told(self) -> bool:
        near = self.fact.near is None or self.fact.near >= NEAR
        return near and not self.outdone and self.fact.sure + self.borne >= self.enough


@dataclass(frozen=True, slots=True)
class Candidates:
    """All that may answer a question, the likeliest of each kind first."""

    facts: tuple[Fact, ...]
    figures: tuple[Asked, ...]
    ranked: tuple[Candidate, ...]  # the indicators by their own words

    @property
    def by_words(self) -> bool:
        """Whether no meaning model looked at them."""
        return by_words(self.facts)

    def fact(self, question: Question) -> Fact | None:
        """The best fact that may be told and is likely enough."""
        best = self.likeliest(question)
        return best.fact if best is not None and best.is_told else None

    def likeliest(self, question: Question) -> Likeliest | None:
        """The best fact that may be told. Where a likelier one is ruled out, something else is asked for; where figures
        are set beside each other the second best bears out the first, since either alone is half of what is asked, and
        where it is asked which of two places it was, all that tell of either."""
        able = [fact for fact in self.facts if not fact.ruled_out]
        if not able:
            return None
        highest = max(fact.support for fact in self.facts if self.is_rival(fact, question))
        outdone = question.counts and able[0].support < SECOND_BEST * highest
        borne = able[1].sure / 2 if question.compares and len(able) > 1 else 0.0
        if question.of_place and question.two_places:
            borne = sum(fact.sure for fact in able[1:] if not fact.features["lacks_place"])
        least = enough(self.facts)
        if not self.by_words and (question.asks_sources or is_of_number(able[0], question)):
            least = ENOUGH_OF_SIDES
        return Likeliest(able[0], borne, least, outdone)

    def is_rival(self, fact: Fact, question: Question) -> bool:
        """Whether a fact, ruled out or not, tells what may be meant: no one may see some, and of two times that are
        asked about one or the other is of another time."""
        of_two_times = question.times > 1 and fact.ruled_out == (OTHER_TIME,)
        return not of_two_times and not UNSEEN & set(fact.ruled_out)

    def figure(self, question: Question) -> Asked | None:
        """The best figure that nothing speaks against and that is likely enough."""
        able = [one for one in self.figures if one.features["measured"] or not self.by_words]
        best = named_first(able)
        least = scorer.load("figures by words" if self.by_words else "figures").enough
        if question.asks_sources and best is not None and best.features["measured"] and best.features["fits"]:
            least = min(least, ENOUGH_OF_SIDES)
        return best if best and not best.ruled_out and (best.support >= least or self.is_named(best)) else None

    def is_named(self, asked: Asked) -> bool:
        """Whether the question says all that the indicator's rule asks for, and what lies near states it."""
        told = asked.features["fits"] and asked.features["measured"] and asked.features["complete"]
        return bool(told) and (self.by_words or asked.features["carriers"] >= ENOUGH_CARRIERS)

    def is_meant(self, question: Question, figure: Asked, fact: Fact | None) -> bool:
        """Whether a figure goes before a likelier fact: by words alone where it is counted, else where the fact states
        others; where nothing but its name was said, if the fact states it too, for with the figure come its day, its
        history and who says otherwise; and where the ledger holds both of what is set beside each other, of which the
        fact states one."""
        if question.compares and len(figure.figures) > 1 and fact is not None and figure.indicator in fact.states:
            return True
        if not self.is_named(figure):
            return False
        if question.kind is None:
            return fact is not None and figure.indicator in fact.states
        return question.counts and (self.by_words or tells_other(fact, figure))

    def stated_by(self, fact: Fact) -> Asked | None:
        """The likeliest figure that the fact states and nothing rules out: it comes with what was said before, and by
        others."""
        able = [one for one in self.figures if not one.ruled_out and one.indicator in fact.states]
        measured = [one for one in able if one.features["measured"]]  # of those killed and those injured the one named
        whole = [one for one in measured if one.features["complete"]]  # and no children, where nobody said so
        return next(iter([*whole, *measured]), None)


class Finder:
    """Finds answers in one corpus."""

    def __init__(self, shown: Shown, indicators: Indicators, meaning: Load, voice: Hear = lambda: None) -> None:
        judge = Judge(indicators)
        self.shown = shown
        self.judge = judge
        self.chooser = Chooser(shown, indicators, judge)
        self.figures = Figures(shown, indicators, self.chooser)
        self.facts = Facts(shown, indicators, judge, meaning, voice)
        self.differing = Differing(shown, judge, self.chooser.profiles, self.facts.wanted)
        self.indicators = indicators

    def find(self, understood: Understood) -> Found:
        """What is to be said."""
        question = understood.question
        if understood.reply is not None:
            return self.replied(question, understood.reply)
        return self.best(question, self.candidates(question))

    def candidates(self, question: Question) -> Candidates:
        """All that may answer, judged."""
        facts = self.facts.find(question)
        ranked = self.chooser.rank(question)
        return Candidates(facts, self.figures.asked(question, ranked, facts), tuple(ranked))

    def best(self, question: Question, candidates: Candidates) -> Found:
        """The likeliest of the candidates, or that none is likely enough."""
        fact, figure = candidates.fact(question), candidates.figure(question)
        if question.kind == "may":
            figure = None  # how many people went is no answer to who asks whether to go
        if figure is not None and (is_said(figure, question) or (fact is not None and asks_who(question))):
            figure = None
        if fact is not None and question.counts and (stated := candidates.stated_by(fact)) is not None:
            if self.answers_for(stated, candidates.facts, question):
                return self.in_ledger(question, replace(stated, support=max(fact.sure, stated.support)))
            if figure is not None and figure.indicator == stated.indicator:
                figure = None
        if fact is not None and figure is not None and self.is_half(figure, question, candidates.facts):
            figure = None
        if figure is not None and (
            figure.support >= (fact.sure if fact else 0.0) or candidates.is_meant(question, figure, fact)
        ):
            return self.in_ledger(question, figure)
        if fact is None or is_bare(question):
            return self.refused(question, candidates)
        return self.told(question, candidates.facts)

    def answers_for(self, asked: Asked, facts: Sequence[Fact], question: Question) -> bool:
        """Whether figures can be told in the stead of the statement that states one of them: of two that are set beside
        each other a single one is half an answer."""
        if self.is_half(asked, question, facts):
            return False
        fact = next(fact for fact in facts if not fact.ruled_out)
        return bearing.answers_for(asked, fact, self.indicators.definition(asked.indicator), question, self.judge)

    def is_half(self, asked: Asked, question: Question, facts: Sequence[Fact]) -> bool:
        """Whether two things are to be set beside each other, and the ledger has a figure of one: where sources are
        compared, one that nobody contradicts in the ledger, while statements tell of one."""
        if not question.compares or len(asked.figures) != 1:
            return False
        (figure,) = asked.figures
        if not question.compares_sources:
            return True
        chosen = self.with_others(question, facts, self.facts.chosen(question, facts))
        return figure.agreement != "differ" and self.differing.differ(chosen, question)

    def replied(self, question: Question, reply: str) -> Found:
        """A fixed reply, some with what can be asked."""
        if reply in HELPED and (facts := self.helpful(question)):
            return replace(self.told(question, facts), reply=reply)
        may_offer = offers.near(self.shown, self.indicators, question, ()) if reply in OFFERING else ()
        return Found("help", 1.0, reply=reply, may_offer=may_offer)

    def helpful(self, question: Question) -> tuple[Fact, ...]:
        """What bodies say to who is in that trouble: no statistics, and none of it where none is likely to be meant."""
        facts = [fact for fact in self.facts.find(question) if fact.statement and fact.statement.kind in AGEING]
        return tuple(fact for fact in facts if not fact.ruled_out and fact.sure >= enough(facts))

    def told(self, question: Question, facts: Sequence[Fact]) -> Found:
        """The best of the facts that say different things, of a figure with what the ledger holds against it; where it
        is asked who says what, of no number, this is said of what several tell."""
        best = self.facts.chosen(question, facts)
        chosen = self.with_others(question, facts, best)
        disagree = self.is_counted_otherwise(question, chosen) or self.differing.differ(chosen, question)
        sides = question.asks_sides and not disagree and self.differing.tellers(chosen)
        cited = sources.gather(self.shown, question, facts=chosen)
        return Found("passage", facts[0].sure, facts=chosen, sources=cited, disagree=disagree, sides=sides)

    def with_others(self, question: Question, facts: Sequence[Fact], chosen: tuple[Fact, ...]) -> tuple[Fact, ...]:
        """`chosen` with the statements whose figures the ledger holds against that of the first, behind it; where
        sources are compared and the ledger has nothing against it, with the one that counts otherwise."""
        if not question.counts or not chosen:
            return chosen
        first, *rest = chosen
        claims = self.against(question, first)
        others = [fact for claim in claims if (fact := self.facts.pool.stating(claim, question)) is not None]
        if not others and question.compares_sources:
            able = [fact for fact in facts if not fact.ruled_out]
            other = self.differing.counterpart(able, question) if able[0] is first else None
            others = [other] if other is not None else []
        told = {fact.hit.statement_id for fact in chosen}
        others = [fact for fact in others if fact.hit.statement_id not in told]
        return (first, *others[:OTHERS], *rest)[:SHOWN_COMPARED] if others else chosen

    def is_counted_otherwise(self, question: Question, chosen: Sequence[Fact]) -> bool:
        """Whether the ledger holds the figure of another one of the facts against that of the first."""
        first, *rest = chosen
        return any(fact.holds(claim) for fact in rest for claim in self.against(question, first))

    def against(self, question: Question, fact: Fact) -> tuple[Claim, ...]:
        """What the ledger holds against a figure of the fact; none where the question names who told it and compares
        that to nobody: "how many, as the minister said?"."""
        if not question.counts or (not question.asks_sources and of_fact(question, fact, self.judge)):
            return ()
        return self.differing.otherwise(fact, question)

    def in_ledger(self, question: Question, asked: Asked) -> Found:
        """Figures that answer."""
        cited = sources.gather(self.shown, question, asked.figures)
        return Found("figure", asked.support, figures=asked.figures, days=asked.days, sources=cited)

    def at(self, question: Question, indicator: str, moment: Moment) -> Found | None:
        """The indicator's figure at a moment; None where nothing stood then. Raises UnknownName."""
        figure = self.figures.figure(question, self.indicators.definition(indicator), moment, full=True)
        if figure is None:
            return None
        days = (moment.day,) if moment.day is not None else ()
        return self.in_ledger(question, Asked(indicator, (figure,), days, support=1.0))

    def refused(self, question: Question, candidates: Candidates) -> Found:
        """The sources do not tell, or not of the time that was asked about."""
        ranked = candidates.ranked
        best = ranked[0] if ranked else None
        then = (
            best is not None
            and best.fits
            and any(each.indicator == best.id and each.ruled_out == ("another time",) for each in candidates.figures)
        )
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
            may_offer=offers.near(self.shown, self.indicators, question, candidates.facts),
            sources=sources.gather(self.shown, question, [nearest.figure]) if nearest else None,
        )


def named_first(figures: Sequence[Asked]) -> Asked | None:
    """The first of them; where another one is as likely and its measure was named, that one: the killed, and not the
    injured, where it is asked how many died."""
    best = next(iter(figures), None)
    if best is None or best.ruled_out or best.features["measured"]:
        return best
    named = (one for one in figures if one.features["measured"] and not one.ruled_out)
    return next((one for one in named if best.support - one.support <= AS_LIKELY), best)


def tells_other(fact: Fact | None, asked: Asked) -> bool:
    """Whether a fact states figures of the ledger, and none of what is asked for: the killed, and not the injured."""
    return fact is not None and bool(fact.states) and asked.indicator not in fact.states


def is_said(asked: Asked, question: Question) -> bool:
    """Whether the question says a figure of the indicator itself and asks something else of it: who counted 418, where
    they were. Who is told two figures and asks which holds wants them."""
    other = question.kind in OTHERWISE or (question.kind is None and not question.counts)
    return (
        other
        and not question.asks_sources
        and any(claim.value in question.numbers for figure in asked.figures for claim in figure.view.claims)
    )


def is_of_number(fact: Fact, question: Question) -> bool:
    """Whether it is asked who told a number that the question says, and the fact states that number."""
    figures = fact.statement.figures if fact.statement else ()
    told = {number for number in question.numbers if number >= TELLING}
    return asks_who(question) and any(figure.value in told for figure in figures)


def asks_who(question: Question) -> bool:
    """Whether a name is asked for and no number: who told of the cases, not how many there were."""
    return question.kind == "who" and not question.counts


def is_bare(question: Question) -> bool:
    """Whether a lone common word was said: it asks nothing."""
    return question.kind is None and len(question.terms) == 1 and question.terms[0].entity is None
