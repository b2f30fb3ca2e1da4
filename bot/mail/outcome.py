"""What Telegram's answer to a call means. Pure: status and body in, an outcome out.

The wordings are those of the telegram-bot-api server.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

GONE = (
    "bot was blocked by the user",
    "user is deactivated",
    "bot was kicked from",
    "the group chat was deleted",
    "group chat was deactivated",
    "bot can't send messages to bots",
)
OUTSIDE = ("bot is not a member of",)
UNKNOWN_HERE = ("chat not found", "user not found", "bot can't initiate conversation", "peer_id_invalid")
"""A new bot on an old folder of data hears this of everybody: no goodbye."""
ALREADY = ("message is not modified",)
MARKUP = ("can't parse entities", "can't parse caption entities")
FILE = ("wrong file identifier", "wrong remote file", "file_reference", "wrong type of file")
CLOSED = (
    "topic_closed",
    "topic_deleted",
    "topic_id_invalid",
    "message thread not found",
    "not enough rights to send text messages",
    "have no rights to send a message",
    "chat_write_forbidden",
    "chat_send_plain_forbidden",
    "chat_restricted",
    "need administrator rights in the channel chat",
    "chat_admin_required",
)
"""The group or channel is there, but here the bot may not write."""
PHOTOS = ("not enough rights to send", "chat_send_photos_forbidden", "chat_send_media_forbidden")
"""It may write, but show no pictures: held against a refusal that is none of those above."""
DEFAULT_RETRY_AFTER = 5.0


@dataclass(frozen=True, slots=True)
class Sent:
    """Taken. `result` is what Telegram made of it."""

    result: Any


@dataclass(frozen=True, slots=True)
class Gone:
    """This chat is gone: nothing more is sent to it, nothing more is kept of it.

    `outside`: the bot is not in the group. A bot that never was hears the same.
    """

    outside: bool = False


@dataclass(frozen=True, slots=True)
class Unreachable:
    """This bot does not know the chat: it never met it, or the chat is gone. Its settings wait."""


@dataclass(frozen=True, slots=True)
class Migrated:
    """The group has a new id."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class SlowDown:
    """Every send is to wait so many seconds; `here`: only those to this chat, which alone was told so."""

    seconds: float
    here: bool = False


@dataclass(frozen=True, slots=True)
class Trouble:
    """It surely was not taken; trouble on the way."""

    kind: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody knows whether it was taken."""

    kind: str


@dataclass(frozen=True, slots=True)
class Refused:
    """This call will never be taken as it stands."""

    kind: str
    markup: bool = False  # the page's markup cannot be read: plain text may go
    file: bool = False  # the remembered file_id is of no use any more
    closed: bool = False  # not here: a forum topic that is closed or gone, a chat in which the bot may not write
    photos: bool = False  # not here: this chat takes words alone


@dataclass(frozen=True, slots=True)
class Conflict:
    """Another process polls with this token (409); or, `webhook`, one is set."""

    webhook: bool = False


@dataclass(frozen=True, slots=True)
class Revoked:
    """The token is not, or no longer, one of Telegram's."""


Outcome = Sent | Gone | Unreachable | Migrated | SlowDown | Trouble | Unknown | Refused | Conflict | Revoked


def outcome_of(status: int, raw: bytes) -> Outcome:
    """The meaning of an HTTP answer."""
    if status >= 500 or 300 <= status < 400:  # the API never redirects: somebody stands between
        return Trouble(f"{status // 100}xx")
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, Mapping) or not isinstance(body.get("ok"), bool):
        # An answer that is none: a 200 of a proxy or a torn body says nothing about the message.
        return Unknown("wrong JSON") if status < 400 else Trouble("wrong JSON")
    if body["ok"]:
        return Sent(body.get("result"))
    code = body.get("error_code")
    return _refusal(code if isinstance(code, int) else status, body)


def _refusal(code: int, body: Mapping[str, Any]) -> Outcome:
    words = str(body.get("description", "")).lower()
    parameters = body.get("parameters")
    parameters = parameters if isinstance(parameters, Mapping) else {}
    moved = parameters.get("migrate_to_chat_id")
    if isinstance(moved, int):
        return Migrated(moved)
    if code == 429:
        return SlowDown(retry_after(parameters.get("retry_after")))
    if code >= 500:
        return Trouble("5xx")
    if code in (401, 404):
        return Revoked()
    if code == 409:
        return Conflict(webhook="webhook" in words)
    if any(phrase in words for phrase in GONE):
        return Gone()
    if any(phrase in words for phrase in OUTSIDE):
        return Gone(outside=True)
    if any(phrase in words for phrase in UNKNOWN_HERE):
        return Unreachable()
    if any(phrase in words for phrase in ALREADY):
        return Sent(None)
    closed = any(phrase in words for phrase in CLOSED)
    return Refused(
        f"{code}",
        markup=any(phrase in words for phrase in MARKUP),
        file=any(phrase in words for phrase in FILE),
        closed=closed,
        photos=not closed and any(phrase in words for phrase in PHOTOS),
    )


def retry_after(told: object) -> float:
    """Seconds to wait, whatever stands there; a few where it is unreadable."""
    try:
        seconds = float(told)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return DEFAULT_RETRY_AFTER
    return max(0.0, seconds) if math.isfinite(seconds) else DEFAULT_RETRY_AFTER
