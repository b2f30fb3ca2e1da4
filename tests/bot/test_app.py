"""The whole service on the shipped corpus: a person subscribes, days pass, the digests come; through the simulator."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.service import Account, Service
from bot.simulation import SIMULATED_TOKEN
from bot.simulator.server import SimulatorServer
from bot.talk.words import NAMES, say
from config.settings import Settings
from digests.clock import FixedClock
from digests.corpus import reviews
from digests.corpus.store import Store
from digests.model import Claim, Lang
from digests.policy import OPEN
from digests.worker import Worker

OPENING = datetime(2024, 3, 29, 4, tzinfo=UTC)  # 9 o'clock in Dushanbe


class Person:
    """Somebody at the chat page of chat `n`."""

    def __init__(self, server: SimulatorServer, service: Service, n: int = 1) -> None:
        self.orders, self.world, self.service, self.n = server.control.orders, server.world, service, n

    async def settled(self) -> None:
        while self.world.updates.waiting:  # noqa: ASYNC110 - the simulator tells nobody that a poll took them
            await asyncio.sleep(0.01)
        assert await self.service.drained()

    async def say(self, text: str) -> str:
        """Everything the bot says to `text`."""
        before = self.world.chats[self.n].last_id
        await self.orders.message({"chat": self.n, "text": text})
        await self.settled()
        return self.heard(before + 1)

    async def tap(self, label: str) -> str:
        before = self.world.chats[self.n].last_id
        for message in reversed(self.world.chats[self.n].messages.values()):
            for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
                for button in row:
                    if label in button["text"]:
                        await self.orders.press(
                            {"chat": self.n, "message_id": message["message_id"], "data": button["callback_data"]}
                        )
                        await self.settled()
                        return self.heard(before)
        raise AssertionError(f"no button {label!r}: {self.heard(0)}")

    async def until(self, day: str) -> str:
        """Step the clock to `day`, 9 o'clock in Dushanbe; what came meanwhile."""
        before = self.world.chats[self.n].last_id
        await self.orders.clock({"to": f"{day}T09:00", "zone": "Asia/Dushanbe"})
        await self.settled()
        return self.heard(before)

    def heard(self, after: int) -> str:
        return "\n\n".join(
            ("[photo] " if "photo" in message else "") + message.get("text", message.get("caption", ""))
            for number, message in self.world.chats[self.n].messages.items()
            if number > after
        )


@asynccontextmanager
async def running(data: Path, *, editors: str = "") -> AsyncIterator[tuple[SimulatorServer, Service, Worker]]:
    clock = FixedClock(OPENING)
    worker = Worker(data, clock, policy=OPEN, feeds=False)
    await asyncio.to_thread(worker.load)
    server = SimulatorServer(clock)
    address = await server.start()
    service = Service(
        data,
        Settings(rate_chat=100, rate_overall=1000, editors=editors),
        clock,
        Account(SIMULATED_TOKEN, address, simulated=True),
    )

    async def step(hour: datetime) -> None:
        await asyncio.to_thread(worker.step, hour)
        await service.step(hour)

    try:
        await service.start()
        server.on_step = step
        try:
            yield server, service, worker
        finally:
            await service.stop()
    finally:
        await server.close()


READERS: tuple[tuple[int, Lang], ...] = ((1, "tg"), (2, "ru"), (3, "en"))


QUESTION: dict[Lang, str] = {
    "tg": "Дар «Крокус» чанд нафар кушта шуд?",
    "ru": "Сколько человек погибло в «Крокусе»?",
    "en": "How many people were killed at Crocus?",
}
FOLLOW_UP: dict[Lang, str] = {"tg": "захмӣ-чӣ?", "ru": "а раненых?", "en": "and injured?"}


def test_subscribers_get_the_digests_of_the_passing_days(tmp_path: Path) -> None:
    async def main() -> None:
        async with running(tmp_path) as (server, service, _):
            people = [(Person(server, service, n), lang) for n, lang in READERS]
            for person, lang in people:
                await person.say("/start")
                await person.tap(NAMES[lang])
                await person.tap(say(lang, "button-subscribe"))
            began = [person.world.chats[person.n].last_id for person, _ in people]
            await people[0][0].until("2024-04-04")
            for (person, lang), start in zip(people, began, strict=True):
                check_digests(person.heard(start), lang)
                await look_around(person, lang)
                assert service.subscribers.everything_about(person.n) == {}
            assert await people[0][0].until("2024-04-05") == ""

    asyncio.run(main())


def check_digests(came: str, lang: Lang) -> None:
    """29 March to 3 April, each day with news once, with the figures that are asked for and their sources."""
    for figure in ("144", "551", "382", "418", "Essanews", "IWPR"):
        assert figure in came
    assert came.count("Khabar · " if lang == "en" else "Хабар · ") == 5


async def look_around(person: Person, lang: Lang) -> None:
    """Questions, sources, the newest edition, a figure with its chart, what is kept; and its erasure."""
    dead = await person.say(QUESTION[lang])
    assert "144" in dead
    assert "140" in dead  # what stood before
    answer = person.world.chats[person.n].messages[person.world.chats[person.n].last_id]
    assert any("expandable" in entity["type"] for entity in answer["entities"])
    assert "144" in answer["reply_markup"]["inline_keyboard"][0][0]["copy_text"]["text"]
    injured = await person.say(FOLLOW_UP[lang])
    assert "551" in injured
    assert "382" in injured
    assert "Essanews" in await person.say("/sources")
    assert "IWPR" in await person.say("/digest")
    assert "6" in await person.tap(say(lang, "button-more"))
    assert "CABAR" in await person.tap(say(lang, "button-sources"))
    await person.say("/figures")
    first = next(iter(await person.service.desk.indicators(lang)))[1]
    assert "144" in await person.tap(first[:30])
    if lang == "tg":  # a chart takes its time
        assert "[photo]" in await person.tap(say(lang, "button-chart"))
    kept = await person.say("/mydata")
    assert say(lang, "zone-dushanbe") in kept
    assert "Asia/Dushanbe" not in kept
    await person.say("/forget")
    await person.tap(say(lang, "button-forget-yes"))


def test_who_blocks_the_bot_is_forgotten_and_may_come_back(tmp_path: Path) -> None:
    async def main() -> None:
        async with running(tmp_path) as (server, service, _):
            person = Person(server, service)
            await person.say("/subscribe")
            assert service.subscribers.count() == (0, 0)
            await person.tap(NAMES["tg"])
            assert service.subscribers.count() == (1, 1)
            await person.orders.block({"chat": 1})
            await person.settled()
            assert service.subscribers.count() == (0, 0)
            assert say("tg", "never-asks") in await person.say("/start")

    asyncio.run(main())


def test_an_editor_decides_by_a_tap_and_nobody_else_can(tmp_path: Path) -> None:
    def of(claim_id: str) -> Claim:
        with Store.open(tmp_path) as store:
            return next(claim for claim in store.claims("crocus.deaths") if claim.id == claim_id)

    def hold() -> str:
        with Store.open(tmp_path) as store:
            claim = store.claims("crocus.deaths")[0]
            reviews.decide(store.connection, claim, "hold", OPENING)
            return claim.id

    async def main() -> None:
        async with running(tmp_path, editors="1") as (server, service, _):
            server.world.clock.set(datetime(2024, 4, 5, tzinfo=UTC))  # type: ignore[attr-defined]
            held = await asyncio.to_thread(hold)
            stranger, editor = Person(server, service, 2), Person(server, service, 1)
            assert await stranger.say("/held") == say("tg", "unknown-command-near", near="help")
            shown = await editor.say("/held")
            assert say("tg", "desk-case-waits", n=1, of=1) in shown
            await editor.tap(say("tg", "desk-button-approve"))
            assert say("tg", "desk-done-approve") in editor.heard(0)
            assert (await asyncio.to_thread(of, held)).review == "approved"
            assert await editor.say("/held") == say("tg", "desk-none-waits")

    asyncio.run(main())
