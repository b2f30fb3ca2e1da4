"""Several bots and workers over one PostgreSQL, killed while mail goes out and updates come in."""

from __future__ import annotations

import asyncio
import os
import random
import sys
import time
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.mail.fanout import Fanout, Sheet
from bot.mail.outbox import Outbox
from bot.mail.steady import Wall
from bot.people.postgres.database import PostgresDatabase
from bot.people.store import PeopleStore
from bot.people.subscribers import Subscriber, Subscribers
from bot.simulator.server import SimulatorServer
from digests.clock import FixedClock, SystemClock
from tests.bot.kill import ASKERS, TOKEN
from tests.bot.stores import Server

WINDOW = 10
CHAT_RATE = 50
BOT = "from bot.cli import main; main()"
WORKER = """
import sys, time
from pathlib import Path
from bot.people.leading import leading
from config.settings import load
from digests.clock import SystemClock
from digests.policy import Policy
from digests.worker import Worker
data, settings = Path(sys.argv[2]), load()
worker = Worker(data, SystemClock(), feeds=False, policy=Policy("none"), leads=leading(data, settings))
while True:
    worker.tick()
    time.sleep(1)
"""
"""A worker that reaches for nobody's feeds."""
PER_ASKER = 3
"""Updates of one chat: their answers have to come in order."""


@dataclass
class Found:
    """What came of it. `most`: messages in the worst sliding second; `gaps`: seconds from each blow to the next
    message, whoever was hit."""

    kills: int = 0
    stops: int = 0
    pages_lost: int = 0
    answers_lost: int = 0
    twice: int = 0
    out_of_order: int = 0
    most: int = 0
    gaps: list[float] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def bound(self) -> int:
        """What was in flight at each kill may come twice."""
        return (self.kills + self.stops) * WINDOW


class Fleet:
    """Bots and workers as processes of their own, each with a folder of its own; `host` names the role's process."""

    def __init__(self, folder: Path, server: Server, address: str, *, rate: int, **more: str) -> None:
        self.folder = folder
        self.server = server
        self.url = server.of(folder)
        self.environment = {
            **os.environ, "KHABAR_TELEGRAM_TOKEN": TOKEN, "KHABAR_TELEGRAM_URL": address, "KHABAR_PEOPLE_PLAIN": "1",
            "KHABAR_RATE_OVERALL": str(rate), "KHABAR_RATE_CHAT": str(CHAT_RATE), "KHABAR_SEND_WINDOW": str(WINDOW),
            "KHABAR_LOG_LEVEL": "ERROR", "KHABAR_PEOPLE_URL": self.url, "OMP_NUM_THREADS": "1", **more,
        }  # fmt: skip
        self.running: dict[str, asyncio.subprocess.Process] = {}

    async def start(self, name: str, before: str = "", **own: str) -> None:
        """`before`: a program that runs first, in the same process; `own`: settings of this one."""
        data = self.folder / name
        data.mkdir(exist_ok=True)
        log = (self.folder / f"{name}.log").open("wb")
        main = WORKER if name.startswith("worker") else BOT
        self.running[name] = await asyncio.create_subprocess_exec(
            sys.executable, "-c", before + main, "--data", str(data), "bot",
            env={**self.environment, **own}, stdin=asyncio.subprocess.DEVNULL, stderr=log, stdout=log,
        )  # fmt: skip
        log.close()

    async def up(self, many: int, seconds: float = 60.0) -> None:
        """Wait until so many bots are through with their start; whoever gave up is started again."""
        end = time.monotonic() + seconds
        while sum(map(self._is_up, self.running)) < many and time.monotonic() < end:
            for name in [name for name, process in self.running.items() if process.returncode is not None]:
                await self.start(name)
            await asyncio.sleep(0.1)

    def _is_up(self, name: str) -> bool:
        said = (self.folder / f"{name}.log").read_text(encoding="utf-8")
        return "the bot runs" in said and self.running[name].returncode is None

    async def kill(self, name: str) -> None:
        process = self.running.pop(name)
        if process.returncode is None:
            process.kill()
        await process.wait()

    async def stop(self, name: str) -> None:
        """In peace, as an operator stops it."""
        process = self.running.pop(name)
        process.terminate()
        await process.wait()

    async def end(self) -> None:
        for process in self.running.values():
            if process.returncode is None:
                process.terminate()
        for process in self.running.values():
            await process.wait()
        self.running.clear()

    def store(self) -> PostgresDatabase:
        return PostgresDatabase.open(self.folder, self.url)


def subscribe(database: PeopleStore, readers: int) -> None:
    """`readers` in the outbox, two pages each, as if their editions had just been made."""
    yesterday = datetime.now(UTC) - timedelta(days=1)
    people = Subscribers(database, FixedClock(yesterday))
    with database.transaction():
        for chat_id in range(1000, 1000 + readers):
            people.save(Subscriber(chat_id, "ru", active=True, hours=(yesterday.hour,), zone="UTC"))
    fanout, now = Fanout(Outbox(database, Wall())), datetime.now(UTC) + timedelta(hours=2)
    pages = [Sheet({"text": f"page {n}"}) for n in (1, 2)]
    while due := fanout.due(now):
        fanout.enqueue(now, dict.fromkeys(due, pages))


async def storm(
    folder: Path, server: Server, *, readers: int, updates: int, kills: int, stops: int = 0, bots: int = 2,
    workers: int = 0, rate: int = 300, patience: float = 40.0, seed: int = 1,
) -> Found:  # fmt: skip
    """Kill random processes `kills` times and stop the server `stops` times, spread over the mail; let it finish."""
    began, chance, found = time.monotonic(), random.Random(seed), Found(kills, stops)
    telegram = SimulatorServer(SystemClock(), token=TOKEN, open_chats=True)
    fleet = Fleet(folder, server, await telegram.start(), rate=rate)
    blows: list[float] = []
    try:
        with fleet.store() as database:
            subscribe(database, readers)
            names = [*(f"bot{n}" for n in range(bots)), *(f"worker{n}" for n in range(workers))]
            await asyncio.gather(*map(fleet.start, names))
            asked = _asked(updates, kills + stops + 1)
            for blow in chance.sample(["kill"] * kills + ["stop"] * stops, kills + stops):
                await telegram.control.orders.messages({"items": next(asked)})
                await _moved(telegram.world, chance.uniform(0.2, 1.0) * 2 * readers / (kills + stops + 1))
                await fleet.up(min(2, bots))  # there is somebody who can take over
                blows.append(time.monotonic())
                if blow == "stop":
                    await asyncio.to_thread(server.stop, "immediate")
                    await asyncio.to_thread(server.start)
                    continue
                await fleet.kill(name := chance.choice(names))
                await fleet.start(name)
            for items in asked:
                await telegram.control.orders.messages({"items": items})
            await _finished(telegram.world, 2 * readers + updates, patience)
    finally:
        await fleet.end()
        await telegram.close()
    _count(found, telegram.world.journal, readers, updates)
    arrivals = [row.at for row in telegram.world.journal]
    found.most, found.seconds = busiest(arrivals), time.monotonic() - began
    found.gaps = sorted(arrivals[n] - at for at in blows if (n := bisect_right(arrivals, at)) < len(arrivals))
    return found


async def renewal(
    folder: Path, server: Server, *, readers: int, updates: int, bots: int = 2, rate: int = 300, patience: float = 40.0,
    old: str = "", new: str = "",
) -> Found:  # fmt: skip
    """Bots of an older program are stopped and started as a newer one, one after the other, while mail goes out and
    updates come in. `old` and `new` are programs that run first in the processes of each."""
    found, telegram = Found(), SimulatorServer(SystemClock(), token=TOKEN, open_chats=True)
    fleet = Fleet(folder, server, await telegram.start(), rate=rate)
    names = [f"bot{n}" for n in range(bots)]
    try:
        with fleet.store() as database:
            subscribe(database, readers)
        for name in names:
            await fleet.start(name, old)
        await fleet.up(bots)
        asked = _asked(updates, 2 * bots + 1)
        for name in names:
            await telegram.control.orders.messages({"items": next(asked)})
            await fleet.stop(name)
            await telegram.control.orders.messages({"items": next(asked)})
            await fleet.start(name, new)
            await fleet.up(bots)
        await telegram.control.orders.messages({"items": next(asked)})
        await _finished(telegram.world, 2 * readers + updates, patience)
    finally:
        await fleet.end()
        await telegram.close()
    _count(found, telegram.world.journal, readers, updates)
    found.most = busiest([row.at for row in telegram.world.journal])
    return found


def _asked(updates: int, shares: int) -> Iterator[list[dict[str, Any]]]:
    items = [{"chat": ASKERS + n // PER_ASKER, "text": ("/help", "/mydata", "/settings")[n % PER_ASKER]}
             for n in range(updates)]  # fmt: skip
    size = -(-updates // shares)
    yield from (items[at : at + size] for at in range(0, size * shares, size))


async def _moved(world: Any, messages: float, seconds: float = 60.0) -> None:
    before, end = len(world.journal), time.monotonic() + seconds
    while len(world.journal) < before + messages and time.monotonic() < end:  # noqa: ASYNC110
        await asyncio.sleep(0.005)


async def _finished(world: Any, least: int, patience: float) -> None:
    seen, at = -1, time.monotonic()
    while time.monotonic() - at < patience:
        if len(world.journal) != seen:
            seen, at = len(world.journal), time.monotonic()
        elif seen >= least and time.monotonic() - at > 5:
            return
        await asyncio.sleep(0.05)


def busiest(arrivals: list[float]) -> int:
    """Messages in the worst sliding second."""
    most = first = 0
    for last, at in enumerate(arrivals):
        while arrivals[first] <= at - 1.0:
            first += 1
        most = max(most, last - first + 1)
    return most


def _count(found: Found, journal: Any, readers: int, updates: int) -> None:
    pages: Counter[tuple[int, str]] = Counter()
    order: dict[int, list[str]] = defaultdict(list)
    answers: dict[int, list[str]] = defaultdict(list)
    for row in journal:
        if row.chat_id >= ASKERS:
            answers[row.chat_id].append(row.text[:12])  # tells which question it answers
        elif row.text.startswith("page "):
            pages[row.chat_id, row.text] += 1
            order[row.chat_id].append(row.text)
    given = sum(len(set(texts)) for texts in answers.values())
    found.pages_lost = 2 * readers - len(pages)
    found.answers_lost = updates - given
    found.twice = sum(pages.values()) - len(pages) + sum(map(len, answers.values())) - given
    # What comes twice is counted as that: of the order the first arrivals tell.
    firsts = [list(dict.fromkeys(texts)) for texts in order.values()]
    found.out_of_order = sum(texts != sorted(texts) for texts in firsts)
    # The middle one of three says what is known of the chat by then, in words of its own: the ends tell the order.
    ends = Counter(
        (texts[0], texts[-1]) for texts in map(list, map(dict.fromkeys, answers.values())) if len(texts) == PER_ASKER
    )
    found.out_of_order += sum(ends.values()) - max(ends.values(), default=0)
