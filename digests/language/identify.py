"""Which of the three languages a text is in, and how its Tajik was typed.

Naive Bayes over letter 1–4-grams and whole words (`config/tables/letters.tsv`, built by `tests/eval/build_tables.py`):
Tajik is known in its own letters, on a Russian keyboard and in Latin letters. Uzbek, Kazakh, Kyrgyz and Persian are told
only from three words up, to say "not one of ours". A bare name, a number, a lone common word decide nothing: then the
reader's own language stands. Only the opening of a long text is read, so the time is bounded.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from config import TABLES
from digests.language import names
from digests.language.fold import INVISIBLE, MARKS
from digests.model import Lang

Script = Literal["cyrillic", "keyboard", "latin"]

READ = 2_000
"""Characters of a text that are read: more decides nothing more."""
MARGIN = 2.5
"""Natural logarithm of the odds from which one or two words are believed; three or more are believed anyway."""
FOREIGN_MARGIN = 3.0
"""… from which a neighbour's language is believed over ours."""
NAME_WEIGHT = 0.35
"""What a capitalised word counts inside a sentence: it is mostly a name, and names are in no language."""

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼʻ‘`][^\W\d_]+)*")
_JUNK = re.compile(f"[{INVISIBLE}\ud800-\udfff]|(?<![иуИУ])[{MARKS}]")
_TAJIK = re.compile("[ғӣқӯҳҷ]")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[a-z\u00df-\u024f\u1e00-\u1eff]")
_OLD_FONT = str.maketrans("љњїѓќ", "ҷҳӣғқ")
_CLASS_LANG: Mapping[str, Lang] = {"tg": "tg", "tl": "tg", "ru": "ru", "en": "en"}
_SCRIPT_CLASSES = {"cyrillic": ("tg", "ru", "uc", "kk", "ky"), "latin": ("tl", "en", "uz")}

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
    lowered = [word.lower().translate(_OLD_FONT) for word in kept]
    scores = _sum(kept, lowered, _SCRIPT_CLASSES[script])
    ours = sorted(((score, name) for name, score in scores.items() if name in _CLASS_LANG), reverse=True)
    best, name = ours[0]
    rival = ours[1][0] if len(ours) > 1 else float("-inf")
    typed: Script = "latin" if script == "latin" else "cyrillic"
    if name == "tg" and not any(_TAJIK.search(word) for word in lowered):
        typed = "keyboard"
    if len(kept) > 2:
        foreign = max((score for each, score in scores.items() if each not in _CLASS_LANG), default=float("-inf"))
        if foreign - best > FOREIGN_MARGIN:
            return Identification(None, "foreign", typed)
    if len(found) <= 3 and _only_names(text, kept):
        return Identification(None, "unsure", typed)
    if len(kept) < 3 and best - rival < MARGIN:
        return Identification(None, "unsure", typed)
    return Identification(_CLASS_LANG[name], "sure" if best - rival >= MARGIN else "unsure", typed)


def _words(text: str) -> list[str]:
    clean = unicodedata.normalize("NFC", _JUNK.sub("", text))
    return [word[:64] for word in _WORD.findall(clean)]


def _main_script(found: list[str]) -> tuple[str, list[str]]:
    """The script that carries the sentence, and its words: foreign names stand in Latin letters in Cyrillic texts."""
    cyrillic = [word for word in found if _CYRILLIC.search(word)]
    latin = [word for word in found if _LATIN.search(word.lower()) and not _CYRILLIC.search(word)]
    if 2 * (len(cyrillic) + len(latin)) < len(found) or not (cyrillic or latin):
        return "other", found
    if cyrillic and (3 * len(cyrillic) >= len(latin) or any(_TAJIK.search(word.lower()) for word in cyrillic)):
        return "cyrillic", cyrillic
    return "latin", latin


def _sum(kept: list[str], lowered: list[str], classes: Iterable[str]) -> dict[str, float]:
    table = _table()
    weights = [NAME_WEIGHT if n and word[0].isupper() and not word.isupper() else 1.0 for n, word in enumerate(kept)]
    if len(kept) > 1 and all(word[0].isupper() for word in kept):
        weights = [1.0] * len(kept)
    scored = [table.score(word) for word in lowered]
    return {
        name: sum(weight * scores[table.classes[name]] for weight, scores in zip(weights, scored, strict=True))
        for name in classes
        if name in table.classes
    }


def _only_names(text: str, kept: list[str]) -> bool:
    """Whether nothing but names stands here: of the table, or two words that are both capitalised."""
    if len(kept) > 1 and all(word[0].isupper() and not word.isupper() for word in kept):
        return True
    table = names.load()
    covered = sum(
        len(_words(mention.text))
        for mention in table.find(text)
        if table.entity(mention.entity).kind not in _COMMON_KINDS
    )
    return covered >= len(kept)


class Table:
    """Scores of letter n-grams: natural logarithms of their probability in each class."""

    def __init__(self, path: Path) -> None:
        lines = path.read_text(encoding="utf-8").splitlines()
        header = json.loads(lines[0])
        self.step: float = header["step"]
        self.longest: int = header["longest"]
        self.classes: dict[str, int] = {name: n for n, name in enumerate(header["classes"])}
        self.unseen: list[str] = header["unseen"]  # by length of n-gram; [0] is for whole words
        self.codes: dict[str, str] = dict(line.split("\t", 1) for line in lines[1:])  # type: ignore[misc]
        self.score = lru_cache(maxsize=1 << 15)(self._score)

    def _score(self, word: str) -> tuple[float, ...]:
        """The sum over the n-grams of one word, a number a class."""
        padded = f"_{word}_"
        codes = [self.codes.get("=" + word, self.unseen[0])]
        for size in range(1, self.longest + 1):
            unseen = self.unseen[size]
            codes.extend(
                self.codes.get(padded[at : at + size], unseen)
                for at in range(size == 1, len(padded) - size + (size > 1))
            )
        return tuple(-self.step * (sum(map(ord, column)) - 33 * len(column)) for column in zip(*codes, strict=True))


@cache
def _table() -> Table:
    return Table(TABLES / "letters.tsv")
