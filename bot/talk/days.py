"""Days as people type them behind a command: 3 апреля, 3-юми апрел, 03.04, дирӯз, monday, a week."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from operator import itemgetter

from digests.answers.understand import lexis
from digests.language.calendar import WEEKDAYS_EN, WEEKDAYS_RU, WEEKDAYS_TG
from digests.language.dates import find_dates
from digests.language.fold import iter_words
from digests.model import LANGS, Lang

LONGEST = 100  # characters of an argument that are read
MONTH = re.compile(r"(\d{1,2})[./](\d{1,2})\.?")
ALONE = re.compile(r"(\d{1,2})(?:-?\w{1,3})?")
WEEKDAYS = {
    word: n
    for names in (WEEKDAYS_EN, WEEKDAYS_RU, WEEKDAYS_TG)
    for n, name in enumerate(names)
    for word in name.split()
}
"""Folded name → 0 for Monday. «Душанбе» is Monday too: behind a command that takes a day it is no city."""


def day_of(text: str, lang: Lang, today: date) -> date | None:
    """The day, or the last of the days, that `text` names, in whichever language it does; without its year, month or
    week the latest such day that is not after `today`."""
    text = text[:LONGEST].strip()
    found = [mention for each in (lang, *LANGS) for mention in find_dates(text, each, today)]
    spans = [(mention.last - mention.first, mention.last) for mention in found if mention.first and mention.last]
    # One language may read the year alone where another reads the whole date: the closest reading counts.
    return min(spans, key=itemgetter(0))[1] if spans else short(text, today)


def short(text: str, today: date) -> date | None:
    """What is a day only behind a command: "03.04", "3", «3-юм», "monday", «душанбе»."""
    if match := MONTH.fullmatch(text):
        day, month = int(match[1]), int(match[2])
        return next((found for year in (today.year, today.year - 1) if (found := past(year, month, day, today))), None)
    if match := ALONE.fullmatch(text):
        back = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
        months = ((today.year, today.month), (back.year, back.month))
        return next((found for year, month in months if (found := past(year, month, int(match[1]), today))), None)
    named = {WEEKDAYS[word.folded] for word in iter_words(text) if word.folded in WEEKDAYS}
    return today - timedelta(days=(today.weekday() - named.pop() - 1) % 7 + 1) if len(named) == 1 else None


def past(year: int, month: int, day: int, today: date) -> date | None:
    """That day, if there is one and it is not to come."""
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    found = date(year, month, day)
    return found if found <= today else None


def names_week(text: str) -> bool:
    """Whether `text` speaks of a week, in whichever language."""
    words = [word.folded for word in iter_words(text[:LONGEST])]
    return any(hit.concept == "week" for lang in LANGS for hit in lexis.load(lang).groups(words))
