"""The control API and the chat page: what a person at the browser, a test or a benchmark does to the simulator.

`/control/…` wants the control token in `X-Simulator-Token` (the event stream, which cannot send a header, in
`token=`). Bodies and answers are JSON. README's "Simulator" lists the calls.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.simulator import acts
from bot.simulator.errors import ApiError
from bot.simulator.faults import Fault, Rates
from bot.simulator.stepping import OnStep, Stepper
from bot.simulator.world import BOT_NAME, BOT_USERNAME, Chat, World

PAGE = Path(__file__).with_name("page")
ASSETS = {
    "/": ("index.html", "text/html"),
    "/chat.css": ("chat.css", "text/css"),
    "/chat.js": ("chat.js", "text/javascript"),
}
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
        self.zone_of: Callable[[int], str] = lambda _: "Asia/Dushanbe"
        self.words: Callable[[], Body] = dict
        self._token = token
        self._streams: set[asyncio.Task[Any]] = set()
        self._acts: dict[str, Callable[[Body], Awaitable[Any]]] = {
            "message": self.message, "edit": self.edit, "press": self.press, "inline": self.inline,
            "choose": self.choose, "block": self.block, "unblock": self.unblock, "group": self.group,
            "chats": self.chats, "migrate": self.migrate, "clock": self.clock, "faults": self.faults,
            "settings": self.settings, "update": self.update, "messages": self.messages,
            "state": self.state, "sent": self.sent, "counters": self.counters, "commands": self.commands,
        }  # fmt: skip

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
            return web.json_response(self.words(), headers=GUARD)
        return web.Response(status=404, text="not found", headers=GUARD)

    async def _controlled(self, request: web.BaseRequest, name: str) -> web.StreamResponse:
        given = request.headers.get("X-Simulator-Token") or request.query.get("token", "")
        if not hmac.compare_digest(given.encode(), self._token.encode()):
            return web.Response(status=403, text="wrong control token", headers=GUARD)
        if name == "events":
            return await self._events(request)
        return await self._act(request, name)

    async def _act(self, request: web.BaseRequest, name: str) -> web.Response:
        act = self._acts.get(name)
        if act is None:
            return web.json_response({"error": f"no such call: {name}"}, status=404, headers=GUARD)
        try:
            body: Body = dict(request.query)
            if request.method == "POST":
                body |= json.loads(await request.read() or b"{}")
            return web.json_response(await act(body), headers=GUARD)
        except (KeyError, TypeError, ValueError, ApiError) as error:
            return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400, headers=GUARD)

    def _asset(self, path: str) -> web.Response:
        name, kind = ASSETS[path]
        text = (PAGE / name).read_text(encoding="utf-8")
        if path == "/":
            text = text.replace("{{token}}", self._token)
        return web.Response(text=text, content_type=kind, headers=GUARD)

    def _picture(self, file_id: str) -> web.Response:
        picture = self.world.pictures.get(file_id)
        if picture is None:
            return web.Response(status=404, text="not found", headers=GUARD)
        kind = "image/png" if picture.data[:4] == b"\x89PNG" else "image/jpeg"
        return web.Response(body=picture.data, content_type=kind, headers={**GUARD, "Cache-Control": "max-age=3600"})

    async def _events(self, request: web.BaseRequest) -> web.StreamResponse:
        """Server-sent events of one chat: messages, edits, toasts, the clock."""
        chat_id = int(request.query.get("chat", "1"))
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

    # -- what people do ------------------------------------------------------------------------------------

    def _chat(self, body: Body) -> Chat:
        chat_id = int(body.get("chat", 1))
        if chat_id in self.world.chats:
            chat = self.world.chats[chat_id]
            return self.world.chats[chat.migrated_to] if chat.migrated_to else chat
        if chat_id < 0:
            raise ValueError(f"no group {chat_id}")
        return self.world.private(chat_id)

    def _user(self, body: Body, chat: Chat) -> int:
        return int(body.get("user") or (chat.id if chat.id > 0 else next(iter(chat.members), 1)))

    async def message(self, body: Body) -> Any:
        chat = self._chat(body)
        message, update = acts.write(
            self.world, chat, self._user(body, chat), str(body.get("text", "")), other=body.get("other"),
            reply_to=body.get("reply_to"), anonymous=bool(body.get("anonymous")), lang=str(body.get("lang", "")),
        )  # fmt: skip
        return {"message_id": message["message_id"], "update_id": update}

    async def messages(self, body: Body) -> Any:
        """Many at once, for load: `items` of {chat, text}."""
        for item in body["items"]:
            await self.message(item)
        return {"next_update_id": self.world.updates.next_id}

    async def edit(self, body: Body) -> Any:
        chat = self._chat(body)
        return {"update_id": acts.rewrite(self.world, chat, int(body["message_id"]), str(body["text"]))}

    async def press(self, body: Body) -> Any:
        chat = self._chat(body)
        query = acts.press(
            self.world, chat, self._user(body, chat), int(body["message_id"]), str(body["data"]),
            lang=str(body.get("lang", "")),
        )  # fmt: skip
        return {"id": query}

    async def inline(self, body: Body) -> Any:
        return await acts.ask_inline(
            self.world, int(body.get("user", 1)), str(body.get("query", "")), lang=str(body.get("lang", ""))
        )

    async def choose(self, body: Body) -> Any:
        chat = self._chat(body)
        found = acts.choose_inline(self.world, chat, self._user(body, chat), str(body["query"]), str(body["result"]))
        return {"message_id": found["message_id"] if found else None}

    async def block(self, body: Body) -> Any:
        acts.block(self.world, self._chat(body), str(body.get("reason", "blocked")))
        return {}

    async def unblock(self, body: Body) -> Any:
        acts.unblock(self.world, self._chat(body))
        return {}

    async def group(self, body: Body) -> Any:
        members = {int(user): str(status) for user, status in body["members"].items()}
        chat = self.world.group(
            int(body["chat"]), str(body.get("title", "Group")), members, str(body.get("kind", "group"))
        )
        acts.membership(self.world, chat, next(iter(members), 1), "left", "member")
        return {"chat": chat.id}

    async def chats(self, body: Body) -> Any:
        """Many private chats at once, for load: `from`, `count`."""
        first = int(body["from"])
        for chat_id in range(first, first + int(body["count"])):
            self.world.chats.setdefault(chat_id, Chat(chat_id, name="User"))
        return {"chats": len(self.world.chats)}

    async def migrate(self, body: Body) -> Any:
        return {"chat": acts.migrate(self.world, self._chat(body), int(body["to"])).id}

    async def update(self, body: Body) -> Any:
        """Any update as it stands: {kind: body}."""
        return {"update_ids": [self.world.updates.put(kind, content) for kind, content in body.items()]}

    # -- the clock, trouble, settings ----------------------------------------------------------------------

    async def clock(self, body: Body) -> Any:
        passed = await self.stepper.step(self.stepper.target(body)) if body else 0
        return {"now": self.world.clock.now().isoformat(), "hours": passed}

    async def faults(self, body: Body) -> Any:
        """Put these rules in force instead of the ones before; an empty list ends all trouble."""
        self.world.faults.rules = [Fault.read(raw) for raw in body["rules"]]
        return {"rules": len(self.world.faults.rules)}

    async def settings(self, body: Body) -> Any:
        world = self.world
        world.open_chats = bool(body.get("open_chats", world.open_chats))
        world.privacy = bool(body.get("privacy", world.privacy))
        if (rates := body.get("rates")) is not None:
            world.rates = Rates(
                overall=float(rates.get("overall", 0)),
                chat=float(rates.get("chat", 0)),
                group=float(rates.get("group", 0)),
            )
        return {}

    # -- what can be seen ----------------------------------------------------------------------------------

    async def state(self, body: Body) -> Any:
        """All that the page shows of one chat."""
        chat = self._chat(body)
        description = self._described("description", str(body.get("lang", "")))
        return {
            "bot": {"name": BOT_NAME, "username": BOT_USERNAME, "id": self.world.bot_id, "description": description},
            "chat": chat.json() | {"gone": chat.gone, "members": self._people(chat)},
            "messages": list(chat.messages.values()),
            "zone": self.zone_of(chat.id),
            "now": self.world.clock.now().isoformat(),
            "chats": [other.json() for other in list(self.world.chats.values())[:20] if not other.migrated_to],
        }

    def _people(self, chat: Chat) -> list[Body]:
        return [
            {"id": user, "name": self.world.person(user).first_name, "status": status}
            for user, status in chat.members.items()
        ]

    def _described(self, what: str, lang: str) -> str:
        told = self.world.descriptions
        return told.get((what, lang)) or told.get((what, "")) or ""

    async def commands(self, body: Body) -> Any:
        """The menu as Telegram would choose it: this chat's, its kind's, then the default; language before none."""
        chat = self._chat(body)
        kind = "all_private_chats" if chat.type == "private" else "all_group_chats"
        for scope in (f"chat:{chat.id}", kind, "default"):
            for lang in (str(body.get("lang", "")), ""):
                if menu := self.world.commands.get((scope, lang)):
                    return {"commands": menu}
        return {"commands": []}

    async def sent(self, body: Body) -> Any:
        """The journal from row `after` on, `chat` alone if named: n, at, chat_id, message_id, method, text."""
        start, limit = int(body.get("after", 0)), int(body.get("limit", 1000))
        rows = self.world.journal[start:]
        if "chat" in body:
            rows = [row for row in rows if row.chat_id == int(body["chat"])]
        return {"total": len(self.world.journal), "sent": [row._asdict() for row in rows[:limit]]}

    async def counters(self, _: Body) -> Any:
        world = self.world
        return {
            **world.counts, "waiting": len(world.updates.waiting), "confirmed": world.updates.confirmed,
            "next_update_id": world.updates.next_id, "chats": len(world.chats),
        }  # fmt: skip
