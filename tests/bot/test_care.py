"""What is kept of people, said in plain words; its erasure; and that no old button brings anything back."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.context import Context
from bot.people.sent import DELETABLE_FOR, SentMessages, calls
from bot.people.subscribers import CHAT_TABLES, Subscriber, Subscribers
from bot.simulator import acts
from bot.talk import mydata
from bot.talk.taps import GO, TAPS
from bot.talk.words import capital, say
from config import LOCALES
from digests.clock import FixedClock
from digests.model import LANGS, Lang
from digests.say.locale import load
from tests.bot.house import OPENING, Talk, talking
from tests.bot.running import running, until
from tests.bot.stores import opened

pytestmark = pytest.mark.usefixtures("store")

Act = Callable[[Talk], Awaitable[None]]
NAMES = {"tg": "Тоҷикӣ", "ru": "Русский", "en": "English"}

FULL = Subscriber(
    1, "tg", active=True, topics=frozenset({"law"}), always=True, reads=frozenset({"ru", "en"}), days=frozenset({0, 4}),
    quiet=(22, 7), silent=True, brief=True, charts=False, plain=False, without=("Крокус",),
    paused=datetime(2024, 4, 18, tzinfo=UTC), links=True,
)  # fmt: skip


def run(folder: Path, act: Act, **settings: Any) -> None:
    async def main() -> None:
        async with talking(folder, **settings) as talk:
            await act(talk)
            assert talk.refused == []

    asyncio.run(main())


def rows_about(people: Subscribers, chat: int) -> int:
    """How many rows of the private database name a chat."""
    return sum(people.db.number(f"SELECT count(*) FROM {table} WHERE chat_id = ?", chat) for table in CHAT_TABLES)


def labels(message: dict[str, Any]) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


# What is told


def test_every_stored_field_has_its_sentence(tmp_path: Path) -> None:
    people = Subscribers(opened(tmp_path), FixedClock(OPENING))
    people.save(FULL)
    assert set(people.everything_about(1)) == set(mydata.FIELDS), "a new field needs its sentence"
    assert {each.name for each in fields(Subscriber)} <= set(mydata.FIELDS)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("chat", [1, -100])
@pytest.mark.parametrize("full", [True, False])
def test_mydata_is_told_in_sentences_without_a_raw_key(tmp_path: Path, lang: Lang, chat: int, *, full: bool) -> None:
    async def act(talk: Talk) -> None:
        talk.world.group(-100, "Ҳамватанон", {1: "creator"})
        talk.people.save(replace(FULL, chat_id=chat, lang=lang) if full else Subscriber(chat, lang))
        kept = talk.people.everything_about(chat)
        (said,) = await talk.say("/mydata", chat, user=1)
        told = said["text"]
        context = Context(talk.app, chat, 1)
        context.lang = lang
        for name, value in kept.items():
            line = mydata.sentence(context, name, value)
            assert (name in mydata.OF_GROUPS and chat > 0) or line.endswith((".", ":")), name
            assert line in told
        for raw in ("None", "True", "False", "chat_id", "Asia/", "_", "{", "frozenset", "daily", "safe,"):
            assert raw not in told, raw
        assert labels(said) == [say(lang, "button-privacy"), say(lang, "button-forget")]

    run(tmp_path, act)


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_kept_and_why_is_told_and_leads_on(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        talk.people.save(Subscriber(1, lang))
        (said,) = await talk.say("/privacy")
        for part in ("48", "30", "/forget", say(lang, "never-asks"), say(lang, "button-wait")):
            assert part in said["text"]
        (kept,) = await talk.tap(say(lang, "button-mydata"))
        assert say(lang, "mydata-intro") in kept["text"]
        (asked,) = await talk.tap(say(lang, "button-forget"))
        assert say(lang, "forget-ask") in asked["text"]
        await talk.say("/help")
        assert "/privacy" in talk.last()["text"]
        assert rows_about(talk.people, 1) >= 1

    run(tmp_path, act)


# What was sent


def test_the_numbers_of_messages_are_kept_for_48_hours_of_readers_alone(tmp_path: Path) -> None:
    clock = FixedClock(OPENING)
    people = Subscribers(opened(tmp_path), clock)
    sent = SentMessages(people.db, clock)
    people.save(Subscriber(1, "tg"))
    people.save(Subscriber(-5, "tg"))
    now = OPENING.timestamp()
    sent.note([(1, 10, now), (1, 11, now), (2, 12, now), (-5, 13, now), (1, 10, now + 99)])
    assert (sent.of(1), sent.of(2), sent.of(-5)) == ([10, 11], [], [])
    assert people.everything_about(1)["sent"] == 2
    clock.set(OPENING + DELETABLE_FOR - timedelta(seconds=1))
    sent.note([(1, 14, clock.now().timestamp()), (1, 9, now - 9 * 24 * 3600)])
    sent.tidy()
    assert sent.of(1) == [10, 11, 14]
    clock.set(OPENING + DELETABLE_FOR)
    assert sent.of(1) == [14]
    sent.tidy()
    assert people.db.number("SELECT count(*) FROM sent") == 1
    clock.set(OPENING)  # the clock was wrong: nothing is kept for longer because of it
    sent.tidy()
    clock.set(OPENING + DELETABLE_FOR)
    sent.tidy()
    assert people.db.number("SELECT count(*) FROM sent") == 0
    people.save(Subscriber(1, "tg"))
    sent.note([(1, 15, now)])
    people.forget(1)
    assert rows_about(people, 1) == 0


def test_a_hundred_messages_go_at_once() -> None:
    assert [len(call["message_ids"]) for call in calls(range(1, 251))] == [100, 100, 50]
    assert calls([]) == []


def test_the_bot_deletes_what_it_sent_within_48_hours(tmp_path: Path) -> None:
    async def main() -> None:
        async with running(tmp_path) as bot:
            await bot.say("/start")
            await bot.answered(1)
            await bot.press("lang:en")
            await until(lambda: bot.service.subscribers.get(5) is not None)
            for n, text in enumerate(("/digest", "/figures", "/about"), 2):
                await bot.say(text)
                await bot.answered(n)
            await bot.say("/forget")
            await bot.answered(5)
            sent = SentMessages(bot.service.db, bot.clock)
            await until(lambda: len(sent.of(5)) >= 4 and not bot.service.outbox.waiting())
            *earlier, question = sent.of(5)
            chat = bot.world.chats[5]
            await bot.press("forget:all")
            await until(lambda: say("en", "forgotten", deleted="yes").split()[0] in chat.messages[question]["text"])
            await until(lambda: not bot.service.outbox.waiting())
            assert not set(earlier) & set(chat.messages)
            assert chat.messages[question]["text"] == say("en", "forgotten", deleted="yes")
            assert rows_about(bot.service.subscribers, 5) == 0

    asyncio.run(main())


@pytest.mark.parametrize("lang", LANGS)
def test_forget_asks_once_and_offers_to_delete_only_where_there_is_something(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        talk.people.save(Subscriber(1, lang))
        (asked,) = await talk.say("/forget")
        assert labels(asked) == [say(lang, "button-forget-yes"), say(lang, "button-forget-no")]
        (asked,) = await talk.say("/forget ")
        every = [say(lang, f"button-forget-{way}") for way in ("yes", "all", "no")]
        assert labels(asked) == every
        assert say(lang, "forget-sent") in asked["text"]
        await talk.tap(say(lang, "button-forget-no"))
        assert talk.people.get(1) is not None
        await talk.say("/forget")
        await talk.tap(say(lang, "button-forget-yes"))
        assert "deleteMessages" not in talk.posted
        assert say(lang, "forgotten", deleted="no") in talk.last()["text"]
        assert rows_about(talk.people, 1) == 0
        (again,) = await talk.say("/forget")
        assert say(lang, "mydata-none") in again["text"] or say("tg", "mydata-none") in again["text"]

    run(tmp_path, act)


# Old buttons

SAMPLES = {
    "lang": ("ru:mark:", "ru:mark:on"), "set": ("main", "when", "hours", "language", "gone"),
    "wish": ("hours:9", "zone:Europe/Moscow", "topics:+law", "active:on", "pause:7", "lang:ru", "gone:x"),
    "forget": ("yes", "all", "no"), "day": ("daily:2024-04-02",), "more": ("daily:2024-04-02",),
    "from": ("daily:2024-04-02",), "figs": ("0", "all", "attack:8"), "fig": ("figure.1", "figure.1:20240324"),
    "chart": ("figure.1",), "hist": ("figure.1",), "times": ("figure.1", "gone"), "follow": ("figure.1", "gone"),
    "unfollow": ("figure.1",), "follows": ("list",), "ask": ("0" * 16,),
    "chan": ("-1001:ru", "-1001:show"),
    "desk": ("home:", "claim:w:0", "do:approve:x:0:w", "undo:1", "stored", "gone:x"),
    "wait": ("name",), "unwait": ("all",), "list": ("0", "1", "99"),
}  # fmt: skip
"""For each kind of button what it may bear. Who adds a kind adds it here."""


def test_every_kind_of_button_has_its_samples() -> None:
    assert set(SAMPLES) == set(TAPS), "a new kind of button needs samples: what does it do when it is old?"


@pytest.mark.parametrize("data", [*(f"{kind}:{value}" for kind in SAMPLES for value in SAMPLES[kind]),
                                  *(f"go:{name}" for name in GO), "gone:x", "set", ""])  # fmt: skip
@pytest.mark.parametrize("restarted", [False, True])
def test_an_old_button_of_whom_was_forgotten_stores_nothing_and_says_something(
    tmp_path: Path, data: str, *, restarted: bool
) -> None:
    async def act(talk: Talk) -> None:
        talk.people.save(replace(FULL, lang="en"))
        await talk.say("how many?")
        (shown,) = await talk.say("/settings")
        signed = talk.app.house.callbacks.sign(1, data)
        await talk.say("/forget")
        await talk.tap(say("en", "button-forget-yes"))
        if restarted:
            talk.app.house.greeted._kept.clear()
        talk.answered.clear()
        talk.posted.clear()
        query = acts.press(talk.world, talk.chat(1), 1, shown["message_id"], signed, lang="en")
        await talk.pump()
        assert query not in talk.world.callbacks, "the phone waits no more"
        assert talk.posted[1:] or talk.answered[0]["text"], "it says something"
        assert rows_about(talk.people, 1) == 0
        assert talk.app.house.waiting.get(1) is None

    run(tmp_path, act)


# For a screen reader


@pytest.mark.parametrize("lang", LANGS)
def test_who_wants_plain_texts_gets_no_sign_and_no_bold(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        talk.people.save(Subscriber(1, lang, plain=True, topics=frozenset({"law"})))
        for text in ("/help", "/digest", "/figures", "how many?", "/privacy", "/mydata", "/settings", "/about"):
            for said in await talk.say(text):
                assert not [one for one in said.get("entities", ()) if one["type"] not in {"text_link", "bot_command"}]
                assert not [sign for sign in "‹›✓•" for label in labels(said) if sign in label]
        await talk.say("/settings topics")
        chosen = load(lang).say("plain-chosen", what=capital(say(lang, "topic-law")))
        assert chosen in labels(talk.last()) or chosen in str(talk.chat(1).messages)
        for text in ("/figures Рақам 10", "/figures attacks", "/follow Рақам 10", "/follow"):
            for said in await talk.say(text):
                assert not [one for one in said.get("entities", ()) if one["type"] not in {"text_link", "bot_command"}]
        await talk.say("/figures Рақам 10")
        (photo,) = await talk.tap(say(lang, "button-chart"))
        assert "caption_entities" not in photo
        talk.people.save(Subscriber(1, lang))
        (said,) = await talk.say("/help")
        assert said["entities"], "others get them"

    run(tmp_path, act)


PICTURE = re.compile(r"[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f]")


@pytest.mark.parametrize("lang", LANGS)
def test_no_text_says_something_by_a_picture_alone(lang: Lang) -> None:
    written = (LOCALES / f"{lang}.ftl").read_text(encoding="utf-8")
    assert PICTURE.findall(written) == []
