"""Who asked to be forgotten stays forgotten when a backup, or a dump of a server, from before is brought back.

A backup is not rewritten: it is there for the day on which the database is wrong. So /forget leaves a mark beside the
database, as long as there are backups that may hold the chat: a keyed hash of the chat's number. The number cannot be
read from it without the database's key; whoever holds both can only try numbers out. Of a server nobody knows what was
dumped, and a dump brings back what stood in it alone: there the marks are kept for as long as a dump may be used, and
in a file of each bot as well.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from collections.abc import Mapping

from bot.people import scrub
from bot.people.store import PeopleStore
from bot.people.subscribers import CHAT_TABLES
from digests.errors import KhabarError
from digests.sources.disk import write_whole

log = logging.getLogger(__name__)

FILE = "forgotten.json"
KEY = "callback_key"
NOTE = "INSERT INTO forgotten VALUES (?, ?) ON CONFLICT(mark) DO UPDATE SET at = excluded.at"
TABLES = (
    "subscribers", "deliveries", "outbox", "unreached", "questions", "sent", "follows", "urgent_waiting",
)  # fmt: skip


def mark(database: PeopleStore, chat_id: int, at: float) -> None:
    """Remember that `chat_id` asked to be forgotten at `at` (seconds since 1970)."""
    key = database.state(KEY)
    if key is not None:
        database.execute(NOTE, _mark(key, chat_id), at)


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


def tidy(database: PeopleStore, oldest: float | None, now: float) -> None:
    """Drop the marks of whom no backup holds: those older than the `oldest` backup that is here, all where there is
    none; and older than any that is elsewhere."""
    bound = now if oldest is None else oldest
    database.execute("DELETE FROM forgotten WHERE at < ?", min(bound, now - database.copied_for))
    keep(database, now)


def keep(database: PeopleStore, now: float) -> None:
    """Let the marks outlive a server, beside what is here of it."""
    if not database.copied_for:
        return
    there = _read(database)
    marks = {mark: at for mark, at in {**there, **_marks(database)}.items() if at > now - database.copied_for}
    try:
        if marks != there:
            write_whole(database.data / FILE, json.dumps(marks))
    except KhabarError as error:
        log.warning("who is to stay forgotten cannot be noted beside the server: %s", error)


def again(database: PeopleStore) -> int:
    """Forget anew whom a dump brought back although they had asked after it was made; how many chats.

    What the database knows of it itself was done then: whoever came back since is not meant.
    """
    known = _marks(database)
    marks = {mark: at for mark, at in _read(database).items() if at > known.get(mark, float("-inf"))}
    key = database.state(KEY)
    if not marks or key is None:
        return 0
    chats = {chat for table in CHAT_TABLES for (chat,) in database.all(f"SELECT DISTINCT chat_id FROM {table}")}
    found = [(chat,) for chat in chats if _mark(key, chat) in marks]
    with database.transaction():
        for table in CHAT_TABLES if found else ():
            database.execute_many(f"DELETE FROM {table} WHERE chat_id = ?", found)
        for mark, at in marks.items():
            database.execute(NOTE, mark, at)
    if found:
        scrub.rewrite(database)
    return len(found)


def _marks(database: PeopleStore) -> dict[str, float]:
    return {mark: at for mark, at in database.all("SELECT mark, at FROM forgotten")}  # noqa: C416 (typed)


def _read(database: PeopleStore) -> Mapping[str, float]:
    """The marks of the file; none where there is no file that can be read."""
    try:
        found = json.loads((database.data / FILE).read_bytes())
        return {str(mark): float(at) for mark, at in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _mark(key: str, chat_id: int) -> str:
    return hmac.new(bytes.fromhex(key), f"forgotten:{chat_id}".encode(), hashlib.sha256).hexdigest()[:32]
