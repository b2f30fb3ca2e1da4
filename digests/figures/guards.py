"""What makes a claim wait for an editor. Approved claims are never held; a held one stays in the history, marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from digests.figures.indicators import Definition, Indicators
from digests.figures.reasons import HELD
from digests.figures.relations import Tie, amount, bounds, compare, day
from digests.model import Claim, Texts

SURE = 0.5
"""A reading below this confidence waits."""
JUMP = 5.0
"""A count that changes by more than so many times at once waits …"""
JUMP_LEAST = 50
"""… if the change is not small in itself."""


def in_document(claims: Sequence[Claim], indicators: Indicators) -> tuple[Claim, ...]:
    """The claims of one document, those held that are doubtful in themselves or beside each other."""
    by_id = {claim.id: claim for claim in claims}
    return tuple(hold(claim, _fault(claim, by_id, indicators)) for claim in claims)


def hold(claim: Claim, why: Texts | None) -> Claim:
    if why is None or claim.review != "automatic":
        return claim
    return replace(claim, review="held", held_why=why)


def _fault(claim: Claim, others: Mapping[str, Claim], indicators: Indicators) -> Texts | None:
    definition = indicators.definition(claim.indicator)
    if claim.confidence < SURE:
        return HELD["confidence"]
    if claim.unit != definition.indicator.unit:
        return HELD["unit"]
    if not plausible(claim, definition):
        return HELD["implausible"]
    if definition.indicator.accuses_group and not claim.attributed_to:
        return HELD["unattributed"]
    if _exceeds_whole(claim, others, definition):
        return HELD["part_above_whole"]
    return None


def plausible(claim: Claim, definition: Definition) -> bool:
    return definition.is_plausible(amount(claim))


def _exceeds_whole(claim: Claim, others: Mapping[str, Claim], definition: Definition) -> bool:
    """Whether the part is surely larger than its whole in the same document, for the same period and unit."""
    wholes = [others[claim.whole]] if claim.whole and claim.whole in others else []
    if not wholes and definition.part_of:
        wholes = [
            other
            for other in others.values()
            if other.indicator == definition.part_of
            and other.unit == claim.unit
            and other.period == claim.period
            and other.role in ("total", "part")
            and claim.role in ("total", "part")
        ]
    return bool(wholes) and all(bounds(claim)[0] > bounds(whole)[1] for whole in wholes)


def history(
    claim: Claim, current: Claim | None, kind: str, *, stale: bool, one_source: bool = False, tie: Tie | None = None
) -> Texts | None:
    """Why `claim` waits, seen beside what was current before it; None where nothing is odd. `one_source`: both are;
    `tie`: how they stand to each other, where that is known already."""
    if claim.review != "automatic" or current is None:
        return None
    before, now = amount(current), amount(claim)
    tie = tie or compare(current, claim, kind)
    if before is None or now is None or tie.type not in ("updates", "contradicts"):
        return None
    if kind == "cumulative" and now < before:
        if stale:
            return HELD["stale"]
        if one_source and day(claim) != day(current):
            return HELD["fall"]
    if abs(now - before) >= JUMP_LEAST and max(now, before) > JUMP * max(min(now, before), 1):
        return HELD["jump"]
    return None
