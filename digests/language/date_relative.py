"""What is told from the day of publication: yesterday, on Saturday, two weeks ago, the past year, this month."""

# ruff: noqa: ARG001 - every reader has the same signature

from __future__ import annotations

import re
from datetime import date, timedelta

from digests.language.calendar import weekdays
from digests.language.date_match import Days, Reading, back, counted, group, month_days, shifted, unit_of

EARLY_MONTHS = 4
"""Up to this month "the results of the year" are those of the last one."""


def read_yearend(match: re.Match[str], r: Reading) -> Days | None:
    """The results of the year: of the one that has just ended or is about to."""
    if r.published is None:
        return None, None, "relative"
    year = r.published.year - (r.published.month <= EARLY_MONTHS)
    return date(year, 1, 1), date(year, 12, 31), "relative"


def read_weekend(match: re.Match[str], r: Reading) -> Days | None:
    """The last Saturday and Sunday up to publication."""
    if r.published is None:
        return None, None, "relative"
    saturday = r.published - timedelta(days=(r.published.weekday() - 5) % 7)
    return saturday, min(saturday + timedelta(days=1), r.published), "relative"


RELATIVE_DAYS = {
    "yesterday": -1, "last night": -1, "минувшей ночью": -1, "прошедшей ночью": -1, "прошлой ночью": -1,
    "шаби гузашта": -1, "вчера": -1, "накануне": -1, "дируз": -1, "дишаб": -1, "today": 0, "tonight": 0,
    "сегодня": 0, "имруз": 0, "имшаб": 0, "tomorrow": 1, "завтра": 1, "фардо": 1, "пагох": 1, "позавчера": -2,
    "парируз": -2, "пареруз": -2,
    "the day before yesterday": -2,
}  # fmt: skip


def read_relday(match: re.Match[str], r: Reading) -> Days | None:
    if r.published is None:
        return None, None, "relative"
    day = r.published + timedelta(days=RELATIVE_DAYS.get(" ".join(match["o"].split()), 0))
    return day, day, "relative"


def read_ago(match: re.Match[str], r: Reading) -> Days | None:
    word = group(match, "n")
    count = counted(word, r.lang) if word else 1
    if count is None or r.published is None:
        return None, None, "relative"
    unit = unit_of(match["u"])
    day = back(r.published, count, unit)
    if unit == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31), "relative"
    if unit == "month":
        return (*(month_days(day.year, day.month) or (None, None)), "relative")
    return day, day, "relative"


JUST_BEGUN = 2
"""Up to this month the past years are those of the calendar that have ended."""


def read_past(match: re.Match[str], r: Reading) -> Days | None:
    """The past week, the last ten years: a stretch that ends on the day of publication."""
    word = group(match, "n")
    count = counted(word, r.lang) if word else 1
    if count is None or r.published is None:
        return None, None, "relative"
    unit = unit_of(match["u"])
    if unit == "year" and count > 1 and r.published.month <= JUST_BEGUN:
        year = r.published.year
        return date(max(1, year - count), 1, 1), date(year - 1, 12, 31), "relative"
    first = back(r.published, count, unit)
    if unit in ("day", "week"):
        first += timedelta(days=1)
    return first, r.published, "relative"


def read_sinceyear(match: re.Match[str], r: Reading) -> Days | None:
    if r.published is None:
        return None, None, "relative"
    return r.published.replace(month=1, day=1), r.published, "relative"


def read_sincemonth(match: re.Match[str], r: Reading) -> Days | None:
    return (r.published.replace(day=1) if r.published else None), r.published, "relative"


def read_beforelast(match: re.Match[str], r: Reading) -> Days | None:
    """The year before the last."""
    if r.published is None:
        return None, None, "relative"
    year = max(1, r.published.year - 2)
    return date(year, 1, 1), date(year, 12, 31), "relative"


def read_yearclose(match: re.Match[str], r: Reading) -> Days | None:
    """ "At the end of the year": the last day of the one that is about to end or has just ended; else it may be to
    come."""
    if r.published is None or EARLY_MONTHS < r.published.month < LAST_MONTH:
        return None
    day = date(r.published.year - (r.published.month < LAST_MONTH), 12, 31)
    return day, day, "relative"


LAST_MONTH = 12
LATE_MONTHS = 10
"""From this month on a new year is told of that is yet to come."""


def read_newyear(match: re.Match[str], r: Reading) -> Days | None:
    """New Year's Day: the nearest one."""
    if r.published is None:
        return None, None, "relative"
    day = date(r.published.year + (r.published.month >= LATE_MONTHS), 1, 1)
    return day, day, "partial"


def read_yearstart(match: re.Match[str], r: Reading) -> Days | None:
    """ "At the start of the year": its first day."""
    if r.published is None:
        return None, None, "relative"
    day = r.published.replace(month=1, day=1)
    return day, day, "relative"


def read_calendar(match: re.Match[str], r: Reading) -> Days | None:
    """Last week, this month, next year: a stretch of the calendar; "this" ends on the day of publication."""
    if r.published is None:
        return None, None, "relative"
    word = match["o"]
    if word in ("имсол", "порсол"):
        unit, step = "year", 0 if word == "имсол" else -1
    else:
        unit = unit_of(match["u"])
        step = 0 if word.startswith(("this", "эт", "текущ", "нынешн", "чори", "равон", "ин", "хамин")) else -1
        step = 1 if word.startswith(("next", "следующ", "будущ", "оянда")) else step
    day = r.published
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(days=7 * step)
        first, last = monday, monday + timedelta(days=6)
    elif unit == "month":
        moved = shifted(day.replace(day=1), step)
        first, last = month_days(moved.year, moved.month) or (day, day)
    else:
        first, last = date(day.year + step, 1, 1), date(day.year + step, 12, 31)
    return first, min(last, day) if step == 0 and not r.future else last, "relative"


def read_event(match: re.Match[str], r: Reading) -> Days | None:
    """ "The first two days": of an event that the words do not date."""
    return None, None, "partial"


def read_weekday(match: re.Match[str], r: Reading) -> Days | None:
    """On Saturday: the last one up to publication; the next one where the sentence looks ahead."""
    if r.lang == "en" and not r.text[match.start("w")].isupper():
        return None
    if r.published is None:
        return None, None, "relative"
    wanted = weekdays(r.lang)[match["w"]]
    mark = group(match, "p") or group(match, "o")
    behind = (r.published.weekday() - wanted) % 7
    day = r.published - timedelta(days=behind)
    if mark.startswith(("last", "прошл", "минувш", "гузашта")) and behind == 0:
        day -= timedelta(days=7)
    ahead = mark.startswith(("next", "следующ", "будущ", "оянда")) or (
        r.future and not mark.startswith(("last", "прошл"))
    )
    if ahead:
        day = r.published + timedelta(days=(wanted - r.published.weekday()) % 7 or 7)
    return day, day, "relative"
