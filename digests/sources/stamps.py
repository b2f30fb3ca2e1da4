"""When the items of a feed were published, however their feed writes it.

RFC 822 and ISO 8601, names of months in three languages, figures in any order, seconds of the epoch. A moment with a
zone is told in Dushanbe's time, whose day counts; one without is taken as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache, lru_cache

from digests.clock import DUSHANBE
from digests.language.calendar import months
from digests.language.fold import fold
from digests.model import LANGS

FIRST_YEAR, LAST_YEAR = 1991, 2100
EPOCH = re.compile(r"(\d{9,10})(?:\.\d+)?|(\d{13})|(\d{16})")
PACKED = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(?=Z|[+-]\d{4}|$)")
FIGURES = re.compile(r"(?<![\d:.])(\d{1,4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{2,4})(?!\d)")
CLOCK = re.compile(r"(?<!\d)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*([ap]\.?m\b)?", re.IGNORECASE)
OFFSET = re.compile(r"\s*(?:GMT|UTC)?\s*([+-])\s?(\d{1,2}):?(\d\d)?(?!\d)|\s*\(?([A-Z]{1,4})\b")
ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "UT": 0, "MSK": 3, "TJT": 5, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "BST": 1,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
DOTTED_HOUR = re.compile(r"(?<![\d.])\d{1,2}\.\d\d(?![\d.])")
WORD = re.compile(r"[^\W\d_]+")
NUMBER = re.compile(r"\d+")


def moments(
    written: Iterable[tuple[str, ...]], also: Iterable[str] = (), *, american: bool = False
) -> list[datetime | None]:
    """The first moment that each tuple of stamps gives, in Dushanbe's time; None where none does.

    Figures like 05/11/2026 are read as the feed has the habit: the order in which all of its stamps (`also` are those
    of the feed itself) are days, and lie closest together. `american` says what is likelier where that tells nothing.
    """
    stamps = list(written)
    month_first = _month_first([*(one for each in stamps for one in each), *also], american=american)
    return [next((found for one in each if (found := moment(one, month_first=month_first))), None) for each in stamps]


@lru_cache(maxsize=1_000)  # a feed's stamps are read for its habit first, and often stand there twice
def moment(written: str, *, month_first: bool = False) -> datetime | None:
    """The moment that one stamp gives, or None."""
    text = written.strip()[:100]
    if epoch := EPOCH.fullmatch(text):
        seconds = int(epoch[1] or epoch[2] or epoch[3]) / (1 if epoch[1] else 1_000 if epoch[2] else 1_000_000)
        return _here(datetime.fromtimestamp(seconds, UTC))
    if packed := PACKED.match(text):
        day = _date(*map(int, packed.group(1, 2, 3)))
        hour, minute, second = (int(part or 0) for part in packed.group(4, 5, 6))
        return _at(day, (hour, minute, second), text[packed.end() :])
    clock = CLOCK.search(text.replace("T", " "))
    before, after = (text[: clock.start()], text[clock.end() :]) if clock else (text, "")
    zone = OFFSET.match(after)
    rest = f"{before} {after[zone.end() :] if zone else after}"
    day = _figures(rest, month_first=month_first) or day_in_words(rest)
    return _at(day, _hour(clock), after)


def _at(day: date | None, hour: tuple[int, int, int], zone: str) -> datetime | None:
    if day is None:
        return None
    try:
        return _here(datetime.combine(day, time(*hour, tzinfo=_zone(zone) or DUSHANBE)))
    except (ValueError, OverflowError):
        return datetime.combine(day, time(tzinfo=DUSHANBE))


def _here(at: datetime) -> datetime | None:
    """`at` in Dushanbe's time, where it can be."""
    here = at.astimezone(DUSHANBE)
    return here if FIRST_YEAR <= here.year <= LAST_YEAR else None


def _hour(clock: re.Match[str] | None) -> tuple[int, int, int]:
    if clock is None:
        return 0, 0, 0
    hour = int(clock[1])
    if clock[4]:
        hour = hour % 12 + (12 if clock[4][0] in "pP" else 0)
    return hour, int(clock[2]), int(clock[3] or 0)


def _zone(text: str) -> timezone | None:
    found = OFFSET.match(text)
    if found is None:
        return None
    if found[4]:
        hours = ZONES.get(found[4])
        return None if hours is None else timezone(timedelta(hours=hours))
    ahead = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    if found[3] is None and len(found[2]) > 2:
        return None
    return timezone(ahead if found[1] == "+" else -ahead)


def _figures(text: str, *, month_first: bool) -> date | None:
    found = FIGURES.search(text)
    return _in_order(found, month_first=month_first) or _in_order(found, month_first=not month_first) if found else None


def _in_order(found: re.Match[str], *, month_first: bool) -> date | None:
    first, second, third = (int(part) for part in found.group(1, 3, 4))
    if len(found[1]) > 2:
        return _date(first, second, third)
    year = third if len(found[4]) > 2 else 2000 + third
    return _date(year, first, second) if month_first else _date(year, second, first)


def _month_first(stamps: Iterable[str], *, american: bool) -> bool:
    """The habit of a feed: see `moments`."""
    figures = [found for one in stamps if len(one) <= 100 and (found := FIGURES.search(one)) and len(found[1]) <= 2]
    slashed = bool(figures) and all(found[2] == "/" for found in figures)
    orders: list[tuple[int, timedelta, int, bool]] = []
    for month_first in (american and slashed, not (american and slashed)):
        days = [day for found in figures if (day := _in_order(found, month_first=month_first))]
        sure = [day for one in stamps if not FIGURES.search(one) and (at := moment(one)) and (day := at.date())]
        spread = max([*days, *sure], default=date.min) - min([*days, *sure], default=date.min)
        orders.append((-len(days), spread, len(orders), month_first))
    return min(orders)[3]


def day_in_words(text: str) -> date | None:
    """The day that a line gives with its month in words of any of the three languages, or None."""
    named = [month for word in WORD.findall(text) if (month := month_of(word))]
    numbers = [number for number in NUMBER.findall(DOTTED_HOUR.sub(" ", text)) if len(number) <= 4]
    years = [int(number) for number in numbers if len(number) == 4 and FIRST_YEAR <= int(number) <= LAST_YEAR]
    small = [int(number) for number in numbers if len(number) <= 2]
    if not years and len(small) == 2:
        years = [2000 + small.pop()]
    if len(named) != 1 or len(years) != 1 or len(small) != 1:
        return None
    return _date(years[0], named[0], small[0])


def month_of(word: str) -> int | None:
    """The month that `word` names, or begins to name with at least three letters."""
    folded = fold(word)
    if len(folded) < 3:
        return None
    return _months().get(folded)


@cache
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for name, number in (pair for lang in LANGS for pair in months(lang).items()):
        for length in range(3, len(name)):
            found.setdefault(name[:length], number)
    return found | {name: number for lang in LANGS for name, number in months(lang).items()}


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None
