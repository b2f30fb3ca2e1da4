"""The simulated clock: a step runs every passed hour in order, as if somebody had waited."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.simulator.world import World

OnStep = Callable[[datetime], Awaitable[None]]

HOUR = timedelta(hours=1)
LONGEST = timedelta(days=800)


class Stepper:
    """Moves the world's clock forward. One step at a time; the pages are told how far it is."""

    def __init__(self, world: World, on_step: OnStep | None) -> None:
        self.world = world
        self.on_step = on_step
        self.busy = False
        self._lock = asyncio.Lock()

    def target(self, order: dict[str, Any]) -> datetime:
        """`hours`, `days` or `to` (ISO, in `zone` or UTC where it names no offset). Raises ValueError."""
        now = self.world.clock.now()
        if "to" in order:
            to = datetime.fromisoformat(str(order["to"]))
            to = to if to.tzinfo else to.replace(tzinfo=ZoneInfo(str(order.get("zone", "UTC"))))
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
            try:
                self.busy = True
                return await self._pass(to, put)
            finally:
                self.busy = False
                self.world.tell_all(self.event())

    @contextlib.asynccontextmanager
    async def alone(self) -> AsyncIterator[None]:
        """While something else moves the clock no step does."""
        async with self._lock:
            try:
                self.busy = True
                self.world.tell_all(self.event())
                yield
            finally:
                self.busy = False

    async def _pass(self, to: datetime, put: Callable[[datetime], None]) -> int:
        hours = 0
        mark = self.world.clock.now().replace(minute=0, second=0, microsecond=0) + HOUR
        while mark <= to:
            put(mark)
            self.world.tell_all(self.event())
            if self.on_step:
                await self.on_step(mark)
            await asyncio.sleep(0)
            hours += 1
            mark += HOUR
        put(max(to, self.world.clock.now()))
        return hours

    def event(self) -> dict[str, Any]:
        return {"event": "clock", "now": self.world.clock.now().isoformat(), "busy": self.busy}
