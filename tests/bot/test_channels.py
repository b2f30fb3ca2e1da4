"""Channels, end to end: listed by the setting or confirmed by an editor, posted in and corrected."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot.context import Memory
from bot.mail.outbox import Message, Priority
from bot.mail.posts import linked
from bot.people.channels import Listed, listed
from bot.people.subscribers import Subscriber
from bot.simulator import acts, places
from bot.simulator.faults import Fault
from bot.simulator.server import SimulatorServer
from bot.simulator.world import BOT_USERNAME, Chat
from bot.talk.words import NAMES, say
from config.settings import Settings
from digests.clock import FixedClock
from digests.model import LANGS, Lang
from tests.bot.house import OPENING, FakeNewsroom, Talk, page
from tests.bot.running import Running, running, until
from tests.bot.test_talk import run

CHANNEL, EDITOR = -1001234567890, 3
HOUR = timedelta(hours=1)


class Paper(FakeNewsroom):
    """A newsroom whose editions can be changed after they came out."""

    words = "first"

    def digest(self, *args: Any, **options: Any) -> Any:
        found = super().digest(*args, **options)
        front, *rest = found.pages
        return replace(found, pages=(page(front.text.replace("first", self.words)), *rest))


def channel(world: Any, *, status: str = "administrator", denied: tuple[str, ...] = ()) -> Chat:
    chat = places.channel(world, CHANNEL, "Хабар", {1: "creator"}, username="khabar_news")
    if status != "left":
        places.stand(world, chat, 1, status, set(denied))
    return chat


@asynccontextmanager
async def mirrored(data: Path, setting: str, **options: Any) -> AsyncIterator[tuple[Running, Paper, Chat]]:
    """A service that mirrors to a channel, an hour before its first edition is due."""
    clock = FixedClock(OPENING)
    server = SimulatorServer(clock)
    chat = channel(server.world, **options)
    server.world.updates.waiting.clear()
    server.world.private(EDITOR)
    paper = Paper(clock)
    try:
        async with running(data, server=server, newsroom=paper, channels=setting, editors=str(EDITOR)) as bot:
            paper.clock = bot.clock
            yield bot, paper, chat
    finally:
        await server.close()


async def pass_hours(bot: Running, hours: int) -> None:
    for _ in range(hours):
        bot.clock.set(bot.clock.now() + HOUR)
        await bot.service.step(bot.clock.now())
    await bot.service.drained()


def posts(chat: Chat) -> list[str]:
    return [message["text"] for message in chat.messages.values() if "text" in message]


@pytest.mark.parametrize("lang", LANGS)
def test_an_edition_is_posted_with_links_to_the_bot_and_without_a_word_by_hand(tmp_path: Path, lang: Lang) -> None:
    async def main() -> None:
        async with mirrored(tmp_path, f"{lang}:@Khabar_News") as (bot, _, chat):
            await pass_hours(bot, 24)
            assert posts(chat) == [f"first daily 2024-04-04 {lang} []"]
            (post,) = chat.messages.values()
            buttons = [button for row in post["reply_markup"]["inline_keyboard"] for button in row]
            assert [button["url"].rsplit("=")[-1] for button in buttons] == [
                "more-daily-2024-04-04", "from-daily-2024-04-04", "go-ask",
            ]  # fmt: skip
            assert all(button["url"].startswith(f"https://t.me/{BOT_USERNAME}?start=") for button in buttons)

    asyncio.run(main())


def test_what_changed_since_it_was_posted_is_corrected_in_the_post(tmp_path: Path) -> None:
    async def main() -> None:
        async with mirrored(tmp_path, f"ru:{CHANNEL}") as (bot, paper, chat):
            await pass_hours(bot, 24)
            paper.words, paper.state = "second", "1"
            await pass_hours(bot, 1)
            (post,) = chat.messages.values()
            assert post["text"].startswith("second daily 2024-04-04")
            assert post["text"].endswith(say("ru", "channel-corrected", date="5 апреля 2024 г."))
            assert "url" in post["reply_markup"]["inline_keyboard"][0][0]
            await pass_hours(bot, 2)
            assert list(chat.messages.values()) == [post]  # once

    asyncio.run(main())


def test_where_an_edit_is_refused_the_correction_answers_the_post(tmp_path: Path) -> None:
    async def main() -> None:
        async with mirrored(tmp_path, f"tg:{CHANNEL}") as (bot, paper, chat):
            await pass_hours(bot, 24)
            words = "Bad Request: message can't be edited"
            bot.world.faults.rules = [
                Fault.read({"kind": "error", "code": 400, "description": words, "methods": ["editmessagetext"]})
            ]
            paper.words, paper.state = "second", "1"
            await pass_hours(bot, 2)
            first, second = chat.messages.values()
            assert first["text"].startswith("first")
            assert second["text"].startswith("second")
            assert second["reply_to_message"]["message_id"] == first["message_id"]

    asyncio.run(main())


def test_a_right_that_is_missing_is_told_to_the_editors_once_and_posts_come_when_it_is_there(tmp_path: Path) -> None:
    async def main() -> None:
        async with mirrored(tmp_path, f"en:{CHANNEL}", denied=("can_post_messages",)) as (bot, _, chat):
            await pass_hours(bot, 50)
            assert bot.texts(EDITOR) == [say("en", "channel-rights")]
            assert posts(chat) == []
            places.stand(bot.world, chat, 1, "administrator", set())
            await until(lambda: not bot.world.updates.waiting)
            await pass_hours(bot, 24)
            assert len(posts(chat)) == 1

    asyncio.run(main())


def test_a_listed_channel_that_is_not_there_is_told_and_one_that_throws_the_bot_out_stays_listed(
    tmp_path: Path,
) -> None:
    async def main() -> None:
        async with mirrored(tmp_path, f"en:{CHANNEL} tg:@nowhere") as (bot, _, chat):
            await pass_hours(bot, 2)
            assert bot.texts(EDITOR) == [say("en", "channel-missing", name="@nowhere")]
            places.stand(bot.world, chat, 1, "kicked", set())
            await until(lambda: len(bot.texts(EDITOR)) == 2)
            assert bot.texts(EDITOR)[1] == say("en", "channel-outside")
            assert bot.service.subscribers.get(CHANNEL) is not None
        async with mirrored(tmp_path, "") as (bot, _, _chat):
            await pass_hours(bot, 1)
            assert bot.service.subscribers.get(CHANNEL) is None  # no longer listed

    asyncio.run(main())


def test_nothing_that_is_written_in_a_channel_changes_anything(tmp_path: Path) -> None:
    async def main() -> None:
        async with mirrored(tmp_path, f"en:{CHANNEL}") as (bot, _, chat):
            await pass_hours(bot, 1)
            kept = bot.service.subscribers.get(CHANNEL)
            for text in ("/unsubscribe", "/language", "/forget", "@khabar_bot чанд?"):
                places.post(bot.world, chat, text)
            data = bot.service.callbacks.sign(CHANNEL, "set:off")
            body = {"chat": CHANNEL, "user": 1, "message_id": min(chat.messages), "data": data}
            await bot.server.control.orders.press(body)
            await until(lambda: not bot.world.updates.waiting and not bot.world.callbacks)
            assert bot.service.subscribers.get(CHANNEL) == kept
            assert len(posts(chat)) == 4

    asyncio.run(main())


@pytest.mark.parametrize("lang", LANGS)
def test_an_editor_confirms_a_channel_changes_and_ends_it(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        talk.people.save(Subscriber(EDITOR, lang))
        chat = channel(talk.world, denied=("can_post_messages",))
        (asked,) = await talk.pump()
        assert asked["text"] == say(lang, "channel-new", name="Хабар")
        assert asked["chat"]["id"] == EDITOR
        await talk.tap("Русский", EDITOR)
        assert talk.last(EDITOR)["text"] == say(lang, "channel-no-right", name="Хабар")
        assert talk.people.get(CHANNEL) is None
        places.stand(talk.world, chat, 1, "administrator", set())
        assert await talk.pump() == []
        talk.app.house.tapped = Memory()  # this is no double click
        await talk.tap("Русский", EDITOR)
        await talk.tap(say(lang, "button-weekly"), EDITOR)
        kept = talk.people.get(CHANNEL)
        assert kept is not None
        assert (kept.lang, kept.cadence, kept.active) == ("ru", "weekly", True)
        await talk.tap("Тоҷикӣ", EDITOR) if lang != "tg" else await talk.tap("English", EDITOR)
        await talk.tap(say(lang, "button-back"), EDITOR)
        assert talk.last(EDITOR)["text"] == say(lang, "channels-intro", bot=BOT_USERNAME)
        await talk.tap("Хабар", EDITOR)
        await talk.tap(say(lang, "button-channel-off"), EDITOR)
        assert talk.people.get(CHANNEL) is None
        assert chat.gone == "outside"
        (none,) = await talk.say("/channels", EDITOR)
        assert none["text"] == say(lang, "channels-none", bot=BOT_USERNAME)

    run(tmp_path, act, editors=str(EDITOR))


def test_nobody_but_an_editor_confirms_a_channel(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        channel(talk.world)
        await talk.pump()
        (said,) = await talk.say("/channels", 1)
        assert said["text"] == say("tg", "unknown-command")
        data = talk.app.house.callbacks.sign(1, f"chan:{CHANNEL}:ru")
        acts.press(talk.world, talk.chat(1), 1, said["message_id"], data)
        await talk.pump()
        assert talk.people.get(CHANNEL) is None

    run(tmp_path, act, editors=str(EDITOR))


@pytest.mark.parametrize("lang", LANGS)
def test_a_link_under_a_post_leads_a_stranger_to_what_it_names_and_on(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        edition, greeting = await talk.say("/start more-daily-2024-04-03", 7, lang=lang)
        assert edition["text"] == "second"
        assert NAMES["tg"] in str(greeting["reply_markup"])
        await talk.tap(NAMES[lang], 7)
        (day,) = await talk.say("/start day-weekly-2024-03-31", 7)
        assert day["text"].startswith("first weekly 2024-03-31")
        (sources,) = await talk.say("/start from-daily-2024-04-03", 7)
        assert sources["text"] == "third"
        (how,) = await talk.say("/start go-ask", 7)
        assert how["text"].split() == say(lang, "ask-how").split()
        for wrong in ("more-daily-2024-13-03", "more-hourly-2024-04-03", "more", "day-daily-20240403", "go-home"):
            said = await talk.say(f"/start {wrong}", 7)
            assert said[0]["text"] == say(lang, "link-unread"), wrong

    run(tmp_path, act)


def test_buttons_that_only_a_chat_can_have_are_not_posted() -> None:
    rows = [
        [{"text": "a", "callback_data": "seal.set:off"}],
        [{"text": "b", "callback_data": "seal.fig:crocus.deaths"}],
    ]
    payload = {"text": "x", "reply_markup": {"inline_keyboard": rows}}
    url = "https://t.me/bot?start=fig-crocus-deaths"
    assert linked(payload, "bot") == {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "b", "url": url}]]}}
    assert linked({"text": "x", "reply_markup": {"inline_keyboard": rows[:1]}}, "bot") == {"text": "x"}


def test_the_setting_is_read_or_refused_by_its_name() -> None:
    found = listed(Settings(channels="tg:@khabar_tj, ru:-1001234567890:weekly").channels)
    assert found == [Listed("@khabar_tj", "tg"), Listed(-1001234567890, "ru", "weekly")]
    for wrong in ("@khabar_tj", "de:@khabar", "tg:khabar", "tg:@khabar_tj:hourly", "tg:@k ru", "tg:@same1 ru:@Same1"):
        with pytest.raises(ValidationError):
            Settings(channels=wrong)


def test_an_alert_of_a_forum_goes_into_its_topic(tmp_path: Path) -> None:
    async def main() -> None:
        async with mirrored(tmp_path, "") as (bot, _, _chat):
            group = bot.world.group(-1009, "Форум", {1: "creator"}, "supergroup")
            group.topics = {5: "Хабар"}
            bot.service.subscribers.save(Subscriber(-1009, "tg", active=True))
            bot.service.outbox.threads.keep(-1009, 5)
            bot.service.outbox.put([Message(-1009, "sendMessage", {"text": "144"}, Priority.ALERT, "a")])
            bot.service.sender.wake()
            await until(lambda: group.messages)
            assert next(iter(group.messages.values()))["message_thread_id"] == 5

    asyncio.run(main())
