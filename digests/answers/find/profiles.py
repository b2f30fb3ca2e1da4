"""What an indicator is known by: its own words, its rules, and what is said where its figures stand."""

from __future__ import annotations

from collections.abc import Collection

from digests.answers.find.shown import Shown
from digests.answers.find.support import Content, Judge, Profile
from digests.answers.understand.question import Question
from digests.figures.indicators import Definition
from digests.model import LANGS, Claim, Indicator, Lang

PROFILE = 6
"""Claims whose words an indicator is known by."""


class Profiles:
    """The indicators of one corpus."""

    def __init__(self, shown: Shown, judge: Judge) -> None:
        self.shown = shown
        self.judge = judge
        self._rules: dict[str, frozenset[str]] = {}
        self._words: dict[str, frozenset[str]] = {}

    def profile(self, indicator: Indicator, question: Question) -> Profile:
        """What an indicator's names, scope and sources say."""
        key = (indicator.id, question.lang, question.known)
        return self.shown.holdings.kept.get("profile", key, lambda: self._profile(indicator, question))

    def _profile(self, indicator: Indicator, question: Question) -> Profile:
        claims, lang = self.shown.claims(indicator.id, question.known), question.lang
        parts = [self.judge.content(text, each) for text, each in self.texts(indicator, claims, lang)]
        return Profile(
            terms=frozenset().union(*(part.terms for part in parts)),
            entities=frozenset().union(*(part.entities for part in parts)),
        )

    def texts(self, indicator: Indicator, claims: Collection[Claim], lang: Lang) -> dict[tuple[str, Lang], None]:
        """Texts with their languages: our own about the indicator, and those of its newest claims."""
        texts = [(f"{indicator.names[each]}. {indicator.scope[each]}", each) for each in LANGS]
        for claim in list(claims)[-PROFILE:]:
            statement = self.shown.holdings.statement(claim.statement_id) if claim.statement_id else None
            texts.append((statement.texts[lang], lang) if statement is not None else (claim.quote, claim.lang))
            beside = [*claim.attributed_to, claim.place, claim.publisher]
            texts += [(text, "en") for text in beside if text]
        return dict.fromkeys(texts)

    def rule_concepts(self, definition: Definition) -> frozenset[str]:
        """The concepts that an indicator's rules ask for."""
        if definition.indicator.id not in self._rules:
            self._rules[definition.indicator.id] = self._concepts(definition)
        return self._rules[definition.indicator.id]

    def _concepts(self, definition: Definition) -> frozenset[str]:
        groups: list[Collection[str]] = []
        for rule in definition.rules:
            groups += [rule.measure, rule.counts, *rule.clause, *rule.here, *rule.near, *rule.document]
        if definition.event is not None:
            groups += [definition.event.own, {definition.event.strong, definition.event.soft}]
        return frozenset().union(*groups, definition.period_cue)

    def measures(self, definition: Definition) -> frozenset[str]:
        """All that its rules let a number be said of."""
        return frozenset().union(*(rule.measure for rule in definition.rules))

    def word_concepts(self, definition: Definition) -> frozenset[str]:
        """What our own sentences about the indicator say: a rule takes "killed" in Kaluga too, its figures do not."""
        indicator = definition.indicator
        if indicator.id not in self._words:
            texts = [
                (text, lang)
                for each in (indicator.names, indicator.scope, indicator.say, indicator.answer)
                for lang, text in each.items()
            ]
            self._words[indicator.id] = frozenset().union(
                *(self.judge.content(text, lang).concepts for text, lang in texts)
            )
        return self._words[indicator.id]

    def own_words(self, indicator: Indicator, lang: Lang) -> Content:
        """What we say of the indicator ourselves: whom it counts is decided here, not by what a source adds."""
        return self.judge.content(f"{indicator.names[lang]}. {indicator.scope[lang]}", lang)
