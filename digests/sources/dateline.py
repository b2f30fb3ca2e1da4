"""Lines that give a date: when the page was published, and when it was merely printed or fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from digests.model import Lang
from digests.sources import stamps

NUMERIC = re.compile(r"(?<!\d)(\d{1,4})[./-](\d{1,2})[./-](\d{2,4})(?!\d)")
CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?", re.IGNORECASE)
WEEKDAYS: tuple[tuple[str, ...], ...] = (
    ("mon", "пн", "пон", "душанбе"),
    ("tue", "вт", "сешанбе"),
    ("wed", "ср", "чоршанбе"),
    ("thu", "чт", "чет", "панҷшанбе"),
    ("fri", "пт", "пят", "ҷумъа"),
    ("sat", "сб", "суб", "шанбе"),
    ("sun", "вс", "воскр", "якшанбе"),
)
OTHERWISE = re.compile(
    r"""©|\(c\)\s|\+\s?\d|\d-\d\d-\d\d-\d|\b(?:copyright|rights|tel|phones?|fax|call|hotline|права|тел|телефон\w*|факс|звон\w+
    |горяч\w+|ҳуқуқ\w*|занг|рақам\w*|inn|инн|огрн|лиценз\w+|licen[cs]e|№)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""A line of rights, of a phone or of a register: what looks like a date there is none, or not the text's."""
OPENING = re.compile(
    r"(?P<place>[^\W\d_][^\W\d_]*(?:[ -][^\W\d_]+){0,2})[,.]\s+(?P<when>[^()/–—:]{8,30}?)"
    r"(?:[\s.,]*(?P<agency>[(/][^()]{1,60}?[)/])[\s.–—:-]*|\s*[.–—:-]\s(?![(/]))"
)
"""«ДУШАНБЕ, 23 марти соли 2024 /АМИТ «Ховар»/ –»: what an agency puts before the first sentence of a text."""
PLACED = re.compile(r"[^\W\d_][^\W\d_]+(?:[ -][^\W\d_]+){0,2},\s+(\d[^()/–—:]{7,30}?)[\s.,:–—-]*")
"""A place and a day in the type of their own by which a page opens its text."""
MAX_WORDS = 9
"""A line that dates a page holds little else: a weekday, an hour, an author."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """A date standing on a line by itself; `sure` if an hour, a weekday or a name stands beside it."""

    day: date
    sure: bool
    author: str | None = None
    alone: bool = False  # nothing else stands on the line but an hour, a weekday, an author


def read_dateline(line: str, lang: Lang) -> Dateline | None:
    """The date that `line` is there to give, or None if it is no such line."""
    words = re.findall(r"[^\W\d_]+", line)
    if (
        len(words) > MAX_WORDS
        or OTHERWISE.search(line)
        or not re.search(r"\d", line)
        or re.search(r"[.!?…]$", line.rstrip(" ."))
    ):
        return None
    weekday = _weekday(words)
    numeric = NUMERIC.search(line)
    if numeric:
        day = _numeric_day(numeric, weekday, lang)
        rest = line[: numeric.start()] + line[numeric.end() :]
    else:
        day = stamps.day_in_words(CLOCK.sub(" ", line))
        rest = stamps.NUMBER.sub(" ", line)
    if day is None or not 1990 <= day.year <= 2100:
        return None
    left = [word for word in re.findall(r"[^\W\d_]+", CLOCK.sub("", rest)) if not _is_small(word)]
    if len(left) > 4:
        return None
    names = [word for word in left if word[0].isupper() and not word.isupper()]
    author = " ".join(names) if len(names) in (2, 3) and len(names) == len(left) else None
    return Dateline(
        day,
        sure=bool(weekday is not None or CLOCK.search(line) or author),
        author=author,
        alone=not left or author is not None,
    )


def opening_day(paragraph: str, lang: Lang) -> date | None:
    """The day by which an agency opens a text, beside a place in capitals or its own name; None for any other."""
    found = OPENING.match(paragraph)
    if found is None:
        return None
    agency = re.sub(r"[\W\d_]+", "", found["agency"] or "")
    if not (found["place"].isupper() or (agency[:1].isupper() and found["place"].istitle())):
        return None
    dateline = read_dateline(found["when"].rstrip(" .,"), lang)
    return dateline.day if dateline and dateline.alone and dateline.author is None else None


def placed_day(told: str, lang: Lang) -> date | None:
    """The day of «Душанбе, 14 марта 2007 года.», which a page sets apart from the sentence it opens; else None."""
    found = PLACED.fullmatch(told)
    dateline = read_dateline(found[1], lang) if found else None
    return dateline.day if dateline and dateline.alone else None


def _weekday(words: list[str]) -> int | None:
    """0 for Monday … 6 for Sunday, by the beginnings of the names."""
    for word in words:
        for number, names in enumerate(WEEKDAYS):
            if word.casefold().startswith(names):
                return number
    return None


SMALL = frozenset(
    """published updated posted on at edt est gmt utc msk cet cest bst pst pdt am pm local time last modified date
    опубликовано обновлено мск в г года дата нашр шуд соли санаи соати вақти""".split()
)


def _is_small(word: str) -> bool:
    folded = word.casefold()
    return folded in SMALL or _weekday([word]) is not None or stamps.month_of(word) is not None


def _numeric_day(match: re.Match[str], weekday: int | None, lang: Lang) -> date | None:
    """Day of 04/02/2024 or 02.04.2024: the weekday decides; without one, the writing does."""
    first, second, third = (int(part) for part in match.groups())
    if first > 31:
        orders = [(first, second, third)]
    else:
        year = third if third > 99 else 2000 + third
        day_first, month_first = (year, second, first), (year, first, second)
        american = lang == "en" and "/" in match.group()
        orders = [month_first, day_first] if american else [day_first, month_first]
    days = [day for order in orders if (day := _date(*order)) is not None]
    if weekday is not None:
        days = [day for day in days if day.weekday() == weekday] or days
    return days[0] if days else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
