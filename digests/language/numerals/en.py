"""English number words."""

from __future__ import annotations

from digests.language.numerals import Numerals
from digests.model import Number

UNITS = "one two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "mln": 10**6, "mn": 10**6, "bln": 10**9, "bn": 10**9, "trn": 10**12, "tn": 10**12, "k": 10**3,
}  # fmt: skip
# "m" and "b" are scales only after a sum of money; `quantities` decides that.
DENOMINATORS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip


def build() -> Numerals:
    words: dict[str, tuple[str, Number]] = {word: ("u", n) for n, word in enumerate(UNITS, 1)}
    words |= {word: ("t", n) for n, word in enumerate(TEENS, 10)}
    words |= {word: ("T", n * 10) for n, word in enumerate(TENS, 2)}
    words |= {word: ("S", n) for word, n in SCALES.items()}
    words |= {"fourty": ("T", 40), "hundred": ("H", 100), "dozen": ("M", 12), "half": ("f", 0.5)}
    return Numerals(
        words=words,
        and_words=frozenset({"and"}),
        halves=(("and", "a", "half"), ("and", "half")),
        vague={"dozens": 12, "tens": 10, "hundreds": 100, "thousands": 1000, "millions": 10**6, "billions": 10**9,
               "trillions": 10**12},
        several=frozenset({"several", "few", "many", "couple", "tens", "hundreds", "thousands"}),
        of_words=frozenset({"of"}),
        denominators=DENOMINATORS | {word + "s": n for word, n in DENOMINATORS.items() if n > 2},
        cardinal_tails=frozenset(),
        decimal_comma=False,
    )  # fmt: skip
