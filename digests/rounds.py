"""The round of the feeds: read what is due, take in what is new and of the subject.

A feed that fails is a result with its fault; it backs off and never ends the round.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta

from config.settings import Settings
from digests.clock import dushanbe_day
from digests.corpus.feed_log import FeedLog, FeedState
from digests.corpus.judged import Judged
from digests.errors import KhabarError
from digests.ingest import Ingest, Ingested
from digests.language.meaning import Meaning
from digests.model import Document
from digests.publishers import Feed, Publishers, Quota
from digests.publishers import load as load_publishers
from digests.quarantine.keeper import Found, Read
from digests.relevance.bench import Bench
from digests.relevance.judge import Judgement
from digests.sources.addresses import PUBLIC, Reach
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
    meaning: Meaning | None = None,
    left_out: Callable[[Document, Judgement], None] = lambda _document, _judgement: None,
) -> Iterator[Ingested]:
    """Read every feed that is due; one result a new document, and one a feed that failed.

    Items are judged with `meaning`, without it by their words; `left_out` hears of those that are not of the subject.
    """
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

    bench = Bench(Judged(ingest.store.connection), publishers, meaning)
    taker = _Taker(ingest, log, publishers.subject, manner.pause, publishers.quota, bench, left_out)
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
    quota: Quota
    bench: Bench
    left_out: Callable[[Document, Judgement], None]

    def take(self, feed: Feed, state: FeedState, fetched: Fetched) -> Iterator[Ingested]:
        now = self.ingest.clock.now()
        if fetched.fault:
            self.log.failed(state, now, self.pause, fetched.fault, fetched.retry_after)
            yield Ingested(state.url, None, "rejected", reason=f"{state.url}: {fetched.fault}")
            return
        intake = Intake(self.quota, state, dushanbe_day(now), self.log.documents(state.url))
        try:
            found = self._items(feed, fetched)
            for read, document in self._relevant(found, intake.day):
                if intake.admits(document, self.ingest):
                    result = self.ingest.document(document, read.claims if read.relevant else None, cut=read.cut)
                    intake.took(document, result)
                    if result.status != "unchanged":
                        yield result
        except KhabarError as error:
            self.log.failed(state, now, self.pause, str(error), None)
            yield Ingested(state.url, None, "rejected", reason=str(error))
            return
        over = intake.said()
        left_out = _unread(found) if fetched.body is not None else _said_before(state)
        said = "; ".join(filter(None, (over, found.said, left_out))) or None
        self.log.succeeded(
            state,
            now,
            self.pause,
            etag=None if over else fetched.etag,  # what was left out is asked for again
            last_modified=None if over else fetched.last_modified,
            moved_to=fetched.moved_to,
            items=intake.added,
            intake=(intake.day, intake.bytes),
            fault=said,
            read_from=fetched.address,
        )
        if said and fetched.body is not None:
            yield Ingested(state.url, None, "rejected", reason=f"{state.url}: {said}")

    def _relevant(self, found: Found, day: date) -> list[tuple[Read, Document]]:
        """What was read and is of the subject, its topics told."""
        reads = [read for read in found if not read.refused]
        taken = []
        for read, judgement in zip(reads, self.bench.judge([read.document for read in reads], day), strict=True):
            if judgement.relevant:
                taken.append((read, replace(read.document, topics=judgement.topics)))
            else:
                self.left_out(read.document, judgement)
        return taken

    def _items(self, feed: Feed, fetched: Fetched) -> Found:
        if fetched.body is None:  # nothing changed since the last reading
            return Found(())
        return self.ingest.quarantine.feed(
            fetched.body, feed, self.subject, charset=fetched.charset, address=fetched.address
        )


def _said_before(state: FeedState) -> str | None:
    """What was said of the reading that still stands, where nothing changed since."""
    return None if state.failures else state.fault


def _unread(found: Found) -> str | None:
    """What is said of a feed of whose items not one can be taken; None for any other, also one without items."""
    if not found or not all(read.refused for read in found):
        return None
    return f"none of {len(found)} items is in a language of ours"


class Intake:
    """What one reading of a feed brings, held to the quota: new and changed items count, known ones cost nothing."""

    def __init__(self, quota: Quota, state: FeedState, day: date, documents: int) -> None:
        self.quota = quota
        self.day = day
        self.bytes = state.intake_bytes if state.intake_day == day else 0
        self.documents = documents
        self.items = 0
        self.added = 0
        self.left_out: Counter[str] = Counter()

    def admits(self, document: Document, ingest: Ingest) -> bool:
        """Whether `document` is known as it is, or may still be taken; what may not is counted."""
        over = self._over(document)
        if over is None or ingest.holds(document):
            return True
        self.left_out[over] += 1
        return False

    def _over(self, document: Document) -> str | None:
        if self.items >= self.quota.items_a_round:
            return f"more than {self.quota.items_a_round} in one reading"
        if self.bytes + _size(document) > self.quota.kilobytes_a_day * 1000:
            return f"more than {self.quota.kilobytes_a_day} kB of text a day"
        if self.documents >= self.quota.documents:
            return f"more than {self.quota.documents} documents of this feed"
        return None

    def took(self, document: Document, result: Ingested) -> None:
        if result.status in {"added", "updated"}:
            self.items += 1
            self.bytes += _size(document)
            self.added += result.status == "added"
            self.documents += result.status == "added"

    def said(self) -> str | None:
        """What was left out and why, None where nothing was."""
        if not self.left_out:
            return None
        why = "; ".join(f"{count} ({reason})" for reason, count in self.left_out.items())
        return f"items left out by the quota: {why}"


def _size(document: Document) -> int:
    return len(f"{document.title}{document.text}".encode("utf-8", "replace"))
