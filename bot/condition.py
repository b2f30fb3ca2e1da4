"""How the running service is, in a few words each: for `/health`, and kept where `khabar status` finds it."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.desk import Desk
from bot.mail.hook import Hook
from bot.mail.intake import Polling
from bot.mail.sender import LONGEST_PAUSE, Sender
from bot.people.store import PeopleStore, StoreError

log = logging.getLogger(__name__)

TROUBLE = "trouble"
"""The name under which the database keeps what is wrong, as a JSON list."""
POLL_TROUBLE = 10  # failed polls in a row: then the service is not healthy
LOOK_SECONDS = 5.0


def kept(database: PeopleStore) -> list[str]:
    """What was wrong when the service was looked at last; empty where all was well."""
    return [str(each) for each in json.loads(database.state(TROUBLE) or "[]")]


class Condition:
    """Reads the service's parts. `running`: its tasks by name, for those that ended; `sources`: what is wrong there."""

    def __init__(
        self, database: PeopleStore, polling: Polling, hook: Hook, sender: Sender, desk: Desk,
        running: Mapping[str, asyncio.Task[Any]], now: Callable[[], datetime] = lambda: datetime.now(UTC),
        sources: Callable[[], list[str]] = list,
    ) -> None:  # fmt: skip
        self.db = database
        self.polling = polling
        self.hook = hook
        self.sender = sender
        self.desk = desk
        self.running = running
        self.now = now
        self.sources = sources

    def problems(self) -> list[str]:
        """What is wrong now."""
        found = [f"{name} stopped" for name, task in self.running.items() if task.done() and name != "menus"]
        if self.polling.revoked or self.sender.revoked:
            found.append("Telegram refuses the token")
        if conflict := self.polling.conflict or self.hook.conflict:
            found.append(conflict)
        elif self.polling.failures >= POLL_TROUBLE:
            found.append("Telegram cannot be reached")
        if self.desk.broken:
            found.append("the corpus cannot be read")
        try:
            self.db.number("SELECT count(*) FROM state")
        except StoreError:
            found.append("the private database cannot be read")
        return found

    def limits(self) -> list[str]:
        """What keeps the service from its work although it is well."""
        held = self.sender.governor.held()
        if held <= LONGEST_PAUSE + 1 or self.sender.revoked:
            return self.sources()
        until = self.now() + timedelta(seconds=held)
        return [f"Telegram told us to wait: nothing is sent until {until:%Y-%m-%d %H:%M} UTC", *self.sources()]

    async def watch(self) -> None:
        """Until cancelled: what changed is logged, and kept for `khabar status`."""
        before: list[str] = []
        while True:
            found = self.problems() + self.limits()
            try:
                if found != before or not before:
                    self._keep(found)
            except StoreError as error:
                log.warning("the condition could not be kept", extra={"error": type(error).__name__})
            if new := [what for what in found if what not in before]:
                log.warning("not well: %s", "; ".join(new))
            before = found
            await asyncio.sleep(LOOK_SECONDS)

    def _keep(self, found: list[str]) -> None:
        text = json.dumps(found) if found else None
        if self.db.state(TROUBLE) != text:
            self.db.set_state(TROUBLE, text)
