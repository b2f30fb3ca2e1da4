"""Claims that say the same on one day count as one: a history of thousands is told by a few groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from operator import attrgetter
from typing import Any

from digests.figures.relations import day
from digests.model import Claim, Status, Texts

GROUP_FROM = 64
"""From so many claims on, those of different documents that say the same are one group."""

_SAME = attrgetter(
    "value", "low", "high", "modifier", "role", "as_of", "as_of_basis", "period", "scope", "review", "status", "kind",
)  # fmt: skip
_FIELDS = tuple(field.name for field in fields(Claim))
_VALUES = attrgetter(*_FIELDS)
_STATUS, _REVIEW, _HELD = (_FIELDS.index(name) for name in ("status", "review", "held_why"))


@dataclass(slots=True, eq=False)
class Group:
    """Claims of one day that say the same; `rep` speaks for them."""

    rep: Claim
    claims: list[Claim]
    origins: set[str]
    newest: date  # from which all of them were known
    _standing: dict[Any, tuple[Claim, ...]] = field(default_factory=dict)

    def standing(self, status: Status, held: Texts | None) -> tuple[Claim, ...]:
        """The claims with their status; made once and kept."""
        key = (status, held["en"] if held else None)
        if key not in self._standing:
            self._standing[key] = tuple(_stand(claim, status, held) for claim in self.claims)
        return self._standing[key]


def _stand(claim: Claim, status: Status, held: Texts | None) -> Claim:
    """`claim` with its status; by hand, since `dataclasses.replace` takes four times as long and there may be many."""
    hold = held is not None and claim.review != "held"
    if claim.status == status and not hold:
        return claim
    values = list(_VALUES(claim))
    values[_STATUS] = status
    if hold:
        values[_REVIEW], values[_HELD] = "held", held
    return Claim(*values)


def group_of(claims: list[Claim]) -> Group:
    return Group(
        claims[0],
        claims,
        {claim.origin or claim.doc_id for claim in claims},
        max(claim.known_from or claim.published or date.min for claim in claims),
    )


def grouped(claims: Sequence[Claim]) -> list[Group]:
    """The groups of `claims`, the oldest first."""
    groups: dict[Any, list[Claim]] = {}
    by_itself = len(claims) < GROUP_FROM
    for n, (claim, same) in enumerate(zip(claims, map(_SAME, claims), strict=True)):
        alone = by_itself or claim.known_until
        key = n if alone else (same, claim.as_of or claim.published, bool(claim.attributed_to))
        groups.setdefault(key, []).append(claim)
    return sorted(map(group_of, groups.values()), key=lambda group: order(group.rep))


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
