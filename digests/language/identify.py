"""Which of the three languages a text is in, and how its Tajik was typed.

Naive Bayes over letter 1–4-grams and whole words (`config/tables/letters.tsv`, built by `tests/eval/build_tables.py`):
Tajik is known in its own letters, on a Russian keyboard and in Latin letters. Uzbek, Kazakh, Kyrgyz and Persian are
told only from three words up, to say "not one of ours". A bare name, a number, a word of all languages decide nothing:
then the reader's own language stands. Only the opening of a long text is read, so the time is bounded.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from config import TABLES
from digests.language import names
from digests.language.fold import INVISIBLE, MARKS, normal
from digests.model import Lang

Script = Literal["cyrillic", "keyboard", "latin"]

READ = 2_000
"""Characters of a text that are read: more decides nothing more."""
MARGIN = 2.5
"""Natural logarithm of the odds from which one or two words are believed; three or more are believed anyway."""
FOREIGN_MARGIN = 4.0
"""… from which a neighbour's language is believed over ours."""
STRANGE_MARGIN = 5.0
"""… from which a source's text is believed to be in one of the others."""
UNSPACED = 5
"""Letters of a script that writes no spaces that make a sentence of some words."""
STRANGE_LETTER = 4.0
"""What a word with a letter that Russian or English lacks adds to those."""
NAME_MARGIN = 25.0
"""… from which three words in Cyrillic are believed although they are a name: Иёлоти Муттаҳидаи Амрико is Tajik."""
WEIGHTS = (2.0, 0.0, 0.5, 1.0, 1.5)
"""What n-grams count by their length, whole words standing first: overlapping n-grams say the same thing twice."""
PRIOR = {"tg": 4.8, "tl": 1.7}
"""What Tajik has before a word is read, for each of the first three: names in its texts look like anybody's, while
Russian and English words betray themselves."""
TAJIK_LETTER = 12.0
"""What a letter of its own adds: Russian has them in quoted names at most."""
NAME_WEIGHT = 0.35
"""What a capitalised word counts inside a sentence: it is mostly a name, and names are in no language."""

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼʻ‘`][^\W\d_]+)*")
_JUNK = re.compile(f"[{INVISIBLE}\ud800-\udfff]|(?<![иуИУ])[{MARKS}]")
_TAJIK = re.compile("[ғӣқӯҳҷ]")
_TAJIK_ONLY = re.compile("[ӣӯҷ]")  # the other three are Uzbek, two of them Kazakh as well
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_STRANGE = re.compile("[іїєґўћђјљњџñßğşıåøłčšžæœõ¿]|[бвгджзклмнпрстфхцчшщ]ъ(?![еёюя])")  # Russian and English lack them
_UNSPACED = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_CYRILLIC = re.compile("[\u0400-\u052f\u2c67-\u2c6a]")
_LATIN = re.compile("[a-z\u00df-\u024f\u1e00-\u1eff]")
_SAME = str.maketrans("љњїѓќⱪⱨ" + "’ʼʻ‘`", "ҷҳӣғққҳ" + "'''''")  # letters of old Tajik fonts; one apostrophe
_CLASS_LANG: Mapping[str, Lang] = {"tg": "tg", "tl": "tg", "ru": "ru", "en": "en"}
_SCRIPT_CLASSES = {"cyrillic": ("tg", "ru", "uc", "kk", "ky"), "latin": ("tl", "en", "uz")}

_STRANGERS = {"cyrillic": ("ru", "uk", "bg", "sr", "be"), "latin": ("en", "tr", "de", "fr", "es")}
_COMMON_KINDS = ("people", "law")  # their words are of a language, as мигрантҳо and таджики are


@dataclass(frozen=True, slots=True)
class Identification:
    """`lang` is None where nothing is decided or the text is in none of the three (`kind` "foreign").
    `script` is how the text is typed: "keyboard" is Tajik without its own letters."""

    lang: Lang | None
    kind: Literal["sure", "unsure", "foreign", "empty"]
    script: Script


EMPTY = Identification(None, "empty", "cyrillic")


def language_of(text: str, default: Lang) -> Lang:
    """The language of `text`, or `default` where it does not tell."""
    return identify(text).lang or default


def identify(text: str) -> Identification:
    """Tell the language of `text`. Never raises; reads at most `READ` characters."""
    found = _words(text[:READ])
    if not found:
        return EMPTY
    script, kept = _main_script(found)
    if script == "other":
        return Identification(None, "foreign" if len(found) > 2 else "unsure", "cyrillic")
    lowered = [_lowered(word) for word in kept]
    scores = _sum(kept, lowered, _SCRIPT_CLASSES[script])
    if not any(_TAJIK_ONLY.search(word) for word in lowered) and _foreign(kept, lowered, script):
        return Identification(None, "foreign", "latin" if script == "latin" else "cyrillic")
    if script == "cyrillic" and any(_TAJIK.search(word) for word in lowered):
        scores["tg"] += TAJIK_LETTER
    for each in PRIOR.keys() & scores.keys():
        scores[each] += PRIOR[each] * min(3, len(kept))
    (best, name), (rival, _) = sorted(((scores[each], each) for each in scores if each in _CLASS_LANG), reverse=True)[
        :2
    ]
    typed: Script = "latin" if script == "latin" else "cyrillic"
    if name == "tg" and not any(_TAJIK.search(word) for word in lowered):
        typed = "keyboard"
    margin = best - rival
    if len(found) < 3 and margin < MARGIN:
        return Identification(None, "unsure", typed)
    if len(found) < 4 and _only_names(text, found) and (margin < NAME_MARGIN or script == "latin" or len(kept) < 3):
        return Identification(None, "unsure", typed)
    return Identification(_CLASS_LANG[name], "sure" if margin >= MARGIN else "unsure", typed)


def is_foreign(text: str) -> bool:
    """Whether `text`, of a source and not of a reader, is surely in none of the three languages.

    Beside the neighbours it is told from languages that questions are not: their samples are smaller, and a question
    is better answered in the wrong language than refused.
    """
    told = identify(text)
    if told.lang is None:
        return told.kind == "foreign" or (told.kind == "unsure" and _unspaced(text))
    if told.lang == "tg":
        return _is_no_tajik(text)
    found = _words(text[:READ])
    script, kept = _main_script(found)
    lowered = [_lowered(word) for word in kept]
    named = [_is_name(word) for word in kept]
    named[0] = any(named[1:])
    common = [word for word, name in zip(lowered, named, strict=True) if not name]
    strange = STRANGE_LETTER * sum(bool(_STRANGE.search(word)) for word in common)
    if len(found) < 3 or len(common) < (2 if strange else 3):
        return False
    scores = _sum(common, common, _STRANGERS[script], _strangers())
    plain = [word.replace("ё", "е") for word in common]  # as most Russian is written: ё is no mark of Belarusian
    if plain != common:
        scores |= {"ru": max(scores["ru"], _sum(plain, plain, ("ru",), _strangers())["ru"])}
    ours = max(scores.pop("ru", -math.inf), scores.pop("en", -math.inf))
    return max(scores.values()) + strange - ours > STRANGE_MARGIN


def _is_no_tajik(text: str) -> bool:
    """Whether what looks like Tajik without its letters is more surely something else: both tables tell by how much
    the text is not Russian or English, and Turkish is less so by the one than Tajik by the other."""
    found = _words(text[:READ])
    script, kept = _main_script(found)
    lowered = [_lowered(word) for word in kept]
    if len(found) < 3 or script == "other" or any(_TAJIK.search(word) for word in lowered):
        return False
    base, own = ("ru", "tg") if script == "cyrillic" else ("en", "tl")
    near = _sum(kept, lowered, (base, own))
    far = _sum(kept, lowered, _STRANGERS[script], _strangers())
    strange = STRANGE_LETTER * sum(bool(_STRANGE.search(word)) for word in lowered)
    stranger = max(score for name, score in far.items() if name != base) + strange - far[base]
    return stranger - max(0.0, near[own] - near[base]) > STRANGE_MARGIN


def _unspaced(text: str) -> bool:
    """Whether the text is in a script that writes a sentence as one word."""
    letters = [letter for letter in text[:READ] if letter.isalpha()]
    return len(letters) >= UNSPACED and 2 * len(_UNSPACED.findall("".join(letters))) > len(letters)


def _words(text: str) -> list[str]:
    clean = normal(_JUNK.sub("", text))
    return [word[:64] for word in _WORD.findall(clean)]


def _lowered(word: str) -> str:
    return word.lower().translate(_SAME)


def _main_script(found: list[str]) -> tuple[str, list[str]]:
    """The script that carries the sentence, and its words: foreign names stand in Latin letters in Cyrillic texts."""
    cyrillic = [word for word in found if _CYRILLIC.search(word)]
    latin = [word for word in found if _LATIN.search(word.lower()) and not _CYRILLIC.search(word)]
    if 2 * (len(cyrillic) + len(latin)) < len(found) or not (cyrillic or latin):
        return "other", found
    if cyrillic and (3 * len(cyrillic) >= len(latin) or any(_TAJIK.search(word.lower()) for word in cyrillic)):
        return "cyrillic", cyrillic
    return "latin", latin


def _sum(kept: list[str], lowered: list[str], classes: Iterable[str], table: Table | None = None) -> dict[str, float]:
    table = table or _table()
    weights = [NAME_WEIGHT if n and _is_name(word) else 1.0 for n, word in enumerate(kept)]
    if not any(weight == 1.0 for weight in weights[1:]):
        weights = [1.0] * len(kept)
    scored = [table.score(word) for word in lowered]
    return {
        name: sum(weight * scores[table.classes[name]] for weight, scores in zip(weights, scored, strict=True))
        for name in classes
    }


def _foreign(kept: list[str], lowered: list[str], script: str) -> bool:
    """Whether a neighbour's language explains the words better than ours do; names, which all share, are left out."""
    named = [_is_name(word) for word in kept]
    named[0] = any(named[1:])  # a capital at the start says nothing, unless the start is a name's
    common = [word for word, name in zip(lowered, named, strict=True) if not name]
    if len(kept) < 3 or len(common) < 2:
        return False
    scores = _sum(common, common, _SCRIPT_CLASSES[script])
    ours = max(score for name, score in scores.items() if name in _CLASS_LANG)
    theirs = max(score for name, score in scores.items() if name not in _CLASS_LANG)
    return theirs - ours > (FOREIGN_MARGIN if len(kept) > 3 else 2 * FOREIGN_MARGIN)


def _is_name(written: str) -> bool:
    return written[0].isupper() and not written.isupper()


def _only_names(text: str, found: list[str]) -> bool:
    """Whether nothing but names stands here: of the table, or two words that are both capitalised."""
    if len(found) == 2 and all(map(_is_name, found)):
        return True
    table = names.load()
    covered = sum(
        len(_words(mention.text))
        for mention in table.find(text)
        if table.entity(mention.entity).kind not in _COMMON_KINDS
    )
    return covered >= len(found)


class Table:
    """Scores of letter n-grams: natural logarithms of their probability in each class."""

    def __init__(self, path: Path) -> None:
        lines = path.read_text(encoding="utf-8").splitlines()
        header = json.loads(lines[0])
        self.step: float = header["step"]
        self.longest: int = header["longest"]
        self.classes: dict[str, int] = {name: n for n, name in enumerate(header["classes"])}
        self.unseen: list[str] = header["unseen"]  # by length of n-gram; [0] is for whole words
        rows = (line.split("\t", 1) for line in lines[1:])
        self.codes: dict[str, str] = {gram: sys.intern(codes) for gram, codes in rows}  # seven in eight are another's
        self.score = lru_cache(maxsize=1 << 13)(self._score)

    def _score(self, word: str) -> tuple[float, ...]:
        """The sum over the n-grams of one word, a number a class."""
        total = self._weighted(self.codes.get("=" + word, self.unseen[0]), WEIGHTS[0])
        padded = f"_{word}_"
        for size in range(1, self.longest + 1):
            if not WEIGHTS[size]:
                continue
            for at in range(size == 1, len(padded) - size + (size > 1)):
                codes = self.codes.get(padded[at : at + size], self.unseen[size])
                total = [sum_ + one for sum_, one in zip(total, self._weighted(codes, WEIGHTS[size]), strict=True)]
        return tuple(total)

    def _weighted(self, codes: str, weight: float) -> list[float]:
        return [-self.step * weight * (ord(code) - 33) for code in codes]


@cache
def _strangers() -> Table:
    return Table(TABLES / "strangers.tsv")


@cache
def _table() -> Table:
    return Table(TABLES / "letters.tsv")
