"""Who only taps never needs to type, who only types never needs to tap: two people go the same way side by side, one
taps each button, the other types its words; both see the same, and from whatever they see a button leads on."""

from __future__ import annotations

import asyncio
import itertools
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from bot.desk import Desk
from bot.people.limits import Limits
from bot.people.subscribers import Subscriber
from bot.simulator import acts
from bot.talk.menus import PRIVATE
from config.settings import Settings
from digests.clock import FixedClock
from digests.corpus.store import FILE
from digests.model import LANGS, Lang
from digests.policy import Policy
from tests.bot.house import Talk, talking
from tests.bot.test_desk import made
from tests.editing.test_writing import SAID, TEXT

ME = 1
STEPS, OFTEN = 200, 3
COMMANDS = tuple(f"/{name}" for name in PRIVATE if name not in {"forget"})
AT_THE_DESK = ("/desk", TEXT, "TASS", "/held", "145", "/desk", TEXT, "3 April 2024", *SAID.values(), "/desk", "a\nb\nc")
Screen = tuple[str, tuple[str, ...]]
"""The text of a message, and the words of its buttons."""


def screen(message: dict[str, Any]) -> Screen:
    """Without its numbers: how many messages there were is another one, since a tap edits one and a word gets one."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", ())
    text = re.sub(r"\d+", "#", str(message.get("text") or message.get("caption")))
    return text, tuple(each["text"] for row in rows for each in row)


def taps(message: dict[str, Any]) -> list[tuple[str, str]]:
    """(words, data) of the buttons that call the bot."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", ())
    return [(each["text"], each["callback_data"]) for row in rows for each in row if "callback_data" in each]


class Pair:
    """The one who taps and the one who types."""

    def __init__(self, tapping: Talk, typing: Talk) -> None:
        self.tapping, self.typing = tapping, typing
        self.used: Counter[str] = Counter()
        self.here: dict[str, Any] = {}
        self.last = ""

    async def both(self, text: str) -> None:
        """Both type."""
        one, other = [await talk.say(text) for talk in (self.tapping, self.typing)]
        self.compare(text, one, other)

    async def go(self) -> bool:
        """The way that was gone least from here; False where none is left that was not gone often."""
        held = taps(self.here)
        words = Counter(each for each, _ in held)
        ways = [
            (self.used[each], n, each, data)
            for n, (each, data) in enumerate(held)
            if words[each] == 1 and data != self.last  # which would be a double click
        ]
        if not ways or min(ways)[0] >= OFTEN:
            return False
        _, _, label, data = min(ways)
        self.last = data
        self.used[label] += 1
        chat, place, before = self.tapping.chat(ME), self.here["message_id"], screen(self.here)
        acts.press(self.tapping.world, chat, ME, place, data)
        sent = await self.tapping.pump()
        edited = chat.messages[place]
        told = self.tapping.answered[-1]["text"]  # over the chat
        tapped = [edited, *sent] if screen(edited) != before or not (sent or told) else sent
        self.compare(label, tapped, await self.typing.say(label), told)
        return True

    def compare(
        self, what: str, tapped: Sequence[dict[str, Any]], typed: Sequence[dict[str, Any]], told: str = ""
    ) -> None:
        """Both were shown the same; a word over the chat is a message to who types."""
        seen, read = ([screen(each) for each in some if each["from"]["id"] != ME] for some in (tapped, typed))
        assert [*([(told, ())] if told else []), *seen] == read, what
        below = self.tapping.chat(ME).messages.get(self.here.get("message_id", 0), {})  # what came stands below it
        on = [each for each in (below, *tapped) if taps(each)]
        assert on or "/start" in seen[-1][0], f"{what!r} leads to {seen}, and nothing leads on"
        self.here = dict(on[-1]) if on else {}


async def walk(pair: Pair, typed: Sequence[str], steps: int) -> int:
    """So many steps, taps before anything is typed; how many buttons of other words were gone by."""
    said = itertools.cycle(typed)
    for _ in range(steps):
        if not pair.here or not await pair.go():
            await pair.both(next(said))
    assert pair.tapping.refused == pair.typing.refused == []
    return len(pair.used)


def side_by_side(folder: Path, lang: Lang, typed: Sequence[str], **more: Any) -> int:
    async def main() -> int:
        async with AsyncExitStack() as stack:
            talks = []
            for name in ("tapping", "typing"):
                (folder / name).mkdir()
                talk = await stack.enter_async_context(talking(folder / name, **more.get(name, {})))
                talk.app.house.limits = Limits(burst=10_000)
                talk.people.save(Subscriber(ME, lang))
                talks.append(talk)
            return await walk(Pair(*talks), typed, STEPS)

    return asyncio.run(main())


@pytest.mark.parametrize("lang", LANGS)
def test_a_reader_taps_or_types(tmp_path: Path, lang: Lang) -> None:
    assert side_by_side(tmp_path, lang, COMMANDS) > 100


@pytest.mark.parametrize("lang", LANGS)
def test_an_editor_taps_or_types(tmp_path: Path, lang: Lang) -> None:
    def at_a_desk(name: str) -> dict[str, Any]:
        folder = tmp_path / f"corpus of {name}"
        folder.mkdir()
        (folder / FILE).write_bytes(made())

        def opened(clock: FixedClock) -> Desk:
            return Desk.open(folder, clock, policy=Policy("none"), settings=Settings())

        return {"make_desk": opened, "editors": str(ME)}

    more = {name: at_a_desk(name) for name in ("tapping", "typing")}
    assert side_by_side(tmp_path, lang, AT_THE_DESK, **more) > 60
