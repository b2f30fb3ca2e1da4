"""A bot in one room with its simulator: what a person does goes in, what the bot says comes out.

Updates pass through the same reduction that the inbox stores, and every message is taken by the simulator's
Bot API, which refuses what Telegram would refuse.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from telegram import InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit, InlineKeyboardMarkupLimit, MessageLimit

from bot.app import build, handle
from bot.context import Khabar
from bot.desk import Desk
from bot.mail.message import Message
from bot.mail.outcome import Sent
from bot.mail.reduced import reduce, restore
from bot.mail.row import PLACE
from bot.people.database import PeopleDatabase
from bot.people.limits import Limits
from bot.people.sent import noted
from bot.people.subscribers import Subscribers
from bot.simulator import acts
from bot.simulator.server import SimulatorServer
from bot.simulator.world import Chat
from bot.telegram import Request, Upload, Wire
from config.settings import Settings
from digests.answers.check.checked import Checked
from digests.blocks import FigureBlock
from digests.cards import Card, Listed, Wanted
from digests.clock import FixedClock, dushanbe_day
from digests.editions.issue import Issue
from digests.editions.taste import Taste
from digests.editions.urgent import Urgent
from digests.figures.queue import Waiting
from digests.figures.stands import Stand
from digests.model import Answer, Cadence, Digest, Lang, Move, Page, Period
from digests.policy import Policy
from digests.say.pages import escape, units

TOKEN = "1:simulator"
OPENING = datetime(2024, 4, 4, 4, tzinfo=UTC)
OLDEST, NEWEST = date(2024, 3, 24), date(2024, 4, 3)


def png(width: int = 40, height: int = 30) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = (b"\0" + b"\x99" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def page(text: str) -> Page:
    return Page(f"<b>{escape(text)}</b>", text)


class IdleDesk:
    """An editor's desk at which nothing waits."""

    def __init__(self) -> None:
        self.decisions = self

    def waiting(self) -> tuple[()]:
        return ()

    def close(self) -> None:
        """Nothing is open."""


class FakeNewsroom:
    """Says what it was asked, so that a test sees what reached it."""

    def __init__(self, clock: FixedClock) -> None:
        self.clock = clock
        self.asked: list[tuple[str, Lang, Mapping[str, str] | None]] = []
        self.checked: list[tuple[str, Lang]] = []
        self.error: Exception | None = None
        self.offers: tuple[str, ...] = ()
        self.waiting: tuple[Waiting, ...] = ()
        self.items = 0
        self.decisions = 0
        self.unknown: set[str] = set()  # what it refuses
        self.quiet: set[date] = set()  # days without news
        self.said: list[date | None] = []  # on which days it was told that it was asked
        self.state = "0"
        self.stands: dict[str, Stand] = {}  # what stands now, where a test says so
        self.moves: dict[str, Move] = {}
        self.stories: tuple[Urgent, ...] = ()  # urgent ones

    def close(self) -> None: ...

    def queue(self) -> tuple[Waiting, ...]:
        return self.waiting

    def items_waiting(self) -> int:
        return self.items

    def today(self) -> date:
        return dushanbe_day(self.clock.now())

    def newest_closed_day(self) -> date:
        return self.today() - timedelta(days=1)

    def days(self) -> tuple[date | None, date | None]:
        return (OLDEST, min(self.today(), NEWEST)) if self.today() >= OLDEST else (None, None)

    def answers(self, question: str, lang: Lang) -> bool:
        return question not in self.unknown

    def standing(self) -> str:
        return self.state

    def ask(self, question: str, lang: Lang, *, memory: Any = None, said: Any = None) -> Answer:
        if self.error:
            raise self.error
        self.asked.append((question, lang, memory))
        self.said.append(said)
        kind = "none" if self.offers or question in self.unknown else "figure"
        text = f"answer to {question}"
        return Answer(
            lang, kind, text, (FigureBlock(text),), offers=self.offers, copy_text="144; " + "long " * 80,
            indicator="crocus.deaths", topics=("law",) if kind == "none" else (), memory={"indicator": "crocus.deaths"},
        )  # fmt: skip

    def post(self, text: str, lang: Lang, *, forwarded: bool) -> Checked | None:
        """What is forwarded is a post here, and nothing else."""
        if not forwarded:
            return None
        self.checked.append((text, lang))
        block = FigureBlock(f"{len(text)} characters checked")
        return Checked(lang, (), Answer(lang, "figure", block.text, (block,)))

    def answer_pages(self, answer: Answer, *, links: Any = True) -> tuple[Page, ...]:
        return (page(f"{answer.text} links={links}"),)

    def digest(
        self,
        day: date,
        lang: Lang,
        *,
        cadence: Cadence = "daily",
        topics: frozenset[str] = frozenset(),
        links: bool = False,
    ) -> Digest:
        shown = " with links" if links else ""
        said = f"first {cadence} {day} {lang} {sorted(topics)}{shown}"
        pages = (page(said), Page("second", "second", "more"), Page("third", "third", "sources"))
        if day in self.quiet:
            pages = (page(f"nothing on {day}"),)
        period = Period(day - timedelta(days=6 if cadence == "weekly" else 0), day)
        return Digest(day, period, cadence, lang, (), (), (), (), pages, news=day not in self.quiet)

    def days_taken_back(self) -> tuple[date, ...]:
        return ()

    def suited(self, issue: Issue, taste: Taste, begun: date | None = None) -> Digest:
        return self.digest(issue.day, taste.lang, cadence=issue.cadence, topics=taste.topics, links=taste.links is True)

    def newest(self, lang: Lang, *, cadence: Cadence = "daily", until: date | None = None) -> Digest | None:
        day = until or self.newest_closed_day()
        while day in self.quiet:
            day -= timedelta(days=1)
        return self.digest(day, lang, cadence=cadence)

    def following(self, lang: Lang, *, after: date) -> date | None:
        days = (max(after, OLDEST - timedelta(days=1)) + timedelta(days=n) for n in range(1, 60))
        return next((day for day in days if day <= self.newest_closed_day() and day not in self.quiet), None)

    def leading(self, lang: Lang) -> tuple[date, str] | None:
        return (NEWEST, f"<b>144 {lang}</b>") if self.today() > NEWEST else None

    def indicators(self, lang: Lang) -> tuple[tuple[str, str], ...]:
        return tuple((f"figure.{n}", f"Рақам {n} {lang}") for n in range(11))

    def figure_pages(self, indicator: str, lang: Lang, *, links: Any = True) -> tuple[Page, ...]:
        return (page(f"{indicator} {lang} links={links}"),)

    @property
    def cards(self) -> FakeCards:
        return FakeCards(self)

    def urgent(self, after: int, without: Collection[int] = ()) -> tuple[Urgent, ...]:
        return tuple(each for each in self.stories if each.number > after and each.number not in without)

    def decided(self) -> int:
        return self.decisions

    def chart(self, indicator: str, lang: Lang) -> bytes:
        return png()

    def source_pages(self, lang: Lang, *, links: Any = True) -> tuple[Page, ...]:
        return tuple(page(f"sources {n} {lang} links={links}") for n in range(3))


def fits(message: dict[str, Any]) -> None:
    """A message of ours is within Telegram's limits, its keyboard one that python-telegram-bot can read and write."""
    assert 1 <= units(message.get("text", "x")) <= MessageLimit.MAX_TEXT_LENGTH
    assert units(message.get("caption", "")) <= MessageLimit.CAPTION_LENGTH
    assert len(message.get("entities", ())) <= MessageLimit.MESSAGE_ENTITIES
    markup = message.get("reply_markup")
    if markup is None:
        return
    assert InlineKeyboardMarkup.de_json(markup).to_dict() == markup
    rows = markup["inline_keyboard"]
    assert sum(map(len, rows)) <= InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER
    assert all(1 <= len(row) <= InlineKeyboardMarkupLimit.BUTTONS_PER_ROW for row in rows)
    for button in (button for row in rows for button in row):
        assert 1 <= units(button["text"]) <= 128
        assert len(button.get("callback_data", "x").encode()) <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA
        assert units(button.get("copy_text", {}).get("text", "x")) <= InlineKeyboardButtonLimit.MAX_COPY_TEXT


class FakeCards:
    """Cards of a fake newsroom: two themes, and figures found by a part of their name."""

    def __init__(self, room: FakeNewsroom) -> None:
        self.room = room

    def listed(self, known: Sequence[tuple[str, str]]) -> tuple[Listed, ...]:
        return tuple(Listed(one, name, "attack" if n < 9 else "other") for n, (one, name) in enumerate(known))

    def lines(self, chosen: Sequence[str], lang: Lang) -> tuple[Page, ...]:
        return (page("\n".join(f"{one} is 144" for one in chosen)),)

    def sought(self, text: str, lang: Lang) -> tuple[Lang, tuple[Wanted, ...]]:
        words, _, when = text.partition(" on ")
        found = [one for one, name in self.room.indicators(lang) if words.casefold() in name.casefold()]
        return lang, tuple(Wanted(one, when, missed="missed" in when) for one in found)

    def card(self, indicator: str, lang: Lang, *, when: str = "", links: bool = False) -> Card | None:
        if "missed" in when:
            return None
        said = f"{indicator} {lang} links={links}" + (f" when={when}" if when else "")
        return Card(
            indicator, f"Рақам {indicator}", when, (page(said),), said, indicator == "figure.3",
            f"copy {said}", (("20240324", "24 March"), ("20240326", "26 March")), {"indicator": indicator},
        )  # fmt: skip

    def stand(self, indicator: str) -> Stand:
        return self.room.stands.get(indicator, Stand(None))

    def moved(self, indicator: str, told: Stand) -> tuple[Move | None, Stand]:
        now = self.stand(indicator)
        return (self.room.moves.get(indicator) if now.written() != told.written() else None), now


LONG = 500
"""Messages of the longest script of an editor."""


class Talk:
    """One bot and its simulator."""

    def __init__(self, server: SimulatorServer, app: Khabar, people: Subscribers, wire: Wire) -> None:
        self.server, self.app, self.people, self.wire = server, app, people, wire
        self.world = server.world
        self.refused: list[str] = []
        self.posted: list[str] = []
        self.answered: list[dict[str, Any]] = []  # what phones were told of taps

    async def post_all(self, messages: list[Message]) -> None:
        self.posted.extend(message.method for message in messages)
        for message in messages:
            await self.post(message)

    async def pump(self) -> list[dict[str, Any]]:
        """Handle what waits; the messages the chats got for it."""
        start = len(self.world.journal)
        for update in list(self.world.updates.waiting):
            self.world.updates.confirm(update["update_id"] + 1)
            reduced = reduce(update, self.app.house.editors)
            if reduced.body is not None:
                await self.post_all(await handle(self.app, restore(reduced.update_id, reduced.body)))
        found = self.world.journal[start:]
        return [self.world.chats[row.chat_id].messages[row.message_id] for row in found]

    async def handled(self, update: dict[str, Any]) -> list[Message]:
        """What an update is answered with, not sent."""
        reduced = reduce({"update_id": 10**9, **update})
        assert reduced.body is not None
        return await handle(self.app, restore(reduced.update_id, reduced.body))

    async def post(self, message: Message) -> None:
        edit = message.method.startswith("edit")
        payload = {name: value for name, value in message.payload.items() if not (edit and name in PLACE)}
        if message.method == "answerCallbackQuery":
            self.answered.append({"text": "", **payload})
        if message.method not in {"answerCallbackQuery", "answerInlineQuery"}:
            payload["chat_id"] = message.chat_id
        upload = Upload("photo", message.photo.name, message.photo.data) if message.photo else None
        outcome = await self.wire.call(message.method, payload, upload=upload)
        if not isinstance(outcome, Sent):
            self.refused.append(f"{message.method}: {outcome}")
        else:  # as the settlement notes it
            self.app.house.sent.note(noted(message.chat_id, message.method, outcome.result))
            if isinstance(outcome.result, dict):
                fits(outcome.result)

    async def say(self, text: str, chat: int = 1, user: int = 0, **more: Any) -> list[dict[str, Any]]:
        """A person writes; the bot's messages in answer."""
        acts.write(self.world, self.chat(chat), user or chat, text, **more)
        return await self.pump()

    def chat(self, chat: int) -> Chat:
        return self.world.chats.get(chat) or self.world.private(chat)

    async def tap(self, label: str, chat: int = 1, user: int = 0) -> list[dict[str, Any]]:
        """A person taps the newest button whose text contains `label`."""
        for message in reversed(self.chat(chat).messages.values()):
            for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
                for button in row:
                    if label in button["text"] and "callback_data" in button:
                        acts.press(
                            self.world, self.chat(chat), user or chat, message["message_id"], button["callback_data"]
                        )
                        return await self.pump()
        raise AssertionError(f"no button {label!r}")

    def last(self, chat: int = 1) -> dict[str, Any]:
        return next(
            message
            for message in reversed(self.chat(chat).messages.values())
            if message["from"]["id"] == self.world.bot_id
        )


@asynccontextmanager
async def talking(
    folder: Path, newsroom: Any = None, *, corpus: Path | None = None, at: datetime = OPENING,
    make_desk: Callable[[FixedClock], Desk] | None = None, **settings: Any,
) -> AsyncIterator[Talk]:  # fmt: skip
    """A bot that talks, on a clock that stands at 9 o'clock of 4 April 2024 in Dushanbe unless another time is given;
    of what stands in `corpus`, where there is one. `newsroom` may be what makes one: a real one belongs to the thread
    in which it was made; or `make_desk` makes the whole desk."""
    clock = FixedClock(at)
    room = newsroom or FakeNewsroom(clock)
    server = SimulatorServer(clock)
    url = await server.start()
    people = Subscribers(PeopleDatabase.open(folder), clock)
    given = room if callable(room) else lambda: room
    desk = make_desk(clock) if make_desk else Desk(given)
    if corpus:
        desk = Desk.open(corpus, clock, policy=Policy("corroborated"))
    wire = Wire(url, TOKEN)
    await wire.open()
    app = build(
        TOKEN, url, request=Request(), people=people, desk=desk, clock=clock,
        settings=Settings(**settings),
        limits=Limits(burst=LONG) if make_desk else None,  # scripts are quicker than editors
    )  # fmt: skip
    try:
        async with app:
            yield Talk(server, app, people, wire)
    finally:
        await wire.close()
        desk.close()
        await server.close()
        people.db.close()
