"""What crosses the boundaries between rooms: frozen values, no behaviour beyond reading themselves.

Offsets are Python characters in the cleaned stored text of a document. Dates are calendar days;
`published` is the publisher's day, and a day of ours is a day in Dushanbe (UTC+5, no daylight saving).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from digests.blocks import Block

Lang = Literal["tg", "ru", "en"]
LANGS: tuple[Lang, ...] = ("tg", "ru", "en")

Number = int | float
Modifier = Literal["=", "~", ">", ">=", "<", "<=", "range"]
Direction = Literal["up", "down"]
Hedge = Literal["nearly", "about"]
"""Which side a figure with the modifier `~` is rounded from: "nearly" and "almost" say that it was not reached."""
Role = Literal["total", "part", "rate", "change", "previous"]
Status = Literal["current", "superseded", "disputed", "retracted", "other_scope"]
Review = Literal["approved", "automatic", "held"]
Grade = Literal["curated", "corroborated", "single", "held"]
"""Who stands behind a claim: an editor's record or decision; two independent origins, or a curated series that it
continues; one text read by machine; a reading in doubt. It depends on what else is known (`digests.figures.grades`)."""
Readers = Literal["all", "both", "rules", "second"]
"""Who reads figures: the rules, the second reader that was learned, each beside the other, or (all) with a language
model as the third where an operator sets one up."""
QuoteKind = Literal["verbatim", "statement"]
RelationType = Literal[
    "updates",  # b updates a
    "corrects",  # b corrects a
    "contradicts",
    "compatible_rounding",
    "different_scope",
    "part_of",  # a is part of b
    "same_value",
    "same_origin",
]
Topic = Literal[
    "attack", "investigation", "raids", "deportations", "entry", "returns",
    "economy", "politics", "rights", "recruitment", "law", "education",
]  # fmt: skip
TOPICS: tuple[Topic, ...] = (
    "attack", "investigation", "raids", "deportations", "entry", "returns",
    "economy", "politics", "rights", "recruitment", "law", "education",
)  # fmt: skip
Cadence = Literal["daily", "weekly", "noon", "evening", "since"]
"""What an edition tells of: a day, a week, a day's first half, the rest of it, some days since the last one."""
StatementKind = Literal[
    "fact", "opinion", "advice", "rule", "deadline", "price",
    "report",  # said to happen, by many or by unnamed people: never a rule
    "forecast",  # a plan, a draft or a prediction: never a figure of the past
]  # fmt: skip

Texts = Mapping[Lang, str]
"""One text in each of the three languages."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both counted in; an open side is None."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a text states it. `value` is None for ranges and for vague plurals ("hundreds")."""

    value: Number | None
    low: Number | None
    high: Number | None
    modifier: Modifier
    unit: str | None  # "person", "percent", "USD", … or the unit word as it stands, folded
    start: int
    end: int
    text: str
    change: Direction | None = None
    confidence: float = 1.0
    hedge: Hedge | None = None  # beside the modifier `~` alone


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a curated statement: an indicator's, or one with a free label in three languages."""

    indicator: str | None
    label: Texts | None
    value: Number | None
    low: Number | None = None
    high: Number | None = None
    modifier: Modifier = "="
    unit: str = "person"
    role: Role = "total"
    as_of: date | None = None
    as_of_basis: str | None = None  # "explicit", "publication date", "event date"
    period: Period | None = None
    attributed_to: tuple[str, ...] = ()
    scope: str | None = None
    place: str | None = None
    whole: str | None = None  # the indicator of the same document's figure that this one is a part of
    hedge: Hedge | None = None  # beside the modifier `~` alone


@dataclass(frozen=True, slots=True)
class Statement:
    """One atomic fact of a curated document, in our own words, in the three languages."""

    id: str  # "<record stem>#<n>"
    texts: Texts
    paragraph: int  # of the source, counted from 1; 0 for a headline or a caption
    attributed_to: tuple[str, ...] = ()  # outlet ← agency ← ministry, the nearest first
    figures: tuple[Figure, ...] = ()
    kind: StatementKind = "fact"
    as_of: date | None = None
    valid_until: date | None = None
    topics: tuple[str, ...] = ()
    asks: Mapping[Lang, tuple[str, ...]] = field(default_factory=dict)  # the questions it answers


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's text with a role of its own."""

    start: int
    end: int
    role: Literal["title", "lead", "caption", "heading", "quotation"]


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it is stored. `text` is plain cleaned text; for a curated record it is empty and
    the statements speak. A record and the raw text of the same article share `linked_to`."""

    id: str
    title: str
    text: str
    lang: Lang
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    published_basis: str = "page"  # "page", "url", "inferred"; "read": the day of reading in an impossible date's place
    not_before: date | None = None  # for an undated document: the first day it can have been published
    url: str | None = None
    publisher_kind: str | None = None  # "agency", "state media", "independent media", "think tank", …
    kind: Literal["curated", "raw", "feed"] = "raw"
    topics: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    spans: tuple[Span, ...] = ()
    duplicate_of: str | None = None  # the document this one reprints
    linked_to: str | None = None  # raw text: the curated record of the same article
    path: str | None = None
    headline: Texts | None = None  # ours, for digests; the title stays as published
    sketch: frozenset[int] = frozenset()  # of the source's text: `digests.corpus.duplicates.sketch`
    left_open: Mapping[Lang, tuple[str, ...]] = field(default_factory=dict)  # questions it raises and nothing answers
    text_from: Literal["feed", "page"] | None = None  # of an item of a feed: its own text, or that of its page


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of search: a sentence of a text (with offsets) or a statement in one language (without)."""

    doc_id: str
    n: int
    lang: Lang
    text: str
    start: int | None
    end: int | None
    statement_id: str | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences in which an indicator's figure is said, each in the three languages."""

    say: Texts  # a line of a digest: "{value} killed", "{count} injured"
    answer: Texts = field(default_factory=dict)  # a full sentence, as an answer puts it after its date
    report: Texts = field(default_factory=dict)  # the same of what is only said to happen
    note: Texts = field(default_factory=dict)  # a few words for a list: "held", "taken to hospital"


@dataclass(frozen=True, slots=True)
class Indicator:
    """The definition of one key figure. Cues and patterns live in `config/indicators.toml`."""

    id: str
    unit: str
    kind: str  # "cumulative", "stock", "flow", "rate", "constant"
    names: Texts
    scope: Texts
    accuses_group: bool = False  # never shown without who stated it
    ages: bool = False  # a rule or a price: once old, it opens with its date
    event: Texts = field(default_factory=dict)  # the short name of the event it belongs to, where it has one
    answer: Texts = field(default_factory=dict)  # the same in a full sentence, as an answer puts it after its date
    report: Texts = field(default_factory=dict)  # the same of what is only said to happen
    say: Texts = field(default_factory=dict)  # how a line of a digest puts it: "{value} killed", "{count} injured"
    scoped: Mapping[str, Wording] = field(default_factory=dict)  # beginning of a claim's scope → sentences of its own
    theme: Topic | None = None  # under which it is listed


@dataclass(frozen=True, slots=True)
class Pointed:
    """Where the third reader says that a figure of an indicator stands: characters of a document's text, no value."""

    start: int
    end: int
    indicator: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One value of an indicator as one document reports it."""

    id: str
    indicator: str
    value: Number | None
    low: Number | None
    high: Number | None
    modifier: Modifier
    unit: str
    role: Role
    as_of: date | None
    as_of_basis: str | None
    period: Period | None
    attributed_to: tuple[str, ...]
    scope: str | None
    doc_id: str
    quote: str
    quote_kind: QuoteKind
    char_start: int | None
    char_end: int | None
    status: Status = "current"
    review: Review = "automatic"
    place: str | None = None
    whole: str | None = None  # id of the claim this one is a part of
    confidence: float = 1.0
    lang: Lang = "en"
    published: date | None = None  # of its document; where it is undated `not_before` or the day it was first read
    undated: bool = False  # its document has no publication date of its own
    known_from: date | None = None  # first day on which it counts as known: published, or read in a later version
    known_until: date | None = None  # first day on which its document no longer said so
    publisher: str | None = None
    origin: str | None = None  # independence group: claims of one group are one source
    statement_id: str | None = None
    held_why: Texts | None = None
    hedge: Hedge | None = None  # beside the modifier `~` alone
    kind: StatementKind = "fact"  # of the statement that it stands in: a report is no rule, a forecast no count
    grade: Grade | None = None  # as a view of the ledger gives it, by what was known there


@dataclass(frozen=True, slots=True)
class Relation:
    """How claim `a` stands to claim `b`, with the reason in the three languages."""

    a: str
    b: str
    type: RelationType
    why: Texts


@dataclass(frozen=True, slots=True)
class LedgerView:
    """One indicator as it stood: the current claim, every claim, their relations."""

    indicator: Indicator
    current: Claim | None
    disagree: bool
    claims: tuple[Claim, ...]  # what may be shown, oldest first
    relations: tuple[Relation, ...]
    rivals: tuple[Claim, ...] = ()  # claims that contradict the current one
    waiting: tuple[Claim, ...] = ()  # what waits for an editor: for the queue alone


MoveKind = Literal["first", "changed", "corrected", "withdrawn", "retracted", "differ", "agree"]
"""`first`: there was no figure before. `changed`: a newer or better one stands. `corrected`: what was told was taken
back, and another stands; `withdrawn`: and none does. `retracted`: what stands is as before, what was told before it was
taken back. `differ`, `agree`: sources began or ceased to contradict each other."""


@dataclass(frozen=True, slots=True)
class Move:
    """What became of a figure since somebody was told of it: `before` are the claims that no longer stand, without what
    may not be shown any more."""

    kind: MoveKind
    view: LedgerView
    before: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A source as it is cited; `n` is its number on the page."""

    n: int
    doc_id: str
    title: str
    publisher: str | None
    published: date | None
    url: str | None
    quote: str | None = None
    quote_lang: Lang | None = None
    quote_kind: QuoteKind | None = None
    undated: bool = False
    via: tuple[str, ...] = ()  # whom the source itself quotes
    lang: Lang | None = None  # of the title


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A key figure in an edition: the text is said in the edition's language. `in_story`: a story of the edition tells
    it as well, and nothing stood before it."""

    indicator: str
    label: str
    text: str
    disagree: bool
    claims: tuple[Claim, ...]
    citations: tuple[int, ...]
    attribution: str = ""
    in_story: bool = False


StoryKind = Literal["first", "report", "update", "reprint"]
"""What a document is in a story: the first report of an event; another report; one of a later day with a new figure of
it; the same text elsewhere."""


@dataclass(frozen=True, slots=True)
class StoryPart:
    """A sentence of a story; every one of `citations` bears out all of `text`."""

    text: str
    lang: Lang
    kind: StoryKind
    citations: tuple[int, ...]
    use: bool = False  # it says what one may or should do, until when, or for how much
    machine: bool = False  # translated by a machine, and labelled so


@dataclass(frozen=True, slots=True)
class Story:
    """A piece of news in an edition: one event, from one or several documents. `text` is all its parts, `lang` the
    first one's language; an edition kept from before 2026-12 has no parts."""

    title: str
    text: str
    topics: tuple[str, ...]
    lang: Lang
    machine: bool  # translated by a machine, and labelled so
    citations: tuple[int, ...]
    day: date | None = None  # its own day, where it was read after the edition of that day had closed
    parts: tuple[StoryPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One message: HTML as Telegram takes it, at most 4,096 UTF-16 units once its entities are parsed."""

    html: str
    text: str
    kind: Literal["front", "more", "sources"] = "front"  # of an edition's: only the front is sent unasked


_Day = date  # where a field is called so


@dataclass(frozen=True, slots=True)
class Digest:
    """An edition: what was published in a period, in one language."""

    date: date
    period: Period
    cadence: Cadence
    lang: Lang
    figures: tuple[FigureLine, ...]
    stories: tuple[Story, ...]
    corrections: tuple[str, ...]
    citations: tuple[Citation, ...]
    pages: tuple[Page, ...]
    topics: tuple[str, ...] = ()
    news: bool = True  # it tells what the edition before did not
    recalled: bool = False  # no document came in
    carried: tuple[_Day | None, ...] = ()
    """For each correction the last day whose edition carried what it takes back: who got none up to then is not told of
    it. None: no edition did, so all are told."""


AnswerKind = Literal["figure", "passage", "none", "help"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to a question. `text` is its blocks, or the pages of its edition, as `say` renders them plainly;
    numbers in brackets refer to `citations`."""

    lang: Lang
    kind: AnswerKind
    text: str
    blocks: tuple[Block, ...] = ()
    claims: tuple[Claim, ...] = ()
    disagree: bool = False
    citations: tuple[Citation, ...] = ()
    confidence: float = 0.0
    offers: tuple[str, ...] = ()  # questions the sources do answer, in the asker's language
    indicator: str | None = None
    copy_text: str | None = None  # figure, hedge, speaker, date and address, for the copy button
    memory: Mapping[str, str] = field(default_factory=dict)  # what a follow-up may lean on; never stored
    edition: Digest | None = None  # where the newest news were asked for
    topics: tuple[Topic, ...] = ()  # of a refusal: what was asked about, for counts
