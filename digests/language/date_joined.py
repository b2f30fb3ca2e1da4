"""Stretches of two dates ("between 2022 and mid-2025") and days that are told by their number alone («с 23-го по 29-е»,
"on the 23rd"): what a rule for one date cannot see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from digests.language.calendar import ordinals
from digests.language.date_match import Basis, DateMention, day_of, shifted
from digests.model import Lang

OPENER: dict[Lang, re.Pattern[str]] = {
    "en": re.compile(r"(?:^|\W)(?:from|since|between)\s+(?:the\s+)?$"),
    "ru": re.compile(r"(?:^|\W)(?:со?|между|начиная\s+со?)\s+$"),
    "tg": re.compile(r"(?:^|\W)(?:аз|байни)\s+$"),
}
"""What stands before the first of two dates."""
OPENING: dict[Lang, re.Pattern[str]] = {
    "en": re.compile(r"(?:from|since|between)\s"),
    "ru": re.compile(r"(?:со?|между)\s"),
    "tg": re.compile(r"(?:аз|байни)\s"),
}
"""What a date's own words begin with where they open a stretch."""
CLOSER: dict[Lang, re.Pattern[str]] = {
    "en": re.compile(r"\s*(?:to|until|till|through|up\s+to|(?P<and>and))\s+(?:the\s+)?(?:end\s+of\s+)?\w"),
    "ru": re.compile(r"\s*(?:и\s+)?(?:по|до)\s+\w|\s*(?P<and>и)\s+\w"),
    "tg": re.compile(r"\s*(?:то|ба|(?P<and>ва))\s+\w"),
}
"""What stands behind it and before the second."""
BETWEEN = ("between", "между", "байни")
"""Behind these alone "and" joins two dates; elsewhere it lists them."""
LONGEST_OPENER = 12
"""Characters."""

TOLD_RU = "|".join(map(re.escape, ordinals("ru")))
NUMBERED: dict[Lang, re.Pattern[str]] = {
    "ru": re.compile(
        r"\b(?:со?\s+)?(?P<d>[0-3]?\d)-(?:го|е)\s+(?:по|до|и)\s+(?P<d2>[0-3]?\d)-(?:е|го)\b(?:\s+числ[а-я]+)?"
        r"|\b(?:по|в\s+ночь\s+на|к|на)\s+(?P<d3>[0-3]?\d)-(?:е|му)\b(?:\s+числ[а-я]+)?|\b(?P<d4>[0-3]?\d)-(?:го|е)\s+числ[ао]\b"
        rf"|\bсо?\s+(?P<d6>{TOLD_RU})\s+по\s+(?P<d7>{TOLD_RU})\s+числ[ао]\b|\b(?P<d5>{TOLD_RU})\s+числ[ао]\b"
    ),
    "en": re.compile(r"\b(?:on|of|by|until|since|from)\s+the\s+(?P<d>\d{1,2})(?:st|nd|rd|th)(?=\s*(?:[,.;)]|$))"),
    "tg": re.compile(r"\b(?:аз\s+)?(?P<d>\d{1,2})(?:-?ум)?\s+то\s+(?P<d2>\d{1,2})-?уми\s+(?:хамон|хамин)\s+мох\b"),
}  # fmt: skip
"""Days without their month."""


def with_joined(
    text: str, low: str, found: Sequence[DateMention], lang: Lang, published: date | None
) -> list[DateMention]:
    """The mentions of the folded text in their order, those that are the two ends of a stretch made one, and with days
    without a month added."""
    found = sorted([*found, *_numbered(text, low, found, lang, published)], key=lambda mention: mention.start)
    joined: list[DateMention] = []
    for mention in found:
        stretch = _stretch(text, low, joined[-1], mention, lang) if joined else None
        if stretch is not None:
            joined[-1] = stretch
        else:
            joined.append(mention)
    return joined


def _stretch(text: str, low: str, one: DateMention, other: DateMention, lang: Lang) -> DateMention | None:
    """The stretch from one date to the other, where the words around them say so."""
    opener = OPENER[lang].search(low, max(0, one.start - LONGEST_OPENER), one.start)
    opener = opener or OPENING[lang].match(low, one.start)
    closer = CLOSER[lang].match(low, one.end)
    if not (one.first and one.last and other.first and other.last and opener and closer):
        return None
    listed = closer["and"] and opener.group().strip(" ,;(") not in BETWEEN
    if listed or other.start >= closer.end():
        return None
    first, ends, last = middle(one, begins=True) or one.first, one.last, middle(other) or other.last
    if one.basis == "partial" and first > last:
        first, ends = shifted(first, -12), shifted(ends, -12)
    if first >= last or ends >= last:
        return None
    basis: Basis = "explicit" if one.basis == other.basis == "explicit" else "partial"
    return DateMention(one.start, other.end, first, last, basis, text[one.start : other.end])


MIDDLE = re.compile(r"(?:the\s+)?mid|(?:\w{1,2}\s+)?середин|миена|нима")
TEN_DAYS = timedelta(days=10)


def middle(mention: DateMention, *, begins: bool = False) -> date | None:
    """The day that the middle of a month or a year stands for: its 15th; 30 June, or 1 July where a stretch begins."""
    if mention.first is None or mention.last is None or not MIDDLE.match(mention.text.lower()):
        return None
    if mention.last - mention.first < TEN_DAYS:
        return mention.first.replace(day=15)
    return mention.first.replace(month=7, day=1) if begins else mention.first.replace(month=6, day=30)


def _numbered(
    text: str, low: str, found: Sequence[DateMention], lang: Lang, published: date | None
) -> Iterator[DateMention]:
    """Days without a month: of the month that was named last, else the last such days before publication."""
    if published is None:
        return
    for match in NUMBERED[lang].finditer(low):
        if any(each.start < match.end() and match.start() < each.end for each in found):
            continue
        told = [value for value in match.groupdict().values() if value]
        days = [int(word) if word.isdigit() else ordinals(lang)[word] for word in told]
        month = _month_before(match.start(), found) or _month_of(days[-1], published)
        first, last = (day_of(month.year, month.month, day) for day in (days[0], days[-1]))
        if first and last and first <= last:
            yield DateMention(match.start(), match.end(), first, last, "partial", text[match.start() : match.end()])


def _month_before(start: int, found: Sequence[DateMention]) -> date | None:
    """The month that the last date before names."""
    before = [each for each in found if each.end <= start and each.first and each.last]
    if not before or before[-1].first is None or before[-1].last is None or before[-1].basis == "relative":
        return None
    same = (before[-1].first.year, before[-1].first.month) == (before[-1].last.year, before[-1].last.month)
    return before[-1].first if same else None


def _month_of(day: int, published: date) -> date:
    """The last month whose `day` lies not after publication."""
    return published if day <= published.day else shifted(published, -1)
