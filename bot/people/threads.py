"""In which topic of a forum a group's digests are read. Groups alone have any; General needs no row."""

from __future__ import annotations

from bot.people.store import PeopleStore


class Threads:
    """The topic of each subscription. Every method is one transaction, or joins the caller's."""

    def __init__(self, database: PeopleStore) -> None:
        self.db = database

    def keep(self, chat_id: int, thread: int | None) -> None:
        """From now on digests of `chat_id` go into this topic; None: into General, or there are no topics.

        What was told of the place before says nothing of this one.
        """
        self.db.execute("DELETE FROM notices WHERE chat_id = ?", chat_id)
        if thread is None:
            self.drop(chat_id)
        else:
            self.db.execute(
                "INSERT INTO threads VALUES (?, ?) ON CONFLICT(chat_id) DO UPDATE SET thread = excluded.thread",
                chat_id, thread,
            )  # fmt: skip

    def of(self, chat_id: int) -> int | None:
        """Telegram's `message_thread_id`, None where there is none."""
        row = self.db.one("SELECT thread FROM threads WHERE chat_id = ?", chat_id)
        return int(row[0]) if row else None

    def drop(self, chat_id: int) -> bool:
        """The topic is closed or gone, or General was chosen; whether there was one."""
        return self.db.execute("DELETE FROM threads WHERE chat_id = ?", chat_id) > 0
