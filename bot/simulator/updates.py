"""Updates as Telegram keeps them for a bot: until a higher offset, or a webhook's 2xx, confirms them."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
from collections import deque
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.simulator.errors import ApiError, bad_request

Update = dict[str, Any]

NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
MAX_LIMIT = 100
MAX_TIMEOUT = 50  # seconds
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class UpdateQueue:
    """What waits to be fetched or delivered. `next_id` grows by one, as Telegram's does."""

    def __init__(self, first_id: int) -> None:
        self.next_id = first_id
        self.waiting: deque[Update] = deque()
        self.allowed: frozenset[str] | None = None
        self.confirmed = 0
        self.webhook: Webhook | None = None
        self._arrived = asyncio.Event()
        self._poller: asyncio.Future[None] | None = None

    def put(self, kind: str, body: dict[str, Any]) -> int | None:
        """Add an update; None where the bot did not ask for this kind."""
        if kind not in self.allowed if self.allowed else kind in NOT_BY_DEFAULT:
            return None
        update_id = self.next_id
        self.next_id += 1
        self.waiting.append({"update_id": update_id, kind: body})
        self._arrived.set()
        return update_id

    def allow(self, kinds: list[str] | None) -> None:
        """`allowed_updates`: absent keeps the last choice, empty is the default set."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def confirm(self, below: int) -> None:
        while self.waiting and self.waiting[0]["update_id"] < below:
            self.waiting.popleft()
            self.confirmed += 1

    def take(self, offset: int, limit: int) -> list[Update]:
        """Confirm what lies below `offset` and show what follows; a negative offset counts from the end."""
        if offset < 0:
            while len(self.waiting) > -offset:
                self.waiting.popleft()
                self.confirmed += 1
        elif offset:
            self.confirm(offset)
        count = min(limit, len(self.waiting))
        return [self.waiting[n] for n in range(count)]

    async def poll(self, offset: int, limit: int, timeout: float) -> list[Update]:  # noqa: ASYNC109
        """`getUpdates`: a newer call ends an older one with 409; a webhook forbids it."""
        if self.webhook:
            raise ApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        if self._poller and not self._poller.done():
            self._poller.set_exception(
                ApiError(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                )
            )
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        mine.add_done_callback(lambda done: done.cancelled() or done.exception())  # a fault nobody waits for
        self._poller = mine
        limit = limit if 1 <= limit <= MAX_LIMIT else MAX_LIMIT
        found = self.take(offset, limit)
        ends = asyncio.get_running_loop().time() + min(max(timeout, 0), MAX_TIMEOUT)
        while not found and (left := ends - asyncio.get_running_loop().time()) > 0:
            await self._wait(mine, left)
            found = self.take(offset, limit)
        if mine.done():
            mine.result()
        mine.cancel()
        return found

    async def _wait(self, mine: asyncio.Future[None], seconds: float) -> None:
        """Until an update arrives, the time is up, or another poll takes over (ApiError)."""
        self._arrived.clear()
        arrival: asyncio.Future[Any] = asyncio.ensure_future(self._arrived.wait())
        try:
            await asyncio.wait([arrival, mine], timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            arrival.cancel()
        if mine.done():
            mine.result()

    async def arrival(self) -> None:
        """Until an update waits."""
        while not self.waiting:
            self._arrived.clear()
            await self._arrived.wait()

    async def set_webhook(self, url: str, secret: str | None, kinds: list[str] | None, *, drop: bool) -> None:
        """Deliver to `url` from now on; an empty one ends it. Only this machine is ever called."""
        if secret is not None and not SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        if url and (urlsplit(url).hostname not in LOOPBACK or urlsplit(url).scheme not in {"http", "https"}):
            raise bad_request("bad webhook: the simulator delivers on this machine only")
        await self.end_webhook(drop=drop)
        self.allow(kinds)
        if url:
            self.webhook = Webhook(self, url, secret)

    async def end_webhook(self, *, drop: bool) -> None:
        if self.webhook:
            await self.webhook.stop()
            self.webhook = None
        if drop:
            self.waiting.clear()

    def webhook_info(self) -> dict[str, Any]:
        info: dict[str, Any] = {
            "url": self.webhook.url if self.webhook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self.waiting),
        }
        if self.webhook and self.webhook.last_error:
            info["last_error_message"] = self.webhook.last_error
            info["last_error_date"] = self.webhook.last_error_at
        if self.allowed:
            info["allowed_updates"] = sorted(self.allowed)
        return info


class Webhook:
    """Posts each update until it is answered with a 2xx, the oldest first."""

    def __init__(self, queue: UpdateQueue, url: str, secret: str | None) -> None:
        self.url = url
        self.last_error = ""
        self.last_error_at = 0
        self._queue = queue
        self._headers = {"Content-Type": "application/json"}
        if secret:
            self._headers["X-Telegram-Bot-Api-Secret-Token"] = secret
        self._task = asyncio.create_task(self._deliver())

    async def stop(self) -> None:
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task

    async def _deliver(self) -> None:
        pause = 0.2
        timeout = aiohttp.ClientTimeout(total=30)
        async with aiohttp.ClientSession(timeout=timeout, trust_env=False) as session:
            while True:
                await self._queue.arrival()
                update = self._queue.waiting[0]
                if await self._post(session, update):
                    self._queue.confirm(update["update_id"] + 1)
                    pause = 0.2
                else:
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, 10)

    async def _post(self, session: aiohttp.ClientSession, update: Update) -> bool:
        body = json.dumps(update, ensure_ascii=False).encode()
        try:
            async with session.post(self.url, data=body, headers=self._headers, allow_redirects=False) as answer:
                await answer.read()
                if 200 <= answer.status < 300:
                    return True
                self.last_error = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            self.last_error = f"Connection failed: {type(error).__name__}"
        self.last_error_at = update["update_id"] and int(asyncio.get_running_loop().time())
        return False
