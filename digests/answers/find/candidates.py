"""Which key figure a question asks for, and whether the ledger's figure would be an answer to it.

An indicator is found by the cues of its rules, by the words of its names and scope, and by what is said where its
figures stand. It answers only if nothing in the question contradicts it: another people, another place, another event,
another time, or a word that says much and is nowhere near it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from digests.answers.find.against import Against
from digests.answers.find.profiles import Profiles
from digests.answers.find.shown import Shown
from digests.answers.find.support import CONCEPT, Comparable, Judge, Profile
from digests.answers.understand.question import Question
from digests.figures.indicators import Definition, Indicators, Rule
from digests.model import Claim

SPECIFIC = 0.35
"""What the absence of a context costs that only this indicator has: St Petersburg, Kaluga, Syria."""
VAGUE = 0.06
COUNTED = 0.1
"""What it costs that the question counts something else than the rule does."""
NAMED = 0.1
UNNAMED = 0.05
TIMED = 0.15
"""What it is worth that a figure stands for the very period that was asked about."""
MEASURE = 0.5
"""What naming the measure itself (killed, expelled) is worth beside the words."""
ENOUGH_MEASURED = 0.45
"""The same where the question names the measure and all that the indicator's rule asks for."""
COMPLETE = 0.13
CONTRADICTED = 0.3
"""What each thing costs that speaks against an indicator."""
ENOUGH = 0.62
"""The share of a question's weight that must be met before its figure is given."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator that a question may ask for."""

    id: str
    score: float  # orders candidates
    met: float  # share of the question that is met, 0 to 1
    measured: bool  # the question names what is counted of whom
    against: tuple[str, ...] = ()  # what contradicts: "people", "place", "event", "measure"
    held: bool = True  # claims stand
    stated: bool = False  # the question says the indicator's own name
    complete: bool = False  # the question leaves out nothing that its rule asks for

    @property
    def fits(self) -> bool:
        enough = ENOUGH_MEASURED if self.measured and self.complete else ENOUGH
        return self.met >= enough and not self.against and self.score > 0


class Chooser:
    """Ranks the indicators for a question."""

    def __init__(self, shown: Shown, indicators: Indicators, judge: Judge) -> None:
        self.shown = shown
        self.indicators = indicators
        self.judge = judge
        self.tagged = indicators.tagged
        self.profiles = Profiles(shown, judge)
        self.against = Against(self.profiles, judge)

    def rank(self, question: Question) -> list[Candidate]:
        """The indicators, the likeliest first; none where the question says nothing."""
        if not question.terms and not question.concepts:
            return []
        found = [self.candidate(definition, question) for definition in self.indicators.definitions.values()]
        return sorted(found, key=lambda each: (-each.score, not each.held))

    def candidate(self, definition: Definition, question: Question) -> Candidate:
        """One indicator, scored and held against the question."""
        claims = self.shown.claims(definition.indicator.id, question.known)
        profile = self.profiles.profile(definition.indicator, question)
        measured, missing = self.rule(definition, question)
        stated = self.stated(definition, question)
        measured = measured or stated
        met = self.met(definition, question, profile)
        if met is None:
            met = float(measured)  # "the toll": the measure is all that is said
        score = met + (MEASURE if measured else 0.0) - missing
        score += self.timed(claims, question) + NAMED * self.named(definition, question)
        score -= UNNAMED * self.unnamed(definition, question)
        against = self.against.find(definition, question, profile)
        return Candidate(
            definition.indicator.id,
            score - CONTRADICTED * len(against),
            met,
            measured,
            against,
            bool(claims),
            stated,
            missing <= COMPLETE,
        )

    def met(self, definition: Definition, question: Question, profile: Comparable) -> float | None:
        """The share of the question's weight that is said of the indicator; None where its words weigh nothing."""
        own = self.profiles.rule_concepts(definition)
        met = weight = 0.0
        for term in question.terms:
            strength = self.judge.strength(term, profile)
            if strength < CONCEPT and (term.concepts - self.tagged("heap")) & own:
                strength = CONCEPT
            met += term.weight * strength
            weight += term.weight
        return met / weight if weight else None

    def named(self, definition: Definition, question: Question) -> float:
        """The share of the indicator's name that the question says: of two that fit, the one that adds less."""
        name = self.judge.content(definition.indicator.names[question.lang], question.lang)
        words = [term for term in name.terms if term[0] == "s"]
        lookups = {lookup for term in question.terms for lookup in term.lookups}
        return sum(word in lookups for word in words) / len(words) if words else 0.0

    def unnamed(self, definition: Definition, question: Question) -> int:
        """How many names of the question stand neither in the indicator's name nor in its scope."""
        return len(question.entities - self.profiles.own_words(definition.indicator, question.lang).entities)

    def timed(self, claims: Collection[Claim], question: Question) -> float:
        """What it is worth that a figure stands for the very period that was asked about."""
        periods = {claim.period for claim in claims if claim.period and claim.period.start}
        return TIMED if periods & set(question.periods) else 0.0

    def rule(self, definition: Definition, question: Question) -> tuple[bool, float]:
        """Whether the question names the measure, and what it leaves out that the best rule asks for."""
        return min(
            (self.by_rule(rule, question) for rule in definition.rules),
            key=lambda each: each[1] - (MEASURE if each[0] else 0.0),
            default=(False, 1.0),
        )

    def by_rule(self, rule: Rule, question: Question) -> tuple[bool, float]:
        held = question.concepts
        measured = bool(rule.measure & held) or self.is_meant(rule, held)
        missing = 0.0
        for group in {*rule.clause, *rule.here, *rule.near, *rule.document}:
            if not group & held and not group & rule.measure & held:
                missing += VAGUE if group & self.tagged("understood") else SPECIFIC
        if rule.counts and not rule.bare and not rule.counts & held:
            missing += VAGUE
        missing += COUNTED * len((self.tagged("counted") & held) - rule.counts - rule.measure)
        missing += SPECIFIC * len(rule.never & held)
        return measured, missing

    def is_meant(self, rule: Rule, held: frozenset[str]) -> bool:
        """Whether who is counted, and all that the rule wants to be told of them, is named, and nothing else is said
        of them: "Tajik migrants abroad"."""
        said = any(self.indicators.concepts[each].role == "measure" for each in held)
        told = all(group & held for group in rule.here) and not all(
            group <= self.tagged("where") for group in rule.here
        )
        return told and not said and bool(rule.counts & held)

    def stated(self, definition: Definition, question: Question) -> bool:
        """Whether the question says the indicator's own name, as the offers do."""
        name = self.judge.content(definition.indicator.names[question.lang], question.lang)
        telling = [term for term in question.terms if term.entity is None]
        return bool(telling) and all(
            self.judge.strength(term, Profile(name.terms, name.entities)) >= 0.9 for term in telling
        )
