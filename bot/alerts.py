"""Alerts: what became of the figures that somebody follows, and urgent stories, told outside quiet hours.

Whoever is told gets the message in one transaction with the note that they were, so that a kill in between tells nobody
twice and nobody never. Who may not be disturbed now is passed over and looked at again a tick later; what changed and
changed back meanwhile is no news to them.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from telegram.constants import ParseMode

from bot.context import NO_PREVIEW
from bot.duty import Duty, Means
from bot.mail.message import Message, Priority
from bot.people.follows import Follows, Telling
from bot.people.hush import AS_USUAL, Hush
from bot.people.queued import URGENT_LIFE, follow_key, urgent_key
from bot.people.store import BEGINNING
from bot.people.subscribers import Subscriber
from bot.people.threads import Threads
from bot.people.urgent import UrgentWaiting
from bot.talk import follows as wording
from bot.talk.keys import Rows, tap
from bot.talk.words import say
from digests.errors import KhabarError, UnknownName
from digests.figures.stands import Stand
from digests.model import Lang, Move
from digests.say.plain import plain

if TYPE_CHECKING:
    from digests.editions.urgent import Urgent

log = logging.getLogger(__name__)

CHUNK = 25  # readers between two breaths of the event loop, and in one transaction
TEXTS = 256  # messages that are kept worded


class Alerts(Duty):
    """Tells of followed figures and urgent stories."""

    trouble = "alerts cannot be made now"

    def __init__(self, means: Means) -> None:
        super().__init__(means)
        people = means.people
        self.follows = Follows(people.db)
        self.urgent = UrgentWaiting(people.db)
        self.threads = Threads(people.db)
        self.hush = Hush(people.db, people.clock)
        self._standing = ""  # of the corpus, when the tellings were looked at
        self._moves: dict[int, tuple[Telling, Move | None, str]] = {}  # telling → what became of it, what is told now
        self._texts: dict[tuple[tuple[int, ...], Lang], tuple[list[str], Rows]] = {}  # of those moves
        self._next_follower = BEGINNING  # the chat after which the next tick goes on
        self._next_reader = (BEGINNING, 0)

    async def work(self, seconds: float) -> int:
        """Tell what is to be told, for so long; how many messages that made."""
        return await self._urgent_stories(seconds) + await self._figures(seconds)

    # Followed figures

    async def _figures(self, seconds: float) -> int:
        await self._look()
        due = [telling for telling, (_, move, _) in self._moves.items() if move is not None]
        ends, made = time.monotonic() + seconds, 0
        while due and time.monotonic() < ends:
            chats = self.follows.chats(due, self._next_follower, CHUNK)
            self._next_follower = chats[-1] if len(chats) == CHUNK else BEGINNING
            with self.people.db.transaction():
                made += sum(self._follower(reader) for reader in self._able(chats).values())
            if self._next_follower == BEGINNING:
                break
            await asyncio.sleep(0)
        return made

    async def _look(self) -> None:
        """Compare what was told with what stands, once for every state of the corpus."""
        tellings = self.follows.tellings()
        standing = await self.desk.standing() if tellings else ""
        if standing != self._standing:
            self._moves.clear()
            self._texts.clear()
        self._standing = standing
        for telling in tellings:
            if telling.id not in self._moves:
                await self._compare(telling)
        there = {telling.id for telling in tellings}
        self._moves = {key: found for key, found in self._moves.items() if key in there}

    async def _compare(self, telling: Telling) -> None:
        move, now = None, telling.told
        try:
            move, stand = await self.desk.moved(telling.indicator, Stand.read(telling.told))
            now = stand.written()
        except UnknownName:
            pass  # the operator's table no longer defines it: there is nothing to tell
        except KhabarError:
            raise
        except Exception as error:  # a figure that breaks the newsroom keeps no other from being told
            log.error("a followed figure failed", extra={"indicator": telling.indicator}, exc_info=error)
        if move is None and now != telling.told:
            self.follows.same(telling, now)
        self._moves[telling.id] = telling, move, now

    def _follower(self, reader: Subscriber) -> bool:
        """Tell one chat of all that moved of what it follows; whether it was told."""
        chat_id = reader.chat_id
        found = [self._moves[each] for each in self.follows.told(chat_id).values() if each in self._moves]
        moved = [(telling, move, now) for telling, move, now in found if move is not None]
        text, rows = self._worded([telling for telling, _, _ in moved], reader.lang)
        payloads = [self._payload(reader, page) for page in text]
        payloads[-1]["reply_markup"] = self.callbacks.keyboard(chat_id, rows)
        key = follow_key(secrets.token_urlsafe(9), (telling.id for telling, _, _ in moved))
        messages = [
            Message(chat_id, "sendMessage", payload, Priority.ALERT, key, page=n) for n, payload in enumerate(payloads)
        ]
        was = {telling.indicator: telling.id for telling, _, _ in moved}
        told = {telling.indicator: now for telling, _, now in moved}
        return self.follows.tell(chat_id, was, told, messages, self.outbox)

    def _worded(self, tellings: Sequence[Telling], lang: Lang) -> tuple[list[str], Rows]:
        """The message that tells of what became of these: most who follow one figure follow it alone."""
        key = (tuple(telling.id for telling in tellings), lang)
        if key not in self._texts:
            moves = [move for telling in tellings if (move := self._moves[telling.id][1]) is not None]
            if len(self._texts) >= TEXTS:
                self._texts.clear()
            self._texts[key] = wording.alert(moves, lang)
        return self._texts[key]

    # Urgent stories

    async def _urgent_stories(self, seconds: float) -> int:
        now = self.people.clock.now()
        for story in await self.desk.urgent(self.urgent.floor(), self.urgent.handed()):
            self.urgent.hand_out(story.number, story.topics, (story.at + URGENT_LIFE).timestamp())
        self.urgent.tidy(now.timestamp())
        return await self._hand_over(seconds)

    async def _hand_over(self, seconds: float) -> int:
        """Tell those who wait and may be told now."""
        stories: Mapping[int, Urgent] | None = None
        ends, made = time.monotonic() + seconds, 0
        while time.monotonic() < ends:
            rows = self.urgent.waiting(self._next_reader, CHUNK)
            self._next_reader = rows[-1] if len(rows) == CHUNK else (BEGINNING, 0)
            readers = self._able([chat_id for chat_id, _ in rows])
            able = [(readers[chat_id], number) for chat_id, number in rows if chat_id in readers]
            if able and stories is None:  # as it may be told now: it may have been withdrawn, or held
                oldest = min(number for _, number in able)
                stories = {story.number: story for story in await self.desk.urgent(oldest - 1)}
            with self.people.db.transaction():
                made += sum(self._reader(reader, number, stories or {}) for reader, number in able)
            if self._next_reader == (BEGINNING, 0):
                break
            await asyncio.sleep(0)
        return made

    def _reader(self, reader: Subscriber, number: int, stories: Mapping[int, Urgent]) -> bool:
        if number not in stories:
            self.urgent.drop(number)
            return False
        texts = wording.headed(say(reader.lang, "urgent-head"), stories[number].pages[reader.lang])
        payloads = [self._payload(reader, text) for text in texts]
        rows = [[tap(say(reader.lang, "button-digest"), "go:digest")]]
        payloads[-1]["reply_markup"] = self.callbacks.keyboard(reader.chat_id, rows)
        key = urgent_key(number, reader.chat_id)
        messages = [
            Message(reader.chat_id, "sendMessage", payload, Priority.ALERT, key, page=n)
            for n, payload in enumerate(payloads)
        ]
        return self.urgent.tell(reader.chat_id, number, messages, self.outbox)

    # Both

    def _able(self, chats: Collection[int]) -> dict[int, Subscriber]:
        """Those of `chats` that may be told now, with their settings."""
        manners = self.hush.of(chats)
        free = (chat_id for chat_id in dict.fromkeys(chats) if manners.get(chat_id, AS_USUAL).until is None)
        return {chat_id: reader for chat_id in free if (reader := self.people.get(chat_id)) is not None}

    def _payload(self, reader: Subscriber, html: str) -> dict[str, Any]:
        text = plain(html, reader.lang) if reader.plain else html
        payload: dict[str, Any] = {"text": text, "parse_mode": ParseMode.HTML, "link_preview_options": NO_PREVIEW}
        if reader.chat_id < 0 and (thread := self.threads.of(reader.chat_id)) is not None:
            payload["message_thread_id"] = thread
        return payload
