"""A claimed row of the outbox, and the call of the Bot API that it becomes for its chat."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.mail.holding import RowId
from bot.mail.message import JSON
from bot.mail.posts import linked

NO_CHAT = frozenset({"answerCallbackQuery", "answerInlineQuery", "setMyCommands", "deleteMyCommands"})
"""Methods that take no chat_id."""
THREAD = "message_thread_id"
PLACE = frozenset({THREAD, "reply_parameters"})
"""Where an edit's words go should the message not take it. The edit itself knows no place."""


@dataclass(frozen=True, slots=True)
class Row:
    """One claimed send. `payload` lacks the chat and the photo."""

    priority: int
    batch: int
    chat_id: int
    page: int
    method: str
    payload: Mapping[str, JSON]  # shared by all who get the page
    body: bytes  # the same as JSON, shared too
    photo: str | None = None
    thread: int | None = None  # the forum topic of a group's subscription
    links_to: str | None = None  # the bot's name, in a channel, whose buttons are links
    silent: bool = False  # delivered without a sound

    @property
    def id(self) -> RowId:
        return (self.priority, self.batch, self.chat_id, self.page)

    @property
    def is_edit(self) -> bool:
        return self.method.startswith("edit")

    def call(self) -> dict[str, JSON]:
        """The parameters of the call."""
        if self.method in NO_CHAT:
            return dict(self.payload)
        payload = self.payload if self.links_to is None else linked(self.payload, self.links_to)
        if self.is_edit:
            payload = {name: value for name, value in payload.items() if name not in PLACE}
        thread = {THREAD: self.thread} if self.thread is not None else {}
        sound = {"disable_notification": True} if self.silent and not self.is_edit else {}
        return {**payload, **thread, **sound, "chat_id": self.chat_id}

    @property
    def _own(self) -> bool:
        """Whether this chat's call differs from what the others get."""
        return self.thread is not None or self.links_to is not None or self.silent or self.is_edit

    def call_body(self) -> bytes:
        """The same as JSON; a page that goes to many is written out once."""
        if self._own or self.method in NO_CHAT or len(self.body) <= 2:
            return json.dumps(self.call()).encode()
        return b'{"chat_id":%d,' % self.chat_id + self.body[1:]
