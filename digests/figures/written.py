"""Bodies as a text writes them, where no table knows them: "the migration service", «судебные приставы», «суди ҳарбӣ».

A name grows around the word of a body (`written` in `config/speakers.toml`): adjectives before it and what it is "of"
behind it. It holds words of the body and its country alone, no name of a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from digests.figures.lexicon import Lexicon
from digests.figures.reading import Reading, Sentence
from digests.model import Lang

LONGEST = 6
"""Words to either side of the body's word that may belong to its name."""
MODIFIERS = 3

BEFORE: dict[Lang, re.Pattern[str]] = {
    "en": re.compile(
        r"(?!(?:the|a|an|its?|their|his|her|our|this|that|these|those|and|or|but|of|in|on|at|by|to|from|with|for|as|per|"
        r"than|when|while|which|who|what|if|is|are|was|were|has|have|had|not|no|so|one|two|all|any|some|other|another|"
        r"also|then|after|before|over|under|about|into|quoting|citing|according|told|says?|said)$)[a-z'’-]+$",
        re.IGNORECASE,
    ),
    "ru": re.compile(r"[а-яё-]+(?:ая|ое|ые|ый|ий|ой|ого|его|ому|ым|ом|ую|ых|их|ими|ыми)$", re.IGNORECASE),
    "tg": re.compile(r"(?!)"),
}
"""What may stand before the body's word: in English any word that is no function word, in Russian an adjective."""
GENITIVE = re.compile(r"[а-яё-]+(?:ого|его|ой|ей|ых|их|ии|ия|ости|ов|ев|ды|уда|бы|ры|ка|ции|лам)$")
NOT_OF = re.compile(r"[а-яё-]+(?:ли|ло|ла|лась|ает|яет|ит|ют|ят)$")
OF = frozenset({"of", "for"})
IZOFAT = "и"


def names(reading: Reading, sentence: Sentence, heads: Lexicon) -> Iterator[tuple[str, int, int]]:
    """(name as written, first word, last word) of each body of a sentence."""
    taken = sentence.first
    grow = {"en": _english, "ru": _russian, "tg": _tajik}[reading.lang]
    for hit in heads.hits(reading.words[sentence.first : sentence.last]):
        first, last = sentence.first + hit.first, sentence.first + hit.last
        if first < taken:
            continue
        first = _back(reading, max(taken, first - MODIFIERS), first)
        last = grow(reading, last, min(last + LONGEST, sentence.last - 1))
        taken = last + 1
        text = " ".join(reading.text[reading.starts[first] : reading.ends[last]].split())
        yield text.removesuffix("'s").removesuffix("’s"), first, last


def _back(reading: Reading, least: int, first: int) -> int:
    while first > least and _joined(reading, first - 1) and BEFORE[reading.lang].match(_word(reading, first - 1)):
        if first - 1 in reading.numbers or _says(reading, first - 1):
            break
        first -= 1
    return first


def _english(reading: Reading, last: int, most: int) -> int:
    """ "Ministry of Internal Affairs of the Russian Federation", "court in Moscow"."""
    while last + 1 <= most and _joined(reading, last):
        at = last + 1
        if reading.words[at] not in OF and not (reading.words[at] == "in" and _is_capital(reading, at + 1, most)):
            break
        at += 1 + (at + 1 <= most and reading.words[at + 1] == "the")
        end = at
        while end + 1 <= most and _joined(reading, end) and _is_capital(reading, end, most):
            if not _is_capital(reading, end + 1, most):
                break
            end += 1
        if end > most:
            break
        last = end
    return last


def _russian(reading: Reading, last: int, most: int) -> int:
    """«Министерство внутренних дел», «Госкомитет национальной безопасности», «посольство в Москве»."""
    while last + 1 <= most and _joined(reading, last):
        word = _word(reading, last + 1)
        if word == "в" and _is_capital(reading, last + 2, most):
            last += 2
            continue
        if _says(reading, last + 1) or NOT_OF.match(word):
            break
        if not (_is_capital(reading, last + 1, most) or GENITIVE.match(word) or word in ("дел", "судов", "прав")):
            break
        last += 1
    return last


def _tajik(reading: Reading, last: int, most: int) -> int:
    """A chain of izofat: «Хадамоти муҳоҷирати Русия»."""
    while last + 1 <= most and _joined(reading, last) and _word(reading, last).endswith(IZOFAT):
        if last + 1 in reading.numbers:
            break
        last += 1
    return last


def is_of(reading: Reading, first: int) -> bool:
    """Whether the word before makes the body its own by izofat: «даъватномаи комиссариати ҳарбӣ»."""
    before = reading.lang == "tg" and first > 0 and _joined(reading, first - 1)
    return before and _word(reading, first - 1).endswith(IZOFAT)


def _word(reading: Reading, n: int) -> str:
    return reading.text[reading.starts[n] : reading.ends[n]]


def _joined(reading: Reading, n: int) -> bool:
    """Whether nothing but a space or a hyphen stands behind the word."""
    return reading.text[reading.ends[n] : reading.starts[n + 1]].strip(" \u00a0-") == ""


def _is_capital(reading: Reading, n: int, most: int) -> bool:
    return n <= most and reading.text[reading.starts[n]].isupper()


COUNTED = frozenset({"statistics", "статистики", "статистике"})
"""Words of speech that are also what a body is for: "the statistics agency"."""


def _says(reading: Reading, n: int) -> bool:
    if reading.words[n] in COUNTED:
        return False
    return any(hit.concept == "said" for hit in reading.hits_in(n, n + 1))
