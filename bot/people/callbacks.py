"""Callback data that only this bot can have made, for this chat: a forged button reaches nobody's settings."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit

from bot.people.store import PeopleStore

LIMIT = int(InlineKeyboardButtonLimit.MAX_CALLBACK_DATA)  # bytes of callback data that Telegram takes
SEAL = 11  # characters: 8 bytes of HMAC-SHA256 in base64
ROOM = LIMIT - SEAL - 1
STATE = "callback_key"
EVERYBODY = 0  # no chat has this id


class Callbacks:
    """Signs and checks callback data with a key that is kept in the private database."""

    def __init__(self, key: bytes) -> None:
        self.key = key

    @classmethod
    def of(cls, database: PeopleStore) -> Callbacks:
        """With the database's own key, made on first use."""
        kept = database.state(STATE) or database.agreed(STATE, secrets.token_hex(32))
        return cls(bytes.fromhex(kept))

    def sign(self, chat_id: int, data: str) -> str:
        """`data` (at most 52 bytes of UTF-8) with its seal for `chat_id`. Raises ValueError where it is longer."""
        if len(data.encode()) > ROOM:
            raise ValueError(f"callback data over {ROOM} bytes: {data!r}")
        return f"{self._seal(chat_id, data)}.{data}"

    def keyboard(self, chat_id: int, rows: Sequence[Sequence[InlineKeyboardButton]]) -> dict[str, Any]:
        """Rows of buttons as an inline keyboard in JSON, their callback data signed for `chat_id`."""
        return InlineKeyboardMarkup([[self._signed(chat_id, button) for button in row] for row in rows]).to_dict()

    def _signed(self, chat_id: int, button: InlineKeyboardButton) -> InlineKeyboardButton:
        data = button.callback_data
        if data is None:
            return button
        return InlineKeyboardButton(button.text, callback_data=self.sign(chat_id, str(data)))

    def shared(self, rows: Sequence[Sequence[InlineKeyboardButton]]) -> dict[str, Any]:
        """The same for everybody who gets the message: only for what changes nothing that is stored."""
        return self.keyboard(EVERYBODY, rows)

    def verify_shared(self, data: str) -> str | None:
        """What was signed for everybody, or None where the seal is wrong."""
        return self.verify(EVERYBODY, data)

    def verify(self, chat_id: int, data: str) -> str | None:
        """What was signed for `chat_id`, or None where the seal is wrong."""
        seal, dot, inner = data.partition(".")
        fits = hmac.compare_digest(seal.encode(), self._seal(chat_id, inner).encode())
        return inner if dot and fits else None

    def _seal(self, chat_id: int, data: str) -> str:
        digest = hmac.new(self.key, f"{chat_id}:{data}".encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest[:8]).decode().rstrip("=")
