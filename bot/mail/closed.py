"""Where a group lets nobody write: a closed forum topic, or no right to write at all.

What stood in a topic goes into the group's General, and the group is told so once. Where that is closed too, the
subscription ends, and the group's administrators are told in private, those who can be reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.mail.message import Message, Priority
from bot.mail.outbox import Outbox, Row
from bot.people.subscribers import Subscribers
from bot.talk.words import say

THREAD = "message_thread_id"


class Closed:
    """Every method belongs into the caller's transaction."""

    def __init__(self, outbox: Outbox, subscribers: Subscribers) -> None:
        self.outbox = outbox
        self.subscribers = subscribers

    def refused(self, row: Row) -> None:
        """`row` was not taken: it goes elsewhere, or it is the last."""
        if row.thread is not None:
            self.outbox.retry(row)
            if self.outbox.threads.drop(row.chat_id):
                self._post(row.chat_id, "thread-closed", row)
        elif THREAD in row.payload:
            rest = {name: value for name, value in row.payload.items() if name != THREAD}
            self.outbox.replace(row, row.method, rest, row.photo)
        else:
            self.outbox.finish([row], "refused closed")
            if row.priority >= Priority.DIGEST and self.subscribers.stop(row.chat_id):
                ask = Message(row.chat_id, "getChatAdministrators", {}, Priority.ALERT, f"closed:{row.batch}")
                self.outbox.put([ask])

    def administrators(self, row: Row, found: Iterable[Mapping[str, Any]]) -> None:
        """Telegram named them: each person among them is told."""
        for member in found:
            if not member["user"].get("is_bot"):
                self._post(int(member["user"]["id"]), "group-closed", row)

    def _post(self, chat_id: int, text: str, row: Row) -> None:
        reader = self.subscribers.get(chat_id) or self.subscribers.get(row.chat_id)
        payload = {"text": say(reader.lang if reader else "tg", text)}
        self.outbox.put([Message(chat_id, "sendMessage", payload, Priority.ALERT, f"{text}:{row.batch}")])
