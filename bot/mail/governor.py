"""How fast: so many messages a second overall, so many in one chat, so many a minute in one group.

Smooth from the first message on, and never more than the rate in any sliding second as *Telegram* counts it. We
see only when a call began and when its answer came; the call arrives in between. So what is spaced is the worst
case: the n-th call before this one must have arrived a full second ago even if it was slow on its way. Times are
seconds of a monotonic clock.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

SECOND = 1.012
"""A governed second: 1.2 % longer than Telegram's, which is what the guard below may use up."""
CLOSEST = 1.002  # seconds between a call and the n-th after it, whatever else holds
BEHIND = 2.0  # seconds that the guard may fall behind the schedule: ten minutes keep 98 % of the rate at any latency
IDLE = 0.02  # seconds (three gaps at low rates): a call that comes later than this was not waiting for its turn
FORGET = 0.00001  # seconds a call: a network that has become slower is believed after some hundred calls
CHAT_MARGIN = 0.02
MINUTE = 60.0
APART = 1.2  # seconds that two senders who follow each other leave between them, at least


@dataclass(slots=True)
class Ticket:
    """A call under way."""

    chat_id: int
    began: float
    ended: float | None = None


@dataclass(slots=True)
class Pace:
    """At most `rate` calls in any second. The pace itself; who waits is the governor's business."""

    rate: float
    next: float = float("-inf")  # the schedule: evenly spaced, arrears made good
    recent: deque[Ticket] = field(default_factory=deque)
    quickest: float = float("inf")  # seconds: what a call takes that nothing delays

    @property
    def gap(self) -> float:
        return SECOND / self.rate

    def ready(self, now: float) -> float:
        """When the next call may begin."""
        if len(self.recent) < max(1, int(self.rate)):
            return self.next
        oldest = self.recent[0]
        took = (oldest.ended if oldest.ended is not None else now) - oldest.began
        late = max(0.0, took - self.quickest)
        guarded = min(oldest.began + CLOSEST + late, self.next + BEHIND)
        return max(self.next, oldest.began + CLOSEST, guarded)

    def begin(self, ticket: Ticket) -> None:
        before = self.recent[-1].began if self.recent else float("-inf")
        idle = ticket.began - max(before, self.ready(ticket.began)) > max(3 * self.gap, IDLE)
        # A timer that fired late is made good, an idle hour is not: no burst.
        self.next = (ticket.began if idle else self.next) + self.gap
        self.recent.append(ticket)
        if len(self.recent) > max(1, int(self.rate)):
            self.recent.popleft()

    def end(self, ticket: Ticket) -> None:
        if ticket.ended is not None:
            self.quickest = min(ticket.ended - ticket.began, self.quickest + FORGET)


class Governor:
    """Asked before every call. `overall` None turns it off (measurements only)."""

    def __init__(
        self,
        *,
        overall: float | None = 30.0,
        chat: float = 1.0,
        group: float = 20.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.pace = Pace(overall) if overall else None
        self.chat_gap = 1 / chat + CHAT_MARGIN
        self.group = max(1, int(group))
        self.monotonic = monotonic
        self.held_until = float("-inf")
        self._rest: dict[int, float] = {}
        self._groups: dict[int, deque[float]] = {}
        self._lasting: set[int] = set()

    def wait(self) -> float:
        """Seconds until any call may begin."""
        now = self.monotonic()
        ready = self.pace.ready(now) if self.pace else now
        return max(ready - now, self.held_until - now, 0.0)

    def allowance(self, most: int) -> int:
        """How many calls may begin now, the arrears of a late timer included."""
        if self.wait() > 0:
            return 0
        if self.pace is None:
            return most
        owed = min(IDLE, self.monotonic() - self.pace.next)
        return min(most, 1 + int(max(0.0, owed) / self.pace.gap))

    def hold(self, seconds: float) -> None:
        """Nothing goes out for so long."""
        self.held_until = max(self.held_until, self.monotonic() + seconds)

    def held(self) -> float:
        """Seconds that are left of a hold."""
        return max(0.0, self.held_until - self.monotonic())

    def begin(self, chat_id: int) -> Ticket:
        ticket = Ticket(chat_id, self.monotonic())
        if self.pace:
            self.pace.begin(ticket)
        return ticket

    def end(self, ticket: Ticket, *, counts: bool = True) -> None:
        """The answer came. From now on the chat rests; `counts` off for calls that put nothing into it."""
        ticket.ended = self.monotonic()
        if self.pace is None:
            return
        self.pace.end(ticket)
        if counts:
            self.sent(ticket.chat_id)

    def sent(self, chat_id: int) -> None:
        """The chat got a message now: it rests."""
        now = self.monotonic()
        self.rest(chat_id, self._until(chat_id, now) - now)

    def _until(self, chat_id: int, now: float) -> float:
        if chat_id > 0:
            return now + self.chat_gap
        sent = self._groups.setdefault(chat_id, deque(maxlen=self.group))
        sent.append(now)
        full = sent[0] + MINUTE + CHAT_MARGIN if len(sent) == self.group else now
        return max(now + self.chat_gap, full)

    def rest(self, chat_id: int, seconds: float) -> None:
        """Nothing goes to this chat for so long."""
        self._rest[chat_id] = max(self._rest.get(chat_id, 0.0), self.monotonic() + seconds)
        if chat_id < 0 or seconds > APART:
            self._lasting.add(chat_id)

    def lasting(self) -> dict[int, tuple[float, list[float]]]:
        """What another sender would have to know, as far as it is new since this was asked last: chat → for how many
        seconds something is to be remembered of it, and how many seconds ago a group got its last messages."""
        now = self.monotonic()
        found = {
            chat_id: (self._rest.get(chat_id, now) - now, [now - at for at in self._groups.get(chat_id, ())])
            for chat_id in self._lasting
        }
        self._lasting.clear()
        return found

    def resume(self, chat_id: int, seconds: float, sends: Sequence[float]) -> None:
        """What another sender knew of a chat (`lasting`)."""
        now = self.monotonic()
        self._rest[chat_id] = now + seconds
        if recent := sorted(now - age for age in sends if 0 <= age < MINUTE):
            self._groups[chat_id] = deque(recent, maxlen=self.group)

    def resting(self) -> list[int]:
        """The chats that nothing may go to now."""
        now = self.monotonic()
        over = [chat_id for chat_id, until in self._rest.items() if until <= now]
        for chat_id in over:
            del self._rest[chat_id]
        for chat_id in [chat_id for chat_id, sent in self._groups.items() if sent[-1] < now - MINUTE]:
            del self._groups[chat_id]
        return list(self._rest)

    def soonest(self) -> float:
        """Seconds until the next chat has rested, a second at most."""
        now = self.monotonic()
        return max(0.0, min((until - now for until in self._rest.values()), default=1.0))

    @contextmanager
    def hurried(self) -> Iterator[None]:
        """In simulation an hour passes between two steps: no chat needs to rest meanwhile."""
        gap, self.chat_gap = self.chat_gap, 0.0
        self._rest.clear()
        try:
            yield
        finally:
            self.chat_gap = gap
