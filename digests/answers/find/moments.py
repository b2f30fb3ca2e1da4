"""When a question asks about, and which claim answers for that time."""

from __future__ import annotations

from datetime import date

from digests.answers.find.found import Moment
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
        return [Moment(period=period) for period in question.periods[:MOST]]
    return [Moment(period=Period(day, day)) for day in days[:MOST]] or [Moment()]


def standing(view: LedgerView, moment: Moment) -> Claim | None:
    """The claim that answers for `moment`: the current one, or one of the period that was asked about."""
    current = view.current
    if moment.period is None or current is None or meets(current.period, moment.period):
        return current
    able = [
        claim
        for claim in view.claims
        if claim.review != "held"
        and claim.status != "retracted"
        and claim.period
        and meets(claim.period, moment.period)
    ]
    return able[-1] if able else None


def meets(period: Period | None, asked: Period) -> bool:
    """Whether a figure's period can be what was asked: they lie in each other or cover each other mostly.

    A figure without a period meets any; so does a running span that ends today ("the past ten years")."""
    if period is None or period.start is None or period.end is None:
        return True
    start, end = asked.start or date.min, asked.end or date.max
    return (start <= period.start and period.end <= end) or (period.start <= start and end <= period.end)
