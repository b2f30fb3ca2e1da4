"""What was said of items of feeds: the table `judged`, a memory that may be thrown away at any time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import date, timedelta

from digests.corpus.connection import transaction

JUDGEMENT_LASTS = timedelta(days=60)
"""Longer than feeds hold their items; what is still there then is judged once more."""


class Judged:
    """Judgements, as JSON texts, by the item's id and a seal of all that went into them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def known(self, seals: dict[str, str]) -> dict[str, str]:
        """Id → judgement, of those `seals` (id → seal) that stand as they are."""
        found = self.connection.execute(
            """SELECT doc_id, judgement FROM judged JOIN json_each(?) AS asked
               ON doc_id = asked.key AND seal = asked.value""",
            (json.dumps(seals),),
        )
        return {row["doc_id"]: row["judgement"] for row in found}

    def put(self, rows: Iterable[tuple[str, str, str]], day: date) -> None:
        """Keep (id, seal, judgement) of `day`, and forget what is old."""
        with transaction(self.connection):
            self.connection.executemany(
                "INSERT OR REPLACE INTO judged (doc_id, seal, day, judgement) VALUES (?, ?, ?, ?)",
                [(doc_id, seal, day.isoformat(), judgement) for doc_id, seal, judgement in rows],
            )
            self.connection.execute("DELETE FROM judged WHERE day < ?", ((day - JUDGEMENT_LASTS).isoformat(),))
