"""Other inflections of a word, by means that do not lean on the stemmers measured: Russian by pymorphy3's paradigms,
Tajik and English by the endings a grammar names."""

from __future__ import annotations

import random
from functools import cache
from typing import Any

from digests.model import Lang

VOWELS = "аеёиӣоуӯэюя"
_TG_ENDINGS = ("ро", "и", "ҳо", "ҳои", "ҳоро", "аш", "ашон")
_TG_STRIPPED = ("ҳоро", "ҳои", "ҳо", "ро", "ашон", "аш", "и")


def inflected(words: list[str], lang: Lang) -> list[str]:
    """`words` with two of them in another form, drawn by the words themselves."""
    out = list(words)
    order = list(range(len(out)))
    draw = random.Random(" ".join(words))
    draw.shuffle(order)
    changed = 0
    for at in order:
        other = form(out[at], lang, draw)
        if other and other.lower() != out[at].lower():
            out[at] = other
            changed += 1
        if changed == 2:
            break
    return out


def form(word: str, lang: Lang, draw: random.Random) -> str | None:
    """Another form of `word`, or None where this grammar is too small to tell one."""
    if lang == "ru":
        return _russian(word, draw)
    if lang == "tg":
        return _tajik(word, draw)
    return _english(word)


def _russian(word: str, draw: random.Random) -> str | None:
    best = _morphology().parse(word)[0]
    if best.tag.POS not in {"NOUN", "ADJF", "VERB", "PRTF", "ADJS"}:
        return None
    forms = sorted({each.word for each in best.lexeme if each.tag.POS == best.tag.POS} - {word.lower()})
    return draw.choice(forms) if forms else None


@cache
def _morphology() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


def _tajik(word: str, draw: random.Random) -> str | None:
    for ending in _TG_STRIPPED:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            base = word[: -len(ending)]
            break
    else:
        base = word
    if base.endswith(("ад", "анд", "ам", "ем", "ст", "та", "да", "ан")):
        return None  # may be a verb or a participle
    ending = draw.choice(_TG_ENDINGS)
    if ending.startswith("а") and base[-1] in VOWELS:
        ending = "я" + ending[1:]
    if ending == "и" and base[-1] in "иӣ":
        ending = "ро"
    return base + ending


def _english(word: str) -> str | None:
    if word.endswith("ing") and len(word) > 6:
        return word[:-3] + "ed"
    if word.endswith("ed") and len(word) > 5:
        return word[:-2] + "ing"
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(("s", "sh", "ch", "x", "z")):
        return word + "es"
    return word + "s" if word[-1].isalpha() else None
