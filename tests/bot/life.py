"""A service that lives through whatever people do, in any order: the steps, and what must hold after each of them.

Every chat has a secret word that it writes; it may stand in that chat alone and nowhere in the database.
"""

from __future__ import annotations

import copy
import logging
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.desk import Desk
from bot.people.limits import Limits
from bot.people.subscribers import CHAT_TABLES
from bot.service import Account, Service
from bot.simulator import acts, places
from bot.simulator.server import SimulatorServer
from bot.simulator.world import Chat
from bot.talk.menus import PRIVATE
from config.settings import Settings
from digests.clock import FixedClock
from digests.errors import NotFound
from digests.model import Answer, Lang
from tests.bot import stores
from tests.bot.house import OPENING, FakeNewsroom, IdleDesk, fits
from tests.bot.running import FAST, TOKEN, until

GROUP, FORUM, CHANNEL = -100, -1001234500000, -1001234567890
EDITOR = 4
CHATS = (1, 2, 3, EDITOR, GROUP, FORUM)
SECRETS = {1: "zuhro", 2: "gulnoz", 3: "firuza", EDITOR: "munira", GROUP: "nilufar", FORUM: "parvona"}
UNKNOWN = "номаълум"
COMMANDS = (
    *(f"/{name}" for name in PRIVATE), "/start", "/start fig-figure-1", "/digest 3 апреля", "/held", "/desk",
    "/channels", "/language", "/settings 8 20", "/settings оромӣ 22-7", "/settings пауза неделя", "/nonsense",
)  # fmt: skip
TEXTS = (
    "{secret} чанд нафар?", UNKNOWN + " {secret}?", "{secret} 07:30", "Москва", "UTC+5", "хабар", ".", "👍", "2",
    "манбаъ?", "график", "Да, удалить всё", "Yes, erase everything", "{secret} " * 300, "<b>{secret}</b> &amp;",
)  # fmt: skip
PUBLIC = {"batches", "pages", "photos", "issues", "tally", "state", "unanswered", "seen", "forgotten", "inbox",
          "tellings", "drafts"}  # fmt: skip
"""Tables that name no chat for longer than an update or a message is under way."""


CLOSED = "refused closed"
"""Where people closed the topic, or took from the bot the right to write, nothing can be written."""


class Newsroom(FakeNewsroom):
    """Knows everything but what is called unknown, until it learns that too."""

    learnt = False

    def ask(self, question: str, lang: Lang, **more: Any) -> Answer:
        self.unknown = {question} if UNKNOWN in question and not self.learnt else set()
        return super().ask(question, lang, **more)


class ClosedDesk(IdleDesk):
    """A desk of which nothing is to be had: its own walk is `test_desk_walk`."""

    queue = None

    def __init__(self) -> None:
        super().__init__()
        self.writing = self

    def __getattr__(self, name: str) -> Any:
        raise NotFound(f"nothing of that kind: {name}")


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
    store: dict[str, Any] = field(default_factory=dict)  # settings that name a server; none: in files
    errors: Errors = field(default_factory=Errors)
    old: list[tuple[int, dict[str, Any], str]] = field(default_factory=list)
    """Buttons that once were: their chat, their message as it was, their data."""
    known: set[tuple[int, int, str]] = field(default_factory=set)  # of them
    seen: int = 0  # of the journal
    steps: int = 0

    async def open(self) -> None:
        self.clock = FixedClock(OPENING)
        self.newsroom = Newsroom(self.clock)
        self.server = SimulatorServer(self.clock)
        await self.server.start()
        self.world = self.server.world
        for chat in CHATS:
            if chat > 0:
                self.world.private(chat)
        self.world.group(GROUP, "Ҳамватанон", {1: "creator", 2: "member"}, "supergroup")
        forum = self.world.group(FORUM, "Корҷӯён", {1: "creator", 2: "member"}, "supergroup")
        places.forum(self.world, forum, on=True)
        self.threads = [places.topic(self.world, forum, 1, "create", None, name) for name in ("Хабарҳо", "Новости")]
        places.channel(self.world, CHANNEL, "Навигарӣ", {EDITOR: "creator"})
        logging.getLogger().addHandler(self.errors)
        await self.begin()

    async def begin(self) -> None:
        assert self.server.address is not None
        account = Account(TOKEN, self.server.address, simulated=True)
        desk = Desk(lambda: self.newsroom, editing=ClosedDesk)  # type: ignore[arg-type, return-value]
        self.service = Service(
            self.data, Settings(**FAST, editors=str(EDITOR), **self.store), self.clock, account, desk=desk
        )
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
        if chat == FORUM:
            more["thread"] = (None, *self.threads)[n % (1 + len(self.threads))]
        if more.pop("reply", False):
            ours = [one["message_id"] for one in self.ours(chat)]
            more["reply_to"] = ours[-1 - n % len(ours)] if ours else None
        acts.write(self.world, self.world.chats[chat], self.user(chat, n), said, **more)
        await self.settled()

    async def tap(self, chat: int, n: int) -> None:
        """The n-th button that is there."""
        here = [
            (one, button["callback_data"])
            for one in self.ours(chat)
            for row in one.get("reply_markup", {}).get("inline_keyboard", ())
            for button in row
            if "callback_data" in button
        ]
        for one, data in here:
            if (chat, one["message_id"], data) not in self.known:
                self.known.add((chat, one["message_id"], data))
                self.old.append((chat, copy.deepcopy(one), data))
        if here:
            one, data = here[-1 - n % len(here)]
            await self.press(chat, one["message_id"], data, n)

    async def tap_old(self, n: int) -> None:
        """The n-th button that ever was, also where its message says something else by now, or was deleted and is
        still to be seen on a phone that was offline."""
        if self.old:
            chat, message, data = self.old[n % len(self.old)]
            self.world.chats[chat].messages.setdefault(message["message_id"], copy.deepcopy(message))
            await self.press(chat, message["message_id"], data, n)

    async def press(self, chat: int, message_id: int, data: str, n: int) -> None:
        query = acts.press(self.world, self.world.chats[chat], self.user(chat, n), message_id, data)
        await self.settled()
        gone = self.world.chats[chat].gone
        assert gone or query not in self.world.callbacks, "a phone waits for ever"

    async def edit(self, chat: int, n: int, text: str = "{secret} ?") -> None:
        """What somebody wrote, the n-th of it, says something else."""
        own = [
            one
            for one in self.world.chats[chat].messages.values()
            if one["from"]["id"] != self.world.bot_id and ("text" in one or "caption" in one)
        ]
        if own and not self.world.chats[chat].gone:
            said = text.format(secret=SECRETS[chat])
            acts.rewrite(self.world, self.world.chats[chat], own[n % len(own)]["message_id"], said)
            await self.settled()

    async def hand_back(self, chat: int, n: int) -> None:
        """A message of ours is forwarded to us."""
        ours = [text for one in self.ours(chat) if (text := one.get("text") or one.get("caption"))]
        if ours:
            acts.write(self.world, self.world.chats[chat], self.user(chat, n), ours[-1 - n % len(ours)], forwarded=True)
            await self.settled()

    async def forget(self, chat: int, n: int) -> None:
        """Everything is erased, and then a button from before is pressed."""
        before = [each for each in self.old if each[0] == chat]
        await self.write(chat, "/forget", 0)
        await self.write(chat, "Yes, erase everything", 0, reply=True)
        kept = self.kept(chat)
        if before and not kept and not self.world.chats[chat].gone:
            _, message, data = before[n % len(before)]
            self.world.chats[chat].messages.setdefault(message["message_id"], copy.deepcopy(message))
            await self.press(chat, message["message_id"], data, 0)
            assert self.kept(chat) == 0, f"an old button brought somebody back: {data}"

    async def speak(self, chat: int, lang: str, n: int) -> None:
        """The phone speaks another language from now on, or another is chosen in the middle of whatever is going on."""
        acts.write(self.world, self.world.chats[chat], self.user(chat, n), "/language", lang=lang)
        await self.settled()
        await self.write(chat, {"tg": "Тоҷикӣ", "ru": "Русский", "en": "English"}[lang], n)

    async def topic(self, act: str, n: int) -> None:
        """A topic of the forum is closed, opened, deleted; or another is made."""
        forum = self.world.chats[FORUM]
        if forum.gone:
            return
        if act == "create" or not self.threads:
            self.threads.append(places.topic(self.world, forum, 1, "create", None, "Гуфтугӯ"))
        else:
            thread = self.threads[n % len(self.threads)]
            places.topic(self.world, forum, 1, act, thread)
            if act == "delete":
                self.threads.remove(thread)
        await self.settled()

    async def stand(self, chat: int, status: str, denied: set[str]) -> None:
        """The bot's standing in a group or channel changes."""
        places.stand(self.world, self.world.chats[chat], EDITOR if chat == CHANNEL else 1, status, denied)
        await self.settled()

    async def turn(self, to: str) -> None:
        """The clock passes midnight in Dushanbe, or the end of a month."""
        now = self.clock.now()
        midnight = now.replace(hour=19, minute=0, second=0, microsecond=0)  # UTC
        midnight += timedelta(days=now >= midnight)
        if to == "month":
            while (midnight + timedelta(hours=5)).day != 1:
                midnight += timedelta(days=1)
        for moment in (midnight - timedelta(minutes=1), midnight, midnight + timedelta(minutes=61)):
            self.clock.set(max(now, moment))
            await self.service.step(self.clock.now())
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
                if "from" not in message or message["from"]["id"] == self.world.bot_id:  # a channel's posts are ours
                    fits(message)

    def nothing_stored(self) -> None:
        """Of whom chose nothing there is no row; what was written is nowhere; no table is there that nobody knows."""
        db = self.service.db
        known = {row[0] for row in db.all("SELECT chat_id FROM subscribers")}
        ends = [until for (until,) in db.all("SELECT until FROM rests")]
        assert max(ends, default=0.0) <= self.service.outbox.wall.now() + 60, "the pace of a chat is kept for a minute"
        for table in CHAT_TABLES.keys() - {"rests"}:
            assert {row[0] for row in db.all(f"SELECT chat_id FROM {table}")} <= known, table
        tables = stores.tables(db)
        assert tables <= {*CHAT_TABLES, *PUBLIC}
        for table in tables - {"photos"}:
            stored = str(db.all(f"SELECT * FROM {table}"))
            assert not [secret for secret in SECRETS.values() if secret in stored], table
        refused = {name for name in db.counts() if name.startswith("refused")}
        assert refused <= {CLOSED}, db.counts()

    async def ways_on(self) -> None:
        """Whatever happened, each chat gets help with buttons under it, once the bot may write there again."""
        for chat in CHATS:
            if chat < 0:
                await self.stand(chat, "member", set())
            elif self.world.chats[chat].gone:
                await self.block(chat)
            before = {one["message_id"] for one in self.ours(chat)}
            await self.write(chat, "/help", 0)
            helped = self.ours(chat)[-1]
            assert helped["message_id"] not in before
            assert helped["reply_markup"]["inline_keyboard"]

    def ours(self, chat: int) -> list[dict[str, Any]]:
        return [one for one in self.world.chats[chat].messages.values() if one["from"]["id"] == self.world.bot_id]

    def kept(self, chat: int) -> int:
        db = self.service.db
        return sum(db.number(f"SELECT count(*) FROM {table} WHERE chat_id = ?", chat) for table in CHAT_TABLES)
