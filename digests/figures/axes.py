"""Where values and days stand on a chart: round steps, a base that is nought or is said, months without news shortened.

Pure numbers; what is written beside them is said in `digests.charts`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from digests.model import Claim, Number

CLOSE = 0.6
"""Values that all reach this share of the greatest are told apart on an axis that does not begin at nought."""
SCALES = ((10**12, "say-trillion"), (10**9, "say-billion"), (10**6, "say-million"))
HIGHEST = 1e60
"""Beyond this a plotting library's own reckoning ends; no count of people or money comes near."""
LINEAR_DAYS = 75
"""A longer history is drawn with its idle months shortened, and the caption says so."""


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """From `low` to `high`, with a line at each of `ticks`; numbers are written in units of `scale`."""

    low: float
    high: float
    ticks: tuple[float, ...]
    scale: int

    @property
    def broken(self) -> bool:
        """Whether it begins above nought, which exaggerates what changed and has to be said."""
        return self.low > 0


def value_axis(values: Sequence[float], *, from_zero: bool) -> ValueAxis:
    """The axis for `values`, at least one; from nought unless they all lie close together."""
    most, least = max(values), min(values)
    broken = not from_zero and least != most and least >= CLOSE * most > 0
    bottom = least - (most - least) * CLOSE if broken else min(0.0, least)
    span = (max(most, 0.0) - bottom) or 1.0
    whole = all(value == int(value) for value in values)
    step = nice(span / 4)
    step = max(1.0, step) if whole else step
    bottom = math.floor(bottom / step) * step
    top = bottom + (max(most, 0.0) - bottom or 1.0) * 1.28
    ticks = tuple(bottom + n * step for n in range(int((top - bottom) / step) + 1))
    return ValueAxis(bottom, top, ticks, next((size for size, _ in SCALES if top >= size), 1))


def nice(step: float) -> float:
    """The nearest round step above: 1, 2, 2.5 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(step))
    return next((times * power for times in (1, 2, 2.5, 5) if step <= times * power), 10 * power)


def can_stand(value: Number | None) -> bool:
    """Whether a value has a place on an axis."""
    return value is not None and -HIGHEST < value < HIGHEST and not math.isnan(value)


def first_day(claim: Claim) -> date | None:
    """Where a claim begins: its period, else the day it stands for, else its document's."""
    return (claim.period.start if claim.period else None) or claim.as_of or claim.published


def last_day(claim: Claim) -> date | None:
    """Where it ends; never before it begins."""
    first = first_day(claim)
    last = (claim.period.end if claim.period else None) or claim.as_of or claim.published
    return max(first, last) if first and last else first


def place_days(days: Sequence[date], *, shortened: bool) -> dict[date, float]:
    """Days, in order → places; long gaps shrink to their logarithm where the history is long."""
    places = {days[0]: 0.0}
    for before, after in pairwise(days):
        gap = float((after - before).days)
        if shortened and gap > 3:
            gap = 3 + 2.2 * math.log2(gap - 2)
        places[after] = places[before] + gap
    return places
