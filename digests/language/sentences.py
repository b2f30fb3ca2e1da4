"""Paragraphs and sentences with their offsets, for Tajik, Russian and English alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

END = re.compile(r"""(?<![.!?…])[.!?…]++[)\]»”"'’]*+(?=\s++["'«“„(\[—–-]*+\s*+[^\W_])""")
"""A sentence can end here: marks, closing quotes, space, and something that can begin another.

Possessive, and tried at the first of several marks only: a line of a hundred thousand stops is read once.
"""

ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof st sen rep gov gen col lt sgt capt no nos vs etc approx jan feb mar apr jun jul aug sep sept oct
    nov dec mon tue wed thu fri sat sun inc ltd co corp jr sr u.s u.k u.n e.g i.e a.m p.m
    г гг в вв р руб коп тыс млн млрд трлн см ст стр ул д кв обл пос им т.е т.д т.п т.к напр др проф акад чел
    ш н с ҷ дол сом ва.ғ м.с
    """.split()
)
"""What a full stop follows without ending a sentence; folded to lower case, inner stops kept."""

LAST_WORD = re.compile(r"[^\W\d_](?:[\w.]*\w)?$")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence; a line break always ends one. Runs in linear time."""
    start = 0
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for mark in END.finditer(text, line.start(), line.end()):
            if _ends_here(text, start, mark):
                yield from _trimmed(text, start, mark.end())
                start = mark.end()
        yield from _trimmed(text, start, line.end())


def _ends_here(text: str, start: int, mark: re.Match[str]) -> bool:
    following = text[mark.end() : mark.end() + 8].lstrip("\"'«“„([—–- \t\u00a0")
    if following[:1].islower():
        return False
    if mark.group()[0] != "." or len(mark.group().rstrip(")]»”\"'’")) > 1:
        return True
    return not is_abbreviated(text, start, mark.start())


def is_abbreviated(text: str, start: int, stop: int) -> bool:
    """Whether the full stop at `stop` of a sentence that begins at `start` ends an abbreviation or an initial."""
    word = LAST_WORD.search(text[max(start, stop - 12) : stop])
    if word is None:
        return False
    token = word.group()
    initial = len(token) == 1 and token.isupper()
    return initial or token.casefold() in ABBREVIATIONS


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end
