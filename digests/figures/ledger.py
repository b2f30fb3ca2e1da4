"""What is known when: from all claims of one indicator, the current value, the history and where sources differ.

Everything here is pure. `view` may be handed thousands of claims: those that say the same on the same day count as
one group, and a `Ledger` builds a history once and keeps it while its corpus stands still.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from digests.figures.groups import Group, group_of, grouped, known_by, order, since
from digests.figures.indicators import Indicators
from digests.figures.relations import day
from digests.figures.standing import Standing
from digests.kept import Kept
from digests.model import Claim, Indicator, LedgerView
from digests.policy import OPEN, Policy

HISTORIES = 4
"""How many histories of one corpus are kept ready; each holds all its claims."""
VIEWS = 32
"""How many looks at one history are kept."""


def view(
    indicator: Indicator,
    claims: Sequence[Claim],
    *,
    policy: Policy,
    asof: date | None = None,
    known: date | None = None,
) -> LedgerView:
    """How `indicator` stood: on `asof` (by each claim's as-of date, else its publication), from what was published
    by `known`. A claim of a document's former version counts until the version that replaced it was known, and is
    superseded from then on.

    Claims come back oldest first with their status. What `policy` does not show, or what its history holds, is in
    `waiting` alone: it is neither current nor a rival, and nothing is related to it.
    """
    return History(indicator, claims).view(asof=asof, known=known, policy=policy)


def queue(indicator: Indicator, claims: Sequence[Claim], *, policy: Policy) -> tuple[Claim, ...]:
    """The claims that wait for an editor under `policy`, oldest first, each with the reason where there is one.

    One that was corrected waits no more: its correction stands for it.
    """
    known = History(indicator, claims)
    seen = known.view(asof=None, known=None, policy=OPEN)  # with all that may count: history says what is odd
    found = [
        claim for claim in (*seen.claims, *seen.waiting) if policy.waits(claim) and claim.id not in known.corrected
    ]
    return tuple(sorted(found, key=order))


class Ledger:
    """Looks at the figures of one corpus. Histories are in `kept`, whose owner tells it the corpus' version."""

    def __init__(
        self,
        indicators: Indicators,
        claims: Callable[[str, date | None], Sequence[Claim]],
        kept: Kept,
        *,
        policy: Policy,
    ) -> None:
        self.indicators = indicators
        self.claims = claims
        self.kept = kept
        self.policy = policy

    def view(self, indicator: str, *, asof: date | None = None, known: date | None = None) -> LedgerView:
        """`view` of the claims of `indicator` that were known by `known`. Raises UnknownName."""
        definition = self.indicators.get(indicator)
        history = self.kept.get(
            "history",
            (indicator, known),
            lambda: History(definition, self.claims(indicator, known)),
            most=HISTORIES,
        )
        return history.view(asof=asof, known=known, policy=self.policy)


class History:
    """All claims of one indicator, grouped and ordered by the day they speak for."""

    def __init__(self, indicator: Indicator, claims: Sequence[Claim]) -> None:
        self.indicator = indicator
        self.claims = claims
        self.groups = grouped(claims)
        self.corrected = {claim.id.rpartition("~")[0] for claim in claims if "~" in claim.id}
        self.successors = _successors(claims)
        self._views: dict[tuple[date | None, date | None, Policy], LedgerView] = {}

    def view(self, *, asof: date | None, known: date | None, policy: Policy) -> LedgerView:
        key = (asof, known, policy)
        if key not in self._views:
            if len(self._views) >= VIEWS:
                self._views.clear()
            chosen = [
                found
                for group in self.groups
                if (asof is None or (day(group.rep) or date.max) <= asof) and (found := known_by(group, known))
            ]
            replaced: frozenset[str] = frozenset()
            if self.successors:
                chosen, replaced = self._without_former(chosen, known)
            self._views[key] = Standing(self.indicator, chosen, policy, self.corrected | replaced).view()
        return self._views[key]

    def _without_former(self, groups: list[Group], known: date | None) -> tuple[list[Group], frozenset[str]]:
        """`groups` without what a new version took back or repeats; and those claims that one of its own replaces."""
        claims = [claim for group in groups for claim in group.claims]
        here = {claim.id for claim in claims}
        former = {claim.id for claim in claims if _is_former(claim, known)}
        gone = {each for each in former if not self.successors[each]}
        kept = [[claim for claim in group.claims if claim.id not in gone] for group in groups]
        replaced = frozenset(each for each in former if self.successors[each] & here)
        return [group_of(each) for each in kept if each], replaced


def _is_former(claim: Claim, known: date | None) -> bool:
    """Whether the claim's document no longer said so on the day `known`."""
    return claim.known_until is not None and (known is None or claim.known_until <= known)


def _successors(claims: Sequence[Claim]) -> dict[str, frozenset[str]]:
    """For each claim of a former version those that stood in its place in the next: none where it was taken back, or
    where the new version says the same figure in other words, so that nothing is left to tell of the former."""
    found: dict[str, frozenset[str]] = {}
    if all(claim.known_until is None for claim in claims):
        return found
    next_ones: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        next_ones.setdefault((claim.doc_id, claim.role, since(claim)), []).append(claim)
    for claim in claims:
        if claim.known_until is not None:
            after = next_ones.get((claim.doc_id, claim.role, claim.known_until), [])
            said_again = any(_figure(one) == _figure(claim) for one in after)
            found[claim.id] = frozenset() if said_again else frozenset(one.id for one in after)
    return found


def _figure(claim: Claim) -> tuple[object, ...]:
    return (claim.value, claim.low, claim.high, claim.modifier)


def origins(claims: Iterable[Claim]) -> int:
    """How many independent origins stand behind `claims`: five outlets that quote one ministry are one."""
    return len({claim.origin or claim.doc_id for claim in claims})
