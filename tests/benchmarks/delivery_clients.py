"""The clients whose throughput is compared: each sends `n` messages, so many in flight, and says how long it took."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

TOKEN = "1:throughput"
TEXT = "Ҳабари имрӯз " * 69  # about 900 Cyrillic characters
BIG = 10**9


async def _flight(n: int, at_once: int, send: Callable[[int], Awaitable[object]]) -> float:
    """`send` for every number, so many at a time; seconds."""
    numbers = iter(range(n))

    async def hand() -> None:
        for number in numbers:
            await send(number)

    started = time.perf_counter()
    await asyncio.gather(*(hand() for _ in range(at_once)))
    return time.perf_counter() - started


async def raw_aiohttp(url: str, n: int, at_once: int) -> float:
    """The limit: aiohttp and nothing else."""
    import aiohttp

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=at_once)) as session:

        async def send(number: int) -> None:
            async with session.post(
                f"{url}/bot{TOKEN}/sendMessage", json={"chat_id": 1000 + number, "text": TEXT, "parse_mode": "HTML"}
            ) as response:
                assert (await response.json())["ok"]

        return await _flight(n, at_once, send)


async def ptb_httpx(url: str, n: int, at_once: int) -> float:
    """python-telegram-bot as it comes, with its rate limiter's limits out of the way."""
    from telegram.ext import AIORateLimiter, ExtBot
    from telegram.request import HTTPXRequest

    limiter = AIORateLimiter(BIG, 1, BIG, 1)
    request = HTTPXRequest(connection_pool_size=at_once, pool_timeout=60, read_timeout=60, connect_timeout=60)
    bot = ExtBot(TOKEN, base_url=f"{url}/bot", request=request, rate_limiter=limiter)
    async with bot:

        async def send(number: int) -> None:
            await bot.send_message(1000 + number, TEXT, parse_mode="HTML")

        return await _flight(n, at_once, send)


async def aiogram(url: str, n: int, at_once: int) -> float:
    from aiogram import Bot
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer

    session = AiohttpSession(api=TelegramAPIServer.from_base(url), limit=at_once)
    bot = Bot("1:" + "A" * 35, session=session)
    try:

        async def send(number: int) -> None:
            await bot.send_message(1000 + number, TEXT, parse_mode="HTML")

        return await _flight(n, at_once, send)
    finally:
        await bot.session.close()


async def khabar(url: str, n: int, at_once: int) -> float:
    """Ours, whole: rows claimed from the database, sent, marked; the governor off."""
    from bot.mail.governor import Governor
    from bot.mail.message import Message, Priority
    from bot.mail.outbox import Outbox
    from bot.mail.sender import Sender
    from bot.mail.steady import Wall
    from bot.people.database import PeopleDatabase
    from bot.people.subscribers import Subscribers
    from bot.telegram import Wire
    from digests.clock import SystemClock

    with tempfile.TemporaryDirectory() as folder, PeopleDatabase.open(Path(folder)) as database:
        outbox = Outbox(database, Wall())
        payload = {"text": TEXT, "parse_mode": "HTML"}
        outbox.put(Message(1000 + chat, "sendMessage", payload, Priority.DIGEST, "edition") for chat in range(n))
        wire = Wire(url, TOKEN, connections=at_once)
        await wire.open()
        people = Subscribers(database, SystemClock())
        sender = Sender(outbox, people, wire, Governor(overall=None), window=at_once)
        started = time.perf_counter()
        task = asyncio.create_task(sender.run())
        while sender.in_flight or database.one("SELECT 1 FROM outbox LIMIT 1"):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        took = time.perf_counter() - started
        sender.stop()
        await task
        await wire.close()
        assert database.counts()["sent"] == n
    return took


CLIENTS = {"raw aiohttp": raw_aiohttp, "khabar": khabar, "aiogram": aiogram, "PTB httpx + AIORateLimiter": ptb_httpx}
