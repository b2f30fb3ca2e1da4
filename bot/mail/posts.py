"""What stands in a channel: its buttons lead to the bot, and a post is remembered as long as it may be corrected."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.people.store import PeopleStore

KEPT = timedelta(days=7)  # so long a post is corrected
LINKED = frozenset({"more", "from", "fig", "day", "go"})
"""Buttons that a link can stand for: they change nothing, and what they say of is there for everybody."""
START = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What Telegram takes behind `?start=`."""

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Post:
    """One page of an edition in a channel."""

    chat_id: int
    name: str  # of the issue: daily, weekly …
    period: date
    page: int
    message_id: int
    mark: str


def mark(payload: Payload) -> str:
    """Tells what a page says now from what it said before; its buttons do not count."""
    return hashlib.sha256(str(payload.get("text") or payload.get("caption")).encode()).hexdigest()[:16]


def linked(payload: Payload, username: str) -> dict[str, Any]:
    """The page with links to the bot instead of buttons that call back: a channel has no settings of a person."""
    rest = {name: value for name, value in payload.items() if name != "reply_markup"}
    rows = payload.get("reply_markup", {}).get("inline_keyboard", ())
    kept = [[button for each in row if (button := _link(each, username))] for row in rows]
    return {**rest, "reply_markup": {"inline_keyboard": [row for row in kept if row]}} if any(kept) else rest


def _link(button: Payload, username: str) -> dict[str, Any] | None:
    if "callback_data" not in button:
        return dict(button)
    data = str(button["callback_data"]).partition(".")[2]  # behind the seal
    start = re.sub(r"[^A-Za-z0-9_-]", "-", data)
    if data.partition(":")[0] not in LINKED or not START.fullmatch(start):
        return None
    return {"text": button["text"], "url": f"https://t.me/{username}?start={start}"}


class Posts:
    """Every method joins the caller's transaction, or is one."""

    def __init__(self, database: PeopleStore) -> None:
        self.db = database

    def note(self, chat_id: int, batch: int, page: int, message_id: int, payload: Payload) -> None:
        """An edition's page was posted; what is no edition is not remembered."""
        self.db.execute(
            """INSERT INTO posts SELECT ?, issues.cadence, issues.period, ?, ?, ? FROM deliveries
               JOIN issues ON issues.id = deliveries.issue WHERE deliveries.chat_id = ? AND deliveries.batch = ?
               ON CONFLICT(chat_id, cadence, period, page) DO UPDATE SET
               message_id = excluded.message_id, mark = excluded.mark""",
            chat_id, page, message_id, mark(payload), chat_id, batch,
        )  # fmt: skip

    def since(self, day: date) -> list[Post]:
        """The posts of editions that closed on `day` or later."""
        rows = self.db.all(
            """SELECT chat_id, cadence, period, page, message_id, mark FROM posts WHERE period >= ?
               ORDER BY chat_id, period, page""",
            day.isoformat(),
        )
        return [
            Post(chat_id, name, date.fromisoformat(period), page, message_id, kept)
            for chat_id, name, period, page, message_id, kept in rows
        ]

    def corrected(self, post: Post, to: str) -> None:
        """The post says something else from now on."""
        self.db.execute(
            "UPDATE posts SET mark = ? WHERE chat_id = ? AND cadence = ? AND period = ? AND page = ?",
            to, post.chat_id, post.name, post.period.isoformat(), post.page,
        )  # fmt: skip

    def tidy(self, day: date) -> None:
        """What is older than `day` is corrected no more."""
        self.db.execute("DELETE FROM posts WHERE period < ?", day.isoformat())
