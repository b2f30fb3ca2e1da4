"""Several nodes over one PostgreSQL: what kills cost, how soon another sends, the pace over it; answers a second.

`python -m tests.benchmarks.bench_nodes readers=10000 updates=5000 kills=200 stops=10 bots=3 rate=300` chooses sizes.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from bot.simulator.server import SimulatorServer
from digests.clock import SystemClock
from tests.bot import stores
from tests.bot.fleet import Fleet, busiest, storm, subscribe
from tests.bot.kill import ASKERS, TOKEN

SHORT = {"readers": 1_000, "updates": 300, "kills": 20, "stops": 2, "bots": 3, "workers": 1, "rate": 60}
LONG = {"readers": 10_000, "updates": 5_000, "kills": 200, "stops": 10, "bots": 3, "workers": 1, "rate": 300}


def killed(sizes: dict[str, int]) -> None:
    with stores.running() as server, tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(storm(Path(folder), server, **sizes))
    print(f"  {sizes}: {found.seconds:.0f} s")
    print(f"  lost: {found.pages_lost} pages, {found.answers_lost} answers    (0)")
    print(f"  twice: {found.twice}    (at most {found.bound})    out of order: {found.out_of_order}    (0)")
    print(f"  most in a sliding second: {found.most}    ({sizes['rate']})")
    if gaps := found.gaps:
        print(f"  silence after a blow: p50 {gaps[len(gaps) // 2]:.2f} s, longest {gaps[-1]:.2f} s    (10)")


async def answers(bots: int, many: int) -> float:
    """Answers a second of so many bots, one update a chat."""
    with stores.running() as server, tempfile.TemporaryDirectory() as folder:
        telegram = SimulatorServer(SystemClock(), token=TOKEN, open_chats=True)
        fleet = Fleet(Path(folder), server, await telegram.start(), rate=1000)
        fleet.store().close()
        for n in range(bots):
            await fleet.start(f"bot{n}")
        try:
            await _answered(telegram, ASKERS, 20 * bots)  # all are up
            await asyncio.sleep(5)
            return many / await _answered(telegram, 2 * ASKERS, many)
        finally:
            await fleet.end()
            await telegram.close()


async def _answered(telegram: SimulatorServer, first: int, many: int) -> float:
    before, began = len(telegram.world.journal), time.monotonic()
    items = [{"chat": first + n, "text": "/help"} for n in range(many)]
    await telegram.control.orders.messages({"items": items})
    while len(telegram.world.journal) < before + many and time.monotonic() - began < 120:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    return time.monotonic() - began


async def paid(seconds: float, setting: int = 1000, questions: int = 20) -> None:
    """The paid rate through one sender, two bots and a server beside each other; so many questions a second."""
    with stores.running() as server, tempfile.TemporaryDirectory() as folder:
        telegram = SimulatorServer(SystemClock(), token=TOKEN, open_chats=True)
        fleet = Fleet(
            Path(folder), server, await telegram.start(), rate=setting,
            KHABAR_PAID_BROADCAST="1", KHABAR_SEND_WINDOW="100",
        )  # fmt: skip
        with fleet.store() as database:
            subscribe(database, int(setting * seconds / 2))
        for name in ("bot0", "bot1"):
            await fleet.start(name)
        try:
            await fleet.up(2)
            await asyncio.sleep(5)
            before, began, used = len(telegram.world.journal), time.monotonic(), cpu(fleet, server)
            asked: list[float] = []
            while (now := time.monotonic()) < began + seconds:
                if (due := began + len(asked) / questions) > now:
                    await asyncio.sleep(due - now)
                asked.append(time.monotonic())
                await telegram.control.orders.message({"chat": ASKERS + len(asked), "text": "/help"})
            sent, took, used_since = len(telegram.world.journal) - before, time.monotonic() - began, cpu(fleet, server)
            await asyncio.sleep(5)
            arrived = {row.chat_id - ASKERS: row.at for row in telegram.world.journal if row.chat_id >= ASKERS}
            waits = sorted(arrived[n] - at for n, at in enumerate(asked, 1) if n in arrived)
        finally:
            await fleet.end()
            await telegram.close()
    rate, most = sent / took, busiest([row.at for row in telegram.world.journal])
    print(f"  {rate:.0f} messages a second of {setting} over {took:.0f} s: {rate / setting:.1%}    (98 %), most {most}")
    print(f"  {len(waits)} of {len(asked)} questions: p50 {waits[len(waits) // 2] * 1000:.0f} ms,"
          f" p99 {waits[int(len(waits) * 0.99)] * 1000:.0f} ms    (500)")  # fmt: skip
    for name, seconds_used in used_since.items():
        print(f"  {name}: {(seconds_used - used[name]) / sent * 1000:.2f} CPU seconds a thousand messages")


def cpu(fleet: Fleet, server: stores.Server) -> dict[str, float]:
    """CPU seconds of each bot, and of the server, so far."""
    postmaster = int((server.folder / "data" / "postmaster.pid").read_text().split()[0])
    ours = {name: {process.pid} for name, process in fleet.running.items()}
    children = {pid for pid, (parent, _) in processes().items() if parent == postmaster}
    found = processes()
    return {
        name: sum(found[pid][1] for pid in pids if pid in found)
        for name, pids in {**ours, "PostgreSQL": {postmaster, *children}}.items()
    }


def processes() -> dict[int, tuple[int, float]]:
    """Each process: its parent, and the CPU seconds that it and its children that ended have used."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            words = path.read_text().rpartition(")")[2].split()
            found[int(path.parent.name)] = int(words[1]), sum(map(int, words[11:15])) / os.sysconf("SC_CLK_TCK")
    return found


def run(*, long: bool = False) -> None:
    killed(LONG if long else SHORT)
    one, two = (asyncio.run(answers(bots, 2_000 if long else 500)) for bots in (1, 2))
    asyncio.run(paid(600 if long else 20))
    print(f"  answers a second: one bot {one:.0f}, two {two:.0f}: {two / one:.2f} ×    (1.6 while a core is free)")


if __name__ == "__main__":
    killed(SHORT | {name: int(value) for name, _, value in (word.partition("=") for word in sys.argv[1:])})
