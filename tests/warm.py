"""Children of the quarantine that pass from test to test: to start one takes a second of a core.

A child serves many orders in the service as well, and one that is ended for a reason is ended. Only where nobody holds
it any more, or the quarantine that held it is done, it waits here for whoever asks for one that was started under the
same conditions.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import weakref
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from digests.quarantine.keeper import Quarantine
from digests.sources import apart
from digests.sources.apart import Apart

MOST = 50
"""How often a child is lent: far less than the orders after which the service starts another."""


@dataclass
class Child:
    process: subprocess.Popen[bytes]
    inlet: Any
    walls: tuple[str, ...]
    conditions: tuple[object, ...]
    lent: int = 0


_waiting: defaultdict[tuple[object, ...], list[Child]] = defaultdict(list)
_start = Apart._start


def end_all() -> None:
    """End those that wait."""
    for child in (each for waiting in _waiting.values() for each in waiting):
        apart._end(child.process)
    _waiting.clear()


@contextmanager
def lending() -> Iterator[None]:
    """Whoever starts a child gets one that waits, if there is any."""
    with (
        patch.object(Apart, "_start", _lend),
        patch.object(Apart, "close", _close),
        patch.object(Quarantine, "close", _done),
    ):
        yield


def _lend(self: Apart) -> subprocess.Popen[bytes]:
    settings = tuple(os.environ.get(name) for name in apart.SETTINGS_TOLD)
    conditions = (self.module, apart.SECONDS, apart.MEMORY, settings, tuple(sys.path))
    waiting = _waiting[conditions]
    if not waiting:
        gc.collect()  # who held one may be garbage that has not been looked for
    child = waiting.pop() if waiting else None
    if child is None:
        process = _start(self)
        self._end.detach()  # type: ignore[attr-defined]
        child = Child(process, self._inlet, self.walls, conditions)
    child.lent += 1
    self._process, self._inlet, self.walls = child.process, child.inlet, child.walls
    self._end = weakref.finalize(self, _take_back, child)
    return child.process


def _take_back(child: Child) -> None:
    if child.lent < MOST and child.process.poll() is None:
        _waiting[child.conditions].append(child)
    else:
        apart._end(child.process)


def _close(self: Apart) -> None:
    """End it: whoever says so has a reason."""
    if self._process is not None:
        if isinstance(self._end, weakref.finalize):
            self._end.detach()
        apart._end(self._process)
    self._process = None
    self.answered = 0


def _done(self: Quarantine) -> None:
    """No more is read: that is no reason to end children that are well."""
    for each in (self._apart, *self._idle.queue):
        each._end()
        each._process = None
        each.answered = 0
