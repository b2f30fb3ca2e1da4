"""Seasons: "last autumn", «весной 2024 года», «дар се моҳи тобистон». A winter is of the year in which it ends."""

from __future__ import annotations

import re
from datetime import date

from digests.language.date_match import Days, Reading, group, month_days, shifted
from digests.language.date_periods import year_of_part
from digests.language.tokens import plain
from digests.model import Lang

SEASONS: dict[Lang, tuple[str, str, str, str]] = {
    "en": ("winter", "spring", "summer", "autumn|fall"),
    "ru": ("зим(?:ой|ы|у|е)", "весн(?:ой|ы|у|е)", "лет(?:ом|а|о)", "осен(?:ью|и|ь)"),
    "tg": ("зимистон", "бахор", "тобистон", "тирамох"),
}
"""From winter to autumn, folded."""
SEASON: dict[Lang, str] = {lang: "|".join(words) for lang, words in SEASONS.items()}


def is_season(text: str, lang: Lang) -> bool:
    """Whether the words of a date are those of a season."""
    return re.search(rf"(?<!\w)(?:{SEASON[lang]})", plain(text)) is not None


def read_season(match: re.Match[str], r: Reading) -> Days | None:
    """The season of the year that is named or told by its place ("last"), else the last one that had begun; one that
    goes on ends with the day of publication."""
    last_month = 3 * next(n for n, word in enumerate(SEASONS[r.lang]) if re.match(word, match["s"])) + 2
    year = group(match, "y")
    if year:
        return (*(_season(int(year), last_month) or (None, None)), "explicit")
    if r.published is None:
        return None, None, "partial"
    told = year_of_part(group(match, "r"), 1, r) if group(match, "r") else None
    season = _season(told or r.published.year, last_month)
    if season and told is None and season[0] > r.published and not r.future:
        season = _season(r.published.year - 1, last_month)
    if season is None:
        return None
    first, last = season
    return first, min(last, r.published) if first <= r.published else last, "partial"


def _season(year: int, last_month: int) -> tuple[date, date] | None:
    """The first and last day; None beyond what a date can hold."""
    months = month_days(year, last_month)
    return (shifted(months[0], -2), months[1]) if months else None
