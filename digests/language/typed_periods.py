"""Halves and quarters of years and runs of months as people type them into a question: "jan-june 24", «за полгода 2023
и 2024», «нимсолаи 1-уми 2024», "2024 h1".

`write_out` puts each into the one form that `dates` reads in news texts, one for each year that is named. A half of
which it is not said which one is the first: it is what offices tell of.
"""

# ruff: noqa: E501 - a pattern a line reads better than one in pieces

from __future__ import annotations

import functools
import re

from digests.language.calendar import MONTHS_EN
from digests.language.tokens import plain
from digests.model import Lang

FIRST = r"first|1st|1|i|перв[а-я]*|як[кк]?ум[а-я]*|аввал[а-я]*|avval\w*|yak{1,2}um\w*"
SECOND = r"second|2nd|2|ii|втор[а-я]*|дув{0,2}[ую]?м[а-я]*|дуюм[а-я]*|duyum\w*|duvvum\w*"
THIRD = r"third|3rd|3|iii|трет[а-я]*|се[юв]{1,2}м[а-я]*|сав{1,2}ум[а-я]*|seyum\w*"
FOURTH = r"fourth|4th|4|iv|четв[а-я]*|ча?х?орум[а-я]*|chorum\w*"
PART = r"(?:-?(?:е|ое|м|ом|го|ого|ум|уми|юм|um|umi))?"
HALF = (
    r"half[\s-]?years?|half|six\s+months|6\s+months|полуг(?:оди)?[а-я]*\.?|пол\s?года|половин[а-я]*|шесть\s+месяцев|6\s+мес[а-я]*"
    r"|ним\s?сол[а-я]*|нима(?:и\s+сол[а-я]*|и)|ними(?=\s+(?:аввал|якум|дув|дую))|нисфи|шаш\s?мох[а-я]*|6\s+мох[а-я]*|nim\s?sol\w*|shash\s?moh\w*"
)
QUARTER = r"quarters?|квартал[а-я]*|кв(?:арт)?\.|кварт\b|чоряки?|семохаи?|семохи|chorya?ki?"
YEAR = r"(?:20\d\d|'?2[2-9])(?![\d.,:/%]\d|\d|\s*(?:%|тыс|млн|мил|нафар|человек|people))"
OF = r"(?:[\s,]+(?:of|in|the|year|за|в|год[а-я]*|соли|soli|сол|барои|дар))*[\s,]*"
MARK = r"(?:\s*(?:г\.?|год[а-я]*|-?го|-?ум|сол)(?![^\W\d_]))?"
AND = rf"\s*(?:и|ва|and|vs\.?|versus|or|или|против|e|е|да|,|/)\s*(?:of\s+|за\s+|в\s+|дар\s+|соли\s+|soli\s+|in\s+)?(?:(?P<y2>{YEAR}){MARK})"

ENGLISH_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
RUSSIAN_MONTH = "янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек"
TAJIK_MONTH = "yan|fev|mar|apr|may|iyun|iyul|avg|sen|okt|noy|dek"
MONTH = rf"(?:{ENGLISH_MONTH}|{RUSSIAN_MONTH}|{TAJIK_MONTH})[^\W\d_]{{0,6}}"
TO = r"\s*(?:[-–]|to|through|till|по|до|то|to)\s*"

NAMES: dict[Lang, tuple[str, ...]] = {
    "en": ("first", "second", "third", "fourth"),
    "ru": ("первый", "второй", "третий", "четвёртый"),
    "tg": ("якуми", "дуюми", "сеюми", "чоруми"),
}


@functools.cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What is looked for, by what it is a part of; the more telling first."""
    alone = HALF.replace("|половин[а-я]*", "").replace("|half", "", 1)  # "half of 24": not of a year
    shapes = [
        *(("half", pattern) for pattern in _ordered(HALF)),
        *(("quarter", pattern) for pattern in _ordered(QUARTER)),
        ("half", rf"(?<!\w)(?:за\s+)?(?:{alone}){OF}(?P<y>{YEAR}){MARK}(?:{AND})?"),
        ("half", rf"(?<!\w)h(?P<h>[12])\s*(?P<y>{YEAR})|(?<!\w)(?P<ya>{YEAR})\s*h(?P<ha>[12])(?!\w)"),
        ("months", rf"(?<!\w)(?P<m>{MONTH}){TO}(?P<m2>{MONTH}){OF}(?P<y>{YEAR}){MARK}"),
    ]
    return tuple((kind, re.compile(pattern)) for kind, pattern in shapes)


def _ordered(noun: str) -> tuple[str, ...]:
    """The orders in which the part, which of them it is, and its year are typed."""
    order = rf"(?P<o1>{FIRST})|(?P<o2>{SECOND})|(?P<o3>{THIRD})|(?P<o4>{FOURTH})"
    return (
        rf"(?<!\w)(?:{order}){PART}[\s-]*(?:{noun}){OF}(?P<y>{YEAR}){MARK}(?:{AND})?",
        rf"(?<!\w)(?:{noun})\s+(?:{order}){PART}{OF}(?P<y>{YEAR}){MARK}(?:{AND})?",
        rf"(?<!\w)(?P<y>{YEAR}){MARK}[\s,:]+(?:the\s+)?(?:{order}){PART}[\s-]*(?:{noun})(?!\w)",
        rf"(?<!\w)(?P<y>{YEAR}){MARK}[\s,:]+(?:{noun})\s+(?:{order}){PART}(?!\w)",
    )


def write_out(text: str, lang: Lang) -> str:
    """`text` with its parts of years in the form of the news."""
    low = plain(text)
    taken = bytearray(len(low))
    written: list[tuple[int, int, str]] = []
    for kind, pattern in _patterns():
        for match in pattern.finditer(low):
            start, end = match.span()
            if not any(taken[start:end]) and (said := _said(kind, match, lang)):
                taken[start:end] = b"\x01" * (end - start)
                written.append((start, end, said))
    for start, end, said in sorted(written, reverse=True):
        text = f"{text[:start]}{said}{' ' if text[end - 1].isspace() else ''}{text[end:]}"
    return text


def _said(kind: str, match: re.Match[str], lang: Lang) -> str:
    groups = match.groupdict()
    years = [int(typed.strip("'")) % 100 + 2000 for name in ("y", "ya", "y2") if (typed := groups.get(name))]
    if kind == "months":
        first, last = (_month(groups[name]) for name in ("m", "m2"))
        return _run(first, last, years[0], lang) if first and last and first < last else ""
    part = groups.get("h") or groups.get("ha")
    nth = int(part) if part else next((n for n in (1, 2, 3, 4) if groups.get(f"o{n}")), 1)
    if kind == "half" and nth > 2:
        return ""
    joined = {"en": " and ", "ru": " и ", "tg": " ва "}[lang]
    return joined.join(_part(kind, nth, year, lang) for year in years)


def _part(kind: str, nth: int, year: int, lang: Lang) -> str:
    name = NAMES[lang][nth - 1]
    if lang == "en":
        return f"{name} {kind} of {year}"
    if lang == "ru":
        return f"{name[:-2]}ое полугодие {year} года" if kind == "half" else f"{name} квартал {year} года"
    return f"{'нимсолаи' if kind == 'half' else 'семоҳаи'} {name} соли {year}"


def _month(word: str) -> int | None:
    for shorts in (ENGLISH_MONTH, RUSSIAN_MONTH, TAJIK_MONTH):
        for n, short in enumerate(shorts.split("|"), 1):
            if re.match(short, word):
                return n
    return None


def _run(first: int, last: int, year: int, lang: Lang) -> str:
    """A run of months: halves and quarters by their names, as the news have it."""
    if (first, last) in ((1, 6), (7, 12)):
        return _part("half", last // 6, year, lang)
    if last - first == 2 and last % 3 == 0:
        return _part("quarter", last // 3, year, lang)
    if lang == "en":
        return f"{MONTHS_EN[first - 1]} to {MONTHS_EN[last - 1]} {year}"
    return ""  # left as it is typed
