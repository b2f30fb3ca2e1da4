"""Mail that nobody asked for and that comes at a bad time: it waits for the end of quiet hours or of a pause.

A held row stands in the outbox with `claimed` at 2, its chat in `held` with the moment until which it waits.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from bot.mail.message import LIFE, Priority
from bot.people.hush import AS_USUAL, Manners
from bot.people.store import PeopleStore

RowId = tuple[int, int, int, int]
"""(priority, batch, chat, page)"""


def manners_of(row_id: RowId, manners: Mapping[int, Manners]) -> Manners:
    """How the row's chat wants it; what was asked for comes as usual."""
    priority, _, chat_id, _ = row_id
    return manners.get(chat_id, AS_USUAL) if priority >= Priority.ALERT else AS_USUAL


def hold(
    db: PeopleStore, ids: Collection[RowId], manners: Mapping[int, Manners], *, now: datetime, wall: float
) -> None:
    """The chats of these rows get nothing unasked until they may be disturbed again. `now` is by the clock of people,
    `wall` by that of mail, in seconds; no alert grows too old meanwhile."""
    for chat_id in {chat_id for _, _, chat_id, _ in ids}:
        until = manners[chat_id].until or now
        db.execute(
            "INSERT INTO held VALUES (?, ?) ON CONFLICT(chat_id) DO UPDATE SET until = excluded.until",
            chat_id, until.timestamp(),
        )  # fmt: skip
        db.execute(
            "UPDATE outbox SET claimed = 2 WHERE chat_id = ? AND priority >= ? AND claimed = 0",
            chat_id, int(Priority.ALERT),
        )  # fmt: skip
        ends = wall + (until - now).total_seconds() + LIFE[Priority.ALERT]
        db.execute(
            """UPDATE batches SET expires = ? WHERE expires < ? AND id IN
               (SELECT batch FROM outbox WHERE chat_id = ? AND priority = ? AND claimed = 2)""",
            ends, ends, chat_id, int(Priority.ALERT),
        )  # fmt: skip


def release(db: PeopleStore, now: datetime) -> int:
    """Let go what has waited long enough; how many chats had something waiting."""
    with db.transaction():
        db.execute(
            """UPDATE outbox SET claimed = 0 WHERE claimed = 2 AND chat_id IN
               (SELECT chat_id FROM held WHERE until <= ?)""",
            now.timestamp(),
        )
        return db.execute("DELETE FROM held WHERE until <= ?", now.timestamp())


def release_all(db: PeopleStore) -> None:
    """Let go everything: it is looked at anew."""
    db.execute("UPDATE outbox SET claimed = 0 WHERE claimed = 2")
    db.execute("DELETE FROM held")
