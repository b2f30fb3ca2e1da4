"""A bot that is killed again and again while mail goes out and updates come in: what is lost, what comes twice."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.mail.fanout import Fanout, Sheet
from bot.mail.outbox import Outbox
from bot.mail.steady import Wall
from bot.people.database import PeopleDatabase
from bot.people.subscribers import Subscriber, Subscribers
from bot.simulator.server import SimulatorServer
from digests.clock import FixedClock, SystemClock

TOKEN = "424242:kill-loop"
ASKERS = 10_000_000  # chat ids from here on ask; below, they only receive
WINDOW = 10


@dataclass(frozen=True, slots=True)
class Killed:
    """What came of a loop."""

    kills: int
    pages: int
    updates: int
    pages_lost: int
    answers_lost: int
    twice: int
    out_of_order: int
    seconds: float

    @property
    def bound(self) -> int:
        """How many may come twice: what was in flight at each kill."""
        return self.kills * WINDOW


def subscribe(data: Path, readers: int) -> None:
    """`readers` in the outbox, two pages each."""
    yesterday = datetime.now(UTC) - timedelta(days=1)
    with PeopleDatabase.open(data) as database:
        outbox = Outbox(database, Wall())
        people = Subscribers(database, FixedClock(yesterday))
        with database.transaction():
            for chat_id in range(1000, 1000 + readers):
                people.save(Subscriber(chat_id, "ru", active=True, hours=(yesterday.hour,), zone="UTC"))
        fanout = Fanout(outbox)
        now = datetime.now(UTC) + timedelta(hours=2)
        pages = [Sheet({"text": f"page {n}"}) for n in (1, 2)]
        while due := fanout.due(now):
            fanout.enqueue(now, dict.fromkeys(due, pages))


async def start_bot(data: Path, address: str) -> asyncio.subprocess.Process:
    environment = {
        **os.environ,
        "KHABAR_TELEGRAM_TOKEN": TOKEN,
        "KHABAR_TELEGRAM_URL": address,
        "KHABAR_PEOPLE_PLAIN": "1",
        "KHABAR_RATE_OVERALL": "1000",
        "KHABAR_RATE_CHAT": "50",
        "KHABAR_SEND_WINDOW": str(WINDOW),
        "KHABAR_LOG_LEVEL": "ERROR",
    }
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", "from bot.cli import main; main()", "--data", str(data), "bot",
        env=environment, stdin=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip


async def kill_loop(
    data: Path, *, readers: int, updates: int, kills: int, seed: int = 1, patience: float = 60
) -> Killed:
    """Kill the bot `kills` times, spread over the whole of the mail; then let it finish."""
    chance = random.Random(seed)
    started = time.monotonic()
    subscribe(data, readers)
    server = SimulatorServer(SystemClock(), token=TOKEN, open_chats=True)
    address = await server.start()
    world = server.world
    share = -(-updates // (kills + 1))
    asked = 0
    target = 0
    try:
        for life in range(kills + 1):
            items = [{"chat": ASKERS + asked + n, "text": "/help"} for n in range(min(share, updates - asked))]
            await server.control.orders.messages({"items": items})
            asked += len(items)
            process = await start_bot(data, address)
            before = len(world.journal)
            target = before + int(chance.uniform(0.2, 1.8) * (2 * readers + updates) / (kills + 1))
            if life < kills:
                end = time.monotonic() + 10
                while len(world.journal) < target and time.monotonic() < end:  # noqa: ASYNC110
                    await asyncio.sleep(0.002)
                process.kill()
            else:
                await _finished(world, 2 * readers + updates, patience)
                process.send_signal(signal.SIGTERM)
            await process.wait()
    finally:
        await server.close()
    return _count(world.journal, readers, updates, kills, time.monotonic() - started)


async def _finished(world, least: int, patience: float) -> None:  # type: ignore[no-untyped-def]
    """Everything arrived, or nothing has for a while."""
    seen, at = -1, time.monotonic()
    while time.monotonic() - at < patience:
        if len(world.journal) != seen:
            seen, at = len(world.journal), time.monotonic()
        elif seen >= least and time.monotonic() - at > 4:
            return
        await asyncio.sleep(0.05)


def _count(journal, readers: int, updates: int, kills: int, seconds: float) -> Killed:  # type: ignore[no-untyped-def]
    pages: Counter[tuple[int, str]] = Counter()
    answers: Counter[int] = Counter()
    order: dict[int, list[str]] = {}
    for row in journal:
        if row.chat_id >= ASKERS:
            answers[row.chat_id] += 1
        elif row.text.startswith("page "):
            pages[row.chat_id, row.text] += 1
            order.setdefault(row.chat_id, []).append(row.text)
    return Killed(
        kills=kills,
        pages=2 * readers,
        updates=updates,
        pages_lost=2 * readers - len(pages),
        answers_lost=updates - len(answers),
        twice=sum(pages.values()) - len(pages) + sum(answers.values()) - len(answers),
        out_of_order=sum(texts != sorted(texts) for texts in order.values()),
        seconds=seconds,
    )
