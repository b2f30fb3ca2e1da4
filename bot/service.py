"""The bot as a running service: what starts in which order, what it is made of, and how it stops.

Updates come in by polling or webhook → inbox → handlers → outbox → sender; the tick enqueues editions; upkeep
forgets. All of it lives on one event loop and one connection to the private database.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot import app as talk
from bot import duties
from bot.compiling import Compiling
from bot.condition import Condition, numbers
from bot.context import UPDATE
from bot.databases import lost, secret_of
from bot.desk import Desk
from bot.following import Following, facts
from bot.mail.fanout import Fanout
from bot.mail.governor import Governor
from bot.mail.handling import Handling
from bot.mail.hook import Hook
from bot.mail.inbox import Inbox
from bot.mail.intake import Polling, Webhook, host_and_port
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
from bot.people.subscribers import ZONE, Subscribers
from bot.people.unreached import Unreached
from bot.tasks import Tasks
from bot.telegram import Request, Wire
from bot.tick import Tick
from bot.upkeep import Upkeep
from config.proxies import proxy_for
from config.settings import Settings
from digests.clock import Clock, SystemClock
from digests.errors import Unavailable
from digests.language import meaning
from digests.policy import Policy
from digests.snapshots import state
from digests.snapshots.bucket import open_bucket
from digests.snapshots.replica import Replica
from digests.voice import voice

if TYPE_CHECKING:
    from bot.health import HealthServer

log = logging.getLogger(__name__)

TICK_SECONDS = 15.0
SECRET = "webhook_secret"  # noqa: S105 (under which it is kept, for all nodes)
NUMBERS = ("version", "age_seconds", "newest")  # of the corpus, for metrics
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
        self.webhook: Webhook | None = None
        self.health: HealthServer | None = None

    def voiced(self, outcome: voice.Outcome) -> None:
        """Count what came of a question to the third voice, whichever metrics stand."""
        self.metrics.voiced(outcome)

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
            self._build()
            await self._open()
        except BaseException:
            await self._close()
            raise

    def _build(self) -> None:
        settings = self.settings
        if settings.health_listen:
            from bot.health import HealthServer, Prometheus  # noqa: PLC0415 (Prometheus' library is slow to load)

            self.metrics = prometheus = Prometheus()
            self.health = HealthServer(prometheus, self.problems, self.numbers, self.limits, self._held, self._corpus)
        wall = Wall(self.db.now)
        self.outbox = Outbox(self.db, wall, Hush(self.db, self.clock))
        self.inbox = Inbox(self.db, self.outbox, wall, editors=editors_of(settings.editors))
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
            metrics=self.metrics, editors=editors_of(settings.editors),
        )  # fmt: skip
        self.nodes = Nodes(self.sender)
        self.talk = talk.build(
            self.account.token, self.account.url, request=self.request, people=self.subscribers, desk=self.desk,
            clock=self.clock, settings=settings, forget=self._forget, post=self._post,
        )  # fmt: skip
        self.handling = Handling(
            self.inbox, self.subscribers, self._handle, self.nodes.sent, editors_of(settings.editors)
        )
        self.nodes.handling = self.handling
        self.callbacks = Callbacks.of(self.db)
        compiling = Compiling(self.desk, self.callbacks)
        self.tick = Tick(Fanout(self.outbox), compiling.sheets, self.clock, self.nodes.sent, self.desk.days_taken_back)
        self.duties = duties.make(
            settings, self.outbox, self.subscribers, self.desk, self.nodes.sent,
            call=self.wire.call, compile_edition=compiling.sheets, me=lambda: self.talk.bot.id,
        )  # fmt: skip
        self.upkeep = Upkeep(self.inbox, self.outbox, self.subscribers)
        self.polling = Polling(self.wire, self.inbox, self.handling.wake)
        self.hook = Hook(self.wire, self.db)
        self.condition = Condition(
            self.db, self.polling, self.hook, self.sender, self.desk, self.tasks.running, sources=self.duties.watch.said
        )  # fmt: skip

    async def _open(self) -> None:
        """Connect, and begin."""
        await self.wire.open()
        await self._listen()
        self.outbox.username = await meet(self.talk)
        self.tasks.begin("sender", self.sender.run())
        self.tasks.begin("handling", self.handling.run())
        self.tasks.begin("bells", self.nodes.hear())
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
        if self.webhook is None:
            self.tasks.begin("polling", self.nodes.taking_in(self.polling.run))

    async def _listen(self) -> None:
        """The health server, and the webhook where one is set."""
        settings = self.settings
        try:
            if self.health and settings.health_listen:
                await self.health.start(*host_and_port(settings.health_listen, "KHABAR_HEALTH_LISTEN"))
            if settings.webhook_url:
                given = settings.webhook_secret
                secret = given.get_secret_value() if given else self.db.agreed(SECRET, secrets.token_urlsafe(32))
                self.webhook = Webhook(self.inbox, secret, self.handling.wake)
                await self.webhook.start(*host_and_port(settings.webhook_listen, "KHABAR_WEBHOOK_LISTEN"))
                keep = partial(self.hook.keep, settings.webhook_url, secret)
                self.tasks.begin("webhook", self.nodes.taking_in(keep))
        except OSError as error:
            raise Unavailable(f"KHABAR_HEALTH_LISTEN or KHABAR_WEBHOOK_LISTEN: {error.strerror}") from error

    async def ended(self) -> None:
        """Wait until a part failed; raises what it failed with."""
        await self.tasks.ended()

    async def stop(self) -> None:
        """Take nothing more in, finish what is under way, mark it, leave no words in the files, free the lease."""
        await self.tasks.cancel(
            "following", "outcomes", "polling", "tick", *self.duties.by_name(), "menus", "webhook", "condition"
        )
        if self.webhook:
            await self.webhook.stop()
            self.webhook = None
        self.handling.stop()
        await self.tasks.finish("handling", PART_SECONDS)
        self.sender.stop()
        await self.tasks.finish("sender", PART_SECONDS)
        await self.tasks.cancel("upkeep", "bells")
        self.nodes.leave()
        try:
            self.upkeep.erase()
        except StoreError as error:
            log.warning("the last upkeep failed", extra={"error": type(error).__name__})
        await self._close()

    async def _close(self) -> None:
        """Let go of everything that was opened, however far the start came."""
        await self.tasks.cancel()
        for server in (self.webhook, self.health):
            if server:
                await server.stop()
        if hasattr(self, "talk"):  # a wrong setting ends the start before it is built
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

    def zone_of(self, chat_id: int) -> str:
        """The time zone of a chat: the simulator's page shows its clock."""
        known = self.subscribers.get(chat_id)
        return known.zone if known else ZONE

    # How it is

    def problems(self) -> list[str]:
        """What is wrong now, in a few words each."""
        return self.condition.problems()

    def limits(self) -> list[str]:
        """What keeps a service that is well from its work."""
        behind = (self._corpus() or {}).get("trouble") if self.bucket is not None else None
        return [*self.condition.limits(), *([f"the corpus is not the newest: {behind}"] if behind else [])]

    def _elsewhere(self) -> DecisionQueue | None:
        """What carries editors' decisions to the worker, in the thread of editors; None where the corpus is written
        here."""
        if self.bucket is None or not state.is_replica(self.data):
            return None
        return DecisionQueue(opened(self.data, self.settings), self.key, lambda: UPDATE.get(0))

    def _corpus(self) -> Mapping[str, Any] | None:
        """The version of the corpus that is here, where versions are published or taken."""
        return facts(self.data, self.clock) if self.settings.snapshots else None

    def _held(self) -> int:
        """Messages that quiet hours or a pause hold back."""
        return self.outbox.held()

    def numbers(self) -> dict[str, float]:
        """What waits and how much of it."""
        corpus = {
            f"corpus_{name}": value for name, value in (self._corpus() or {}).items() if name in NUMBERS and value
        }
        counted = numbers(self.inbox, self.outbox, self.subscribers, self.sender)
        return counted | {"editions_failed": self.tick.failed} | corpus
