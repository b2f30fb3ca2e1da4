"""The sender: claims a few rows, sends them at the governor's pace, and marks what came of each.

At most `window` rows are in flight or not yet marked; that bounds what a crash can send twice. Outcomes are
written in groups, one transaction for all that came in within a few milliseconds; where the disk refuses, they
are kept and tried again, and nothing new is claimed meanwhile.
"""

from __future__ import annotations

import asyncio
import html
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from bot.mail.governor import Governor, Ticket
from bot.mail.outbox import Outbox, Row, UnknownPolicy
from bot.mail.outcome import (
    Conflict,
    Gone,
    Migrated,
    Outcome,
    Refused,
    Revoked,
    Sent,
    SlowDown,
    Trouble,
    Unknown,
)  # fmt: skip
from bot.people.database import DatabaseErrors
from bot.people.subscribers import Subscribers
from bot.telegram import Upload, Wire

log = logging.getLogger(__name__)

GROUPED = 0.004  # seconds: outcomes that come within are written together
SILENT = frozenset({"answerCallbackQuery", "answerInlineQuery", "setMyCommands", "deleteMyCommands", "deleteMessage"})
"""Calls that put no message into a chat: its own rate does not count them."""
LONGEST_PAUSE = 30.0
CHAT_PAUSE = 300.0
IN_A_ROW = 3  # failures without a success between them: then it is the server, not the chat
REVOKED_PAUSE = 60.0
STOP_SECONDS = 25.0
TAG = re.compile(r"<[^>]*>")


class Metrics(Protocol):
    """What the sender tells of itself; never a name or an id."""

    def outcome(self, kind: str) -> None: ...
    def held(self, seconds: float) -> None: ...


@dataclass(slots=True)
class Silent:
    """Metrics for nobody."""

    def outcome(self, kind: str) -> None: ...
    def held(self, seconds: float) -> None: ...


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
    ) -> None:
        self.outbox = outbox
        self.subscribers = subscribers
        self.wire = wire
        self.governor = governor
        self.window = window
        self.policy = unknown_policy
        self.paid = paid
        self.metrics = metrics or Silent()
        self.failures = 0  # in a row
        self.revoked = False
        self._tries: dict[tuple[int, int], int] = {}
        self._flying: dict[int, asyncio.Task[None]] = {}  # by chat, until its outcome is written
        self._uploading: set[str] = set()
        self._sent: list[Row] = []
        self._settle: list[Callable[[], object]] = []
        self._settled: list[int] = []
        self._changed = asyncio.Event()
        self._arrived = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        """Something was put into the outbox."""
        self._changed.set()

    @property
    def in_flight(self) -> int:
        return len(self._flying)

    async def run(self) -> None:
        """Send until `stop`; what is in flight then is waited for and marked."""
        self._resume_hold()
        writer = asyncio.create_task(self._write(), name="outcomes")
        try:
            while not self._stopping:
                await self._step()
            if self._flying:
                await asyncio.wait(list(self._flying.values()), timeout=STOP_SECONDS)
        finally:
            for task in self._flying.values():
                task.cancel()
            writer.cancel()
            await asyncio.gather(*self._flying.values(), writer, return_exceptions=True)
            self._commit_last()

    def stop(self) -> None:
        self._stopping = True
        self._changed.set()

    async def _step(self) -> None:
        self._changed.clear()
        room = (1 if self.failures >= IN_A_ROW else self.window) - len(self._flying)
        if room <= 0:
            await self._pause(1.0)
            return
        wait = self.governor.wait()
        if wait > 0:
            await self._pause(wait, wakes=False)
            return
        rows = self._claim(1 if self.governor.pace else room)
        if rows is None:
            await self._pause(1.0, wakes=False)
        elif not rows:
            await self._pause(min(1.0, self.governor.soonest() + 0.001))
        else:
            for row in rows:
                self._launch(row)

    def _claim(self, n: int) -> list[Row] | None:
        """Rows to send now; None where the disk refuses."""
        busy = [*self._flying, *self.governor.resting()]
        try:
            return self.outbox.claim(n, busy=busy, uploading=self._uploading)
        except DatabaseErrors as error:
            log.warning("claiming failed", extra={"error": type(error).__name__})
            return None

    def _launch(self, row: Row) -> None:
        if row.photo and not self.outbox.file_id(row.photo):
            self._uploading.add(row.photo)
        ticket = self.governor.begin(row.chat_id)
        task = asyncio.get_running_loop().create_task(self._send(row, ticket))
        self._flying[row.chat_id] = task

    async def _pause(self, seconds: float, *, wakes: bool = True) -> None:
        """Sleep; with `wakes`, until something was put or written at the latest."""
        if not wakes:
            # A hold may be long, a stop is not to wait for it.
            await asyncio.sleep(min(seconds, 0.5))
            return
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
        finally:
            self.governor.end(ticket, counts=row.method not in SILENT)
            if row.photo:
                self._uploading.discard(row.photo)
        self.metrics.outcome(type(outcome).__name__.lower())
        self._take(row, outcome)
        self._settled.append(row.chat_id)
        self._arrived.set()

    async def _call(self, row: Row) -> Outcome:
        call: dict[str, Any] = row.call()
        if self.paid and row.priority >= 2:
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

    def _take(self, row: Row, outcome: Outcome) -> None:
        """What memory must know at once; what the database must know is written by `_write`."""
        if isinstance(outcome, Trouble | Unknown):
            self._troubled(row)
        elif not isinstance(outcome, SlowDown):
            self.failures = 0
            self.revoked = False
            self._tries.pop((row.batch, row.chat_id), None)
        match outcome:
            case Sent(result):
                self._sent.append(row)
                if row.photo:
                    self._settle.append(partial(self._remember_photo, row.photo, result))
            case Gone():
                self._settle.append(partial(self._gone, row))
            case Migrated(chat_id):
                self._settle.append(partial(self.subscribers.migrate, row.chat_id, chat_id))
            case SlowDown(seconds):
                self._hold(seconds)
                self._settle.append(partial(self.outbox.retry, row))
            case Unknown():
                self._settle.append(partial(self.outbox.unknown, row, self.policy))
            case Refused():
                self._settle.append(partial(self._refused, row, outcome))
            case Revoked() | Conflict():
                self.revoked = isinstance(outcome, Revoked)
                self.governor.hold(REVOKED_PAUSE)
                self._settle.append(partial(self.outbox.retry, row))
            case Trouble():
                self._settle.append(partial(self.outbox.retry, row))

    def _troubled(self, row: Row) -> None:
        """This chat rests longer each time; several failures in a row, and everything rests."""
        key = (row.batch, row.chat_id)
        if len(self._tries) > 10_000:
            self._tries.clear()
        tries = self._tries[key] = self._tries.get(key, 0) + 1
        self.governor.rest(row.chat_id, min(CHAT_PAUSE, 0.5 * 2 ** min(tries, 12)))
        self.failures += 1
        if self.failures >= IN_A_ROW and not self.governor.held():
            pause = min(LONGEST_PAUSE, 0.5 * 2 ** min(self.failures - IN_A_ROW, 8))
            self.governor.hold(pause)
            log.warning("telegram is in trouble; pausing", extra={"seconds": pause})

    def _hold(self, seconds: float) -> None:
        self.governor.hold(seconds + 0.05)
        self.metrics.held(seconds)
        log.warning("told to slow down", extra={"seconds": seconds})
        until = self.outbox.wall.now() + seconds
        self._settle.append(lambda: self.outbox.db.set_state("hold", f"{until} {seconds}"))

    def _resume_hold(self) -> None:
        """A hold outlives a restart, but never lasts longer than was told, whatever the clock does."""
        kept = (self.outbox.db.state("hold") or "").split()
        if len(kept) == 2:
            until, told = float(kept[0]), float(kept[1])
            self.governor.hold(max(0.0, min(told, until - self.outbox.wall.now())))

    # What is written

    def _remember_photo(self, key: str, result: Any) -> None:
        try:
            self.outbox.set_file_id(key, str(result["photo"][-1]["file_id"]))
        except (KeyError, IndexError, TypeError):
            log.warning("no file_id for a photo that was taken")

    def _gone(self, row: Row) -> None:
        self.outbox.finish([row], "chat gone")
        self.subscribers.forget(row.chat_id)

    def _refused(self, row: Row, refused: Refused) -> None:
        if refused.markup and "parse_mode" in row.payload:
            marked = str(row.payload.get("text", row.payload.get("caption", "")))
            self.outbox.plain(row, html.unescape(TAG.sub("", marked)))
            self.outbox.db.count("markup refused")
            return
        if refused.file and row.photo and self.outbox.file_id(row.photo):
            self.outbox.set_file_id(row.photo, None)
            self.outbox.retry(row)
            return
        log.warning("refused for good", extra={"method": row.method, "kind": refused.kind})
        self.outbox.finish([row], f"refused {refused.kind}")

    async def _write(self) -> None:
        """Write outcomes in groups; a disk that refuses is asked again, and the window stays taken meanwhile."""
        while True:
            await self._arrived.wait()
            await asyncio.sleep(GROUPED)
            self._arrived.clear()
            while not self._commit():  # noqa: ASYNC110 (a disk sets no event)
                await asyncio.sleep(1.0)
            self._changed.set()

    def _commit(self) -> bool:
        sent, settle, chats = self._sent, self._settle, self._settled
        try:
            with self.outbox.db.transaction():
                if sent:
                    self.outbox.finish(sent)
                for write in settle:
                    self._settle_one(write)
        except DatabaseErrors as error:
            log.warning("marking failed", extra={"error": type(error).__name__})
            return False
        self._sent, self._settle, self._settled = [], [], []
        for chat_id in chats:
            self._flying.pop(chat_id, None)
        return True

    def _settle_one(self, write: Callable[[], object]) -> None:
        """One outcome. A bug in one does not keep the others from the disk."""
        try:
            write()
        except DatabaseErrors:
            raise
        except Exception as error:
            log.exception("an outcome could not be written", extra={"error": type(error).__name__})

    def _commit_last(self) -> None:
        if (self._sent or self._settle) and not self._commit():
            log.error("the last outcomes could not be written; they count as unknown at the next start")
