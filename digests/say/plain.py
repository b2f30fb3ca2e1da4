"""Lines for who listens to them: a screen reader says words, and passes over bold type and signs.

What a sign bears is said by a word: a source's number, that a line is a heading, where one thing ends and the next
begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from digests.say.locale import Locale
from digests.say.pages import Line

TYPE = re.compile(r"</?[bi]>")
MARKS = re.compile(r"(?:\[\d+\])+")
ENTRY = re.compile(r"\[(\d+)\] ")
APART = " · "


def plain(line: Line, locale: Locale) -> Iterator[Line]:
    """`line` in words alone: a list of sources as a line each, a heading with a colon."""
    shown = TYPE.sub("", line.html)
    if ENTRY.match(shown):
        for entry in shown.split(APART):
            yield Line(ENTRY.sub(lambda mark: locale.say("plain-source", n=mark[1]) + " ", entry), line.keep)
        return
    if shown.isupper():
        shown = f"{shown.capitalize()}:"
    yield Line(MARKS.sub(lambda marks: _said(marks[0], locale), shown).replace(APART, ", "), line.keep)


def _said(marks: str, locale: Locale) -> str:
    """«[1][4]» as «(sources 1, 4)»."""
    numbers = re.findall(r"\d+", marks)
    return locale.say("plain-sources", count=len(numbers), n=", ".join(numbers))
