"""When what is said must open with its date: rules, advice, deadlines and prices that have grown old."""

from __future__ import annotations

from datetime import date, timedelta

from digests.model import LedgerView

AGEING = frozenset({"advice", "rule", "deadline", "price"})
"""Kinds of statements that tell what one may or should do, and grow old."""
OLD = timedelta(days=90)
"""From this age advice, rules, deadlines and prices open with a warning (a rule of the product)."""


def aged(view: LedgerView, today: date) -> date | None:
    """The day that an indicator's standing rule is from, if it is one and has grown old."""
    current = view.current
    day = (current.as_of or current.published) if current and view.indicator.ages else None
    return day if day is not None and today - day > OLD else None
