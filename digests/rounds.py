"""The round of the feeds: read what is due, take in what is new and of the subject.

A feed that fails is a result with its fault; it backs off and never ends the round.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta

from config.settings import Settings
from digests.corpus.feed_log import FeedLog, FeedState
from digests.errors import KhabarError
from digests.ingest import Ingest, Ingested
from digests.language import names
from digests.model import Document
from digests.publishers import Feed, Publishers
from digests.publishers import load as load_publishers
from digests.sources.addresses import PUBLIC, Reach
from digests.sources.apart import parse_feed
from digests.sources.fetch import Fetched, agent_of, fetch

AT_ONCE = 4
"""Feeds fetched at the same time: this is a small server, and so are many of theirs."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How feeds are read: how long to wait at least between two readings, what may be dialled, who we say we are."""

    pause: timedelta = timedelta(minutes=30)
    reach: Reach = PUBLIC
    agent: str | None = None

    @classmethod
    def of(cls, settings: Settings) -> Manner:
        """The operator's: the same for whoever starts a round."""
        allowed = settings.feeds_allow_private
        reach = Reach(everything=allowed) if isinstance(allowed, bool) else Reach(allowed)
        return cls(timedelta(minutes=settings.poll_minutes), reach, agent_of(settings.contact))


USUAL = Manner()


def read_due(
    ingest: Ingest,
    *,
    publishers: Publishers | None = None,
    manner: Manner = USUAL,
) -> Iterator[Ingested]:
    """Read every feed that is due; one result a new document, and one a feed that failed."""
    publishers = publishers or load_publishers()
    log = FeedLog(ingest.store.connection)
    feeds = {feed.url: feed for feed in publishers.feeds}
    due = log.due(feeds, ingest.clock.now())

    def get(state: FeedState) -> Fetched:
        return fetch(
            state.address,
            etag=state.etag,
            last_modified=state.last_modified,
            reach=manner.reach,
            agent=manner.agent,
        )

    taker = _Taker(ingest, log, publishers.subject, manner.pause)
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="feed") as pool:
        for state, fetched in zip(due, pool.map(get, due), strict=True):
            yield from taker.take(feeds[state.url], state, fetched)


@dataclass(frozen=True, slots=True)
class _Taker:
    """Takes what was fetched into the corpus and writes the log of the feeds."""

    ingest: Ingest
    log: FeedLog
    subject: frozenset[str]
    pause: timedelta

    def take(self, feed: Feed, state: FeedState, fetched: Fetched) -> Iterator[Ingested]:
        now = self.ingest.clock.now()
        if fetched.fault:
            self.log.failed(state, now, self.pause, fetched.fault, fetched.retry_after)
            yield Ingested(state.url, None, "rejected", reason=f"{state.url}: {fetched.fault}")
            return
        taken = 0
        try:
            for document in _items(feed, fetched):
                if is_relevant(document, self.ingest, self.subject):
                    result = self.ingest.document(document)
                    taken += result.status == "added"
                    if result.status != "unchanged":
                        yield result
        except KhabarError as error:
            self.log.failed(state, now, self.pause, str(error), None)
            yield Ingested(state.url, None, "rejected", reason=str(error))
            return
        self.log.succeeded(
            state,
            now,
            self.pause,
            etag=fetched.etag,
            last_modified=fetched.last_modified,
            moved_to=fetched.moved_to,
            items=taken,
            read_from=fetched.address,
        )


def _items(feed: Feed, fetched: Fetched) -> Iterator[Document]:
    if fetched.body is None:  # nothing changed since the last reading
        return
    for document in parse_feed(fetched.body, source=feed.url, publisher=feed.publisher, lang=feed.lang):
        yield replace(document, path=feed.url)


def is_relevant(document: Document, ingest: Ingest, subject: frozenset[str]) -> bool:
    """Whether an item has the cue of an indicator and a name of the subject."""
    text = f"{document.title}\n{document.text}"
    named = any(mention.entity in subject for mention in names.load().find(text, document.lang))
    return named and bool(ingest.indicators.cued(text, document.lang))
