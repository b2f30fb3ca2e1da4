"""Which worker works: over a server one of them at a time, asked in the background while rounds last."""

from __future__ import annotations

import atexit
import logging
import threading
from collections.abc import Callable
from pathlib import Path

from bot.mail.seat import BEAT, WORKER, Seat
from bot.people.opening import opened
from bot.people.roll import Roll
from bot.people.store import StoreError
from config.settings import Settings
from digests.errors import KhabarError, Unavailable

log = logging.getLogger(__name__)

FIRST = 10.0  # seconds that the first answer is waited for
LAST = 2.0  # the same for the last


def leading(data: Path, settings: Settings) -> Callable[[], bool]:
    """Says whether this worker is the one; a folder of its own has one worker, and no server to ask."""
    return Leading(data, settings) if settings.people_url is not None else lambda: True


class Leading:
    """Begins to ask at the first call, and goes on until it is closed, in a thread and a connection of its own."""

    def __init__(self, data: Path, settings: Settings) -> None:
        self.data = data
        self.settings = settings
        self._seat: Seat | None = None
        self._roll: Roll | None = None
        self._asked = threading.Event()
        self._gone = threading.Event()
        self._thread = threading.Thread(target=self._run, name="leading", daemon=True)

    def __call__(self) -> bool:
        if not self._asked.is_set():
            if not self._thread.is_alive():
                self._thread.start()
            self._asked.wait(FIRST)
        return self._seat is not None and self._seat.sure

    def _run(self) -> None:
        atexit.register(self.close)
        while not self._gone.wait(BEAT if self._asked.is_set() else 0.0):
            try:
                self._ask()
            except (KhabarError, StoreError) as error:
                log.warning("whether this worker leads cannot be asked: %s", error)
                self._gone.wait(BEAT)
        if self._seat is not None and self._roll is not None:
            self._seat.leave()
            self._roll.leave()

    def _ask(self) -> None:
        if self._seat is None or self._roll is None:
            self._seat = Seat(opened(self.data, self.settings), WORKER)
            self._roll = Roll(self._seat.db, "worker", self._parts)
        self._seat.keep()
        self._asked.set()
        try:
            self._roll.call()
        except Unavailable:  # this program is too old by now: whoever was renewed works
            self._gone.set()
            raise

    def _parts(self) -> dict[str, int]:
        return {WORKER: self._seat.term} if self._seat is not None and self._seat.sure else {}

    def close(self) -> None:
        """This one works no longer, at the latest when its process ends in peace: another may at once."""
        self._gone.set()
        if self._thread.is_alive():
            self._thread.join(LAST)
