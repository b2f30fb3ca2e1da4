"""Flood control for each chat: told once, then silence until it calms down. In memory only."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Verdict = Literal["yes", "tell", "silent"]

BURST = 30  # updates at once: more than a person types, less than a script sends
REFILL = 1.0  # updates a second, the pace at which one chat can be answered anyway
CHATS = 50_000  # remembered at most; the one that was quiet longest goes first


@dataclass(slots=True)
class Bucket:
    left: float
    at: float
    told: bool = False


class Limits:
    """A token bucket a chat. A clock that runs backwards refills nothing and breaks nothing."""

    def __init__(self, *, burst: int = BURST, refill: float = REFILL, chats: int = CHATS) -> None:
        self.burst = burst
        self.refill = refill
        self.chats = chats
        self.buckets: OrderedDict[int, Bucket] = OrderedDict()

    def allow(self, chat_id: int, now: datetime) -> Verdict:
        """Whether an update of `chat_id` is to be answered: "tell" it once that it is too fast, then be silent."""
        at = now.timestamp()
        bucket = self.buckets.pop(chat_id, None) or Bucket(self.burst, at)
        self.buckets[chat_id] = bucket
        if len(self.buckets) > self.chats:
            self.buckets.popitem(last=False)
        bucket.left = min(self.burst, bucket.left + max(0.0, at - bucket.at) * self.refill)
        bucket.at = at
        if bucket.left >= 1:
            bucket.left -= 1
            # Forgiven only after a real pause: otherwise a script would be told again every second.
            bucket.told = bucket.told and bucket.left < self.burst / 2
            return "yes"
        if bucket.told:
            return "silent"
        bucket.told = True
        return "tell"
