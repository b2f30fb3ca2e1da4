"""What somebody was told of a figure, and what became of it since.

Pure. Who follows a figure was told of a claim, and maybe of others that differ. A later look at the ledger says whether
there is anything to tell: another current value, a claim that was taken back, sources that began or ceased to differ.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from digests.figures.relations import compare, ordered, same_figure
from digests.model import Claim, LedgerView, Move, Period

KEPT = 3
"""Claims told before the last one that are still watched: a correction reaches who was told."""
NAMES = (
    "id", "indicator", "value", "low", "high", "modifier", "unit", "role", "scope", "doc_id", "status", "review",
    "place", "undated", "publisher", "origin", "hedge", "kind",
)  # fmt: skip
DAYS = ("as_of", "published", "known_from")


@dataclass(frozen=True, slots=True)
class Stand:
    """What was told: the current claim, those that differed, and what had been told as current before, newest first.
    Claims come back from `read` without their quotes."""

    current: Claim | None
    rivals: tuple[Claim, ...] = ()
    former: tuple[Claim, ...] = ()

    @classmethod
    def of(cls, view: LedgerView, told: Stand | None = None) -> Stand:
        """What is told of a figure as it stands now, to whom `told` was told before."""
        before = (told.current, *told.former) if told else ()
        former = [
            each
            for each in before
            if each is not None and not _is_gone(each, view) and not (view.current and same_figure(each, view.current))
        ]
        return cls(view.current, view.rivals, tuple(former[:KEPT]))

    def unmoved(self, view: LedgerView) -> Stand:
        """What counts as told where nothing was worth telling. A figure that only rounds what was told does not take
        its place: step by step it could round away a change of which nobody was told."""
        same = self.current is not None and view.current is not None and same_figure(self.current, view.current)
        former = tuple(each for each in self.former if not _is_gone(each, view))
        return Stand(view.current if same else self.current, view.rivals, former)

    def written(self) -> str:
        """As text; equal stands are equal texts."""
        current = _written(self.current) if self.current else None
        fields = {"current": current, "rivals": [*map(_written, self.rivals)], "former": [*map(_written, self.former)]}
        return json.dumps(fields, ensure_ascii=False, sort_keys=True)

    @classmethod
    def read(cls, text: str) -> Stand:
        fields = json.loads(text)
        current = _read(fields["current"]) if fields["current"] else None
        return cls(current, tuple(map(_read, fields["rivals"])), tuple(map(_read, fields["former"])))


def moved(told: Stand, view: LedgerView) -> Move | None:
    """What became of a figure since `told`; None where nothing of it is news: the same value from another source, one
    that only rounds it, one rival less of several."""
    before, now = told.current, view.current
    lost = tuple(each for each in (before, *told.former) if each is not None and _is_gone(each, view))
    back = tuple(each for each in lost if not _waits(each, view))
    if before is None:
        return Move("first", view) if now is not None else None
    if now is None:
        return Move("withdrawn", view, back)
    if before in lost and not same_figure(before, now):  # whatever stands now, were it only rounder
        return Move("corrected", view, back)
    if not _is_same(before, now, view):
        return Move("changed", view, (before, *back))
    if lost and lost != (before,):
        return Move("retracted", view, tuple(each for each in back if each is not before))
    known = (before, *told.rivals)
    if any(not any(same_figure(rival, each) for each in known) for rival in view.rivals):
        return Move("differ", view)
    return Move("agree", view) if told.rivals and not view.rivals else None


def _is_same(before: Claim, now: Claim, view: LedgerView) -> bool:
    """Whether the current figure is to a reader the one that was told. Of another period it is another one."""
    if before.period != now.period and before.period and now.period:
        return False
    return same_figure(before, now) or compare(*ordered(before, now), view.indicator.kind).type == "compatible_rounding"


def _is_gone(claim: Claim, view: LedgerView) -> bool:
    """Whether the claim's document no longer says so, as readers are shown it: taken back, corrected, held, changed."""
    corrected = {each.id.rpartition("~")[0] for each in view.claims if "~" in each.id}
    return not any(
        each.doc_id == claim.doc_id
        and same_figure(each, claim)
        and each.status != "retracted"
        and each.known_until is None
        and each.id not in corrected
        for each in view.claims
    )


def _waits(claim: Claim, view: LedgerView) -> bool:
    """Whether the claim waits for an editor: what is held is not said, not even that it was."""
    return any(each.doc_id == claim.doc_id and same_figure(each, claim) for each in view.waiting)


def _written(claim: Claim) -> dict[str, Any]:
    period = claim.period
    return {
        **{name: getattr(claim, name) for name in NAMES},
        **{name: _day(getattr(claim, name)) for name in DAYS},
        "period": [_day(period.start), _day(period.end)] if period else None,
        "attributed_to": list(claim.attributed_to),
    }


def _read(fields: Mapping[str, Any]) -> Claim:
    given: dict[str, Any] = {name: fields[name] for name in NAMES} | {name: _date(fields[name]) for name in DAYS}
    period = fields["period"]
    given["period"] = Period(_date(period[0]), _date(period[1])) if period else None
    given["attributed_to"] = tuple(fields["attributed_to"])
    return Claim(**given, as_of_basis=None, quote="", quote_kind="statement", char_start=None, char_end=None)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
