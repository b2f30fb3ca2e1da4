"""The transfers of a round, in a thread of their own: feeds as they arrive, pages as they are asked for.

Whoever takes them need not be quick: bodies that nobody has taken yet are few, and the rest waits on the wire.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from digests.sources.addresses import Reach
from digests.sources.fetch import Client, Fetched
from digests.sources.hosts import PAUSE, Host, Hosts
from digests.sources.work import CountingLoop

BODIES = 8
"""Feeds that may have been read and not yet taken."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A feed to be read: where, what makes the request conditional, who we say we are."""

    address: str
    etag: str | None = None
    last_modified: str | None = None
    agent: str | None = None


class Crawl:
    """A context in which transfers run; leaving it ends what still does. `known` is what hosts asked for before."""

    def __init__(
        self, reach: Reach, agent: str | None, known: Mapping[str, Host], now: datetime, *, pause: float = PAUSE
    ) -> None:
        self._reach, self._agent, self._known, self._now, self._pause = reach, agent, known, now, pause
        self._arrived: queue.SimpleQueue[tuple[int, Fetched | BaseException]] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="crawl", daemon=True)
        self._ready = threading.Event()
        self._loop = CountingLoop()
        self._hosts: Hosts
        self._room: asyncio.Semaphore
        self._stop: asyncio.Event

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def feeds(self, asks: Sequence[Ask]) -> Iterator[tuple[int, Fetched]]:
        """Each feed's place in `asks` and its answer, as they arrive. One with a body is to be `done`."""
        self._loop.call_soon_threadsafe(self._begin, asks)
        for _ in asks:
            n, found = self._arrived.get()
            if isinstance(found, BaseException):  # a bug of ours, not a fault of theirs
                raise found
            yield n, found

    def done(self) -> None:
        """A body that `feeds` gave is no longer kept."""
        self._loop.call_soon_threadsafe(self._room.release)

    def page(self, url: str, agent: str | None) -> Future[Fetched]:
        """A page, politely."""
        return asyncio.run_coroutine_threadsafe(self._hosts.page(url, agent=agent), self._loop)

    def feed(self, url: str, agent: str | None) -> Future[Fetched]:
        """One more page of a source that is in its turn."""
        return asyncio.run_coroutine_threadsafe(
            self._hosts.feed(url, etag=None, last_modified=None, agent=agent), self._loop
        )

    @property
    def learned(self) -> Mapping[str, Host]:
        """What hosts asked for in this round."""
        return dict(self._hosts.learned)

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._until_stopped())

    async def _until_stopped(self) -> None:
        async with Client(self._reach, self._agent) as client:
            self._hosts = Hosts(client, self._known, self._now, pause=self._pause)
            self._room = asyncio.Semaphore(BODIES)
            self._stop = asyncio.Event()
            self._tasks: set[asyncio.Task[None]] = set()
            self._ready.set()
            await self._stop.wait()
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _begin(self, asks: Sequence[Ask]) -> None:
        self._tasks |= {self._loop.create_task(self._feed(n, ask)) for n, ask in enumerate(asks)}

    async def _feed(self, n: int, ask: Ask) -> None:
        try:
            fetched = await self._hosts.feed(
                ask.address, etag=ask.etag, last_modified=ask.last_modified, agent=ask.agent
            )
            if fetched.body is not None:
                await self._room.acquire()
        except BaseException as error:
            self._arrived.put((n, error))
            raise
        self._arrived.put((n, fetched))
