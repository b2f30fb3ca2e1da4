"""Whether a number is so: held against the figures that it may speak of, at the time that it is said for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from digests.answers.check.held import Held
from digests.answers.check.post import Said
from digests.figures.relations import day, rounding
from digests.model import Claim, Number, Quantity

Verdict = Literal["agrees", "outdated", "contradicts", "unknown"]

ABOUT = 0.06
"""How far "about" reaches: 144 is nearly 150, 137 is not."""
MORE = 1.35
"""Nobody says "more than 17,000" of much more than this times as many."""
LEAST = frozenset({">", ">="})
PERIODS = frozenset({"flow"})
SAME_TIME = 0.5
"""The share of days that two periods must have in common to be one."""
MONTH = timedelta(days=31)
LAG, CLOSE = timedelta(days=10), timedelta(days=1)
"""A count that is said for a day may stand for one so far from it, if none stands closer."""


def compatible(quantity: Quantity, claim: Claim) -> bool:
    """Whether the number is the claim's, also by rounding or hedge."""
    low, high = bounds(quantity.value, quantity.low, quantity.high, quantity.modifier)
    low_held, high_held = bounds(claim.value, claim.low, claim.high, claim.modifier)
    scale = 100 if claim.unit == "percent" and quantity.unit is None else 1
    if quantity.modifier in LEAST and claim.modifier in LEAST and low * scale > low_held * (1 + ABOUT):
        return False  # "more than 4,300" is not told by "more than 3,400"
    if low * scale <= high_held and low_held <= high * scale:
        return True
    plain = quantity.modifier == "=" and quantity.value is not None and claim.modifier == "="
    return plain and claim.value is not None and rounding(quantity.value or 0, claim.value)


def is_exact(quantity: Quantity, claim: Claim) -> bool:
    """Whether the number itself is the claim's."""
    return (quantity.value, quantity.low, quantity.high) == (claim.value, claim.low, claim.high)


def bounds(value: Number | None, low: Number | None, high: Number | None, modifier: str) -> tuple[float, float]:
    """The least and the most that a number with its hedge allows."""
    if value is None or modifier == "range":
        return (low if low is not None else float("-inf"), high if high is not None else float("inf"))
    match modifier:
        case "~":
            return value * (1 - ABOUT), value * (1 + ABOUT)
        case ">" | ">=":
            return value, value * MORE
        case "<" | "<=":
            return value / MORE, value
    return value, value


def span(claim: Claim) -> tuple[date, date] | None:
    """The days that a claim stands for."""
    if claim.period and claim.period.end:
        return claim.period.start or claim.period.end, claim.period.end
    at = day(claim)
    return (at, at) if at else None


def in_time(claim: Claim, said: Said, lag: timedelta = LAG) -> bool:
    """Whether the claim stands for the time that is said; a count of a day may be up to `lag` apart from it."""
    own = span(claim)
    if own is None or said.first is None or said.last is None:
        return False
    if claim.period is None:
        return said.first - lag <= own[0] <= said.last + lag
    if said.until and abs(own[1] - said.last) <= MONTH:
        return True
    common = (min(own[1], said.last) - max(own[0], said.first)).days + 1
    whole = (max(own[1], said.last) - min(own[0], said.first)).days + 1
    return common / whole >= SAME_TIME


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict, the figure that bears it, and of an outdated number the figure that it was."""

    verdict: Verdict
    held: Held | None = None
    was: Held | None = None


UNKNOWN = Ruling("unknown")
TAKEN = Ruling("unknown")
"""Nothing is left of the topic that another number of the post is not."""


def _likeness(quantity: Quantity, claim: Claim) -> tuple[bool, bool]:
    return is_exact(quantity, claim), quantity.modifier == claim.modifier


class Bench:
    """The figures of one topic against one number. `held` come as they match its surroundings, the best first; what
    is `taken` by another number of the post (topic and value) contradicts none."""

    def __init__(
        self, quantity: Quantity, said: Said, held: Sequence[Held], taken: Collection[tuple[str, object]] = ()
    ) -> None:
        self.quantity = quantity
        self.said = said
        self.ranked = held
        self.taken = taken
        self.held = sorted(held, key=lambda one: (span(one.claim) or (date.min, date.min))[1])  # oldest first
        self.event = self.held[0].event
        fitting = [one for one in self.held if compatible(quantity, one.claim)]
        self.fitting = sorted(fitting, key=lambda one: _likeness(quantity, one.claim))  # the very number last

    def judge(self) -> Ruling:
        """What is to be said of the number."""
        if self.said.dated and not self.of_event():
            return self.of_time()
        return self.of_now()

    def of_event(self) -> bool:
        """Whether the time that is said is that of the event itself: «при нападении 22 марта погибли …»."""
        return self.event is not None and self.said.last is not None and self.said.last <= self.event.day

    def of_time(self) -> Ruling:
        """Of a number that is said for a day or period."""
        then = self.then(CLOSE) or self.then(LAG)
        others = [replace(self.said, first=first, last=last) for first, last in self.said.also]
        for one in reversed(self.fitting):
            if one in then or any(in_time(one.claim, other, CLOSE) for other in others):
                return Ruling("agrees", one)
        if not self.said.near:  # the time was said a while ago, and may not be meant
            found = self.of_now()
            return found if found.verdict == "agrees" or not then else self.against(then)
        return self.against(then) if then else UNKNOWN

    def then(self, lag: timedelta) -> list[Held]:
        return [one for one in self.held if in_time(one.claim, self.said, lag)]

    def against(self, then: Sequence[Held]) -> Ruling:
        """Contradicted by what is held for the time; a number that is right for another time is no contradiction."""
        free = [one for one in self.ranked if one in then and not self.is_taken(one)]
        if any(is_exact(self.quantity, one.claim) for one in self.fitting):
            return UNKNOWN
        if not free:
            return TAKEN
        return Ruling("contradicts", free[0])

    def is_taken(self, one: Held) -> bool:
        return (one.topic, one.claim.value) in self.taken

    def of_now(self) -> Ruling:
        """Of a number that is said as of now, or without a time."""
        newest = self.newest()
        for one in reversed(self.fitting):
            if self.is_current(one, newest):
                return Ruling("agrees", one)
        if not self.fitting:
            return TAKEN if self.is_taken(newest) else Ruling("contradicts", newest)
        was = self.fitting[-1]
        if newest.kind in PERIODS and not (self.said.now or self.said.yearly):
            return Ruling("agrees", was)
        return Ruling("outdated", newest, was)

    def newest(self) -> Held:
        current = [one for one in self.held if one.claim.status == "current"]
        return (current or self.held)[-1]

    def is_current(self, one: Held, newest: Held) -> bool:
        """Whether the figure stands beside the newest: not overtaken, nor older by more than a while."""
        own, last = span(one.claim), span(newest.claim)
        if own is None or last is None or one is newest:
            return one is newest
        if one.kind in PERIODS or one.claim.status == "superseded":
            return own[1] >= last[1]
        return own[1] >= last[1] - MONTH


FAR = 15.0
"""What is so many times more or less is no other count of the same thing."""


def is_far(quantity: Quantity, claim: Claim) -> bool:
    low, high = bounds(quantity.value, quantity.low, quantity.high, quantity.modifier)
    low_held, high_held = bounds(claim.value, claim.low, claim.high, claim.modifier)
    scale = 100 if claim.unit == "percent" and quantity.unit is None else 1
    return low * scale > FAR * max(high_held, 1) or low_held > FAR * max(high * scale, 1)
