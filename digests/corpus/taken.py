"""Decisions that were made elsewhere and sent here: which were carried out, and what came of each."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TakenDecision:
    """`line` is that of the trail, None where there is none; `refused` why nothing was done."""

    line: int | None
    refused: str | None


class TakenDecisions:
    """The table `decisions_taken`. `note` joins the transaction in which the decision is carried out."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def get(self, name: str) -> TakenDecision | None:
        row = self.connection.execute("SELECT line, refused FROM decisions_taken WHERE name = ?", (name,)).fetchone()
        return TakenDecision(row["line"], row["refused"]) if row else None

    def note(self, name: str, at: datetime, line: int | None, refused: str | None) -> None:
        values = (name, at.isoformat(), line, refused)
        self.connection.execute("INSERT INTO decisions_taken (name, at, line, refused) VALUES (?, ?, ?, ?)", values)
