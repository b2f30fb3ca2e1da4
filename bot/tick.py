"""The bot's tick: who is due gets the newest closed edition. It asks the database, so downtime is caught up with."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from bot.mail.fanout import Edition, Fanout, Payload
from digests.clock import Clock
from digests.errors import KhabarError

log = logging.getLogger(__name__)

Compile = Callable[[Edition], Awaitable[Sequence[Payload]]]
"""An edition → the payloads of its pages, none where it has no news. Raises KhabarError where it cannot be made now."""

LATER = timedelta(minutes=5)


class Tick:
    """One run enqueues everything that is due by the clock it was handed."""

    def __init__(self, fanout: Fanout, compile_edition: Compile, clock: Clock, sent: Callable[[], None]) -> None:
        self.fanout = fanout
        self.compile = compile_edition
        self.clock = clock
        self.sent = sent
        self.failed = 0
        self._editions: dict[Edition, Sequence[Payload]] = {}
        self._lock = asyncio.Lock()

    async def run(self) -> int:
        """Enqueue what is due; how many readers were dealt with."""
        dealt = 0
        async with self._lock:
            now = self.clock.now()
            self._editions.clear()  # an editor may have held what one of them says: stored ones are asked for again
            if brought := self.fanout.bring_in(now):
                log.warning("readers were due too late: the clock was wrong", extra={"readers": brought})
            while due := self.fanout.due(now):
                for edition in due:
                    await self._get(edition)
                there = {edition: self._editions[edition] for edition in due if edition in self._editions}
                for edition in due:
                    if edition not in there:
                        self.fanout.postpone(now, edition, now + LATER)
                chunk = self.fanout.enqueue(now, there) if there else 0
                dealt += chunk
                if chunk:
                    self.sent()
                await asyncio.sleep(0)
        return dealt

    async def _get(self, edition: Edition) -> None:
        if edition in self._editions:
            return
        try:
            self._editions[edition] = await self.compile(edition)
        except KhabarError as error:
            self.failed += 1
            log.warning("an edition cannot be made now", extra={"edition": edition.key, "error": type(error).__name__})
