"""When a source is to be read again, and when what it does is against its habit. Pure: moments and chance come in.

A source is read about four times as often as it brings something, within bounds; one that fails is asked ever more
seldom and comes back by its first answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

OFTEN = 4
"""Readings between two pieces of news of a source."""
SELDOM = 8
"""Times the operator's pause: the longest one for a source that answers."""
MAX_PAUSE = timedelta(days=1)
JITTER = 0.1
"""Of a pause, added by chance: sources that came together do not stay so."""
NEWEST_WEIGHS = 0.3
"""Of the newest gap in the usual one: some ten pieces of news are remembered."""
KNOWN = 5
"""Times after which something is a habit."""
SILENT = 5
"""Usual gaps without anything, of at least a day each, from which a source is silent."""
FAILS = timedelta(hours=6)
"""A source that fails for less may only be restarting."""
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Habit:
    """How often something comes: it came `count` times, last at `last`, usually `gap` seconds apart."""

    count: int = 0
    last: datetime | None = None
    gap: float | None = None

    def met(self, now: datetime) -> Habit:
        """It came again."""
        if self.last is None:
            return Habit(1, now)
        newest = max(0.0, (now - self.last).total_seconds())
        gap = newest if self.gap is None else self.gap + NEWEST_WEIGHS * (newest - self.gap)
        return Habit(self.count + 1, now, gap)

    def is_broken(self, now: datetime) -> bool:
        """Whether it did not come for much longer than it used to take."""
        if self.count < KNOWN or self.last is None or self.gap is None:
            return False
        return now - self.last > SILENT * max(timedelta(seconds=self.gap), DAY)


def pause(news: Habit, now: datetime, usual: timedelta, *, chance: float, own: timedelta | None = None) -> timedelta:
    """Until a source that answered is read again: its `own` pause, else by its habit. `chance` is from 0 to 1."""
    if own is not None:
        return own * (1 + JITTER * chance)
    since = (now - news.last).total_seconds() if news.last else 0.0
    wanted = timedelta(seconds=max(news.gap or 0.0, since) / OFTEN)
    return min(max(wanted, usual), SELDOM * usual, MAX_PAUSE) * (1 + JITTER * chance)


def back_off(failures: int, usual: timedelta, *, chance: float, asked: float | None = None) -> timedelta:
    """Until a source is asked again that failed `failures` times before: twice as long each time, at most a day, and
    as long as its server `asked` for (seconds)."""
    wait = min(usual * float(2 ** min(failures, 10)) * (1 + JITTER * chance), MAX_PAUSE)
    return max(wait, timedelta(seconds=asked or 0.0))
