"""What hosts ask of us, as long as it holds: their robots.txt, and to be left alone for a while.

Pages are read one at a time of each host, with a pause, and only where its robots.txt lets us; a host that says "too
many requests" (429) is left alone for as long as it says, whatever is wanted of it.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from yarl import URL

from digests.objections import Kind, Objection
from digests.sources import robots
from digests.sources.fetch import Client, Fetched, host_of
from digests.sources.robots import Robots

PAUSE = 1.0
"""Seconds between two pages of a host that asks for nothing else."""
ROBOTS_HOLD = timedelta(days=1)
"""RFC 9309 lets a copy stand so long."""
NO_ROBOTS_HOLD = timedelta(hours=1)
"""How long a host is not read after its robots.txt could not be."""


@dataclass(frozen=True, slots=True)
class Host:
    """One host's wishes. `robots` is None where the file could not be read: then nothing is."""

    robots: str | None = None
    until: datetime | None = None  # how long `robots` holds
    rests: datetime | None = None  # not to be asked before


class Hosts:
    """The hosts of one round, at the moment `now`; `known` is what earlier rounds learned of them."""

    def __init__(self, client: Client, known: Mapping[str, Host], now: datetime, *, pause: float = PAUSE) -> None:
        self.client = client
        self.now = now
        self.pause = pause
        self.learned: dict[str, Host] = {}
        self._known = known
        self._lanes: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._next: dict[str, float] = {}

    async def feed(self, url: str, *, etag: str | None, last_modified: str | None, agent: str | None) -> Fetched:
        """A feed, as `Client.get`."""
        resting = self._resting(host_of(url))
        if resting:
            return resting
        return self._heard(url, await self.client.get(url, etag=etag, last_modified=last_modified, agent=agent))

    async def page(self, url: str, *, agent: str | None = None) -> Fetched:
        """A page, as its site allows; a redirect to another site is not followed."""
        host = host_of(url)
        async with self._lanes[host]:
            resting = self._resting(host)
            if resting:
                return resting
            asked = await self._robots(url, agent or self.client.agent)
            if not asked.allows(url):
                return Fetched(fault=Objection(Kind.ROBOTS))
            await asyncio.sleep(max(0.0, self._next.get(host, 0.0) - time.monotonic()))
            fetched = await self.client.get(url, agent=agent, site=True)
            self._next[host] = time.monotonic() + max(self.pause, asked.delay or 0.0)
            return self._heard(url, fetched)

    def _of(self, host: str) -> Host:
        return self.learned.get(host) or self._known.get(host) or Host()

    def _resting(self, host: str) -> Fetched | None:
        rests = self._of(host).rests
        if rests is None or rests <= self.now:
            return None
        wait = (rests - self.now).total_seconds()
        return Fetched(fault=Objection(Kind.HOST_WAITS), retry_after=wait, unasked=True)

    def _heard(self, url: str, fetched: Fetched) -> Fetched:
        if fetched.status == 429 and fetched.retry_after:
            host = host_of(url)
            rests = self.now + timedelta(seconds=fetched.retry_after)
            self.learned[host] = replace(self._of(host), rests=rests)
        return fetched

    async def _robots(self, url: str, agent: str) -> Robots:
        host = host_of(url)
        said = self._of(host)
        if said.until is None or said.until <= self.now:
            said = self.learned[host] = await self._asked(url, said)
        return robots.NOTHING if said.robots is None else robots.read_robots(said.robots, agent)

    async def _asked(self, url: str, said: Host) -> Host:
        """What its robots.txt says now. Where it is refused there is none; where its server fails nothing is read."""
        fetched = await self.client.get(str(URL(url).origin() / "robots.txt"))
        if fetched.body is not None:
            text = fetched.body[: robots.MAX_BYTES].decode("utf-8-sig", "replace")
            return replace(said, robots=text, until=self.now + ROBOTS_HOLD)
        if fetched.status and 400 <= fetched.status < 500 and fetched.status != 429:
            return replace(said, robots="", until=self.now + ROBOTS_HOLD)
        return replace(said, robots=None, until=self.now + NO_ROBOTS_HOLD)
