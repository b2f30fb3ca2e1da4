"""Erasing for real: what was deleted leaves no bytes in the database's files.

`secure_delete` zeroes what is deleted, but copies stay in the gaps of pages that were rearranged, and in the
write-ahead log. Small tables with people's words are therefore written anew, which zeroes all of their pages; after
a person was erased the whole file is (VACUUM). Either way the log is then emptied, and whether that was possible
is looked at: an open reader prevents it.
"""

from __future__ import annotations

from bot.people.database import PeopleDatabase

WORDS = ("inbox", "pages", "questions")
"""The tables that hold what people wrote, sealed or not, and what they were answered."""


def rewrite_words(database: PeopleDatabase) -> bool:
    """Leave nothing of handled updates, sent answers and questions that wait no more.

    False where a reader was in the way: try again.
    """
    with database.transaction():
        for table in WORDS:
            rows = database.all(f"SELECT * FROM {table}")
            database.execute(f"DELETE FROM {table}")
            if rows:
                places = ", ".join("?" * len(rows[0]))
                database.execute_many(f"INSERT INTO {table} VALUES ({places})", rows)
    return empty_log(database)


def rewrite(database: PeopleDatabase) -> bool:
    """Leave nothing of anything deleted. False where a reader was in the way: try again."""
    database.execute("VACUUM")
    return empty_log(database)


def empty_log(database: PeopleDatabase) -> bool:
    """Move the write-ahead log into the file and cut it to nothing; whether that was possible."""
    row = database.one("PRAGMA wal_checkpoint(TRUNCATE)")
    return row is not None and row[0] == 0
