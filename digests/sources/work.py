"""How much processor time each transfer costs, where many share one thread.

What a server can send to make a client toil (a flood of `100 Continue`, chunks of a byte, trailers, tiny records of
TLS) is not worth a list: it is the work that is counted. It is done where the loop reads from a socket and in the steps
of the transfer's task; there a clock stands, and the transfer that has the socket pays.
"""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Awaitable, Callable, Coroutine, Generator
from contextvars import ContextVar
from typing import Any, Self, TypeVar

import aiohttp

T = TypeVar("T")


class Work:
    """Seconds of this thread's processor time that one transfer has cost."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._since = 0.0

    def __enter__(self) -> Self:
        self._since = time.thread_time()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds += time.thread_time() - self._since


WORK: ContextVar[Work | None] = ContextVar("work", default=None)
"""That of the transfer whose task this is."""


class Steps(Awaitable[T]):
    """Awaits `whole`, whose steps are charged to `work`."""

    def __init__(self, whole: Coroutine[Any, Any, T], work: Work) -> None:
        self.whole = whole
        self.work = work

    def __await__(self) -> Generator[Any, Any, T]:
        step: Callable[[Any], Any] = self.whole.send
        given: Any = None
        while True:
            try:
                with self.work:
                    waited = step(given)
            except StopIteration as done:
                found: T = done.value
                return found
            try:
                given, step = (yield waited), self.whole.send
            except BaseException as error:
                given, step = error, self.whole.throw


class CountingLoop(asyncio.SelectorEventLoop):
    """An event loop that charges what is read from a socket to the transfer it is read for."""

    def __init__(self) -> None:
        self._of: dict[int, Work | None] = {}  # by the socket's number; the loop reads from one of its own at once
        super().__init__()

    def charge(self, connection: socket.socket) -> None:
        """From now on `connection` is read for the transfer of this task."""
        self._of[connection.fileno()] = WORK.get()

    def _add_reader(self, fd: int, callback: Callable[..., object], *args: Any) -> asyncio.Handle:
        """Transports of asyncio ask for their readings here, in the context of the task that connects."""
        self._of[fd] = WORK.get()

        def counted(*given: Any) -> None:
            work = self._of.get(fd)
            if work is None:
                callback(*given)
                return
            with work:
                callback(*given)

        handle: asyncio.Handle = super()._add_reader(fd, counted, *args)  # type: ignore[misc]
        return handle


class Counted:
    """For a connector of aiohttp: a connection that it kept is charged to who gets it now."""

    async def connect(self, *args: Any, **options: Any) -> aiohttp.connector.Connection:
        found: aiohttp.connector.Connection = await super().connect(*args, **options)  # type: ignore[misc]
        loop = asyncio.get_running_loop()
        known = found.transport.get_extra_info("socket") if found.transport else None
        if isinstance(loop, CountingLoop) and known is not None:
            loop.charge(known)
        return found
