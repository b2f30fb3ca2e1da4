"""Who is not to be disturbed now: by a message that they did not ask for, or by its sound."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.people.hours import quiet_until
from bot.people.store import PeopleStore
from bot.people.wishes import read
from digests.clock import Clock

WISHES = ("chat_id", "quiet", "zone", "silent", "paused")


@dataclass(frozen=True, slots=True)
class Manners:
    """How a chat wants what it did not ask for: not before `until`; without a sound."""

    until: datetime | None = None
    silent: bool = False


AS_USUAL = Manners()


class Hush:
    """Asked before unasked mail goes out."""

    def __init__(self, database: PeopleStore, clock: Clock) -> None:
        self.db = database
        self.clock = clock

    def of(self, chats: Collection[int]) -> dict[int, Manners]:
        """The manners of those of `chats` that have any."""
        now = self.clock.now()
        these, values = self.db.among("chat_id", chats)
        rows = self.db.all(
            f"""SELECT {", ".join(WISHES)} FROM subscribers WHERE {these}
                AND (quiet IS NOT NULL OR silent = 1 OR paused IS NOT NULL)""",
            values,
        )
        return {row[0]: _manners(read(WISHES, row), now) for row in rows}


def _manners(wishes: dict[str, object], now: datetime) -> Manners:
    paused = wishes["paused"] if isinstance(wishes["paused"], datetime) else None
    quiet = quiet_until(max(now, paused or now), wishes["quiet"], str(wishes["zone"]))  # type: ignore[arg-type]
    until = quiet or (paused if paused and paused > now else None)
    return Manners(until, bool(wishes["silent"]))
