"""Where nobody may write, or no picture may be shown: what is said goes elsewhere, or is said in words.

What stood in a forum topic goes into General. Where that is closed too, or writing is forbidden, the subscription of a
group ends; a channel's goes on, and is tried with the next edition. Those who run it are told (`notices`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.mail.message import Message, Priority
from bot.mail.notices import Notices
from bot.mail.outbox import Outbox
from bot.mail.row import THREAD, Row
from bot.people.subscribers import Subscribers

LOST = "lost"
"""A group's topic is lost, and nothing came into General yet."""


class Closed:
    """Every method belongs into the caller's transaction."""

    def __init__(self, outbox: Outbox, subscribers: Subscribers, notices: Notices) -> None:
        self.outbox = outbox
        self.subscribers = subscribers
        self.notices = notices

    def refused(self, row: Row) -> None:
        """`row` was not taken: it goes elsewhere, or it is the last."""
        if row.thread is not None:
            self.outbox.retry(row)
            self.lost(row)
        elif THREAD in row.payload:
            words = in_words(row) or row.payload
            rest = {name: value for name, value in words.items() if name != THREAD}
            self.outbox.replace(row, "sendMessage" if words is not row.payload else row.method, rest, row.photo)
        else:
            self.outbox.finish([row], "refused closed")
            self._over(row)

    def _over(self, row: Row) -> None:
        """It can be said nowhere in this chat."""
        if row.chat_id > 0:
            return
        if self.outbox.channels.has(row.chat_id):
            self.notices.tell(row.chat_id, "rights")
        elif row.priority >= Priority.DIGEST:
            self.notices.told.over(row.chat_id, LOST)
            if self.subscribers.stop(row.chat_id):
                self.notices.tell(row.chat_id, "closed")
        elif row.priority == Priority.ANSWER:
            self.notices.tell(row.chat_id, "mute")

    def lost(self, row: Row) -> None:
        """The topic in which a group ordered its editions is closed or gone: they come into General from now on."""
        if self.outbox.threads.drop(row.chat_id):
            self.notices.told.first(row.chat_id, LOST)

    def arrived(self, row: Row) -> None:
        """General took what had stood in a topic: only now it is sure what to tell."""
        if LOST in self.notices.told.of(row.chat_id):
            self.notices.told.over(row.chat_id, LOST)
            self.notices.told.over(row.chat_id, "thread")  # each topic is told of by itself
            self.notices.tell(row.chat_id, "thread")

    def say_in_words(self, row: Row, words: Mapping[str, Any], *, photos: bool) -> None:
        """The message instead of a refused picture or edit; `photos`: this chat takes no pictures at all."""
        if row.priority >= Priority.DIGEST:  # others get the page as it is
            self.outbox.finish([row], "said in words")
            own = Message(row.chat_id, "sendMessage", words, Priority(row.priority), f"words:{row.batch}", row.page)
            self.outbox.put([own])
        else:
            self.outbox.replace(row, "sendMessage", words)
            self.outbox.db.count("said in words")
        if photos and row.chat_id < 0:
            self.notices.tell(row.chat_id, "photos", row.thread or row.payload.get(THREAD))


def in_words(row: Row) -> dict[str, Any] | None:
    """The message that says what a refused picture or edit would have shown; None where there is nothing to say."""
    payload = {name: value for name, value in row.payload.items() if name not in {"message_id", "caption"}}
    if row.method == "editMessageText":
        return payload
    if row.method != "sendMessage" and "caption" in row.payload:
        return {**payload, "text": row.payload["caption"], "link_preview_options": {"is_disabled": True}}
    return None
