"""What a matched date is read with: its text and the day of publication, and the arithmetic of days and months."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from digests.language.calendar import month_of
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
class DateMention:
    """A date or period as a text states it; offsets are characters of the text."""

    start: int
    end: int
    first: date | None
    last: date | None
    basis: Basis
    text: str


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


def counted(word: str, lang: Lang) -> int | None:
    if word in ("a", "an"):
        return 1
    numeral = read_numeral(tokens(word), 0, lang)
    return numeral.value if numeral and isinstance(numeral.value, int) else None


def unit_of(word: str) -> str:
    starts = {
        "day": ("day", "дн", "день", "сут", "руз", "шабонаруз", "24"), "week": ("week", "недел", "хафта"),
        "month": ("month", "месяц", "мох"),
        "decade": ("decade", "десятилет", "дахсола"),
    }  # fmt: skip
    return next((unit for unit, words in starts.items() if word.startswith(words)), "year")


def back(day: date, count: int, unit: str) -> date:
    """`count` units before `day`; bounded to what a date can hold."""
    if unit in ("day", "week"):
        return date.fromordinal(max(1, day.toordinal() - count * (7 if unit == "week" else 1)))
    return shifted(day, -count * {"month": 1, "year": 12, "decade": 120}[unit])
