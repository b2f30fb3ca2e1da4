"""Sentences that a machine translated and the gate let through: a memory, so that none is asked for twice."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from digests.model import Lang


@dataclass(frozen=True, slots=True)
class Translated:
    """What came of one sentence: `said` is None where something stood against it, by `reasons`. `close` is the cosine
    of the two meanings, where it was measured."""

    said: str | None
    close: float | None = None
    reasons: tuple[str, ...] = ()


class Translations:
    """By sentence, languages and engine, in the corpus."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def use(self, engine: str | None) -> None:
        """From now on what `engine` said is heard; None: no machine is."""
        with self.connection:
            self.connection.execute("DELETE FROM translating WHERE engine IS NOT ?", (engine,))
            if engine is not None:
                self.connection.execute("INSERT OR IGNORE INTO translating VALUES (1, ?)", (engine,))

    def said(self, sentence: str, source: Lang, target: Lang) -> Translated | None:
        """What the engine that is heard made of a sentence; None where it was not asked, or no machine is heard."""
        row = self.connection.execute(
            """SELECT said, close, reasons FROM translations JOIN translating USING (engine)
               WHERE (seal, source, target) = (?, ?, ?)""",
            (_seal(sentence), source, target),
        ).fetchone()
        return Translated(row[0], row[1], tuple(json.loads(row[2]))) if row else None

    def keep(
        self, sentences: Sequence[str], source: Lang, target: Lang, engine: str, found: Sequence[Translated], at: str
    ) -> None:
        """Remember what came of `sentences`."""
        rows = [
            (_seal(sentence), source, target, engine, each.said, each.close, json.dumps(each.reasons), at)
            for sentence, each in zip(sentences, found, strict=True)
        ]
        with self.connection:
            self.connection.executemany("INSERT OR REPLACE INTO translations VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _seal(sentence: str) -> str:
    return sha256(sentence.encode("utf-8", "replace")).hexdigest()
