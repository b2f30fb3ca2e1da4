"""Tajik number words. The parts of a compound are tied by -у (бисту як, саду бисту панҷ, сиву ду) or by ва."""

from __future__ import annotations

from digests.language.numerals import Numerals
from digests.model import Number

# Keys are folded: ҳ х, қ к, ғ г, ӣ и, ӯ у, ҷ ч; дж for ҷ is added for texts typed on a Russian keyboard.
UNITS = {1: "як", 2: "ду", 3: "се", 4: "чор чахор", 5: "панч", 6: "шаш", 7: "хафт", 8: "хашт", 9: "нух"}
TEENS = {
    10: "дах", 11: "ездах", 12: "дувоздах", 13: "сездах сенздах", 14: "чордах чахордах", 15: "понздах", 16: "шонздах",
    17: "хабдах хафдах хафтдах", 18: "хаждах хачдах хашдах хаштдах", 19: "нуздах",
}  # fmt: skip
TENS = {20: "бист", 30: "си", 40: "чил чихил", 50: "панчох", 60: "шаст", 70: "хафтод", 80: "хаштод", 90: "навад"}
HUNDREDS = {
    100: "яксад",
    200: "дусад", 300: "сесад", 400: "чорсад чахорсад", 500: "панчсад", 600: "шашсад", 700: "хафтсад", 800: "хаштсад",
    900: "нухсад",
}  # fmt: skip
SCALES = {10**3: "хазор хаз", 10**6: "миллион млн", 10**9: "миллиард млрд", 10**12: "триллион трлн"}
VAGUE = {10: "даххо", 100: "садхо", 10**3: "хазорхо хазорон", 10**6: "миллионхо", 10**9: "миллиардхо"}
FRACTIONS: dict[str, Number] = {
    "якуним": 1.5, "дуюним": 2.5, "дувуним": 2.5, "сеюним": 3.5, "чоруним": 4.5, "панчуним": 5.5,
    "ним": 0.5, "нисф": 0.5, "нисфи": 0.5, "нисфаш": 0.5, "сеяк": 1 / 3, "сеяки": 1 / 3, "чоряк": 0.25, "чоряки": 0.25,
    "панчяк": 0.2, "панчяки": 0.2, "дахяк": 0.1, "дахяки": 0.1,
}  # fmt: skip


def tied(word: str) -> tuple[str, ...]:
    """The word with the tying -у: бист → бисту, сӣ → сиву, сию."""
    return (word + "ву", word + "ю") if word[-1] in "аиоуе" else (word + "у",)


def build() -> Numerals:
    words: dict[str, tuple[str, Number]] = {}
    for kind, table in (("u", UNITS), ("t", TEENS), ("T", TENS), ("h", HUNDREDS), ("1", SCALES)):
        for value, forms in table.items():
            for form in forms.split():
                words[form] = (kind, value)
                if kind not in "ut":
                    words |= dict.fromkeys(tied(form), (kind, value))
                elif kind == "u" or value == 10:
                    words |= {form + "то": (kind, value), form + "тои": (kind, value), form + "та": (kind, value)}
    words |= {"сад": ("H", 100), "саду": ("H", 100)}
    for value, forms in (UNITS | TEENS | TENS).items():  # «дуҳазору шашсад», written as one word
        for form in forms.split():
            words |= {form + "хазор" + end: ("1", value * 1000) for end in ("", "у")}
    words |= {word: ("f", value) for word, value in FRACTIONS.items()}
    words |= {word.replace("ч", "дж"): entry for word, entry in words.items() if "ч" in word}
    for alone in ("хазор", "миллион", "миллиард", "триллион"):
        words |= {alone + ending: words[alone] for ending in ("и", "ро", "аш", "ашон", "ашро", "ашонро", "ем", "анд")}
    return Numerals(
        words=words,
        and_words=frozenset({"ва", "у"}),
        halves=(("ва", "ним"), ("у", "ним")),
        vague={form: value for value, forms in VAGUE.items() for form in forms.split()},
        several=frozenset({"якчанд", "чанд", "чандин", *(f for v in VAGUE.values() for f in v.split())}),
        of_words=frozenset(),
        denominators={},
        cardinal_tails=frozenset({"то", "тои", "та", "тааш", "тоаш", "и"}),
        decimal_comma=True,
    )
