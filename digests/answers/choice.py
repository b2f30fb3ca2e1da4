"""Which key figure a question asks for, and whether the ledger's figure would be an answer to it.

An indicator is found by the cues of its rules, by the words of its names and scope, and by what is said where its
figures stand. It answers only if nothing in the question contradicts it: another people, another place, another event,
another time, or a word that says much and is nowhere near it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from digests.answers import lexis
from digests.answers.question import Question, Term
from digests.answers.shown import Shown
from digests.answers.support import CONCEPT, Gathered, Judge, Profile, Said
from digests.figures.indicators import Definition, Indicators, Rule
from digests.language import names
from digests.model import LANGS, Claim, Indicator, Lang

GENERIC = frozenset(
    {"tajikistan", "tajiks", "russia", "from_russia", "people", "migrants", "abroad", "said", "foreigners", "remitted",
     "by_migrants", "crime", "tajik_authority", "abroad_named", "entry_ban", "gdp", "suspects", "cases", "filed",
     "border", "recorded", "rahmon"}
)  # fmt: skip
"""Contexts that a question may leave unsaid without being about something else."""
HEAPS = frozenset({"others", "said", "elsewhere", "reached", "tajik_authority", "in_tajikistan", "attack_words"})
"""Concepts whose cues mean different things."""
SPECIFIC = 0.35
"""What the absence of a context costs that only this indicator has: St Petersburg, Kaluga, Syria."""
VAGUE = 0.06
COUNTABLE = frozenset({"gunmen", "foreigners", "calls", "crimes", "cases", "years"})
COUNTED_OTHER = 0.4
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
UNITS: Mapping[str, frozenset[str]] = {
    "unit_time": frozenset({"year", "month", "week", "day"}),
    "unit_money": frozenset({"USD", "RUB", "TJS", "EUR"}),
    "unit_percent": frozenset({"percent"}),
    "unit_way": frozenset({"kilometre"}),
}
WHERE = frozenset({"russia", "from_russia", "tajikistan"})
COUNTRIES = frozenset({"russia", "tajikistan"})
PROFILE = 6
"""Claims whose words an indicator is known by."""
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
        self._own: dict[str, frozenset[str]] = {}
        self._said: dict[str, frozenset[str]] = {}
        self.kinds = {entity.id: entity.kind for entity in names.load()}

    def rank(self, question: Question, known: date | None) -> list[Candidate]:
        """The indicators, the likeliest first."""
        found = [self.candidate(definition, question, known) for definition in self.indicators.definitions.values()]
        return sorted(found, key=lambda each: (-each.score, not each.held))

    def candidate(self, definition: Definition, question: Question, known: date | None) -> Candidate:
        claims = self.shown.claims(definition.indicator.id, known)
        said = self.profile(definition, claims, question.lang, known)
        own = self.own_concepts(definition)
        met, weight = 0.0, 0.0
        for term in question.terms:
            strength = self.judge.strength(term, said)
            if strength < CONCEPT and (term.concepts - HEAPS) & own:
                strength = CONCEPT
            met += term.weight * strength
            weight += term.weight
        measured, missing = self.rule(definition, question)
        stated = self.stated(definition, question)
        measured = measured or stated
        share = met / weight if weight else float(measured)  # "the toll": the measure is all that is said
        score = share + (MEASURE if measured else 0.0) - missing
        score += self.timed(claims, question) + NAMED * self.named(definition, question)
        score -= UNNAMED * self.unnamed(definition, question)
        against = self.against(definition, question, said)
        return Candidate(
            definition.indicator.id,
            score - 0.3 * len(against),
            share,
            measured,
            against,
            bool(claims),
            stated,
            missing <= COMPLETE,
        )

    def named(self, definition: Definition, question: Question) -> float:
        """The share of the indicator's name that the question says: of two that fit, the one that adds less."""
        said = self.judge.said(definition.indicator.names[question.lang], question.lang)
        words = [term for term in said.terms if term[0] == "s"]
        asked = {lookup for term in question.terms for lookup in term.lookups}
        return sum(word in asked for word in words) / len(words) if words else 0.0

    def unnamed(self, definition: Definition, question: Question) -> int:
        """How many names of the question stand neither in the indicator's name nor in its scope."""
        indicator, lang = definition.indicator, question.lang
        said = self.judge.said(f"{indicator.names[lang]}. {indicator.scope[lang]}", lang)
        return len(question.entities - said.entities)

    def timed(self, claims: Collection[Claim], question: Question) -> float:
        """What it is worth that a figure stands for the very period that was asked about."""
        periods = {claim.period for claim in claims if claim.period and claim.period.start}
        return TIMED if periods & set(question.periods) else 0.0

    def profile(self, definition: Definition, claims: Collection[Claim], lang: Lang, known: date | None) -> Gathered:
        """What an indicator's names, scope and sources say."""
        key = (definition.indicator.id, lang, known)
        return self.shown.holdings.kept.get("profile", key, lambda: self.gathered(definition.indicator, claims, lang))

    def gathered(self, indicator: Indicator, claims: Collection[Claim], lang: Lang) -> Gathered:
        parts = [self.judge.said(text, each) for text, each in self.texts(indicator, claims, lang)]
        return Gathered(
            terms=frozenset().union(*(part.terms for part in parts)),
            entities=frozenset().union(*(part.entities for part in parts)),
        )

    def texts(self, indicator: Indicator, claims: Collection[Claim], lang: Lang) -> dict[tuple[str, Lang], None]:
        """Texts with their languages: our own about the indicator, and those of its newest claims."""
        texts = [(f"{indicator.names[each]}. {indicator.scope[each]}", each) for each in LANGS]
        for claim in list(claims)[-PROFILE:]:
            statement = self.shown.holdings.statement(claim.statement_id) if claim.statement_id else None
            texts.append((statement.texts[lang], lang) if statement is not None else (claim.quote, claim.lang))
            said = [*claim.attributed_to, claim.place, claim.publisher]
            texts += [(text, "en") for text in said if text]
        return dict.fromkeys(texts)

    def own_concepts(self, definition: Definition) -> frozenset[str]:
        """The concepts that an indicator's rules ask for."""
        if definition.indicator.id not in self._own:
            self._own[definition.indicator.id] = self._concepts(definition)
        return self._own[definition.indicator.id]

    def _concepts(self, definition: Definition) -> frozenset[str]:
        groups: list[Collection[str]] = []
        for rule in definition.rules:
            groups += [rule.measure, rule.counts, *rule.clause, *rule.here, *rule.near, *rule.document]
        if definition.event is not None:
            groups += [definition.event.own, {definition.event.strong, definition.event.soft}]
        return frozenset().union(*groups, definition.period_cue)

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
                missing += VAGUE if group & GENERIC else SPECIFIC
        if rule.counts and not rule.bare and not rule.counts & held:
            missing += VAGUE
        missing += COUNTED * len((COUNTABLE & held) - rule.counts - rule.measure)
        missing += SPECIFIC * len((rule.never & held) - {"reviewed"})
        return measured, missing

    def is_meant(self, rule: Rule, held: frozenset[str]) -> bool:
        """Whether who is counted, and all that the rule wants to be told of them, is named, and nothing else is said
        of them: "Tajik migrants abroad"."""
        said = any(self.indicators.concepts[each].role == "measure" for each in held)
        told = all(group & held for group in rule.here) and not all(group <= WHERE for group in rule.here)
        return told and not said and bool(rule.counts & held)

    def measures(self, definition: Definition) -> frozenset[str]:
        """All that its rules let a number be said of."""
        return frozenset().union(*(rule.measure for rule in definition.rules))

    def says(self, definition: Definition) -> frozenset[str]:
        """What our own sentences about the indicator say: a rule takes "killed" in Kaluga too, its figures do not."""
        indicator = definition.indicator
        if indicator.id not in self._said:
            texts = [
                (text, lang)
                for each in (indicator.names, indicator.scope, indicator.say, indicator.answer)
                for lang, text in each.items()
            ]
            self._said[indicator.id] = frozenset().union(
                *(self.judge.said(text, lang).concepts for text, lang in texts)
            )
        return self._said[indicator.id]

    def stated(self, definition: Definition, question: Question) -> bool:
        """Whether the question says the indicator's own name, as the offers do."""
        said = self.judge.said(definition.indicator.names[question.lang], question.lang)
        telling = [term for term in question.terms if term.entity is None]
        return bool(telling) and all(
            self.judge.strength(term, Gathered(said.terms, said.entities)) >= 0.9 for term in telling
        )

    def against(self, definition: Definition, question: Question, said: Profile) -> tuple[str, ...]:
        """What in the question speaks against the indicator."""
        found: list[str] = []
        ours = self.ours(definition, question.lang)
        own = self.own_concepts(definition)
        event = definition.event
        if question.unit is not None and definition.indicator.unit not in UNITS[question.unit]:
            found.append("unit")
        if self.elsewhere(definition, question):
            found.append("place")
        if self.judge.telling(question.concepts & self.measures(definition) - self.says(definition)):
            found.append("measure")
        if event is not None and event.other in question.concepts:
            found.append("event")
        for term in question.terms:
            if (
                self.is_other(term)
                and self.judge.strength(term, said) < CONCEPT / 2
                and not (term.concepts - HEAPS) & own
            ):
                found.append("counted")
            if term.entity is None or (term.entity in said.entities and self.kinds.get(term.entity) != "people"):
                continue
            kind = self.kinds.get(term.entity, "")
            if kind == "people" and term.entity not in ours.entities:
                if not (term.entity == "people-tajik" and own & {"tajiks", "tajikistan", "in_tajikistan"}):
                    found.append("people")
            elif kind in ("place", "person", "event", "law") and not self.is_near(term, definition):
                found.append("place" if kind == "place" else kind)
        return tuple(dict.fromkeys(found))

    def ours(self, definition: Definition, lang: Lang) -> Said:
        """What we say of the indicator ourselves: whom it counts is decided here, not by what a source adds."""
        return self.judge.said(f"{definition.indicator.names[lang]}. {definition.indicator.scope[lang]}", lang)

    def is_other(self, term: Term) -> bool:
        """Whether a word says that others are counted: children, women, police."""
        return term.entity is None and "others" in term.concepts and not term.soft and term.weight > COUNTED_OTHER

    def elsewhere(self, definition: Definition, question: Question) -> bool:
        """Whether the question names one of the two countries and the indicator is about the other alone."""
        indicator = definition.indicator
        said = self.judge.said(f"{indicator.names['en']}. {indicator.scope['en']}", "en")
        asked, own = question.entities & COUNTRIES, said.entities & COUNTRIES
        return bool(asked) and bool(own) and not asked & own

    def is_near(self, term: Term, definition: Definition) -> bool:
        """Whether a place lies where the indicator's figures lie anyway."""
        if definition.event is not None:
            return term.entity in lexis.ambient()
        return term.entity in {"russia", "tajikistan", "central-asia"}
