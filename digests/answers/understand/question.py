"""A question as it was understood: its language, words and their lookups, names, dates, the kind of answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from digests.answers.understand.lexis import Kind
from digests.answers.understand.sense import Want
from digests.corpus.quantised import Floats
from digests.model import Cadence, Lang, Period

ELSE: frozenset[Kind] = frozenset({"who", "where", "when", "why"})
"""Kinds that ask for no number."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a question that says something, or a name of several words."""

    text: str
    folded: str
    weight: float  # what it says, from 0 to 1
    lookups: Mapping[str, float]  # index term → how surely it stands for the word
    concepts: frozenset[str] = frozenset()  # of the indicators' cues
    entity: str | None = None
    cue: str = ""  # folded, in Cyrillic where it is Latin Tajik
    soft: bool = False  # most questions hold it
    typed: bool = False  # it tells the type of what is asked ("which organisation")
    aside: bool = False  # of the story before the question
    timing: bool = False  # it sets a time: "before the verdict"


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood."""

    text: str
    lang: Lang
    kind: Kind | None  # None: keywords
    terms: tuple[Term, ...]
    concepts: frozenset[str]
    entities: frozenset[str]
    groups: frozenset[str]  # of `config/questions.toml`
    days: tuple[date, ...] = ()  # single days, as "how things stood on that day"
    periods: tuple[Period, ...] = ()
    whole: frozenset[Period] = frozenset()  # those of the periods of which all is meant
    now: bool = False
    words: tuple[str, ...] = ()  # folded, mended, in order
    unit: str | None = None  # "unit_time" …: what a number is asked in
    follows: bool = False  # it leans on the question before it
    unread: tuple[str, ...] = ()  # what looks like a day and is none ("31 february")
    numbers: frozenset[float] = frozenset()  # that the question says itself, days aside
    two_counts: bool = False  # it says "how many" twice: "how many left, and how many came back?"
    spoken: str = ""  # as the meaning model reads it best: Tajik in its own letters
    today: date = date.max  # ages and "a week ago" are reckoned from it
    known: date | None = None  # what was published later counts for nothing
    asof: date | None = None  # how things stood on that day
    says_where: bool = False  # it says "where"
    names_regions: bool = False  # regions, cities or countries are to be named
    two_places: bool = False  # it names two places: "in Kaluga or in Bryansk?"
    until: date | None = None  # texts published later tell nothing: what was known on that day is asked
    vector: Floats | None = field(default=None, compare=False, repr=False)  # float32 [dim], where a model read it
    wants: frozenset[Want] | None = None  # by its meaning; None where no model read it

    @property
    def seen(self) -> date | None:
        """The day by which a text has to be published."""
        return min((day for day in (self.known, self.until) if day is not None), default=None)

    @property
    def compares(self) -> bool:
        """Whether two figures are to be set beside each other."""
        by_words = self.kind == "agreement" or "compare" in self.groups or self.times > 1
        alternatives = self.of_place and self.two_places
        said = self.two_counts or alternatives or (self.kind == "agreement" and self.counts)
        return said or self.wanted("beside", by_words)

    @property
    def compares_sources(self) -> bool:
        """Whether it is asked if sources agree, or two figures of one time are compared."""
        by_words = self.kind == "agreement" or ("compare" in self.groups and self.times <= 1)
        return self.wanted("sources", by_words) or (self.kind == "agreement" and self.counts)

    @property
    def asks_sources(self) -> bool:
        """Whether by its meaning several things that sources say differently are wanted."""
        return self.wants is not None and {"beside", "sources"} <= self.wants

    @property
    def asks_sides(self) -> bool:
        """Whether it is asked who says what of something that is no number."""
        return self.asks_sources and not self.counts

    @property
    def counts(self) -> bool:
        """Whether a number is wanted, or whether sources agree about one."""
        by_words = self.kind in ("figure", "agreement")
        return self.wanted("number", by_words) and not self.of_place

    @property
    def of_place(self) -> bool:
        """Whether sources agree on a place is asked, or which of two it was."""
        differ = self.kind == "agreement" or (self.wants is not None and "sources" in self.wants)
        return self.says_where and (differ or self.two_places)

    @property
    def times(self) -> int:
        """How many days and periods it speaks of."""
        return len(self.days) + len(self.periods)

    @property
    def said(self) -> dict[str, bool]:
        """What its words tell of what it wants (`sense.SAID`)."""
        return {
            "figure": self.kind == "figure", "agreement": self.kind == "agreement",
            "compare": "compare" in self.groups, "times": self.times > 1, "else": self.kind in ELSE,
        }  # fmt: skip

    def wanted(self, want: Want, by_words: bool) -> bool:
        """Whether it wants this: by its meaning where a model read it, else as its words say."""
        return by_words if self.wants is None else want in self.wants


def named_by(name: str, lang: Lang, *, today: date, known: date | None, asof: date | None) -> Question:
    """The question that a button stands for: a figure is wanted, by its name."""
    nothing: frozenset[str] = frozenset()
    term = Term(name, name.casefold(), 1.0, {})
    return Question(name, lang, "figure", (term,), nothing, nothing, nothing, today=today, known=known, asof=asof)


@dataclass(frozen=True, slots=True)
class News:
    """The newest edition is asked for, not later than `until`."""

    lang: Lang
    cadence: Cadence
    until: date | None


@dataclass(frozen=True, slots=True)
class Understood:
    """A question; the fixed reply that is all it gets; whether the news will do."""

    question: Question
    reply: str | None = None
    news: News | None = None
