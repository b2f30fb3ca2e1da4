"""The typed context of one update: what the handlers are handed, and what they answer with.

A handler never sends. It adds messages to `outgoing`; whoever called `bot.app.handle` stores them in the outbox
and marks the update handled in one transaction.
"""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from telegram import LinkPreviewOptions, ReplyParameters, Update
from telegram import Message as Incoming
from telegram.constants import ParseMode
from telegram.ext import Application, CallbackContext, ExtBot

from bot.desk import Desk
from bot.mail.message import Message, PhotoRef, Priority
from bot.people.callbacks import Callbacks
from bot.people.follows import Follows
from bot.people.limits import Limits
from bot.people.questions import Questions
from bot.people.sent import SentMessages
from bot.people.subscribers import Subscriber, Subscribers
from bot.people.threads import Threads
from bot.people.unanswered import Unanswered
from bot.talk import zones
from bot.talk.keys import Rows, relabelled
from bot.talk.words import escape, lang_of, say, spelled
from config.settings import Settings
from digests.clock import Clock, dushanbe_day
from digests.model import Lang, Page
from digests.say.plain import plain, plain_label, plain_pages

OUTGOING: ContextVar[list[Message]] = ContextVar("outgoing")
UPDATE: ContextVar[int] = ContextVar("update")

FORGET_AFTER = 600.0  # seconds that a follow-up may lean on what was said
GREETED = 24 * 3600.0  # seconds that a greeting's choice of a language holds
SAME_TAP = 3.0  # seconds in which a button that is tapped again means the same tap
GROUPS = {"group", "supergroup"}
NO_PREVIEW = LinkPreviewOptions(is_disabled=True).to_dict()

Forget = Callable[[int], None]


class Memory:
    """Values by key, in RAM alone, each dropped `seconds` after it was put; the oldest go first."""

    def __init__(self, most: int = 10_000, seconds: float = FORGET_AFTER) -> None:
        self._kept: OrderedDict[Any, tuple[float, Any]] = OrderedDict()
        self._most = most
        self._seconds = seconds

    def put(self, key: Any, value: Any) -> None:
        self._kept.pop(key, None)
        self._kept[key] = (time.monotonic() + self._seconds, value)
        now = time.monotonic()
        while self._kept and (len(self._kept) > self._most or next(iter(self._kept.values()))[0] < now):
            self._kept.popitem(last=False)

    def get(self, key: Any) -> Any:
        ends, value = self._kept.get(key, (0.0, None))
        return value if ends > time.monotonic() else None

    def drop(self, key: Any) -> None:
        self._kept.pop(key, None)

    def drop_of(self, first: Any) -> None:
        """Drop every key that is a tuple which begins with `first`."""
        for key in [key for key in self._kept if key[0] == first]:
            del self._kept[key]


@dataclass(slots=True)
class House:
    """What lives as long as the bot."""

    people: Subscribers
    questions: Questions
    unanswered: Unanswered
    threads: Threads
    follows: Follows
    sent: SentMessages
    callbacks: Callbacks
    limits: Limits
    editors: frozenset[int]
    desk: Desk
    clock: Clock  # the simulated one in the simulator
    wall: Clock  # real time, for flood control
    settings: Settings
    forget: Forget  # erases all that is kept of a chat
    memory: Memory = field(default_factory=Memory)  # chat → what a follow-up may lean on
    offers: Memory = field(default_factory=lambda: Memory(5_000))  # hash → a question of ours
    waiting: Memory = field(default_factory=Memory)  # chat → what is expected to be typed, and from whom
    greeted: Memory = field(default_factory=lambda: Memory(50_000, GREETED))  # chat → mark of its language buttons
    tapped: Memory = field(default_factory=lambda: Memory(seconds=SAME_TAP))  # chat, message, data
    shown: Memory = field(default_factory=lambda: Memory(2_000))  # chat → words of buttons and what they call
    refused: Memory = field(default_factory=Memory)  # chat, name → a question that was refused, and may be kept
    heard: Memory = field(default_factory=lambda: Memory(seconds=SAME_TAP))  # chat, person → what they wrote last
    counted: Memory = field(default_factory=Memory)  # chat, topic → it asked in vain, and was counted
    failed: dict[int, BaseException] = field(default_factory=dict)  # update → what a handler raised

    def today(self) -> date:
        """The day in Dushanbe."""
        return dushanbe_day(self.clock.now())


class Khabar(Application[Any, Any, Any, Any, Any, Any]):
    """The application with its house."""

    def __init__(self, *, house: House, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.house = house


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """One update's context. `chat` and `lang` are settled before a handler runs."""

    def __init__(self, application: Any, chat_id: int | None = None, user_id: int | None = None) -> None:
        super().__init__(application, chat_id, user_id)
        self.house: House = application.house
        self.chat: int = chat_id or user_id or 0
        self.user: int = user_id or self.chat
        self.lang: Lang = "tg"
        self.outgoing: list[Message] = OUTGOING.get([])
        self.label = ""  # of the button that was tapped
        self._place: dict[str, Any] = {}

    @classmethod
    def from_update(cls, update: object, application: Any) -> Context:
        context = super().from_update(update, application)
        if isinstance(update, Update):
            known = context.house.people.get(context.chat) if context.chat else None
            user = update.effective_user
            context.lang = known.lang if known else lang_of(user.language_code if user else None)
        return context

    # -- the reader ----------------------------------------------------------------------------------------

    @property
    def reader(self) -> Subscriber:
        """The chat's settings; the defaults, not stored, where it has none. Their zone is a guess by the language
        of the person's Telegram."""
        return self.house.people.get(self.chat) or Subscriber(self.chat, self.lang, zone=zones.GUESSED[self.lang])

    @property
    def stranger(self) -> bool:
        """Whether nobody chose a language here, or it was forgotten: then nothing is stored but that choice."""
        return self.house.people.get(self.chat) is None

    def greet(self) -> str:
        """The mark that the chat's language buttons bear until one was chosen, /forget or a restart came."""
        mark: str = self.house.greeted.get(self.chat) or secrets.token_urlsafe(6)
        self.house.greeted.put(self.chat, mark)
        return mark

    def change(self, **changes: Any) -> Subscriber:
        """Store the chat's settings with `changes`. A stranger's first is the language: else ValueError."""
        if self.stranger and "lang" not in changes:
            raise ValueError("nothing is stored of who has not chosen a language")
        changed = replace(self.reader, **changes)
        self.keep(changed)
        return changed

    def keep(self, reader: Subscriber) -> None:
        """Store settings as they are, of who has some."""
        self.house.people.save(reader)
        self.lang = reader.lang

    def say(self, key: str, **args: Any) -> str:
        """A text of the bot in the reader's language."""
        return say(self.lang, key, **args)

    # -- what goes out -------------------------------------------------------------------------------------

    def in_answer_to(self, message: Incoming) -> None:
        """In a group, answers point at what they answer and stay in its topic."""
        if message.chat.type in GROUPS:
            target = ReplyParameters(message.message_id, allow_sending_without_reply=True)
            self._place = {"reply_parameters": target.to_dict()}
            self.in_topic_of(message)

    def in_topic_of(self, message: Incoming) -> None:
        """Answers stay in the forum topic of `message`."""
        if message.is_topic_message and message.message_thread_id:
            self._place["message_thread_id"] = message.message_thread_id

    @property
    def thread(self) -> int | None:
        """The forum topic in which this is talked about."""
        return self._place.get("message_thread_id")

    def send(self, method: str, payload: Mapping[str, Any], photo: PhotoRef | None = None) -> None:
        """Add a call of the Bot API for this chat; its key makes a repeated handling harmless."""
        number = len(self.outgoing)
        key = f"u{UPDATE.get(0)}:{number}"
        if method in {"sendMessage", "sendPhoto"}:
            payload = {**payload, **self._place}
        if "caption" in payload and self.reader.plain:
            payload = {**payload, "caption": plain(payload["caption"], self.lang)}
        priority = Priority.TAP if method == "answerCallbackQuery" else Priority.ANSWER
        self.outgoing.append(Message(self.chat, method, payload, priority, key, photo=photo))

    def answer_tap(self, query_id: str, text: str = "", *, alert: bool = True) -> None:
        """Let the phone stop waiting for its tap; `text` is shown over the chat."""
        shown = {"text": text, "show_alert": alert} if text else {}
        self.send("answerCallbackQuery", {"callback_query_id": query_id, **shown})

    def keyboard(self, rows: Rows) -> dict[str, Any]:
        """An inline keyboard whose callback data is sealed for this chat. Whoever types a button's words taps it."""
        if self.reader.plain:
            rows = [[relabelled(button, plain_label(button.text, self.lang)) for button in row] for row in rows]
        called = [button for row in rows for button in row if button.callback_data is not None]
        self.house.shown.put(self.chat, {spelled(button.text): str(button.callback_data) for button in called})
        return self.house.callbacks.keyboard(self.chat, rows)

    def text(self, html: str, rows: Rows = ()) -> dict[str, Any]:
        """What a message of HTML carries; for a screen reader plain, if that is the reader's wish."""
        html = plain(html, self.lang) if self.reader.plain else html
        payload: dict[str, Any] = {"text": html, "parse_mode": ParseMode.HTML, "link_preview_options": NO_PREVIEW}
        if rows:
            payload["reply_markup"] = self.keyboard(rows)
        return payload

    def reply(self, html: str, rows: Rows = ()) -> None:
        """Answer with a message of HTML."""
        self.send("sendMessage", self.text(html, rows))

    def tell(self, key: str, rows: Rows = (), **args: Any) -> None:
        """Answer with a text of the bot."""
        self.reply(escape(self.say(key, **args)), rows)

    def retell(self, message_id: int, key: str, rows: Rows = ()) -> None:
        """Put a text of the bot in the place of a message of ours."""
        self.rewrite(message_id, escape(self.say(key)), rows)

    def reply_pages(self, pages: Sequence[Page], rows: Rows = ()) -> None:
        """Answer with pages; the buttons stand under the last."""
        pages = plain_pages(pages, self.lang) if self.reader.plain else pages
        for n, page in enumerate(pages, 1):
            self.reply(page.html, rows if n == len(pages) else ())

    def rewrite(self, message_id: int, html: str, rows: Rows = ()) -> None:
        """Put this in the place of a message of ours, as a tap on its button does; 0: say it anew."""
        if not message_id:
            return self.reply(html, rows)
        return self.send("editMessageText", {"message_id": message_id, **self.text(html, rows)})
