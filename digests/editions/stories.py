"""What a period's documents told: statements that are news, grouped into stories.

A story is one document's, or several documents' that tell the same. What an earlier edition already told is left
out, so that yesterday's news does not come back in another outlet's words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from digests.language.sentences import sentences
from digests.language.stems import stems
from digests.model import Document, Lang, Statement

SAME = 0.55
"""Share of common stems (of the shorter) from which two statements tell the same."""
PER_STORY = 4
"""Statements a story shows; the rest are a question away."""
DAILY_LIFE = frozenset({"raids", "deportations", "entry", "returns", "rights", "recruitment", "law"})
"""What touches the lives of the people this is for comes before investigation and politics."""
_REPEATED = 0.8
"""What a statement loses for every one chosen before it on the same topic: a story tells of several things."""
LEAD_SENTENCES = 2
"""Sentences of a raw text that stand for it, in its own words and language."""


@dataclass(slots=True)
class Item:
    """One thing told, with every document that tells it."""

    statement: Statement | None
    text: str
    lang: Lang
    doc_ids: list[str]
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class StoryDraft:
    """A story before it is said: its document, what is told, in which order."""

    document: Document
    items: tuple[Item, ...]
    topics: tuple[str, ...] = field(default=())


def draft(
    documents: Sequence[Document], earlier: Iterable[Document], lang: Lang, *, topics: frozenset[str] = frozenset()
) -> tuple[StoryDraft, ...]:
    """The stories of `documents`, without what `earlier` documents told; of `topics` only, where any are given."""
    told = [item for document in earlier for item in _choose(_items(document, lang))]
    kept: list[Item] = []
    drafts = []
    for document in sorted(documents, key=_weight):
        fresh = []
        for item in _items(document, lang):
            if topics and not topics & set(item.statement.topics if item.statement else document.topics):
                continue
            same = next((known for known in kept if _same(known, item)), None)
            if same is not None:
                same.doc_ids.append(document.id)
            elif not any(_same(known, item) for known in told):
                fresh.append(item)
        chosen = _choose(fresh)
        kept.extend(chosen)
        if chosen:
            drafts.append(StoryDraft(document, tuple(chosen), _told_topics(document, chosen)))
    return tuple(drafts)


def _told_topics(document: Document, items: Sequence[Item]) -> tuple[str, ...]:
    """The document's topics, and those of what is told: who asked for a topic sees it named."""
    told = (topic for item in items if item.statement for topic in item.statement.topics)
    return tuple(dict.fromkeys((*document.topics, *told)))


def _weight(document: Document) -> tuple[bool, str]:
    """Originals before reprints, curated before raw, then by id: the same order in every language."""
    return (document.duplicate_of is not None, document.kind != "curated", document.id)  # type: ignore[return-value]


def _items(document: Document, lang: Lang) -> list[Item]:
    if document.statements:
        return [
            Item(statement, statement.texts[lang], lang, [document.id], frozenset(stems(statement.texts["en"], "en")))
            for statement in document.statements
            if statement.paragraph > 0
        ]
    spans = list(sentences(document.text))[:LEAD_SENTENCES]
    if not spans:
        return []
    text = document.text[spans[0][0] : spans[-1][1]]
    return [Item(None, text, document.lang, [document.id], frozenset(stems(text, document.lang)))]


def _same(one: Item, other: Item) -> bool:
    common = len(one.stems & other.stems)
    return common >= SAME * max(1, min(len(one.stems), len(other.stems))) and common >= SAME * 0.7 * max(
        len(one.stems), len(other.stems)
    )


def _choose(items: Sequence[Item]) -> list[Item]:
    """The most telling statements in the order of the text: facts before opinions, with advice if there is any.

    The choice looks at what is the same in every language, so the three editions tell the same.
    """
    left = dict(enumerate(items))
    shown: Counter[str] = Counter()
    chosen: list[int] = []
    while left and len(chosen) < PER_STORY:
        best = max(
            left, key=lambda n: (_salience(left[n], n) - _REPEATED * max(map(shown.__getitem__, _topics(left[n]))), -n)
        )
        shown.update(_topics(left.pop(best)))
        chosen.append(best)
    return [items[n] for n in sorted(chosen)]


def _topics(item: Item) -> tuple[str, ...]:
    return (item.statement.topics if item.statement else ()) or ("",)


def _salience(item: Item, place: int) -> float:
    statement = item.statement
    if statement is None:
        return 1.0
    weight = {"fact": 2.0, "advice": 2.5, "rule": 2.5, "deadline": 2.5, "price": 1.0, "report": 1.5,
              "forecast": 0.5, "opinion": 0.0}[statement.kind]  # fmt: skip
    weight += (
        0.5 * bool(statement.topics and statement.topics[0] in DAILY_LIFE)
        + 0.7 * bool(set(statement.topics) & DAILY_LIFE)
        + 0.25 * bool(statement.attributed_to)
    )
    weight -= 1.0 * any(figure.indicator for figure in statement.figures)  # the figures stand above already
    return weight - 0.02 * place
