"""A word to editors when something new waits at the desk: once for each thing, several in one message, by daylight of
their own clock.
"""

from __future__ import annotations

import hashlib
import logging
import time
from datetime import datetime

from bot.duty import AT_ONCE, Duty, Means
from bot.mail.message import Message, Priority
from bot.people.announced import Announced
from bot.people.hours import zone_of
from bot.people.subscribers import Subscriber
from bot.talk.keys import tap
from bot.talk.words import escape, say
from digests.model import Lang

log = logging.getLogger(__name__)

MORNING, EVENING = 8, 21
"""Hours of the editor's own clock, from and up to which the desk speaks unasked."""
EVERY = 300.0  # seconds between two looks: to weigh what waits is work
UNKNOWN: Lang = "en"  # the language of an editor who has chosen none


def is_day(now: datetime, zone: str) -> bool:
    """Whether it is day where the editor is."""
    return MORNING <= now.astimezone(zone_of(zone)).hour < EVENING


class Announcing(Duty):
    """Tells editors what is new at the desk."""

    trouble = "the desk cannot be looked at"

    def __init__(self, means: Means) -> None:
        super().__init__(means)
        self.announced = Announced(self.outbox.db)
        self._looked = float("-inf")

    async def work(self, seconds: float) -> int:
        """Look at the desk, if the last look is long enough past; how many messages that made."""
        readers = [self.people.get(editor) or Subscriber(editor, UNKNOWN) for editor in self.editors]
        awake = [reader for reader in readers if is_day(self.people.clock.now(), reader.zone)]
        if not awake or (seconds < AT_ONCE and time.monotonic() < self._looked + EVERY):
            return 0
        self._looked = time.monotonic()
        waiting = await self.desk.edit(lambda desk: desk.decisions.waiting())
        return sum(self._tell(reader, waiting) for reader in awake)

    def _tell(self, reader: Subscriber, waiting: frozenset[str]) -> int:
        with self.outbox.db.transaction():
            fresh = self.announced.fresh(reader.chat_id, waiting)
            made = self.outbox.put([self._message(reader, fresh, len(waiting))]) if fresh else 0
            self.announced.told(reader.chat_id, waiting)
        return made

    def _message(self, reader: Subscriber, fresh: frozenset[str], waiting: int) -> Message:
        editor = reader.chat_id
        mark = hashlib.sha256(" ".join(sorted(fresh)).encode()).hexdigest()[:16]
        button = tap(say(reader.lang, "desk-button-home"), "desk:home:")
        payload = {
            "text": escape(say(reader.lang, "desk-new", count=len(fresh), all=waiting)),
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
            "reply_markup": self.callbacks.keyboard(editor, [[button]]),
        }
        return Message(editor, "sendMessage", payload, Priority.ALERT, f"desk {mark} {editor}")
