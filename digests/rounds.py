"""The round of the feeds: read what is due, take in what is new and of the subject.

A feed that fails is a result with its fault; it backs off and never ends the round.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from config.settings import Settings
from digests.corpus.feed_log import FeedLog, FeedState
from digests.corpus.judged import Judged
from digests.corpus.sources_log import SourcesLog
from digests.corpus.web_log import WebLog
from digests.ingest import Ingest, Ingested
from digests.language.meaning import Meaning
from digests.model import Document
from digests.publishers import Feed, Publishers
from digests.publishers import load as load_publishers
from digests.relevance.bench import Bench
from digests.relevance.judge import Judgement
from digests.sources.addresses import PUBLIC, Reach
from digests.sources.crawl import Ask, Crawl
from digests.sources.fetch import agent_of
from digests.sources.hosts import PAUSE, Host
from digests.taking.turn import Desk, Turn

READERS = 2
"""Feeds that are read at the same time, each by a child of its own: this is a small server."""
AHEAD = 4
"""Feeds that are being read before the first of them is taken."""
WAITERS = 16
"""Threads that wait for pages."""
WRITTEN = 100
"""Readings whose log is written together. A kill loses no more than the log of these, and they are read again."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How feeds are read: how long to wait at least between two readings, what may be dialled, who we say we are, how
    long to wait between two pages of a host (seconds); `chance` gives numbers from 0 to 1."""

    pause: timedelta = timedelta(minutes=30)
    reach: Reach = PUBLIC
    agent: str | None = None
    page_pause: float = PAUSE
    chance: Callable[[], float] = random.random

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
    now = ingest.clock.now()
    log, web = FeedLog(ingest.store.connection), WebLog(ingest.store.connection)
    paused = SourcesLog(ingest.store.connection).paused()
    feeds = {feed.url: feed for feed in publishers.feeds if feed.url not in paused}
    due = log.due(feeds, now)
    if due:
        known = {host: Host(*wishes) for host, wishes in web.hosts(now).items()}
        round_ = _Round(
            ingest,
            log,
            web,
            publishers,
            manner,
            now,
            Bench(Judged(ingest.store.connection), publishers, meaning),
            left_out,
        )
        yield from round_.read(feeds, due, known)
    log.notice(log.troubles(now, feeds), now)


@dataclass(slots=True)
class _Round:
    """The turns of one round, and what is to be written of them."""

    ingest: Ingest
    log: FeedLog
    web: WebLog
    publishers: Publishers
    manner: Manner
    now: datetime
    bench: Bench
    left_out: Callable[[Document, Judgement], None]
    done: list[Turn] = field(default_factory=list)

    def read(self, feeds: Mapping[str, Feed], due: list[FeedState], known: Mapping[str, Host]) -> Iterator[Ingested]:
        """Every due feed's turn; its log is written after what it brought, whatever ends the round."""
        manner = self.manner
        asks = [Ask(each.address, each.etag, each.last_modified, feeds[each.url].agent) for each in due]
        try:
            with (
                ThreadPoolExecutor(READERS, thread_name_prefix="reader") as readers,
                ThreadPoolExecutor(WAITERS, thread_name_prefix="waiter") as waiters,
                Crawl(manner.reach, manner.agent, known, self.now, pause=manner.page_pause) as crawl,
            ):
                desk = Desk(
                    self.ingest, self.log, self.web, self.publishers.subject, self.publishers.quota, manner.pause,
                    manner.chance, readers, waiters, crawl.page, crawl.feed, self.bench, self.left_out,
                )  # fmt: skip
                arrived = (Turn(desk, feeds[due[n].url], due[n], fetched, self.now) for n, fetched in crawl.feeds(asks))
                yield from self._turns(arrived, crawl)
                learned = {host: (each.robots, each.until, each.rests) for host, each in crawl.learned.items()}
                self.web.save(learned, (), self.now)
        finally:
            self._write()

    def _turns(self, arrived: Iterator[Turn], crawl: Crawl) -> Iterator[Ingested]:
        """Feeds are read ahead of the one that is taken; behind them wait those whose pages are on the way."""
        reading: deque[Turn] = deque()
        waiting: deque[Turn] = deque()
        for turn in arrived:
            turn.begin()
            if turn.is_new:
                reading.append(turn)
            else:
                if turn.fetched.body is not None:
                    crawl.done()
                yield from self._taken(turn)
            while len(reading) > AHEAD:
                waiting.append(_behind(reading.popleft(), crawl))
            while len(waiting) > AHEAD:
                yield from self._taken(waiting.popleft())
        while reading:
            waiting.append(_behind(reading.popleft(), crawl))
        while waiting:
            yield from self._taken(waiting.popleft())

    def _taken(self, turn: Turn) -> Iterator[Ingested]:
        yield from turn.take()
        self.done.append(turn)
        if len(self.done) >= WRITTEN:
            self._write()

    def _write(self) -> None:
        self.log.save([turn.after for turn in self.done])
        self.web.save({}, [each for turn in self.done for each in turn.unstored], self.now)
        self.done.clear()


def _behind(turn: Turn, crawl: Crawl) -> Turn:
    """`turn` with what is behind its items on the way; its own bytes have been read then."""
    turn.behind()
    turn.fetched = replace(turn.fetched, body=None)
    crawl.done()
    return turn
