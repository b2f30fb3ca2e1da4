"""The simulator as a server on loopback: the Bot API, the control API, the chat page."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
import time
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from aiohttp.web_protocol import RequestHandler

from bot.simulator.account import COUNTED, METHODS
from bot.simulator.control import Control
from bot.simulator.errors import ApiError, bad_request, too_many
from bot.simulator.faults import Fault
from bot.simulator.handing import stored
from bot.simulator.methods import Params
from bot.simulator.stepping import OnStep
from bot.simulator.world import World
from digests.clock import Clock

BOT_PATH = re.compile(r"/bot(\d+):([A-Za-z0-9_-]{1,64})/(?:test/)?(\w+)")
FILE_PATH = re.compile(r"/file/bot(\d+:[A-Za-z0-9_-]{1,64})/([a-z]+/[A-Za-z0-9.]+)")
PEOPLE = (1, 2, 3)
GROUP = -100
MAX_BODY = 60 * 1024 * 1024  # Telegram takes uploads up to 50 MB
JSON = "application/json"
FOREIGN = {"cross-site", "same-site"}


class SimulatorServer:
    """A Telegram for one bot. `await start(port)` listens on 127.0.0.1 and returns the address.

    `clock` is read for message dates and, where it can be set, stepped by the page; `on_step` is awaited for
    every hour that passes, in order. Any well-formed token is taken unless `token` names the only good one.
    `control_token` opens `/control/…` to other processes; the page is given it. Closing frees the port.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        on_step: OnStep | None = None,
        token: str | None = None,
        control_token: str | None = None,
        open_chats: bool = False,
    ) -> None:
        self.world = World(clock, open_chats=open_chats, first_update=secrets.randbelow(10**8) + 10**8)
        furnish(self.world)
        self.control_token = control_token or secrets.token_urlsafe(24)
        self.control = Control(self.world, self.control_token, on_step)
        self.token = token
        self.address = ""
        self._hosts: frozenset[str] = frozenset()
        self._runner: web.ServerRunner | None = None

    @property
    def on_step(self) -> OnStep | None:
        return self.control.stepper.on_step

    @on_step.setter
    def on_step(self, callback: OnStep | None) -> None:
        self.control.stepper.on_step = callback

    async def start(self, port: int = 0) -> str:
        """Listen; 0 takes a free port. Returns `http://127.0.0.1:port`. Raises OSError where it is taken."""
        server = web.Server(self._handle, request_factory=_request, access_log=None)
        self._runner = web.ServerRunner(server, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        bound = self._runner.addresses[0][1]
        self._hosts = frozenset({f"127.0.0.1:{bound}", f"localhost:{bound}"})
        self.address = f"http://127.0.0.1:{bound}"
        return self.address

    async def close(self) -> None:
        """End every connection, the webhook and the long polls."""
        await self.control.close()
        await self.world.updates.end_webhook(drop=False)
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Refuse what a foreign page in the same browser might send, then hand on."""
        headers = request.headers
        if headers.get("Host") not in self._hosts:
            return web.Response(status=421, text="wrong host")
        origin = headers.get("Origin")
        if origin and origin.removeprefix("http://") not in self._hosts:
            return web.Response(status=403, text="wrong origin")
        if headers.get("Sec-Fetch-Site") in FOREIGN and request.path != "/":
            return web.Response(status=403, text="wrong origin")
        if fetched := FILE_PATH.fullmatch(request.path):
            return self._file(*fetched.groups())
        match = BOT_PATH.fullmatch(request.path)
        if match:
            return await self._bot_api(request, match)
        if request.path.startswith("/bot"):
            return _answer(404, {"ok": False, "error_code": 404, "description": "Not Found"})
        return await self.control.handle(request)

    def _file(self, token: str, path: str) -> web.Response:
        """What `getFile` gave the path of."""
        data = stored(self.world, path) if self.token in {None, token} else None
        if data is None:
            return _answer(404, {"ok": False, "error_code": 404, "description": "Not Found"})
        return web.Response(body=data, content_type="application/octet-stream")

    async def _bot_api(self, request: web.BaseRequest, match: re.Match[str]) -> web.StreamResponse:
        bot_id, secret, name = match.groups()
        name = name.lower()
        method = METHODS.get(name)
        world = self.world
        if self.token and f"{bot_id}:{secret}" != self.token:
            return _answer(401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
        if method is None:
            return _answer(404, {"ok": False, "error_code": 404, "description": "Not Found: method not found"})
        world.counts[name] += 1
        try:
            params = await read_params(request)
        except (ValueError, UnicodeDecodeError):
            return _answer(400, ApiError(400, "Bad Request: can't parse the request").body())
        fault = world.faults.pick(name, _chat_id(params)) if world.faults.rules else None
        if fault is None:
            return await self._run(method, name, params)
        return await self._faulty(request, fault, method, name, params)

    async def _run(self, method: Callable[..., Awaitable[Any]], name: str, params: Params) -> web.Response:
        world = self.world
        try:
            if name in COUNTED and (world.rates.overall or world.rates.chat or world.rates.group):
                wait = world.rates.wait(_chat_id(params) or 0, time.monotonic())
                if wait:
                    raise too_many(wait)
            return _answer(200, {"ok": True, "result": await method(world, params)})
        except ApiError as error:
            refused = error
        except (TypeError, ValueError, KeyError, AttributeError):  # a parameter of a wrong kind
            refused = bad_request("can't parse the request")
        world.counts[f"refused {refused.code}"] += 1
        return _answer(refused.code, refused.body())

    async def _faulty(
        self, request: web.BaseRequest, fault: Fault, method: Callable[..., Awaitable[Any]], name: str, params: Params
    ) -> web.StreamResponse:
        self.world.counts[f"fault {fault.kind}"] += 1
        if fault.kind == "429":
            return _answer(429, too_many(fault.retry_after).body())
        if fault.kind in {"500", "502"}:
            return web.Response(status=int(fault.kind), text="<html>trouble</html>", content_type="text/html")
        if fault.kind == "error":
            return _answer(fault.code, ApiError(fault.code, fault.description).body())
        if fault.kind == "stall_before":
            await asyncio.sleep(fault.seconds)
        answer: web.StreamResponse = web.Response()
        if fault.kind != "cut_before":
            answer = await self._run(method, name, params)
        if fault.kind == "stall_after":
            await asyncio.sleep(fault.seconds)
        if fault.kind in {"cut_before", "cut_after"} and request.transport:
            request.transport.abort()
        if fault.kind == "bad_json":
            return web.Response(text='{"ok":tru', content_type=JSON)
        return answer


def furnish(world: World) -> None:
    """Somebody to begin with: three people, and a group of them with its owner, an administrator and a member."""
    for user in PEOPLE:
        world.private(user)
    world.group(GROUP, "Группа", dict(zip(PEOPLE, ("creator", "administrator", "member"), strict=True)), "supergroup")


def _request(
    message: Any, payload: Any, protocol: RequestHandler, writer: Any, task: asyncio.Task[None]
) -> web.BaseRequest:
    return web.BaseRequest(
        message, payload, protocol, writer, task, asyncio.get_running_loop(), client_max_size=MAX_BODY
    )


def _answer(status: int, body: dict[str, Any]) -> web.Response:
    return web.Response(
        status=status, body=json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"),
        content_type=JSON,
    )  # fmt: skip


def _chat_id(params: Params) -> int | None:
    try:
        return int(params["chat_id"])
    except (KeyError, TypeError, ValueError):
        return None


async def read_params(request: web.BaseRequest) -> Params:
    """Parameters of a call from query, JSON, form and multipart alike. Raises ValueError where they are broken."""
    params: Params = dict(request.query) if request.query_string else {}
    if request.method != "POST":
        return params
    kind = request.content_type
    if kind == "multipart/form-data":
        form = await request.post()
        for name, value in form.items():
            params[name] = value.file.read() if isinstance(value, web.FileField) else value
        return params
    raw = await request.read()
    if kind == JSON:
        found = json.loads(raw) if raw else {}
        if not isinstance(found, dict):
            raise ValueError("not an object")
        params |= found
    elif raw:
        params |= parse_qsl(raw.decode(), keep_blank_values=True, max_num_fields=200)
    return params
