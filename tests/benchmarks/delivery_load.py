"""A bot in a process of its own under load, against a simulator in this one: rates, latencies."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.simulator.server import SimulatorServer
from bot.simulator.world import World
from digests.clock import SystemClock
from tests.bot.kill import TOKEN, subscribe

BOT = (
    "import sys, asyncio, pathlib\n"
    "from bot.running import bot\n"
    "from config.settings import load\n"
    "asyncio.run(bot(pathlib.Path(sys.argv[1]), load()))\n"
)


@asynccontextmanager
async def loaded(readers: int, **settings: str) -> AsyncIterator[tuple[World, SimulatorServer]]:
    """`readers` have two pages waiting; the bot runs with these settings."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        subscribe(data, readers)
        server = SimulatorServer(SystemClock(), token=TOKEN, open_chats=True)
        address = await server.start()
        environment = {
            **os.environ, "KHABAR_TELEGRAM_TOKEN": TOKEN, "KHABAR_TELEGRAM_URL": address, "KHABAR_PEOPLE_PLAIN": "1",
            "KHABAR_LOG_LEVEL": "ERROR", **settings,
        }  # fmt: skip
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", BOT, folder, env=environment, stdin=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        try:
            yield server.world, server
        finally:
            process.send_signal(signal.SIGTERM)
            await process.wait()
            await server.close()


def most_in_a_second(times: list[float]) -> int:
    most = first = 0
    for n, at in enumerate(times):
        while at - times[first] >= 1.0:
            first += 1
        most = max(most, n - first + 1)
    return most


@dataclass(frozen=True, slots=True)
class Rate:
    kept: float  # of the setting
    most: int  # in any sliding second
    closest: float  # seconds between two messages in one chat


async def rate(seconds: float, setting: float = 30) -> Rate:
    """A broadcast for so long, with the default limits."""
    async with loaded(int(setting * seconds)) as (world, _):
        while not world.journal:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        await asyncio.sleep(seconds)
        times = [row.at for row in world.journal]
        last: dict[int, float] = {}
        closest = float("inf")
        for row in world.journal:
            closest = min(closest, row.at - last.get(row.chat_id, float("-inf")))
            last[row.chat_id] = row.at
    span = times[-1] - times[0]
    return Rate((len(times) - 1) / span / setting, most_in_a_second(times), closest)


@dataclass(frozen=True, slots=True)
class Latency:
    asked: int
    answered: int
    p50: float
    p99: float
    most: float
    broadcast: float  # pages a second beside


async def latency(seconds: float, questions: float, cap: float) -> Latency:
    """So many questions a second from 200 chats beside a broadcast, under a cap on all messages."""
    chats = [20_000_000 + n for n in range(200)]
    asked: dict[int, list[float]] = {chat: [] for chat in chats}
    settings = {"KHABAR_RATE_OVERALL": str(cap), "KHABAR_SEND_WINDOW": "20"}
    async with loaded(int(cap * seconds), **settings) as (world, server):
        while len(world.journal) < 3:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        first = len(world.journal)
        started = time.monotonic()
        n = 0
        while (now := time.monotonic()) < started + seconds:
            if now < started + n / questions:
                await asyncio.sleep(started + n / questions - now)
                continue
            chat = chats[n % len(chats)]
            asked[chat].append(time.monotonic())
            await server.control.orders.message({"chat": chat, "text": "/help"})
            n += 1
        await asyncio.sleep(3)
        answers: dict[int, list[float]] = {chat: [] for chat in chats}
        for row in world.journal[first:]:
            if row.chat_id in answers:
                answers[row.chat_id].append(row.at)
        pages = sum(row.text.startswith("page ") for row in world.journal[first:])
    waits = sorted(b - a for chat in chats for a, b in zip(asked[chat], answers[chat], strict=False))
    return Latency(
        n, len(waits), waits[len(waits) // 2], waits[int(len(waits) * 0.99)], waits[-1], pages / (seconds + 3)
    )
