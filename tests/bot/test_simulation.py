"""The simulation: the day it opens on, what it remembers of a run before, and a beginning anew."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.desk import Desk
from bot.people.database import PeopleDatabase
from bot.people.subscribers import Subscriber, Subscribers
from bot.running import TOLD, serve
from bot.service import Account, Service
from bot.simulation import MARK, SIMULATED_TOKEN, Simulation
from bot.simulator import cast
from bot.simulator.memory import FILE, Memory, coded, decoded
from bot.simulator.phones import populate
from bot.simulator.server import SimulatorServer
from config.settings import Settings
from digests.clock import FixedClock, SystemClock
from tests.bot.house import NEWEST, FakeNewsroom, IdleDesk, png
from tests.bot.running import FAST, TOKEN, until

TODAY = datetime(2026, 12, 1, tzinfo=UTC)
MORNING = "2024-04-04T02:00:00+00:00"  # 7 o'clock in Dushanbe, on the day after the newest edition


class Run:
    """One run of the simulation in a folder."""

    def __init__(self, simulation: Simulation, server: SimulatorServer) -> None:
        self.simulation, self.server, self.world = simulation, server, server.world

    async def order(self, call: str, /, **body: Any) -> Any:
        control = self.server.control
        return await (control.orders.by_name.get(call) or control.phones.by_name[call])(body)

    def texts(self, chat: int) -> list[str]:
        return [str(message.get("text", "")) for message in self.world.chats[chat].messages.values()]


class Dated(FakeNewsroom):
    """A newsroom that can be asked for its newest edition on any day."""

    def newest(self, lang: Any, *, cadence: Any = "daily", until: date | None = None) -> Any:
        return self.digest(min(until or NEWEST, NEWEST, self.newest_closed_day()), lang, cadence=cadence)

    def days_with_news(self) -> tuple[date, ...]:
        return (NEWEST,)


@asynccontextmanager
async def simulation(data: Path, **settings: Any) -> AsyncIterator[Run]:
    """Started; stopped in the end as a signal would stop it."""
    clock = FixedClock(TODAY)
    server = SimulatorServer(clock)
    await server.start()
    populate(server.world)

    room: Any = Dated(clock)

    def make(settings: Settings) -> Service:
        account = Account(SIMULATED_TOKEN, server.address, simulated=True)
        return Service(data, settings, clock, account, desk=Desk(lambda: room, editing=IdleDesk))

    run = Simulation(data, Settings(**{**FAST, **settings}), clock, server, make=make)
    told, ready = asyncio.Event(), asyncio.Event()

    async def until_told(*others: asyncio.Future[None]) -> bool:
        waiting: set[asyncio.Future[Any]] = {asyncio.ensure_future(told.wait()), *others}
        done, rest = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in rest:
            task.cancel()
        for task in done:
            task.result()
        return told.is_set()

    task = asyncio.create_task(run.run(until_told, ready.set))
    await asyncio.wait_for(ready.wait(), 20)
    try:
        yield Run(run, server)
    finally:
        told.set()
        await task
        await server.close()


def test_it_opens_on_the_morning_after_the_newest_news(tmp_path: Path) -> None:
    async def main() -> None:
        async with simulation(tmp_path) as run:
            page = await run.order("page")
            assert (page["now"], page["fresh"], page["anew"]) == (MORNING, False, True)
            assert [person["name"] for person in page["people"]] == [person.name for person in cast.load().people]
            assert (await run.order("calendar"))["days"] == [NEWEST.isoformat()]
            assert cast.load().editors == "4"
            assert "4" in run.simulation.settings.editors

    asyncio.run(main())


def test_the_clock_stays_where_it_was_and_chats_are_shown_again(tmp_path: Path) -> None:
    async def main() -> None:
        async with simulation(tmp_path) as run:
            await run.order("message", chat=2, user=2, text="сколько погибло?")
            await until(lambda: len(run.texts(2)) == 2)
            await run.order("attach", chat=2, user=2, data=png(), name="a.png", kind="image/png")
            await run.order("clock", hours=2)
            await run.order("phone", user=3, lang="ru")
            shown, next_update = dict(run.world.chats[2].messages), run.world.updates.next_id
        assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
        async with simulation(tmp_path) as run:
            assert {n: run.world.chats[2].messages[n] for n in shown} == shown
            assert run.world.updates.next_id >= next_update
            assert run.world.users[3].language_code == "ru"
            page = await run.order("page")
            assert (page["now"], page["fresh"]) == ("2024-04-04T04:00:00+00:00", False)
            await run.order("message", chat=2, user=2, text="ещё раз")
            await until(lambda: any("answer to ещё раз" in text for text in run.texts(2)))

    asyncio.run(main())


def test_a_memory_of_another_database_or_in_ruins_is_not_shown_and_the_page_says_so(tmp_path: Path) -> None:
    async def main() -> None:
        for ruin in ("{", json.dumps({"form": 1, "mark": "another's"})):
            async with simulation(tmp_path) as run:
                await run.order("message", chat=1, user=1, text="салом")
                await until(lambda run=run: len(run.texts(1)) == 2)  # type: ignore[misc]
            (tmp_path / FILE).write_text(ruin, encoding="utf-8")
            async with simulation(tmp_path) as run:
                assert run.texts(1) == []
                assert (await run.order("page"))["fresh"]

    asyncio.run(main())


def test_beside_an_encrypted_database_nothing_is_kept_in_the_clear(tmp_path: Path) -> None:
    async def main() -> None:
        async with simulation(tmp_path, people_key=SecretStr("0" * 64)) as run:
            await run.order("message", chat=1, user=1, text="салом")
            await until(lambda: len(run.texts(1)) == 2)
        assert not (tmp_path / FILE).exists()

    asyncio.run(main())


def test_it_begins_anew_on_a_day_of_choice_with_nobody_known(tmp_path: Path) -> None:
    async def main() -> None:
        async with simulation(tmp_path) as run:
            await run.order("message", chat=1, user=1, text="/language")
            await until(lambda: len(run.texts(1)) == 2)
            button = run.world.chats[1].messages[2]["reply_markup"]["inline_keyboard"][0][0]
            await run.order("press", chat=1, user=1, message_id=2, data=button["callback_data"])
            await until(lambda: run.simulation.service.subscribers.get(1) is not None)
            await run.order("trouble", name="flood", on=True)
            told = run.world.watch(None)
            assert await run.order("reset", day="2024-03-31") == {"now": "2024-03-31T02:00:00+00:00"}
            assert run.simulation.service.subscribers.get(1) is None
            page = await run.order("page")
            assert (run.texts(1), page["troubles"]["flood"], page["busy"]) == ([], False, False)
            events = [told.get_nowait()["event"] for _ in range(told.qsize())]
            assert events[-1] == "anew"
            await run.order("message", chat=3, user=3, text="how many?")
            await until(lambda: len(run.texts(3)) == 2)
            await run.order("reset")
            assert (await run.order("page"))["now"] == MORNING

    asyncio.run(main())


def test_people_of_a_real_bot_are_never_erased(tmp_path: Path) -> None:
    with PeopleDatabase.open(tmp_path) as db:
        Subscribers(db, FixedClock(TODAY)).save(Subscriber(77, "tg", active=True))

    async def main() -> None:
        for _ in range(2):
            async with simulation(tmp_path) as run:
                assert not (await run.order("page"))["anew"]
                with pytest.raises(ValueError, match="cannot begin anew"):
                    await run.order("reset")
                await run.order("clock", hours=1)
        assert not (tmp_path / FILE).exists()

    asyncio.run(main())
    with PeopleDatabase.open(tmp_path) as db:
        assert Subscribers(db, FixedClock(TODAY)).get(77) is not None


def test_a_folder_that_a_real_bot_served_is_no_longer_the_simulations(tmp_path: Path) -> None:
    with PeopleDatabase.open(tmp_path) as db:
        db.set_state(MARK, "the simulation's")

    async def main() -> None:
        server = SimulatorServer(SystemClock())
        account = Account(TOKEN, await server.start())
        told = asyncio.Event()
        TOLD.set(told)
        async with AsyncExitStack() as stack:
            serving = asyncio.create_task(serve(tmp_path, Settings(), account, stack))
            await until(lambda: server.world.counts["getupdates"])
            told.set()
            await serving
        await server.close()

    asyncio.run(main())
    with PeopleDatabase.open(tmp_path) as db:
        assert db.state(MARK) is None


def test_what_is_remembered_comes_back_as_it_was() -> None:
    value = {"a": [1, None, {"b": {2: {"c"}}}], "d": b"\x00\xff", "e": {-1: "x", None: 1.5}}
    assert decoded(json.loads(json.dumps(coded(value)))) == value


def test_a_file_is_written_only_when_something_changed(tmp_path: Path) -> None:
    server = SimulatorServer(FixedClock(TODAY))
    memory = Memory(server.world, tmp_path, "mark")
    memory.save()
    (tmp_path / FILE).unlink()
    memory.save()
    assert not (tmp_path / FILE).exists()
    server.world.tell(1, {"event": "action"})
    memory.save()
    assert (tmp_path / FILE).exists()
    memory.erase()
    memory.erase()
    assert list(tmp_path.iterdir()) == []
