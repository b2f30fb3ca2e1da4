"""One feed's turn in a round: from what was fetched to what is stored and what its log says.

What costs time (reading a feed, fetching and reading the pages behind its items) is done in threads and in
quarantine; what asks or writes the database is done by the thread that owns it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from digests.clock import dushanbe_day
from digests.corpus.feed_log import FeedLog, FeedState, mark_of
from digests.corpus.rows import content_hash
from digests.corpus.sources_log import SourcesLog
from digests.corpus.waiting import WaitingItems
from digests.corpus.web_log import WebLog
from digests.earlier import with_earlier
from digests.errors import BadInput, KhabarError
from digests.ingest import Ingest, Ingested
from digests.model import Document
from digests.publishers import Feed, Quota
from digests.quarantine.keeper import Found, Quarantine, Read
from digests.relevance.bench import Bench
from digests.relevance.judge import Judgement
from digests.schedule import back_off, pause
from digests.sources.admission import admits
from digests.sources.fetch import Fetched
from digests.taking.intake import Intake

PAGES_OF_A_FEED = 20
"""Pages that are read behind the items of one feed in one round: the rest of them come at the next."""

GetPage = Callable[[str, str | None], Future[Fetched]]


@dataclass(frozen=True, slots=True)
class Desk:
    """What every turn of a round works with."""

    ingest: Ingest
    log: FeedLog
    web: WebLog
    subject: frozenset[str]
    quota: Quota
    usual: timedelta
    chance: Callable[[], float]
    readers: Executor  # of feeds
    waiters: Executor  # for pages
    page: GetPage
    earlier: GetPage  # of a channel
    bench: Bench
    left_out: Callable[[Document, Judgement], None]

    @property
    def sources(self) -> SourcesLog:
        return SourcesLog(self.ingest.store.connection)

    @property
    def waiting(self) -> WaitingItems:
        return WaitingItems(self.ingest.store.connection)


@dataclass(slots=True)
class Turn:
    """`state` is the log of the feed as it was; `after` as it is after the turn."""

    desk: Desk
    feed: Feed
    state: FeedState
    fetched: Fetched
    now: datetime
    after: FeedState = field(init=False)
    unstored: list[tuple[str, str]] = field(default_factory=list)
    """Items (id and content hash) that were read to their page and are no documents of their own."""
    _judged: dict[str, Judgement] = field(default_factory=dict)  # what was not taken before, by its id
    _newest: int | None = None  # the post up to which a channel is read now
    _body: str | None = None  # hash of what came, as it is to be understood
    _read: Future[Found] | None = None
    _pages: dict[str, Future[Read]] = field(default_factory=dict)
    _later: frozenset[str] = frozenset()  # items whose pages wait for the next round

    def begin(self) -> None:
        """Have the feed read, where there is something to read."""
        body, told = self.fetched.body, f"{self.fetched.charset}\n{self.fetched.address}\n"
        if body is not None:
            self._body = hashlib.sha256(told.encode("utf-8", "replace") + body).hexdigest()
            if self._body != self.state.body:
                known = self.desk.sources.newest_post(self.feed.url) if self.feed.kind == "channel" else None
                self._read = self.desk.readers.submit(self._items, self.fetched, known)

    def _items(self, fetched: Fetched, known: int | None) -> Found:
        """What the source holds; of a channel also the posts that came after the one `known` before."""
        found = self._in_quarantine(fetched)
        if self.feed.kind != "channel":
            return found
        posts = with_earlier(
            self.feed, found, known, lambda url: self.desk.earlier(url, self.feed.agent).result(), self._in_quarantine
        )
        self._newest = posts.newest
        return posts.found

    def _in_quarantine(self, fetched: Fetched) -> Found:
        return self.desk.ingest.quarantine.feed(
            fetched.body or b"", self.feed, self.desk.subject, charset=fetched.charset, address=fetched.address
        )

    @property
    def is_new(self) -> bool:
        """Whether there is anything that was not read before."""
        return self._read is not None

    def behind(self) -> None:
        """Judge the items that are new, and have the pages read behind those that are of the subject or may be. Waits
        for the feed to be read."""
        if self._read is None or self._read.exception() is not None:
            return
        fresh = self._new(self._read.result())
        named = {read.document.id: read.named for read in fresh}
        judgements = self.desk.bench.judge([read.document for read in fresh], dushanbe_day(self.now), named)
        self._judged = {read.document.id: each for read, each in zip(fresh, judgements, strict=True)}
        if self.feed.text != "feed":
            near = {doc_id for doc_id, each in self._judged.items() if each.relevant or each.maybe}
            wanted = [read for read in fresh if read.document.url and read.document.id in near]
            # What is of the subject already does not wait behind what only its page may bring in.
            self._pages_behind(sorted(wanted, key=lambda read: not self._judged[read.document.id].relevant))

    def _pages_behind(self, wanted: list[Read]) -> None:
        self._later = frozenset(read.document.id for read in wanted[PAGES_OF_A_FEED:])
        for read in wanted[:PAGES_OF_A_FEED]:
            fetching = self.desk.page(str(read.document.url), self.feed.agent)
            reading = self.desk.waiters.submit(
                _with_page, self.desk.ingest.quarantine, read, fetching, self.desk.subject
            )
            self._pages[read.document.id] = reading

    def _new(self, found: Found) -> list[Read]:
        """What of a feed was neither stored as it is, nor read to a page that gave nothing."""
        ids = [read.document.id for read in found]
        known, read_before = self.desk.ingest.store.known(ids), self.desk.web.read(ids)

        def is_new(read: Read) -> bool:
            item = read.document
            if read.refused or (item.id in known and self.desk.ingest.holds(item)):
                return False
            return item.id not in read_before or read_before[item.id] != content_hash(item)

        return [read for read in found if is_new(read)]

    def take(self) -> Iterator[Ingested]:
        """Store what is new and say how it went; one result a document that changed anything, and one a fault."""
        if self.fetched.fault:
            yield self._failed(self.fetched.fault, f"{self.state.url}: {self.fetched.fault}")
            return
        day = dushanbe_day(self.now)
        intake = Intake(self.desk.quota, self.state, day, lambda: self.desk.log.documents(self.state.url))
        try:
            found = self._read.result() if self._read else Found(())
            for read in found:
                yield from self._item(read, intake)
        except KhabarError as error:
            yield self._failed(error.what if isinstance(error, BadInput) else str(error), str(error))
            return
        over = intake.said()
        later = f"{len(self._later)} items wait for the next round: their pages are read a few at a time"
        left_out = _unread(found) if self.is_new else _said_before(self.state)
        said = "; ".join(filter(None, (over, found.said, left_out, later if self._later else None))) or None
        unread = self.is_new and self.feed.kind == "channel" and self._newest is None
        self._succeeded(found, intake, said, whole=not over and not self._later and not unread)
        if self._newest and not over:
            self.desk.sources.mark_post(self.feed.url, self._newest)
        if said and self.is_new:
            yield Ingested(self.state.url, None, "rejected", reason=f"{self.state.url}: {said}")

    def _item(self, read: Read, intake: Intake) -> Iterator[Ingested]:
        item = read.document
        judgement = self._judged.get(item.id)
        if judgement is None or item.id in self._later:
            return
        came = False
        if item.id in self._pages:
            paged = self._pages[item.id].result()
            came, read = paged is not read, paged
            if not judgement.relevant and read.document.text_from == "page":
                judgement = self.desk.bench.judge_page(read.document)
        if not judgement.relevant:
            self.desk.left_out(read.document, judgement)
            if came:  # a page that could not be had may still tell that it is ours
                self._remember(item)
            return
        read = replace(read, document=replace(read.document, topics=judgement.topics))
        if admits(self.feed, read.document) is not None:
            self._remember(item)
        elif intake.admits(read.document):
            result = self._keep(read, item)
            intake.took(read.document, result)
            if result.status in {"duplicate", "rejected"} or self.feed.approval:
                self._remember(item)
            if result.status != "unchanged":
                yield result

    def _keep(self, read: Read, item: Document) -> Ingested:
        """Into the corpus; where the source wants approval, before an editor first."""
        document, desk = read.document, self.desk
        if not self.feed.approval:
            return desk.ingest.document(document, read.claims if read.searched else None, cut=read.cut, item=item)
        if desk.ingest.holds(document):  # approved, and not written anew since
            return Ingested(self.feed.url, document.id, "unchanged", title=document.title)
        new = desk.waiting.hold(document, self.feed.url, self.now)
        why = f"{self.feed.url}: {document.id} waits for an editor"
        told = Ingested(self.feed.url, document.id, "rejected" if new else "unchanged", why, title=document.title)
        return replace(told, lang=document.lang, published=document.published)

    def _remember(self, item: Document) -> None:
        """Its page is not asked for again as long as the feed says the same of it."""
        if item.id in self._pages:
            self.unstored.append((item.id, content_hash(item)))

    def _failed(self, fault: str, reason: str) -> Ingested:
        """Back off. A move that failed is forgotten, with what was learned there: the feed's own address is asked."""
        state, desk = self.state, self.desk
        moved = state.address != state.url and not self.fetched.unasked
        wait = back_off(state.failures, self._usual, chance=desk.chance(), asked=self.fetched.retry_after)
        self.after = replace(
            state,
            moved_to=state.moved_to if self.fetched.unasked else None,
            etag=None if moved else state.etag,
            last_modified=None if moved else state.last_modified,
            last_read=self.now,
            next_read=self.now + wait,
            failures=state.failures + 1,
            failing_since=state.failing_since or self.now,
            fault=fault,
        )
        return Ingested(state.url, None, "rejected", reason=reason)

    @property
    def _usual(self) -> timedelta:
        return timedelta(minutes=self.feed.minutes) if self.feed.minutes else self.desk.usual

    def _succeeded(self, found: Found, intake: Intake, said: str | None, *, whole: bool) -> None:
        """`whole`: nothing was left out that is to be asked for again."""
        state, fetched, now = self.state, self.fetched, self.now
        marks = frozenset(mark_of(read.document.id) for read in found) if self.is_new else state.seen
        news = state.news.met(now) if marks - state.seen else state.news
        taken = state.taken.met(now) if intake.items else state.taken
        own = timedelta(minutes=self.feed.minutes) if self.feed.minutes else None
        self.after = replace(
            state,
            moved_to=fetched.moved_to or state.moved_to,
            etag=fetched.etag if whole else None,
            last_modified=fetched.last_modified if whole else None,
            last_read=now,
            next_read=now + pause(news, now, self.desk.usual, chance=self.desk.chance(), own=own),
            failures=0,
            failing_since=None,
            fault=said,
            items=state.items + intake.added,
            intake_day=intake.day,
            intake_bytes=intake.bytes,
            read_from=fetched.address,
            body=(self._body or state.body) if whole else None,
            seen=marks,
            news=news,
            taken=taken,
        )


def _with_page(quarantine: Quarantine, read: Read, fetching: Future[Fetched], subject: frozenset[str]) -> Read:
    """`read` with the page behind it; as it is where there is none."""
    try:
        fetched = fetching.result()
    except CancelledError:
        return read
    if fetched.body is None:
        return read
    try:
        better = quarantine.page(fetched.body, read.document, subject, charset=fetched.charset)
    except BadInput:
        return read
    return replace(better, cut=read.cut if better.document.text_from == "feed" else better.cut)


def _said_before(state: FeedState) -> str | None:
    """What was said of the reading that still stands, where nothing changed since."""
    return None if state.failures else state.fault


def _unread(found: Found) -> str | None:
    """What is said of a feed of whose items not one can be taken; None for any other, also one without items."""
    if not found or not all(read.refused for read in found):
        return None
    return f"none of {len(found)} items is in a language of ours"
