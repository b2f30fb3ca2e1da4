"""Chats that this bot has not met, or can no longer find: nothing is sent to them, and their settings wait.

A new bot on an old folder is told "chat not found" of everybody. That is no goodbye: a reader has only to write to
the new bot once. So a refusal stops the mail; one edition in three days asks again; and only where refusals have
come for thirty days, and nothing else, the chat is erased. A sign of life (an update, a message that was taken) ends
it. Time is the clock's of the service, and a refusal is counted as well, so that a clock gone wrong erases nobody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from typing import Literal

from bot.people.store import PeopleStore
from digests.clock import Clock

WAIT = timedelta(days=30)
ASK_AGAIN = timedelta(days=2, hours=12)  # the next edition after it asks: every third day for daily readers
REFUSALS = 5  # at least, whatever the clock says
BOT = "bot"


class Unreached:
    """Every method is one transaction, or joins the caller's."""

    def __init__(self, database: PeopleStore, clock: Clock) -> None:
        self.db = database
        self.clock = clock

    def serve(self, token: str) -> None:
        """The bot of `token` takes over: where it is another than before, it has met none of the chats."""
        bot = hashlib.sha256(b"khabar bot\0" + token.partition(":")[0].encode()).hexdigest()[:16]
        with self.db.transaction():
            if self.db.state(BOT) != bot:
                self.db.execute(
                    "INSERT INTO unreached (chat_id) SELECT chat_id FROM subscribers WHERE true ON CONFLICT DO NOTHING"
                )
                self.db.set_state(BOT, bot)

    def has(self, chat_id: int) -> bool:
        """Whether this bot never reached the chat, or was refused since."""
        return self.db.one("SELECT 1 FROM unreached WHERE chat_id = ?", chat_id) is not None

    def met(self, chats: Sequence[int]) -> None:
        """These wrote, or took a message."""
        if self.db.one("SELECT 1 FROM unreached LIMIT 1"):
            self.db.execute_many("DELETE FROM unreached WHERE chat_id = ?", [(chat_id,) for chat_id in chats])

    def refused(self, chat_id: int) -> Literal["waits", "over"]:
        """Telegram does not know the chat: its mail is dropped. "over": it has not for thirty days.

        Of a chat without settings nothing is noted: there is nothing that could wait.
        """
        now = self.clock.now().timestamp()
        with self.db.transaction():
            self.db.execute("DELETE FROM outbox WHERE chat_id = ?", chat_id)
            self.db.execute(
                """INSERT INTO unreached SELECT chat_id, ?, ?, 1 FROM subscribers WHERE chat_id = ?
                   ON CONFLICT(chat_id) DO UPDATE SET
                   since = CASE WHEN unreached.since < excluded.since THEN unreached.since ELSE excluded.since END,
                   asked = excluded.asked, refusals = unreached.refusals + 1""",
                now, now, chat_id,
            )  # fmt: skip
            row = self.db.one("SELECT since, refusals FROM unreached WHERE chat_id = ?", chat_id)
        over = row is not None and now - row[0] >= WAIT.total_seconds() and row[1] >= REFUSALS
        return "over" if over else "waits"
