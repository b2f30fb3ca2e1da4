"""A role that one node has at a time, as this node knows it: it acts only while it is sure.

Whoever could not say for a while that it is there (a broken connection, a process that stood still) stops by itself
before another may begin.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from typing import Any

from bot.people.store import PeopleStore, StoreError

log = logging.getLogger(__name__)

SENDER, INTAKE, CLOCK, WORKER = "sender", "intake", "clock", "worker"
SURE = 2.0  # seconds after the database said that the role is ours; a store lets nobody follow for longer than that
BEAT = 0.5  # seconds between two questions


class Seat:
    """`term`: in which we have the role, 0 without it. Belongs to the thread of its store."""

    def __init__(self, database: PeopleStore, role: str, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.db = database
        self.role = role
        self.monotonic = monotonic
        self.term = 0
        self._until = self._again = float("-inf")

    @property
    def sure(self) -> bool:
        """Whether we may act now, as far as we know without asking."""
        return self.term > 0 and self.monotonic() < self._until

    def keep(self) -> bool:
        """Take the role or go on holding it, asking where the last answer is old; whether we may act now."""
        now = self.monotonic()
        if now < self._again:
            return self.sure
        self._again = now + BEAT
        try:
            term = self.db.hold(self.role)
        except StoreError as error:
            log.warning("who has a role cannot be asked", extra={"role": self.role, "error": type(error).__name__})
            return self.sure
        self.term, self._until = term, now + SURE
        return self.sure

    def leave(self) -> None:
        """Let another have it."""
        self.term = 0
        try:
            self.db.let_go(self.role)
        except StoreError as error:
            log.warning("a role could not be let go", extra={"role": self.role, "error": type(error).__name__})

    async def while_ours(self, work: Callable[[], Coroutine[Any, Any, Any]]) -> None:
        """Until cancelled: run `work` whenever the role is ours, and end it as soon as it is not. Raises what it
        raises."""
        while True:
            if self.keep():
                await self._in_term(self.term, asyncio.create_task(work(), name=self.role))
            await asyncio.sleep(BEAT)

    async def _in_term(self, term: int, task: asyncio.Task[Any]) -> None:
        try:
            while not task.done() and self.keep() and self.term == term:
                await asyncio.wait([task], timeout=BEAT)
        finally:
            ended = task.done()
            task.cancel()
            await asyncio.wait([task])
        if ended:
            task.result()
