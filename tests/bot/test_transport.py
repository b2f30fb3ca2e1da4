"""The wire: whatever happens is an outcome, and nothing that is said of it names the token."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import json
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import NetworkError, TelegramError, TimedOut

from bot.mail.outcome import Outcome, Sent, Trouble, Unknown
from bot.simulator.server import SimulatorServer
from bot.telegram import Request, Upload, Wire
from digests.clock import SystemClock
from tests.bot.house import png

TOKEN = "123456:SECRET-token-of-a-bot-that-is-long"

Answer = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]


async def served(answer: Answer) -> tuple[web.ServerRunner, str]:
    runner = web.ServerRunner(web.Server(answer, access_log=None))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}"


def call(answer: Answer, *, seconds: float = 5) -> Outcome:
    async def main() -> Outcome:
        runner, address = await served(answer)
        wire = Wire(address, TOKEN)
        await wire.open()
        try:
            return await wire.call("sendMessage", {"chat_id": 1, "text": "салом"}, seconds=seconds)
        finally:
            await wire.close()
            await runner.cleanup()

    return asyncio.run(main())


def test_a_call_is_json_in_utf_8() -> None:
    seen = {}

    async def answer(request: web.BaseRequest) -> web.Response:
        seen["path"], seen["body"] = request.path, json.loads(await request.read())
        return web.json_response({"ok": True, "result": True})

    assert call(answer) == Sent(True)
    assert seen == {"path": f"/bot{TOKEN}/sendMessage", "body": {"chat_id": 1, "text": "салом"}}


def test_nobody_there_is_trouble_that_surely_sent_nothing() -> None:
    async def main() -> Outcome:
        wire = Wire("http://127.0.0.1:9", TOKEN)
        await wire.open()
        try:
            return await wire.call("sendMessage", {})
        finally:
            await wire.close()

    assert isinstance(asyncio.run(main()), Trouble)


def test_a_connection_that_is_cut_leaves_the_outcome_unknown() -> None:
    async def answer(request: web.BaseRequest) -> web.Response:
        await request.read()
        assert request.transport
        request.transport.abort()
        return web.Response()

    assert isinstance(call(answer), Unknown)


def test_a_stall_leaves_the_outcome_unknown() -> None:
    async def answer(_: web.BaseRequest) -> web.Response:
        await asyncio.sleep(0.6)
        return web.Response()

    assert isinstance(call(answer, seconds=0.2), Unknown)


@pytest.mark.parametrize("kind", ["told", "untold", "packed"])
def test_an_answer_without_end_is_not_read(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.telegram.ANSWER_LIMIT", 1 << 20)
    told = {"told": {"Content-Length": str(10**12)}, "packed": {"Content-Encoding": "gzip"}}.get(kind, {})
    sent = gzip.compress(bytes(1 << 22)) if kind == "packed" else bytes(1 << 16)

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        response = web.StreamResponse(headers=told)
        await response.prepare(request)
        with contextlib.suppress(ConnectionError):
            while True:
                await response.write(sent)
        return response

    assert call(answer) == Unknown("answer too large")


def test_an_upload_arrives_as_a_file() -> None:
    async def main() -> Outcome:
        server = SimulatorServer(SystemClock(), open_chats=True)
        wire = Wire(await server.start(), TOKEN)
        await wire.open()
        try:
            return await wire.call("sendPhoto", {"chat_id": 1}, upload=Upload("photo", "a.png", png()))
        finally:
            await wire.close()
            await server.close()

    outcome = asyncio.run(main())
    assert isinstance(outcome, Sent)
    assert outcome.result["photo"]


def test_the_library_talks_over_it() -> None:
    async def main() -> str:
        server = SimulatorServer(SystemClock(), open_chats=True)
        address = await server.start()
        async with Bot(TOKEN, base_url=f"{address}/bot", request=Request(), get_updates_request=Request()) as bot:
            message = await bot.send_message(5, "<b>салом</b>", parse_mode="HTML")
            await bot.send_photo(5, png(), caption="144")
        await server.close()
        return message.text or ""

    assert asyncio.run(main()) == "салом"


@pytest.mark.parametrize(("kind", "error"), [("stall", TimedOut), ("cut", NetworkError), ("junk", TelegramError)])
def test_what_the_library_raises_never_names_the_token(kind: str, error: type[Exception]) -> None:
    async def answer(request: web.BaseRequest) -> web.Response:
        if kind == "stall":
            await asyncio.sleep(0.6)
        if kind == "cut":
            assert request.transport
            request.transport.abort()
        return web.Response(text="junk of a proxy")

    async def main() -> Exception:
        runner, address = await served(answer)
        request = Request(seconds=0.2)
        bot = Bot(TOKEN, base_url=f"{address}/bot", request=request, get_updates_request=request)
        await request.initialize()
        try:
            await bot.get_chat_member(1, 2)
        except Exception as raised:
            return raised
        finally:
            await request.shutdown()
            await runner.cleanup()
        raise AssertionError

    raised = asyncio.run(main())
    assert isinstance(raised, error)
    chain, found = [], raised
    while found is not None:
        chain.append(repr(found))
        found = found.__cause__  # type: ignore[assignment]
    assert "SECRET" not in " ".join(chain)
    assert "junk of a proxy" not in " ".join(chain)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(status: int) -> None:
    asked: list[str] = []

    async def answer(request: web.BaseRequest) -> web.Response:
        asked.append(request.path)
        return web.Response(status=status, headers={"Location": "/elsewhere"})

    async def get_me() -> Exception | None:
        runner, address = await served(answer)
        request = Request()
        await request.initialize()
        try:
            await Bot(TOKEN, base_url=f"{address}/bot", request=request, get_updates_request=request).get_me()
        except NetworkError as error:
            return error
        finally:
            await request.shutdown()
            await runner.cleanup()
        return None

    assert isinstance(call(answer), Trouble)
    assert asyncio.run(get_me()) is not None
    assert "/elsewhere" not in asked
