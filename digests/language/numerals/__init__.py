"""Number words of the three languages: plain tables, keyed by the folded word (see `numbers.FOLD`).

A table maps a word to `(kind, value)`. Kinds: `u` one to nine, `t` ten to nineteen, `T` twenty to ninety,
`h` a whole hundred (200 … 900 in one word), `H` the word "hundred" (multiplies what stands before it), `S` a scale word
that needs a number before it, `1` a scale word that may stand alone ("тысяча", "миллион"), `M` a counting noun
that multiplies ("dozen", "десяток"), `f` a fraction that is whole in itself ("полтора", "half").
"""

from __future__ import annotations

import functools
import importlib
from typing import NamedTuple

from digests.model import Lang, Number


class Numerals(NamedTuple):
    """The tables of one language."""

    words: dict[str, tuple[str, Number]]
    and_words: frozenset[str]  # may stand between two parts of one number
    halves: tuple[tuple[str, ...], ...]  # what adds a half after a number: "and a half"
    vague: dict[str, int]  # plural counting nouns without a number: "hundreds", their size
    several: frozenset[str]  # makes the scale word after it vague: "several hundred"
    of_words: frozenset[str]  # between two vague words: "hundreds of thousands"
    denominators: dict[str, int]  # "thirds", "трети": after a small number, a fraction
    cardinal_tails: frozenset[str]  # inflection after digits, still a count: "20-ти"
    decimal_comma: bool


@functools.cache
def numerals(lang: Lang) -> Numerals:
    """The tables of `lang`, built on first use."""
    table: Numerals = importlib.import_module(f"digests.language.numerals.{lang}").build()
    return table
