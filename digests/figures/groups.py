"""Claims that say the same on one day count as one: a history of thousands is told by a few groups."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from operator import attrgetter, is_
from typing import Any

from digests.figures.origins import Voices, independent, is_told_by, voices
from digests.figures.relations import amount, day
from digests.model import Claim, Grade, Number, Status, Texts

GROUP_FROM = 64
"""From so many claims on, those of different documents that say the same are one group."""

BLOCK = 256
"""So many claims are looked at in one go where two histories are held against each other."""

_SAME = attrgetter(
    "value", "low", "high", "modifier", "role", "as_of", "as_of_basis", "period", "scope", "place", "review", "status",
    "kind",
)  # fmt: skip
_FIELDS = tuple(field.name for field in fields(Claim))
_VALUES = attrgetter(*_FIELDS)
_STATUS, _REVIEW, _HELD, _GRADE = (_FIELDS.index(name) for name in ("status", "review", "held_why", "grade"))


@dataclass(slots=True, eq=False)
class Group:
    """Claims of one day that say the same; `rep` speaks for them."""

    rep: Claim
    claims: list[Claim]
    origins: set[str]
    newest: date  # from which all of them were known
    day: date | None  # that they speak for
    amount: Number | None
    _standing: dict[Any, tuple[Claim, ...]] = field(default_factory=dict)
    _voices: frozenset[Voices] | None = None
    _independent: bool | None = None
    _made: dict[Any, dict[int, Claim]] = field(default_factory=dict)

    @property
    def voices(self) -> frozenset[Voices]:
        """Who may have said the claims first, each claim's apart."""
        if self._voices is None:
            self._voices = frozenset(map(voices, filter(is_told_by, self.claims)))
        return self._voices

    @property
    def independent(self) -> bool:
        """Whether two independent origins stand behind the group itself."""
        if self._independent is None:
            self._independent = len(self.claims) > 1 and independent(self.voices)
        return self._independent

    def standing(self, status: Status, grade: Grade, held: Texts | None) -> tuple[Claim, ...]:
        """The claims with their status and grade; made once and kept."""
        key = (status, grade, held["en"] if held else None)
        if key not in self._standing:
            made = self._made.pop(key, {})
            self._standing[key] = tuple(
                made.get(id(claim)) or _stand(claim, status, grade, held) for claim in self.claims
            )
        return self._standing[key]


def _stand(claim: Claim, status: Status, grade: Grade, held: Texts | None) -> Claim:
    """`claim` as it stands; by hand, since `dataclasses.replace` takes four times as long and there may be many."""
    hold = held is not None and claim.review != "held"
    values = list(_VALUES(claim))
    values[_STATUS] = status
    values[_GRADE] = "held" if hold else grade
    if hold:
        values[_REVIEW], values[_HELD] = "held", held
    return Claim(*values)


def group_of(claims: list[Claim], former: Group | None = None) -> Group:
    """The group of `claims`; what was made of those that were in `former` too is not made again."""
    group = Group(
        claims[0],
        claims,
        {claim.origin or claim.doc_id for claim in claims},
        max(claim.known_from or claim.published or date.min for claim in claims),
        day(claims[0]),
        amount(claims[0]),
    )
    if former is not None:
        staying = set(map(id, claims))  # of these alone: another claim may get the address of one that is gone
        group._made = {
            key: {id(claim): made for claim, made in zip(former.claims, each, strict=True) if id(claim) in staying}
            for key, each in former._standing.items()
        }
    return group


class Grouped:
    """All claims of one indicator in groups, the oldest first. `groups` is not to be changed."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.claims = claims
        self._by_itself = len(claims) < GROUP_FROM
        members: dict[Any, list[Claim]] = {}
        for claim in claims:
            members.setdefault(self._key(claim), []).append(claim)
        self._by_key = {key: group_of(each) for key, each in members.items()}
        self.groups = sorted(self._by_key.values(), key=_order_of)

    def _key(self, claim: Claim) -> Any:
        """What the claims of one group have in common. A former claim stands alone: it may be replaced alone."""
        if self._by_itself or claim.known_until:
            return id(claim)
        return _SAME(claim), claim.as_of or claim.published, bool(claim.attributed_to)

    def after(self, claims: Sequence[Claim]) -> tuple[Grouped, list[Claim]]:
        """The groups of other `claims`, and the claims that came or went. What is in both, the very same objects, is
        not looked at again: a document that comes in costs what it touches."""
        gone, come = _changes(self.claims, claims)
        if self._by_itself or len(claims) < GROUP_FROM or len(gone) + len(come) > len(claims) // 2:
            return Grouped(claims), [*gone, *come]
        made = object.__new__(Grouped)
        made.claims, made._by_itself, made._by_key = claims, False, dict(self._by_key)
        made.groups = list(self.groups)
        leaving = set(map(id, gone))
        touched: dict[Any, list[Claim]] = {self._key(claim): [] for claim in gone}
        for claim in come:
            touched.setdefault(self._key(claim), []).append(claim)
        for key, added in touched.items():
            made._regroup(key, leaving, added)
        return made, [*gone, *come]

    def _regroup(self, key: Any, leaving: set[int], added: list[Claim]) -> None:
        former = self._by_key.pop(key, None)
        if former is not None:
            del self.groups[self._place(former)]
        members = [*(claim for claim in (former.claims if former else ()) if id(claim) not in leaving), *added]
        if members:
            group = group_of(sorted(members, key=order), former)
            self._by_key[key] = group
            insort(self.groups, group, key=_order_of)

    def _place(self, group: Group) -> int:
        n = bisect_left(self.groups, _order_of(group), key=_order_of)
        while self.groups[n] is not group:
            n += 1
        return n


def _order_of(group: Group) -> tuple[Any, ...]:
    return order(group.rep)


def _changes(before: Sequence[Claim], after: Sequence[Claim]) -> tuple[list[Claim], list[Claim]]:
    """The claims that are in one of the two alone; both are in one order, so that what differs lies between."""
    first = _in_common(before, after)
    old, new = before[first:][::-1], after[first:][::-1]
    last = _in_common(old, new)
    old, new = old[last:], new[last:]
    here, there = set(map(id, old)), set(map(id, new))
    return [claim for claim in old if id(claim) not in there], [claim for claim in new if id(claim) not in here]


def _in_common(one: Sequence[Claim], other: Sequence[Claim]) -> int:
    """With how many of the same claims both begin."""
    n, most = 0, min(len(one), len(other))
    while n < most and all(map(is_, one[n : n + BLOCK], other[n : n + BLOCK])):
        n += BLOCK
    while n < most and one[n] is other[n]:
        n += 1
    return min(n, most)


def known_by(group: Group, known: date | None) -> Group | None:
    """The part of a group that was known by the day `known`; what bears no date at all counts as known."""
    if known is None or group.newest <= known:
        return group
    claims = [claim for claim in group.claims if (since(claim) or date.min) <= known]
    return group_of(claims) if claims else None


def since(claim: Claim) -> date | None:
    return claim.known_from or claim.published


def order(claim: Claim) -> tuple[date, date, bool, str, int]:
    return (
        day(claim) or date.max,
        claim.published or date.max,
        claim.role != "previous",
        claim.doc_id,
        claim.char_start or 0,
    )
