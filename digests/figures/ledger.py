"""What is known when: from all claims of one indicator, the current value, the history and where sources differ.

Everything here is pure. `view` may be handed thousands of claims: those that say the same on the same day count as
one group, and a `Ledger` builds a history once and keeps it while its corpus stands still.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from digests.figures.grades import Grades, Memory, grades
from digests.figures.groups import Group, Grouped, known_by, since
from digests.figures.indicators import Indicators
from digests.figures.relations import Ties, day
from digests.figures.standing import Standing
from digests.kept import Kept
from digests.model import Claim, Indicator, LedgerView
from digests.policy import Policy

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

    Claims come back oldest first with their status and grade. What `policy` does not show, or what its history holds,
    is in `waiting` alone: it is neither current nor a rival, and nothing is related to it.
    """
    return History(indicator, claims).view(asof=asof, known=known, policy=policy)


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
        self._last: dict[tuple[str, date | None], History] = {}  # of whatever version

    def view(self, indicator: str, *, asof: date | None = None, known: date | None = None) -> LedgerView:
        """`view` of the claims of `indicator` that were known by `known`. Raises UnknownName."""
        definition = self.indicators.get(indicator)
        key = (indicator, known)
        history = self.kept.get("history", key, lambda: self._history(definition, known), most=HISTORIES)
        return history.view(asof=asof, known=known, policy=self.policy)

    def _history(self, indicator: Indicator, known: date | None) -> History:
        """The history as it stands now, from the last one where there is one."""
        claims = self.claims(indicator.id, known)
        last = self._last.pop((indicator.id, known), None)
        history = last.after(claims) if last else History(indicator, claims)
        self._last[indicator.id, known] = history
        while len(self._last) > HISTORIES:
            del self._last[next(iter(self._last))]
        return history


class History:
    """All claims of one indicator, grouped and ordered by the day they speak for."""

    def __init__(
        self,
        indicator: Indicator,
        claims: Sequence[Claim],
        *,
        grouped: Grouped | None = None,
        former: History | None = None,
        changed: Sequence[Claim] = (),
    ) -> None:
        """`former`: the history that this one goes on from, `changed` what came or went since."""
        self.indicator = indicator
        self.claims = claims
        self.grouped = grouped or Grouped(claims)
        self.corrected: frozenset[str]
        self.successors: Mapping[str, tuple[Claim, ...]]
        self._ties: Ties
        if former is None or any("~" in claim.id for claim in changed):
            self.corrected = frozenset(claim.id.rpartition("~")[0] for claim in claims if "~" in claim.id)
        else:
            self.corrected = former.corrected
        if former is None or former.successors or any(claim.known_until for claim in changed):
            self.successors = _successors(claims)
        else:
            self.successors = former.successors
        self._memory: Memory = dict(former._memory) if former else {}
        self._ties = former._ties if former else Ties(indicator.kind)
        self._views: dict[tuple[date | None, date | None, Policy], LedgerView] = {}
        self._grades: dict[date | None, tuple[list[Group], Grades]] = {}

    def after(self, claims: Sequence[Claim]) -> History:
        """The history of other claims of the indicator; what is the same in both is kept (see `Grouped.after`)."""
        grouped, changed = self.grouped.after(claims)
        if not changed:
            return self
        return History(self.indicator, claims, grouped=grouped, former=self, changed=changed)

    def view(self, *, asof: date | None, known: date | None, policy: Policy) -> LedgerView:
        key = (asof, known, policy)
        if key not in self._views:
            if len(self._views) >= VIEWS:
                self._views.clear()
            known_then, given = self._known(known)
            chosen = [group for group in known_then if asof is None or (group.day or date.max) <= asof]
            chosen, replaced = self._without_former(chosen, asof, known)
            self._views[key] = Standing(
                self.indicator, chosen, policy, given, self._ties, self.corrected | replaced
            ).view()
        return self._views[key]

    def _known(self, known: date | None) -> tuple[list[Group], Grades]:
        """The groups as known by the day `known`, and their grades: what came later bears out nothing."""
        if known not in self._grades:
            if len(self._grades) >= VIEWS:
                self._grades.clear()
            chosen = [found for group in self.grouped.groups if (found := known_by(group, known))]
            chosen, replaced = self._without_former(chosen, None, known)
            self._grades[known] = chosen, grades(self.indicator.kind, chosen, self.corrected | replaced, self._memory)
        return self._grades[known]

    def _without_former(
        self, groups: list[Group], asof: date | None, known: date | None
    ) -> tuple[list[Group], frozenset[str]]:
        """`groups` without what a new version took back or repeats; and those claims that one of its own replaces."""
        if not self.successors:
            return groups, frozenset()
        kept: list[Group] = []
        replaced: set[str] = set()
        for group in groups:
            claim = group.rep
            if claim.known_until is not None and _is_former(claim, known):  # such a group has no other claim
                if not self.successors[claim.id]:
                    continue
                if any(_is_here(each, asof, known) for each in self.successors[claim.id]):
                    replaced.add(claim.id)
            kept.append(group)
        return kept, frozenset(replaced)


def _is_former(claim: Claim, known: date | None) -> bool:
    """Whether the claim's document no longer said so on the day `known`."""
    return claim.known_until is not None and (known is None or claim.known_until <= known)


def _is_here(claim: Claim, asof: date | None, known: date | None) -> bool:
    """Whether a look as of a day, at what was known by another, sees the claim."""
    return (known is None or (since(claim) or date.min) <= known) and (asof is None or (day(claim) or date.max) <= asof)


def _successors(claims: Sequence[Claim]) -> dict[str, tuple[Claim, ...]]:
    """For each claim of a former version those that stood in its place in the next: none where it was taken back, or
    where the new version says the same figure in other words, so that nothing is left to tell of the former."""
    former = [claim for claim in claims if claim.known_until is not None]
    documents = {claim.doc_id for claim in former}
    next_ones: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims if former else ():
        if claim.doc_id in documents:
            next_ones.setdefault((claim.doc_id, claim.role, since(claim)), []).append(claim)
    found: dict[str, tuple[Claim, ...]] = {}
    for claim in former:
        after = next_ones.get((claim.doc_id, claim.role, claim.known_until), [])
        said_again = any(_figure(one) == _figure(claim) for one in after)
        found[claim.id] = () if said_again else tuple(after)
    return found


def _figure(claim: Claim) -> tuple[object, ...]:
    return (claim.value, claim.low, claim.high, claim.modifier)
