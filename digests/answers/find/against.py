"""What speaks against an indicator: another people, place, event, unit or outcome is asked for."""

from __future__ import annotations

from digests.answers.find.profiles import Profiles
from digests.answers.find.support import CONCEPT, Comparable, Judge, kinds_of_names
from digests.answers.find.units import UNITS
from digests.answers.understand import lexis
from digests.answers.understand.question import Question, Term
from digests.figures.indicators import Definition

HEAPS = frozenset({"others", "said", "elsewhere", "reached", "tajik_authority", "in_tajikistan", "attack_words"})
"""Concepts whose cues mean different things."""
COUNTED_OTHER = 0.4
"""What a word must say at least to say that others are counted."""
COUNTRIES = frozenset({"russia", "tajikistan"})


class Against:
    """The vetoes over indicators."""

    def __init__(self, profiles: Profiles, judge: Judge) -> None:
        self.profiles = profiles
        self.judge = judge

    def find(self, definition: Definition, question: Question, profile: Comparable) -> tuple[str, ...]:
        """What in the question speaks against the indicator, of which sources say what `profile` holds."""
        found: list[str] = []
        ours = self.profiles.own_words(definition.indicator, question.lang)
        own = self.profiles.rule_concepts(definition)
        event = definition.event
        if question.unit is not None and definition.indicator.unit not in UNITS[question.unit]:
            found.append("unit")
        if self.elsewhere(definition, question):
            found.append("place")
        if self.judge.telling(
            question.concepts & self.profiles.measures(definition) - self.profiles.word_concepts(definition)
        ):
            found.append("measure")
        if event is not None and event.other in question.concepts:
            found.append("event")
        for term in question.terms:
            if (
                self.is_other(term)
                and self.judge.strength(term, profile) < CONCEPT / 2
                and not (term.concepts - HEAPS) & own
            ):
                found.append("counted")
            if term.entity is None or (
                term.entity in profile.entities and kinds_of_names().get(term.entity) != "people"
            ):
                continue
            kind = kinds_of_names().get(term.entity, "")
            if kind == "people" and term.entity not in ours.entities:
                if not (term.entity == "people-tajik" and own & {"tajiks", "tajikistan", "in_tajikistan"}):
                    found.append("people")
            elif kind in ("place", "person", "event", "law") and not self.is_near(term, definition):
                found.append("place" if kind == "place" else kind)
        return tuple(dict.fromkeys(found))

    def is_other(self, term: Term) -> bool:
        """Whether a word says that others are counted: children, women, police."""
        return term.entity is None and "others" in term.concepts and not term.soft and term.weight > COUNTED_OTHER

    def elsewhere(self, definition: Definition, question: Question) -> bool:
        """Whether the question names one of the two countries and the indicator is about the other alone."""
        indicator = definition.indicator
        named = question.entities & COUNTRIES
        own = self.profiles.own_words(indicator, "en").entities & COUNTRIES
        return bool(named) and bool(own) and not named & own

    def is_near(self, term: Term, definition: Definition) -> bool:
        """Whether a place lies where the indicator's figures lie anyway."""
        if definition.event is not None:
            return term.entity in lexis.ambient()
        return term.entity in {"russia", "tajikistan", "central-asia"}
