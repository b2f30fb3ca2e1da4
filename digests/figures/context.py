"""What every step of reading a quantity looks at: the sentence with its tokens, and the mention in the making."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digests.language.numbers import Numeral
from digests.language.tokens import Token
from digests.model import Direction, Hedge, Lang, Modifier, Number

MASKED = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,255}"
    r"|\+\d[\d\s()\-]{6,20}\d|\b8[\s(-]{1,2}\d{3}[\s)-]{1,2}\d{3}[\s-]?\d{2}[\s-]?\d{2}\b"
    r"|\b\d{1,4}(?:-\d{2,4}){2,10}\b"
)
"""Addresses, phone numbers, dates in digits: nothing inside is read."""

ENGLISH_STYLE = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:,\d{3}){2,}|\d{1,3},\d00)(?![\d.,]\d)|(?<![\d.])\d+\.\d{1,2}(?![\d.])"
)
"""A Tajik or Russian text that writes 1,234,567 or 2.4 means a thousand by "2,706"."""


class Context:
    """One sentence as it is read: the text, its tokens, and which tokens stand in a masked stretch."""

    def __init__(self, text: str, low: str, toks: list[Token], lang: Lang) -> None:
        self.text, self.low, self.toks, self.lang = text, low, toks, lang
        self.english_style = lang != "en" and ENGLISH_STYLE.search(low) is not None
        worth = any(sign in low for sign in "@/+-(") or "www." in low
        self.masked = [match.span() for match in MASKED.finditer(low)] if worth else []

    def word(self, at: int) -> str:
        return self.toks[at].word if 0 <= at < len(self.toks) else ""

    def tight(self, at: int) -> bool:
        """Whether token `at` touches the one before it."""
        return 0 < at < len(self.toks) and self.toks[at].start == self.toks[at - 1].end

    def capital(self, at: int) -> bool:
        return 0 <= at < len(self.toks) and self.text[self.toks[at].start].isupper()


def digit(c: Context, at: int) -> bool:
    return 0 <= at < len(c.toks) and c.toks[at].kind == "d"


UNCERTAIN = 0.6


@dataclass(slots=True)
class Mention:
    """A quantity in the making; `first` and `last` are tokens, `last` not counted in."""

    first: int
    last: int
    value: Number | None
    low: Number | None = None
    high: Number | None = None
    modifier: Modifier = "="
    unit: str | None = None
    named: bool = False  # the unit stands in a table and in the span
    sign: bool = False  # a sign of money stands before the number
    change: Direction | None = None
    confidence: float = 1.0
    scaled: bool = False
    numeral: Numeral | None = None
    hedged: bool = False
    hedge: Hedge | None = None  # which side "~" rounds from
