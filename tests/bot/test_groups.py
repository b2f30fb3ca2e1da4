"""The bot among many: it answers when it is meant, remembers who said what where, and speaks to the group as one."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.context import Memory
from bot.mail.reduced import reduce
from bot.people.subscribers import Subscriber
from bot.simulator import acts, places
from bot.simulator.world import TELEGRAM
from bot.talk.words import NAMES, has, say
from config import locale
from digests.model import LANGS, Lang
from tests.bot.house import Talk
from tests.bot.test_talk import newsroom, run

GROUP, CHANNEL = -100, -300


def forum(talk: Talk) -> tuple[int, int]:
    """A group with two topics: of 1 its creator, 2 and 4 members, 3 an administrator. The topics' ids."""
    chat = talk.world.group(
        GROUP, "Ҳамватанон", {1: "creator", 2: "member", 3: "administrator", 4: "member"}, "supergroup"
    )
    places.forum(talk.world, chat, on=True)
    first = places.topic(talk.world, chat, 1, "create", None, "Хабар")
    return first, places.topic(talk.world, chat, 1, "create", None, "Гуфтугӯ")


async def settle(talk: Talk, lang: Lang = "tg", thread: int | None = None) -> list[dict[str, Any]]:
    """An administrator chooses the group's language and subscribes it."""
    await talk.say("/start", GROUP, user=1, lang=lang, thread=thread)
    await talk.tap(NAMES[lang], GROUP, user=1)
    return await talk.say("/subscribe", GROUP, user=1, thread=thread)


@pytest.mark.parametrize("privacy", [True, False])
def test_it_answers_who_means_it_and_nobody_else(tmp_path: Path, privacy: bool) -> None:
    async def act(talk: Talk) -> None:
        forum(talk)
        talk.world.privacy = privacy
        talk.chat(GROUP).bot_member = "administrator"  # it sees everything
        for unmeant in ("салом ба ҳама", "/figures@other_bot", "/nonsense", "@khabar_bot2 чанд?", "khabar_bot"):
            assert await talk.say(unmeant, GROUP, user=2) == [], unmeant
        (answer,) = await talk.say("@Khabar_Bot чанд нафар?", GROUP, user=2)
        assert answer["text"].startswith("answer to чанд нафар?")
        (again,) = await talk.say("захмӣ чанд?", GROUP, user=4, reply_to=answer["message_id"])
        assert again["text"].startswith("answer to захмӣ чанд?")
        (picture,) = await talk.say("@khabar_bot ин чист?", GROUP, user=2, other="photo")
        assert picture["text"].startswith("answer to ин чист?")
        assert await talk.say("ин чист?", GROUP, user=2, other="photo") == []
        (unknown,) = await talk.say("/nonsense@khabar_bot", GROUP, user=2)
        assert unknown["text"] == say("tg", "unknown-command")
        assert await talk.say("/digest@khabar_bot", GROUP, user=2)

    run(tmp_path, act)


def test_what_no_person_says_to_it_is_not_answered(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        forum(talk)
        talk.chat(GROUP).bot_member = "administrator"
        channel = places.channel(talk.world, CHANNEL, "Канал", {1: "creator"})
        channel.linked = GROUP
        places.post(talk.world, channel, "@khabar_bot чанд нафар?")
        assert talk.world.updates.waiting[-1]["message"]["from"]["id"] == TELEGRAM
        assert await talk.pump() == []
        bot = {"id": 9, "is_bot": True, "first_name": "b"}
        said = {"message_id": 900, "date": talk.world.now(), "chat": talk.chat(GROUP).json(), "from": bot}
        talk.world.updates.put("message", {**said, "text": "@khabar_bot чанд нафар?"})
        assert await talk.pump() == []
        (answer,) = await talk.say("@khabar_bot чанд?", GROUP, user=2, as_channel=CHANNEL)
        assert answer["text"].startswith("answer to чанд?")  # a person, though without a name
        (refused,) = await talk.say("/subscribe", GROUP, user=2, as_channel=CHANNEL)
        assert refused["text"] == say("tg", "not-anonymous")

    run(tmp_path, act)


@pytest.mark.parametrize("chat", [GROUP, 5])
def test_a_card_of_ours_is_no_question(tmp_path: Path, chat: int) -> None:
    async def act(talk: Talk) -> None:
        forum(talk)
        asking = asyncio.create_task(acts.ask_inline(talk.world, 2, "рақам 1"))
        await asyncio.sleep(0.05)
        await talk.pump()
        found = await asking
        sent = acts.choose_inline(talk.world, talk.chat(chat), 2, found["id"], found["results"][0]["id"])
        assert sent is not None
        assert talk.world.updates.waiting
        asked = len(newsroom(talk).asked)
        assert await talk.pump() == []
        assert len(newsroom(talk).asked) == asked

    run(tmp_path, act)


def test_an_edit_is_heard_once_and_while_it_is_fresh(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        forum(talk)
        chat = talk.chat(GROUP)
        chat.bot_member = "administrator"

        async def edit(text: str) -> list[str]:
            acts.rewrite(talk.world, chat, message, text)
            return [said["text"].splitlines()[0] for said in await talk.pump()]

        message = acts.write(talk.world, chat, 2, "чанд нафар?")[0]["message_id"]
        assert await talk.pump() == []
        assert await edit("@khabar_bot чанд нафар?") == ["answer to чанд нафар? links=False"]
        assert await edit("@khabar_bot чанд нафар?") == []  # Telegram repeats an edit that changed no word
        assert await edit("@khabar_bot чанд кас?") == ["answer to чанд кас? links=False"]
        assert await edit("чанд кас?") == []
        talk.app.house.clock.set(talk.app.house.clock.now() + timedelta(minutes=11))  # type: ignore[attr-defined]
        assert await edit("@khabar_bot боз чанд?") == []

    run(tmp_path, act)


def test_a_follow_up_leans_on_the_same_person_in_the_same_topic(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        first, second = forum(talk)

        async def leans(user: int, thread: int | None, **more: Any) -> bool:
            talk.app.house.heard = Memory()  # the same words, but not within seconds
            await talk.say("/ask боз чанд?", GROUP, user=user, thread=thread, **more)
            return newsroom(talk).asked[-1][2] is not None

        assert not await leans(2, first)
        assert await leans(2, first)
        assert not await leans(4, first)
        assert not await leans(2, second)
        assert not await leans(2, None)
        assert await leans(4, first)
        for _ in range(2):  # who bears no name cannot be told from others
            assert not await leans(1, first, anonymous=True)
        await talk.say("/figures Рақам 2", GROUP, user=4, thread=second)
        for user, indicator in ((4, "figure.2"), (2, "crocus.deaths")):  # a card is spoken of by who opened it
            await leans(user, second)
            assert newsroom(talk).asked[-1][2] == {"indicator": indicator}
        assert talk.app.house.memory.get(2) is None  # nor does it reach their private chat

    run(tmp_path, act)


def test_settings_of_a_group_and_of_its_members_never_mix(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        first, _ = forum(talk)
        talk.people.save(Subscriber(1, "ru", hours=(20,), cadence="weekly"))
        await settle(talk, "en", first)
        await talk.tap("When", GROUP, user=1)
        await talk.tap("Once a week", GROUP, user=1)
        await talk.say("/settings", GROUP, user=1)
        mine, ours = talk.people.get(1), talk.people.get(GROUP)
        assert mine is not None
        assert ours is not None
        assert (mine.lang, mine.active, mine.hours) == ("ru", False, (20,))
        assert (ours.lang, ours.active, ours.hours, ours.cadence) == ("en", True, (8,), "weekly")
        (button,) = [
            each for row in talk.last(GROUP)["reply_markup"]["inline_keyboard"] for each in row
            if each["text"] == say("en", "button-unsubscribe")
        ]  # fmt: skip
        await talk.say("/settings", 1)
        acts.press(talk.world, talk.chat(1), 1, talk.last(1)["message_id"], button["callback_data"])
        await talk.pump()
        assert talk.answered[-1]["text"] == say("ru", "button-gone")  # a button of a group works only there
        assert talk.people.get(GROUP) == ours
        assert talk.people.get(1) == mine

    run(tmp_path, act)


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_said_in_a_group_is_said_to_the_group(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        first, _ = forum(talk)
        acts.membership(talk.world, talk.chat(GROUP), 1, "left", "member")
        acts.write(talk.world, talk.chat(GROUP), 1, "/start@khabar_bot group", lang=lang)
        (greeting,) = await talk.pump()  # who adds it by a link is greeted once
        assert say("tg", "group-greeting").splitlines()[0] in greeting["text"]
        (panel,) = await settle(talk, lang, first)
        named = say(lang, "group-panel-on", cadence="daily", days="", times="one", hours="", zone="")
        assert panel["text"].startswith(named.split("\n")[0])
        assert panel["message_thread_id"] == first
        for command, key in (
            ("/help", "group-help"), ("/unsubscribe", "group-unsubscribed"), ("/unsubscribe", "group-not-subscribed"),
            ("/ask", "group-ask-how"), ("/forget", "group-forget-ask"),
        ):  # fmt: skip
            (said,) = await talk.say(command, GROUP, user=1, thread=first)
            plain = re.sub(r"<[^>]*>", "", say(lang, key)).replace("&amp;", "&")
            assert said["text"].split() == plain.split(), command
        await talk.tap(say(lang, "button-forget-yes"), GROUP, user=1)
        assert talk.last(GROUP)["text"].split() == say(lang, "group-forgotten", deleted="no").split()
        assert talk.people.get(GROUP) is None
        (said,) = await talk.say("/mydata", GROUP, user=2, lang=lang)
        assert say(lang, "group-mydata-none") in said["text"]

    run(tmp_path, act)


@pytest.mark.parametrize("lang", LANGS)
def test_an_hour_and_a_city_are_taken_as_replies_of_who_opened_the_choice(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        first, _ = forum(talk)
        await settle(talk, lang, first)
        await talk.tap(say(lang, "button-panel-when"), GROUP, user=1)
        await talk.tap(say(lang, "button-hours"), GROUP, user=1)
        asked = talk.last(GROUP)
        assert asked["text"] == say(lang, "group-ask-hour")
        assert await talk.say("7:00", GROUP, user=1, thread=first) == []  # said to nobody
        await talk.say("7:00", GROUP, user=2, thread=first, reply_to=asked["message_id"])
        kept = talk.people.get(GROUP)
        assert kept is not None
        assert kept.hours == (8,)
        await talk.say("7:00", GROUP, user=1, thread=first, reply_to=asked["message_id"])
        kept = talk.people.get(GROUP)
        assert kept is not None
        assert kept.hours == (7,)

    run(tmp_path, act)


def test_a_group_that_is_left_and_entered_again_is_greeted_again(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        forum(talk)
        acts.membership(talk.world, talk.chat(GROUP), 1, "left", "member")
        assert len(await talk.pump()) == 1
        talk.app.house.tapped = Memory()
        acts.membership(talk.world, talk.chat(GROUP), 1, "left", "member")
        assert len(await talk.pump()) == 1

    run(tmp_path, act)


def test_a_text_for_groups_says_otherwise_what_is_said_to_one(tmp_path: Path) -> None:
    """Each stands for another text, or is said by name."""
    named = {"group-greeting", "group-closed"}
    for lang in LANGS:
        text = locale(lang).read_text(encoding="utf-8")
        names = set(re.findall(r"^bot-(group-[a-z_-]+) =", text, re.M)) - named
        assert names
        for name in names:
            assert has(lang, name.removeprefix("group-")), name


def test_other_bots_and_repeated_posts_leave_nothing_in_the_inbox() -> None:
    chat = {"id": GROUP, "type": "supergroup"}
    said = {"message_id": 1, "date": 1, "chat": chat, "text": "@khabar_bot 144?"}
    other = {"id": 9, "is_bot": True, "first_name": "b"}
    person = {"id": 1, "is_bot": False, "first_name": "x"}
    for message in ({**said, "from": other}, {**said, "from": person, "is_automatic_forward": True}):
        assert reduce({"update_id": 1, "message": message}).body is None
    moved = {**said, "from": other, "migrate_to_chat_id": -5}
    assert reduce({"update_id": 1, "message": moved}).body is not None
