"""What waits for an editor: every claim that a policy does not show, why, and what approving it would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from digests.figures.groups import order
from digests.figures.ledger import History
from digests.figures.reasons import HELD
from digests.figures.relations import compare, ordered, same_number
from digests.model import Claim, Grade, Indicator, LedgerView, Texts
from digests.policy import OPEN, Policy

EffectKind = Literal["first", "current", "period", "rival", "source", "repeat", "former", "scope", "nothing"]
PERIODS = frozenset({"other_period", "period_unknown", "other_day"})

UNSAID: Mapping[Grade, str] = {"curated": "editor", "held": "editor", "single": "single", "corroborated": "closed"}
"""Why a claim waits that bears no reason of its own: an editor held it, or the setting does not show its grade."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What approval would do. `first`: the first value that is shown; `current`: it takes the place of `beside`; of
    `beside` it is one more independent `source`, a `repeat` by the same, a `rival`, a `former` count; a figure of
    another `period` or `scope` than `beside`; `nothing`: a forecast or a change stands in no history of counts."""

    kind: EffectKind
    beside: Claim | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim that waits, `why` in words; `history` is that of all claims of its indicator."""

    claim: Claim
    why: Texts
    history: History
    policy: Policy
    url: str | None = None  # of its document

    def effect(self) -> Effect:
        """What would change for readers if the claim were approved."""
        before = self.history.view(asof=None, known=None, policy=self.policy)
        approved = [
            replace(claim, review="approved", held_why=None) if claim.id == self.claim.id else claim
            for claim in self.history.claims
        ]
        after = self.history.after(approved).view(asof=None, known=None, policy=self.policy)
        own = next((claim for claim in after.claims if claim.id == self.claim.id), None)
        if own is None or own.role == "change" or own.kind == "forecast":
            return Effect("nothing")
        return _effect(own, before, after)


def queue(indicator: Indicator, claims: Sequence[Claim], *, policy: Policy) -> tuple[Waiting, ...]:
    """The claims that wait for an editor under `policy`, oldest first. One that was corrected waits no more: its
    correction stands for it."""
    history = History(indicator, claims)
    seen = history.view(asof=None, known=None, policy=OPEN)  # with all that may count: history says what is odd
    found = [
        claim
        for claim in (*seen.claims, *seen.waiting)
        if claim.status != "retracted" and claim.id not in history.corrected and not policy.shows(claim.grade or "held")
    ]
    return tuple(Waiting(claim, _why(claim), history, policy) for claim in sorted(found, key=order))


def _why(claim: Claim) -> Texts:
    return claim.held_why or HELD[UNSAID[claim.grade or "single"]]


def _effect(own: Claim, before: LedgerView, after: LedgerView) -> Effect:
    kind = after.indicator.kind
    current = after.current
    if current is None:
        return Effect("nothing")
    if own.id == current.id:
        was = before.current
        if was is None:
            return Effect("first")
        if same_number(was, own) and own.period == was.period:
            return Effect("repeat" if _one_origin(was, own, kind) else "source", was)
        return Effect("period" if _other_period(own, was, kind) else "current", was)
    if any(own.id == rival.id for rival in after.rivals):
        return Effect("rival", current)
    return Effect(_beside(own, current, kind), current)


def _beside(own: Claim, current: Claim, kind: str) -> EffectKind:
    match compare(*ordered(own, current), kind).type:
        case "same_value" | "compatible_rounding":
            return "source"
        case "same_origin":
            return "repeat"
        case "different_scope":
            return "period" if _other_period(own, current, kind) else "scope"
    return "former"


def _one_origin(a: Claim, b: Claim, kind: str) -> bool:
    return compare(*ordered(a, b), kind).type == "same_origin"


def _other_period(a: Claim, b: Claim, kind: str) -> bool:
    return compare(*ordered(a, b), kind).why in PERIODS
