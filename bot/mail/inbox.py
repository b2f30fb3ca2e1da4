"""The inbox: every update is on disk before Telegram is told that we have it, and gone when it is handled.

An update is handled at least once. Its row goes in the same transaction that stores what is to be answered; its
id is remembered for two days, since Telegram repeats what was not confirmed.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.mail.message import Message
from bot.mail.outbox import Outbox
from bot.mail.reduced import Malformed, reduce, update_id_of
from bot.mail.steady import Wall
from bot.people.store import PeopleStore

TRIES = 3
SEEN_SECONDS = 48 * 3600.0
PARKED_SECONDS = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Entry:
    """An update that waits to be handled; `tries` were made before."""

    update_id: int
    chat_id: int
    tries: int
    body: dict[str, Any]


class Inbox:
    """Updates in, handled updates out. Every method is one transaction."""

    def __init__(self, database: PeopleStore, outbox: Outbox, wall: Wall, *, editors: Collection[int] = ()) -> None:
        self.db = database
        self.editors = editors  # whose files are kept until they are read
        self.outbox = outbox
        self.wall = wall

    def store(self, updates: Iterable[object]) -> int:
        """Put `updates` on disk, reduced; how many were new. What cannot be read is parked at once, without a body."""
        now = self.wall.now()
        new = 0
        with self.db.transaction():
            for update in updates:
                update_id = update_id_of(update)
                if update_id is None:
                    self.db.count("update without an id")
                elif self.db.execute("INSERT INTO seen VALUES (?, ?) ON CONFLICT DO NOTHING", update_id, now):
                    new += self._keep(update, update_id, now)
        return new

    def _keep(self, update: Any, update_id: int, now: float) -> int:
        try:
            reduced = reduce(update, self.editors)
        except Malformed as error:
            self._park(update_id, now, f"malformed {error}")
            return 0
        if reduced.body is None:
            self.db.count("update of no use")
            return 0
        self.db.execute(
            "INSERT INTO inbox (update_id, chat_id, at, body) VALUES (?, ?, ?, ?)",
            update_id, reduced.chat_id, now, json.dumps(reduced.body, ensure_ascii=False, separators=(",", ":")),
        )  # fmt: skip
        return 1

    def _park(self, update_id: int, at: float, why: str) -> None:
        self.db.execute(
            """INSERT INTO inbox (update_id, at, parked) VALUES (?, ?, ?) ON CONFLICT(update_id) DO UPDATE SET
               chat_id = NULL, at = excluded.at, tries = 0, parked = excluded.parked, body = NULL""",
            update_id, at, why,
        )  # fmt: skip
        self.db.count("update parked")

    def waiting(self, n: int, *, but: Collection[int] = ()) -> list[Entry]:
        """The oldest `n` updates to handle, none of the chats in `but`, one a chat.

        No other node is at these chats until `db.turn_over`.
        """
        busy, chats = self.db.among("chat_id", but)
        found = self.db.all(
            f"""SELECT update_id, chat_id, tries, body FROM inbox WHERE parked IS NULL AND NOT {busy}
                ORDER BY at, update_id LIMIT ?""",
            chats, n * 8,
        )  # fmt: skip
        first: dict[int, Entry] = {}
        for update_id, chat_id, tries, body in found:
            if chat_id not in first and len(first) < n:
                first[chat_id] = Entry(update_id, chat_id, tries, json.loads(body))
        mine = self.db.turns(list(first))
        there = self._are_there([first[chat_id].update_id for chat_id in mine])
        for chat_id in mine:
            if first[chat_id].update_id not in there:  # another node finished it before we had the turn
                self.db.turn_over(chat_id)
        return [entry for chat_id, entry in first.items() if chat_id in mine and entry.update_id in there]

    def _are_there(self, updates: Sequence[int]) -> set[int]:
        if not updates:
            return set()
        among, these = self.db.among("update_id", updates)
        found = self.db.all(f"SELECT update_id FROM inbox WHERE {among} AND parked IS NULL", these)
        return {update_id for (update_id,) in found}

    def done(self, update_id: int, messages: Iterable[Message] = ()) -> bool:
        """Handled: what it is answered with is stored, and it is gone. False where it was gone before: another node
        began it again and has answered."""
        with self.db.transaction():
            if not self.db.execute("DELETE FROM inbox WHERE update_id = ?", update_id):
                return False
            self.outbox.put(messages)
            self.db.count("update handled")
        return True

    def failed(self, entry: Entry, why: str, apology: Iterable[Message] = ()) -> bool:
        """Handling raised: tried again, or parked without its text after a few tries. True where it is parked.

        `apology` goes to the chat then.
        """
        with self.db.transaction():
            if not self._are_there([entry.update_id]):
                return False
            if entry.tries + 1 >= TRIES:
                self._park(entry.update_id, self.wall.now(), why)
                self.outbox.put(apology)
                return True
            self.db.execute("UPDATE inbox SET tries = tries + 1 WHERE update_id = ?", entry.update_id)
        return False

    def size(self) -> int:
        return self.db.number("SELECT count(*) FROM inbox WHERE parked IS NULL")

    def parked(self) -> int:
        return self.db.number("SELECT count(*) FROM inbox WHERE parked IS NOT NULL")

    def tidy(self) -> None:
        """Forget ids after two days and parked updates after one."""
        now = self.wall.now()
        with self.db.transaction():
            self.db.execute("DELETE FROM seen WHERE at < ?", now - SEEN_SECONDS)
            self.db.execute("DELETE FROM inbox WHERE parked IS NOT NULL AND at < ?", now - PARKED_SECONDS)
