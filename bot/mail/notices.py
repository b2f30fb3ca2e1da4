"""What goes wrong in a group is told to those who run it, once; in a channel, to the editors.

Who they are is asked of Telegram at that moment and kept nowhere. Only who talks to the bot can be written to: where no
administrator does, the group is told, if it can be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Literal

from bot.mail.message import Message, Priority
from bot.mail.outbox import Outbox
from bot.people.subscribers import Subscribers
from bot.people.told import Told
from bot.people.unreached import Unreached
from bot.talk.words import say

What = Literal["thread", "closed", "mute", "photos", "slow", "rights", "outside"]

PRIVATE: Mapping[str, str] = {
    "thread": "notice-thread", "closed": "group-closed", "mute": "notice-mute", "photos": "notice-photos",
    "slow": "notice-slow", "rights": "channel-rights", "outside": "channel-outside",
}  # fmt: skip
"""What happened → how an administrator, or an editor, is told."""
HERE: Mapping[str, str] = {"thread": "thread-closed", "photos": "photos-closed", "slow": "slow-here"}
"""… how the group is told, where it can be."""
ASK = "getChatAdministrators"
KEY = "notice"
SUPERGROUP = 1_000_000_000_000


class Notices:
    """Every method belongs into the caller's transaction. `editors` answer for the channels."""

    def __init__(self, outbox: Outbox, subscribers: Subscribers, editors: Collection[int] = ()) -> None:
        self.outbox = outbox
        self.subscribers = subscribers
        self.editors = editors
        self.told = Told(outbox.db)
        self.unreached = Unreached(outbox.db, subscribers.clock)

    def tell(self, chat_id: int, what: What, thread: int | None = None) -> None:
        """Once, for as long as it lasts. `thread`: the forum topic in which it happened."""
        if not self.told.first(chat_id, what):
            return
        if self.outbox.channels.has(chat_id):
            self._post_all(self.editors, chat_id, what, thread)
        else:
            key = f"{KEY}:{what}:{chat_id}:{thread or 0}"
            self.outbox.put([Message(chat_id, ASK, {}, Priority.ALERT, key)])

    def outside(self, chat_id: int) -> bool:
        """The bot is not, or no longer, in a chat. Where that is a channel, the editors are told; whether it stays one,
        since the setting lists it: it is tried again with the next edition."""
        if not self.outbox.channels.has(chat_id):
            return False
        self.tell(chat_id, "outside")
        return self.outbox.channels.is_listed(chat_id)

    def administrators(self, key: str, found: Iterable[Mapping[str, Any]]) -> None:
        """Telegram named them, or would not: each person among them is told, or the group where none is known.

        `key` is that of the message that asked.
        """
        what, group, at = self._asked(key)
        people = [int(member["user"]["id"]) for member in found if not member["user"].get("is_bot")]
        self._post_all(people, group, what, at)
        known = any(self.subscribers.get(person) and not self.unreached.has(person) for person in people)
        if not known and what in HERE:
            self._post(group, group, what, HERE[what], at)

    @staticmethod
    def _asked(key: str) -> tuple[str, int, int | None]:
        _, what, group, thread = key.split(":")
        return what, int(group), int(thread) or None

    def _post_all(self, people: Iterable[int], group: int, what: str, thread: int | None) -> None:
        for person in people:
            self._post(person, group, what, PRIVATE[what], thread)

    def _post(self, chat_id: int, group: int, what: str, text: str, thread: int | None) -> None:
        reader = self.subscribers.get(chat_id) or self.subscribers.get(group)
        lang = reader.lang if reader else "tg"
        payload: dict[str, Any] = {"text": say(lang, text), "link_preview_options": {"is_disabled": True}}
        if chat_id == group:
            payload |= {"message_thread_id": thread} if thread and what != "thread" else {}
        elif url := address(group, thread):
            payload["reply_markup"] = {"inline_keyboard": [[{"text": say(lang, "button-open"), "url": url}]]}
        self.outbox.put([Message(chat_id, "sendMessage", payload, Priority.ALERT, f"{KEY}:{what}:{group}:{chat_id}")])


def address(group: int, thread: int | None) -> str | None:
    """The link by which a member finds a supergroup or a channel; None for a small group, which has none."""
    number = -group - SUPERGROUP
    return f"https://t.me/c/{number}/{thread or 1}" if number > 0 else None
