"""A period → an edition: key figures first, then stories, then what was corrected; numbered sources throughout.

Everything that is chosen is chosen without looking at the language, so the three editions hold the same figures and
the same citations in the same order.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from digests.clock import days_before
from digests.corpus.leads import lead_vectors
from digests.corpus.store import Store
from digests.editions.changes import Change, changes
from digests.editions.corrections import corrections, released
from digests.editions.coverage import Coverage, with_freed
from digests.editions.figure_lines import figure_line
from digests.editions.stories import Part, StoryDraft, draft
from digests.editions.summary import READ
from digests.figures.embargo import Embargo, embargo
from digests.figures.indicators import Indicators
from digests.model import Cadence, Citation, Digest, Document, FigureLine, Lang, Period, Story, StoryPart
from digests.policy import Policy
from digests.say.digest import digest_pages
from digests.say.evidence import Evidence, unsupported
from digests.say.phrases import own_words

LOOK_BACK = 45
"""Days; how far back a story counts as told already."""


TITLE = 80
"""Characters of a text that stand for the title it lacks."""

logger = logging.getLogger(__name__)


class Citations:
    """Sources numbered in the order in which they are first cited."""

    def __init__(self, store: Store, withheld: Embargo, known: date | None = None) -> None:
        self.store = store
        self.withheld = withheld
        self.known = known  # documents are cited as they were on this day
        self.numbers: dict[str, int] = {}
        self.documents: dict[str, Document] = {}

    def cite(self, doc_id: str) -> int:
        if doc_id not in self.numbers:
            document = self.store.document(doc_id, known=self.known)
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
            n, doc_id, self.withheld.title(document), document.publisher, document.published or document.not_before,
            document.url, undated=document.published is None, via=via, lang=document.lang,
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


def compile_digest(store: Store, indicators: Indicators, order: Order, covered: Coverage, *, policy: Policy) -> Digest:
    """The edition of `order`, with its pages; what does not pass the evidence check is left out, and so is what waits
    for an editor."""
    period = order.period
    assert period.start is not None
    claims = [claim for claim in store.claims(known=period.end, former=True) if claim.doc_id not in covered.missed]
    freed = released(store, indicators, period, policy)
    covered = with_freed(store, period, covered, {claim.doc_id for claim in claims if claim.id in freed})
    before = store.documents(since=days_before(period.start, LOOK_BACK), until=days_before(period.start, 1))
    earlier = [document for document in before if document.id not in covered.late]
    found = changes(
        indicators.all, claims, period, policy=policy,
        late=freed | {claim.id for claim in claims if claim.doc_id in covered.read_late},
    )  # fmt: skip
    withheld = embargo(store, indicators, policy=policy, known=period.end)
    citations = Citations(store, withheld, period.end)
    figures = _figures(found, citations, order)
    near = [each.id for each in (*covered.documents, *earlier)]
    drafts = draft(
        covered.documents, earlier, order.lang, withheld=withheld, topics=order.topics,
        vectors=lead_vectors(store.connection, near, READ),
    )  # fmt: skip
    stories = _stories(drafts, citations, order.lang, covered.late)
    digest = Digest(
        date=order.day,
        period=period,
        cadence=order.cadence,
        lang=order.lang,
        figures=figures,
        stories=stories,
        corrections=corrections(store, indicators, period, order.lang, policy=policy, withheld=withheld),
        citations=citations.all(),
        pages=(),
        topics=tuple(sorted(order.topics)),
        recalled=not covered.documents and all(change.kind == "standing" for change in found),
    )
    news = digest.stories or digest.corrections or any(change.kind not in ("standing", "repeated") for change in found)
    return replace(digest, news=bool(news), pages=digest_pages(digest, recalled=digest.recalled))


def _figures(found: Sequence[Change], citations: Citations, order: Order) -> tuple[FigureLine, ...]:
    lines = []
    for change in found:
        line = figure_line(change, citations.cite, order.lang, year=order.day.year)
        if line is not None and _holds(line, change, citations, order.lang):
            lines.append(replace(line, claims=tuple(map(citations.withheld.quoted, line.claims))))
    return tuple(lines)


def _holds(line: FigureLine, change: Change, citations: Citations, lang: Lang) -> bool:
    """Whether every number, date and name of the line stands in the claims that it cites."""
    evidence = Evidence()
    evidence.add_claims((*line.claims, *([change.earlier] if change.earlier else [])))
    evidence.add_citations(citations.all())
    for said in own_words(change.view.indicator):
        evidence.add_text("\n".join(said.values()))
    missing = unsupported(f"{line.text}\n{line.attribution}", evidence, lang)
    if missing:
        logger.error(
            "an edition's line on %s was withheld: %d of its parts have no source", line.indicator, len(missing)
        )
    return not missing


def _stories(drafts: Sequence[StoryDraft], citations: Citations, lang: Lang, late: frozenset[str]) -> tuple[Story, ...]:
    stories = []
    for story in drafts:
        held = [part for part in story.parts if _has_source(part)]
        if not held:
            continue
        parts = [said for part in held for said in _parts(part, citations)]
        document, text = held[0].document, " ".join(part.text for part in parts)
        day = document.published or document.not_before if document.id in late else None
        stories.append(
            Story(
                _title(document, lang, citations.withheld) or _first_words(text), text, story.topics, parts[0].lang,
                machine=False, citations=tuple(sorted({n for part in parts for n in part.citations})), day=day,
                parts=tuple(parts),
            )
        )  # fmt: skip
    return tuple(stories)


def _has_source(part: Part) -> bool:
    """Whether every number, date and name that is told stands in the document that tells it."""
    evidence = Evidence()
    for item in part.items:
        if item.statement:
            evidence.add_statement(item.statement)
    evidence.add_text(part.document.text)
    missing = [each for item in part.items for each in unsupported(item.text, evidence, item.lang)]
    if missing:
        logger.error("a story of %s was withheld: not all of it has a source", part.document.id)
    return not missing


def _parts(part: Part, citations: Citations) -> Iterator[StoryPart]:
    """What a document tells, a part for each run of sentences with the same sources in one language."""
    for (doc_ids, _), run in groupby(part.items, key=lambda item: (frozenset(item.doc_ids), item.lang)):
        told = list(run)
        numbers = sorted(map(citations.cite, sorted(doc_ids, key=lambda doc_id: (doc_id != part.document.id, doc_id))))
        yield StoryPart(" ".join(item.text for item in told), told[0].lang, part.kind, tuple(numbers))


def _title(document: Document, lang: Lang, withheld: Embargo) -> str:
    """Our headline, else the title as published, as far as it may be shown."""
    if document.headline and not withheld.holds(document, document.headline["en"], "en"):
        return document.headline[lang]
    return withheld.title(document)


def _first_words(text: str) -> str:
    return text if len(text) <= TITLE else text[:TITLE].rsplit(" ", 1)[0] + "…"
