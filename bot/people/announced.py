"""Which editor was told of what waits at the desk: each thing once."""

from __future__ import annotations

from collections.abc import Collection

from bot.people.store import PeopleStore


class Announced:
    """The table `announced`. Both calls join the caller's transaction."""

    def __init__(self, database: PeopleStore) -> None:
        self.db = database

    def fresh(self, chat_id: int, waiting: Collection[str]) -> frozenset[str]:
        """What of `waiting` the editor was not told of."""
        told = {item for (item,) in self.db.all("SELECT item FROM announced WHERE chat_id = ?", chat_id)}
        return frozenset(waiting) - told

    def told(self, chat_id: int, waiting: Collection[str]) -> None:
        """The editor knows of all of `waiting`; what waits no more is forgotten, and news again if it comes back."""
        self.db.execute("DELETE FROM announced WHERE chat_id = ?", chat_id)
        self.db.execute_many("INSERT INTO announced VALUES (?, ?)", [(chat_id, item) for item in sorted(waiting)])
