"""What speaks against an indicator: another people, place, event, unit or outcome is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from digests.answers.find.profiles import Profiles
from digests.answers.find.support import CONCEPT, Comparable, Judge
from digests.answers.find.units import asked_units
from digests.answers.understand import lexis
from digests.answers.understand.question import Question, Term
from digests.figures.indicators import Definition
from digests.language import units
from digests.language.kin import countries, kinds_of_names
from digests.model import Lang

COUNTED_OTHER = 0.4
"""What a word must say at least to say that others are counted."""
NAMED = frozenset({"place", "person", "event", "law"})
"""Kinds of names that a figure must be of, if they are said."""


class Against:
    """The vetoes over indicators."""

    def __init__(self, profiles: Profiles, judge: Judge) -> None:
        self.profiles = profiles
        self.judge = judge
        self.tagged = judge.indicators.tagged

    def find(self, definition: Definition, question: Question, profile: Comparable) -> tuple[str, ...]:
        """What in the question speaks against the indicator, of which sources say what `profile` holds."""
        found = [*self.by_rules(definition, question)]
        for term in question.terms:
            found += self.by_term(term, definition, question.lang, profile)
        return tuple(dict.fromkeys(found))

    def by_rules(self, definition: Definition, question: Question) -> Iterator[str]:
        """What the question as a whole contradicts: unit, country, outcome, event."""
        if self.is_other_unit(definition, question):
            yield "unit"
        if self.elsewhere(definition, question):
            yield "place"
        outcomes = question.concepts & self.profiles.measures(definition)
        own = self.profiles.word_concepts(definition) | _qualified(definition, question)
        if self.judge.telling(outcomes - own):
            yield "measure"
        if definition.event is not None and definition.event.other in question.concepts:
            yield "event"

    def by_term(self, term: Term, definition: Definition, lang: Lang, profile: Comparable) -> Iterator[str]:
        """What one word contradicts: who is counted, a people, a place, another name."""
        if self.is_other(term) and self.is_unsaid(term, definition, profile):
            yield "counted"
        kind = kinds_of_names().get(term.entity or "", "")
        if kind == "people":
            if self.is_other_people(term, definition, lang):
                yield "people"
        elif (
            kind in NAMED and term.entity not in profile.entities | lexis.wide() and not self.is_near(term, definition)
        ):
            yield kind

    def is_other_people(self, term: Term, definition: Definition, lang: Lang) -> bool:
        """Whether a people is named that the indicator's own words do not name; an indicator of Tajikistan, or of
        those from there, is of Tajiks."""
        if term.entity in self.profiles.own_words(definition.indicator, lang).entities:
            return False
        return term.entity != lexis.people() or not self.profiles.rule_concepts(definition) & self.tagged("own")

    def is_other(self, term: Term) -> bool:
        """Whether a word says that others are counted: children, women, police."""
        return (
            term.entity is None
            and bool(term.concepts & self.tagged("uncounted"))
            and not term.soft
            and term.weight > COUNTED_OTHER
        )

    def is_unsaid(self, term: Term, definition: Definition, profile: Comparable) -> bool:
        """Whether neither the indicator's rules nor its sources know the word."""
        own = self.profiles.rule_concepts(definition)
        return self.judge.strength(term, profile) < CONCEPT / 2 and not (term.concepts - self.tagged("heap")) & own

    def is_other_unit(self, definition: Definition, question: Question) -> bool:
        """Whether figures of another unit are asked for, or people and things where a degree of something is told."""
        wanted = asked_units().get(question.unit or "")
        if wanted is not None and definition.indicator.unit not in wanted:
            return True
        unit = units.load().get(definition.indicator.unit)
        return unit is not None and unit.bare and bool(question.concepts & self.judge.indicators.counted)

    def elsewhere(self, definition: Definition, question: Question) -> bool:
        """Whether the question names one of the two countries and the indicator is about the other alone, or a third
        one that the indicator does not name."""
        named = question.entities & lexis.countries()
        words = self.profiles.own_words(definition.indicator, "en").entities
        own = words & lexis.countries()
        third = question.entities & countries() - lexis.countries()
        return bool(own) and (bool(named and not named & own) or bool(third and not third & words))

    def is_near(self, term: Term, definition: Definition) -> bool:
        """Whether a place lies where the indicator's figures lie anyway."""
        if definition.event is not None:
            return term.entity in lexis.ambient()
        return term.entity in lexis.home()


def _qualified(definition: Definition, question: Question) -> frozenset[str]:
    """Measures that count only beside another one, which the question names: the wounded who are in hospital."""
    held = question.concepts
    rules = (rule for rule in definition.rules if rule.clause and all(group & held for group in rule.clause))
    return frozenset().union(*(rule.measure for rule in rules))
