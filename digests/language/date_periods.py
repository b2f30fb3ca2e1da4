"""Periods that are named: months, quarters, halves, years and their parts; where no year is said, the latest."""

# ruff: noqa: ARG001 - every reader has the same signature

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from digests.language.calendar import MONTHLY_RU
from digests.language.date_days import read_day
from digests.language.date_match import (
    Days,
    Reading,
    counted,
    day_of,
    group,
    is_month,
    month_days,
    shifted,
    unit_of,
    year_for,
)


def read_month(match: re.Match[str], r: Reading) -> Days | None:
    month = is_month(match, r)
    if month is None:
        return None
    year = group(match, "y")
    guess = int(year) + (CENTURY if len(year) == SHORT else 0) if year else year_for(month, 1, r)
    days = month_days(guess, month) if guess else None
    return (*(days or (None, None)), "explicit" if year else "partial")


CENTURY = 2000
SHORT = 2
"""Digits of a year without its century."""
OPENS = ("", ".", "!", "?", ":", "…")
"""What stands before the first word of a sentence."""


def read_monthly(match: re.Match[str], r: Reading) -> Days | None:
    """«Апрельская зарплата»: the month of an adjective; one with a capital names a street or a district."""
    opens = r.text[: match.start()].rstrip()[-1:] in OPENS
    if r.published is None or (r.text[match.start()].isupper() and not opens):
        return None
    month = MONTHLY_RU.index(match["m"]) + 1
    year = year_for(month, 1, r)
    days = month_days(year, month) if year else None
    return (*days, "partial") if days else None


def read_months(match: re.Match[str], r: Reading) -> Days | None:
    m1, m2 = is_month(match, r), is_month(match, r, "m2")
    if m1 is None or m2 is None:
        return None
    year, whose = group(match, "y"), group(match, "r")
    guess = int(year) if year else year_of_part(whose, m2, r) if whose else year_for(m2, 1, r)
    if guess is None:
        return None, None, "partial"
    a, b = month_days(guess if m1 <= m2 else guess - 1, m1), month_days(guess, m2)
    return (a[0], b[1], "explicit" if year else "partial") if a and b else None


def read_overyears(match: re.Match[str], r: Reading) -> Days | None:
    """From a month of one year, or its beginning, to a month of another: "from early 2022 to July 2025"."""
    m1, m2 = is_month(match, r) if group(match, "m") else 1, is_month(match, r, "m2")
    if m1 is None or m2 is None:
        return None
    first, last = month_days(int(match["y1"]), m1), month_days(int(match["y"]), m2)
    return (first[0], last[1], "explicit") if first and last and first[0] < last[1] else None


def part(order: str) -> str:
    """Which part a word means: "early", "mid" or "late"."""
    if order.startswith(("early", "begin", "the begin", "start", "the start", "начал", "аввал", "ибтидо")):
        return "early"
    return "mid" if order.startswith(("mid", "the mid", "середин", "миена", "нима")) else "late"


def read_monthof(match: re.Match[str], r: Reading) -> Days | None:
    """ "November of last year", «ноябри соли гузашта», «в прошлом ноябре»: the month of a year told by its place."""
    month = is_month(match, r)
    if month is None:
        return None
    year = year_of_part(match["r"], month, r)
    days = month_days(year, month) if year else None
    return (*(days or (None, None)), "partial")


def read_thirds(match: re.Match[str], r: Reading) -> Days | None:
    return within_month(match, r, third)


def read_lastweek(match: re.Match[str], r: Reading) -> Days | None:
    """The first or last week of a month: its first or last seven days."""
    return within_month(match, r, end_week)


def read_firstdays(match: re.Match[str], r: Reading) -> Days | None:
    """The first or last so many days or weeks of a month."""
    count = counted(match["c"], r.lang)
    days = (count or 0) * (7 if unit_of(match["u"]) == "week" else 1)
    if not 1 <= days <= LONGEST_RUN:
        return None
    return within_month(match, r, lambda order, first, last: end_days(order, first, last, days))


def read_tonow(match: re.Match[str], r: Reading) -> Days | None:
    """From a day to that of publication."""
    day = read_day(match, r)
    if day is None or day[0] is None or r.published is None or day[0] > r.published:
        return day
    return day[0], r.published, "relative"


def within_month(
    match: re.Match[str], r: Reading, choose: Callable[[str, date, date], tuple[date, date]]
) -> Days | None:
    """The days that `choose` takes of the month by the words before it; the month as it is where it has no bounds."""
    whole = read_month(match, r)
    if whole is None or whole[0] is None or whole[1] is None:
        return whole
    return *choose(match["o"], whole[0], whole[1]), whole[2]


def third(order: str, first: date, last: date) -> tuple[date, date]:
    wanted = part(order)
    if wanted == "early":
        return first, first.replace(day=10)
    return (first.replace(day=11), first.replace(day=20)) if wanted == "mid" else (first.replace(day=21), last)


LONGEST_RUN = 28
"""So many days have all months."""


def end_week(order: str, first: date, last: date) -> tuple[date, date]:
    return end_days(order, first, last, 7)


def end_days(order: str, first: date, last: date, days: int) -> tuple[date, date]:
    """The first or last `days` of the month from `first` to `last`."""
    if order.startswith(("first", "перв", "аввал", "якум", "нахуст")):
        return first, first + timedelta(days=days - 1)
    return last - timedelta(days=days - 1), last


def order(word: str) -> int:
    """first … fourth as 1 … 4."""
    starts = (
        ("1", "first", "перв", "якум", "аввал", "шаш"),
        ("2", "second", "втор", "дую", "дувум", "дуввум"),
        ("3", "third", "трет", "сеюм", "савум"),
    )
    romans = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
    if word in romans:
        return romans[word]
    return next((n for n, words in enumerate(starts, 1) if word.startswith(words)), 4)


def year_span(year: int, first_month: int, last_month: int) -> Days | None:
    a, b = month_days(year, first_month), month_days(year, min(last_month, 12))
    return (a[0], b[1], "explicit") if a and b else None


def read_half(match: re.Match[str], r: Reading) -> Days | None:
    half = min(order(match["o"]), 2)
    return year_span(int(match["y"]), half * 6 - 5, half * 6)


def read_quarter(match: re.Match[str], r: Reading) -> Days | None:
    quarter = order(match["o"])
    return year_span(int(match["y"]), quarter * 3 - 2, quarter * 3)


def read_firstmonths(match: re.Match[str], r: Reading) -> Days | None:
    count = counted(match["n"], r.lang)
    return year_span(int(match["y"]), 1, count) if count and 1 <= count <= 12 else None


DECADE = 10

LAST = ("last", "prev", "past", "прошл", "минувш", "прошедш", "предыдущ", "порсол")

THIS = ("this", "current", "эт", "текущ", "нынешн", "имсол", "ин", "хамин")


def year_of_part(word: str, last_month: int, r: Reading) -> int | None:
    """The year of a part of a year: "this", "last", or else the latest of which so many months have passed."""
    if r.published is None:
        return None
    ahead = word.removeprefix("соли").lstrip()
    if word.startswith(LAST) or ahead.startswith(("гузашта", "пеш", "кабли")):
        return r.published.year - 1
    if word.startswith(THIS) or ahead.startswith(("чори", "равон")) or r.published.month >= last_month:
        return r.published.year
    return r.published.year - 1


def part_of_year(first_month: int, last_month: int, match: re.Match[str], r: Reading) -> Days | None:
    year = year_of_part(group(match, "r"), last_month, r)
    if year is None:
        return None, None, "partial"
    whole = year_span(year, first_month, last_month)
    if whole is None or whole[0] is None or whole[1] is None:
        return None
    last = whole[1] if r.future or r.published is None else min(whole[1], r.published)
    return (whole[0], last, "partial") if whole[0] <= last else None


def read_halfof(match: re.Match[str], r: Reading) -> Days | None:
    """The half of this or the last year; one that is not numbered is the first."""
    half = min(order(group(match, "o") or "1"), 2)
    return part_of_year(half * 6 - 5, half * 6, match, r)


def read_quarterof(match: re.Match[str], r: Reading) -> Days | None:
    quarter = order(match["o"])
    return part_of_year(quarter * 3 - 2, quarter * 3, match, r)


def read_quarter_ended(match: re.Match[str], r: Reading) -> Days | None:
    """ "Over the quarter", «квартальный отчёт»: the last quarter that had ended."""
    return _ended(3, r)


def read_half_ended(match: re.Match[str], r: Reading) -> Days | None:
    """«Полугодовой отчёт»: the last half of a year that had ended."""
    return _ended(6, r)


def _ended(months: int, r: Reading) -> Days | None:
    """The last stretch of so many months, counted from January, that had ended on the day of publication."""
    if r.published is None or not date.min.year < r.published.year < date.max.year:
        return None, None, "relative"
    tomorrow = r.published + timedelta(days=1)
    after = tomorrow.replace(month=(tomorrow.month - 1) // months * months + 1, day=1)
    return shifted(after, -months), after - timedelta(days=1), "partial"


def read_half_of_year(match: re.Match[str], r: Reading) -> Days | None:
    """«Полугодие-2026»: its first."""
    return year_span(int(match["y"]), 1, 6)


FEW_MONTHS = 4
"""So few months without a year may be any."""
SOON = 2
"""Months after their end in which they are told of as those from January."""


def read_monthsof(match: re.Match[str], r: Reading) -> Days | None:
    count = counted(match["n"] or group(match, "n2"), r.lang)
    return part_of_year(1, count, match, r) if count and 1 <= count <= 12 else None


def read_runmonths(match: re.Match[str], r: Reading) -> Days | None:
    """ "In four months", told of without a year: from January, where April has just ended."""
    count = counted(match["n"], r.lang)
    just = r.published is not None and count is not None and 0 < r.published.month - count <= SOON
    few = count is not None and count <= FEW_MONTHS and not group(match, "r")
    return None if few and not just else read_monthsof(match, r)


def read_lastmonths(match: re.Match[str], r: Reading) -> Days | None:
    """ "The last three months of 2024", «се моҳи охири соли гузашта»."""
    count, year = counted(group(match, "n") or group(match, "n2"), r.lang), group(match, "y")
    whose = int(year) if year else year_of_part(group(match, "r"), 12, r)
    return year_span(whose, 13 - count, 12) if count and whose and count <= 12 else None


def read_yearto(match: re.Match[str], r: Reading) -> Days | None:
    """From the start of a year to the end of one of its months."""
    month = read_month(match, r)
    return (date(month[1].year, 1, 1), month[1], month[2]) if month and month[1] else month


def read_quartersof(match: re.Match[str], r: Reading) -> Days | None:
    """So many quarters of a year, counted from its first."""
    count = counted(match["n"], r.lang)
    if not count or count > 4:
        return None
    year = group(match, "y")
    return year_span(int(year), 1, count * 3) if year else part_of_year(1, count * 3, match, r)


def read_monthsto(match: re.Match[str], r: Reading) -> Days | None:
    """ "The eight months to August", "five months since January": from January, or else so many up to the month."""
    month, count = is_month(match, r), counted(match["n"], r.lang)
    if month is None or not count or count > 12:
        return None
    year = group(match, "y")
    guess = int(year) if year else year_for(month, 1, r)
    if guess is None:
        return None, None, "partial"
    if "since" in match.group() or month == count + 1:  # "the nine months to October" end with September
        first = month if "since" in match.group() else 1
        return year_span(guess, first, min(first + count - 1, 12))
    last = month_days(guess, month)
    return (shifted(last[0], 1 - count), last[1], "partial") if last else None


def read_startto(match: re.Match[str], r: Reading) -> Days | None:
    """From the start of a year to one of its days."""
    day = read_day(match, r)
    if day is None or day[1] is None:
        return day
    year = int(group(match, "y1") or day[1].year)
    last = day[1] if group(match, "y") else day_of(year, day[1].month, day[1].day)
    return (date(year, 1, 1), last, day[2]) if last and last.year >= year else None


def read_sincepart(match: re.Match[str], r: Reading) -> Days | None:
    """Since the beginning of a year that is named: to the day of publication, or to its end where it is over."""
    first, last = date(int(match["y"]), 1, 1), date(int(match["y"]), 12, 31)
    if r.published is not None and r.published < first:
        return None
    return first, min(last, r.published) if r.published and r.published.year == first.year else last, "explicit"


def read_yearpart(match: re.Match[str], r: Reading) -> Days | None:
    wanted, year = part(match["o"]), int(match["y"])
    if "end" in match["o"] or match["o"] in ("кон", "охири"):
        return year_span(year, 12, 12)
    first = {"early": 1, "mid": 5, "late": 9}[wanted]
    return year_span(year, first, first + 3)


def read_years(match: re.Match[str], r: Reading) -> Days | None:
    first, second = int(match["y"]), group(match, "y2") or group(match, "y3")
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    return (date(first, 1, 1), date(last, 12, 31), "explicit") if first < last <= 2100 else None


def read_yearsto(match: re.Match[str], r: Reading) -> Days | None:
    """ "In the decade to 2020", "in the three years to 2023"."""
    count = counted(group(match, "n"), r.lang) if group(match, "n") else DECADE
    last = int(match["y"])
    return (date(last - count + 1, 1, 1), date(last, 12, 31), "explicit") if count and count < last else None


def read_shortyear(match: re.Match[str], r: Reading) -> Days | None:
    """«За 23-й», «в 24-м»: a year of this century that had begun."""
    year = CENTURY + int(match["y"])
    if r.published is not None and year > r.published.year:
        return None
    return date(year, 1, 1), date(year, 12, 31), "explicit"


def read_shortyears(match: re.Match[str], r: Reading) -> Days | None:
    first, last = CENTURY + int(match["y"]), CENTURY + int(match["y2"])
    return (date(first, 1, 1), date(last, 12, 31), "explicit") if first < last else None


def read_decade(match: re.Match[str], r: Reading) -> Days | None:
    year = int(match["y"])
    return date(year, 1, 1), date(year + 9, 12, 31), "explicit"


def read_year(match: re.Match[str], r: Reading) -> Days | None:
    year = int(match["y"])
    return (date(year, 1, 1), date(year, 12, 31), "explicit") if 1000 <= year <= 2100 else None
