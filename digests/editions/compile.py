"""A period → an edition: stories, the most useful first, then the figures that moved, then what was corrected; numbered
sources throughout.

Everything that is chosen is chosen without looking at the language, so the three editions hold the same figures and
the same citations in the same order.
"""

from __future__ import annotations

import logging
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple
from weakref import WeakKeyDictionary

from digests.clock import days_before
from digests.corpus.leads import lead_vectors
from digests.corpus.store import Store
from digests.corpus.translations import Translations
from digests.editions import ranking
from digests.editions.carried import changes_under
from digests.editions.changes import Change, changes
from digests.editions.corrections import Correction, corrections, released
from digests.editions.coverage import Coverage, told_by_noon, with_freed
from digests.editions.events import chance
from digests.editions.events.told import LEADS
from digests.editions.figure_lines import figure_line
from digests.editions.issue import Issue
from digests.editions.machine import in_language
from digests.editions.ranking import Traits
from digests.editions.reading import READ, Readings
from digests.editions.stories import Scene, StoryDraft, looked_at, scene
from digests.editions.telling import stories
from digests.figures.embargo import Embargo
from digests.figures.indicators import Indicators
from digests.model import Citation, Claim, Digest, Document, FigureLine, Lang, Period
from digests.policy import Policy
from digests.say.digest import digest_pages
from digests.say.evidence import Evidence, unsupported
from digests.say.phrases import own_words

LOOK_BACK = 45
"""Days; how far back a story counts as told already."""

MOST_STORIES = 60
"""Stories of an edition, the most useful ones: nobody reads more of a day, and whoever looks for one asks."""

TOPICS_KEPT = 128
"""Sets of topics whose choice is remembered for an issue: more than one hour's readers have."""
ISSUES_KEPT = 3
"""Issues whose ground is remembered: those of a day and a week close together, and some days' beside them."""

logger = logging.getLogger(__name__)


class Citations:
    """Sources numbered in the order in which they are first cited."""

    def __init__(
        self,
        store: Store,
        withheld: Embargo,
        known: date | None = None,
        documents: dict[str, Document] | None = None,
    ) -> None:
        """`known`: documents are cited as they were on this day. `documents` are those that others cited already."""
        self.store = store
        self.withheld = withheld
        self.known = known
        self.numbers: dict[str, int] = {}
        self.documents = {} if documents is None else documents
        self._said: dict[str, Citation] = {}

    def cite(self, doc_id: str) -> int:
        if doc_id not in self.numbers:
            if doc_id not in self.documents:
                document = self.store.document(doc_id, known=self.known)
                assert document is not None
                self.documents[doc_id] = document
            self.numbers[doc_id] = len(self.numbers) + 1
        return self.numbers[doc_id]

    def all(self) -> tuple[Citation, ...]:
        return tuple(self._citation(doc_id, n) for doc_id, n in self.numbers.items())

    def _citation(self, doc_id: str, n: int) -> Citation:
        if doc_id not in self._said:
            self._said[doc_id] = self._made(doc_id, n)
        return self._said[doc_id]

    def _made(self, doc_id: str, n: int) -> Citation:
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

    issue: Issue
    lang: Lang
    topics: frozenset[str] = frozenset()

    @property
    def day(self) -> date:
        return self.issue.day


def compile_digest(
    store: Store, indicators: Indicators, order: Order, covered: Coverage, *, policy: Policy, keep: bool = False
) -> Digest:
    """The edition of `order`, with its pages; what does not pass the evidence check is left out, and so is what waits
    for an editor. `keep`: what had to be read anew of texts is stored for the next one."""
    issue, lang = order.issue, order.lang
    ground = _ground(store, indicators, issue, covered, policy, keep=keep)
    matter = ground.on(order.topics)
    citations = Citations(store, ground.withheld, issue.period.end, ground.documents)
    ranked = [each.worded(lang) for each in matter.ranked]
    told_here = frozenset(item.statement.id for each in ranked for item in each.items if item.statement)
    told = stories(ranked, citations.cite, lang, withheld=ground.withheld, late=ground.late)
    told = in_language(told, lang, Translations(store.connection).said)
    back = ground.corrections(store, lang)
    digest = Digest(
        date=order.day,
        period=issue.period,
        cadence=issue.cadence,
        lang=lang,
        figures=_figures(matter.found, citations, order, told_here),
        stories=told,
        corrections=tuple(each.text for each in back),
        citations=citations.all(),
        pages=(),
        topics=tuple(sorted(order.topics)),
        recalled=not ground.told_of,
        carried=tuple(each.carried for each in back),
    )
    news = bool(digest.stories or digest.corrections or digest.figures)
    return replace(digest, news=news, pages=digest_pages(digest))


@dataclass(frozen=True, slots=True)
class _Matter:
    """What an edition on some topics tells in every language: the figures that were `found` to have moved and the
    `ranked` stories."""

    found: tuple[Change, ...]
    ranked: Sequence[StoryDraft]


@dataclass(slots=True)
class _Ground:
    """What an issue's editions are made of in whatever language and on whatever topics: `told_of` are its documents,
    `late` some of them, `scene` what they tell; `changed` the figures that moved, `withheld` what may be shown of
    neither. What hangs on the language or the topics alone is made once: `matters`, `back`; `documents` are those that
    were cited."""

    issue: Issue
    policy: Policy
    indicators: Indicators
    claims: Sequence[Claim]
    told_of: Sequence[Document]
    late: frozenset[str]
    scene: Scene
    changed: tuple[Change, ...]
    withheld: Embargo
    matters: dict[frozenset[str], _Matter] = field(default_factory=dict)
    back: dict[Lang, tuple[Correction, ...]] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)

    def on(self, topics: frozenset[str]) -> _Matter:
        """What is told of `topics`, of all where none are given."""
        if topics not in self.matters:
            if len(self.matters) >= TOPICS_KEPT:
                self.matters.clear()
            self.matters[topics] = self._chosen(topics)
        return self.matters[topics]

    def _chosen(self, topics: frozenset[str]) -> _Matter:
        weights = ranking.load()
        on_topics = _on_topics(self.changed, self.told_of, topics)
        found = ranking.by_news(on_topics, self.issue.day, weights)
        told = self.scene.drafts(topics, weights.again_after)
        moved = _moved(found)
        order = ranking.by_worth([_traits(each, moved, self.late) for each in told], weights)
        return _Matter(found, [told[n] for n in order[:MOST_STORIES]])

    def corrections(self, store: Store, lang: Lang) -> tuple[Correction, ...]:
        """What is taken back; `store` is not kept, for what is made of it goes with it."""
        if lang not in self.back:
            self.back[lang] = corrections(
                store, self.indicators, self.issue, lang,
                claims=self.claims, policy=self.policy, withheld=self.withheld,
            )  # fmt: skip
        return self.back[lang]


@dataclass(frozen=True, slots=True)
class _Made:
    """The ground of an issue and what it was made of."""

    claims: tuple[Claim, ...]  # all that the store handed out
    asked: Hashable
    ground: _Ground


_grounds: WeakKeyDictionary[Store, list[_Made]] = WeakKeyDictionary()
"""What was made last from each store, the newest last."""


def _ground(
    store: Store, indicators: Indicators, issue: Issue, covered: Coverage, policy: Policy, *, keep: bool
) -> _Ground:
    """Remembered while the store hands out the very same claims and nothing else has changed that an edition hangs on:
    the next language asks the same, and the next topics."""
    claims = store.claims(known=issue.day, former=True)
    documents = tuple(each.id for each in covered.documents)
    asked = (
        changes_under(store.connection, issue), issue, policy, documents, covered.late, covered.missed,
        covered.read_late, tuple(each.id for each in covered.told),
    )  # fmt: skip
    held = [
        each for each in _grounds.get(store, ()) if each.claims is claims and each.ground.indicators is indicators
    ]  # of other claims nothing holds
    found = next((each for each in held if each.asked == asked), None)
    if found is None:
        found = _Made(claims, asked, _of(store, indicators, issue, covered, policy, claims, keep=keep))
    others = [each for each in held if each.ground.issue != issue]
    _grounds[store] = [*others, found][-ISSUES_KEPT:]
    return found.ground


def _of(
    store: Store,
    indicators: Indicators,
    issue: Issue,
    covered: Coverage,
    policy: Policy,
    known_then: tuple[Claim, ...],
    *,
    keep: bool,
) -> _Ground:
    period = issue.period
    assert period.start is not None
    claims = [claim for claim in known_then if claim.doc_id not in covered.missed]
    freed = released(store, indicators, issue, policy)
    covered = with_freed(store, period, covered, {claim.doc_id for claim in claims if claim.id in freed})
    before = store.documents(since=days_before(period.start, LOOK_BACK), until=days_before(period.start, 1))
    earlier = [*(document for document in before if document.id not in covered.late), *covered.told]
    late = freed | {claim.id for claim in claims if claim.doc_id in covered.read_late}
    changed, withheld = _figures_then(
        store, indicators, period, policy, known_then, covered.missed, late, told_by_noon(store, issue, covered)
    )
    told = _scene(store, issue.day, covered.documents, earlier, withheld, keep=keep)
    return _Ground(issue, policy, indicators, claims, covered.documents, covered.late, told, changed, withheld)


def _scene(
    store: Store,
    day: date,
    documents: Sequence[Document],
    earlier: Sequence[Document],
    withheld: Embargo,
    *,
    keep: bool,
) -> Scene:
    """What `documents` have to tell, by what is kept of their texts; `keep`: what had to be reckoned is kept as
    well."""
    readings = Readings(store.connection, (*documents, *earlier), looked_at(len(documents)))
    vectors = lead_vectors(store.connection, [each.id for each in (*documents, *earlier)], READ)
    heads = {doc_id: rows[:LEADS] for doc_id, rows in vectors.items()}
    chance.recall(store.connection, (readings.told(each, heads.get(each.id)) for each in documents))
    found = scene(documents, earlier, withheld=withheld, vectors=vectors, readings=readings)
    if keep:
        with store.transaction():
            readings.keep(store.connection)
            chance.keep(store.connection, day)
    return found


_Read = tuple[tuple[Change, ...], Embargo]
_last: list[tuple[Indicators, tuple[Claim, ...], Hashable, _Read]] = []
"""What was asked last and what it was: replaced as a whole, for editions are made in several threads."""


def _figures_then(
    store: Store,
    indicators: Indicators,
    period: Period,
    policy: Policy,
    known: tuple[Claim, ...],
    missed: frozenset[str],
    late: frozenset[str],
    told: frozenset[str],
) -> _Read:
    """What the period did to the figures, and what may not be shown at its end: the same in every language, so it is
    remembered while the store hands out the very same `known` claims, linked ones unchanged too."""
    asked = (period, policy, missed, late, told)
    for of, claims, former, found in tuple(_last):
        if of is indicators and claims is known and former == asked:
            return found
    assert period.end is not None
    unmissed = [claim for claim in known if claim.doc_id not in missed]
    changed = changes(indicators.all, unmissed, period, policy=policy, late=late, told=told)
    standing = [claim for claim in known if claim.known_until is None or claim.known_until > period.end]
    withheld = Embargo(indicators, standing, store.linked_claims(), policy=policy, known=period.end)
    _last[:] = [(indicators, known, asked, (changed, withheld))]
    return changed, withheld


def _on_topics(changed: Sequence[Change], documents: Sequence[Document], topics: frozenset[str]) -> Sequence[Change]:
    """The figures that a reader of `topics` asked for: of statements on them, of texts on them; all where none is
    named."""
    told = {document.id: document.topics for document in documents}
    told |= {each.id: each.topics for document in documents for each in document.statements}
    return [
        change
        for change in changed
        if not topics or any(topics & set(told.get(each.statement_id or each.doc_id, topics)) for each in change.fresh)
    ]


class _Moved(NamedTuple):
    """The numbers of the changes that a document told of anew, by its id; the ids of the statements of which one of
    them tells a count that a later one has replaced, and none that stands."""

    by_document: Mapping[str, frozenset[int]]
    replaced: frozenset[str]


def _moved(found: Sequence[Change]) -> _Moved:
    by_document: dict[str, set[int]] = {}
    replaced: set[str] = set()
    for n, change in enumerate(found):
        for claim in change.fresh:
            by_document.setdefault(claim.doc_id, set()).add(n)
        stands: dict[str, bool] = {}
        for claim in change.view.claims:
            if claim.statement_id:
                stands[claim.statement_id] = stands.get(claim.statement_id, False) or claim.status != "superseded"
        replaced |= {statement for statement, stood in stands.items() if not stood}
    return _Moved({doc_id: frozenset(some) for doc_id, some in by_document.items()}, frozenset(replaced))


def _traits(story: StoryDraft, moved: _Moved, late: frozenset[str]) -> Traits:
    """What ranks a story; the same in every language."""
    doc_ids = {doc_id for item in story.items for doc_id in item.doc_ids}
    statements = [item.statement for item in story.items if item.statement]
    documents = [part.document for part in story.parts]
    first = story.items[0].statement
    return Traits(
        kinds=frozenset(each.kind for each in statements),
        topics=frozenset(story.topics),
        figures=len(frozenset().union(*(moved.by_document.get(each, ()) for each in doc_ids))),
        origins=len({each.duplicate_of or each.publisher or each.id for each in documents}),
        curated=any(each.kind == "curated" for each in documents),
        late=story.document.id in late,
        outdated=first is not None and first.id in moved.replaced,
    )


def _figures(
    found: Sequence[Change], citations: Citations, order: Order, told: frozenset[str]
) -> tuple[FigureLine, ...]:
    """The lines of what was `found`; `told` are the ids of the statements that the stories tell."""
    lines = []
    for change in found:
        line = figure_line(change, citations.cite, order.lang, year=order.day.year)
        if line is not None and _holds(line, change, citations, order.lang):
            in_story = change.kind == "new" and all(claim.statement_id in told for claim in line.claims)
            claims = tuple(map(citations.withheld.quoted, line.claims))
            lines.append(replace(line, claims=claims, in_story=in_story and change.earlier is None))
    return tuple(lines)


def _holds(line: FigureLine, change: Change, citations: Citations, lang: Lang) -> bool:
    """Whether every number, date and name of the line stands in the claims that it cites."""
    evidence = Evidence()
    evidence.add_claims((*line.claims, *([change.earlier] if change.earlier else []), *change.settled))
    evidence.add_citations(citations.all())
    for said in own_words(change.view.indicator):
        evidence.add_text("\n".join(said.values()))
    missing = unsupported(f"{line.text}\n{line.attribution}", evidence, lang)
    if missing:
        logger.error(
            "an edition's line on %s was withheld: %d of its parts have no source", line.indicator, len(missing)
        )
    return not missing
