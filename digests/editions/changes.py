"""What a period did to the key figures: which are new, which changed, where sources began or ceased to disagree.

What stands as before is not in it, in whatever words or by whichever other outlet it came again: standing figures are
told to whoever asks for them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from digests.clock import days_before
from digests.figures import ledger
from digests.figures.groups import since
from digests.figures.relations import same_figure
from digests.model import Claim, Indicator, LedgerView, Period, RelationType
from digests.policy import Policy

Kind = Literal["changed", "disagreement", "resolved", "new", "reported"]
"""`reported`: a newer count that no editor looked at and that may not take the current one's place."""


@dataclass(frozen=True, slots=True)
class Change:
    """One indicator over a period. `fresh` are the period's claims, `earlier` what stood before them, `settled` what
    contradicted that and no longer does."""

    kind: Kind
    view: LedgerView
    fresh: tuple[Claim, ...]
    earlier: Claim | None
    settled: tuple[Claim, ...] = ()

    @property
    def borne_out(self) -> bool:
        """Whether an editor or two origins stand behind the current figure."""
        return self.view.current is not None and self.view.current.grade in ("curated", "corroborated")


def changes(
    indicators: Iterable[Indicator],
    claims: Iterable[Claim],
    period: Period,
    *,
    policy: Policy,
    late: Collection[str] = frozenset(),
    told: Collection[str] = frozenset(),
) -> tuple[Change, ...]:
    """Every indicator that the period changed, in the table's order.

    `claims` are all that were known at the period's end or earlier; those whose ids are `late` are new in it whenever
    they were published, and those that were `told` already, in the first half of its day, are not.
    """
    by_indicator: dict[str, list[Claim]] = {}
    for claim in claims:
        by_indicator.setdefault(claim.indicator, []).append(claim)
    found = (
        _change(indicator, by_indicator[indicator.id], period, policy, late, told)
        for indicator in indicators
        if indicator.id in by_indicator
    )
    return tuple(change for change in found if change)


def _change(
    indicator: Indicator,
    claims: list[Claim],
    period: Period,
    policy: Policy,
    late: Collection[str],
    told: Collection[str],
) -> Change | None:
    assert period.start is not None
    day_before = days_before(period.start, 1)
    if not any(claim.id in late or _is_of(claim, period.start) for claim in claims):
        return None  # nothing can be fresh, so no history has to be looked at
    now = ledger.view(indicator, claims, known=period.end, policy=policy)
    if now.current is None:
        return None
    in_time = [claim for claim in claims if claim.id not in late]
    if told:
        in_time = [each for each in in_time if each.id in told or (since(each) or date.min) <= day_before]
    before = ledger.view(indicator, in_time, known=period.end if told else day_before, policy=policy)
    said = {_figure(claim) for claim in before.claims}
    fresh = tuple(
        claim
        for claim in now.claims
        if (claim.id in late or _is_of(claim, period.start)) and _figure(claim) not in said
    )
    if not fresh:
        return None
    if before.current is None:
        return Change("disagreement" if now.disagree else "new", now, fresh, _superseded(now))
    return _changed(now, before, fresh)


def _is_of(claim: Claim, start: date) -> bool:
    """Whether a claim was not known before the day `start`."""
    known = since(claim)
    return known is not None and start <= known


def _changed(now: LedgerView, before: LedgerView, fresh: tuple[Claim, ...]) -> Change | None:
    """What `fresh` claims did to a figure that stood before; None if nothing that a reader would see as news."""
    assert now.current is not None
    assert before.current is not None
    relation = relation_to_current(now, before.current)
    if relation == "different_scope" and _is_repeated(now.current, before):
        return None
    if relation == "different_scope":
        return Change("new", now, fresh, None)  # another count of other people is no earlier value
    if now.disagree and (not before.disagree or _different(now.rivals) > _different(before.rivals)):
        return Change("disagreement", now, fresh, None if same_figure(before.current, now.current) else before.current)
    same = same_figure(before.current, now.current) or relation == "compatible_rounding"
    if before.disagree and not now.disagree:
        return Change("resolved", now, fresh, before.current, before.rivals)
    if not same:
        return Change("changed", now, fresh, before.current)
    unreviewed = any(claim.status == "disputed" and claim.review == "automatic" for claim in fresh)
    return Change("reported", now, fresh, None) if unreviewed else None


def _different(rivals: Iterable[Claim]) -> int:
    """How many figures stand against the current one, however many say each."""
    found: list[Claim] = []
    for claim in rivals:
        if not any(same_figure(claim, other) for other in found):
            found.append(claim)
    return len(found)


def _is_repeated(claim: Claim, before: LedgerView) -> bool:
    """Whether a reading that no editor saw is one that stood before, of a time that meets its own: "since the beginning
    of the year" ends with whichever day a copy of the text came out."""
    return claim.review == "automatic" and any(
        same_figure(claim, each) and _meet(claim.period, each.period) for each in before.claims
    )


def _meet(a: Period | None, b: Period | None) -> bool:
    if a is None or b is None:
        return a is b
    starts, ends = [each.start or date.min for each in (a, b)], [each.end or date.max for each in (a, b)]
    return max(starts) <= min(ends)


def _figure(claim: Claim) -> tuple[object, ...]:
    """What a document says of an indicator; a new version that still says it tells nothing new."""
    return (claim.doc_id, claim.value, claim.low, claim.high, claim.modifier, claim.role, claim.as_of, claim.period)


def relation_to_current(view: LedgerView, claim: Claim) -> RelationType | None:
    """How `claim` stands to the current one, where they are related."""
    if view.current is None:
        return None
    pair = {claim.id, view.current.id}
    return next((relation.type for relation in view.relations if {relation.a, relation.b} == pair), None)


def _superseded(view: LedgerView) -> Claim | None:
    """The newest earlier figure that the current one replaced."""
    if view.current is None:
        return None
    former = [claim for claim in view.claims if claim.status == "superseded" and not same_figure(claim, view.current)]
    return max(former, key=lambda claim: claim.as_of or claim.published or date.min, default=None)
