"""Slow clients hold nothing: not a connection, not the stop of the service."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web

from bot.listening import Listener

HEAD = b"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n"
HALVES = [b"", b"POST /ho", HEAD, HEAD + b"\r\n" + b"{"]
Check = Callable[[Listener, list[asyncio.StreamReader]], Awaitable[None]]


async def take(request: web.Request) -> web.Response:
    return web.Response(text=f"{len(await request.read())}")


def with_slow_clients(patience: float, check: Check, *, times: int = 100) -> None:
    async def main() -> None:
        application = web.Application()
        application.router.add_post("/hook", take)
        listener = Listener(application, patience=patience)
        port = await listener.start("127.0.0.1", 0)
        writers = []
        readers = []
        for half in HALVES * times:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(half)
            readers.append(reader)
            writers.append(writer)
        try:
            await check(listener, readers)
        finally:
            await listener.stop()
            for writer in writers:
                writer.close()

    asyncio.run(main())


async def ended(reader: asyncio.StreamReader) -> None:
    try:
        while await reader.read(1000):
            pass
    except ConnectionResetError:
        pass


def test_four_hundred_half_sent_posts_are_let_go() -> None:
    async def check(_: Listener, readers: list[asyncio.StreamReader]) -> None:
        await asyncio.wait_for(asyncio.gather(*map(ended, readers)), 20)

    with_slow_clients(0.3, check)


def test_a_stop_waits_for_none_of_them() -> None:
    async def check(listener: Listener, readers: list[asyncio.StreamReader]) -> None:
        await asyncio.wait_for(listener.stop(), 20)
        await asyncio.wait_for(asyncio.gather(*map(ended, readers)), 5)

    with_slow_clients(300, check, times=5)


@pytest.mark.parametrize("times", [1, 3])
def test_who_sends_a_whole_request_is_answered(times: int) -> None:
    async def check(listener: Listener, _: list[asyncio.StreamReader]) -> None:
        assert listener._server is not None
        port = listener._server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(times):
            writer.write(b"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc")
            assert (await reader.readline()).startswith(b"HTTP/1.1 200")
            while (await reader.readline()).strip():
                pass
            assert await reader.readexactly(1) == b"3"
        writer.close()

    with_slow_clients(300, check, times=1)
