"""Facts from curated statements and passages: which of them answer what was asked, and how likely."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from digests.answers.find import scorer
from digests.answers.find.features import Weigher, compared
from digests.answers.find.found import Fact
from digests.answers.find.occasions import Span, is_dated, occasion, spans
from digests.answers.find.pool import Pool
from digests.answers.find.shown import Shown
from digests.answers.find.support import Judge
from digests.answers.find.tellers import of_fact
from digests.answers.find.vetoes import RULED_OUT, Vetoes, places
from digests.answers.find.wanted import Wanted
from digests.answers.understand import lexis
from digests.answers.understand.question import ELSE, Question
from digests.figures.indicators import Indicators
from digests.language.meaning import Load
from digests.voice.asking import MOST_SHOWN
from digests.voice.voice import Option, Voice

NEXT_COMPARED = 0.15
"""What a further statement must have of the first one's support where figures are set beside each other."""
NEXT_KIN = 0.35
"""What a second or third statement of the same document must have of the first one's support."""
NEXT = 0.5
"""… and one of another document."""
LIKELY = 0.05
"""The least support of a fact that is told for one of several times."""
SIDE = 0.05
"""… and of one that is told for one of several speakers or places that are named."""
ELSEWHERE = 0.5
"""How near a fact that tells of another place has to lie, as a share of how near the best one does."""
HELD_ANYWAY = 0.8
"""The sureness from which a fact is told though it seems to lack a number, where nothing that holds one is likely: so
lay 15 right ones of many hands' questions, 3 wrong ones and 3 near misses (from .5 on as many near misses as right)."""
NO_NUMBER = RULED_OUT["lacks_number"]
SHOWN = 3
SHOWN_COMPARED = 4
OTHER_TIME = RULED_OUT["other_time"]
ALIKE = 0.55
"""Share of common words from which two statements say the same."""

Hear = Callable[[], Voice | None]
"""The third voice; None where an operator names none."""


class Facts:
    """Finds what answers a question beside the ledger."""

    def __init__(
        self, shown: Shown, indicators: Indicators, judge: Judge, meaning: Load, voice: Hear = lambda: None
    ) -> None:
        self.judge = judge
        self.voice = voice
        self.pool = Pool(shown, meaning)
        self.vetoes = Vetoes(shown, judge)
        self.wanted = Wanted(indicators, judge)
        self.weigher = Weigher(shown, judge, self.wanted)

    def find(self, question: Question) -> tuple[Fact, ...]:
        """The candidates with their support, those that nothing rules out first, the best of each first."""
        if not question.terms:
            return ()
        weighed = self.weigher.weigh(question, self.pool.gather(question))
        ruled = [replace(fact, ruled_out=tuple(self.against(question, fact))) for fact in weighed]
        facts = compared(ruled)
        weights = scorer.load("facts by words" if by_words(facts) else "facts")
        judged = _sorted([replace(fact, support=weights.score(fact.features)) for fact in facts])
        sure = surely(self.heard(question, judged, weights))
        return _sorted(sure if question.unit else self.told_anyway(question, sure))

    def against(self, question: Question, fact: Fact) -> Iterator[str]:
        """What rules a passage out: what may not be shown, what is of something else, and what leaves unsaid what a
        short question is about."""
        yield from self.vetoes.against(question, fact)
        if not self.wanted.whole(question, fact):
            yield "not told"

    def heard(self, question: Question, facts: Sequence[Fact], weights: scorer.Scorer) -> list[Fact]:
        """`facts` with what the third voice says of the best of them, where there is one and it has an opinion."""
        able = [fact for fact in facts if not fact.ruled_out][:MOST_SHOWN]
        voice = self.voice() if able else None
        options = [Option(fact.hit.text, fact.document.published) for fact in able]
        said = voice.choose(question.text, question.lang, options) if voice else None
        if said is None:
            return list(facts)
        opinions = {id(fact): 1.0 if n in said else 0.0 if said else -1.0 for n, fact in enumerate(able)}
        told = [
            replace(fact, features={**fact.features, "chosen": opinions[id(fact)]}) if id(fact) in opinions else fact
            for fact in facts
        ]
        return [replace(fact, support=weights.score(fact.features)) for fact in told]

    def told_anyway(self, question: Question, facts: Sequence[Fact]) -> tuple[Fact, ...]:
        """`facts`, and where none that holds the number is sure enough, what surely answers without: "is it true that
        it costs money?" wants none. Who asks how many, or how many roubles, wants one."""
        able = [fact.sure for fact in facts if not fact.ruled_out]
        if by_words(facts) or max(able, default=0.0) >= enough(facts):
            return tuple(facts)
        return tuple(
            replace(fact, ruled_out=())
            if fact.ruled_out == (NO_NUMBER,)
            and fact.sure >= HELD_ANYWAY
            and (question.kind != "figure" or self.numbers(fact))
            else fact
            for fact in facts
        )

    def chosen(self, question: Question, facts: Sequence[Fact]) -> tuple[Fact, ...]:
        """The best one to three that say different things. Where a document is clearly meant, more of it is told; where
        several times are asked about, the best of each; where sources are compared, a fourth, and of each document the
        best before more of one."""
        able = [fact for fact in facts if not fact.ruled_out]
        chosen: list[Fact] = []
        times = spans(question)
        then = [fact for fact in facts if fact.ruled_out == (OTHER_TIME,)]
        for time in times if len(times) > 1 else ():
            best = next((fact for fact in [*able, *then] if self.is_of(question, fact, time)), None)
            if best is not None and not self.is_said(question, best, chosen):
                chosen.append(best)
        if question.compares:
            chosen += self.sides(question, able, chosen)
        if question.of_place and question.compares:
            chosen += self.elsewhere(able, chosen)
        if question.compares and len(times) == 1:
            able = sorted(
                [*able, *then], key=lambda fact: -fact.support
            )  # the other time was said in a way that nobody read
        shown = SHOWN_COMPARED if question.compares else SHOWN
        for fact in _spread(able) if question.compares_sources else able:
            kin = fact.document.id == facts[0].document.id
            least = NEXT_COMPARED if question.compares else NEXT_KIN if kin else NEXT
            near = fact.support >= least * able[0].support or (question.two_counts and kin and fact.support >= SIDE)
            if len(chosen) < shown and near and not self.is_said(question, fact, chosen):
                chosen.append(fact)
        return tuple(chosen)

    def sides(self, question: Question, able: Sequence[Fact], chosen: Sequence[Fact]) -> list[Fact]:
        """Of each speaker, outlet or place that is named, of which nothing is `chosen` yet, the best that is told."""
        told = frozenset().union(*(self.side(question, fact) for fact in chosen))
        found: list[Fact] = []
        for fact in able:
            more = self.side(question, fact) - told
            if more and fact.support >= SIDE and len(chosen) + len(found) < SHOWN:
                found.append(fact)
                told |= more
        return found if len(chosen) + len(found) > 1 else []

    def elsewhere(self, able: Sequence[Fact], chosen: Sequence[Fact]) -> list[Fact]:
        """The best fact, and the nearest one that tells of another place."""
        best = next(iter(able), None)
        told = self.places(best) if best else set()
        others = [fact for fact in able if (own := self.places(fact)) and not own & told]
        other = max(others, key=lambda fact: fact.nearness, default=None)
        if best is None or other is None or not told or chosen:
            return []
        return [best, other] if other.nearness >= ELSEWHERE * best.nearness else []

    def places(self, fact: Fact) -> set[str]:
        """The places that a fact tells, without those that all our news is about."""
        return places(self.judge.content(fact.hit.text, fact.lang).entities) - lexis.ambient()

    def side(self, question: Question, fact: Fact) -> frozenset[str]:
        """Whose side of a comparison a fact tells: names of the question, of its speakers and of its places."""
        return of_fact(question, fact, self.judge) | (self.places(fact) & question.entities)

    def is_said(self, question: Question, fact: Fact, chosen: Sequence[Fact]) -> bool:
        """Whether one of the `chosen` says the same; where things are set beside each other, with no other number or
        place, and where a number is asked for none of those that one document tells in much the same words."""
        beside = question.compares or question.times > 1
        adding = question.kind in ELSE  # why it was advised stands in the longer of two
        same = [other for other in chosen if self.alike(fact, other, adding=adding)]
        return any(
            not ((beside or (question.counts and fact.document.id == other.document.id)) and self.adds(fact, other))
            for other in same
        )

    def is_of(self, question: Question, fact: Fact, time: Span) -> bool:
        """Whether a likely fact tells of one of the times that are asked about."""
        of_time = occasion(question, fact, [time]) == "same" or is_dated(fact, [time])
        return fact.support >= LIKELY and of_time

    def adds(self, fact: Fact, other: Fact) -> bool:
        """Whether a statement tells a number or a place that another one does not: much the same words otherwise."""
        told, known = (places(self.judge.content(one.hit.text, one.lang).entities) for one in (fact, other))
        return bool(self.numbers(fact) - self.numbers(other) or told - known)

    def alike(self, a: Fact, b: Fact, *, adding: bool = False) -> bool:
        """Whether two passages say the same; with `adding`, not where the first one says more."""
        if a.statement is not None and a.hit.statement_id == b.hit.statement_id:
            return True
        one, other = (self.judge.content(fact.hit.text, fact.lang).terms for fact in (a, b))
        one, other = (frozenset(term for term in terms if term[0] == "s") for terms in (one, other))
        return len(one & other) >= ALIKE * (len(one) if adding else min(len(one), len(other)))

    def numbers(self, fact: Fact) -> frozenset[float | None]:
        """The numbers that a fact tells."""
        return frozenset(each.value for each in self.judge.content(fact.hit.text, fact.lang).quantities)


def by_words(facts: Sequence[Fact]) -> bool:
    """Whether no meaning model looked at them."""
    return all(fact.near is None for fact in facts)


def surely(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """`facts` with how sure each is."""
    if by_words(facts):
        return tuple(replace(fact, sure=fact.support) for fact in facts)
    order, sureness = scorer.load("facts"), telling(facts)
    features = ({**fact.features, "likely": order.odds(fact.features)} for fact in facts)
    return tuple(
        replace(fact, features=told, sure=sureness.score(told)) for fact, told in zip(facts, features, strict=True)
    )


def enough(facts: Sequence[Fact]) -> float:
    """The sureness from which a fact is told."""
    return telling(facts).enough


def telling(facts: Sequence[Fact]) -> scorer.Scorer:
    """What their sureness is summed by: by words alone one sum orders and tells."""
    return scorer.load("facts by words" if by_words(facts) else "telling")


def _spread(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Of each document the first, then the others."""
    first = {fact.document.id: fact for fact in reversed(facts)}
    of_each = [fact for fact in facts if first[fact.document.id] is fact]
    return (*of_each, *(fact for fact in facts if first[fact.document.id] is not fact))


def _sorted(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """What nothing rules out first, the likeliest of each first."""
    return tuple(sorted(facts, key=lambda fact: (bool(fact.ruled_out), -fact.support)))
