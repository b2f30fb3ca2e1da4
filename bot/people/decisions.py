"""Decisions of editors on their way to a worker elsewhere, and what came of them; the records that they are writing.

What they say is sealed with KHABAR_PEOPLE_KEY, which bots and worker share, wherever the store lies.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.people.database import FILE
from bot.people.opening import opened
from bot.people.seal import Box
from bot.people.store import PeopleStore
from config.settings import Settings
from digests.editing.asked import Asked, Queued

EDITOR: ContextVar[int] = ContextVar("editor", default=0)
"""Whose chat is being answered."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a decision: it holds with `version`, or was `refused`."""

    number: int
    chat_id: int
    asked: Asked
    version: int
    refused: str | None


class DecisionQueue:
    """The table `decisions`; `digests.editing.asked.Queue` in the private store. `update` gives the number of the
    update that is being handled, 0 for none: one that is handled again after a crash queues nothing twice."""

    def __init__(self, database: PeopleStore, secret: str | None, update: Callable[[], int] = lambda: 0) -> None:
        self.db = database
        self.box = Box(secret, "decisions")
        self.update = update

    def put(self, asked: Asked) -> int:
        what, name = asked.written(), self._name(asked) or secrets.token_hex(16)
        with self.db.transaction():
            self.db.execute(
                "INSERT INTO decisions (name, chat_id, sealed) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING",
                name, EDITOR.get(), self.box.close(what),
            )  # fmt: skip
            return self.db.number("SELECT number FROM decisions WHERE name = ?", name)

    def again(self, asked: Asked) -> bool:
        return self.db.one("SELECT 1 FROM decisions WHERE name = ?", self._name(asked)) is not None

    def _name(self, asked: Asked) -> str:
        """The name that a decision has by its update; none outside of one."""
        once = hashlib.sha256(f"{asked.do} {asked.target}".encode()).hexdigest()[:16]
        return f"{self.update()}-{once}" if self.update() else ""

    def waiting(self) -> list[Queued]:
        rows = self.db.all("SELECT number, name, sealed FROM decisions WHERE version IS NULL ORDER BY number")
        return [Queued(number, name, Asked.read(self.box.open(bytes(sealed)))) for number, name, sealed in rows]

    def applied(self, name: str, version: int, refused: str | None) -> None:
        with self.db.transaction():
            self.db.execute(
                "UPDATE decisions SET version = ?, refused = ? WHERE name = ? AND version IS NULL",
                version, refused, name,
            )  # fmt: skip

    def outcomes(self, version: int) -> list[Outcome]:
        """What holds, or was refused, by that version of the corpus, in order."""
        rows = self.db.all(
            """SELECT number, chat_id, sealed, version, refused FROM decisions
               WHERE version IS NOT NULL AND version <= ? ORDER BY number""",
            version,
        )
        return [
            Outcome(number, chat_id, Asked.read(self.box.open(bytes(sealed))), held, refused)
            for number, chat_id, sealed, held, refused in rows
        ]

    def told(self, number: int) -> bool:
        """The editor is told now: joins the transaction in which the message is put. False where another bot did."""
        return self.db.execute("DELETE FROM decisions WHERE number = ?", number) > 0

    def drafts(self) -> SealedDrafts:
        return SealedDrafts(self.db, self.box)

    def close(self) -> None:
        self.db.close()


def opening(data: Path, settings: Settings) -> Callable[[], DecisionQueue | None]:
    """Opens the queue for a worker, in whichever thread asks; None where no versions are published or nobody's store
    is here."""
    secret = settings.people_key.get_secret_value() if settings.people_key else None

    def queue() -> DecisionQueue | None:
        is_here = settings.people_url is not None or (data / FILE).exists()
        return DecisionQueue(opened(data, settings), secret) if settings.snapshots is not None and is_here else None

    return queue


class SealedDrafts:
    """The table `drafts` of the private store: any bot goes on with a record that was begun on another."""

    def __init__(self, database: PeopleStore, box: Box) -> None:
        self.db = database
        self.box = box

    def put(self, name: str, draft: str, at: datetime) -> None:
        self.db.execute(
            """INSERT INTO drafts (name, at, sealed) VALUES (?, ?, ?)
               ON CONFLICT (name) DO UPDATE SET at = excluded.at, sealed = excluded.sealed""",
            name, at.isoformat(), self.box.close(draft),
        )  # fmt: skip

    def all(self) -> dict[str, str]:
        rows = self.db.all("SELECT name, sealed FROM drafts ORDER BY at DESC, name")
        return {name: self.box.open(bytes(sealed)) for name, sealed in rows}

    def get(self, name: str) -> str | None:
        row = self.db.one("SELECT sealed FROM drafts WHERE name = ?", name)
        return self.box.open(bytes(row[0])) if row else None

    def drop(self, name: str) -> None:
        self.db.execute("DELETE FROM drafts WHERE name = ?", name)
