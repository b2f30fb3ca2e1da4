"""What a period's documents told: statements that are news, grouped into stories.

A story is one event's, as one document or several tell it (`events.groups`): the first report, then what others add,
a part each. Of records it is statements, of texts the sentences that tell most of the event, over all of them
(`accounts`). A document that tells the same, in much the same words or with the same facts, is one more source of that
part; a citation stands only under what its document says. What an
earlier edition already told is left out, so that yesterday's news does not come back in another outlet's words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from digests.corpus.quantised import Floats
from digests.editions import headline, reading, summary
from digests.editions.accounts import accounts
from digests.editions.events.groups import Earlier, groups
from digests.editions.events.told import LEADS, tell
from digests.editions.facts import READ, held_by, is_held, is_news
from digests.editions.items import Item, Known, bears_out, retells, stands_beside
from digests.editions.reading import Readings
from digests.editions.summary import Candidate
from digests.figures.embargo import Embargo
from digests.language import names
from digests.language.dates import find_dates
from digests.language.fold import iter_words
from digests.language.stems import stem, stems
from digests.model import Document, Lang, Statement, StoryKind
from digests.say.ageing import AGEING
from digests.say.evidence import Evidence, unsupported

PER_STORY = 3
"""Sentences a story shows, of a record or of all texts; the rest are a question away."""
WITH_RECORD = 1
"""Sentences that the texts on an event add to a record of it."""
PARTS = 3
"""Documents that tell of one event, each in a part of its own; whoever wants more of it asks."""
DAILY_LIFE = frozenset({"raids", "deportations", "entry", "returns", "rights", "recruitment", "law"})
"""What touches the lives of the people this is for comes before investigation and politics."""
REPEATED = 0.6
"""The chance of one event from which a text without news is left out: of fewer words than that it may well be news."""
LEAD_SENTENCES = reading.OPENING
"""Sentences of an earlier text that count as told."""
UNBOUND = 10_000
"""Characters that a record's statements may take: an editor wrote each as short as it can be."""
READ_A_DAY = 1200
"""Sentences of texts that are looked at for an edition, in equal parts, so that a day of a thousand takes no longer."""


NO_VECTORS: Mapping[str, Floats] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Part:
    """What one document tells of an event, in which order, and what it is in the story."""

    document: Document
    items: tuple[Item, ...]
    kind: StoryKind


@dataclass(frozen=True, slots=True)
class StoryDraft:
    """A story before it is said: one event, the first report of it before what others add."""

    parts: tuple[Part, ...]
    topics: tuple[str, ...] = field(default=())

    @property
    def document(self) -> Document:
        return self.parts[0].document

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for part in self.parts for item in part.items)

    def worded(self, lang: Lang) -> StoryDraft:
        """As it is told to readers of `lang`."""
        parts = (replace(part, items=tuple(item.worded(lang) for item in part.items)) for part in self.parts)
        return replace(self, parts=tuple(parts))


Drafts = tuple[StoryDraft, ...]


def draft(documents: Sequence[Document], earlier: Iterable[Document], lang: Lang, *, withheld: Embargo) -> Drafts:
    """The stories of a few documents as they are told to readers of `lang`; see `drafts`."""
    return tuple(each.worded(lang) for each in drafts(documents, earlier, withheld=withheld))


def drafts(
    documents: Sequence[Document],
    earlier: Iterable[Document],
    *,
    withheld: Embargo,
    topics: frozenset[str] = frozenset(),
    vectors: Mapping[str, Floats] = NO_VECTORS,
    again_after: int = 7,
    readings: Readings | None = None,
) -> Drafts:
    """The stories of `documents`, without what `earlier` documents told or what is `withheld`; see `scene` and
    `Scene.drafts`. What is told hangs on no language: see `StoryDraft.worded`."""
    found = scene(documents, earlier, withheld=withheld, vectors=vectors, readings=readings)
    return found.drafts(topics, again_after)


@dataclass(frozen=True, slots=True)
class Scene:
    """What `documents` have to tell, whoever reads it: by event, what each of them has `shown`, and what was told
    `sooner`."""

    events: Sequence[Sequence[Document]]
    shown: Mapping[str, Sequence[Item]]
    sooner: Earlier
    is_told: Callable[[Item], bool]

    def drafts(self, topics: frozenset[str] = frozenset(), again_after: int = 7) -> Drafts:
        """The stories on `topics`, on all where none are given. An event that an earlier document of the last
        `again_after` days told of is told again only if something new is known of it."""
        kept = Known()
        found = (self._story(event, topics, again_after, kept) for event in self.events)
        return tuple(story for story in found if story)

    def _story(
        self, event: Sequence[Document], topics: frozenset[str], again_after: int, kept: Known
    ) -> StoryDraft | None:
        """What an event's documents tell beside what is `kept`: an event is told by what those before it told."""
        parts: list[Part] = []
        for document in event:
            told_here = [item for part in parts for item in part.items]
            items = self._items(document, topics)
            fresh = [each for each in _unsaid(document, items, kept, told_here) if self._is_fresh(each)]
            chosen = _choose(fresh) if len(parts) < PARTS else []
            if chosen and not parts:
                if _is_told_before(document, chosen, self.sooner.same(document, REPEATED), again_after):
                    continue
                chosen = _led(document, fresh, chosen)
            kept.extend(chosen)
            if chosen:
                known = [part.document for part in parts] or self.sooner.same(document)
                parts.append(Part(document, tuple(chosen), _kind(document, chosen, known)))
        if not parts:
            return None
        items = [item for part in parts for item in part.items]
        return StoryDraft(tuple(parts), _told_topics([part.document for part in parts], items))

    def _items(self, document: Document, topics: frozenset[str]) -> list[Item]:
        """What a document shows of `topics`; its own, for other sources are set beside them."""
        return [
            replace(each, doc_ids=list(each.doc_ids))
            for each in self.shown[document.id]
            if not topics or topics & set(_topics(each, document))
        ]

    def _is_fresh(self, item: Item) -> bool:
        return item.is_known or not self.is_told(item)


def scene(
    documents: Sequence[Document],
    earlier: Iterable[Document],
    *,
    withheld: Embargo,
    vectors: Mapping[str, Floats] = NO_VECTORS,
    readings: Readings | None = None,
) -> Scene:
    """The events of `documents` and what each of them can tell; `vectors` are of documents' first sentences
    (`lead_vectors`)."""
    before = list(earlier)
    read = readings or Readings()
    sooner_told = _before(before, withheld, read)
    told = sooner_told.known
    texts = {document.id: document.text for document in before}
    recent = [document.text for document in before if not document.statements]
    originals = {each.id: texts.get(each.duplicate_of or "", "") for each in documents}

    def is_told(item: Item) -> bool:
        """In other words, or as the text that its document is a copy of has it, however deep it stands there."""
        return told.first(item) is not None or item.text in originals[item.doc_ids[0]]

    def is_repeated(item: Item) -> bool:
        """To the letter."""
        return item.text in originals[item.doc_ids[0]] or any(item.text in text for text in recent)

    most = looked_at(len(documents))
    asking = _Asking(withheld, vectors, is_told, is_repeated, most, read, sooner_told.accounts)
    vectors = {doc_id: rows[:LEADS] for doc_id, rows in vectors.items()}
    sooner = Earlier(documents, before, vectors, read.told)
    events = sorted((sorted(group, key=_place) for group in groups(documents, vectors, read.told)), key=_weight_of)
    shown: dict[str, list[Item]] = {}
    for event in events:
        own = _shown(event, asking)
        shown |= own
        places = {doc_id: n for n, doc_id in enumerate(own)}
        event.sort(key=lambda document: places[document.id])
    sooner.meet([event[0] for event in events])
    told_sooner = (event for event in events if sooner.same(event[0], REPEATED))
    sooner.meet([document for event in told_sooner for document in event])  # of these more than the first are asked
    return Scene(events, shown, sooner, is_told)


def _unsaid(document: Document, items: Iterable[Item], kept: Known, own: Sequence[Item]) -> Iterator[Item]:
    """Those of a document's `items` that the stories do not hold yet; where they hold the same, the document is set
    beside it if it says as much."""
    for item in items:
        same = kept.first(item)
        same = same or next((known for known in own if known.statement and _is_same(item, known)), None)
        if same is None:
            yield item
        elif stands_beside(item, same) and document.id not in same.doc_ids:
            same.doc_ids.append(document.id)


def _topics(item: Item, document: Document) -> Sequence[str]:
    return item.statement.topics if item.statement else document.topics


def _is_told_before(document: Document, chosen: Sequence[Item], known: Sequence[Document], again_after: int) -> bool:
    """Whether the `known` documents, which told of the event, did so in the last `again_after` days, and nothing of it
    is new."""
    return bool(known) and _days_since(document, known) <= again_after and not _is_news(document, chosen, known)


def _is_same(item: Item, known: Item) -> bool:
    return bears_out(item, known) or (item.statement is not None and retells(item, known))


def looked_at(documents: int) -> int:
    """How many sentences of each text are looked at on a day of so many."""
    return max(LEAD_SENTENCES, min(reading.READ, READ_A_DAY // max(1, documents)))


def _kind(document: Document, items: Sequence[Item], known: Sequence[Document]) -> StoryKind:
    """What a document is beside the `known` ones of its event: a report like these, a reprint of one, or an update: of
    a later day, with a figure, a day or a name that they do not state."""
    if not known:
        return "first"
    if document.duplicate_of in {each.id for each in known}:
        return "reprint"
    day, days = _day(document), [day for each in known if (day := _day(each))]
    later = day is not None and bool(days) and day > min(days)
    return "update" if later and _is_news(document, items, known) else "report"


def _led(document: Document, fresh: Sequence[Item], chosen: Sequence[Item]) -> list[Item]:
    """`chosen` with the statement first that bears our headline out, and what a reader can use before the rest."""
    if not document.headline or not chosen[0].statement:
        return list(chosen)
    first, *others = headline.lead(
        fresh, chosen, document.headline, lambda item: item.statement.texts if item.statement else {}
    )
    others.sort(key=lambda item: not (item.statement and item.statement.kind in AGEING))
    return [first, *others]


def _is_news(document: Document, items: Sequence[Item], known: Sequence[Document]) -> bool:
    """Whether `items` state what no `known` document holds, or tell what one should do."""
    held = [held_by(each) for each in known]
    useful = any(item.statement and item.statement.kind in AGEING for item in items)
    return useful or any(is_news(item.facts, held, _day(document)) for item in items)


def _days_since(document: Document, known: Sequence[Document]) -> int:
    """Days since the newest of `known`; 0 where a day is not known."""
    day, days = _day(document), [day for each in known if (day := _day(each))]
    return (day - max(days)).days if day and days else 0


def _day(document: Document) -> date | None:
    return document.published or document.not_before


def _told_topics(documents: Sequence[Document], items: Sequence[Item]) -> tuple[str, ...]:
    """The documents' topics, and those of what is told: who asked for a topic sees it named."""
    own = (topic for document in documents for topic in document.topics)
    told = (topic for item in items if item.statement for topic in item.statement.topics)
    return tuple(dict.fromkeys((*own, *told)))


def _place(document: Document) -> tuple[bool, bool, date, str]:
    """Within its event: originals before reprints, curated before raw, then the first report first."""
    return (document.duplicate_of is not None, document.kind != "curated", _day(document) or date.max, document.id)


def _weight_of(event: Sequence[Document]) -> tuple[bool, str]:
    return min(map(_weight, event))


def _weight(document: Document) -> tuple[bool, str]:
    """Originals before reprints, curated before raw, then by id: the same order in every language."""
    return (document.duplicate_of is not None, document.kind != "curated", document.id)  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class _Asking:
    """What the texts of every event of an edition are asked with; `known`: what was asked before of what was told."""

    withheld: Embargo
    vectors: Mapping[str, Floats]
    is_told: Callable[[Item], bool]
    is_repeated: Callable[[Item], bool]
    most: int  # sentences of a text that are looked at
    read: Readings
    known: dict[Hashable, tuple[_Chosen, ...]]


def _shown(event: Sequence[Document], asking: _Asking) -> dict[str, list[Item]]:
    """What each document of an event tells: a record its statements, the texts what they tell best, all together. First
    the records, then the text that opens. What texts tell is remembered where the same was asked before."""
    texts = [document for document in event if not document.statements]
    records = (document for document in event if document.statements)
    shown = {each.id: _statements(each, asking.withheld, asking.vectors) for each in records}
    beside = [item.candidate for found in shown.values() for item in _choose(found) if item.candidate]
    asked = (asking.most, tuple(_asked(each, asking) for each in texts), tuple(shown))
    chosen = None if beside else asking.known.get(asked)
    if chosen is None:
        chosen = _chosen(texts, asking, beside)
        if not beside:
            asking.known[asked] = chosen
    for each in chosen:
        document = texts[each.documents[0]]
        item = _sentence(texts[each.candidate.document], each.candidate)
        item.words, item.is_known = each.words, each.is_known
        item.doc_ids = [texts[number].id for number in each.documents]
        shown.setdefault(document.id, []).append(item)
    return shown | {document.id: [] for document in texts if document.id not in shown}


def _asked(document: Document, asking: _Asking) -> Hashable:
    """All of a text that decides what is told of its event."""
    rows = asking.vectors.get(document.id)
    meaning = None if rows is None else hashlib.blake2b(rows.tobytes(), digest_size=12).digest()
    return document.id, document.duplicate_of, asking.read.mark(document), asking.withheld.mark(document), meaning


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A sentence that is told, the words in which it is to readers of other languages, and the numbers of the texts
    that bear it out."""

    candidate: Candidate
    words: Mapping[Lang, tuple[str, Lang]]
    documents: tuple[int, ...]
    is_known: bool


def _chosen(texts: Sequence[Document], asking: _Asking, beside: Sequence[Candidate]) -> tuple[_Chosen, ...]:
    """What the texts on an event tell of it, `beside` what is told anyway."""
    some = [
        candidate
        for number, document in enumerate(texts)
        for candidate in summary.of_text(
            document, number, asking.read.of(document, asking.most), asking.vectors.get(document.id)
        )
        if not asking.withheld.holds(document, candidate.text)
    ]
    items = [_sentence(texts[each.document], each) for each in some]
    found = accounts(
        some, [asking.read.headed(each) for each in texts],
        summary.Budget(WITH_RECORD if beside else PER_STORY), beside=beside,
        is_told=lambda n: asking.is_told(items[n]), is_repeated=lambda n: asking.is_repeated(items[n]),
        holds=lambda document, n: is_held(items[n].facts, held_by(texts[document])),
    )  # fmt: skip
    chosen = []
    for each in found:
        shown = ((lang, some[n]) for lang, n in each.shown.items())
        words = {lang: (said.text, said.lang) for lang, said in shown if _is_written(said, texts[each.documents[0]])}
        chosen.append(_Chosen(some[each.chosen], words, each.documents, each.is_known))
    return tuple(chosen)


@dataclass(slots=True)
class _Before:
    """What documents of earlier editions told, and what texts beside them tell, as far as it was asked."""

    known: Known
    accounts: dict[Hashable, tuple[_Chosen, ...]] = field(default_factory=dict)


_last: dict[Hashable, _Before] = {}
"""What was told before the last edition that was made: the next one, in another language or after the next round of
feeds, asks the same."""


def _before(documents: Sequence[Document], withheld: Embargo, read: Readings) -> _Before:
    """What `documents` told: the same in every language, as far as anything is met with it."""
    asked = tuple((each.id, read.mark(each), withheld.mark(each)) for each in documents)
    held = _last.get(asked)
    if held is not None:
        return held
    found = _Before(Known(item for document in documents for item in _told_before(document, withheld, read)))
    _last.clear()
    _last[asked] = found
    return found


def _told_before(document: Document, withheld: Embargo, read: Readings) -> Iterator[Item]:
    """What a document of an earlier edition told: whoever is met with it looks at no more than its words and facts."""
    if document.statements:
        yield from (replace(item, candidate=None) for item in _choose(_statements(document, withheld)))
        return
    for start, end, words in read.opening(document):
        text = document.text[start:end]
        if not withheld.holds(document, text):
            yield _item(document, text, words)


def _is_written(said: Candidate, document: Document) -> bool:
    """Whether a document bears out to the letter what another says in its place: an edition is checked by that."""
    evidence = Evidence()
    evidence.add_text(document.text)
    return not unsupported(said.text, evidence, said.lang)


def _sentence(document: Document, candidate: Candidate) -> Item:
    return replace(_item(document, candidate.text, candidate.stems), candidate=candidate)


def _item(document: Document, text: str, words: frozenset[str]) -> Item:
    day = _day(document)
    own, whole = (text, document.lang, day), (document.text[:READ], document.lang, day)
    return Item(None, text, document.lang, [document.id], words, own, whole)


def _statements(document: Document, withheld: Embargo, vectors: Mapping[str, Floats] = NO_VECTORS) -> list[Item]:
    """What a record states and may be shown."""
    rows = vectors.get(document.id)
    return [
        _told(document, statement, n, rows[n] if rows is not None and n < len(rows) else None)
        for n, statement in enumerate(document.statements)
        if statement.paragraph > 0
        and not withheld.holds_statement(statement.id)
        and not withheld.holds(document, statement.texts["en"], "en")
    ]


def _told(document: Document, statement: Statement, place: int, vector: Floats | None) -> Item:
    plain, day = statement.texts["en"], _day(document)
    whole = "\n".join(each.texts["en"] for each in document.statements)
    candidate = Candidate(plain, "en", 0, place, tell("", plain, "en", day), vector, worth=_worth(statement))
    return Item(
        statement, plain, "en", [document.id], _own_words(plain, "en"), (plain, "en", day), (whole, "en", day),
        candidate, words={lang: (text, lang) for lang, text in statement.texts.items()},
    )  # fmt: skip


@lru_cache(maxsize=1 << 11)
def _own_words(text: str, lang: Lang) -> frozenset[str]:
    """The stems of a statement without names and days: each of them says of which attack it speaks and when, so these
    are common to statements that tell different things."""
    spans = [(each.start, each.end) for each in names.load().find(text, lang)]
    spans += [(each.start, each.end) for each in find_dates(text, lang)]
    words = [word for word in iter_words(text) if not any(start <= word.start < end for start, end in spans)]
    return frozenset(stem(word.text, lang) for word in words) or frozenset(stems(text, lang))


def _choose(items: Sequence[Item]) -> list[Item]:
    """The most telling statements in the order of the text: facts before opinions, with advice if there is any; of a
    text the sentences as they stand.

    The choice looks at what is the same in every language, so the three editions tell the same.
    """
    some = [item.candidate for item in items if item.candidate]
    if not items or not items[0].statement:
        return list(items[:LEAD_SENTENCES])
    found = summary.scene(some, [])
    return [items[n] for n in summary.choose(found, summary.Budget(PER_STORY, characters=UNBOUND))]


def _worth(statement: Statement) -> float:
    weight = {"fact": 2.0, "advice": 2.5, "rule": 2.5, "deadline": 2.5, "price": 1.0, "report": 1.5,
              "forecast": 0.5, "opinion": 0.0}[statement.kind]  # fmt: skip
    weight += (
        0.5 * bool(statement.topics and statement.topics[0] in DAILY_LIFE)
        + 0.7 * bool(set(statement.topics) & DAILY_LIFE)
        + 0.25 * bool(statement.attributed_to)
    )
    return weight - 1.0 * any(figure.indicator for figure in statement.figures)  # the figures stand above already
