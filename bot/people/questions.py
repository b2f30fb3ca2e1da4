"""Questions that wait for their answer, by their readers' wish: sealed, bound to the chat alone, thirty days at most.

They are in no backup: one that is brought back would bring back what was answered, forgotten or past its time. Time
is the clock's of the service.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal, cast

from bot.mail.message import Message
from bot.mail.outbox import Outbox
from bot.people.seal import Seal
from bot.people.store import PeopleStore
from digests.clock import Clock
from digests.model import Lang

WAITS_FOR = timedelta(days=30)
OF_A_CHAT = 5
OF_ALL = 2_000
"""Questions that are kept at most: all of them are asked again within minutes."""

Outcome = Literal["kept", "already", "full", "crowded"]


@dataclass(frozen=True, slots=True)
class Kept:
    """A question with all that is needed to answer it later as it would have been answered then."""

    text: str
    lang: Lang  # its reader's
    day: date  # on which it was asked: "yesterday" is the day before
    memory: Mapping[str, str] = field(default_factory=dict)  # what it leans on, where it follows another one up

    def written(self) -> str:
        fields = {"text": self.text, "lang": self.lang, "day": self.day.isoformat(), "memory": dict(self.memory)}
        return json.dumps(fields, ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> Kept:
        fields: dict[str, Any] = json.loads(text)
        return cls(fields["text"], cast(Lang, fields["lang"]), date.fromisoformat(fields["day"]), fields["memory"])


class Questions:
    """The questions of the private database. Every method is one transaction, or joins the caller's."""

    def __init__(self, database: PeopleStore, clock: Clock) -> None:
        self.db = database
        self.clock = clock
        self.seal = Seal(database.data)

    def keep(self, name: str, chat_id: int, question: Kept) -> Outcome:
        """Keep `question` under `name`, a random one; the same question is kept once. Raises Unavailable."""
        with self.db.transaction():
            if self.has(name, chat_id) or self._holds(chat_id, question):
                return "already"
            if self.count(chat_id) >= OF_A_CHAT:
                return "full"
            if self.db.number("SELECT count(*) FROM questions") >= OF_ALL:
                return "crowded"
            sealed = self.seal.close(chat_id, question.written())
            until = self.until().timestamp()
            self.db.execute("INSERT INTO questions VALUES (?, ?, ?, ?)", name, chat_id, until, sealed)
            self.db.count("question kept")
        return "kept"

    def until(self) -> datetime:
        """Until when a question is kept that is kept now."""
        return self.clock.now() + WAITS_FOR

    def has(self, name: str, chat_id: int) -> bool:
        return self.db.one("SELECT 1 FROM questions WHERE name = ? AND chat_id = ?", name, chat_id) is not None

    def _holds(self, chat_id: int, question: Kept) -> bool:
        names = self.db.all("SELECT name FROM questions WHERE chat_id = ?", chat_id)
        kept = [self.of(name) for (name,) in names]
        return any(one and one[1].text.casefold() == question.text.casefold() for one in kept)

    def count(self, chat_id: int) -> int:
        return self.db.number("SELECT count(*) FROM questions WHERE chat_id = ?", chat_id)

    def names(self) -> list[str]:
        """What is to be asked again: all that wait for chats that this bot reaches, and whose time has not passed."""
        rows = self.db.all(
            """SELECT name FROM questions WHERE until > ? AND chat_id NOT IN (SELECT chat_id FROM unreached)
               ORDER BY until, name""",
            self.clock.now().timestamp(),
        )
        return [name for (name,) in rows]

    def of(self, name: str) -> tuple[int, Kept] | None:
        """(chat, question); None where it is gone or does not open. Raises Unavailable where the key cannot be read."""
        row = self.db.one("SELECT chat_id, sealed FROM questions WHERE name = ?", name)
        text = self.seal.open(row[0], row[1]) if row else None
        return (row[0], Kept.read(text)) if row and text else None

    def answer(self, name: str, messages: Iterable[Message], outbox: Outbox) -> bool:
        """The question goes as its answer comes, or neither; False where it was answered or dropped meanwhile."""
        with self.db.transaction():
            if not self._drop("name = ?", name):
                return False
            outbox.put(messages)
        return True

    def drop(self, chat_id: int) -> int:
        """The chat waits no more; how many there were."""
        with self.db.transaction():
            return self._drop("chat_id = ?", chat_id)

    def tidy(self) -> None:
        """What has had its time goes. What a clock gone wrong gave longer has thirty days from now."""
        now = self.clock.now()
        latest = self.until().timestamp()
        with self.db.transaction():
            self._drop("until <= ?", now.timestamp())
            self.db.execute("UPDATE questions SET until = ? WHERE until > ?", latest, latest)

    def _drop(self, which: str, value: object) -> int:
        gone = self.db.execute(f"DELETE FROM questions WHERE {which}", value)
        if gone:
            self.db.count("question gone", gone)
        return gone
