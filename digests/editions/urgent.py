"""What is told of an urgent document before its edition: its story, as an edition tells it, in the three languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from digests.corpus.store import Store
from digests.corpus.translations import Translations
from digests.corpus.urgent import Mark
from digests.editions.compile import Citations
from digests.editions.machine import in_language
from digests.editions.stories import draft
from digests.editions.telling import stories
from digests.figures.embargo import embargo
from digests.figures.indicators import Indicators
from digests.model import LANGS, Digest, Document, Lang, Page, Period, Texts
from digests.policy import Policy
from digests.say.digest import story_pages


@dataclass(frozen=True, slots=True)
class Urgent:
    """An urgent story. `number` is that of the editor's mark; the pages hold the headline too, without links that can
    be held against a reader."""

    number: int
    at: datetime  # when it was marked
    doc_id: str
    headline: Texts
    topics: tuple[str, ...]
    pages: Mapping[Lang, tuple[Page, ...]]


def urgent(store: Store, indicators: Indicators, mark: Mark, *, policy: Policy, today: date) -> Urgent | None:
    """What may be told of a marked document by `today`; None where it is not published yet, was withdrawn, or nothing
    of it may be shown."""
    document = store.document(mark.doc_id, known=today)
    withdrawn = not any(each.id == mark.doc_id for each in store.documents(until=today, linked=True))
    if document is None or withdrawn:
        return None
    told = {lang: _told(store, indicators, document, lang, policy, today) for lang in LANGS}
    if not all(edition.stories for edition in told.values()):
        return None
    return Urgent(
        mark.number,
        mark.at,
        mark.doc_id,
        {lang: told[lang].stories[0].title for lang in LANGS},
        told["en"].stories[0].topics,
        {lang: story_pages(told[lang]) for lang in LANGS},
    )


def _told(store: Store, indicators: Indicators, document: Document, lang: Lang, policy: Policy, today: date) -> Digest:
    """The document's story alone, as an edition of today would tell it."""
    withheld = embargo(store, indicators, policy=policy, known=today)
    citations = Citations(store, withheld, today)
    drafts = draft([document], (), lang, withheld=withheld)
    told = stories(drafts, citations.cite, lang, withheld=withheld, late=frozenset())
    told = in_language(told, lang, Translations(store.connection).said)
    return Digest(today, Period(today, today), "daily", lang, (), told, (), citations.all(), ())
