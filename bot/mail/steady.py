"""The mail's own sense of time: wall time that does not jump while the process lives.

Ages and expiries compare with stored times, so they need wall time; but a clock set wrong at noon must not expire
a night's digests. `Wall` reads the machine's clock once and counts on by the monotonic one.
"""

from __future__ import annotations

import time
from collections.abc import Callable

Seconds = Callable[[], float]


class Wall:
    """Seconds since 1970 in UTC, steady from the start of the process on."""

    def __init__(self, wall: Seconds = time.time, monotonic: Seconds = time.monotonic) -> None:
        self._monotonic = monotonic
        self._offset = wall() - monotonic()

    def now(self) -> float:
        return self._offset + self._monotonic()
