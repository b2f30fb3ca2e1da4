"""Keeping house: what has had its time is forgotten, and what was deleted leaves the files."""

from __future__ import annotations

import asyncio
import logging
import time

from bot.mail.inbox import Inbox
from bot.mail.outbox import Outbox
from bot.mail.rests import Rests
from bot.people import backup, forgotten, scrub
from bot.people.sent import SentMessages
from bot.people.store import StoreError
from bot.people.subscribers import Subscribers

log = logging.getLogger(__name__)

EVERY = 1.0  # seconds between looks
TIDY_SECONDS = 60.0
WORDS_SECONDS = 240.0  # handled questions leave no bytes within ten minutes
GOODBYE_SECONDS = 20.0  # how long an erasure waits for its own confirmation to be sent
DAY = 24 * 3600.0
RECEIVED = 30 * DAY
STAMPS = (("issues", "made"), ("batches", "made"), ("photos", "made"), ("seen", "at"), ("inbox", "at"),
          ("forgotten", "at"))  # fmt: skip
HANDLED = ("update handled", "update parked", "sent", "question gone")
"""Counters of what leaves words behind."""
LONGEST = 7 * DAY  # no message is of use for longer
SHARE = 0.02  # of the time may go into rewriting the file


class Upkeep:
    """Runs beside the service, on its thread and connection."""

    def __init__(self, inbox: Inbox, outbox: Outbox, subscribers: Subscribers) -> None:
        self.inbox = inbox
        self.outbox = outbox
        self.subscribers = subscribers
        self.db = outbox.db
        self.messages = SentMessages(outbox.db, subscribers.clock)
        self._tidied = self._words_at = float("-inf")
        self._words_seen = -1  # the count of handled updates at the last rewriting
        self._erased_at: float | None = None
        self._not_before = float("-inf")

    async def run(self) -> None:
        """Until cancelled. A disk that refuses is asked again."""
        while True:
            try:
                self.look()
            except StoreError as error:
                log.warning("keeping house failed", extra={"error": type(error).__name__})
                await asyncio.sleep(10.0)
            await asyncio.sleep(EVERY)

    def look(self) -> None:
        """Whatever is due now."""
        now = time.monotonic()
        if now - self._tidied >= TIDY_SECONDS:
            self.tidy()
            self._tidied = now
        if self.subscribers.erased:
            self._erased_at = self._erased_at or now
            # The update that asked for it and the confirmation name the chat too: they go first.
            quiet = self.inbox.size() == 0 and not self.outbox.waiting_answers()
            if now >= self._not_before and (quiet or now - self._erased_at > GOODBYE_SECONDS):
                self.erase()
        elif now - self._words_at >= WORDS_SECONDS:
            self.words()

    def tidy(self) -> None:
        """Forget what has had its time. What is stamped in the future was stamped by a clock gone wrong: as of now."""
        now = self.outbox.wall.now()
        for table, column in STAMPS:
            self.db.execute(f"UPDATE {table} SET {column} = ? WHERE {column} > ?", now, now + DAY)
        self.db.execute("UPDATE batches SET expires = ? WHERE expires > ?", now + DAY, now + LONGEST + DAY)
        self.inbox.tidy()
        Rests(self.db).tidy(now)
        self.messages.tidy()
        self.outbox.tidy(keep_batches=RECEIVED + DAY, keep_photos=RECEIVED)
        self.subscribers.tidy(self.outbox.wall.now(), RECEIVED)
        kept = [when for when in map(backup.made, backup.folders(self.db.data)) if when]
        forgotten.tidy(self.db, min(kept).timestamp() if kept else None, self.outbox.wall.now())

    def words(self) -> bool:
        """Leave no bytes of handled questions, of those that waited, and of sent answers."""
        handled = self.db.number(f"SELECT sum(n) FROM tally WHERE name IN ({', '.join('?' * len(HANDLED))})", *HANDLED)
        if handled == self._words_seen:
            self._words_at = time.monotonic()
            return True
        if not scrub.rewrite_words(self.db):
            return False
        self._words_seen, self._words_at = handled, time.monotonic()
        return True

    def erase(self) -> bool:
        """Leave no bytes of anything deleted, people included."""
        started = time.monotonic()
        self.outbox.tidy(keep_batches=RECEIVED + DAY, keep_photos=RECEIVED)
        scrub.rewrite_words(self.db)
        done = scrub.rewrite(self.db)
        if done:
            self.subscribers.erased = False
            self._erased_at = None
        took = time.monotonic() - started
        self._not_before = time.monotonic() + took / SHARE
        return done
