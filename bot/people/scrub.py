"""Erasing for real: what was deleted leaves no bytes in the database's files.

What is deleted is overwritten, or its row given up, but copies stay in the gaps of pages that were rearranged, and in
the write-ahead log. Small tables with people's words are therefore written anew; after a person was erased everything
is. How, the store knows (`PeopleStore.rewrite`).
"""

from __future__ import annotations

from bot.people.store import PeopleStore

WORDS = ("inbox", "pages", "questions")
"""The tables that hold what people wrote, sealed or not, and what they were answered."""


def rewrite_words(database: PeopleStore) -> bool:
    """Leave nothing of handled updates, sent answers and questions that wait no more.

    False where a reader was in the way: try again.
    """
    return database.rewrite(*WORDS)


def rewrite(database: PeopleStore) -> bool:
    """Leave nothing of anything deleted. False where a reader was in the way: try again."""
    return database.rewrite()
