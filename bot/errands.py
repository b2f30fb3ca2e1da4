"""Work that takes longer than anybody waits: it goes on beside the updates, and its word comes as a message of its own.

What is under way when the bot stops is lost, as everything is that lies in RAM; the person sends it again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from bot.mail.message import Message

if TYPE_CHECKING:
    from bot.context import Context

log = logging.getLogger(__name__)

SECONDS = 75.0  # a page may take thirty to fetch, and as long to read
MOST = 8  # at once: each waits for the same thread

Work = Callable[["Context"], Awaitable[None]]
Post = Callable[[Sequence[Message]], None]


class Errands:
    """`post` takes the messages that an errand ends with; without it an errand is run at once."""

    def __init__(self, post: Post | None = None) -> None:
        self.post = post
        self._tasks: set[asyncio.Task[None]] = set()

    async def send(self, context: Context, work: Work) -> bool:
        """Begin `work`, which answers by the context that it is handed; False where too many are under way."""
        if self.post is None:
            await work(context)
            return True
        if len(self._tasks) >= MOST:
            return False
        task = asyncio.create_task(self._run(context.later(), work, self.post), name="errand")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return True

    async def _run(self, context: Context, work: Work, post: Post) -> None:
        try:
            await asyncio.wait_for(work(context), SECONDS)
        except TimeoutError:
            context.outgoing.clear()
            context.tell("errand-late")
        except Exception as error:  # its word is awaited, whatever came of it
            log.error("an errand failed", exc_info=error)
            context.outgoing.clear()
            context.tell("sorry")
        post(context.outgoing)

    async def close(self) -> None:
        """End what is under way."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
