"""When a question asks about, and which claim answers for that time."""

from __future__ import annotations

from datetime import date

from digests.answers.find.found import Moment
from digests.answers.find.occasions import fits
from digests.answers.understand.question import Question
from digests.figures.indicators import Definition
from digests.model import Claim, LedgerView, Period

POINTS = frozenset({"cumulative", "stock"})
"""Kinds whose figure stands on a day; the others belong to a period."""
MOST = 2
"""Moments of one question."""


def moments(question: Question, definition: Definition) -> list[Moment]:
    """The moments a question asks about, at least one. The event's own day is no as-of day."""
    if question.asof is not None:
        return [Moment(day=question.asof)]
    event = definition.event.day if definition.event else None
    days = [day for day in question.days if day != event]
    if definition.indicator.kind in POINTS:
        for period in question.periods:
            ends = (period.start if "change" in question.groups else None, period.end)
            days += [day for day in ends if day is not None]
        return [Moment(day=day) for day in sorted(set(days))][:MOST] or [Moment()]
    if question.periods:
        return [Moment(period=period, whole=period in question.whole) for period in question.periods[:MOST]]
    return [Moment(period=Period(day, day)) for day in days[:MOST]] or [Moment()]


def standing(view: LedgerView, moment: Moment) -> Claim | None:
    """The claim that answers for `moment`: the current one, or the one whose period is most nearly what was asked
    about. Of several for the same period the current one, else the newest."""
    current = view.current
    asked = moment.period
    if asked is None or current is None or is_running(current.period):
        return current
    shown = (claim for claim in view.claims if claim.review != "held" and claim.status != "retracted")
    able = [claim for claim in shown if fits_period(claim.period, asked, whole=moment.whole)]
    return max(reversed(able), key=lambda claim: (shared(claim.period, asked), claim is current), default=None)


def is_running(period: Period | None) -> bool:
    """Whether a figure stands for any time: one without a period, or of a span that ends today ("the past ten
    years")."""
    return period is None or period.start is None or period.end is None


def fits_period(period: Period | None, asked: Period, *, whole: bool = False) -> bool:
    """Whether a figure's period can be what was asked: the year's figure is none for its half, nor the half's for the
    `whole` year."""
    if period is None or period.start is None or period.end is None:
        return False
    return fits((asked.start or date.min, asked.end or date.max), (period.start, period.end), whole=whole)


def shared(period: Period | None, asked: Period) -> float:
    """How much of what the two periods cover together both cover, from 0 to 1."""
    assert period is not None and period.start is not None and period.end is not None
    start, end = asked.start or date.min, asked.end or date.max
    both = (min(end, period.end) - max(start, period.start)).days + 1
    either = (max(end, period.end) - min(start, period.start)).days + 1
    return max(0, both) / either
