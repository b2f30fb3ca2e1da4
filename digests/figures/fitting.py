"""Whether a rule of `config/indicators.toml` lets a number state its indicator: nouns, surroundings, event, time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from digests.figures.counting import is_countable, stands_alone, unit_fits
from digests.figures.indicators import Definition, Event, Group, Rule
from digests.figures.reading import LIGHT, OF_THEM, Mark, Reading, Sentence
from digests.language.fold import fold_word
from digests.model import Number

SURE = 13.0
"""What a rule that fits is worth before anything is taken off."""
STILL_MEANT = timedelta(days=45)
"""So long after its end a fixed period is still what a text means without saying so."""
CLOSER = 0.1
"""How much it counts that what a rule asks of the sentence stands close to the number."""
ASSUMED = 4
"""What it costs that our country is only assumed: another indicator that asks for none is meant first."""
BEFORE = 3
"""How many sentences back a place or subject is remembered."""
NOUN_WORDS = 5
"""How far after a number its noun is looked for."""
CLASSIFIERS = frozenset(fold_word(word) for word in "нафар нафари нафарро кас каси тан тани человек".split())
"""Words between a number and the noun that says what is counted: «5 нафар кӯдак»."""
YEAR = re.compile(r"(?:19|20)\d\d$")


@dataclass(frozen=True, slots=True)
class Node:
    """A place where one or more measures are named."""

    first: int
    last: int
    concepts: Group


class Fitting:
    """The rules against one sentence and what stands before it."""

    def __init__(self, reading: Reading, sentence: Sentence) -> None:
        self.reading = reading
        self.sentence = sentence
        self.here = {hit.concept for hit in reading.hits_in(sentence.first, sentence.last)}
        before = reading.sentences[max(0, sentence.n - BEFORE)]
        self.near = self.here | {hit.concept for hit in reading.hits_in(before.first, sentence.first)}
        self.document = reading.present | reading.in_title
        self.events: dict[tuple[str, int], bool] = {}

    def fits(
        self,
        rule: Rule,
        definition: Definition,
        mark: Mark,
        node: Node,
        nouns: Group | None,
        whole: Mark | None,
        *,
        placed: bool = False,
    ) -> float | None:
        """How well the rule fits, without the distance; None where it does not. `placed`: the sentence before counts
        the whole, so what the rule wants to be told there has been."""
        holds = (
            (rule.one or not mark.one)
            and unit_fits(mark.quantity.unit, definition.indicator.unit)
            and is_countable(mark.quantity, definition.indicator.unit)
            and _within(mark.quantity.value, rule)
            and nouns is not None
            and bool(nouns & rule.counts if nouns else rule.bare)
            and self.surrounds(rule, mark, node, placed=placed)
            and self.in_time(definition)
            and not self.is_unreal(definition, mark)
            and (definition.event is None or self.is_of(definition.event, mark))
        )
        if not holds:
            return None
        asked = len(rule.here) + len(rule.near) + len(rule.clause)
        asked -= ASSUMED * (not placed and any(not group & self.near for group in rule.near))
        far = sum(min(self.reading.nearest(group, mark, self.sentence) or 0.0, SURE) for group in rule.here)
        paired = 3.0 if whole is not None and definition.part_of else 0.0
        return SURE + paired + 2.0 * bool(nouns) + asked + (1.0 if definition.event else 0.0) - CLOSER * far

    def in_time(self, definition: Definition) -> bool:
        """Whether a text can still mean the fixed period: long after it must say so."""
        period, published = definition.period, self.reading.document.published
        if period is None or period.end is None or published is None or published - period.end <= STILL_MEANT:
            return True
        return bool(definition.period_cue & self.near)

    def surrounds(self, rule: Rule, mark: Mark, node: Node, *, placed: bool = False) -> bool:
        """Whether clause, sentence, neighbourhood and document hold what the rule asks for and nothing it forbids."""
        if rule.never_here & self.here or not all(group & self.here for group in rule.here):
            return False
        if rule.closer and not self.closer(*rule.closer, mark):
            return False
        if rule.never_near & self.near:
            return False
        near = (placed and bool(rule.here)) or all(
            group & self.near or (not placed and self.is_assumed(group)) for group in rule.near
        )
        if not near or not all(group & self.document for group in rule.document):
            return False
        if not rule.never and not rule.clause:
            return True
        where = self.reading.clause(min(mark.first, node.first), max(mark.last, node.last), self.sentence)
        clause = {hit.concept for hit in self.reading.hits_in(*where)}
        return not rule.never & clause and all(group & clause for group in rule.clause)

    # Whose figure it is, and whether it is one

    def is_assumed(self, group: Group) -> bool:
        """Whether a country that nothing near says may be ours: neither another is named near nor all foreigners."""
        others = self.near & self.reading.tagged("elsewhere") or self.here & self.reading.tagged("foreign")
        return group <= self.reading.tagged("own") and not others

    def is_country_unsaid(self, rule: Rule) -> bool:
        """Whether the sentence leaves open whose figure it is, and the document is not about our country alone."""
        own, elsewhere = self.reading.tagged("own"), self.reading.tagged("elsewhere")
        asked = [group for group in rule.near if group <= own]
        if not asked or own & self.here:
            return False
        return bool(elsewhere & self.document) or not own & self.document

    def is_unreal(self, definition: Definition, mark: Mark) -> bool:
        """Whether a forecast, a plan or a quota is told: a cue of one before the number, or in its clause, with no
        other number between. A price or a rule may be of a time to come."""
        cues = self.reading.tagged("unreal") & self.here
        if not cues or definition.indicator.kind == "constant":
            return False
        first, last = self.reading.clause(mark.first, mark.last, self.sentence)
        numbers = [other.first for other in self.reading.marks if other is not mark]
        for hit in self.reading.hits_in(self.sentence.first, self.sentence.last):
            if hit.concept not in cues or not (hit.last < mark.first or first <= hit.first < last):
                continue
            low, high = min(hit.first, mark.first), max(hit.first, mark.first)
            if not any(low < number < high for number in numbers):
                return True
        return False

    def closer(self, one: str, others: str | Group, mark: Mark) -> bool:
        """Whether `one` stands nearer to the number than `others`, or none of these stands in the sentence."""
        this = self.reading.nearest({one}, mark, self.sentence)
        that = self.reading.nearest({others} if isinstance(others, str) else others, mark, self.sentence)
        return that is None or (this is not None and this <= that)

    def nouns(self, mark: Mark) -> tuple[Group | None, tuple[int, int] | None]:
        """What is counted: the noun concepts by the number and their words; None for a thing nobody's figure counts."""
        reading = self.reading
        if stands_alone(mark.quantity.unit):
            return frozenset(), None
        found: set[str] = set()
        where: tuple[int, int] | None = None
        after = mark.last + 1
        skipped = range(after, after + 2) if tuple(reading.words[after : after + 2]) in OF_THEM[reading.lang] else ()
        for n in range(mark.first, min(after + NOUN_WORDS, self.sentence.last)):
            if n in skipped:
                continue
            if n > mark.last and (n in reading.numbers or self.ends_noun(n)):
                break
            concepts = {hit.concept for hit in reading.hits_in(n, n + 1) if reading.roles[hit.concept] == "noun"}
            if concepts & reading.tagged("uncounted") and not concepts & reading.counted:
                if where is None or all(reading.words[at] in CLASSIFIERS for at in range(where[0], where[1] + 1)):
                    return None, None
                break
            if concepts:
                found |= concepts
                where = (where[0] if where else n, n)
            elif found and n > mark.last:
                break
        return frozenset(found), where

    def ends_noun(self, n: int) -> bool:
        """Whether the phrase that a number opens is over before word `n`: at a mark or a small word."""
        reading = self.reading
        gap = reading.text[reading.ends[n - 1] : reading.starts[n]]
        return any(sign in ",;:.()—–!?" for sign in gap) or reading.words[n] in LIGHT

    # Events

    def is_of(self, event: Event, mark: Mark) -> bool:
        """Whether the number is of this event: the document speaks of it, and so does this place, not of another."""
        key = (event.id, mark.first)
        if key not in self.events:
            self.events[key] = self.speaks_of(event, mark)
        return self.events[key]

    def speaks_of(self, event: Event, mark: Mark) -> bool:
        reading = self.reading
        if event.strong not in reading.present and event.strong not in reading.in_title:
            return False
        own = reading.nearest(event.own, mark, self.sentence)
        other = reading.nearest({event.other}, mark, self.sentence)
        if own is not None:
            return other is None or own <= other
        if other is not None or self.other_year(event):
            return False
        if event.soft in self.here and event.own & reading.in_title:
            return True
        if self.heads_into(event):
            return True
        for back in range(1, BEFORE + 2):
            n = self.sentence.n - back
            if n < 0:
                break
            earlier = reading.sentences[n]
            concepts = {hit.concept for hit in reading.hits_in(earlier.first, earlier.last)}
            if event.own & concepts:
                return True
            if event.other in concepts:
                return False
        return bool(event.own & reading.in_title) or event.soft in self.here

    def heads_into(self, event: Event) -> bool:
        """Whether an opening sentence is followed at once by one that names the event."""
        if self.sentence.n > 1 or self.sentence.n + 1 >= len(self.reading.sentences):
            return False
        following = self.reading.sentences[self.sentence.n + 1]
        concepts = {hit.concept for hit in self.reading.hits_in(following.first, following.last)}
        return bool(event.own & concepts) and event.other not in concepts

    def other_year(self, event: Event) -> bool:
        words = self.reading.words[self.sentence.first : self.sentence.last]
        years = [int(word) for word in words if len(word) == 4 and YEAR.match(word)]
        return any(year < event.day.year for year in years)


def _within(value: Number | None, rule: Rule) -> bool:
    if rule.least is None and rule.most is None:
        return True
    return (
        value is not None and (rule.least is None or value >= rule.least) and (rule.most is None or value <= rule.most)
    )
