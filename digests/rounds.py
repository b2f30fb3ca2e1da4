"""The round of the feeds: read what is due, take in what is new and of the subject.

A feed that fails is a result with its fault; it backs off and never ends the round.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

from digests.corpus.feed_log import FeedLog, FeedState
from digests.errors import KhabarError
from digests.ingest import Ingest, Ingested
from digests.publishers import Feed, Publishers
from digests.publishers import load as load_publishers
from digests.quarantine.keeper import Read
from digests.sources.fetch import Fetched, fetch

AT_ONCE = 4
"""Feeds fetched at the same time: this is a small server, and so are many of theirs."""


def read_due(
    ingest: Ingest,
    *,
    publishers: Publishers | None = None,
    pause: timedelta = timedelta(minutes=30),
    allow_private: bool = False,
) -> Iterator[Ingested]:
    """Read every feed that is due; one result a new document, and one a feed that failed."""
    publishers = publishers or load_publishers()
    log = FeedLog(ingest.store.connection)
    feeds = {feed.url: feed for feed in publishers.feeds}
    due = log.due(feeds, ingest.clock.now())

    def get(state: FeedState) -> Fetched:
        return fetch(state.address, etag=state.etag, last_modified=state.last_modified, allow_private=allow_private)

    taker = _Taker(ingest, log, publishers.subject, pause)
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
            for read in self._items(feed, fetched):
                if read.relevant:
                    result = self.ingest.document(read.document, read.claims, cut=read.cut)
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
        )

    def _items(self, feed: Feed, fetched: Fetched) -> list[Read]:
        if fetched.body is None:  # nothing changed since the last reading
            return []
        return self.ingest.quarantine.feed(fetched.body, feed, self.subject)
