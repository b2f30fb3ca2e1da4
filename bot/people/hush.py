"""Who is not to be disturbed now: by a message that they did not ask for, or by its sound."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.people.database import PeopleDatabase
from bot.people.hours import quiet_until
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

    def __init__(self, database: PeopleDatabase, clock: Clock) -> None:
        self.db = database
        self.clock = clock

    def of(self, chats: Collection[int]) -> dict[int, Manners]:
        """The manners of those of `chats` that have any."""
        now = self.clock.now()
        rows = self.db.all(
            f"""SELECT {", ".join(WISHES)} FROM subscribers WHERE chat_id IN (SELECT value FROM json_each(?))
                AND (quiet IS NOT NULL OR silent OR paused IS NOT NULL)""",
            json.dumps(list(chats)),
        )
        return {row[0]: _manners(read(WISHES, row), now) for row in rows}


def _manners(wishes: dict[str, object], now: datetime) -> Manners:
    paused = wishes["paused"] if isinstance(wishes["paused"], datetime) else None
    quiet = quiet_until(max(now, paused or now), wishes["quiet"], str(wishes["zone"]))  # type: ignore[arg-type]
    until = quiet or (paused if paused and paused > now else None)
    return Manners(until, bool(wishes["silent"]))
