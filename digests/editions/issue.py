"""What time an edition tells of: a day, a week, half a day, or all days since its readers had their last one.

A day closes at midnight in Dushanbe, its first half at noon. An edition begins where another one ended, so that
whoever reads one after the other is told everything once. Few times are common, and all readers of one share it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from digests.clock import DUSHANBE, days_before
from digests.errors import UnknownName
from digests.model import Cadence, Period

HALF = timedelta(hours=12)
NOON = time(12, tzinfo=DUSHANBE)
MIDNIGHT = time(0, tzinfo=DUSHANBE)
WEEK = 7
MOST_DAYS = 31
"""Days that an edition looks back at most: who was away for longer reads of the last month."""
NAME = re.compile(r"since([1-9]\d?)(a?)(n?)")
SHAPES: dict[tuple[int, bool, bool], tuple[str, Cadence]] = {
    (1, False, False): ("daily", "daily"),
    (WEEK, False, False): ("weekly", "weekly"),
    (1, False, True): ("noon", "noon"),
    (1, True, False): ("evening", "evening"),
}
"""(days, after noon of the first, by noon of the last) → name and cadence; all others are "since"."""


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """The `days` up to `day`, in Dushanbe. `after_noon`: of the first of them the second half alone; `by_noon`: of the
    last one the first half alone."""

    day: date
    days: int = 1
    after_noon: bool = False
    by_noon: bool = False

    @property
    def first(self) -> date:
        return days_before(self.day, self.days - 1)

    @property
    def period(self) -> Period:
        return Period(self.first, self.day)

    @property
    def whole_days(self) -> Period | None:
        """What is known of by its day alone counts as of the second half: the days that this issue has that of."""
        days = self.days - self.by_noon
        return Period(self.first, days_before(self.day, int(self.by_noon))) if days else None

    @property
    def name(self) -> str:
        """With the day it tells one issue from another: daily, weekly, noon, evening, since3, since3a, since3n."""
        since = f"since{self.days}{'a' * self.after_noon}{'n' * self.by_noon}"
        return SHAPES.get(self._shape, (since, "since"))[0]

    @property
    def cadence(self) -> Cadence:
        return SHAPES.get(self._shape, ("", "since"))[1]

    @property
    def _shape(self) -> tuple[int, bool, bool]:
        return (self.days, self.after_noon, self.by_noon)

    @property
    def start_noon(self) -> datetime | None:
        """The noon after which it begins; None where it begins with a day."""
        return datetime.combine(self.first, NOON).astimezone(UTC) if self.after_noon else None

    @property
    def end_noon(self) -> datetime | None:
        """The noon with which it ends; None where it ends with a day."""
        return datetime.combine(self.day, NOON).astimezone(UTC) if self.by_noon else None

    @property
    def start(self) -> datetime:
        """The moment at which it begins."""
        return self.start_noon or datetime.combine(self.first, MIDNIGHT).astimezone(UTC)

    @property
    def end(self) -> datetime:
        """The moment at which it closes."""
        return self.end_noon or datetime.combine(self.day + timedelta(days=1), MIDNIGHT).astimezone(UTC)

    def holds(self, moment: datetime) -> bool:
        """Whether what came about at `moment`, on one of its days, is of its half of that day."""
        day = moment.astimezone(DUSHANBE)
        late = day.time() >= time(12)
        return not (self.by_noon and late and day.date() == self.day) and not (
            self.after_noon and not late and day.date() == self.first
        )


def issue_of(name: str, day: date) -> Issue:
    """The issue of that name. Raises UnknownName."""
    for shape, (known, _) in SHAPES.items():
        if name == known:
            return Issue(day, *shape)
    match = NAME.fullmatch(name)
    if match is None or not 1 <= int(match[1]) <= MOST_DAYS:
        raise UnknownName(f"no edition is called {name[:20]}")
    return Issue(day, int(match[1]), bool(match[2]), bool(match[3]))


def between(start: datetime, end: datetime) -> Issue:
    """What came after one closing moment and up to another, of `MOST_DAYS` at most."""
    first, last = start.astimezone(DUSHANBE), (end - HALF).astimezone(DUSHANBE)
    by_noon = (end.astimezone(DUSHANBE)).time() == time(12)
    days = (last.date() - first.date()).days + 1
    if days > MOST_DAYS:
        return Issue(last.date(), MOST_DAYS, after_noon=False, by_noon=by_noon)
    return Issue(last.date(), days, after_noon=first.time() == time(12), by_noon=by_noon)
