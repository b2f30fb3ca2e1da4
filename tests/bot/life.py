"""A service that lives through whatever people do, in any order: the steps, and what must hold after each of them.

Every chat has a secret word that it writes; it may stand in that chat alone and nowhere in the database.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.desk import Desk
from bot.people.limits import Limits
from bot.people.subscribers import CHAT_TABLES
from bot.service import Account, Service
from bot.simulator import acts
from bot.simulator.server import SimulatorServer
from bot.simulator.world import Chat
from bot.talk.menus import PRIVATE
from config.settings import Settings
from digests.clock import FixedClock
from digests.model import Answer, Lang
from tests.bot.house import OPENING, FakeNewsroom, IdleDesk, fits
from tests.bot.running import FAST, TOKEN, until

GROUP = -100
CHATS = (1, 2, 3, GROUP)
SECRETS = {1: "zuhro", 2: "gulnoz", 3: "firuza", GROUP: "nilufar"}
UNKNOWN = "номаълум"
COMMANDS = (
    *(f"/{name}" for name in PRIVATE), "/start", "/start fig-figure-1", "/digest 3 апреля", "/held", "/nonsense",
)  # fmt: skip
TEXTS = (
    "{secret} чанд нафар?", UNKNOWN + " {secret}?", "{secret} 07:30", "Москва", "UTC+5", "хабар", ".", "👍", "2",
    "манбаъ?", "график", "Да, удалить всё", "Yes, erase everything", "{secret} " * 300, "<b>{secret}</b> &amp;",
)  # fmt: skip
PUBLIC = {"batches", "pages", "photos", "issues", "tally", "state", "unanswered", "seen", "forgotten", "inbox",
          "tellings", "drafts", "_sqlite_migrations", "sqlite_sequence"}  # fmt: skip
"""Tables that name no chat for longer than an update or a message is under way."""


class Newsroom(FakeNewsroom):
    """Knows everything but what is called unknown, until it learns that too."""

    learnt = False

    def ask(self, question: str, lang: Lang, **more: Any) -> Answer:
        self.unknown = {question} if UNKNOWN in question and not self.learnt else set()
        return super().ask(question, lang, **more)


class Errors(logging.Handler):
    """What was logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(self.format(record))


@dataclass
class Life:
    """One world and one service; each step is a method. `open` first, `close` last."""

    data: Path
    errors: Errors = field(default_factory=Errors)
    old: list[tuple[int, int, str]] = field(default_factory=list)  # chat, message, data of buttons that once were
    seen: int = 0  # of the journal
    steps: int = 0

    async def open(self) -> None:
        self.clock = FixedClock(OPENING)
        self.newsroom = Newsroom(self.clock)
        self.server = SimulatorServer(self.clock)
        await self.server.start()
        self.world = self.server.world
        for chat in CHATS[:-1]:
            self.world.private(chat)
        self.world.group(GROUP, "Ҳамватанон", {1: "creator", 2: "member"}, "supergroup")
        logging.getLogger().addHandler(self.errors)
        await self.begin()

    async def begin(self) -> None:
        assert self.server.address is not None
        account = Account(TOKEN, self.server.address, simulated=True)
        desk = Desk(lambda: self.newsroom, editing=IdleDesk)  # type: ignore[arg-type, return-value]
        self.service = Service(self.data, Settings(**FAST), self.clock, account, desk=desk)
        await self.service.start()
        self.service.talk.house.limits = Limits(burst=1_000_000)

    async def close(self) -> None:
        try:
            await self.ways_on()
            self.nothing_leaked(list(self.world.chats.values()))
        finally:
            await self.service.stop()
            await self.server.close()
            logging.getLogger().removeHandler(self.errors)
        assert self.errors.found == []

    # -- steps ---------------------------------------------------------------------------------------------

    def user(self, chat: int, n: int) -> int:
        return chat if chat > 0 else 1 + n % 2

    async def write(self, chat: int, text: str, n: int, **more: Any) -> None:
        """A command, a text with the chat's secret, a post, a picture, a reply to the n-th newest message of ours."""
        said = text.format(secret=SECRETS[chat]) if "{" in text else text
        if chat < 0 and not said.startswith("/"):
            said = f"@khabar_bot {said}"
        if more.pop("reply", False):
            ours = [one["message_id"] for one in self.ours(chat)]
            more["reply_to"] = ours[-1 - n % len(ours)] if ours else None
        acts.write(self.world, self.world.chats[chat], self.user(chat, n), said, **more)
        await self.settled()

    async def tap(self, chat: int, n: int) -> None:
        """The n-th button that is there."""
        here = [
            (one["message_id"], button["callback_data"])
            for one in self.ours(chat)
            for row in one.get("reply_markup", {}).get("inline_keyboard", ())
            for button in row
            if "callback_data" in button
        ]
        self.old += [(chat, *each) for each in here if (chat, *each) not in self.old]
        if here:
            await self.press(chat, *here[-1 - n % len(here)], n)

    async def tap_old(self, n: int) -> None:
        """The n-th button that ever was, also where its message says something else by now."""
        there = [one for one in self.old if one[1] in self.world.chats[one[0]].messages]
        if there:
            await self.press(*there[n % len(there)], n)

    async def press(self, chat: int, message_id: int, data: str, n: int) -> None:
        query = acts.press(self.world, self.world.chats[chat], self.user(chat, n), message_id, data)
        await self.settled()
        gone = self.world.chats[chat].gone
        assert gone or query not in self.world.callbacks, "a phone waits for ever"

    async def edit(self, chat: int, n: int) -> None:
        own = [one for one in self.world.chats[chat].messages.values() if one["from"]["id"] != self.world.bot_id]
        if own:
            acts.rewrite(self.world, self.world.chats[chat], own[n % len(own)]["message_id"], f"{SECRETS[chat]} ?")
            await self.settled()

    async def block(self, chat: int) -> None:
        here = self.world.chats[chat]
        if here.gone:
            acts.unblock(self.world, here)
        else:
            acts.block(self.world, here, "kicked" if chat < 0 else "blocked")
        await self.settled()
        assert not here.gone or self.kept(chat) == 0, "who left is forgotten"

    async def restart(self) -> None:
        await self.service.stop()
        await self.begin()
        await self.settled()

    async def pass_time(self, hours: int) -> None:
        self.clock.set(self.clock.now() + timedelta(hours=hours))
        await self.service.step(self.clock.now())
        self.service.upkeep.tidy()
        await self.settled()

    async def learn(self) -> None:
        """News come, or are withdrawn: what was refused is answered, or not any more."""
        self.newsroom.learnt = not self.newsroom.learnt
        self.newsroom.state = str(self.steps)
        await self.service.step(self.clock.now())
        await self.settled()

    # -- what holds ----------------------------------------------------------------------------------------

    async def settled(self) -> None:
        """Everything is handled and sent; and then all that must hold does."""
        service = self.service
        await until(
            lambda: not self.world.updates.waiting and service.handling.idle and not service.outbox.waiting(), 30
        )
        self.steps += 1
        assert self.errors.found == []
        assert service.inbox.parked() == 0
        new = self.world.journal[self.seen :]
        self.seen = len(self.world.journal)
        self.nothing_leaked([self.world.chats[chat] for chat in {one.chat_id for one in new}])
        self.nothing_stored()

    def nothing_leaked(self, chats: list[Chat]) -> None:
        for chat in chats:
            foreign = [secret for other, secret in SECRETS.items() if other != chat.id]
            for message in chat.messages.values():
                said = f"{message.get('text', '')}{message.get('caption', '')}{message.get('reply_markup', '')}"
                assert not [secret for secret in foreign if secret in said], f"in chat {chat.id}"
                if message["from"]["id"] == self.world.bot_id:
                    fits(message)

    def nothing_stored(self) -> None:
        """Of whom chose nothing there is no row; what was written is nowhere; no table is there that nobody knows."""
        db = self.service.db
        known = {row[0] for row in db.all("SELECT chat_id FROM subscribers")}
        ends = [until for (until,) in db.all("SELECT until FROM rests")]
        assert max(ends, default=0.0) <= self.service.outbox.wall.now() + 60, "the pace of a chat is kept for a minute"
        for table in CHAT_TABLES.keys() - {"rests"}:
            assert {row[0] for row in db.all(f"SELECT chat_id FROM {table}")} <= known, table
        tables = {row[0] for row in db.all("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert tables <= {*CHAT_TABLES, *PUBLIC}
        for table in tables - {"photos"}:
            stored = str(db.all(f"SELECT * FROM {table}"))
            assert not [secret for secret in SECRETS.values() if secret in stored], table
        assert not [name for name in db.counts() if name.startswith("refused")], db.counts()

    async def ways_on(self) -> None:
        """Whatever happened, each chat gets help with buttons under it."""
        for chat in CHATS:
            if self.world.chats[chat].gone:
                await self.block(chat)
            await self.write(chat, "/help", 0)
            assert self.ours(chat)[-1]["reply_markup"]["inline_keyboard"]

    def ours(self, chat: int) -> list[dict[str, Any]]:
        return [one for one in self.world.chats[chat].messages.values() if one["from"]["id"] == self.world.bot_id]

    def kept(self, chat: int) -> int:
        db = self.service.db
        return sum(db.number(f"SELECT count(*) FROM {table} WHERE chat_id = ?", chat) for table in CHAT_TABLES)
