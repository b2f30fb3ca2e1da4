"""Days, months, years and weekdays of two texts: each stands on both sides.

They are held against each other by their parts, for one language says "late July" where another says only the month,
and a date without its year is no other date in a sentence that looks ahead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from digests.editions.gate.objection import Objection
from digests.language.calendar import DAILY_RU, MONTHLY_RU, SHORTEST, months, weekdays
from digests.language.date_match import DateMention
from digests.language.dates import find_dates
from digests.language.tokens import plain, tokens
from digests.model import Lang

NO_DAY = frozenset({"среды", "среду", "среде", "шанбе"})
"""Words that are weekdays in a date alone."""
YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?![\d.,]\d)")
REFERENCE = date(2024, 5, 16)
"""The day from which both sides count: a Thursday in the middle of a month and of a year."""
LONGEST = 45
"""Days of a period whose ends are days; longer ones are told by months and years."""
NUMBER = re.compile(r"\d+")
DAY = re.compile(r"(?<![\d.,:])\d{1,2}(?![\d:%]|[.,]\d)")


@dataclass(frozen=True, slots=True)
class Days:
    """The parts of a text's dates; `days` are (month, day) with their words."""

    days: tuple[tuple[int, int, str], ...]
    months: frozenset[int]
    weekdays: frozenset[int]
    years: frozenset[int]
    numbers: frozenset[int]


@lru_cache(maxsize=1 << 10)
def read(text: str, lang: Lang) -> Days:
    found = find_dates(text, lang, REFERENCE)
    low = plain(text)
    days = tuple(
        (day.month, day.day, each.text)
        for each in found
        if each.basis != "relative" and each.first and each.last and (each.last - each.first).days <= LONGEST
        if DAY.search(plain(each.text))
        for day in sorted({each.first, each.last})
    )
    return Days(
        days,
        frozenset(_months(low, found, lang)) | {month for month, _, _ in days},
        frozenset(_weekdays(low, found, lang)),
        frozenset(int(match[0]) for match in YEAR.finditer(low)),
        frozenset(int(match[0]) for match in NUMBER.finditer(low)),
    )


def _months(low: str, mentions: Sequence[DateMention], lang: Lang) -> Iterator[int]:
    """The months that are named, short forms and those that are other words too only where a date is read."""
    dated = {token.start + each.start for each in mentions for token in tokens(plain(each.text))}
    for token in tokens(low):
        number = months(lang).get(token.word)
        if number and (len(token.word) > SHORTEST + 2 or token.start in dated):
            yield number
        elif lang == "ru":
            yield from (n for n, stem in enumerate(MONTHLY_RU, 1) if token.word.startswith(stem))


def _weekdays(low: str, mentions: Sequence[DateMention], lang: Lang) -> Iterator[int]:
    for each in mentions:
        words = plain(each.text)
        if words.strip() not in NO_DAY:
            yield from (weekdays(lang)[token.word] for token in tokens(words) if token.word in weekdays(lang))
    if lang == "ru":
        for token in tokens(low):
            yield from (n for n, stem in enumerate(DAILY_RU) if token.word.startswith(stem))


def objections(source: str, of: Lang, output: str, to: Lang) -> Iterator[Objection]:
    """What the days of the two texts have against each other."""
    given, said = read(source, of), read(output, to)
    yield from (Objection("date", words) for words in _missing(said, given))
    yield from (Objection("date", words, added=False) for words in _missing(given, said))


def _missing(these: Days, others: Days) -> Iterator[str]:
    pairs = {(month, day) for month, day, _ in others.days}
    for month, day, words in these.days:
        if (month, day) not in pairs and not (month in others.months and day in others.numbers):
            yield words
    yield from (f"month {month}" for month in sorted(these.months - others.months))
    yield from (f"weekday {day + 1}" for day in sorted(these.weekdays - others.weekdays))
    yield from (str(year) for year in sorted(these.years - others.numbers))
