"""What was found for a question, as values: all that writing it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from digests.corpus.index import Hit
from digests.figures.embargo import Embargo
from digests.model import AnswerKind, Claim, Document, Indicator, Lang, LedgerView, Period, Statement

Agreement = Literal["differ", "agree", "one source"]
"""What is to be said to "do the sources agree?"."""
Nearness = Literal["other time", "perhaps", "other"]
"""How the nearest figure misses: it stands for another time; nothing speaks against it; something does."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When the question asks about: a day on which things stood, or a period that the figure is for."""

    day: date | None = None
    period: Period | None = None
    whole: bool = False  # of the period all is meant: no part of it answers


NOW = Moment()
"""No time was named: what stands."""


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure of the ledger, and the claims to be said beside it."""

    view: LedgerView
    claim: Claim
    alike: tuple[Claim, ...] = ()  # of other documents, the very same
    rivals: tuple[Claim, ...] = ()
    earlier: tuple[Claim, ...] = ()  # superseded, the newest last
    rounded: tuple[Claim, ...] = ()
    otherwise: tuple[Claim, ...] = ()  # of another scope
    later: Claim | None = None  # what stands now, after a day that was asked about
    agreement: Agreement | None = None  # where that is asked
    event_names: frozenset[str] = frozenset()  # of the indicator's event, that the claim's document holds anywhere

    @property
    def cited(self) -> tuple[Claim, ...]:
        """Every claim that may be cited with the figure."""
        beside = (*self.rivals, *self.earlier, *self.rounded, *self.otherwise)
        return (self.claim, *self.alike, *beside, *([self.later] if self.later else []))

    def why(self, other: Claim, lang: Lang) -> str:
        """Why `other` differs from the figure; nothing where that cannot be told."""
        for relation in self.view.relations:
            if {relation.a, relation.b} == {self.claim.id, other.id}:
                return relation.why.get(lang, "")
        return ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A passage that may answer, judged."""

    hit: Hit
    statement: Statement | None
    document: Document
    support: float = 0.0  # how likely it answers, from 0 to 1: puts the facts in order
    sure: float = 0.0  # the chance that it answers if it is the first of them
    near: float | None = None  # by meaning, -1 to 1; None where no model looked
    states: frozenset[str] = frozenset()  # indicators of which it states a figure
    features: Mapping[str, float] = field(default_factory=dict, repr=False)
    ruled_out: tuple[str, ...] = ()  # what speaks against it, whatever its support

    @property
    def lang(self) -> Lang:
        return self.hit.lang

    @property
    def nearness(self) -> float:
        """How near it lies by meaning; its support where no model looked."""
        return self.support if self.near is None else self.near

    def holds(self, claim: Claim) -> bool:
        """Whether the claim was read here."""
        if self.hit.statement_id is not None:
            return claim.statement_id == self.hit.statement_id
        return claim.doc_id == self.document.id and bool(claim.quote) and claim.quote in self.hit.text


@dataclass(frozen=True, slots=True)
class Asked:
    """An indicator that a question may ask for, with its figures for the time that was asked about, judged."""

    indicator: str
    figures: tuple[FoundFigure, ...]  # none where nothing stood at that time
    days: tuple[date, ...]
    support: float = 0.0
    features: Mapping[str, float] = field(default_factory=dict, repr=False)
    ruled_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Nearest:
    """A figure that does not answer, and how it misses."""

    figure: FoundFigure
    how: Nearness


@dataclass(frozen=True, slots=True)
class Refusal:
    """That the sources do not tell: of what, if an indicator was meant; and what they do tell."""

    meant: Indicator | None = None
    then: bool = False  # they tell of the indicator, but not of the time that was asked about
    nearest: Nearest | None = None


@dataclass(frozen=True, slots=True)
class Sources:
    """What may be cited, by id, and what of its words may not be shown."""

    documents: Mapping[str, Document]
    statements: Mapping[str, Statement]
    withheld: Embargo


@dataclass(frozen=True, slots=True)
class Found:
    """What is to be said to a question: figures, facts, a refusal or a fixed reply."""

    kind: AnswerKind
    confidence: float
    figures: tuple[FoundFigure, ...] = ()
    facts: tuple[Fact, ...] = ()
    disagree: bool = False  # the facts state figures that contradict each other
    sides: bool = False  # who says what was asked, and the facts are told by several
    refusal: Refusal | None = None
    reply: str | None = None
    may_offer: tuple[str, ...] = ()  # questions near to what was asked that some statement answers, the nearest first
    offers: tuple[str, ...] = ()  # those of them that were asked and are answered
    days: tuple[date, ...] = ()  # that were asked about and that a figure was found for
    sources: Sources | None = field(default=None, repr=False)  # None where nothing can be cited
