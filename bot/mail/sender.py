"""The sender: claims a few rows, sends them at the governor's pace, and marks what came of each.

At most `window` rows are in flight or not yet marked; that bounds what a crash can send twice. Marking what came
back and claiming what goes next is one transaction. Where the disk refuses it, outcomes are kept and written
later, and nothing new is claimed meanwhile.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from bot.mail.governor import Governor, Ticket
from bot.mail.message import Priority
from bot.mail.outbox import Outbox, Row, UnknownPolicy
from bot.mail.outcome import Conflict, Outcome, Refused, Revoked, SlowDown, Trouble, Unknown
from bot.mail.rests import Rests
from bot.mail.seat import SENDER, Seat
from bot.mail.settlement import Settlement
from bot.metrics import Metrics, Silent
from bot.people.store import Deposed, StoreError
from bot.people.subscribers import Subscribers
from bot.telegram import Upload, Wire

log = logging.getLogger(__name__)

GROUPED = 0.004  # seconds: outcomes that come within are written together
SILENT = frozenset(
    {
        "answerCallbackQuery",
        "answerInlineQuery",
        "setMyCommands",
        "deleteMyCommands",
        "deleteMessages",
        "getChatAdministrators",
        "leaveChat",
    }
)
"""Calls that put no message into a chat: its own rate does not count them."""
SYNC = 0.1  # seconds: the longest stretch of marks that a power cut may take back
BRIEF = 0.2  # seconds that a claimed row waits for its turn
LOOK = 1.0  # seconds: how often the outbox is looked at although nobody said that something is there
ASK = 0.1  # seconds between two looks at whether it is ours to send
LONGEST_PAUSE = 30.0
CHAT_PAUSE = 300.0
IN_A_ROW = 3  # failures without a success between them: then it is the server, not the chat
REVOKED_PAUSE = 60.0
STOP_SECONDS = 12.0  # what is in flight for longer counts as unknown


class Sender:
    """Sends what the outbox holds. `wake` is to be called when something was put there."""

    def __init__(
        self,
        outbox: Outbox,
        subscribers: Subscribers,
        wire: Wire,
        governor: Governor,
        *,
        window: int = 10,
        unknown_policy: UnknownPolicy = "resend",
        paid: bool = False,
        metrics: Metrics | None = None,
        editors: Collection[int] = (),
        seat: Seat | None = None,
    ) -> None:
        self.outbox = outbox
        self.wire = wire
        self.governor = governor
        self.window = window
        self.paid = paid
        self.metrics = metrics or Silent()
        self.failures = 0  # in a row
        self.revoked = False
        self.settlement = Settlement(outbox, subscribers, unknown_policy, editors)
        self.seat = seat or Seat(outbox.db, SENDER)
        self.rests = Rests(outbox.db)
        self._term = 0  # in which we know what is in flight
        self._slow: tuple[int, float] = (0, 0.0)  # the group that was told last to be slow, and until when
        self._tries: dict[tuple[int, int], int] = {}
        self._flying: dict[int, asyncio.Task[None]] = {}  # by chat, until its outcome is written
        self._uploading: set[str] = set()
        self._ripe = False  # outcomes are to be written now
        self._synced_at = float("-inf")
        self._changed = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        """Something was put into the outbox."""
        self._changed.set()

    @property
    def in_flight(self) -> int:
        return len(self._flying)

    async def run(self) -> None:
        """Send until `stop`, while this node is the sender; what is in flight then is waited for and marked."""
        try:
            while not self._stopping:
                if self._is_ours():
                    await self._step()
                else:
                    await asyncio.sleep(ASK)
            if self._flying:
                await asyncio.wait(list(self._flying.values()), timeout=STOP_SECONDS)
        finally:
            flying = list(self._flying.values())
            for task in flying:
                task.cancel()
            await asyncio.gather(*flying, return_exceptions=True)
            if not self.settlement.empty and self._exchange(0) is None:
                log.error("the last outcomes could not be written; they count as unknown at the next start")

    def stop(self) -> None:
        self._stopping = True
        self._changed.set()

    def _is_ours(self) -> bool:
        """Whether to send: no other node does, and what is in flight is known."""
        if not self.seat.keep():
            return False
        if self.seat.term != self._term:
            try:
                self._take_over()
            except StoreError as error:
                log.warning("taking over failed", extra={"error": type(error).__name__})
                return False
        return True

    def _take_over(self) -> None:
        """Another was the sender until now, or nobody: what it had claimed has an unknown outcome, and so has what we
        had, if we were it before that."""
        with self.outbox.db.transaction():
            self.outbox.db.in_term(self.seat.role, self.seat.term)
            self.rests.resume(self.governor, self.outbox.wall.now())
            unknown = self.outbox.recover(self.settlement.policy)
        if unknown:
            log.warning("sends of unknown outcome after a crash", extra={"rows": unknown})
        self._forget()
        self._resume_hold()
        self._term = self.seat.term

    def _forget(self) -> None:
        """What we had in flight is another's business."""
        for task in self._flying.values():
            task.cancel()
        self._flying.clear()
        self._uploading.clear()
        self.settlement.clear()

    async def _step(self) -> None:
        """Write and claim what is due, launch what was claimed; sleep where there is nothing to do."""
        self._changed.clear()
        room = self._room()
        if room <= 0 and not self._ripe:
            await self._pause(min(self.governor.wait() or LOOK, LOOK))
            return
        rows = self._exchange(room)
        if rows is None:
            await asyncio.sleep(1.0)
            return
        for n, row in enumerate(rows):
            wait = self.governor.wait()
            if wait > BRIEF or not self.seat.sure:  # told to slow down meanwhile, or another may send by now
                self.settlement.give_back(rows[n:])
                self._ripe = True
                return
            if wait > 0:
                await asyncio.sleep(wait)
            self._launch(row)
        if len(rows) < room:
            await self._pause(min(LOOK, self.governor.soonest() + 0.001))
        else:
            await asyncio.sleep(0)

    def _room(self) -> int:
        """How many rows may be claimed now."""
        window = 1 if self.failures >= IN_A_ROW else self.window
        free = window - len(self._flying) + (len(self.settlement.chats) if self._ripe else 0)
        return max(0, min(free, self.governor.allowance(window)))

    def _exchange(self, n: int) -> list[Row] | None:
        """Write what came back and claim up to `n` rows, in one transaction; None where the disk refuses."""
        settled = self.settlement.chats
        busy = self._flying.keys() - set(settled)
        busy.update(self.governor.resting())
        # A mark that a power cut takes back costs a message sent twice, not a message: ten syncs a second do.
        now = time.monotonic()
        synced = now - self._synced_at >= SYNC
        try:
            with self.outbox.db.transaction(synced=synced):
                self.outbox.db.in_term(self.seat.role, self._term)
                self.settlement.write()
                self.rests.keep(self.governor, self.outbox.wall.now())
                rows = self.outbox.claim(n, busy=busy, uploading=self._uploading) if n else []
        except Deposed:
            log.warning("another node sends now")
            self._forget()
            return None
        except StoreError as error:
            log.warning("marking or claiming failed", extra={"error": type(error).__name__})
            return None
        self._synced_at = now if synced else self._synced_at
        for chat_id in settled:
            self._flying.pop(chat_id, None)
        self.settlement.clear()
        self._ripe = False
        return rows

    def _launch(self, row: Row) -> None:
        if row.photo and not self.outbox.file_id(row.photo):
            self._uploading.add(row.photo)
        ticket = self.governor.begin(row.chat_id)
        self._flying[row.chat_id] = asyncio.get_running_loop().create_task(self._send(row, ticket))

    async def _pause(self, seconds: float) -> None:
        """Sleep until something was put or came back, so many seconds at most."""
        handle = asyncio.get_running_loop().call_later(seconds, self._changed.set)
        await self._changed.wait()
        handle.cancel()

    # One send

    async def _send(self, row: Row, ticket: Ticket) -> None:
        outcome: Outcome = Trouble("a bug of ours")
        try:
            outcome = await self._call(row)
        except Exception as error:
            log.exception("a send failed in our own code", extra={"error": type(error).__name__})
        self.governor.end(ticket, counts=row.method not in SILENT)
        if row.photo:
            self._uploading.discard(row.photo)
        if isinstance(outcome, SlowDown):
            outcome = self._slowed(row, outcome)
        self.metrics.outcome(type(outcome).__name__.lower())
        self._heed(row, outcome)
        self.settlement.take(row, outcome)
        settled = len(self.settlement.chats)
        if settled * 2 >= self.window:
            self._ripen()  # half of the window is back: write now, and claim as many
        elif settled == 1:
            asyncio.get_running_loop().call_later(GROUPED, self._ripen)

    def _ripen(self) -> None:
        if self.settlement.chats:
            self._ripe = True
            self._changed.set()

    async def _call(self, row: Row) -> Outcome:
        paid = self.paid and row.priority >= Priority.DIGEST
        if row.photo is None and not paid:
            return await self.wire.call(row.method, row.call_body())
        call: dict[str, Any] = row.call()
        if paid:
            call["allow_paid_broadcast"] = True
        if row.photo is None:
            return await self.wire.call(row.method, call)
        photo = self.outbox.photo(row.photo)
        if photo is None:
            return Refused("photo missing")
        name, data, file_id = photo
        if file_id:
            return await self.wire.call(row.method, {**call, "photo": file_id})
        return await self.wire.call(row.method, call, upload=Upload("photo", name, data))

    def _heed(self, row: Row, outcome: Outcome) -> None:
        """What the next sends must know at once."""
        match outcome:
            case Trouble() | Unknown():
                self._troubled(row)
                return
            case SlowDown(seconds, here=True):
                self.governor.rest(row.chat_id, seconds + 0.05)
                return
            case SlowDown(seconds):
                self.governor.hold(seconds + 0.05)
                self.metrics.held(seconds)
                log.warning("told to slow down", extra={"seconds": seconds})
                return
            case Revoked() | Conflict():
                self.governor.hold(REVOKED_PAUSE)
                log.error("Telegram refuses the token")
        self.revoked = isinstance(outcome, Revoked)
        self.failures = 0
        if self._tries:
            self._tries.pop((row.batch, row.chat_id), None)

    def _slowed(self, row: Row, told: SlowDown) -> SlowDown:
        """A group that alone is told to wait has slow mode, or was written to too often: it rests, and nobody else.

        Once another chat is told so in that time, it is the bot that is too fast.
        """
        group, until = self._slow
        now = time.monotonic()
        if row.chat_id > 0 or (group not in {0, row.chat_id} and now < until):
            return told
        self._slow = (row.chat_id, now + told.seconds)
        return replace(told, here=True)

    def _troubled(self, row: Row) -> None:
        """This chat rests longer each time; several failures in a row, and everything rests."""
        key = (row.batch, row.chat_id)
        if len(self._tries) > 10_000:
            self._tries.clear()
        tries = self._tries[key] = self._tries.get(key, 0) + 1
        self.governor.rest(row.chat_id, min(CHAT_PAUSE, 0.5 * 2.0 ** min(tries, 12)))
        self.failures += 1
        if self.failures >= IN_A_ROW and not self.governor.held():
            pause = min(LONGEST_PAUSE, 0.5 * 2.0 ** min(self.failures - IN_A_ROW, 8))
            self.governor.hold(pause)
            log.warning("Telegram is in trouble; pausing", extra={"seconds": pause})

    def _resume_hold(self) -> None:
        """A hold outlives a restart, but never lasts longer than was told, whatever the clock does."""
        kept = (self.outbox.db.state("hold") or "").split()
        if len(kept) == 2:
            until, told = float(kept[0]), float(kept[1])
            self.governor.hold(max(0.0, min(told, until - self.outbox.wall.now())))
