"""All that the bot sends is what the Bot API takes; whatever is tapped is answered. In three languages, alone and in a
group, with the newsroom of the curated records."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from pathlib import Path
from typing import Any

import pytest

from bot.people.limits import Limits
from bot.simulator import acts, places
from bot.talk.menus import EDITOR, GROUP, introduce
from digests.clock import FixedClock
from digests.model import LANGS, Lang
from digests.newsroom import Newsroom
from digests.policy import OPEN
from tests.bot.calls import check
from tests.bot.house import OPENING, Talk, talking
from tests.size import part

MARKUP = {"inline_keyboard": [[{"text": "Go", "callback_data": "x"}]]}
SAID: dict[str, Any] = {"chat_id": 1, "text": "144 &lt; <b>150</b>", "parse_mode": "HTML", "reply_markup": MARKUP}
NAMES = {"tg": "Тоҷикӣ", "ru": "Русский", "en": "English"}
EACH = 2
"""Buttons of one kind that are tapped: the figures all open alike."""
FORUM = -1003


def test_a_usual_message_is_taken() -> None:
    check("sendMessage", SAID)


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": "<b> </b>"},
        {"text": "😀" * 2049},
        {"text": "<b>144"},
        {"text": "<b><i>144</b></i>"},
        {"text": "<font>144</font>"},
        {"text": "5 < 6"},
        {"text": "<b>1<b>4</b>4</b>"},
        {"text": "<code><b>144</b></code>"},
        {"text": "<b><code>144</code></b>"},
        {"text": 144},
        {"chat_id": None},
        {"disable_web_page_preview": True},
        {"link_preview_options": {"is_off": True}},
        {"reply_markup": {"inline_keyboard": [[{"text": "Go", "callback_data": "ҳ" * 33}]]}},
        {"reply_markup": {"inline_keyboard": [[{"text": "Go", "callback_data": "x", "url": "https://a.test"}]]}},
        {"reply_markup": {"inline_keyboard": [[{"text": "Go", "callback": "x"}]]}},
        {"reply_markup": {"inline_keyboard": [[]]}},
        {"reply_markup": {"inline_keyboard": [[{"text": "Go", "url": "https://t.me/b?start=fig.deaths"}]]}},
    ],
)
def test_what_telegram_would_refuse_is_found(wrong: dict[str, Any]) -> None:
    with pytest.raises((AssertionError, TypeError, KeyError)):
        check("sendMessage", SAID | wrong)


@pytest.mark.parametrize(
    ("method", "call"),
    [
        ("sendMessage", {"chat_id": 1}),
        ("editMessageCaption", {"chat_id": 1, "message_id": 2, "caption": "x" * 1025}),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}),
        ("answerCallbackQuery", {"callback_query_id": "1", "show_alert": "yes"}),
        ("setMyCommands", {"commands": [{"command": "Help", "description": "Help"}]}),
        ("setMyCommands", {"commands": [{"command": "help", "description": "😀" * 129}]}),
        ("setMyCommands", {"commands": [{"command": "help", "description": "Help"}] * 2}),
        ("getUpdates", {"allowed_updates": ["message", "gossip"]}),
        ("deleteMessages", {"chat_id": 1, "message_ids": list(range(101))}),
    ],
)
def test_so_it_is_in_other_calls(method: str, call: dict[str, Any]) -> None:
    with pytest.raises(AssertionError):
        check(method, call)


class Walk:
    """Somebody who types every command and taps what comes, one of a kind after the other."""

    def __init__(self, talk: Talk, chat: int, user: int, lang: Lang) -> None:
        self.talk, self.chat, self.user, self.lang = talk, chat, user, lang
        self.tapped: Counter[str] = Counter()
        self.todo: deque[tuple[int, str]] = deque()

    async def say(self, text: str, **more: Any) -> None:
        before = len(self.talk.posted)
        self.gather(await self.talk.say(text, self.chat, self.user, lang=self.lang, **more))
        assert len(self.talk.posted) > before, f"{text} is not answered"

    def gather(self, messages: list[dict[str, Any]]) -> None:
        for message in messages:
            for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
                self.todo += [(message["message_id"], one["callback_data"]) for one in row if "callback_data" in one]

    async def tap_all(self) -> None:
        seen: set[str] = set()
        while self.todo:
            message_id, data = self.todo.popleft()
            says = data.partition(".")[2]
            kind = says if says.startswith(("set:", "go:")) else ":".join(says.split(":")[:-1]) or says
            if says in seen or self.tapped[kind] >= EACH or says.startswith(("lang:", "forget:")):
                continue
            seen.add(says)
            self.tapped[kind] += 1
            await self.tap(message_id, data)

    async def tap(self, message_id: int, data: str) -> None:
        self.talk.answered.clear()
        acts.press(self.talk.world, self.talk.chat(self.chat), self.user, message_id, data)
        self.gather(await self.talk.pump())
        there = self.talk.chat(self.chat).messages.get(message_id)
        self.gather([there] if there else [])
        assert self.talk.answered, f"a phone waits for {data}"


PLACES: tuple[tuple[str, Lang], ...] = tuple((where, lang) for where in ("alone", "forum") for lang in LANGS)


@pytest.mark.parametrize(("where", "lang"), part(PLACES, (("alone", "tg"), ("forum", "ru"), ("alone", "en"))))
def test_every_command_and_kind_of_button_is_taken_and_answered(
    tmp_path: Path, curated: Path, lang: Lang, where: str
) -> None:
    async def act() -> None:
        make = lambda: Newsroom(curated, FixedClock(OPENING), policy=OPEN)  # noqa: E731
        async with talking(tmp_path, make, editors="1") as talk:
            talk.app.house.limits = Limits(burst=1_000_000)
            await introduce(talk.app.bot, talk.app.house.editors)
            chat = 1
            thread: dict[str, Any] = {}
            if where == "forum":
                chat = FORUM
                group = talk.world.group(FORUM, "Корҷӯён", {1: "creator", 2: "member"}, "supergroup")
                places.forum(talk.world, group, on=True)
                thread = {"thread": places.topic(talk.world, group, 1, "create", None, "Хабарҳо")}
            walk = Walk(talk, chat, 1, lang)
            await walk.say("/start", **thread)
            await talk.tap(NAMES[lang], chat, 1)
            for name in EDITOR if where == "alone" else GROUP:
                talk.app.house.heard._kept.clear()
                if name != "desk" and name != "channels":  # they have walks of their own
                    await walk.say(f"/{name}", **thread)
            await walk.tap_all()
            assert talk.refused == []
            assert len(walk.tapped) > 30

    asyncio.run(act())
