"""Periods that the text names by another one: "in the same period a year earlier", «годом ранее», «дар ҳамин муддат»."""

# ruff: noqa: E501 - a pattern a line reads better than one in pieces

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from digests.model import Lang

PART = (27, 320)
"""Days of a part of a year, from a month on."""
LONGEST_BACK = 500
"""Characters behind which a period is no longer the same that is meant."""


class Span(NamedTuple):
    """A stretch of the text, as long as `start` to `end`, that names a period `first` to `last`."""

    start: int
    end: int
    first: date
    last: date


SAME_PERIOD: dict[Lang, re.Pattern[str]] = {
    "en": re.compile(
        r"(?P<before>\b(?:a|one)\s+year\s+(?:ago|earlier|before),?\s+)?\b(?:(?:in|over|during|for|from)\s+)?(?:the\s+|that\s+)?(?:same|corresponding|comparable|similar)\s+(?:period|time|span|stretch|months?|quarter|half|(?:\w+\s+){1,2}months)\b"
        r"(?P<last>\s+(?:of\s+|in\s+)?last\s+year)?(?P<back>\s+(?:of\s+|in\s+)?(?:the\s+(?:previous|preceding)\s+year|(?:a|one)\s+year\s+(?:earlier|before|ago)))?(?:\s+(?:of|in)\s+(?P<y>\d{4}))?\b"
        r"|\b(?P<alone>(?:a|one)\s+year\s+(?:earlier|before)|the\s+year\s+before|(?<=\d\s)(?:of\s+|in\s+)?the\s+(?:previous|preceding)\s+year)\b(?!\s+(?:that|the)\b)"
        r"|\b(?P<part>(?:a|one)\s+year\s+ago)\b"
    ),
    "ru": re.compile(
        r"(?P<before>\b(?:годом\s+(?:ранее|раньше)|год\s+назад),?\s+)?(?:\bв\s+(?P<y0>\d{4})(?:-м|\s+году),?\s+)?(?P<before_last>\bв\s+прошлом\s+году,?\s+)?\b(?:за|в)\s+(?:(?:тот|этот)\s+же|аналогичн[а-я]+|такой\s+же|соответствующ[а-я]+)\s+(?:период[а-я]*|срок|отрезок|месяц[а-я]*|квартал|полугоди[а-я]+)"
        r"(?P<last>\s+прошлого\s+года)?(?P<this>\s+(?:нынешнего|этого|текущего)(?:\s+года)?)?(?P<back>\s+(?:предыдущего|минувшего)\s+года|\s+годом\s+ранее)?(?:\s+(?P<y>\d{4})(?:-го|\s+г(?:ода|\.)?))?\b"
        r"|(?P<before2>\b(?:годом\s+(?:ранее|раньше)|год\s+назад),?\s+)?\bза\s+те\s+же\s+(?:[а-я]+\s+)?месяц[а-я]+(?P<last2>\s+прошлого\s+года)?(?P<this2>\s+(?:нынешнего|этого|текущего)(?:\s+года)?)?(?:\s+(?P<y2>\d{4})(?:-го|\s+г(?:ода|\.)?))?\b"
        r"|\b(?P<alone>годом\s+(?:ранее|раньше|прежде)|за\s+год\s+до\s+(?:этого|того)|в\s+предыдущем\s+году)\b"
        r"|\b(?P<part>год\s+назад)\b"
    ),
    "tg": re.compile(
        r"(?P<before>\bяк\s+сол\s+(?:пеш|кабл)(?:тар)?(?:\s+аз\s+ин)?,?\s+)?(?P<before_last>\bсоли\s+(?:гузашта|пеш|пешин|кабли),?\s+)?(?:\bдар\s+(?:соли\s+)?(?P<y0>\d{4}),?\s+)?\b(?:дар|тайи|аз|ба|бо)\s+(?:хамин|хамон|чунин|ин)\s+(?:давраи?|муддати?|вакти?|хангоми?|мавсими?|фосилаи?|моххои?|семохаи?|нимсолаи?|шашмохаи?|чоряки?|(?:[а-я]+|\d+)\s+мохи?)"
        r"(?P<last>\s+(?:дар\s+)?(?:соли\s+(?:гузашта|пеш|пешин|кабли)|порсол))?(?P<back>\s+(?:аз\s+)?як\s+сол\s+пеш)?(?:\s+соли\s+(?P<y>\d{4}))?\b"
        r"|\b(?P<alone>як\s+сол\s+пеш(?:тар)?\s+аз\s+(?:ин|он)|як\s+сол\s+пештар|соле\s+пештар|соли\s+пеш\s+аз\s+он)\b"
        r"|\b(?P<part>як\s+сол\s+(?:пеш|кабл|мукаддам))\b"
    ),
}  # fmt: skip
"""`back`, `before`, `alone`: of the year before that; `last`: of the last year; `y`: of the year that is named."""


TELLING: dict[Lang, tuple[str, ...]] = {
    "en": (
        "same ",
        "corresponding",
        "comparable",
        "similar",
        "earlier",
        "year before",
        "previous",
        "preceding",
        "year ago",
    ),
    "ru": (" же ", "аналогичн", "соответствующ", "годом ", "предыдущ", "год до ", "год назад"),
    "tg": ("хамин ", "хамон ", "чунин ", " ин ", "сол пеш", "соле пеш", "соли пеш аз "),
}
"""One of these stands in every such stretch: most texts hold none."""

COMPARED: dict[Lang, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:than\s+(?:in\s+)?|(?:compared|relative)\s+(?:with|to)\s+|against\s+|versus\s+)(?:the\s+)?$"),
    "ru": re.compile(r"\b(?:по\s+сравнению\s+со?\s+|чем\s+|чем\s+в[о]?\s+|чем\s+за\s+|против\s+|относительно\s+|к\s+уровню\s+)$"),
    "tg": re.compile(r"\b(?:назар\s+ба|нисбат\s+ба|нисбати|мукоиса\s+бо|мукоиса\s+ба)\s+$"),
}  # fmt: skip
"""What stands before a time that the figure is only held against."""


def is_compared(low: str, start: int, lang: Lang) -> bool:
    """Whether the time that starts at `start` of the folded text is one to compare with: "than in 2022"."""
    return COMPARED[lang].search(low[max(0, start - 24) : start]) is not None


def same_periods(low: str, lang: Lang, known: Sequence[Span], published: date | None) -> list[Span]:
    """The periods of the folded text `low` that are told by one of `known`, a year back where the words say so."""
    found: list[Span] = []
    if not known or not any(telling in low for telling in TELLING[lang]):
        return found
    known = [span for span in known if not is_compared(low, span.start, lang)]
    for match in SAME_PERIOD[lang].finditer(low):
        known = [span for span in known if span.end <= match.start() or span.start >= match.end()]
        behind = [span for span in known if span.end <= match.start() and span.last > span.first] or found
        meant = max(behind, key=lambda span: span.end, default=None)
        if meant is None or match.start() - meant.end > LONGEST_BACK:
            continue
        if match["part"] and not PART[0] <= (meant.last - meant.first).days <= PART[1]:
            continue  # "a year ago" is by itself the year before
        years = years_between(match, meant, published)
        first, last = moved(meant.first, years), moved(meant.last, years)
        if first is not None and last is not None:
            found.append(Span(match.start(), match.end(), first, last))
    return found


def years_between(match: re.Match[str], meant: Span, published: date | None) -> int:
    """How many years from the period that is meant to the one that is named by it."""
    groups = match.groupdict()
    year = groups.get("y") or groups.get("y2") or groups.get("y0")
    if year:
        return int(year) - meant.last.year
    if published and any(groups.get(name) for name in ("last", "last2", "before_last")):
        return published.year - 1 - meant.last.year
    if published and any(groups.get(name) for name in ("this", "this2")):
        return published.year - meant.last.year
    told = ("last", "before_last", "back", "before", "before2", "alone", "part")
    return -1 if any(groups.get(name) for name in told) else 0


def moved(day: date, years: int) -> date | None:
    """The same day of another year; the 28th for a 29th of February that it lacks."""
    if not 1 <= day.year + years <= 9998:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
