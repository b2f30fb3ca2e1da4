"""Times by which a figure is held against another, and the one number that such a time is of.

"9,400 from January to March (11,700 a year ago)", «17,4 тыс. против 9,3 тыс. годом ранее»: the year before is that of
one number, and of none around it. "Fewer than in 2022" is of no number, unless one follows: "than in 2022, when it was
500".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from digests.figures.reading import Mark, Reading
from digests.figures.time_words import AGAINST
from digests.language.date_match import DateMention
from digests.language.date_same import is_compared
from digests.language.tokens import plain
from digests.model import Lang

YEAR_BACK: dict[Lang, re.Pattern[str]] = {
    "en": re.compile(
        r"year\s+(?:ago|earlier|before)\b|previous\s+year|(?:same|corresponding).*(?:last|previous)\s+year"
    ),
    "ru": re.compile(
        r"год(?:ом|ами|а)?\s+(?:ранее|раньше|прежде|назад)|предыдущ\w+\s+год"
        r"|(?:те\s+же|тот\s+же|аналогичн).*прошл\w+\s+год"
    ),
    "tg": re.compile(r"сол(?:и|е)?\s+пеш|(?:хамин|хамон|чунин).*(?:гузашта|порсол|пеш)"),
}  # fmt: skip
"""A time that is told by its distance to another one."""
FOLLOWS: dict[Lang, re.Pattern[str]] = {
    "en": re.compile(r"\s*(?:,[^.;]{0,24})?(?:\(|\bwhen\b)"),
    "ru": re.compile(r"\s*(?:,[^.;]{0,24})?(?:\(|\bкогда\b)"),
    "tg": re.compile(r"\s*(?:,[^.;]{0,24})?(?:\(|\bки\s+он\s+вақт\b)"),
}
"""What stands between a time that is compared with and its own number."""
NEAR = 40
"""Characters from such a time to its number."""
WORDS = 10
"""Words from a time that opens a comparison to its number."""
BEGINS = re.compile(r"([.!?]\s+)(?:\w{1,4}\s+)?$")
LONGEST_LEAD = 12
"""Characters in which the end of the sentence before stands before a date: «тыс. В 2025-м»."""
BEHIND = 14
"""Characters from "against" to the number."""


def owners(reading: Reading, mentions: Iterable[DateMention]) -> dict[int, Mark | None]:
    """By the start of each mention that compares: the number that it is of, None where it is of none."""
    low = plain(reading.text)
    found: dict[int, Mark | None] = {}
    for mention in mentions:
        if is_compared(low, mention.start, reading.lang):
            found[mention.start] = _told_behind(reading, mention)
        elif YEAR_BACK[reading.lang].search(plain(mention.text)) and not _opens(reading, mention):
            found[mention.start] = _told_beside(reading, mention)
    return found


def _opens(reading: Reading, mention: DateMention) -> bool:
    """Whether no number stands before it in its sentence: "A year earlier it was 148,900 and 140,200"."""
    if begins(reading.text, mention):
        return True
    sentence = reading.sentence_of(reading.words_at(mention.start, mention.end)[0])
    return not _between(reading, sentence.start, mention.start)


def _between(reading: Reading, start: int, end: int) -> list[Mark]:
    """The numbers that begin within these characters; a text may hold thousands."""
    places = (bisect_left(reading.marks, at, key=lambda mark: mark.quantity.start) for at in (start, end))
    return reading.marks[slice(*places)]


def begins(text: str, mention: DateMention) -> bool:
    """Whether the mention is the beginning of a sentence, also behind an abbreviation."""
    before = BEGINS.search(text, max(0, mention.start - LONGEST_LEAD), mention.start)
    return before is not None and text[before.end(1) :][:1].isupper()


def in_other_brackets(reading: Reading, mark: Mark, mention: DateMention) -> bool:
    """Whether the mention stands in brackets together with another number: "500 (in 2021 it was 400)"."""
    opened = reading.text.rfind("(", 0, mention.start)
    closed = reading.text.find(")", mention.end)
    if opened < 0 or closed < 0 or ")" in reading.text[opened : mention.start]:
        return False
    inside = _between(reading, opened + 1, closed)
    return bool(inside) and mark not in inside


def _told_behind(reading: Reading, mention: DateMention) -> Mark | None:
    """The number of a time that a figure is held against: "(2,04)", "when it was 500"."""
    for behind in _between(reading, mention.end, mention.end + NEAR + 1)[:1]:
        gap = reading.text[mention.end : behind.quantity.start].lower()
        return behind if FOLLOWS[reading.lang].match(gap) else None
    return None


def _told_beside(reading: Reading, mention: DateMention) -> Mark | None:
    """The number before, where it is held against another; else the one that follows in the same breath; else the one
    before."""
    first, last = reading.words_at(mention.start, mention.end)
    sentence = reading.sentence_of(first)
    marks = [mark for mark in _between(reading, sentence.start, sentence.end) if not mark.one]
    before = [mark for mark in marks if mark.last < first]
    behind = [mark for mark in marks if mark.first > last]
    if before and _is_against(reading, before[-1]):
        return before[-1]
    if behind and behind[0].first - last <= WORDS and ";" not in reading.text[mention.end : behind[0].quantity.start]:
        return behind[0]
    return before[-1] if before else None


def _is_against(reading: Reading, mark: Mark) -> bool:
    start = reading.starts[mark.first]
    return AGAINST[reading.lang].search(reading.text[max(0, start - BEHIND) : start]) is not None
