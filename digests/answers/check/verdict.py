"""Whether a number is so: held against the figures that it may speak of, at the time that it is said for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from digests.answers.check.held import Held
from digests.answers.check.post import Said
from digests.figures.relations import day, is_exact, rounding
from digests.model import Claim, Number, Quantity

Verdict = Literal["agrees", "outdated", "contradicts", "unknown"]

ABOUT = 0.06
"""How far "about" reaches: 144 is nearly 150, 137 is not."""
MORE = 1.35
"""Nobody says "more than 17,000" of much more than this times as many."""
PERIODS = frozenset({"flow"})
SAME_TIME = 0.5
"""The share of days that two periods must have in common to be one."""
MONTH = timedelta(days=31)
LEAD, LAG = timedelta(days=3), timedelta(days=10)
"""A count that is said for a day may stand for one so much before or after it."""


def compatible(quantity: Quantity, claim: Claim) -> bool:
    """Whether the number is the claim's, also by rounding or hedge."""
    low, high = bounds(quantity.value, quantity.low, quantity.high, quantity.modifier)
    low_held, high_held = bounds(claim.value, claim.low, claim.high, claim.modifier)
    scale = 100 if claim.unit == "percent" and quantity.unit is None else 1
    if low * scale <= high_held and low_held <= high * scale:
        return True
    plain = quantity.modifier == "=" and quantity.value is not None and is_exact(claim)
    return plain and claim.value is not None and rounding(quantity.value or 0, claim.value)


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


def in_time(claim: Claim, said: Said) -> bool:
    """Whether the claim stands for the time that is said."""
    own = span(claim)
    if own is None or said.first is None or said.last is None:
        return False
    if claim.period is None:
        return said.first - LEAD <= own[0] <= said.last + LAG
    if said.until and abs(own[1] - said.last) <= MONTH:
        return True
    common = (min(own[1], said.last) - max(own[0], said.first)).days + 1
    whole = (max(own[1], said.last) - min(own[0], said.first)).days + 1
    return common / whole >= SAME_TIME


class Bench:
    """The figures of one topic, oldest first, against one number."""

    def __init__(self, quantity: Quantity, said: Said, held: Sequence[Held]) -> None:
        self.quantity = quantity
        self.said = said
        self.held = sorted(held, key=lambda one: (span(one.claim) or (date.min, date.min))[1])
        self.fitting = [one for one in self.held if compatible(quantity, one.claim)]

    def judge(self) -> tuple[Verdict, Held | None]:
        """The verdict and the figure that bears it."""
        if self.said.dated:
            return self.of_time()
        return self.of_now()

    def of_time(self) -> tuple[Verdict, Held | None]:
        """Of a number that is said for a day or period."""
        then = [one for one in self.held if in_time(one.claim, self.said)]
        for one in self.fitting:
            if one in then:
                return "agrees", one
        if not self.said.near:  # the time was said a while ago, and may not be meant
            found = self.of_now()
            return found if found[0] == "agrees" or not then else ("contradicts", then[-1])
        if then:
            return "contradicts", then[-1]
        return "unknown", None

    def of_now(self) -> tuple[Verdict, Held | None]:
        newest = self.newest()
        if newest is None:
            return "unknown", None
        for one in reversed(self.fitting):
            if self.is_current(one, newest):
                return "agrees", one
        if not self.fitting:
            return "contradicts", newest
        if newest.kind in PERIODS and not (self.said.now or self.said.yearly):
            return "agrees", self.fitting[-1]
        return "outdated", newest

    def newest(self) -> Held | None:
        current = [one for one in self.held if one.claim.status == "current"]
        return (current or self.held or [None])[-1]

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
