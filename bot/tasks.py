"""The parts of a service that run beside each other, by name: begun, waited for, ended."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Mapping
from typing import Any

log = logging.getLogger(__name__)


class Tasks:
    """Belongs to the running event loop. A part that fails by a bug ends the service: whoever started it starts it
    again, and nothing is lost."""

    def __init__(self) -> None:
        self._running: dict[str, asyncio.Task[Any]] = {}
        self._ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    @property
    def running(self) -> Mapping[str, asyncio.Task[Any]]:
        """The tasks by name, those that ended by themselves included."""
        return self._running

    def begin(self, name: str, work: Coroutine[Any, Any, Any]) -> None:
        """Let a part run."""
        task = asyncio.create_task(work, name=name)
        self._running[name] = task
        task.add_done_callback(self._one_ended)

    def _one_ended(self, task: asyncio.Task[Any]) -> None:
        error = None if task.cancelled() else task.exception()
        if error is None:
            return
        log.error("a part of the service failed", extra={"part": task.get_name()}, exc_info=error)
        if not self._ended.done():
            self._ended.set_exception(error)
            self._ended.exception()  # looked at here, should nobody wait for it

    async def ended(self) -> None:
        """Wait until a part failed; raises what it failed with."""
        await self._ended

    async def finish(self, name: str, seconds: float) -> None:
        """Wait so long for a part that was told to end."""
        task = self._running.pop(name, None)
        if task:
            await asyncio.wait([task], timeout=seconds)

    async def cancel(self, *names: str) -> None:
        """End these parts at once; without a name, all of them."""
        for name in names or tuple(self._running):
            task = self._running.pop(name, None)
            if task:
                task.cancel()
                await asyncio.wait([task])
