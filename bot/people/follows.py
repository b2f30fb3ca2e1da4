"""Which figures a chat follows, and what it was told of each. Every method is one transaction, or joins the caller's.

What was told is public and the same for many, so it is kept once (`tellings`); a chat's row points to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.mail.message import Message, Priority
from bot.mail.outbox import Outbox
from bot.people.store import PeopleStore

MOST = 50
"""Figures that a chat follows at most: more than there are themes to read of."""

Outcome = Literal["followed", "already", "full"]


@dataclass(frozen=True, slots=True)
class Telling:
    """What some of those who follow an indicator were told last: see `digests.figures.stands`."""

    id: int
    indicator: str
    told: str


class Follows:
    """The follows of the private database."""

    def __init__(self, database: PeopleStore) -> None:
        self.db = database

    def follow(self, chat_id: int, indicator: str, told: str) -> Outcome:
        """From now on the chat hears of what becomes of a figure, as `told` to it now."""
        with self.db.transaction():
            if self.has(chat_id, indicator):
                return "already"
            if len(self.of(chat_id)) >= MOST:
                return "full"
            telling = self.telling(indicator, told)
            self.db.execute("INSERT INTO follows VALUES (?, ?, ?)", chat_id, indicator, telling)
        return "followed"

    def unfollow(self, chat_id: int, indicator: str) -> bool:
        """Whether the chat followed it."""
        return self.db.execute("DELETE FROM follows WHERE chat_id = ? AND indicator = ?", chat_id, indicator) > 0

    def has(self, chat_id: int, indicator: str) -> bool:
        return self.db.one("SELECT 1 FROM follows WHERE chat_id = ? AND indicator = ?", chat_id, indicator) is not None

    def of(self, chat_id: int) -> tuple[str, ...]:
        """The indicators that the chat follows."""
        return tuple(row[0] for row in self.db.all("SELECT indicator FROM follows WHERE chat_id = ?", chat_id))

    # What was told

    def telling(self, indicator: str, told: str) -> int:
        """The id of a telling, made where there is none."""
        self.db.execute("INSERT INTO tellings (indicator, told) VALUES (?, ?) ON CONFLICT DO NOTHING", indicator, told)
        return self.db.number("SELECT id FROM tellings WHERE indicator = ? AND told = ?", indicator, told)

    def tellings(self) -> list[Telling]:
        """All that some chat was told last; what nobody was told any more is dropped, once no alert waits that may be
        taken back."""
        gone = "DELETE FROM tellings WHERE NOT EXISTS (SELECT 1 FROM follows WHERE telling = tellings.id)"
        with self.db.transaction():
            if not self.db.all("SELECT 1 FROM outbox WHERE priority = ? LIMIT 1", int(Priority.ALERT)):
                self.db.execute(gone)
            return [Telling(*row) for row in self.db.all("SELECT id, indicator, told FROM tellings ORDER BY id")]

    def same(self, telling: Telling, told: str) -> None:
        """What was told says now the same in other words: nobody need hear of it."""
        with self.db.transaction():
            other = self.telling(telling.indicator, told)
            self.db.execute("UPDATE follows SET telling = ? WHERE telling = ?", other, telling.id)

    def chats(self, tellings: Iterable[int], after: int, most: int) -> list[int]:
        """The next chats, by number, of those that were told so and that this bot reaches."""
        named = ", ".join(str(int(each)) for each in tellings)
        rows = self.db.all(
            f"""SELECT DISTINCT chat_id FROM follows WHERE telling IN ({named}) AND chat_id > ?
                AND chat_id NOT IN (SELECT chat_id FROM unreached) ORDER BY chat_id LIMIT ?""",
            after, most,
        )  # fmt: skip
        return [chat_id for (chat_id,) in rows]

    def told(self, chat_id: int) -> dict[str, int]:
        """Indicator → id of what the chat was told of it."""
        return dict(self.db.all("SELECT indicator, telling FROM follows WHERE chat_id = ?", chat_id))

    def tell(
        self, chat_id: int, was: Mapping[str, int], now: Mapping[str, str], messages: Sequence[Message], outbox: Outbox
    ) -> bool:
        """The chat is told, and it is noted that it was, or neither; False where it unfollowed one or was told
        meanwhile. `was`: indicator → id of what it had been told; `now`: indicator → what it is told."""
        with self.db.transaction():
            known = self.told(chat_id)
            if any(known.get(indicator) != telling for indicator, telling in was.items()):
                return False
            for indicator, told in now.items():
                self.db.execute(
                    "UPDATE follows SET telling = ? WHERE chat_id = ? AND indicator = ?",
                    self.telling(indicator, told), chat_id, indicator,
                )  # fmt: skip
            outbox.put(messages)
        return True
