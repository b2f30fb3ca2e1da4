"""Which messages the bot sent into a private chat within 48 hours: so that /forget can delete them there too.

Telegram lets a bot delete what it sent for so long, and by its number alone. Of strangers, and of groups, nothing is
noted. No text is kept here. Times are the clock's of the service, seconds since 1970.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from telegram.constants import BulkRequestLimit

from bot.people.store import PeopleStore
from digests.clock import Clock

DELETABLE_FOR = timedelta(hours=48)
Noted = tuple[int, int, float]
"""(chat, message, when it was sent)."""
AT_ONCE = int(BulkRequestLimit.MAX_LIMIT)


class SentMessages:
    """The numbers of messages. Every method is one transaction, or joins the caller's."""

    def __init__(self, database: PeopleStore, clock: Clock) -> None:
        self.db = database
        self.clock = clock

    def note(self, messages: Iterable[Noted]) -> None:
        """What was taken, or changed in its place; only private chats that have settings are noted."""
        now = self.clock.now().timestamp()
        rows = [(chat_id, message_id, min(at, now), chat_id) for chat_id, message_id, at in messages if chat_id > 0]
        self.db.execute_many(
            """INSERT INTO sent SELECT ?, ?, ?
               WHERE EXISTS (SELECT 1 FROM subscribers WHERE chat_id = ?) ON CONFLICT DO NOTHING""",
            rows,
        )

    def of(self, chat_id: int) -> list[int]:
        """The messages of the last 48 hours, the oldest first."""
        rows = self.db.all(
            "SELECT message_id FROM sent WHERE chat_id = ? AND at > ? ORDER BY message_id", chat_id, self._oldest()
        )
        return [message_id for (message_id,) in rows]

    def tidy(self) -> None:
        """What can be deleted no more is forgotten; what a clock gone wrong stamped later is as of now."""
        now = self.clock.now().timestamp()
        with self.db.transaction():
            self.db.execute("DELETE FROM sent WHERE at <= ?", self._oldest())
            self.db.execute("UPDATE sent SET at = ? WHERE at > ?", now, now)

    def _oldest(self) -> float:
        return (self.clock.now() - DELETABLE_FOR).timestamp()


def noted(chat_id: int, method: str, result: Any) -> list[Noted]:
    """The message that a call put into a chat, or changed there: one that came to a stranger is noted when it is."""
    if not method.startswith(("send", "edit")) or not isinstance(result, dict):
        return []
    message_id, at = result.get("message_id"), result.get("date")
    return [(chat_id, message_id, float(at))] if isinstance(message_id, int) and isinstance(at, int) else []


def calls(message_ids: Sequence[int]) -> list[dict[str, list[int]]]:
    """The parameters of deleteMessages, a hundred messages each."""
    return [{"message_ids": list(message_ids[n : n + AT_ONCE])} for n in range(0, len(message_ids), AT_ONCE)]
