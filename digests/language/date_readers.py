"""What a matched date means: its first and last day, and what that rests on. One reader for each kind of rule."""

# ruff: noqa: ARG001 - every reader has the same signature

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from digests.language.calendar import month_of, weekdays
from digests.language.numbers import read_numeral
from digests.language.tokens import tokens
from digests.model import Lang

Basis = Literal["explicit", "relative", "partial"]

Days = tuple[date | None, date | None, Basis]

FUTURE = re.compile(
    r"\b(?:will|shall|upcoming|scheduled|due|ahead of|deadline|будет|будут|предстоящ\w*|"
    r"планиру\w*|запланирован\w*|намечен\w*|"
    r"состоится|пройдет|хохад|хоханд|баргузор мегардад|баргузор мешавад|ба накша гирифта\w*)\b"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader needs beside the match: the language, the day of publication, whether the text speaks of the
    future."""

    lang: Lang
    published: date | None
    future: bool
    text: str


def day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_days(year: int, month: int) -> tuple[date, date] | None:
    if not 1 <= year <= 9998:
        return None
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def shifted(day: date, months: int) -> date:
    """`day` moved by whole months, held at the month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = min(max(index // 12, 1), 9998), index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def year_for(month: int, day: int, r: Reading) -> int | None:
    """The year of a date without one: the last such day up to publication, or the next where the sentence looks
    ahead."""
    if r.published is None:
        return None
    this = day_of(r.published.year, month, min(day, calendar.monthrange(r.published.year, month)[1]))
    if this is None or this <= r.published or r.future:
        if r.future and this and this < r.published - timedelta(days=180):
            return r.published.year + 1
        return r.published.year
    return r.published.year - 1


def is_month(match: re.Match[str], r: Reading, group: str = "m") -> int | None:
    """The month of a group; English "may" and "march" only with a capital letter."""
    word = match.group(group)
    number = month_of(word, r.lang)
    if (
        r.lang == "en"
        and word in ("may", "march", "mar", "dec", "jan", "sun")
        and not r.text[match.start(group)].isupper()
    ):
        return None
    return number


def group(match: re.Match[str], name: str) -> str:
    return (match.groupdict().get(name) or "") if name in match.re.groupindex else ""


def read_day(match: re.Match[str], r: Reading) -> Days | None:
    month, day = is_month(match, r), int(match["d"])
    if month is None or not 1 <= day <= 31:
        return None
    year = group(match, "y")
    if year:
        found = day_of(int(year), month, day)
        return (found, found, "explicit") if found else None
    guess = year_for(month, day, r)
    found = day_of(guess, month, day) if guess else None
    return found, found, "partial"


def read_days(match: re.Match[str], r: Reading) -> Days | None:
    month, first, last = is_month(match, r), int(match["d"]), int(match["d2"])
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


def read_month(match: re.Match[str], r: Reading) -> Days | None:
    month = is_month(match, r)
    if month is None:
        return None
    year = group(match, "y")
    guess = int(year) if year else year_for(month, 1, r)
    days = month_days(guess, month) if guess else None
    return (*(days or (None, None)), "explicit" if year else "partial")


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


def part(order: str) -> str:
    """Which part a word means: "early", "mid" or "late"."""
    if order.startswith(("early", "begin", "the begin", "start", "the start", "начал", "аввал", "ибтидо")):
        return "early"
    return "mid" if order.startswith(("mid", "the mid", "середин", "миена", "нима")) else "late"


def read_thirds(match: re.Match[str], r: Reading) -> Days | None:
    whole = read_month(match, r)
    if whole is None:
        return None
    first, last, basis = whole
    if first is None or last is None:
        return whole
    wanted = part(match["o"])
    if wanted == "early":
        return first, first.replace(day=10), basis
    return (
        (first.replace(day=11), first.replace(day=20), basis)
        if wanted == "mid"
        else (first.replace(day=21), last, basis)
    )


def read_lastweek(match: re.Match[str], r: Reading) -> Days | None:
    """The first or last week of a month: its first or last seven days."""
    whole = read_month(match, r)
    if whole is None:
        return None
    first, last, basis = whole
    if first is None or last is None:
        return whole
    if match["o"].startswith(("first", "перв", "аввал", "якум")):
        return first, first + timedelta(days=6), basis
    return last - timedelta(days=6), last, basis


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


def read_monthsof(match: re.Match[str], r: Reading) -> Days | None:
    count = counted(match["n"], r.lang)
    return part_of_year(1, count, match, r) if count and 1 <= count <= 12 else None


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
    last = day_of(year, day[1].month, day[1].day)
    return (date(year, 1, 1), last, day[2]) if last else None


EARLY_MONTHS = 4
"""Up to this month "the results of the year" are those of the last one."""


def read_yearend(match: re.Match[str], r: Reading) -> Days | None:
    """The results of the year: of the one that has just ended or is about to."""
    if r.published is None:
        return None, None, "relative"
    year = r.published.year - (r.published.month <= EARLY_MONTHS)
    return date(year, 1, 1), date(year, 12, 31), "relative"


def read_sincepart(match: re.Match[str], r: Reading) -> Days | None:
    """Since the beginning of a year that is named: to the day of publication, or to its end where it is over."""
    first, last = date(int(match["y"]), 1, 1), date(int(match["y"]), 12, 31)
    if r.published is not None and r.published < first:
        return None
    return first, min(last, r.published) if r.published and r.published.year == first.year else last, "explicit"


def read_weekend(match: re.Match[str], r: Reading) -> Days | None:
    """The last Saturday and Sunday up to publication."""
    if r.published is None:
        return None, None, "relative"
    saturday = r.published - timedelta(days=(r.published.weekday() - 5) % 7)
    return saturday, min(saturday + timedelta(days=1), r.published), "relative"


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


def read_decade(match: re.Match[str], r: Reading) -> Days | None:
    year = int(match["y"])
    return date(year, 1, 1), date(year + 9, 12, 31), "explicit"


def read_year(match: re.Match[str], r: Reading) -> Days | None:
    year = int(match["y"])
    return (date(year, 1, 1), date(year, 12, 31), "explicit") if 1000 <= year <= 2100 else None


def counted(word: str, lang: Lang) -> int | None:
    if word in ("a", "an"):
        return 1
    numeral = read_numeral(tokens(word), 0, lang)
    return numeral.value if numeral and isinstance(numeral.value, int) else None


RELATIVE_DAYS = {
    "yesterday": -1, "last night": -1, "вчера": -1, "накануне": -1, "дируз": -1, "дишаб": -1, "today": 0, "tonight": 0,
    "сегодня": 0, "имруз": 0, "имшаб": 0, "tomorrow": 1, "завтра": 1, "фардо": 1, "пагох": 1, "позавчера": -2,
    "парируз": -2, "пареруз": -2,
    "the day before yesterday": -2,
}  # fmt: skip


def read_relday(match: re.Match[str], r: Reading) -> Days | None:
    if r.published is None:
        return None, None, "relative"
    day = r.published + timedelta(days=RELATIVE_DAYS.get(" ".join(match["o"].split()), 0))
    return day, day, "relative"


def unit_of(word: str) -> str:
    starts = {
        "day": ("day", "дн", "день", "сут", "руз", "24"), "week": ("week", "недел", "хафта"), "month": ("month",
        "месяц", "мох"),
        "decade": ("decade", "десятилет", "дахсола"),
    }  # fmt: skip
    return next((unit for unit, words in starts.items() if word.startswith(words)), "year")


def back(day: date, count: int, unit: str) -> date:
    """`count` units before `day`; bounded to what a date can hold."""
    if unit in ("day", "week"):
        return date.fromordinal(max(1, day.toordinal() - count * (7 if unit == "week" else 1)))
    return shifted(day, -count * {"month": 1, "year": 12, "decade": 120}[unit])


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


def read_past(match: re.Match[str], r: Reading) -> Days | None:
    """The past week, the last ten years: a stretch that ends on the day of publication."""
    word = group(match, "n")
    count = counted(word, r.lang) if word else 1
    if count is None or r.published is None:
        return None, None, "relative"
    unit = unit_of(match["u"])
    first = back(r.published, count, unit)
    if unit in ("day", "week"):
        first += timedelta(days=1)
    return first, r.published, "relative"


def read_sinceyear(match: re.Match[str], r: Reading) -> Days | None:
    if r.published is None:
        return None, None, "relative"
    return r.published.replace(month=1, day=1), r.published, "relative"


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


READERS: dict[str, Callable[[re.Match[str], Reading], Days | None]] = {
    "day": read_day, "days": read_days, "span": read_span, "month": read_month, "bare": read_month,
    "months": read_months,
    "thirds": read_thirds, "lastweek": read_lastweek, "half": read_half, "quarter": read_quarter,
    "firstmonths": read_firstmonths,
    "yearpart": read_yearpart, "years": read_years, "decade": read_decade, "year": read_year, "relday": read_relday,
    "ago": read_ago, "past": read_past, "sinceyear": read_sinceyear, "calendar": read_calendar, "event": read_event,
    "weekday": read_weekday, "halfof": read_halfof, "quarterof": read_quarterof, "monthsof": read_monthsof,
    "sincepart": read_sincepart, "quartersof": read_quartersof, "monthsto": read_monthsto,
    "startto": read_startto, "yearend": read_yearend, "yearstart": read_yearstart, "weekend": read_weekend,
    "fiscal": read_year,
}  # fmt: skip
