"""What a tick drives: a duty looks at what is due and puts messages into the outbox."""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import ClassVar

from bot.desk import Desk
from bot.mail.outbox import Outbox
from bot.people.callbacks import Callbacks
from bot.people.subscribers import Subscribers
from digests.errors import KhabarError

log = logging.getLogger(__name__)

SECONDS = 2.0  # of a tick, for each thing that a duty does: the event loop has other work
AT_ONCE = float("inf")
"""As many seconds as it takes; what looks only now and then looks now."""


@dataclass(frozen=True, slots=True)
class Means:
    """What every duty works with. `sent` says that something is to be sent."""

    outbox: Outbox
    people: Subscribers
    desk: Desk
    sent: Callable[[], None]
    editors: Collection[int] = ()


class Duty(ABC):
    """One `run` a tick; two at once take turns.

    Where the newsroom cannot be asked, that is logged once until it can; the next tick tries again.
    """

    trouble: ClassVar[str]
    """What the log says then."""

    def __init__(self, means: Means) -> None:
        self.outbox = means.outbox
        self.people = means.people
        self.desk = means.desk
        self.sent = means.sent
        self.editors = means.editors
        self.callbacks = Callbacks.of(means.outbox.db)
        self._failing = False
        self._lock = asyncio.Lock()

    async def run(self, seconds: float = SECONDS) -> int:
        """Do what is due, for so long; how many messages, or answers of several, that made."""
        async with self._lock:
            try:
                made = await self.work(seconds)
            except KhabarError as error:
                if not self._failing:
                    log.warning(self.trouble, extra={"error": type(error).__name__})
                self._failing = True
                return 0
            self._failing = False
            if made:
                self.sent()
            return made

    @abstractmethod
    async def work(self, seconds: float) -> int:
        """What `run` does, in its turn. May raise KhabarError."""
