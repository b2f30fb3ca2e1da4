"""The bot as a running service: what starts in which order, what it is made of, and how it stops.

Updates come in by polling or webhook → inbox → handlers → outbox → sender; the tick enqueues editions; upkeep
forgets. All of it lives on one event loop and one connection to the private database.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from bot import app as talk
from bot import duties
from bot.compiling import Compiling
from bot.condition import Condition
from bot.context import UPDATE
from bot.databases import lost, secret_of
from bot.desk import Desk
from bot.doors import Doors, metrics_of
from bot.duty import Means
from bot.following import Following, facts
from bot.mail.fanout import Fanout
from bot.mail.governor import Governor
from bot.mail.handling import Handling
from bot.mail.hook import Hook
from bot.mail.inbox import Inbox
from bot.mail.intake import Polling
from bot.mail.lease import Lease, lease_path
from bot.mail.message import Message
from bot.mail.outbox import Outbox
from bot.mail.sender import Sender
from bot.mail.steady import Wall
from bot.meeting import meet, menus
from bot.metrics import Metrics, Silent
from bot.nodes import Nodes
from bot.outcomes import Outcomes
from bot.people import forgotten
from bot.people.callbacks import Callbacks
from bot.people.decisions import DecisionQueue
from bot.people.editors import editors_of
from bot.people.hush import Hush
from bot.people.integrity import Integrity
from bot.people.opening import opened
from bot.people.store import StoreError
from bot.people.subscribers import Subscribers
from bot.people.unreached import Unreached
from bot.standing import Standing
from bot.tasks import Tasks
from bot.telegram import Request, Wire
from bot.tick import Tick
from bot.upkeep import Upkeep
from config.proxies import proxy_for
from config.settings import Settings
from digests.clock import Clock, SystemClock
from digests.language import meaning
from digests.policy import Policy
from digests.snapshots import state
from digests.snapshots.bucket import open_bucket
from digests.snapshots.replica import Replica
from digests.voice import voice

log = logging.getLogger(__name__)

TICK_SECONDS = 15.0
PART_SECONDS = 15.0  # how long a stop waits for the handlers, and then for the sender
DESK_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Account:
    """Which bot, on which server."""

    token: str
    url: str
    simulated: bool = False


class Service:
    """The bot. `start`, then `stop`; or `run`, which does both. Belongs to the thread of its event loop."""

    def __init__(
        self, data: Path, settings: Settings, clock: Clock, account: Account, *, desk: Desk | None = None,
        follows: bool = False,
    ) -> None:  # fmt: skip
        self.data = data
        self.desk = desk or Desk.open(
            data,
            clock,
            policy=Policy(settings.publish_automatic),
            meaning=lambda: meaning.load(wanted=settings.meaning).meaning,
            voice=voice.once(settings, self.voiced),
            settings=settings,
            elsewhere=self._elsewhere,
        )
        self.bucket = open_bucket(settings.snapshots.get_secret_value()) if settings.snapshots and follows else None
        self.settings = settings
        self.clock = clock
        self.account = account
        self.lease = Lease(lease_path(data))
        self.metrics: Metrics = Silent()
        # The simulator is on this machine, whatever the environment says of the world outside.
        self.proxy = None if account.simulated else proxy_for(account.url)
        self.request = Request(proxy=self.proxy)

    def voiced(self, outcome: voice.Outcome) -> None:
        """Count what came of a question to the third voice, whichever metrics stand."""
        self.metrics.voiced(outcome)

    def _elsewhere(self) -> DecisionQueue | None:
        """What carries editors' decisions to the worker, in the thread of editors; None where the corpus is written
        here."""
        if self.bucket is None or not state.is_replica(self.data):
            return None
        return DecisionQueue(opened(self.data, self.settings), self.key, lambda: UPDATE.get(0))

    # Life

    async def start(self) -> None:
        """Open everything and begin. Raises KhabarError where it cannot."""
        self._ended = asyncio.get_running_loop().create_future()
        self.tasks = Tasks()
        self.key = secret_of(self.settings)
        self.data.mkdir(parents=True, exist_ok=True)
        if not self.lease.try_take():
            log.warning("another bot runs on this folder of data; waiting for it to end")
            await self.lease.take()
        self.db = opened(self.data, self.settings)
        try:
            if back := forgotten.again(self.db):
                log.warning("%d chats that a dump brought back are forgotten again", back)
            self._build_mail()
            self._build_talk()
            await self._open()
        except BaseException:
            await self._close()
            raise

    def _build_mail(self) -> None:
        """What carries updates in and messages out."""
        settings, editors = self.settings, editors_of(self.settings.editors)
        self.metrics = metrics_of(settings)
        wall = Wall(self.db.now)
        self.outbox = Outbox(self.db, wall, Hush(self.db, self.clock))
        self.inbox = Inbox(self.db, self.outbox, wall, editors=editors)
        self.subscribers = Subscribers(self.db, self.clock)
        if not self.subscribers.count()[0] and (missing := lost(self.data, settings, Integrity("sound", rows=0))):
            log.error("%s; `khabar people restore` brings it back", missing)
        Unreached(self.db, self.clock).serve(self.account.token)
        self.wire = Wire(
            self.account.url, self.account.token, connections=settings.send_window + 4, proxy=self.proxy
        )  # fmt: skip
        self.governor = Governor(
            overall=settings.rate_overall, chat=settings.rate_chat, group=settings.rate_group
        )  # fmt: skip
        self.sender = Sender(
            self.outbox, self.subscribers, self.wire, self.governor,
            window=settings.send_window, unknown_policy=settings.unknown_policy, paid=settings.paid_broadcast,
            metrics=self.metrics, editors=editors,
        )  # fmt: skip
        self.nodes = Nodes(self.sender, "hook" if settings.webhook_url else "poller")
        self.handling = Handling(self.inbox, self.subscribers, self._handle, self.nodes.sent, editors)
        self.nodes.handling = self.handling
        self.polling = Polling(self.wire, self.inbox, self.handling.wake)
        self.hook = Hook(self.wire, self.db)
        self.doors = Doors(settings, self.inbox, self.hook, self.handling.wake)

    def _build_talk(self) -> None:
        """What answers, what speaks unasked, and what looks after both."""
        self.talk = talk.build(
            self.account.token, self.account.url, request=self.request, people=self.subscribers, desk=self.desk,
            clock=self.clock, settings=self.settings, forget=self._forget, post=self._post,
        )  # fmt: skip
        self.callbacks = Callbacks.of(self.db)
        compiling = Compiling(self.desk, self.callbacks)
        self.tick = Tick(Fanout(self.outbox), compiling.sheets, self.clock, self.nodes.sent, self.desk.days_taken_back)
        means = Means(
            self.outbox, self.subscribers, self.desk, self.nodes.sent, editors=editors_of(self.settings.editors)
        )  # fmt: skip
        self.duties = duties.make(
            self.settings, means,
            call=self.wire.call, compile_edition=compiling.sheets, me=lambda: self.talk.bot.id,
        )  # fmt: skip
        self.upkeep = Upkeep(self.inbox, self.outbox, self.subscribers)
        self.condition = Condition(
            self.db, self.polling, self.hook, self.sender, self.desk, self.tasks.running, sources=self.duties.watch.said
        )  # fmt: skip
        self.standing = Standing(
            self.inbox, self.outbox, self.subscribers, self.sender, self.tick, self.condition, self.nodes,
            lambda: facts(self.data, self.clock) if self.settings.snapshots else None, follows=self.bucket is not None,
        )  # fmt: skip

    async def _open(self) -> None:
        """Connect, and begin."""
        await self.wire.open()
        await self.doors.open(self.metrics, self.standing)
        self.outbox.username = await meet(self.talk)
        self.tasks.begin("sender", self.sender.run())
        self.tasks.begin("handling", self.handling.run())
        self.tasks.begin("bells", self.nodes.hear())
        self.tasks.begin("roll", self.nodes.enrol())
        self.tasks.begin("upkeep", self.nodes.clocked(self.upkeep.run))
        self.tasks.begin("menus", menus(self.talk))
        self.tasks.begin("condition", self.condition.watch())
        if self.bucket is not None:
            following = Following(self.data, Replica(self.data, self.bucket, SystemClock()), self.desk)
            self.tasks.begin("following", following.run())
            queue = DecisionQueue(self.db, self.key)
            outcomes = Outcomes(self.data, queue, self.outbox, self.subscribers, self.nodes.sent)
            self.tasks.begin("outcomes", self._ticks(outcomes.run))
        if not self.account.simulated:
            self.tasks.begin("tick", self.nodes.clocked(partial(self._ticks, self.tick.run)))
            for name, duty in self.duties.by_name().items():
                self.tasks.begin(name, self.nodes.clocked(partial(self._ticks, duty.run)))
        if self.doors.webhook is None:
            self.tasks.begin("polling", self.nodes.taking_in(self.polling.run))
        else:
            self.tasks.begin("webhook", self.nodes.taking_in(self.doors.keep_webhook))

    async def ended(self) -> None:
        """Wait until a part failed; raises what it failed with."""
        await self.tasks.ended()

    async def stop(self) -> None:
        """Take nothing more in, finish what is under way, mark it, leave no words in the files, free the lease."""
        await self.tasks.cancel(
            "following", "outcomes", "polling", "tick", *self.duties.by_name(), "menus", "webhook", "condition"
        )
        await self.doors.shut()
        self.handling.stop()
        await self.tasks.finish("handling", PART_SECONDS)
        self.sender.stop()
        await self.tasks.finish("sender", PART_SECONDS)
        await self.tasks.cancel("upkeep", "bells", "roll")
        self.nodes.leave()
        try:
            self.upkeep.erase()
        except StoreError as error:
            log.warning("the last upkeep failed", extra={"error": type(error).__name__})
        await self._close()

    async def _close(self) -> None:
        """Let go of everything that was opened, however far the start came."""
        await self.tasks.cancel()
        if hasattr(self, "talk"):  # a wrong setting ends the start before it is built
            await self.doors.close()
            await self.talk.house.errands.close()
            await self.talk.shutdown()
            await self.request.shutdown()
            await self.wire.close()
        try:
            await asyncio.wait_for(asyncio.to_thread(self.desk.close), DESK_SECONDS)
        except TimeoutError:
            log.warning("a question or a chart was still being worked on")
        self.db.close()
        self.lease.release()

    # Work

    async def _handle(self, update: Mapping[str, Any]) -> Sequence[Message]:
        started = time.monotonic()
        try:
            return await talk.handle(self.talk, update)
        finally:
            self.metrics.answered(time.monotonic() - started)

    def _forget(self, chat_id: int) -> None:
        """A chat asked to be forgotten: a backup that is brought back is to forget it too."""
        with self.db.transaction():
            forgotten.mark(self.db, chat_id, self.outbox.wall.now())
            self.subscribers.forget(chat_id)
        forgotten.keep(self.db, self.outbox.wall.now())

    def _post(self, messages: Sequence[Message]) -> None:
        """What is said later than an update's answer."""
        if self.outbox.put(messages):
            self.nodes.sent()

    async def _ticks(self, run: Callable[[], Awaitable[int]]) -> None:
        while True:
            try:
                await run()
            except StoreError as error:
                log.warning("the tick failed", extra={"error": type(error).__name__})
            await asyncio.sleep(TICK_SECONDS)

    async def step(self, hour: datetime) -> None:
        """Simulation: the clock stands at `hour`; what is due goes out before the next hour comes."""
        self.db.set_state("simulated_now", hour.isoformat())
        if await self.duties.step(self.tick):
            with self.governor.hurried():
                await self.drained()

    async def drained(self, seconds: float = 30.0) -> bool:
        """Wait until nothing waits to be handled or sent; whether that was reached."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.handling.idle and not self.outbox.waiting():
                return True
            await asyncio.sleep(0.01)
        return False
