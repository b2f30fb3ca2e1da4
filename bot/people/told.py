"""What those who run a group were told of, so that they are told once for as long as it lasts."""

from __future__ import annotations

from bot.people.store import PeopleStore

MOST = 1_000  # groups without settings that are remembered in RAM


class Told:
    """Of a group with settings it is stored; of others nothing is, so RAM keeps it. Joins the caller's transaction."""

    def __init__(self, database: PeopleStore) -> None:
        self.db = database
        self._strangers: set[tuple[int, str]] = set()

    def first(self, chat_id: int, what: str) -> bool:
        """Note that they are told; whether they had not been."""
        if self.db.one("SELECT 1 FROM subscribers WHERE chat_id = ?", chat_id):
            return self.db.execute("INSERT INTO notices VALUES (?, ?) ON CONFLICT DO NOTHING", chat_id, what) > 0
        if (chat_id, what) in self._strangers:
            return False
        if len(self._strangers) >= MOST:
            self._strangers.clear()
        self._strangers.add((chat_id, what))
        return True

    def over(self, chat_id: int, what: str | None = None) -> None:
        """It does not last any more; without `what`, none of it may."""
        self.db.execute("DELETE FROM notices WHERE chat_id = ? AND what = coalesce(?, what)", chat_id, what)
        self._strangers = {each for each in self._strangers if each[0] != chat_id or what not in {None, each[1]}}

    def of(self, chat_id: int) -> list[str]:
        return [what for (what,) in self.db.all("SELECT what FROM notices WHERE chat_id = ? ORDER BY what", chat_id)]
