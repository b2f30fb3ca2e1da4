"""Carrying the private database over: from the file to a server, or back.

At the target it is one transaction; at the source nothing is changed but a mark, set first, so that whatever happens no
bot starts on both. Where it fails the mark goes, unless the process was killed: then the same command is given again.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from bot.people import seal
from bot.people.database import PeopleDatabase
from bot.people.opening import MOVED, QUESTION_KEY, on_server, opened_whatever
from bot.people.store import PeopleStore, StoreError
from config.settings import Settings
from digests.errors import BadInput, Unavailable

TABLES = (
    "subscribers", "issues", "deliveries", "inbox", "seen", "batches", "pages", "outbox", "photos", "tally",
    "unreached", "forgotten", "threads", "questions", "unanswered", "held", "tellings", "follows", "urgent_waiting",
    "announced", "notices", "channels", "posts", "sent", "rests", "decisions", "drafts", "state",
)  # fmt: skip
"""All there is."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What was moved, and where it is now."""

    rows: int
    chats: int
    to: str


def move(data: Path, settings: Settings, to: str) -> Carried:
    """Carry the private database that the settings mean to `to`: an address of PostgreSQL, or a folder.

    Raises BadInput for a target that holds anything, NotFound where there is nothing to move, Unavailable while a bot
    runs or where either side fails; nothing is moved then.
    """
    key = settings.people_key.get_secret_value() if settings.people_key else None
    with opened_whatever(data, settings, create=False) as source:
        is_server = to.startswith(("postgresql://", "postgres://"))
        with on_server(data, to, key) if is_server else PeopleDatabase.open(Path(to), key) as target:
            if target.shown == source.shown:
                raise BadInput(f"{target.shown}: is where they are already")
            for store in (source, target):
                if store.in_use():
                    raise Unavailable(f"{store.shown}: a bot runs on it; stop it first")
            if any(target.one(f"SELECT 1 FROM {table} LIMIT 1") for table in TABLES):
                raise BadInput(f"{target.shown}: holds something already; an empty one is needed")
            carried = _carried(source, target)
            if not is_server:
                _copy_key(source.data, target.data)
    return carried


def _carried(source: PeopleStore, target: PeopleStore) -> Carried:
    source.set_state(MOVED, target.shown)
    try:
        with source.transaction(again=False), target.transaction(again=False):
            for table in TABLES:
                for rows in source.rows(table):
                    target.fill(table, rows)
            extra = target.execute("DELETE FROM state WHERE name IN (?, ?)", MOVED, QUESTION_KEY)
            counts = {table: target.number(f"SELECT count(*) FROM {table}") for table in TABLES}
            for table, there in counts.items():
                here = source.number(f"SELECT count(*) FROM {table}") - (extra if table == "state" else 0)
                if here != there:
                    raise StoreError(f"{table}: {here} rows here and {there} there")
    except Exception as error:
        source.set_state(MOVED, None)
        if isinstance(error, StoreError):
            raise Unavailable(f"{target.shown}: {error}; nothing was moved") from error
        raise
    return Carried(sum(counts.values()), counts["subscribers"], target.shown)


def _copy_key(here: Path, there: Path) -> None:
    """Questions that wait are sealed by a key that lies beside the database."""
    if (key := here / seal.FILE).exists() and here.resolve() != there.resolve():
        shutil.copy2(key, there / seal.FILE)
