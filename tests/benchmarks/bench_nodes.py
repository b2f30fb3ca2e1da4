"""Several nodes over one PostgreSQL: what kills cost, how soon another sends, the pace over it; answers a second.

`python -m tests.benchmarks.bench_nodes readers=10000 updates=5000 kills=200 stops=10 bots=3 rate=300` chooses sizes.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from bot.simulator.server import SimulatorServer
from digests.clock import SystemClock
from tests.bot import stores
from tests.bot.fleet import Fleet, storm
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


def run(*, long: bool = False) -> None:
    killed(LONG if long else SHORT)
    one, two = (asyncio.run(answers(bots, 2_000 if long else 500)) for bots in (1, 2))
    print(f"  answers a second: one bot {one:.0f}, two {two:.0f}: {two / one:.2f} ×    (1.6 while a core is free)")


if __name__ == "__main__":
    killed(SHORT | {name: int(value) for name, _, value in (word.partition("=") for word in sys.argv[1:])})
