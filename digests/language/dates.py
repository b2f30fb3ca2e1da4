"""Dates and periods in a text, read against the day it was published.

`basis` says what a date rests on. "explicit": the text gives day, month and year, or as much of it as the period
needs. "partial": a date without its year; it is the nearest one before publication, or after it where the sentence
speaks of the future. "relative": yesterday, last week, on Saturday. `first` and `last` are the days of the period,
both counted in; None where nothing fixes them (no publication date, or an event that the sentence does not date:
"in the first two days").
"""

from __future__ import annotations

import re
from datetime import date

from digests.language.calendar import WEEKDAYS_EN, months
from digests.language.date_joined import NUMBERED, with_joined
from digests.language.date_match import FUTURE, DateMention, Days, Reading, day_of
from digests.language.date_readers import READERS
from digests.language.date_rules import TRIGGERS, rules
from digests.language.date_same import Span, same_periods
from digests.language.tokens import guess_lang, plain
from digests.language.typed_years import in_digits
from digests.model import Lang

FOUR = re.compile(r"\d{4}|\d{1,2}[./]\d{1,2}")
NUMERIC = re.compile(
    r"(?<![\d.:/-])(?:(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})|(?P<d2>\d{1,2})(?P<s>[./-])(?P<m2>\d{1,2})(?P=s)(?P<y2>\d{4}|\d{2}))"
    r"(?:\s*г\.)?(?![\d:/-])"
)
WORD = re.compile(r"[^\W\d_]+")


def find_dates(text: str, lang: Lang | None = None, published: date | None = None) -> tuple[DateMention, ...]:
    """The dates and periods of `text` in their order, without overlaps."""
    low = plain(text)
    if lang is None:
        lang = guess_lang(text, low)
    low = in_digits(low, lang)
    held = windows(low, lang)
    if not any(held.values()) and not NUMBERED[lang].search(low):
        return ()
    found: list[DateMention] = []
    taken = bytearray(len(low))
    for a, b in held["digits"]:
        for match in NUMERIC.finditer(low, a, b):
            add(found, taken, match, text, numeric(match, lang, low))
    for rule in rules(lang):
        for a, b in held[rule.needs]:
            for match in rule.pattern.finditer(low, a, b):
                if not any(taken[match.start() : match.end()]):
                    reading = Reading(lang, published, is_ahead(low, match.start(), match.end()), text)
                    add(found, taken, match, text, READERS[rule.name](match, reading))
    return with_same(text, low, with_joined(text, low, found, lang, published), lang, published)


def with_same(
    text: str, low: str, found: list[DateMention], lang: Lang, published: date | None
) -> tuple[DateMention, ...]:
    """The mentions with those added that name their period by another one ("in the same period last year")."""
    known = [Span(each.start, each.end, each.first, each.last) for each in found if each.first and each.last]
    same = same_periods(low, lang, known, published)
    if not same:
        return tuple(found)
    kept = [each for each in found if not any(each.start < span.end and span.start < each.end for span in same)]
    kept += [
        DateMention(span.start, span.end, span.first, span.last, "partial", text[span.start : span.end])
        for span in same
    ]
    return tuple(sorted(kept, key=lambda mention: mention.start))


def is_ahead(low: str, start: int, end: int) -> bool:
    """Whether the sentence around a date, as far as a reader remembers it, speaks of the future."""
    before = ENDS.split(low[max(0, start - AROUND) : start])[-1]
    after = ENDS.split(low[end : end + AROUND], maxsplit=1)[0]
    return FUTURE.search(before) is not None or FUTURE.search(after) is not None


AROUND = 120
ENDS = re.compile(r"[.!?…]\s|\n")
REACH = 48  # characters to either side of a month, year or trigger word that a rule may take in


def windows(low: str, lang: Lang) -> dict[str, list[tuple[int, int]]]:
    """For each kind of rule the stretches where it can match: the rules are many, and most of a text holds no date."""
    table = months(lang)
    return {
        "digits": stretches(low, [match.start() for match in FOUR.finditer(low)]),
        "month": stretches(low, [match.start() for match in WORD.finditer(low) if match.group() in table]),
        "word": stretches(low, [match.start() for match in TRIGGERS[lang].finditer(low)]),
    }


def stretches(low: str, places: list[int]) -> list[tuple[int, int]]:
    """Stretches around the places, cut at spaces, joined where they meet."""
    found: list[tuple[int, int]] = []
    for place in places:
        start, end = max(0, place - REACH), min(len(low), place + REACH)
        while 0 < start < place and low[start - 1].isalnum():
            start += 1
        while end < len(low) and end > place and low[end].isalnum():
            end -= 1
        end = max(end, min(place + REACH, len(low)))
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def add(found: list[DateMention], taken: bytearray, match: re.Match[str], text: str, days: Days | None) -> None:
    if days is None:
        return
    start, end = match.span()
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1] in " \u00a0,\t\n":
        end -= 1
    taken[start:end] = b"\x01" * (end - start)
    found.append(DateMention(start, end, *days, text[start:end]))


WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+$")


def american(low: str, at: int, day: date | None) -> bool:
    """Whether the weekday that stands before the digits is that of `day`, their reading with the month first."""
    before = WEEKDAY.search(low[max(0, at - 14) : at])
    return bool(before and day and WEEKDAYS_EN[day.weekday()][:3] == before.group(1))


def numeric(match: re.Match[str], lang: Lang, low: str) -> Days | None:
    """2024-03-31, 31.03.2024, 31-03-2024; 03/31/2024 where the second number can be no month or a weekday says so."""
    g = match.groupdict()
    if g["y"]:
        year, month, day = int(g["y"]), int(g["m"]), int(g["d"])
    else:
        day, month = int(g["d2"]), int(g["m2"])
        year = int(g["y2"])
        if len(g["y2"]) == 2:
            if g["s"] != "." or lang == "en":
                return None
            year += 2000 if year < 60 else 1900
        if g["s"] == "/" and day <= 12 and (month > 12 or american(low, match.start(), day_of(year, day, month))):
            day, month = month, day
    found = day_of(year, month, day)
    return (found, found, "explicit") if found else None
