"""A period → an edition: key figures first, then stories, then what was corrected; numbered sources throughout.

Everything that is chosen is chosen without looking at the language, so the three editions hold the same figures and
the same citations in the same order.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from digests.clock import days_before
from digests.corpus.store import Store
from digests.editions.changes import Change, changes
from digests.editions.corrections import corrections
from digests.editions.figure_lines import figure_line
from digests.editions.stories import StoryDraft, draft
from digests.figures.indicators import Indicators
from digests.model import Cadence, Citation, Digest, Document, FigureLine, Lang, Period, Story
from digests.say.digest import digest_pages
from digests.say.evidence import Evidence, unsupported

LOOK_BACK = 45
"""Days; how far back a story counts as told already."""


TITLE = 80
"""Characters of a text that stand for the title it lacks."""

logger = logging.getLogger(__name__)


class Citations:
    """Sources numbered in the order in which they are first cited."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.numbers: dict[str, int] = {}
        self.documents: dict[str, Document] = {}

    def cite(self, doc_id: str) -> int:
        if doc_id not in self.numbers:
            document = self.store.document(doc_id)
            assert document is not None
            self.documents[doc_id] = document
            self.numbers[doc_id] = len(self.numbers) + 1
        return self.numbers[doc_id]

    def all(self) -> tuple[Citation, ...]:
        return tuple(self._citation(doc_id, n) for doc_id, n in self.numbers.items())

    def _citation(self, doc_id: str, n: int) -> Citation:
        document = self.documents[doc_id]
        via: tuple[str, ...] = ()
        if document.duplicate_of and (original := self.store.document(document.duplicate_of)) and original.publisher:
            via = (original.publisher,)
        return Citation(
            n, doc_id, document.title, document.publisher, document.published or document.not_before, document.url,
            undated=document.published is None, via=via,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Order:
    """What edition is asked for."""

    day: date
    lang: Lang
    cadence: Cadence = "daily"
    topics: frozenset[str] = frozenset()

    @property
    def period(self) -> Period:
        return Period(days_before(self.day, 6 if self.cadence == "weekly" else 0), self.day)


def compile_digest(store: Store, indicators: Indicators, order: Order, *, publish_automatic: bool = True) -> Digest:
    """The edition of `order`, with its pages; what does not pass the evidence check is left out."""
    period = order.period
    assert period.start is not None
    documents = list(store.documents(since=period.start, until=period.end))
    earlier = list(store.documents(since=days_before(period.start, LOOK_BACK), until=days_before(period.start, 1)))
    found = changes(
        indicators.all,
        store.claims(known=period.end),
        period,
        publish_automatic=publish_automatic,
    )
    citations = Citations(store)
    figures = _figures(found, citations, order)
    stories = _stories(draft(documents, earlier, order.lang, topics=order.topics), citations, order.lang)
    digest = Digest(
        date=order.day,
        period=period,
        cadence=order.cadence,
        lang=order.lang,
        figures=figures,
        stories=stories,
        corrections=corrections(store, indicators, period, order.lang),
        citations=citations.all(),
        pages=(),
        topics=tuple(sorted(order.topics)),
    )
    return replace(digest, pages=digest_pages(digest, recalled=not documents))


def _figures(found: Sequence[Change], citations: Citations, order: Order) -> tuple[FigureLine, ...]:
    lines = []
    for change in found:
        line = figure_line(change, citations.cite, order.lang, year=order.day.year)
        if line is not None and _holds(line, change, citations, order.lang):
            lines.append(line)
    return tuple(lines)


def _holds(line: FigureLine, change: Change, citations: Citations, lang: Lang) -> bool:
    """Whether every number, date and name of the line stands in the claims that it cites."""
    evidence = Evidence()
    evidence.add_claims((*line.claims, *([change.earlier] if change.earlier else [])))
    evidence.add_citations(citations.all())
    indicator = change.view.indicator
    for said in (
        *indicator.names.values(),
        *indicator.scope.values(),
        *indicator.event.values(),
        *indicator.say.values(),
        *indicator.report.values(),
    ):
        evidence.add_text(said)
    missing = unsupported(f"{line.text}\n{line.attribution}", evidence, lang)
    if missing:
        logger.error(
            "an edition's line on %s was withheld: %d of its parts have no source", line.indicator, len(missing)
        )
    return not missing


def _stories(drafts: Sequence[StoryDraft], citations: Citations, lang: Lang) -> tuple[Story, ...]:
    stories = []
    for story in drafts:
        document = story.document
        evidence = Evidence()
        for item in story.items:
            if item.statement:
                evidence.add_statement(item.statement)
        evidence.add_text(document.text)
        text = " ".join(item.text for item in story.items)
        if unsupported(text, evidence, story.items[0].lang):
            logger.error("a story of %s was withheld: not all of it has a source", document.id)
            continue
        numbers = tuple(sorted({citations.cite(doc_id) for item in story.items for doc_id in item.doc_ids}))
        title = document.headline[lang] if document.headline else document.title or _first_words(text)
        stories.append(Story(title, text, story.topics, story.items[0].lang, machine=False, citations=numbers))
    return tuple(stories)


def _first_words(text: str) -> str:
    return text if len(text) <= TITLE else text[:TITLE].rsplit(" ", 1)[0] + "…"
