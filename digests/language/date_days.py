"""Days that are named: one of a month, or a stretch of them."""

from __future__ import annotations

import re

from digests.language.calendar import ordinals
from digests.language.date_match import Days, Reading, day_of, group, is_month, year_for


def read_day(match: re.Match[str], r: Reading) -> Days | None:
    month, day = is_month(match, r), _day(match["d"], r)
    if month is None or not 1 <= day <= 31:
        return None
    year = group(match, "y")
    if year:
        found = day_of(int(year), month, day)
        return (found, found, "explicit") if found else None
    guess = year_for(month, day, r)
    found = day_of(guess, month, day) if guess else None
    return found, found, "partial"


def _day(told: str, r: Reading) -> int:
    """The day of a number in digits or of an ordinal; 0 for what is none."""
    return int(told) if told.isdigit() else ordinals(r.lang).get(told, 0)


def read_days(match: re.Match[str], r: Reading) -> Days | None:
    month, first, last = is_month(match, r), _day(match["d"], r), _day(match["d2"], r)
    if month is None or not 1 <= first <= 31 or not 1 <= last <= 31:
        return None
    year = group(match, "y")
    guess = int(year) if year else year_for(month, first, r)
    if guess is None:
        return None, None, "partial"
    a, b = day_of(guess, month, min(first, last)), day_of(guess, month, max(first, last))
    return (a, b, "explicit" if year else "partial") if a and b else None


def read_span(match: re.Match[str], r: Reading) -> Days | None:
    m1, m2 = is_month(match, r), is_month(match, r, "m2")
    if m1 is None or m2 is None:
        return None
    d1, d2 = int(match["d"]), int(match["d2"])
    year2 = group(match, "y")
    guess = int(year2) if year2 else year_for(m2, d2, r)
    if guess is None:
        return None, None, "partial"
    year1 = int(group(match, "y1") or (guess if (m1, d1) <= (m2, d2) else guess - 1))
    a, b = day_of(year1, m1, d1), day_of(guess, m2, d2)
    return (a, b, "explicit" if year2 else "partial") if a and b and a <= b else None
