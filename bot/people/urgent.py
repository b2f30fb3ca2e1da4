"""Who is still to be told of an urgent story. Every method is one transaction, or joins the caller's.

A row for each reader it is for is made once for each mark of an editor, and goes in one transaction with the message:
nobody hears of it twice, nobody never, whenever the process ends.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bot.mail.message import Message
from bot.mail.outbox import Outbox
from bot.people.store import PeopleStore

TOLD = "urgent_told"
"""The name under which the database keeps the numbers of the marks that were handed out."""
REMEMBERED = 100
"""Numbers that are kept: what may not be told yet is looked for among the marks after the lowest of them."""


class UrgentWaiting:
    """The table `urgent_waiting` of the private database."""

    def __init__(self, database: PeopleStore) -> None:
        self.db = database

    def handed(self) -> frozenset[int]:
        """The numbers of the marks whose readers have their rows, or had them."""
        return frozenset(int(number) for number in (self.db.state(TOLD) or "").split(",") if number)

    def floor(self) -> int:
        """The number after which marks are looked for: those before the lowest that is kept are long over."""
        handed = self.handed()
        return min(handed) if len(handed) == REMEMBERED else 0

    def hand_out(self, number: int, topics: Collection[str], until: float) -> int:
        """A row for every subscriber of one of these topics, or of all; how many. Once for each number."""
        with self.db.transaction():
            handed = self.handed()
            if number in handed:
                return 0
            mine = " OR ".join("',' || topics || ',' LIKE ?" for _ in topics)
            made = self.db.execute(
                f"""INSERT INTO urgent_waiting SELECT chat_id, ?, ? FROM subscribers
                    WHERE active = 1 AND (topics = '' {f'OR {mine}' if mine else ''})
                    AND chat_id NOT IN (SELECT chat_id FROM unreached) ON CONFLICT DO NOTHING""",
                number, until, *(f"%,{topic},%" for topic in topics),
            )  # fmt: skip
            kept = sorted({*handed, number})[-REMEMBERED:]
            self.db.set_state(TOLD, ",".join(map(str, kept)))
        return made

    def waiting(self, after: tuple[int, int], most: int) -> list[tuple[int, int]]:
        """The next (chat, number) that wait."""
        found = self.db.all(
            """SELECT chat_id, number FROM urgent_waiting WHERE (chat_id, number) > (?, ?)
               ORDER BY chat_id, number LIMIT ?""",
            *after, most,
        )  # fmt: skip
        return [(chat_id, number) for chat_id, number in found]

    def tell(self, chat_id: int, number: int, messages: Iterable[Message], outbox: Outbox) -> bool:
        """The row goes as its message comes, or neither; False where it is gone already."""
        with self.db.transaction():
            if not self.db.execute("DELETE FROM urgent_waiting WHERE chat_id = ? AND number = ?", chat_id, number):
                return False
            outbox.put(messages)
        return True

    def drop(self, number: int) -> int:
        """The story is told no more; how many would have heard of it."""
        return self.db.execute("DELETE FROM urgent_waiting WHERE number = ?", number)

    def tidy(self, now: float) -> None:
        """What was not told in time: its edition has told of it."""
        self.db.execute("DELETE FROM urgent_waiting WHERE until <= ?", now)
