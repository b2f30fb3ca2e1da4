"""What was read of the sentences that documents begin with, kept beside them: an edition of a day of a thousand texts
has no time to read them all again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from typing import NamedTuple


class Kept(NamedTuple):
    """Of one document: a `mark` of what was read and by which rules, its first sentences and those after them, and what
    it tells as a whole and its title alone, what it and its first sentences state, by what it is found among others,
    each as `digests.editions.reading` writes them."""

    doc_id: str
    mark: str
    opening: str
    rest: str
    told: str
    facts: str
    headed: str
    signs: bytes


def kept(connection: sqlite3.Connection, doc_ids: Collection[str], *, whole: bool) -> dict[str, Kept]:
    """What is kept of each document; `rest` is empty unless `whole`."""
    rest = "rest" if whole else "''"
    found = connection.execute(
        f"""SELECT doc_id, mark, opening, {rest}, told, facts, headed, signs FROM readings
            WHERE doc_id IN (SELECT value FROM json_each(?))""",
        (json.dumps(list(doc_ids)),),
    )
    return {row[0]: Kept(*row) for row in found}


def keep(connection: sqlite3.Connection, some: Iterable[Kept]) -> None:
    """Store them in the place of what was kept before. Joins the caller's transaction."""
    connection.executemany(
        """INSERT OR REPLACE INTO readings (doc_id, mark, opening, rest, told, facts, headed, signs)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        some,
    )
