"""The claims of a ledger that are said beside a figure: who says the same, who differs, what was said before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from digests.answers.find.found import Agreement, FoundFigure
from digests.figures.origins import origins
from digests.model import Claim, Figure, LedgerView

MARKS = 3
"""Documents that are cited beside each other for one figure."""
RIVALS = 2
EARLIER = 2
ROUNDED = 1
OTHER = 1


def figure(view: LedgerView, claim: Claim, *, event_names: frozenset[str], agreement: bool, full: bool) -> FoundFigure:
    """The claim with what is said beside it: rivals always, all else where it is the only one (`full`)."""
    against = _rivals(view, claim)
    current = full and claim is view.current
    of_period = full and claim.period is not None
    otherwise = _otherwise(view, claim)
    return FoundFigure(
        view,
        claim,
        alike=alike(view, claim),
        rivals=tuple(_distinct(against)[:RIVALS]),
        earlier=_earlier(view, claim) if current else (),
        rounded=_rounded(view, claim) if current or of_period else (),
        otherwise=otherwise if current or of_period or agreement else (),
        agreement=_agreement(view, claim, [*against, *otherwise]) if agreement else None,
        event_names=event_names,
    )


def alike(view: LedgerView, claim: Claim) -> tuple[Claim, ...]:
    """Claims of other documents that say the very same, as many as are cited beside it."""
    seen = {claim.doc_id}
    found = []
    for other in view.claims:
        stands = other.status in ("current", "superseded") and other.review != "held"
        same_day = other.as_of == claim.as_of or claim.as_of is None or other.as_of is None
        if other.doc_id not in seen and stands and same_day and says_same(other, claim):
            seen.add(other.doc_id)
            found.append(other)
    return tuple(found[: MARKS - 1])


def says_same(a: Claim, b: Claim) -> bool:
    """Whether two claims say the same figure."""
    return (a.value, a.low, a.high, a.modifier) == (b.value, b.low, b.high, b.modifier)


def _rivals(view: LedgerView, claim: Claim) -> list[Claim]:
    """Figures that contradict the one shown; of an earlier period those for the same one."""
    against: Iterable[Claim] = view.rivals
    if claim is not view.current:
        against = (
            other
            for other in view.claims
            if other.review != "held"
            and other.status not in ("retracted", "superseded")
            and _related(view, other, claim, "contradicts")
        )
    return [other for other in against if not says_same(other, claim)]


def _agreement(view: LedgerView, claim: Claim, rivals: Sequence[Claim]) -> Agreement:
    if rivals:
        return "differ"
    agreeing = [claim, *(other for other in view.claims if other.status == "current" and other.id != claim.id)]
    return "agree" if len({other.doc_id for other in agreeing}) > 1 and origins(agreeing) > 1 else "one source"


def _earlier(view: LedgerView, claim: Claim) -> tuple[Claim, ...]:
    """What stood before, on days of its own."""
    found = [
        other
        for other in view.claims
        if other.as_of is not None
        and claim.as_of is not None
        and other.as_of < claim.as_of
        and other.status == "superseded"
        and other.review != "held"
        and not says_same(other, claim)
    ]
    return tuple(_distinct(found)[-EARLIER:])


def _rounded(view: LedgerView, claim: Claim) -> tuple[Claim, ...]:
    """A figure that rounds the one shown."""
    found = [
        other
        for other in view.claims
        if (other.status == "current" or (other.status == claim.status and other.period == claim.period))
        and not says_same(other, claim)
        and _related(view, other, claim, "compatible_rounding")
    ]
    return tuple(_distinct(found, prefer="~")[:ROUNDED])


def _otherwise(view: LedgerView, claim: Claim) -> tuple[Claim, ...]:
    """A figure of another scope: for the same day or period where there is one, beside the current figure else any."""
    able = [other for other in view.claims if other.review != "held" and not says_same(other, claim)]
    found = [other for other in able if _is_of_other_scope(view, other, claim)]
    if not found and claim is view.current:
        found = [other for other in able if other.status == "other_scope" and not _is_of_other_time(other, claim)]
    return tuple(_distinct(found)[-OTHER:])


def is_of_one_time(a: Claim | Figure, b: Claim | Figure) -> bool:
    """Whether both are for the same period, or of the same day."""
    return (a.period, a.as_of) == (b.period, b.as_of) and (a.period or a.as_of) is not None


def _is_of_other_time(other: Claim, claim: Claim) -> bool:
    """Whether both count what happened in a period, and not in the same: last year's figure is no other count."""
    return other.period is not None and claim.period is not None and other.period != claim.period


def _is_of_other_scope(view: LedgerView, other: Claim, claim: Claim) -> bool:
    """Whether a figure for the same time counts otherwise: it neither rounds the claim nor contradicts it."""
    same = is_of_one_time(other, claim) and other.status != "retracted" and other.scope != claim.scope
    return same and not any(_related(view, other, claim, kind) for kind in ("compatible_rounding", "contradicts"))


def _distinct(claims: Iterable[Claim], prefer: str = "") -> list[Claim]:
    """One claim for each figure, the newest; those hedged as `prefer` first."""
    found = {(claim.value, claim.low, claim.high, claim.modifier): claim for claim in claims}
    return sorted(found.values(), key=lambda claim: bool(prefer) and claim.modifier != prefer)


def _related(view: LedgerView, a: Claim, b: Claim, kind: str) -> bool:
    return any({each.a, each.b} == {a.id, b.id} and each.type == kind for each in view.relations)
