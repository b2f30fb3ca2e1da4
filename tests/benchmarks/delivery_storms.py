"""Trouble of every kind against a running bot, one after the other; then it is over, and everything has to arrive."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from bot.simulator.faults import Fault
from tests.benchmarks.delivery_load import loaded

ASKERS = 30_000_000
READERS = 600
STORMS = (
    *({"kind": "429", "retry_after": seconds, "probability": 0.1, "count": 3} for seconds in (0, 1, 3, 7)),
    {"kind": "500", "probability": 0.5},
    {"kind": "502"},
    {"kind": "cut_before", "probability": 0.5},
    {"kind": "cut_after", "probability": 0.3},
    {"kind": "bad_json", "probability": 0.3},
    {"kind": "stall_before", "seconds": 60.0, "probability": 0.2, "count": 12},
    {"kind": "stall_after", "seconds": 60.0, "probability": 0.2, "count": 12},
)


@dataclass(frozen=True, slots=True)
class Weathered:
    pages_lost: int
    answers_lost: int
    twice: int
    recovered: float  # seconds from the end of the trouble until everything was there


async def weather(seconds: float = 12.0) -> Weathered:
    """Each storm for so long, with a question a second beside the broadcast."""
    settings = {"KHABAR_RATE_OVERALL": "60", "KHABAR_RATE_CHAT": "20"}
    async with loaded(READERS, **settings) as (world, server):
        asked = 0
        for storm in STORMS:
            world.faults.rules = [Fault.read(storm)]
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                await server.control.orders.message({"chat": ASKERS + asked, "text": "/help"})
                asked += 1
                await asyncio.sleep(1.0)
        world.faults.rules = []
        over = time.monotonic()
        while time.monotonic() < over + 180:
            pages = {(row.chat_id, row.text) for row in world.journal if row.text.startswith("page ")}
            answers = {row.chat_id for row in world.journal if row.chat_id >= ASKERS}
            if len(pages) == 2 * READERS and len(answers) == asked:
                break
            await asyncio.sleep(0.2)
        recovered = time.monotonic() - over
        twice = len(world.journal) - len(pages) - len(answers)
    return Weathered(2 * READERS - len(pages), asked - len(answers), twice, recovered)
