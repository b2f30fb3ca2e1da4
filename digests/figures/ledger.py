"""What is known when: from all claims of one indicator, the current value, the history and where sources differ.

Everything here is pure. `view` may be handed thousands of claims: those that say the same on the same day count as
one group, and a history is built once for a tuple of claims and kept while it is in use.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from itertools import pairwise
from operator import attrgetter
from typing import Any

from digests.figures import guards
from digests.figures.relations import NEARBY, amount, compare, day, is_exact, ordered, relation, stale_repeats
from digests.model import Claim, Indicator, LedgerView, Number, Relation, Status, Texts
from digests.policy import OPEN, Policy

ALL_PAIRS = 40
"""Up to so many groups every pair is related; beyond, each with the current one and with its neighbour."""
GROUP_FROM = 64
"""From so many claims on, those of different documents that say the same are one group."""
KEPT = 4
"""How many histories are kept ready; each holds all its claims."""
VIEWS = 32
"""How many looks at one history are kept."""

STATUS: Mapping[str, Status] = {
    "contradicts": "disputed",
    "different_scope": "other_scope",
    "updates": "superseded",
    "corrects": "superseded",
}
"""The status of a claim by its relation to the current one; any other relation agrees with it."""

_SAME = attrgetter(
    "value", "low", "high", "modifier", "role", "as_of", "as_of_basis", "period", "scope", "review", "status", "kind",
)  # fmt: skip
_FIELDS = tuple(field.name for field in fields(Claim))
_VALUES = attrgetter(*_FIELDS)
_STATUS, _REVIEW, _HELD = (_FIELDS.index(name) for name in ("status", "review", "held_why"))


@dataclass(slots=True, eq=False)
class _Group:
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


def _group(claims: list[Claim]) -> _Group:
    return _Group(
        claims[0],
        claims,
        {claim.origin or claim.doc_id for claim in claims},
        max(claim.known_from or claim.published or date.min for claim in claims),
    )


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
    return history(indicator, claims).view(asof=asof, known=known, policy=policy)


def queue(indicator: Indicator, claims: Sequence[Claim], *, policy: Policy) -> tuple[Claim, ...]:
    """The claims that wait for an editor under `policy`, oldest first, each with the reason where there is one.

    One that was corrected waits no more: its correction stands for it.
    """
    known = history(indicator, claims)
    seen = known.view(asof=None, known=None, policy=OPEN)  # with all that may count: history says what is odd
    found = [
        claim for claim in (*seen.claims, *seen.waiting) if policy.waits(claim) and claim.id not in known.corrected
    ]
    return tuple(sorted(found, key=_order))


def history(indicator: Indicator, claims: Sequence[Claim]) -> History:
    """The history of a tuple of claims, kept while it is asked for again; of another sequence, made anew."""
    if not isinstance(claims, tuple):
        return History(indicator, claims)
    key = (indicator.id, id(claims))
    known = _KEPT.pop(key, None)
    if known is None or known.claims is not claims:
        known = History(indicator, claims)
    _KEPT[key] = known  # newest last
    while len(_KEPT) > KEPT:
        del _KEPT[next(iter(_KEPT))]
    return known


class History:
    """All claims of one indicator, grouped and ordered by the day they speak for."""

    def __init__(self, indicator: Indicator, claims: Sequence[Claim]) -> None:
        self.indicator = indicator
        self.claims = claims
        groups: dict[Any, list[Claim]] = {}
        by_itself = len(claims) < GROUP_FROM
        for n, (claim, same) in enumerate(zip(claims, map(_SAME, claims), strict=True)):
            key = (
                n
                if by_itself or claim.known_until
                else (same, claim.as_of or claim.published, bool(claim.attributed_to))
            )
            groups.setdefault(key, []).append(claim)
        self.groups = sorted(map(_group, groups.values()), key=lambda group: _order(group.rep))
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
                if (asof is None or (day(group.rep) or date.max) <= asof) and (found := _known(group, known))
            ]
            replaced: frozenset[str] = frozenset()
            if self.successors:
                chosen, replaced = self._without_former(chosen, known)
            self._views[key] = _Standing(self, chosen, policy, replaced).view()
        return self._views[key]

    def _without_former(self, groups: list[_Group], known: date | None) -> tuple[list[_Group], frozenset[str]]:
        """`groups` without what a new version took back or repeats; and those claims that one of its own replaces."""
        claims = [claim for group in groups for claim in group.claims]
        here = {claim.id for claim in claims}
        former = {claim.id for claim in claims if _is_former(claim, known)}
        gone = {each for each in former if not self.successors[each]}
        kept = [[claim for claim in group.claims if claim.id not in gone] for group in groups]
        replaced = frozenset(each for each in former if self.successors[each] & here)
        return [_group(each) for each in kept if each], replaced


_KEPT: dict[tuple[str, int], History] = {}


def _known(group: _Group, known: date | None) -> _Group | None:
    """The part of a group that was known by the day `known`; what bears no date at all counts as known."""
    if known is None or group.newest <= known:
        return group
    claims = [claim for claim in group.claims if (_since(claim) or date.min) <= known]
    return _group(claims) if claims else None


def _since(claim: Claim) -> date | None:
    return claim.known_from or claim.published


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
        next_ones.setdefault((claim.doc_id, claim.role, _since(claim)), []).append(claim)
    for claim in claims:
        if claim.known_until is not None:
            after = next_ones.get((claim.doc_id, claim.role, claim.known_until), [])
            said_again = any(_figure(one) == _figure(claim) for one in after)
            found[claim.id] = frozenset() if said_again else frozenset(one.id for one in after)
    return found


def _figure(claim: Claim) -> tuple[object, ...]:
    return (claim.value, claim.low, claim.high, claim.modifier)


def _order(claim: Claim) -> tuple[date, date, bool, str, int]:
    return (
        day(claim) or date.max,
        claim.published or date.max,
        claim.role != "previous",
        claim.doc_id,
        claim.char_start or 0,
    )


class _Standing:
    """One look at a history: which claim is current, and how every other stands to it."""

    def __init__(
        self, owner: History, groups: list[_Group], policy: Policy, replaced: frozenset[str] = frozenset()
    ) -> None:
        self.indicator = owner.indicator
        self.kind = owner.indicator.kind
        self.corrected = owner.corrected | replaced
        self.groups = groups
        self.policy = policy
        self.stale = stale_repeats([group.rep for group in groups if self.counts(group.rep)], self.kind)
        self.held: dict[str, Texts] = {}
        self.support: dict[Number | None, set[str]] = {}
        self.first: dict[Number | None, date] = {}
        outgrown = self.outgrown()
        for group in groups:
            if self.counts(group.rep):
                number = amount(group.rep)
                mine = {each for each in group.origins if (each, day(group.rep), number) not in outgrown}
                self.support.setdefault(number, set()).update(mine)
                self.first.setdefault(number, day(group.rep) or date.max)  # groups come oldest first

    def outgrown(self) -> set[tuple[str, date | None, Number | None]]:
        """(origin, day, number) of running tolls beside which their own origin states a higher one for the day."""
        if self.kind != "cumulative":
            return set()
        said: dict[tuple[str, date | None], set[Number]] = {}
        for group in self.groups:
            if self.counts(group.rep):
                for each in group.origins:
                    said.setdefault((each, day(group.rep)), set()).add(amount(group.rep) or 0)
        return {(*key, number) for key, numbers in said.items() for number in numbers if number < max(numbers)}

    def counts(self, claim: Claim) -> bool:
        """Whether a claim can speak for the indicator at all."""
        return (
            claim.status != "retracted"
            and claim.kind != "forecast"
            and claim.role != "change"
            and not self.is_former(claim)
            and claim.id not in self.corrected
            and self.policy.shows(claim)
        )

    def is_former(self, claim: Claim) -> bool:
        """Whether a source names the count only as what stood before. That of a period of its own ("44,000 the year
        before") is that period's."""
        return claim.role == "previous" and (self.kind not in ("flow", "rate") or claim.period is None)

    def shows(self, claim: Claim) -> bool:
        """Whether a reader may see the claim beside the others. To be asked once the current one is chosen."""
        return self.policy.shows(claim) and claim.id not in self.held

    def view(self) -> LedgerView:
        current = self.choose()
        claims: list[Claim] = []
        rivals: list[Claim] = []
        waiting: list[Claim] = []
        standing_current: Claim | None = None
        for group in self.groups:
            status, rival = self.status(group.rep, current.rep if current else None)
            standing = group.standing(status, self.held.get(group.rep.id))
            if not self.shows(group.rep):
                waiting += standing
                continue
            claims += standing
            if rival:
                rivals.append(standing[0])
            if group is current:
                standing_current = standing[0]
        return LedgerView(
            indicator=self.indicator,
            current=standing_current,
            disagree=bool(rivals),
            claims=tuple(claims),
            relations=tuple(self.relations(current)),
            rivals=tuple(rivals),
            waiting=tuple(waiting),
        )

    # Choosing

    def choose(self) -> _Group | None:
        """The group that holds the current value; history guards hold what they must on the way."""
        current: _Group | None = None
        for group in self.bucket():
            claim = group.rep
            earlier = current.rep if current else None
            one_source = current is not None and bool(current.origins & group.origins)
            why = guards.history(claim, earlier, self.kind, stale=claim.id in self.stale, one_source=one_source)
            if why is not None:
                self.held[claim.id] = why
            elif claim.id not in self.stale and (current is None or self.replaces(current.rep, claim)):
                current = group
        return current

    def bucket(self) -> list[_Group]:
        """The groups that speak of the same thing as the newest: of its period and scope."""
        able = self.established([group for group in self.groups if self.counts(group.rep)])
        if self.kind == "incident" and (periods := [group.rep.period for group in able if group.rep.period]):
            own = min(periods, key=lambda period: (period.start or date.min, period.end or date.max))
            return [group for group in able if group.rep.period == own]
        if self.kind not in ("flow", "rate"):
            return self.of_one_scope(able)
        if not able:
            return able
        spans = {_span(group.rep) for group in able} - {None}
        if not spans:
            return self.of_one_scope(self.of_one_time(able))
        newest_span = max((span for span in spans if span), key=lambda span: (span[1], -span[0].toordinal()))
        of_span = [group for group in able if _span(group.rep) == newest_span]
        return self.of_one_scope([group for group in of_span if group.rep.role != "part"] or of_span)

    def established(self, groups: list[_Group]) -> list[_Group]:
        """`groups` without what is only reported, where anything else is known."""
        return [group for group in groups if group.rep.kind != "report"] or groups

    def of_one_time(self, groups: list[_Group]) -> list[_Group]:
        """Of figures without a period those of the newest day; of earlier days what may be the same figure."""
        newest = max(day(group.rep) or date.min for group in groups)
        last = [group.rep for group in groups if (day(group.rep) or date.min) == newest]
        near = [group for group in groups if newest - (day(group.rep) or date.min) <= NEARBY]
        return [
            group
            for group in near
            if group.rep in last or any(compare(*ordered(group.rep, rep), self.kind).why != "other_day" for rep in last)
        ]

    def of_one_scope(self, groups: list[_Group]) -> list[_Group]:
        """Where several scopes are named, the one most sources speak of (the newest of equals). What stands on a day
        is of it also where no scope is named."""
        origins: dict[str, set[str]] = {}
        for group in groups:
            if group.rep.scope:
                origins.setdefault(group.rep.scope, set()).update(group.origins)
        if len(origins) < 2:
            return groups
        newest = {group.rep.scope: n for n, group in enumerate(groups)}
        main = max(origins, key=lambda scope: (len(origins[scope]), newest[scope]))
        unnamed = () if self.kind in ("flow", "rate") else (None,)
        return [group for group in groups if group.rep.scope in (main, *unnamed)]

    def replaces(self, current: Claim, claim: Claim) -> bool:
        """Whether `claim`, of the same day or later, takes the place of `current`."""
        tie = compare(current, claim, self.kind)
        match tie.type:
            case "updates" | "corrects":
                return not tie.flipped
            case "same_value" | "same_origin":
                return _quality(claim) > _quality(current)
            case "compatible_rounding":
                if _fineness(claim) != _fineness(current):
                    return _fineness(claim) > _fineness(current)
                return _quality(claim) > _quality(current)
            case "contradicts":
                return self.outweighs(claim, current)
        return False

    def outweighs(self, claim: Claim, current: Claim) -> bool:
        """Whether a contradicting claim has more behind it: independent origins, an editor, a named speaker."""
        if self.kind == "cumulative" and day(claim) == day(current):
            for old, new in ((claim, current), (current, claim)):  # one repeats what was said before: the other is news
                if self.is_repeat(old) and not self.is_repeat(new):
                    return new is claim
        mine, theirs = len(self.support[amount(claim)]), len(self.support[amount(current)])
        if self.kind == "cumulative" and (day(claim) or date.max) > (day(current) or date.max):
            return mine > max(theirs, 1)  # one lower count is a disagreement; several overturn an outlier
        cautious = -(amount(claim) or 0) if self.kind == "cumulative" else 0
        cautious_now = -(amount(current) or 0) if self.kind == "cumulative" else 0
        return (claim.review == "approved", mine, *_quality(claim)[1:-1], cautious) > (
            current.review == "approved", theirs, *_quality(current)[1:-1], cautious_now,
        )  # fmt: skip

    def is_repeat(self, claim: Claim) -> bool:
        """Whether somebody stated this number for an earlier day."""
        return (self.first.get(amount(claim)) or date.max) < (day(claim) or date.min)

    # Standing

    def status(self, claim: Claim, current: Claim | None) -> tuple[Status, bool]:
        """The status of a claim, and whether it is a rival of the current one."""
        if claim.status == "retracted":
            return "retracted", False
        if claim.id in self.corrected or self.is_former(claim):
            return "superseded", False
        if current is None:
            return "disputed", False
        if claim is current:
            return "current", False
        if claim.id in self.stale:
            return "superseded", False
        if claim.kind == "forecast":  # of another time than what is counted
            return "other_scope", False
        waits = claim.id in self.held or not self.counts(claim)
        tie = compare(*ordered(claim, current), self.kind).type
        return STATUS.get(tie, "superseded" if waits else "current"), tie == "contradicts"

    def relations(self, current: _Group | None) -> Iterable[Relation]:
        reps = [group.rep for group in self.groups if group.rep.status != "retracted" and self.shows(group.rep)]
        if len(reps) <= ALL_PAIRS:
            pairs = [(a, b) for n, a in enumerate(reps) for b in reps[n + 1 :]]
        else:
            pairs = list(pairwise(reps))[-ALL_PAIRS * 4 :]
            if current is not None:
                pairs += [(rep, current.rep) for rep in reps[-ALL_PAIRS * 4 :] if rep is not current.rep]
        seen: Mapping[str, Claim] = self.stale
        return [relation(*ordered(a, b), self.kind, seen) for a, b in pairs]


def _span(claim: Claim) -> tuple[date, date] | None:
    """The days a flow's figure is for; a day of its own where it names no period."""
    if claim.period and claim.period.end:
        return claim.period.start or date.min, claim.period.end
    return (claim.as_of, claim.as_of) if claim.as_of else None


def _fineness(claim: Claim) -> tuple[bool, int]:
    """Of two that agree by rounding the finer is shown: the plain number, then the one with fewer noughts."""
    digits = str(amount(claim) or 0)
    return is_exact(claim), -(len(digits) - len(digits.rstrip("0"))) if is_exact(claim) else 0


def _quality(claim: Claim) -> tuple[bool, bool, bool, bool, date]:
    """Which of two claims that say the same is shown: reviewed, exact, dated, with a speaker, the newest."""
    return (
        claim.review == "approved",
        is_exact(claim),
        claim.as_of_basis == "explicit" or claim.period is not None,
        bool(claim.attributed_to),
        day(claim) or date.min,
    )


def origins(claims: Iterable[Claim]) -> int:
    """How many independent origins stand behind `claims`: five outlets that quote one ministry are one."""
    return len({claim.origin or claim.doc_id for claim in claims})
