"""The bot's tick: who is due gets the newest closed edition. It asks the database, so downtime is caught up with."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime, timedelta

from bot.mail import course, holding
from bot.mail.fanout import Edition, Fanout, Sheet
from digests.clock import Clock
from digests.errors import KhabarError

log = logging.getLogger(__name__)

Compile = Callable[[Edition], Awaitable[Sequence[Sheet]]]
"""An edition → its pages, none where it has no news. Raises KhabarError where it cannot be made now."""

LATER = timedelta(minutes=5)
SOON = timedelta(seconds=30)
MOST = 300
"""Editions that one run makes: words to leave out are anybody's own, and could make as many as there are readers.
Those of most readers come first, the rest half a minute later."""


class Tick:
    """One run enqueues everything that is due by the clock it was handed."""

    def __init__(
        self,
        fanout: Fanout,
        compile_edition: Compile,
        clock: Clock,
        sent: Callable[[], None],
        days_taken_back: Callable[[], Awaitable[Sequence[date]]],
    ) -> None:
        self.fanout = fanout
        self.compile = compile_edition
        self.clock = clock
        self.sent = sent
        self.days_taken_back = days_taken_back
        self.failed = 0
        self._editions: dict[Edition, Sequence[Sheet]] = {}
        self._lock = asyncio.Lock()

    async def run(self) -> int:
        """Enqueue what is due; how many readers were dealt with."""
        dealt = 0
        async with self._lock:
            now = self.clock.now()
            self._editions.clear()  # an editor may have held what one of them says: stored ones are asked for again
            if astray := course.put_right(self.fanout.db, now):
                log.warning("readers were led astray: the clock was wrong", extra={"readers": astray})
            if holding.release(self.fanout.db, now):
                self.sent()
            self.fanout.parting = await self._parting()
            while due := self.fanout.due(now):
                dealt += await self._deal(now, due)
                await asyncio.sleep(0)
        return dealt

    async def _parting(self) -> Sequence[date]:
        """The days by which readers part; where the corpus cannot be asked no edition is made now either."""
        try:
            return await self.days_taken_back()
        except KhabarError:
            return ()

    async def _deal(self, now: datetime, due: Sequence[Edition]) -> int:
        """Make what is waited for, and hand it out; what cannot be made now is asked for again."""
        failed, over = set(), set()
        for edition in due:
            if edition in self._editions:
                continue
            if len(self._editions) >= MOST:
                over.add(edition)
            elif not await self._make(edition):
                failed.add(edition)
        there = {edition: self._editions[edition] for edition in due if edition in self._editions}
        for editions, pause in ((failed, LATER), (over, SOON)):
            if editions:
                self.fanout.postpone(now, editions, now + pause)
        dealt = 0
        while there and (chunk := self.fanout.enqueue(now, there)):  # the next chunk waits for the same, mostly
            dealt += chunk
            self.sent()
            await asyncio.sleep(0)
        return dealt

    async def _make(self, edition: Edition) -> bool:
        """Whether it could be made."""
        try:
            self._editions[edition] = await self.compile(edition)
        except KhabarError as error:
            self.failed += 1
            log.warning("an edition cannot be made now", extra={"edition": edition.key, "error": type(error).__name__})
        return edition in self._editions
