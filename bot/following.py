"""A bot without a worker beside it takes the versions that one publishes elsewhere, and moves over between two
questions."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.desk import Desk
from digests.clock import Clock
from digests.corpus.store import FILE
from digests.errors import KhabarError
from digests.snapshots import state
from digests.snapshots.replica import Replica
from digests.snapshots.state import State

log = logging.getLogger(__name__)

EVERY = 5.0  # seconds between two looks at which version is the newest


class Following:
    """One `look` a few seconds. A folder whose corpus is its own (a worker's) is left alone."""

    def __init__(self, data: Path, replica: Replica, desk: Desk) -> None:
        self.data = data
        self.replica = replica
        self.desk = desk
        self._open = self._linked()
        self._said = ""

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(EVERY)

    async def look(self) -> int | None:
        """Take what is due; the version that questions are answered from since, None where nothing changed."""
        if state.is_own(self.data):
            return None
        try:
            await asyncio.to_thread(self._take)
            self._said = ""
        except KhabarError as error:
            if str(error) != self._said:
                log.warning("%s", error)
            self._said = str(error)
        if self._linked() != self._open:
            return await self._move()
        if self.desk.broken and await asyncio.to_thread(self.replica.back, "it cannot be read") is not None:
            return await self._move()
        return None

    def _take(self) -> None:
        if head := self.replica.due():
            taken = self.replica.take(head)
            log.info("version %d of the corpus is here, %d bytes were fetched", taken.version, taken.moved)

    async def _move(self) -> int | None:
        """Open what the link leads to now; where that fails, the version before. Until one is open the former answers
        on."""
        for _ in range(2):
            linked = self._linked()
            try:
                await self.desk.renew()
            except (KhabarError, sqlite3.Error) as error:
                log.warning("a version of the corpus cannot be opened: %s", error)
                if await asyncio.to_thread(self.replica.back, str(error)) is None:
                    return None
            else:
                self._open = linked
                return self.replica.state.here
        return None

    def _linked(self) -> str:
        path = self.data / FILE
        return str(path.readlink()) if path.is_symlink() else ""


def facts(data: Path, clock: Clock) -> Mapping[str, Any] | None:
    """The version of the corpus that is here, for `/health` and `khabar status`; None where none ever was."""
    found = state.read(data)
    return of(found, clock.now()) if found.here or found.looked else None


def of(found: State, now: datetime) -> Mapping[str, Any]:
    """A state as it is told: the version and its age in seconds, the newest that was published, what is wrong."""
    age = found.age(now)
    return {
        "version": found.here or None,
        "made": found.made,
        "age_seconds": None if age is None else round(age),
        "newest": found.newest or None,
        "newest_made": found.newest_made,
        "looked": found.looked,
        "trouble": found.trouble,
    }
