"""Which messages the bot sent into a private chat within 48 hours: so that /forget can delete them there too.

Telegram lets a bot delete what it sent for so long, and by its number alone. Of strangers, and of groups, nothing is
noted. No text is kept here. Times are the clock's of the service, seconds since 1970.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from telegram.constants import BulkRequestLimit

from bot.people.database import PeopleDatabase
from digests.clock import Clock

KEPT = timedelta(hours=48)
AT_ONCE = int(BulkRequestLimit.MAX_LIMIT)


class SentMessages:
    """The numbers of messages. Every method is one transaction, or joins the caller's."""

    def __init__(self, database: PeopleDatabase, clock: Clock) -> None:
        self.db = database
        self.clock = clock

    def note(self, messages: Iterable[tuple[int, int]]) -> None:
        """(chat, message) of what was taken; only private chats that have settings are noted."""
        now = self.clock.now().timestamp()
        rows = [(chat_id, message_id, now, chat_id) for chat_id, message_id in messages if chat_id > 0]
        self.db.execute_many(
            """INSERT OR IGNORE INTO sent SELECT ?, ?, ?
               WHERE EXISTS (SELECT 1 FROM subscribers WHERE chat_id = ?)""",
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
        return (self.clock.now() - KEPT).timestamp()


def calls(message_ids: Sequence[int]) -> list[dict[str, list[int]]]:
    """The parameters of deleteMessages, a hundred messages each."""
    return [{"message_ids": list(message_ids[n : n + AT_ONCE])} for n in range(0, len(message_ids), AT_ONCE)]
