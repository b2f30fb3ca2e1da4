"""The very same bot against a Telegram on this machine, with a clock that is stepped by hand and can be begun anew."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from bot.people.database import FILE
from bot.people.subscribers import ZONE
from bot.service import Account, Service
from bot.simulator import cast
from bot.simulator.memory import Memory
from bot.simulator.phones import populate
from bot.simulator.server import SimulatorServer
from config.settings import Settings
from digests.clock import DUSHANBE, FixedClock, dushanbe_day
from digests.errors import NotFound, Unavailable
from digests.model import Lang
from digests.worker import Worker

SIMULATED_TOKEN = "1:simulator"  # noqa: S105 (opens nothing)
OPENING_HOUR = time(7)  # in Dushanbe, an hour before digests usually come
ANY: Lang = "tg"  # editions have the same days in every language
HOUR = timedelta(hours=1)
CLOCK, MARK = "simulated_now", "simulator"
"""What the private database remembers of the simulation: where its clock stands, and whose memory is whose."""

Make = Callable[[Settings], Service]
Until = Callable[[asyncio.Future[None], asyncio.Future[None]], Awaitable[bool]]


class Simulation:
    """One bot after another on the same simulator: a new one whenever the page begins anew."""

    def __init__(
        self, data: Path, settings: Settings, clock: FixedClock, server: SimulatorServer, *, make: Make | None = None
    ) -> None:
        editors = ",".join(part for part in (settings.editors, cast.load().editors) if part)
        # Its people are nobody's: they stay in the folder, whatever server keeps the real ones.
        self.settings = settings.model_copy(update={"editors": editors, "people_url": None})
        self.data = data
        self.clock = clock
        self.server = server
        server.world.open_chats = True  # whoever subscribed in an earlier run is still there
        self.worker: Worker | None = None
        self._make = make or self._service
        self.service = self._make(self.settings)
        self.memory: Memory | None = None
        self._keeping: asyncio.Future[None] | None = None  # the memory is written now and again
        self._wanted: asyncio.Future[None] | None = None  # the page asks for a beginning anew
        self._begun: asyncio.Future[None] | None = None  # … and waits for this
        self._day: date | None = None

    def _service(self, settings: Settings) -> Service:
        account = Account(SIMULATED_TOKEN, self.server.address, simulated=True)
        return Service(self.data, settings, self.clock, account)

    async def run(self, until: Until, ready: Callable[[], None]) -> None:
        """Until told to stop; `ready` is called once the first bot is there. Raises what a part of it failed with."""
        told = False
        while not told:
            self._wanted = asyncio.get_running_loop().create_future()
            await self.service.start()
            try:
                await self._begin()
                ready()
                ready = no_more
                told = await until(asyncio.ensure_future(self.service.ended()), self._wanted)
            finally:
                await self._end()
            if not told:
                self._erase()
                self.service = self._make(self.settings)

    async def _begin(self) -> None:
        """Set the clock, show again what was shown, and let the page do what it may."""
        control = self.server.control
        control.zone_of = self._zone_of
        ours, known = self._ours(), self.service.db.state(CLOCK) is not None
        control.phones.anew, control.phones.days = self.anew if ours else None, self._days
        self.server.on_step = self._step
        self.clock.set(await opening(self.service, self.clock, self._day))
        self.service.db.set_state(CLOCK, self.clock.now().isoformat())
        shown = ours and self._recall()
        control.phones.fresh = known and not shown
        if self._begun is not None and not self._begun.done():
            self._begun.set_result(None)

    def _ours(self) -> bool:
        """Whether the private database is the simulation's own: a real bot's people are neither erased nor mixed with
        what the page shows."""
        return self.service.db.state(MARK) is not None or not self.service.subscribers.count()[0]

    def _recall(self) -> bool:
        """Chats of an earlier run; where the private database is encrypted nothing of them is kept in the clear."""
        mark = self.service.db.state(MARK) or secrets.token_hex(8)
        self.service.db.set_state(MARK, mark)
        if self.settings.people_key is not None:
            return False
        self.memory = Memory(self.server.world, self.data, mark)
        shown = self.memory.load()
        self._keeping = asyncio.ensure_future(self.memory.keep())
        return shown

    async def _end(self) -> None:
        """Stop the bot, and write down what its chats show."""
        control = self.server.control
        control.phones.anew, self.server.on_step = None, None
        control.zone_of = lambda _: DUSHANBE.tzname(None) or "UTC"
        await self.service.stop()
        if self._keeping is not None:
            self._keeping.cancel()
        if self.memory is not None:
            self.memory.save()

    def _erase(self) -> None:
        """Everybody and everything that was said; the corpus stays."""
        for path in (self.data / f"{FILE}{ending}" for ending in ("", "-wal", "-shm")):
            path.unlink(missing_ok=True)
        if self.memory is not None:
            self.memory.erase()
            self.memory = None
        self.server.world.clear()
        populate(self.server.world)

    async def anew(self, day: date | None) -> None:
        """Begin anew on the morning of `day`; None: where a first run opens. Returns when the new bot is there."""
        self._day = day
        self._begun = asyncio.get_running_loop().create_future()
        if self._wanted is not None and not self._wanted.done():
            self._wanted.set_result(None)
        await self._begun

    def _zone_of(self, chat_id: int) -> str:
        """The time zone of a chat: the page shows its clock."""
        known = self.service.subscribers.get(chat_id)
        return known.zone if known else ZONE

    async def _days(self) -> list[date]:
        return await self.service.desk.days_with_news()

    async def _step(self, hour: datetime) -> None:
        if self.worker is not None and dushanbe_day(hour) != dushanbe_day(hour - HOUR):  # an edition has just closed
            await asyncio.to_thread(self.worker.step, hour)
        await self.service.step(hour)


def no_more() -> None:
    """Said already."""


async def opening(service: Service, clock: FixedClock, day: date | None = None) -> datetime:
    """Where the simulated clock stands: on the morning of `day`; where it stood last; or on the morning after the
    newest day with news, when there is something to ask about and its digest is still to come."""
    if day is None and (kept := service.db.state(CLOCK)):
        return datetime.fromisoformat(kept)
    if day is None:
        clock.set(datetime.now(UTC))
        newest: date | None = None
        with contextlib.suppress(NotFound, Unavailable):
            newest = await service.desk.newest(ANY, "daily", until=dushanbe_day(datetime.now(UTC)))
        day = newest + timedelta(days=1) if newest else dushanbe_day(clock.now())
    return datetime.combine(day, OPENING_HOUR, DUSHANBE)
