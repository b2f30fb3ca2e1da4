"""A forum with the running service: ordered in a topic, moved, closed, refused, migrated; in each language."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.people.subscribers import Subscriber
from bot.simulator import acts, places
from bot.simulator.faults import Fault
from bot.simulator.server import SimulatorServer
from bot.simulator.world import Chat
from bot.talk.words import NAMES, say
from digests.clock import FixedClock
from digests.model import LANGS, Lang
from tests.bot.house import OPENING, FakeNewsroom
from tests.bot.running import Running, running, until

GROUP, ADMIN = -1001234500000, 1
HOUR = timedelta(hours=1)


class Forum:
    """A group with topics and an administrator whom the bot knows."""

    def __init__(self, bot: Running, chat: Chat) -> None:
        self.bot, self.chat = bot, chat

    async def say(self, text: str, thread: int | None, user: int = ADMIN, **more: Any) -> None:
        acts.write(self.bot.world, self.chat, user, text, thread=thread, **more)
        await self.settled()

    async def tap(self, label: str, user: int = ADMIN) -> None:
        """The newest button in the group that is called so."""
        for message in reversed(self.chat.messages.values()):
            for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
                for button in row:
                    if label == button["text"]:
                        acts.press(self.bot.world, self.chat, user, message["message_id"], button["callback_data"])
                        return await self.settled()
        raise AssertionError(f"no button {label!r}")

    async def settled(self) -> None:
        await until(lambda: not self.bot.world.updates.waiting)
        with self.bot.service.governor.hurried():
            assert await self.bot.service.drained()

    async def tomorrow(self) -> list[tuple[str, int | None]]:
        """What the group gets within a day, and in which topics."""
        self.chat.messages.clear()
        for _ in range(24):
            self.bot.clock.set(self.bot.clock.now() + HOUR)
            await self.bot.service.step(self.bot.clock.now())
        await self.settled()
        return [(said["text"], said.get("message_thread_id")) for said in self.chat.messages.values()]

    def private(self) -> list[str]:
        return self.bot.texts(ADMIN)


@asynccontextmanager
async def forum(data: Path, lang: Lang) -> AsyncIterator[tuple[Forum, int, int]]:
    """A forum that subscribed in the first of two topics."""
    clock = FixedClock(OPENING)
    server = SimulatorServer(clock)
    chat = server.world.group(GROUP, "Ҳамватанон", {ADMIN: "creator", 2: "member"}, "supergroup")
    server.world.private(ADMIN)
    places.forum(server.world, chat, on=True)
    first = places.topic(server.world, chat, ADMIN, "create", None, "Хабар")
    second = places.topic(server.world, chat, ADMIN, "create", None, "Гуфтугӯ")
    newsroom = FakeNewsroom(clock)
    try:
        async with running(data, server=server, newsroom=newsroom) as bot:
            newsroom.clock = bot.clock
            bot.service.subscribers.save(Subscriber(ADMIN, lang))
            there = Forum(bot, chat)
            await there.say("/start", first, lang=lang)
            await there.tap(NAMES[lang])
            ours = bot.service.subscribers.get(GROUP)
            assert ours is not None
            bot.service.subscribers.save(replace(ours, zone="Asia/Dushanbe"))
            await there.say("/subscribe", first)
            yield there, first, second
    finally:
        await server.close()


def edition(lang: Lang, day: int) -> str:
    return f"first daily 2024-04-{day:02d} {lang} []"


@pytest.mark.parametrize("lang", LANGS)
def test_editions_follow_the_order_and_a_lost_topic_is_told_in_private(tmp_path: Path, lang: Lang) -> None:
    async def main() -> None:
        async with forum(tmp_path, lang) as (there, first, second):
            assert await there.tomorrow() == [(edition(lang, 4), first)]
            await there.say("/subscribe", second)
            assert await there.tomorrow() == [(edition(lang, 5), second)]
            places.topic(there.bot.world, there.chat, ADMIN, "close", second)
            assert await there.tomorrow() == [(edition(lang, 6), None)]
            assert there.private() == [say(lang, "notice-thread")]
            assert await there.tomorrow() == [(edition(lang, 7), None)]
            await there.say("/subscribe", first)
            places.topic(there.bot.world, there.chat, ADMIN, "delete", first)
            assert await there.tomorrow() == [(edition(lang, 8), None)]
            assert there.private() == [say(lang, "notice-thread")] * 2
            places.forum(there.bot.world, there.chat, on=False)
            assert await there.tomorrow() == [(edition(lang, 9), None)]

    asyncio.run(main())


@pytest.mark.parametrize("lang", LANGS)
def test_a_right_that_is_taken_is_told_and_words_come_instead(tmp_path: Path, lang: Lang) -> None:
    async def main() -> None:
        async with forum(tmp_path, lang) as (there, first, _):
            places.stand(there.bot.world, there.chat, ADMIN, "restricted", {"can_send_photos"})
            await there.say("/figures Рақам 2", first, user=2)
            await there.tap(say(lang, "button-chart"), user=2)
            last = list(there.chat.messages.values())[-1]
            assert last["text"].startswith(f"figure.2 {lang}")
            assert last["message_thread_id"] == first
            assert there.private() == [say(lang, "notice-photos")]
            places.stand(there.bot.world, there.chat, ADMIN, "restricted", {"can_send_photos", "can_send_messages"})
            await there.settled()
            assert await there.tomorrow() == []
            assert there.private()[1:] == [say(lang, "group-closed")]
            places.stand(there.bot.world, there.chat, ADMIN, "member", set())
            await there.say("/subscribe", first)
            assert await there.tomorrow() == [(edition(lang, 5), first)]

    asyncio.run(main())


def test_a_panel_that_cannot_be_edited_is_said_anew_in_its_topic(tmp_path: Path) -> None:
    async def main() -> None:
        async with forum(tmp_path, "ru") as (there, first, _):
            words = "Bad Request: message can't be edited"
            fault = {"kind": "error", "code": 400, "description": words, "methods": ["editmessagetext"]}
            there.bot.world.faults.rules = [Fault.read(fault)]
            before = len(there.chat.messages)
            await there.tap(say("ru", "button-panel-when"))
            assert len(there.chat.messages) == before + 1
            panel = list(there.chat.messages.values())[-1]
            assert panel["message_thread_id"] == first
            await there.tap(say("ru", "button-hours"))  # and its buttons lead on
            assert list(there.chat.messages.values())[-1]["message_thread_id"] == first

    asyncio.run(main())


def test_a_group_that_moves_keeps_its_order_and_its_buttons_of_before_are_old(tmp_path: Path) -> None:
    async def main() -> None:
        async with forum(tmp_path, "tg") as (there, first, _):
            button = there.bot.service.callbacks.sign(GROUP, "set:off")
            moved = acts.migrate(there.bot.world, there.chat, -1009999)
            moved.topics = there.chat.topics
            moved.keep({**next(iter(there.chat.messages.values())), "chat": moved.json()})
            there.chat = moved
            await there.settled()
            assert there.bot.service.subscribers.get(GROUP) is None
            acts.press(there.bot.world, moved, ADMIN, next(iter(moved.messages)), button)
            await there.settled()
            kept = there.bot.service.subscribers.get(-1009999)
            assert kept is not None
            assert kept.active
            assert await there.tomorrow() == [(edition("tg", 4), first)]

    asyncio.run(main())
