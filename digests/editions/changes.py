"""What a period did to the key figures: which are new, which changed, which sources now disagree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from digests.clock import days_before
from digests.figures import ledger
from digests.model import Claim, Indicator, LedgerView, Period, RelationType
from digests.policy import Policy

Kind = Literal["changed", "disagreement", "new", "confirmed", "repeated", "standing"]
RANK: Mapping[Kind, int] = {"changed": 0, "disagreement": 1, "new": 2, "confirmed": 3, "repeated": 4, "standing": 5}
RECALLED = 3
"""Standing figures that an edition without news recalls."""
SHOWN = 12
"""Figures of a period at most: a digest is read on a phone, and the rest is a question away."""
DIFFERING = 2
"""Standing disagreements that every edition recalls: a reader of one day alone should know of them."""
RECALLED_FOR = timedelta(days=45)
"""… for so long after the figure's day."""


@dataclass(frozen=True, slots=True)
class Change:
    """One indicator over a period. `fresh` are the period's claims, `earlier` what stood before them."""

    kind: Kind
    view: LedgerView
    fresh: tuple[Claim, ...]
    earlier: Claim | None

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
) -> tuple[Change, ...]:
    """Every indicator that the period touched, changed ones first, and the standing ones worth recalling.

    `claims` are all that were known at the period's end or earlier; those whose ids are `late` are new in it whenever
    they were published. An unchanged toll never leads.
    """
    by_indicator: dict[str, list[Claim]] = {}
    for claim in claims:
        by_indicator.setdefault(claim.indicator, []).append(claim)
    found = [
        change
        for indicator in indicators
        if indicator.id in by_indicator
        and (change := _change(indicator, by_indicator[indicator.id], period, policy, late))
    ]
    found.sort(key=lambda change: (not change.borne_out, RANK[change.kind]))  # stable: the table's order is importance
    touched = [change for change in found if change.kind not in {"standing", "repeated"}]
    if not touched:
        return tuple(change for change in found if change.kind == "standing")[:RECALLED]
    differing = [
        change
        for change in found
        if change.kind == "standing" and change.view.disagree and _is_recent(change.view, period)
    ]
    return (*_lead(found, touched), *touched[:SHOWN], *differing[:DIFFERING])


def _lead(found: Iterable[Change], touched: Sequence[Change]) -> tuple[Change, ...]:
    """A standing figure before those that one text alone states: none of them leads where anything better stands."""
    if touched[0].borne_out:
        return ()
    return tuple(change for change in found if change.kind == "standing" and change.borne_out)[:1]


def _change(
    indicator: Indicator, claims: list[Claim], period: Period, policy: Policy, late: Collection[str]
) -> Change | None:
    assert period.start is not None
    day_before = days_before(period.start, 1)
    now = ledger.view(indicator, claims, known=period.end, policy=policy)
    if now.current is None:
        return None
    in_time = [claim for claim in claims if claim.id not in late]
    before = ledger.view(indicator, in_time, known=day_before, policy=policy)
    said = {_figure(claim) for claim in before.claims}
    fresh = tuple(
        claim
        for claim in now.claims
        if (claim.id in late or ((since := claim.known_from or claim.published) and period.start <= since))
        and _figure(claim) not in said
    )
    earlier = before.current or _superseded(now)
    if not fresh:
        return Change("standing", now, (), earlier)
    if before.current is None:
        return Change("disagreement" if now.disagree else "new", now, fresh, earlier)
    if relation_to_current(now, before.current) == "different_scope":
        return Change("new", now, fresh, None)  # another count of other people is no earlier value
    if not same_figure(before.current, now.current):
        return Change("changed", now, fresh, before.current)
    if now.disagree and (not before.disagree or len(now.rivals) > len(before.rivals)):
        return Change("disagreement", now, fresh, _superseded(now))
    return Change("confirmed" if _adds(now, fresh) else "repeated", now, fresh, None)


def _is_recent(view: LedgerView, period: Period) -> bool:
    """Whether the figure is news enough to be told again without any: not a dispute of years ago."""
    said = (view.current.as_of or view.current.published) if view.current else None
    return said is None or period.end is None or period.end - said <= RECALLED_FOR


def _adds(view: LedgerView, fresh: tuple[Claim, ...]) -> bool:
    """Whether the period's claims tell more than the current figure from the same origin once again."""
    current = view.current
    return any(
        claim.status != "retracted"
        and current is not None
        and (not same_figure(claim, current) or claim.origin != current.origin)
        for claim in fresh
    )


def same_figure(one: Claim, other: Claim) -> bool:
    return (one.value, one.low, one.high, one.modifier) == (other.value, other.low, other.high, other.modifier)


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
