"""Which chats rest for longer than two senders are apart, kept for the next one: the pace goes on from where it was."""

from __future__ import annotations

import json

from bot.mail.governor import Governor
from bot.people.store import PeopleStore


class Rests:
    """Every method joins the caller's transaction. Times in the table are the mail's own, seconds since 1970."""

    def __init__(self, database: PeopleStore) -> None:
        self.db = database

    def keep(self, governor: Governor, now: float) -> None:
        """What is new since this was done last, and does not end by itself before another could send."""
        for chat_id, (rest, sends) in governor.lasting().items():
            self.db.execute(
                """INSERT INTO rests VALUES (?, ?, ?) ON CONFLICT (chat_id) DO UPDATE
                   SET until = excluded.until, sends = excluded.sends""",
                chat_id, now + rest, json.dumps([round(now - age, 3) for age in sends]),
            )  # fmt: skip

    def resume(self, governor: Governor, now: float) -> None:
        """The pace of the sender before. What was in flight counts as sent just now."""
        for chat_id, until, sends in self.db.all("SELECT chat_id, until, sends FROM rests"):
            governor.resume(chat_id, until - now, [now - at for at in json.loads(sends)])
        for (chat_id,) in self.db.all("SELECT DISTINCT chat_id FROM outbox WHERE claimed = 1"):
            governor.sent(chat_id)

    def tidy(self, now: float) -> None:
        self.db.execute("DELETE FROM rests WHERE until < ?", now)
