"""Handling: what waits in the inbox is handed to the bot, a chat's updates one after the other.

The handler returns what is to be answered; storing that and dropping the update is one transaction. A handler
that raises is tried again, then its update is parked: a poisonous one never loops and never blocks other chats.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import Any

from bot.mail.inbox import Entry, Inbox
from bot.mail.message import Message
from bot.mail.notices import Notices
from bot.mail.reduced import heard, left, migrated, restore
from bot.people.store import StoreError
from bot.people.subscribers import Subscribers
from bot.people.unreached import Unreached

log = logging.getLogger(__name__)

Handle = Callable[[Mapping[str, Any]], Awaitable[Sequence[Message]]]
"""An update as `reduced.restore` gives it → what is to be sent. Raises what a handler raised."""

AT_ONCE = 16
SECONDS = 90.0  # a handler that takes longer is taken to hang
STOP_SECONDS = 5.0  # how long a stop waits for handlers
IDLE = 5.0


class Handling:
    """Runs the inbox. `wake` says that something came in, `sent` that something is to be sent."""

    def __init__(
        self,
        inbox: Inbox,
        subscribers: Subscribers,
        handle: Handle,
        sent: Callable[[], None],
        editors: Collection[int] = (),
    ) -> None:
        self.inbox = inbox
        self.notices = Notices(inbox.outbox, subscribers, editors)
        self.subscribers = subscribers
        self.unreached = Unreached(inbox.db, subscribers.clock)
        self.handle = handle
        self.sent = sent
        self.handled = 0
        self.parked = 0
        self._running: dict[int, asyncio.Task[None]] = {}
        self._wake = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        self._wake.set()

    def stop(self) -> None:
        self._stopping = True
        self._wake.set()

    @property
    def idle(self) -> bool:
        return not self._running and self.inbox.size() == 0

    async def run(self) -> None:
        """Handle until `stop`; what is being handled then has a few seconds to finish."""
        while not self._stopping:
            self._wake.clear()
            room = AT_ONCE - len(self._running)
            entries = self._next(room) if room > 0 else []
            for entry in entries:
                lane = entry.chat_id
                self._running[lane] = asyncio.create_task(self._one(entry), name="update")
            if len(entries) >= room:
                self.inbox.db.ring("inbox")  # there may be more than we can take
            if not entries:
                await self._sleep()
        left = list(self._running.values())
        if left:
            await asyncio.wait(left, timeout=STOP_SECONDS)
            for task in left:
                task.cancel()  # its update stays, and is handled at the next start
            await asyncio.gather(*left, return_exceptions=True)

    def _next(self, room: int) -> list[Entry]:
        try:
            return self.inbox.waiting(room, but=self._running)
        except StoreError as error:
            log.warning("the inbox cannot be read", extra={"error": type(error).__name__})
            return []

    async def _sleep(self) -> None:
        handle = asyncio.get_running_loop().call_later(IDLE, self._wake.set)
        await self._wake.wait()
        handle.cancel()

    async def _one(self, entry: Entry) -> None:
        """One update, to its end: done, to be tried again, or parked."""
        try:
            try:
                messages = await asyncio.wait_for(self._messages(entry), SECONDS)
            except StoreError:
                raise
            except Exception as error:
                log.error("a handler failed", exc_info=error.__cause__ or error)
                await asyncio.sleep(0.2 * (1 + entry.tries))
                self._failed(entry, error)
                return
            if self.inbox.done(entry.update_id, messages):
                self.handled += 1
                if messages:
                    self.sent()
        except StoreError as error:
            # Not the update's fault: it stays, and is handled again when the disk is well.
            log.warning("an update could not be finished", extra={"error": type(error).__name__})
            await asyncio.sleep(1.0)
        finally:
            self._running.pop(entry.chat_id, None)
            self._turn_over(entry.chat_id)
            self._wake.set()

    def _turn_over(self, chat_id: int) -> None:
        try:
            self.inbox.db.turn_over(chat_id)
        except StoreError as error:
            log.warning("a turn could not be given back", extra={"error": type(error).__name__})

    def _failed(self, entry: Entry, error: Exception) -> None:
        """Once it is given up, the chat is told so, where the error brings the words."""
        cause = error.__cause__ or error
        if self.inbox.failed(entry, type(cause).__name__, getattr(error, "apology", ())):
            self.parked += 1
            self.sent()

    async def _messages(self, entry: Entry) -> Sequence[Message]:
        """What leaving and moving chats mean is settled here; all else is the handlers'."""
        gone = left(entry.body)
        if gone is not None:
            if not self.notices.outside(gone):
                self.subscribers.forget(gone)
            self.sent()
            return ()
        chat_id = heard(entry.body)
        if chat_id is not None:
            self.unreached.met([chat_id])
            if "my_chat_member" in entry.body:  # it may do other things here than before
                self.notices.told.over(chat_id)
        moved = migrated(entry.body)
        if moved is not None:
            self.subscribers.migrate(*moved)
            return ()
        return await self.handle(restore(entry.update_id, entry.body))
