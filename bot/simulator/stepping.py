"""The simulated clock: a step runs every passed hour in order, as if somebody had waited."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.simulator.world import World

OnStep = Callable[[datetime], Awaitable[None]]

HOUR = timedelta(hours=1)
LONGEST = timedelta(days=800)


class Stepper:
    """Moves the world's clock forward. One step at a time; the pages are told how far it is."""

    def __init__(self, world: World, on_step: OnStep | None) -> None:
        self.world = world
        self.on_step = on_step
        self._lock = asyncio.Lock()

    def target(self, order: dict[str, Any]) -> datetime:
        """`hours`, `days` or `to` (ISO; UTC where it names no zone). Raises ValueError."""
        now = self.world.clock.now()
        if "to" in order:
            to = datetime.fromisoformat(str(order["to"]))
            to = to if to.tzinfo else to.replace(tzinfo=UTC)
        else:
            to = now + timedelta(hours=float(order.get("hours", 0)), days=float(order.get("days", 0)))
        if not now <= to <= now + LONGEST:
            raise ValueError("the clock goes forward only, by two years at most")
        return to.astimezone(UTC)

    async def step(self, to: datetime) -> int:
        """Run every whole hour up to `to`; returns how many passed. Raises ValueError where the clock stands fast."""
        put = getattr(self.world.clock, "set", None)
        if put is None:
            raise ValueError("this clock cannot be set")
        async with self._lock:
            hours = 0
            mark = self.world.clock.now().replace(minute=0, second=0, microsecond=0) + HOUR
            while mark <= to:
                put(mark)
                self.world.tell_all(self.event(busy=True))
                if self.on_step:
                    await self.on_step(mark)
                await asyncio.sleep(0)
                hours += 1
                mark += HOUR
            put(max(to, self.world.clock.now()))
            self.world.tell_all(self.event())
        return hours

    def event(self, *, busy: bool = False) -> dict[str, Any]:
        return {"event": "clock", "now": self.world.clock.now().isoformat(), "busy": busy}
