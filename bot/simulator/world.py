"""What the simulator knows: chats, people, messages, pictures, and a journal of everything the bot sent."""

from __future__ import annotations

import asyncio
import hashlib
import struct
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from bot.simulator.errors import bad_request, forbidden
from bot.simulator.faults import Faults, Rates
from bot.simulator.updates import UpdateQueue
from digests.clock import Clock

Message = dict[str, Any]
Gone = Literal["", "blocked", "deactivated", "kicked", "deleted", "never started", "outside"]

BOT_NAME = "Хабар"
BOT_USERNAME = "khabar_bot"
BOT_ID = 7_000_000_001  # whatever the token says: people have the small numbers
MESSAGES_SHOWN = 400  # messages a chat shows; older ones leave the page, not the journal
ANONYMOUS_ADMIN = 1087968824  # Telegram's @GroupAnonymousBot
CHANNEL_BOT = 136817688  # Telegram's @Channel_Bot: who writes in a group as a channel
TELEGRAM = 777000  # Telegram itself, which carries a channel's posts into its discussion group

REFUSALS = {
    "blocked": "bot was blocked by the user",
    "deactivated": "user is deactivated",
    "never started": "bot can't initiate conversation with a user",
    "deleted": "the group chat was deleted",
}


class Sent(NamedTuple):
    """One message of the bot in the journal. `at`: seconds of the monotonic clock."""

    n: int
    at: float
    chat_id: int
    message_id: int
    method: str
    text: str


@dataclass(slots=True)
class User:
    """A person of the simulator."""

    id: int
    first_name: str
    language_code: str = "tg"
    username: str | None = None
    about: str = ""  # who this is, in the phone's language
    zone: str = "Asia/Dushanbe"  # of the phone's clock

    def json(self) -> dict[str, Any]:
        body: dict[str, Any] = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.username:
            body["username"] = self.username
        body["language_code"] = self.language_code
        return body


@dataclass(slots=True)
class Chat:
    """A private chat (its id is its person's), a group or a channel, with the last messages in it."""

    id: int
    type: str = "private"
    name: str = ""
    gone: Gone = ""
    migrated_to: int | None = None
    members: dict[int, str] = field(default_factory=dict)  # user → creator, administrator, member
    messages: dict[int, Message] = field(default_factory=dict)
    last_id: int = 0
    bot_member: str = "member"
    denied: set[str] = field(default_factory=set)  # rights that the bot lacks: "can_send_photos"
    slow: int = 0  # seconds that who is no administrator waits between two messages
    username: str = ""
    linked: int | None = None  # a channel's discussion group
    topics: dict[int, str] | None = None  # a forum's topics beside General; None: no forum
    closed: set[int | None] = field(default_factory=set)  # forum topics in which nobody may write; None: General
    own: set[int] = field(default_factory=set)  # messages that are the bot's
    silent: set[int] = field(default_factory=set)  # those of them that came without a sound
    wrote: float = float("-inf")  # when the bot wrote last, by the monotonic clock

    def json(self) -> dict[str, Any]:
        body: dict[str, Any] = {"id": self.id}
        body |= {"first_name": self.name} if self.type == "private" else {"title": self.name}
        body["type"] = self.type
        if self.username:
            body["username"] = self.username
        if self.topics is not None:
            body["is_forum"] = True
        return body

    def next_id(self) -> int:
        self.last_id += 1
        return self.last_id

    def keep(self, message: Message) -> None:
        self.messages[message["message_id"]] = message
        if len(self.messages) > MESSAGES_SHOWN:
            self.own.discard(oldest := next(iter(self.messages)))
            self.silent.discard(oldest)
            self.messages.pop(oldest)


@dataclass(slots=True)
class Picture:
    """A file the bot uploaded once and may send again by its id."""

    file_id: str
    unique: str
    data: bytes
    width: int
    height: int


@dataclass(slots=True)
class Attachment:
    """A file that a person sent; the bot may fetch it. `path` ends its address."""

    file_id: str
    unique: str
    data: bytes
    name: str
    kind: str  # its media type
    path: str


class World:
    """The whole state. One event loop owns it."""

    def __init__(self, clock: Clock, *, open_chats: bool = False, first_update: int = 1) -> None:
        self.clock = clock
        self.bot_id = BOT_ID
        self.open_chats = open_chats  # any positive chat id exists: for load tests
        self.privacy = True  # in groups the bot gets commands, mentions and replies only
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.updates = UpdateQueue(first_update)
        self.faults = Faults()
        self.rates = Rates()
        self.journal: list[Sent] = []
        self.counts: Counter[str] = Counter()
        self.pictures: dict[str, Picture] = {}
        self.attachments: dict[str, Attachment] = {}
        self.changes = 0  # grows with everything that a page is told
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.descriptions: dict[tuple[str, str], str] = {}
        self.callbacks: dict[str, dict[str, Any]] = {}
        self.inline: dict[str, dict[str, Any]] = {}
        self._watchers: dict[int | None, list[asyncio.Queue[dict[str, Any]]]] = {}

    def clear(self) -> None:
        """Everybody and everything that was said is gone; what the bot told of itself stays, and who watches."""
        for store in (
            self.users, self.chats, self.pictures, self.attachments, self.callbacks, self.inline, self.updates.waiting,
            self.journal, self.faults.rules,
        ):  # fmt: skip
            store.clear()
        self.changes += 1

    def me(self) -> dict[str, Any]:
        return {"id": self.bot_id, "is_bot": True, "first_name": BOT_NAME, "username": BOT_USERNAME}

    def now(self) -> int:
        return int(self.clock.now().timestamp())

    def person(self, user_id: int, name: str = "", lang: str = "") -> User:
        """The person with this id, made where there is none; a language given is their new one."""
        user = self.users.get(user_id)
        if user is None:
            user = self.users[user_id] = User(user_id, name or f"User {user_id}", lang or "tg")
        elif lang:
            user.language_code = lang
        return user

    def private(self, user_id: int) -> Chat:
        chat = self.chats.get(user_id)
        if chat is None:
            chat = self.chats[user_id] = Chat(user_id, name=self.person(user_id).first_name)
        return chat

    def group(self, chat_id: int, title: str, members: dict[int, str], kind: str = "group") -> Chat:
        chat = self.chats[chat_id] = Chat(chat_id, kind, title, members=dict(members))
        return chat

    def named(self, username: str) -> Chat | None:
        """The group or channel of a public name, with or without "@"."""
        name = username.removeprefix("@").lower()
        return next((chat for chat in self.chats.values() if chat.username.lower() == name), None) if name else None

    def destination(self, chat_id: int | None) -> Chat:
        """Where the bot may send. Raises ApiError as Telegram refuses."""
        if chat_id is None:
            raise bad_request("chat_id is empty")
        chat = self.chats.get(chat_id)
        if chat is None:
            if not self.open_chats or chat_id <= 0:
                raise bad_request("chat not found")
            chat = self.chats[chat_id] = Chat(chat_id, name="User")
        if chat.migrated_to:
            raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to)
        if chat.gone == "kicked":
            raise forbidden(f"bot was kicked from the {chat.type} chat")
        if chat.gone == "outside":
            raise forbidden(f"bot is not a member of the {chat.type} chat")
        if chat.gone:
            raise forbidden(REFUSALS[chat.gone])
        return chat

    def send(self, chat: Chat, method: str, content: dict[str, Any], silent: bool = False) -> Message:
        """A message of the bot: kept, counted, shown."""
        sender = {"sender_chat": chat.json()} if chat.type == "channel" else {"from": self.me()}
        message = {"message_id": chat.next_id(), **sender, "chat": chat.json(), "date": self.now(), **content}
        chat.keep(message)
        chat.own.add(message["message_id"])
        if silent:
            chat.silent.add(message["message_id"])
        chat.wrote = time.monotonic()
        text = content.get("text") or content.get("caption") or ""
        self.journal.append(Sent(len(self.journal), time.monotonic(), chat.id, message["message_id"], method, text))
        self.counts["sent"] += 1
        self.tell(chat.id, {"event": "message", "message": message, "silent": silent})
        return message

    def picture(self, data: bytes) -> Picture:
        """Store an uploaded picture. Raises ApiError where it is none."""
        size = dimensions(data)
        if size is None:
            raise bad_request("IMAGE_PROCESS_FAILED")
        if sum(size) > 10_000 or max(size) > 20 * min(size):
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
        unique = hashlib.sha256(data).hexdigest()[:16]
        picture = Picture(f"AgAC{unique}", unique, data, *size)
        self.pictures[picture.file_id] = picture
        return picture

    def watch(self, chat_id: int | None) -> asyncio.Queue[dict[str, Any]]:
        """Events of one chat, or of all of them (None), for a page; a page that falls behind loses its place."""
        queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue(1000)
        self._watchers.setdefault(chat_id, []).append(queue)
        return queue

    def unwatch(self, chat_id: int | None, queue: asyncio.Queue[dict[str, Any]]) -> None:
        watchers = self._watchers.get(chat_id, [])
        if queue in watchers:
            watchers.remove(queue)
        if not watchers:
            self._watchers.pop(chat_id, None)

    def tell(self, chat_id: int, event: dict[str, Any]) -> None:
        """Show an event to the pages open on this chat; the others learn that there is something new."""
        self.changes += 1
        for watched, queues in self._watchers.items():
            if watched in {chat_id, None}:
                _offer(queues, {"chat": chat_id, **event})
            elif event["event"] == "message":
                _offer(queues, {"event": "elsewhere", "chat": chat_id})

    def tell_all(self, event: dict[str, Any]) -> None:
        for watchers in self._watchers.values():
            _offer(watchers, event)


def _offer(queues: Iterable[asyncio.Queue[dict[str, Any]]], event: dict[str, Any]) -> None:
    for queue in queues:
        if not queue.full():
            queue.put_nowait(event)


def dimensions(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or JPEG; None where it is neither."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return (width, height) if width and height else None
    if data[:2] != b"\xff\xd8":
        return None
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            return int.from_bytes(data[at + 7 : at + 9]), int.from_bytes(data[at + 5 : at + 7])
        at += 2 + length
    return None
