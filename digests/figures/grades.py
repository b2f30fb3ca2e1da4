"""Which claims are corroborated: two independent origins agree, or the value continues what editors curated.

Pure: the grades of the groups that are handed in, which are those known by the day that is asked for. What becomes
known later bears out nothing before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

from digests.figures.groups import Group
from digests.figures.origins import independent
from digests.figures.relations import ABOUT, agree, amount, bounds, day, same_number
from digests.model import Claim, Grade, Number, Period
from digests.policy import grade_alone

GROWN = 1.1
"""A running toll continues the curated one if it is no more than so much higher: after the third day that of Crocus
grew by less at once (137, 143, 144, 145, 149). In the first days it doubles, and wants a second origin or an editor."""
STEADY = 1.25
"""A stock or a rate continues a curated series within this factor of its neighbours: half the population is out."""
SWING = 1.5
"""The same for flows, which a year may change by half; another country's count is mostly farther off."""
LIKE_DAYS = 4
"""Periods are of one length within so many days: months, quarters, halves and leap years differ by no more."""
FLOWS = frozenset({"flow", "rate"})
NEAREST = 24
"""Where so many figures are stated for one day, each is held against those next to it in size."""


@dataclass(frozen=True, slots=True)
class Grades:
    """Grades by the id of the claim that speaks for a group. `borne` are the ids of those that an editor or two origins
    stand behind: they alone may be current where there are any. What continues a series is shown, and displaces
    nothing."""

    of: Mapping[str, Grade]
    borne: frozenset[str]


Memory = dict[Any, tuple[tuple[Group, ...], frozenset[str]]]
"""Which groups stood side by side when they were graded last, and the ids of those that bore each other out."""


def grades(kind: str, groups: Sequence[Group], without: Collection[str], memory: Memory) -> Grades:
    """The grades of `groups`, of one indicator of this kind; claims whose ids are in `without` (corrected ones, those
    of former versions) bear out nothing. Of what stands in `memory` nothing is compared again."""
    found: dict[str, Grade] = {group.rep.id: grade_alone(group.rep) for group in groups}
    borne = {name for name, grade in found.items() if grade == "curated"}
    able = [group for group in groups if _may_bear_out(group.rep) and group.rep.id not in without]
    for key, beside in _of_one_time(kind, able).items():
        known = memory.get(key)
        side = tuple(beside)
        if known is None or known[0] != side:
            known = memory[key] = side, _borne_out(side, tolls=kind == "cumulative")
        borne |= known[1]
        found |= dict.fromkeys((name for name in known[1] if found[name] == "single"), "corroborated")
    curated = [group.rep for group in able if group.rep.review == "approved"]
    series = Series(kind, curated)
    for group in able if curated else ():
        if found[group.rep.id] == "single" and series.continues(group.rep):
            found[group.rep.id] = "corroborated"
    return Grades(found, frozenset(borne))


def _may_bear_out(claim: Claim) -> bool:
    return claim.review != "held" and claim.status != "retracted" and claim.kind != "forecast"


def thing(claim: Claim) -> tuple[str | None, str]:
    """What is counted, beside the indicator: the scope, and whether a whole, a part or a change is meant. A figure of a
    period that is named as the one before is that period's."""
    role = (
        claim.role if claim.role in ("part", "change") or (claim.role == "previous" and not claim.period) else "total"
    )
    return claim.scope, role


def same_place(a: Claim, b: Claim) -> bool:
    """Whether neither names another place; a reading names none beyond what its indicator says."""
    return a.place == b.place or a.place is None or b.place is None


def confirms(a: Claim, b: Claim) -> bool:
    """Whether two claims of one thing and time say the same, also by rounding. A bound ("more than 400") bears out what
    lies close to it, not all that it allows."""
    sides = {claim.modifier[0] for claim in (a, b) if claim.modifier[0] in "<>"}
    if len(sides) == 2 or not same_place(a, b):
        return False
    if same_number(a, b):
        return True
    mine, theirs = amount(a), amount(b)
    if mine is None or theirs is None or agree(a, b) is None:
        return False
    return not sides or abs(mine - theirs) <= ABOUT * max(mine, theirs)


def _of_one_time(kind: str, groups: Iterable[Group]) -> dict[Any, list[Group]]:
    """The groups that count one thing for one period, or one day where none is named; those next to each other in size
    stand side by side. What a constant is, it is on every day."""
    found: dict[Any, list[Group]] = {}
    for group in groups:
        claim = group.rep
        when: Period | date | str | None = claim.period or ("always" if kind == "constant" else group.day)
        if when is not None and group.amount is not None:
            found.setdefault((when, thing(claim)), []).append(group)
    for beside in found.values():
        if len(beside) > 1:
            beside.sort(key=lambda group: group.amount or 0)
    return found


def _borne_out(beside: Sequence[Group], *, tolls: bool) -> frozenset[str]:
    return frozenset(group.rep.id for n, group in enumerate(beside) if _is_borne_out(group, beside, n, tolls=tolls))


def _is_borne_out(group: Group, beside: Sequence[Group], n: int, *, tolls: bool) -> bool:
    """Whether two independent origins say what the `n`-th group does. Who gives a higher toll for the day has outgrown
    the lower one and bears it out no more."""
    if len(beside) == 1:
        return group.independent
    near = beside[max(0, n - NEAREST) : n + NEAREST + 1]
    saying = [other for other in near if other is group or confirms(group.rep, other.rep)]
    higher = [other for other in near if tolls and other not in saying and _exceeds(other, group)]
    outgrown: set[str] = set().union(*(other.origins for other in higher))
    if not outgrown and group.independent:
        return True
    return independent(each for other in saying for each in other.voices if each.isdisjoint(outgrown))


def _exceeds(one: Group, other: Group) -> bool:
    return (one.amount or 0) > (other.amount or 0)


class Series:
    """What editors recorded of one indicator, in its order: what a value read by machine may continue."""

    def __init__(self, kind: str, curated: Iterable[Claim]) -> None:
        self.kind = kind
        self._of: dict[Any, list[Claim]] = {}
        for claim in curated:
            if amount(claim) is not None and (place := self._place(claim)) is not None:
                self._of.setdefault(place, []).append(claim)
        for claims in self._of.values():
            claims.sort(key=lambda claim: _when(claim) or date.max)
        self._days = {place: [_when(claim) or date.max for claim in claims] for place, claims in self._of.items()}
        least = {place: [bounds(claim)[0] for claim in claims] for place, claims in self._of.items()}
        most = {place: [bounds(claim)[1] for claim in claims] for place, claims in self._of.items()}
        self._highest = {place: list(accumulate(each, max)) for place, each in least.items()}
        self._lowest_after = {place: list(accumulate(reversed(each), min))[::-1] for place, each in most.items()}

    def _place(self, claim: Claim) -> object:
        """Where a claim stands in the order: by what it counts and, of a flow, for how long; None where it cannot."""
        if self.kind in ("cumulative", "stock"):
            return thing(claim) if _when(claim) and not claim.period else None
        if self.kind in FLOWS and (days := _length(claim.period)):
            return thing(claim), next((length for length in LENGTHS if abs(days - length) <= LIKE_DAYS), days)
        return None

    def continues(self, claim: Claim) -> bool:
        """Whether `claim` follows plausibly from what was recorded."""
        value, place, when = amount(claim), self._place(claim), _when(claim)
        claims = self._of.get(place)
        if value is None or when is None or claims is None:
            return False
        n = bisect_right(self._days[place], when)  # so many stand for a day no later
        same = [each for each in claims[:n] if (each.period or _when(each)) == (claim.period or when)]
        if same:
            return any(confirms(each, claim) for each in same)
        if self.kind == "cumulative":
            return self._grows(claim, value, place, n)
        factor = SWING if self.kind == "flow" else STEADY
        return all(_within(value, amount(each) or 0, factor) for each in claims[max(0, n - 1) : n + 1])

    def _grows(self, claim: Claim, value: Number, place: object, n: int) -> bool:
        """Whether a toll is no lower than what was said before, no higher than what was said after, and not much higher
        than before."""
        claims = self._of[place]
        if n == 0 or not all(same_place(claim, each) for each in claims[n - 1 : n + 1]):
            return False
        if n < len(claims) and value > self._lowest_after[place][n]:
            return False
        return self._highest[place][n - 1] <= value <= GROWN * self._highest[place][n - 1]


LENGTHS = (1, 7, 30, 91, 182, 365)
"""Days of the usual periods."""


def _length(period: Period | None) -> int:
    return (period.end - period.start).days + 1 if period and period.start and period.end else 0


def _when(claim: Claim) -> date | None:
    return claim.period.end if claim.period and claim.period.end else day(claim)


def _within(value: Number, other: Number, factor: float) -> bool:
    return min(value, other) > 0 and max(value, other) <= factor * min(value, other)
