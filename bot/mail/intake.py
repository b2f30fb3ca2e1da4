"""How updates come in: by long polling, or by a webhook. Both put them on disk before they are confirmed."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import time
from collections import deque
from collections.abc import Callable

from aiohttp import web

from bot.listening import Listener
from bot.mail.hook import Hook
from bot.mail.inbox import Inbox
from bot.mail.outcome import Conflict, Revoked, Sent, SlowDown
from bot.mail.reduced import ALLOWED_UPDATES, update_id_of
from bot.people.store import StoreError
from bot.telegram import Wire
from digests.errors import BadInput

log = logging.getLogger(__name__)

POLL_SECONDS = 25
POLL_SLACK = 10.0  # seconds that an answer may come late
LONGEST_PAUSE = 30.0
FLOOR = 1.0  # seconds from one poll to the next where none brought us on, whatever answers at once
TWICE = 2  # conflicts, the older of them RECENT: one alone is an instance that has just ended
RECENT = 150.0  # seconds
OTHER = "another instance runs with this token: only one can get its updates"
FULL = 5_000  # updates that wait: then Telegram may keep the rest, which it does for a day
BODY_LIMIT = 1024 * 1024
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (a header's name)


class Polling:
    """`getUpdates` in a loop. The offset that confirms an update is sent only after it was committed."""

    def __init__(self, wire: Wire, inbox: Inbox, wake: Callable[[], None], *, seconds: int = POLL_SECONDS) -> None:
        self.wire = wire
        self.inbox = inbox
        self.wake = wake
        self.seconds = seconds
        self.offset: int | None = None
        self.failures = 0
        self.revoked = False
        self.hook = Hook(wire, inbox.db)
        self.monotonic = time.monotonic
        self._conflicts: deque[float] = deque(maxlen=TWICE)

    async def run(self) -> None:
        """Poll until cancelled; what was not confirmed comes again."""
        while True:
            pause = await self.once()
            if pause:
                await asyncio.sleep(pause)

    async def once(self) -> float:
        """One poll; the seconds to wait before the next."""
        if self.inbox.size() >= FULL:
            return 1.0
        call: dict[str, object] = {"timeout": self.seconds, "limit": 100, "allowed_updates": ALLOWED_UPDATES}
        if self.offset is not None:
            call["offset"] = self.offset
        began = time.monotonic()
        outcome = await self.wire.call("getUpdates", call, seconds=self.seconds + POLL_SLACK, poll=True)
        self.revoked = isinstance(outcome, Revoked)
        match outcome:
            case Sent(list() as updates):
                return self._store(updates, time.monotonic() - began)
            case SlowDown(seconds):
                return seconds
            case Conflict(webhook):
                return await self._conflict(webhook=webhook)
        return self._trouble(type(outcome).__name__)

    def _store(self, updates: list[object], took: float = 0.0) -> float:
        try:
            new = self.inbox.store(updates)
        except StoreError as error:
            return self._trouble(type(error).__name__)
        self.failures = 0
        # An empty answer has confirmed everything; asked without an offset, ids may start anew after a quiet week.
        ids = [found for found in map(update_id_of, updates) if found is not None]
        before, self.offset = self.offset or 0, max(ids) + 1 if ids else None
        if new:
            self.wake()
        went_on = self.offset is not None and self.offset > before
        return 0.0 if went_on else max(0.0, FLOOR - took)

    async def _conflict(self, *, webhook: bool) -> float:
        """Another instance has this token: that is no trouble on the way, and its webhook is not ours to end."""
        self._conflicts.append(self.monotonic())
        if webhook and await self.hook.end_ours():
            self._conflicts.clear()
            return 0.1
        return self._trouble("another instance runs with this token")

    @property
    def conflict(self) -> str:
        """What is to be said while another instance polls, or while its webhook is set."""
        if len(self._conflicts) < TWICE or self.monotonic() - self._conflicts[0] > RECENT:
            return ""
        return self.hook.conflict or OTHER

    def _trouble(self, kind: str) -> float:
        self.failures += 1
        pause = min(LONGEST_PAUSE, 0.5 * 2.0 ** min(self.failures - 1, 8))
        log.warning("polling failed", extra={"kind": kind, "seconds": pause})
        return pause


class Webhook:
    """An aiohttp server for Telegram's posts: secret checked, body bounded, 200 only after the commit."""

    def __init__(self, inbox: Inbox, secret: str, wake: Callable[[], None]) -> None:
        self.inbox = inbox
        self.secret = secret
        self.wake = wake
        application = web.Application(client_max_size=BODY_LIMIT)
        application.router.add_post("/{path:.*}", self.take)
        self.listener = Listener(application)

    async def start(self, host: str, port: int) -> int:
        """Listen; the port that was taken. Raises OSError."""
        return await self.listener.start(host, port)

    async def stop(self) -> None:
        await self.listener.stop()

    async def take(self, request: web.Request) -> web.Response:
        """One post. What is no update gets 200 too, or Telegram would send it for ever; a full disk gets 503."""
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self.secret.encode()):
            return web.Response(status=403)
        try:
            update = json.loads(await request.read())
        except (ValueError, RecursionError):
            return web.Response(status=400)
        try:
            new = self.inbox.store([update])
        except StoreError as error:
            log.warning("an update could not be stored", extra={"error": type(error).__name__})
            return web.Response(status=503)
        if new:
            self.wake()
        return web.Response()


def host_and_port(setting: str, name: str) -> tuple[str, int]:
    """Raises BadInput naming the setting."""
    host, colon, port = setting.rpartition(":")
    if not colon or not port.isdigit() or int(port) > 65535:
        raise BadInput(f"{name}: host:port is expected")
    return host.strip("[]") or "127.0.0.1", int(port)
