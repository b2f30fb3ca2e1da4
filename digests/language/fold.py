"""Folding: one spelling for what people and publishers write in many.

Folded text is NFC, lower case, with the Tajik letters equalised to what a Russian keyboard has
(ғ→г ӣ→и қ→к ӯ→у ҳ→х ҷ→ч, and ё→е), Kazakh and old-font stand-ins read as the Tajik letters they stand for,
look-alikes of the other alphabet mended inside a word, and stray marks dropped. SQLite's `unicode61` folds none
of these, so it is done here. Folding is for matching, never for showing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

# Characters that may stand inside a word and mean nothing: soft hyphen, zero-width and direction marks, selectors.
INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
APOSTROPHES = "'’‘ʼʻ`´ʹ"

_WORD = re.compile(rf"[^\W_]+(?:(?:[{INVISIBLE}{MARKS}]+|[{APOSTROPHES}])[^\W_]+)*[{MARKS}]*")
_RUN = re.compile(r"\w+")
"""Every word of a text in which no `_JOINT` stands, in two thirds of the time."""
_JOINT = re.compile(f"[_{INVISIBLE}{MARKS}{APOSTROPHES}]")
_DROPPED = re.compile(f"[{INVISIBLE}{MARKS}\ud800-\udfff]")
_LATIN = re.compile(r"[a-z\u00df-\u024f\u1e00-\u1eff]")
_CYRILLIC = re.compile(r"[\u0400-\u052f\u2c67-\u2c6a]")

# One letter each: Tajik as on a Russian keyboard; letters of neighbours and of pre-Unicode Tajik fonts
# (љ њ ї ѓ ќ ў stood at the codes of ҷ ҳ ӣ ғ қ ӯ).
_LETTERS = str.maketrans(
    "ғӷґѓӻ" "ӣїіѝӥ" "қҝќӄҡҟⱪ" "ӯўүұӱӳ" "ҳһӽӿњⱨ" "ҷӌљҹҗӝ" "ёєѐә",
    "ггггг" "иииии" "ккккккк" "уууууу" "хххххх" "чччччч" "еееэ",
)  # fmt: skip
_PLAIN = {ord(sign): "'" for sign in APOSTROPHES} | {ord(space): " " for space in "\u00a0\u2007\u2009\u202f\u3000"}

# What looks the same in the other alphabet (lower case; capitals first, since H is Н but h is not).
_CAPITALS_TO_CYRILLIC = str.maketrans("ABCEHKMOPTXYI", "АВСЕНКМОРТХУІ")
_TO_CYRILLIC = str.maketrans("aceopxykmtiïīūëhbn", "асеорхукмтіїӣӯёһьп")
_TO_LATIN = str.maketrans("асеорхукмтіһвн", "aceopxykmtihbh")

LONGEST = 64
"""No word of the three languages is longer; the rest of a longer run is left out of matching."""

MOST_MARKS = 4
"""Combining marks kept in a row: no letter of the three languages carries more than two."""
_UNCOMMON = re.compile(f"[^\x00-\u02ff\u0370-\u0482\u048a-\u0590]{{{MOST_MARKS + 1},}}")
"""Where a run of marks can stand: the letters people here write have none among them."""


class Word(NamedTuple):
    """A word of a text: as written, folded, and where it stands (Python characters of the original text).

    A tuple, and no dataclass: every word of every text is one, and a frozen dataclass takes three times as long."""

    text: str
    folded: str
    start: int
    end: int


def normal(text: str, form: Literal["NFC", "NFKD"] = "NFC") -> str:
    """`text` in a normal form of Unicode, of more than `MOST_MARKS` marks in a row the first ones kept.

    The one place that normalises: marks are sorted by insertion there, so that a hundred thousand of them in falling
    class would hold the whole process for ten seconds (CPython gh-149079).
    """
    if text.isascii():
        return text
    return unicodedata.normalize(form, _UNCOMMON.sub(_without_piles, text))


def _without_piles(match: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in match[0]:
        marks = marks + 1 if unicodedata.category(character)[0] == "M" else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def fold(text: str) -> str:
    """Fold a whole text. Punctuation stays, no-break spaces become spaces; lengths may change."""
    text = normal(text)
    return _DROPPED.sub("", _WORD.sub(_folded, text).translate(_PLAIN))


def words(text: str) -> list[Word]:
    """The words and numbers of `text` in order. Hyphens part words; apostrophes between letters do not."""
    return list(iter_words(text))


def iter_words(text: str) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        written = match[0]
        yield Word(written, _fold_word(written[:LONGEST]), match.start(), match.end())


def written_words(text: str) -> list[str]:
    """The words of `text` as they are written, for whoever does not ask where they stand: takes a quarter of the time
    of `iter_words`."""
    return (_WORD if _JOINT.search(text) else _RUN).findall(text)


def folded_words(text: str) -> list[str]:
    """The words of `text` folded, likewise."""
    return fold_words(written_words(text))


def fold_words(written: Iterable[str]) -> list[str]:
    """Words as they are written, folded."""
    return [_fold_word(word) if len(word) <= LONGEST else _fold_word(word[:LONGEST]) for word in written]


def fold_word(word: str) -> str:
    """Fold one word; of a run longer than any word (see `LONGEST`) only the opening is kept."""
    return _fold_word(word[:LONGEST])


def _folded(match: re.Match[str]) -> str:
    word = match[0]
    if len(word) <= LONGEST:
        return _fold_word(word)
    return "".join(_fold_word(word[at : at + LONGEST]) for at in range(0, len(word), LONGEST))


@lru_cache(maxsize=1 << 15)
def _fold_word(word: str) -> str:
    if word.isascii():
        return word.lower().replace("`", "'")
    word = _DROPPED.sub("", normal(word))
    return _mend(word).lower().translate(_LETTERS).translate(_PLAIN)


def _mend(word: str) -> str:
    """Where two alphabets stand in one word, read the few letters as their look-alikes among the many."""
    lower = word.lower()
    latin = len(_LATIN.findall(lower))
    cyrillic = len(_CYRILLIC.findall(lower)) if latin else 0
    if not latin or not cyrillic:
        return word
    if cyrillic >= latin:
        return word.translate(_CAPITALS_TO_CYRILLIC).lower().translate(_TO_CYRILLIC)
    return lower.translate(_TO_LATIN)


@lru_cache(maxsize=1 << 14)
def is_latin(word: str) -> bool:
    """Whether a folded word is written in Latin letters."""
    return _LATIN.search(word) is not None


# Latin Tajik, as people type it: digraphs first, the longest first.
_DIGRAPHS = (
    ("shch", "щ"), ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("kh", "х"), ("gh", "г"), ("dzh", "ч"), ("dj", "ч"),
    ("yo", "е"), ("yu", "ю"), ("ya", "я"), ("ye", "е"), ("ts", "тс"), ("oʻ", "у"), ("o'", "у"), ("g'", "г"),
)  # fmt: skip
_DIGRAPH = re.compile("|".join(re.escape(latin) for latin, _ in sorted(_DIGRAPHS, key=lambda pair: -len(pair[0]))))
_DIGRAPH_OF = dict(_DIGRAPHS)
_SINGLE = str.maketrans(
    "abcdefghijklmnopqrstuvwxyz" "āáâä" "çč" "ğḡģ" "īíî" "ḥḩħ" "ōóö" "şšș" "ūúûü" "žżƶ" "ēéê",
    "абсдефгхичклмнопкрстуввхйз" "оааа" "чч" "ггг" "иии" "ххх" "ооо" "шшш" "уууу" "жжж" "еее",
)  # fmt: skip


@lru_cache(maxsize=1 << 14)
def cyrillic(word: str) -> str:
    """Latin Tajik in folded Cyrillic: `chand` → `чанд`, `muhojir` → `мухочир`. Other words come back as they are."""
    if not is_latin(word):
        return word
    word = _DIGRAPH.sub(lambda match: _DIGRAPH_OF[match[0]], word.lower())
    if word[0] == "e":
        word = "э" + word[1:]
    if word.endswith("iy"):
        word = word[:-2] + "и"
    return word.translate(_SINGLE).replace("'", "ъ")
