"""One look at an indicator's history: which claim is current, and how every other stands to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import pairwise

from digests.figures import guards
from digests.figures.grades import Grades
from digests.figures.groups import Group
from digests.figures.relations import NEARBY, Ties, amount, day, is_exact, ordered, relation, stale_repeats
from digests.model import Claim, Indicator, LedgerView, Number, Relation, Status, Texts
from digests.policy import Policy

Quality = tuple[bool, bool, bool, bool, date]
ALL_PAIRS = 40
"""Up to so many groups every pair is related; beyond, each with the current one and with its neighbour."""

STATUS: Mapping[str, Status] = {
    "contradicts": "disputed",
    "different_scope": "other_scope",
    "updates": "superseded",
    "corrects": "superseded",
}
"""The status of a claim by its relation to the current one; any other relation agrees with it. What is newer than the
current one and may not take its place, since one text alone says it, is disputed too, though it is no rival."""


class Standing:
    """One look at a history: which claim is current, and how every other stands to it."""

    def __init__(
        self,
        indicator: Indicator,
        groups: list[Group],
        policy: Policy,
        grades: Grades,
        ties: Ties,
        corrected: Collection[str] = frozenset(),
    ) -> None:
        self.indicator = indicator
        self.kind = indicator.kind
        self.corrected = corrected
        self.groups = groups
        self.grades = grades
        self.ties = ties
        self.visible = {name for name, grade in grades.of.items() if policy.shows(grade)}
        self.counting = [group for group in groups if self.counts(group.rep)]
        self.speaking = {group.rep.id for group in self.counting}
        self.stale = stale_repeats([group.rep for group in self.counting], self.kind)
        self.held: dict[str, Texts] = {}
        self._quality: dict[str, Quality] = {}
        self.support: dict[Number | None, set[str]] = {}
        self.first: dict[Number | None, date] = {}
        outgrown = self.outgrown()
        for group in self.counting:
            number, said = group.amount, group.day
            mine = (
                {each for each in group.origins if (each, said, number) not in outgrown} if outgrown else group.origins
            )
            self.support.setdefault(number, set()).update(mine)
            self.first.setdefault(number, said or date.max)  # groups come oldest first

    def outgrown(self) -> set[tuple[str, date | None, Number | None]]:
        """(origin, day, number) of running tolls beside which their own origin states a higher one for the day."""
        if self.kind != "cumulative":
            return set()
        of_day: dict[date | None, dict[Number, set[str]]] = {}
        for group in self.counting:
            of_day.setdefault(group.day, {}).setdefault(group.amount or 0, set()).update(group.origins)
        found: set[tuple[str, date | None, Number | None]] = set()
        for said, numbers in of_day.items():
            higher: set[str] = set()
            for number in sorted(numbers, reverse=True) if len(numbers) > 1 else ():
                found |= {(each, said, number) for each in numbers[number] & higher}
                higher |= numbers[number]
        return found

    def counts(self, claim: Claim) -> bool:
        """Whether a claim can speak for the indicator at all."""
        return (
            claim.status != "retracted"
            and claim.kind != "forecast"
            and claim.role != "change"
            and not self.is_former(claim)
            and claim.id not in self.corrected
            and claim.id in self.visible
        )

    def is_former(self, claim: Claim) -> bool:
        """Whether a source names the count only as what stood before. That of a period of its own ("44,000 the year
        before") is that period's."""
        return claim.role == "previous" and (self.kind not in ("flow", "rate") or claim.period is None)

    def shows(self, claim: Claim) -> bool:
        """Whether a reader may see the claim beside the others. To be asked once the current one is chosen."""
        return claim.id in self.visible and claim.id not in self.held

    def view(self) -> LedgerView:
        current = self.choose()
        claims: list[Claim] = []
        rivals: list[Claim] = []
        waiting: list[Claim] = []
        standing_current: Claim | None = None
        for group in self.groups:
            status, rival = self.status(group.rep, current.rep if current else None)
            standing = group.standing(status, self.grades.of[group.rep.id], self.held.get(group.rep.id))
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

    def choose(self) -> Group | None:
        """The group that holds the current value; history guards hold what they must on the way."""
        able = self.counting
        borne = [group for group in able if group.rep.id in self.grades.borne]
        bucket = self.bucket(borne or able)
        chosen = {group.rep.id for group in bucket}
        current: Group | None = None
        for group in able if borne else bucket:
            claim = group.rep
            may_stand = claim.id in chosen
            if not may_stand and claim.id in self.grades.borne:
                continue
            earlier = current.rep if current else None
            one_source = current is not None and bool(current.origins & group.origins)
            tie = self.ties.of(earlier, claim) if earlier else None
            stale = claim.id in self.stale
            why = guards.history(claim, earlier, self.kind, stale=stale, one_source=one_source, tie=tie)
            if why is not None:
                self.held[claim.id] = why
            elif may_stand and not stale and (current is None or self.replaces(current.rep, claim)):
                current = group
        return current

    def bucket(self, able: list[Group]) -> list[Group]:
        """Of `able`, the groups that speak of the same thing as the newest: of its period and scope."""
        able = self.established(able)
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

    def established(self, groups: list[Group]) -> list[Group]:
        """`groups` without what is only reported, where anything else is known."""
        return [group for group in groups if group.rep.kind != "report"] or groups

    def of_one_time(self, groups: list[Group]) -> list[Group]:
        """Of figures without a period those of the newest day; of earlier days what may be the same figure."""
        newest = max(group.day or date.min for group in groups)
        last = [group.rep for group in groups if (group.day or date.min) == newest]
        near = [group for group in groups if newest - (group.day or date.min) <= NEARBY]
        return [
            group
            for group in near
            if group.rep in last or any(self.ties.of(*ordered(group.rep, rep)).why != "other_day" for rep in last)
        ]

    def of_one_scope(self, groups: list[Group]) -> list[Group]:
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
        tie = self.ties.of(current, claim)
        if current.review == "approved" and claim.review != "approved":  # what is read by machine may come after it
            later = (day(current) or date.max) < (day(claim) or date.min)
            return tie.type == "updates" and not tie.flipped and later
        match tie.type:
            case "updates" | "corrects":
                return not tie.flipped
            case "same_value" | "same_origin":
                return self.quality(claim) > self.quality(current)
            case "compatible_rounding":
                if _fineness(claim) != _fineness(current):
                    return _fineness(claim) > _fineness(current)
                return self.quality(claim) > self.quality(current)
            case "contradicts":
                return self.outweighs(claim, current)
        return False

    def quality(self, claim: Claim) -> Quality:
        if claim.id not in self._quality:
            self._quality[claim.id] = _quality(claim)
        return self._quality[claim.id]

    def outweighs(self, claim: Claim, current: Claim) -> bool:
        """Whether a contradicting claim has more behind it: independent origins, an editor, a named speaker."""
        if self.kind == "cumulative" and day(claim) == day(current):
            for old, new in ((claim, current), (current, claim)):  # one repeats what was said before: the other is news
                if self.is_repeat(old) and not self.is_repeat(new):
                    return new is claim
        if claim.review == "approved" and current.review != "approved":
            return True
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
        waits = claim.id in self.held or claim.id not in self.speaking
        tie = self.ties.of(*ordered(claim, current)).type
        if tie == "updates" and not waits and (day(claim) or date.min) > (day(current) or date.max):
            return "disputed", False  # newer, and not borne out enough to take its place
        return STATUS.get(tie, "superseded" if waits else "current"), tie == "contradicts"

    def relations(self, current: Group | None) -> Iterable[Relation]:
        reps = [group.rep for group in self.groups if group.rep.status != "retracted" and self.shows(group.rep)]
        if len(reps) <= ALL_PAIRS:
            pairs = [(a, b) for n, a in enumerate(reps) for b in reps[n + 1 :]]
        else:
            pairs = list(pairwise(reps))[-ALL_PAIRS * 4 :]
            if current is not None:
                pairs += [(rep, current.rep) for rep in reps[-ALL_PAIRS * 4 :] if rep is not current.rep]
        side_by_side = (ordered(a, b) for a, b in pairs)
        return [relation(a, b, self.kind, self.stale, self.first, self.ties.of(a, b)) for a, b in side_by_side]


def _span(claim: Claim) -> tuple[date, date] | None:
    """The days a flow's figure is for; a day of its own where it names no period."""
    if claim.period and claim.period.end:
        return claim.period.start or date.min, claim.period.end
    return (claim.as_of, claim.as_of) if claim.as_of else None


def _fineness(claim: Claim) -> tuple[bool, int]:
    """Of two that agree by rounding the finer is shown: the plain number, then the one with fewer noughts."""
    digits = str(amount(claim) or 0)
    return is_exact(claim), -(len(digits) - len(digits.rstrip("0"))) if is_exact(claim) else 0


def _quality(claim: Claim) -> Quality:
    """Which of two claims that say the same is shown: reviewed, exact, dated, with a speaker, the newest."""
    return (
        claim.review == "approved",
        is_exact(claim),
        claim.as_of_basis == "explicit" or claim.period is not None,
        bool(claim.attributed_to),
        day(claim) or date.min,
    )
