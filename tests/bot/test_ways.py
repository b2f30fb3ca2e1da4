"""Who only taps never needs to type, who only types never needs to tap: two people go the same way side by side, one
taps each button, the other types its words; both see the same, and from whatever they see a button leads on."""

from __future__ import annotations

import asyncio
import itertools
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from bot.desk import Desk
from bot.people.limits import Limits
from bot.people.subscribers import Subscriber
from bot.simulator import acts
from bot.talk.desk.ways import WAYS
from bot.talk.menus import PRIVATE
from bot.talk.taps import GO, TAPS
from bot.talk.words import NAMES, say
from config.settings import Settings
from digests.clock import FixedClock
from digests.corpus.store import FILE
from digests.editing.drafts import QUESTIONS
from digests.editing.incoming import SUFFIXES
from digests.model import LANGS, Lang
from digests.policy import Policy
from tests.bot.house import Talk, talking
from tests.bot.test_desk import made
from tests.editing.test_writing import SAID, TEXT
from tests.size import part

ME = 1
STEPS, OFTEN = 300, 4
COMMANDS = tuple(f"/{name}" for name in PRIVATE if name not in {"forget"})
ELSEWHERE = {"forget", "desk", "chan", "go:channels", "wait", "unwait", "go:more", "go:sources"}
"""Ways that a reader has not, that begin where sources do not say, or that stand under a morning's digest alone."""
ERASE = "forget"
"""After it there is nobody of whom anything is kept; `test_care` goes there."""
BUSES = {"tg": " Ба он ҷо 17 автобус омад.", "ru": " Туда приехали 17 автобусов.", "en": " 17 buses came there."}
LAST = ("home", "cancel")
"""Buttons of the desk that lead out of where one is: gone when nothing else is left."""
Screen = tuple[str, tuple[str, ...]]
"""The text of a message, and the words of its buttons."""


def screen(message: dict[str, Any]) -> Screen:
    """Without its numbers: how many messages there were is another one, since a tap edits one and a word gets one."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", ())
    text = re.sub(r"\d+", "#", str(message.get("text") or message.get("caption")))
    return text, tuple(each["text"] for row in rows for each in row)


def way_of(data: str) -> str:
    """Where a button leads, without what it is about: `set`, `go:digest`, `desk:claim`."""
    kind, value = (*data.partition(".")[2].split(":"), "")[:2]
    return f"{kind}:{value}" if kind in {"go", "desk"} else kind


def taps(message: dict[str, Any]) -> list[tuple[str, str]]:
    """(words, data) of the buttons that call the bot."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", ())
    return [(each["text"], each["callback_data"]) for row in rows for each in row if "callback_data" in each]


def asked(lang: Lang) -> dict[str, str]:
    """What the desk asks for, and what is typed then."""
    said = {
        say(lang, "desk-send", kinds=" ".join(SUFFIXES)): TEXT, say(lang, "desk-ask-value"): "145",
        say(lang, "desk-ask-date"): "3 April 2024", say(lang, "desk-ask-speaker"): "TASS",
        say(lang, "desk-ask-indicator"): "crocus", say(lang, "desk-ask-scope"): "-",
        say(lang, "desk-ask-title"): "A title", say(lang, "desk-ask-publisher"): "TAS",
        say(lang, "desk-ask-published"): "3 April 2024",
    }  # fmt: skip
    for each in LANGS:
        tongue = say(lang, f"desk-in-{each}")
        said[say(lang, "desk-ask-text", tongue=tongue)] = SAID[each]
        said[say(lang, "desk-ask-asks", tongue=tongue, least=QUESTIONS)] = "\n".join(
            f"{SAID[each]} {n}?" for n in "abc"
        )
    return said


class Pair:
    """The one who taps and the one who types."""

    def __init__(self, tapping: Talk, typing: Talk, lang: Lang) -> None:
        self.tapping, self.typing = tapping, typing
        self.asked = asked(lang)
        self.last_ways = {say(lang, f"desk-button-{name}") for name in LAST}
        self.ways: Counter[str] = Counter()
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
            (label in self.last_ways, self.ways[way_of(data)], self.used[label], n)
            for n, (label, data) in enumerate(held)
            if words[label] == 1 and data != self.last and way_of(data) != ERASE  # twice were a double click
            if self.used[label] < OFTEN or self.ways[way_of(data)] < OFTEN
        ]
        if not ways:
            return False
        await self.press(*held[min(ways)[-1]])
        return True

    async def named(self, label: str) -> None:
        """The button that says `label`, on the screen one looks at."""
        held = dict(taps(self.here))
        assert label in held, screen(self.here)
        await self.press(label, held[label])

    async def press(self, label: str, data: str) -> None:
        """One taps it, the other types its words."""
        self.last = data
        self.used[label] += 1
        self.ways[way_of(data)] += 1
        chat, place, before = self.tapping.chat(ME), self.here["message_id"], screen(self.here)
        acts.press(self.tapping.world, chat, ME, place, data)
        sent = await self.tapping.pump()
        edited = chat.messages[place]
        told = self.tapping.answered[-1]["text"]  # over the chat
        tapped = [edited, *sent] if screen(edited) != before or not (sent or told) else sent
        self.compare(label, tapped, await self.typing.say(label), told)

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


async def walk(pair: Pair, typed: Sequence[str], steps: int) -> None:
    """So many steps. What is asked for is typed, else buttons come first."""
    said = itertools.cycle(typed)
    for _ in range(steps):
        answer = pair.asked.get(str(pair.here.get("text")))
        if answer and pair.used[answer] < OFTEN:
            pair.used[answer] += 1
            await pair.both(answer)
        elif not pair.here or not await pair.go():
            await pair.both(next(said))


Go = Callable[[Pair, Lang], Awaitable[None]]


def side_by_side(folder: Path, lang: Lang, go: Go, **more: Any) -> set[str]:
    """The ways that were gone."""

    async def main() -> set[str]:
        async with AsyncExitStack() as stack:
            talks = []
            for name in ("tapping", "typing"):
                (folder / name).mkdir()
                talk = await stack.enter_async_context(talking(folder / name, **more.get(name, {})))
                talk.app.house.limits = Limits(burst=10_000)
                talk.people.save(Subscriber(ME, lang))
                talks.append(talk)
            pair = Pair(*talks, lang)
            await go(pair, lang)
            assert pair.tapping.refused == pair.typing.refused == []
            return set(pair.ways)

    return asyncio.run(main())


def at_the_desk(folder: Path, lang: Lang, go: Go) -> set[str]:
    """The same for editors, each at a desk of their own."""

    def desk(name: str) -> dict[str, Any]:
        corpus = folder / f"corpus of {name}"
        corpus.mkdir()
        (corpus / FILE).write_bytes(made())

        def opened(clock: FixedClock) -> Desk:
            return Desk.open(corpus, clock, policy=Policy("none"), settings=Settings())

        return {"make_desk": opened, "editors": str(ME)}

    return side_by_side(folder, lang, go, tapping=desk("tapping"), typing=desk("typing"))


async def reads(pair: Pair, _: Lang) -> None:
    await walk(pair, COMMANDS, STEPS)


async def edits(pair: Pair, _: Lang) -> None:
    await walk(pair, ("/desk", "/held"), STEPS // 2)


async def writes(pair: Pair, lang: Lang) -> None:
    """An item left out, a figure moved; a text and its record with all that can be said of it, another thrown away."""

    async def tap(*names: str) -> None:
        for name in names:
            await pair.named(name if name in {*NAMES.values(), "TASS"} else say(lang, f"desk-button-{name}"))

    await pair.both("/desk")
    await tap("items", "leave", "home", "claims", "correct", "field-indicator")
    await pair.both("Crocus")
    await pair.named(next(label for label, data in taps(pair.here) if way_of(data) == "desk:indicator"))
    await tap("store", "home", "add")
    await pair.both(TEXT)
    await tap("set-topics")
    await pair.named(say(lang, "topic-attack"))
    await tap("done", "set-publisher")
    await pair.both("TAS")
    await tap("TASS", "set-published")
    await pair.both("3 April 2024")
    await tap("store", "write", NAMES["tg"])
    for each in LANGS:
        await pair.both(SAID[each] + BUSES[each])
    await tap("done")
    await pair.named(say(lang, "desk-button-label", number="17"))
    await pair.both("як\nодин\none")
    await tap("kind", "kind-opinion", "speaker")
    await pair.both("Investigative Committee of Russia")
    await tap("asks")
    for each in LANGS:
        await pair.both("\n".join(f"{SAID[each]} {n}" for n in "abc"))
    await tap("publish", "document", "home", "add")
    await pair.both(TEXT.replace("144", "145"))
    await tap("set-topics")
    await pair.named(say(lang, "topic-attack"))
    await tap("done", "set-publisher")
    await pair.both("TAS")
    await tap("TASS", "write", NAMES["tg"], "cancel", "home", "drafts")
    await pair.named(next(label for label, data in taps(pair.here) if way_of(data) == "desk:draft"))
    await tap("drop", "drop-yes")


@pytest.mark.parametrize("lang", LANGS)
def test_a_reader_taps_or_types(tmp_path: Path, lang: Lang) -> None:
    gone = side_by_side(tmp_path, lang, reads)
    assert {*TAPS, *(f"go:{name}" for name in GO)} - gone <= ELSEWHERE


@pytest.mark.parametrize("lang", part(LANGS, ("tg",)))
def test_an_editor_taps_or_types(tmp_path: Path, lang: Lang) -> None:
    gone = at_the_desk(tmp_path, lang, edits)
    (tmp_path / "more").mkdir()
    gone |= at_the_desk(tmp_path / "more", lang, writes)
    assert {f"desk:{name}" for name in WAYS} - gone <= {"desk:again"}
