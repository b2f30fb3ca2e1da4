"""Who asked to be forgotten stays forgotten when a backup from before is brought back.

A backup is not rewritten: it is there for the day on which the database is wrong. So /forget leaves a mark beside the
database, as long as there are backups that may hold the chat: a keyed hash of the chat's number. The number cannot be
read from it without the database's key; whoever holds both can only try numbers out.
"""

from __future__ import annotations

import hashlib
import hmac

from bot.people.store import PeopleStore

KEY = "callback_key"
TABLES = (
    "subscribers", "deliveries", "outbox", "unreached", "questions", "sent", "follows", "urgent_waiting",
)  # fmt: skip


def mark(database: PeopleStore, chat_id: int, at: float) -> None:
    """Remember that `chat_id` asked to be forgotten at `at` (seconds since 1970)."""
    key = database.state(KEY)
    if key is not None:
        database.execute(
            "INSERT INTO forgotten VALUES (?, ?) ON CONFLICT(mark) DO UPDATE SET at = excluded.at",
            _mark(key, chat_id), at,
        )  # fmt: skip


def among(database: PeopleStore, table: str) -> list[int]:
    """The chats in `table` that asked to be forgotten, and did not come back since."""
    key = database.state(KEY)
    marks = {row[0] for row in database.all("SELECT mark FROM forgotten")}
    if key is None or not marks:
        return []
    chats = database.all(f"SELECT chat_id FROM {table} EXCEPT SELECT chat_id FROM main.subscribers")
    return [chat_id for (chat_id,) in chats if _mark(key, chat_id) in marks]


def erase(database: PeopleStore, chats: list[int]) -> None:
    for table in TABLES:
        database.execute_many(f"DELETE FROM main.{table} WHERE chat_id = ?", [(chat_id,) for chat_id in chats])


def tidy(database: PeopleStore, oldest: float | None) -> None:
    """Drop the marks of whom no backup holds: those older than the `oldest` backup, all where there is none."""
    database.execute("DELETE FROM forgotten WHERE at < coalesce(?, at + 1)", oldest)


def _mark(key: str, chat_id: int) -> str:
    return hmac.new(bytes.fromhex(key), f"forgotten:{chat_id}".encode(), hashlib.sha256).hexdigest()[:32]
