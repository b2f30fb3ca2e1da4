"""Trouble on order: which calls of the Bot API fail, how, and how often; and Telegram's own rates, if wished."""

from __future__ import annotations

import math
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, cast

Kind = Literal["429", "500", "502", "error", "cut_before", "cut_after", "stall_before", "stall_after", "bad_json"]
KINDS = ("429", "500", "502", "error", "cut_before", "cut_after", "stall_before", "stall_after", "bad_json")


@dataclass(slots=True)
class Fault:
    """One kind of trouble. `before`: the call was not counted; `after`: it was, only its answer is lost."""

    kind: Kind
    methods: frozenset[str] = frozenset()  # none named: every method
    probability: float = 1.0
    count: int | None = None  # how many times; None: for ever
    skip: int = 0  # leave the first so many calls alone
    retry_after: int = 1  # 429
    seconds: float = 1.0  # stalls
    code: int = 400  # "error": any other refusal
    description: str = ""
    chat_id: int | None = None
    done: int = 0

    @classmethod
    def read(cls, raw: dict[str, Any]) -> Fault:
        """From the control API. Raises ValueError where a field is wrong."""
        kind = str(raw.get("kind"))
        if kind not in KINDS:
            raise ValueError(f"kind is one of {', '.join(KINDS)}")
        rest = {name: raw[name] for name in cls.__slots__ if name in raw and name not in {"kind", "methods", "done"}}
        return cls(kind=cast(Kind, kind), methods=frozenset(raw.get("methods", ())), **rest)

    def strikes(self, method: str, chat_id: int | None, chance: Callable[[], float]) -> bool:
        if self.methods and method not in self.methods:
            return False
        if self.chat_id is not None and self.chat_id != chat_id:
            return False
        if self.skip:
            self.skip -= 1
            return False
        if self.count is not None and self.done >= self.count:
            return False
        if self.probability < 1 and chance() >= self.probability:
            return False
        self.done += 1
        return True


@dataclass(slots=True)
class Faults:
    """The faults in force, the first that strikes wins."""

    rules: list[Fault] = field(default_factory=list)
    chance: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311

    def pick(self, method: str, chat_id: int | None) -> Fault | None:
        for rule in self.rules:
            if rule.strikes(method, chat_id, self.chance.random):
                return rule
        return None


@dataclass(slots=True)
class Rates:
    """Telegram's rates as sliding windows; off until one is set. Times are seconds of a monotonic clock."""

    overall: float = 0  # messages a second
    chat: float = 0  # messages a second in one chat
    group: float = 0  # messages a minute in one group
    _recent: deque[float] = field(default_factory=deque)
    _by_chat: dict[int, deque[float]] = field(default_factory=dict)

    def wait(self, chat_id: int, at: float) -> int:
        """Seconds the sender is told to wait; 0 where the message may go, which then counts."""
        windows = [(self._recent, self.overall, 1.0)]
        own = self._by_chat.setdefault(chat_id, deque())
        windows.append((own, self.chat, 1.0) if chat_id > 0 else (own, self.group, 60.0))
        for window, most, span in windows:
            while window and window[0] <= at - span:
                window.popleft()
            if most and len(window) >= max(1, most * (1 if span > 1 else span)):
                return max(1, math.ceil(window[0] + span - at))
        for window, _, _ in windows:
            window.append(at)
        return 0
