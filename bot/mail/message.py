"""What goes out: a call of the Bot API, for whom, how urgent, and how long it is of use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

JSON = Any
"""What `json.dumps` takes."""


class Priority(IntEnum):
    """The lower goes first."""

    TAP = -1  # Telegram lets a tapped button wait a minute at most, so these pass the chat's longer answers
    ANSWER = 0
    ALERT = 1
    DIGEST = 2
    BULK = 3


HOUR = 3600.0
LIFE: Mapping[Priority, float] = {
    Priority.TAP: 60.0,
    Priority.ANSWER: 24 * HOUR,
    Priority.ALERT: 3 * 24 * HOUR,
    Priority.DIGEST: 48 * HOUR,  # by then the next editions are out
    Priority.BULK: 7 * 24 * HOUR,
}
"""Seconds after which a message that names no expiry of its own is of no use any more."""

SHORT_LIVED: Mapping[str, float] = {"answerCallbackQuery": 60.0, "answerInlineQuery": 30.0}
"""Telegram forgets these queries soon; a late answer is refused anyway."""


@dataclass(frozen=True, slots=True)
class PhotoRef:
    """A picture that goes with `sendPhoto`. Stored once under `key`, uploaded once, then known by its file_id."""

    key: str  # names the content: "chart:crocus.deaths:tg:2024-04-04"
    data: bytes
    name: str = "chart.png"


@dataclass(frozen=True, slots=True)
class Message:
    """One call of the Bot API. `payload` is its JSON; `chat_id` need not stand in it.

    (chat, key, page) is unique among what waits. The pages of one key go out in order. A call that
    belongs to no chat (answerInlineQuery) carries the asker's id as `chat_id`, so that order and erasure hold.
    """

    chat_id: int
    method: str
    payload: Mapping[str, JSON]
    priority: Priority
    key: str
    page: int = 0
    expires: datetime | None = None
    photo: PhotoRef | None = None

    def life(self) -> float:
        """Seconds it is of use where `expires` does not say."""
        return SHORT_LIVED.get(self.method, LIFE[self.priority])
