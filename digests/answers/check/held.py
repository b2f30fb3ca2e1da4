"""The figures that a post is held against: those of indicators, and the freely labelled ones of curated statements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from digests.answers.find.shown import Shown
from digests.answers.find.support import Content, Judge
from digests.answers.understand import terms
from digests.answers.understand.question import Term
from digests.figures.claims import of_figure
from digests.figures.indicators import Event, Indicators
from digests.model import Claim, Indicator, Lang, Statement, Texts
from digests.say.evidence import named


@dataclass(frozen=True)
class Held:
    """One figure of one source. `topic` is what it counts: an indicator's id, or the free label in English."""

    topic: str
    kind: str  # the indicator's, or of a free label "stock" where it stands on a day and "flow" where it has a period
    claim: Claim
    label: Texts
    indicator: Indicator | None
    statement: Statement | None
    told: frozenset[str]  # names of the statement, of the place and the scope
    own: frozenset[str]  # names of the label
    event: Event | None = None  # that it is of


@dataclass(frozen=True)
class Profile:
    """A figure in the words of one language."""

    held: Held
    label: Content
    terms: tuple[Term, ...]  # of the label
    content: Content  # label and statement


class Figures:
    """What is held by a day, and in which words."""

    def __init__(self, shown: Shown, indicators: Indicators, judge: Judge) -> None:
        self.shown = shown
        self.indicators = indicators
        self.judge = judge

    def profiles(self, lang: Lang, known: date) -> tuple[Profile, ...]:
        """The figures that may be shown and were known by `known`."""
        kept = self.shown.holdings.kept
        return kept.get("checked", (lang, known), lambda: tuple(self.profile(one, lang) for one in self.held(known)))

    def held(self, known: date) -> tuple[Held, ...]:
        kept = self.shown.holdings.kept
        return kept.get("held", known, lambda: (*self._of_indicators(known), *self._free(known)))

    def _of_indicators(self, known: date) -> Iterator[Held]:
        for indicator in self.indicators.all:
            for claim in self.shown.view(indicator.id, known=known).claims:
                if claim.status != "retracted" and claim.kind != "forecast":
                    statement = (
                        self.shown.holdings.statement(claim.statement_id) if claim.statement_id is not None else None
                    )
                    held = _held(indicator.id, indicator.kind, claim, indicator.names, indicator, statement)
                    yield replace(held, event=self.indicators.definition(indicator.id).event)

    def _free(self, known: date) -> Iterator[Held]:
        withheld = self.shown.withheld(known)
        for document in self.shown.holdings.records(known):
            for statement in document.statements:
                if withheld.holds_statement(statement.id):
                    continue
                for n, figure in enumerate(statement.figures, 1):
                    if figure.label is not None:
                        claim = of_figure(document, statement, n)
                        kind = "rate" if figure.role == "rate" else "flow" if figure.period else "stock"
                        held = _held(figure.label["en"], kind, claim, figure.label, None, statement)
                        yield replace(held, event=self.event_of(figure.label["en"]))

    def event_of(self, label: str) -> Event | None:
        """The event that a free label names."""
        concepts = self.judge.content(label, "en").concepts
        events = {event.id: event for one in self.indicators.all if (event := self.indicators.definition(one.id).event)}
        return next((event for event in events.values() if event.strong in concepts), None)

    def profile(self, held: Held, lang: Lang) -> Profile:
        label = held.label[lang]
        told = held.statement.texts[lang] if held.statement else held.claim.quote if held.claim.lang == lang else ""
        scope = held.indicator.scope[lang] if held.indicator else ""
        holdings = self.shown.holdings
        found: tuple[Term, ...] = holdings.kept.get(
            "label", (label, lang), lambda: terms.find(label, lang, (), holdings, self.indicators), most=2_000
        )
        return Profile(
            held, self.judge.content(label, lang), found, self.judge.content(f"{label}. {told} {scope}".strip(), lang)
        )


def _held(
    topic: str, kind: str, claim: Claim, label: Texts, indicator: Indicator | None, statement: Statement | None
) -> Held:
    own = frozenset(named(label["en"], "en"))
    parts = [statement.texts["en"] if statement else claim.quote, indicator.scope["en"] if indicator else ""]
    told = "\n".join(filter(None, [*parts, claim.place, claim.scope]))
    return Held(topic, kind, claim, label, indicator, statement, frozenset(named(told)), own)
