"""The control API and the chat page: what a person at the browser, a test or a benchmark does to the simulator.

`/control/…` wants the control token in `X-Simulator-Token` (the event stream, which cannot send a header, in
`token=`). Bodies and answers are JSON; `orders` says what each call takes.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.simulator.errors import ApiError
from bot.simulator.orders import Orders
from bot.simulator.phones import Phones
from bot.simulator.stepping import OnStep, Stepper
from bot.simulator.wording import page_words
from bot.simulator.world import World

PAGE = Path(__file__).with_name("page")
KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
ASSETS = {
    "/": "index.html",
    **{
        f"/{name}": name
        for name in (
            "base.css frame.css phone.css talk.css icon.svg api.js bubble.js calendar.js chats.js clock.js compose.js "
            "dates.js house.js keys.js links.js main.js nodes.js phone.js rich.js roving.js scroll.js sheets.js "
            "standing.js suggest.js troubles.js words.js"
        ).split()
    },
}
"""Path → file of the page."""
GUARD = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}

Body = dict[str, Any]


class Control:
    """Answers everything that is not the Bot API."""

    def __init__(self, world: World, token: str, on_step: OnStep | None) -> None:
        self.world = world
        self.stepper = Stepper(world, on_step)
        self.orders = Orders(world, self.stepper)
        self.phones = Phones(self.orders)
        self._token = token
        self._streams: set[asyncio.Task[Any]] = set()

    @property
    def zone_of(self) -> Callable[[int], str]:
        """Chat → the time zone in which the page shows its clock."""
        return self.orders.zone_of

    @zone_of.setter
    def zone_of(self, callback: Callable[[int], str]) -> None:
        self.orders.zone_of = callback

    async def close(self) -> None:
        for stream in self._streams:
            stream.cancel()
        await asyncio.gather(*self._streams, return_exceptions=True)

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.path
        if path in ASSETS and request.method in {"GET", "HEAD"}:
            return self._asset(path)
        if path.startswith("/file/"):
            return self._picture(path.removeprefix("/file/"))
        if path.startswith("/control/"):
            return await self._controlled(request, path.removeprefix("/control/"))
        if path == "/words.json":
            return web.json_response(page_words(), headers=GUARD)
        return web.Response(status=404, text="not found", headers=GUARD)

    async def _controlled(self, request: web.BaseRequest, name: str) -> web.StreamResponse:
        given = request.headers.get("X-Simulator-Token") or request.query.get("token", "")
        if not hmac.compare_digest(given.encode(), self._token.encode()):
            return web.Response(status=403, text="wrong control token", headers=GUARD)
        if name == "events":
            return await self._events(request)
        return await self._act(request, name)

    async def _act(self, request: web.BaseRequest, name: str) -> web.Response:
        act = self.orders.by_name.get(name) or self.phones.by_name.get(name)
        if act is None:
            return web.json_response({"error": f"no such call: {name}"}, status=404, headers=GUARD)
        try:
            body: Body = dict(request.query)
            if request.content_type == "application/octet-stream" and request.method == "POST":
                body["data"] = await request.read()
            elif request.method == "POST":
                body |= json.loads(await request.read() or b"{}")
            return web.json_response(await act(body), headers=GUARD)
        except (KeyError, TypeError, ValueError, ApiError) as error:
            return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400, headers=GUARD)

    def _asset(self, path: str) -> web.Response:
        name = ASSETS[path]
        text = (PAGE / name).read_text(encoding="utf-8")
        if path == "/":
            text = text.replace("{{token}}", self._token)
        return web.Response(text=text, content_type=KINDS[Path(name).suffix], headers=GUARD)

    def _picture(self, file_id: str) -> web.Response:
        picture = self.world.pictures.get(file_id)
        if picture is None:
            return web.Response(status=404, text="not found", headers=GUARD)
        kind = "image/png" if picture.data[:4] == b"\x89PNG" else "image/jpeg"
        return web.Response(body=picture.data, content_type=kind, headers={**GUARD, "Cache-Control": "max-age=3600"})

    async def _events(self, request: web.BaseRequest) -> web.StreamResponse:
        """Server-sent events of one chat, or of `all`: messages, edits, toasts, the clock."""
        asked = request.query.get("chat", "1")
        chat_id = None if asked == "all" else int(asked)
        answer = web.StreamResponse(headers={**GUARD, "Content-Type": "text/event-stream"})
        await answer.prepare(request)
        queue = self.world.watch(chat_id)
        task = asyncio.current_task()
        if task:
            self._streams.add(task)
        try:
            await answer.write(b"retry: 1000\n\n")
            while True:
                try:
                    event = await asyncio.wait_for(queue.get(), 15)
                    await answer.write(f"data: {json.dumps(event, ensure_ascii=False)}\n\n".encode("utf-8", "replace"))
                except TimeoutError:
                    await answer.write(b": still here\n\n")
        except (ConnectionError, asyncio.CancelledError):
            return answer
        finally:
            self.world.unwatch(chat_id, queue)
            if task:
                self._streams.discard(task)
