"""Text as the readers of numbers and dates take it: folded letter by letter (offsets stay), and cut into tokens."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

from digests.language.fold import normal
from digests.model import Lang

FILLER = "\u2060"  # stands where a combining mark or an invisible character stood, so that offsets stay

PAIRS = {
    "ғ": "г", "ӣ": "и", "қ": "к", "ӯ": "у", "ҳ": "х", "ҷ": "ч", "ё": "е", "ў": "у", "ҝ": "к", "ⱪ": "к", "ү": "у",
    "ұ": "у",
    "һ": "х", "і": "и", "ї": "и", "ѓ": "г", "ќ": "к", "љ": "ч", "њ": "х",
    "’": "'", "ʼ": "'", "‘": "'", "´": "'", "‐": "-", "‑": "-", "−": "-", "—": "–", "―": "–", "‒": "–", "％": "%",
    "\u00ad": FILLER, "\u200b": FILLER, "\u200c": FILLER, "\u200d": FILLER, "\u200e": FILLER, "\u200f": FILLER,
    "\ufeff": FILLER,
    "\u2009": "\u00a0", "\u202f": "\u00a0", "\u2007": "\u00a0", "\u066c": "\u00a0", "\u066b": ",", "\u066a": "%",
}  # fmt: skip

MARKS = re.compile("[\u0300-\u036f]")
FOOTNOTE = re.compile(r"(?<=\d)(?:[\u00b9\u00b2\u00b3\u2070-\u2079]+|\[\d{1,2}\]|\*{1,3}(?![\d*]))")
"""What hangs on a number and is none of it: 418\u00b9, 418[2], 418*."""
FOOTNOTE_SIGN = re.compile(r"[\u00b9\u00b2\u00b3\u2070-\u2079*\[]")
"""A quick look for one."""

TOKEN = re.compile(
    r"(?P<d>(?<!\d[:.])[1-9]\d{0,2}(?:[ \u00a0]\d{3})+(?!\d|[.,]\d{3}(?!\d))(?:[.,]\d+)?|\d+(?:[.,']\d+)*)"
    r"|(?P<w>[^\W\d_]+(?:[" + FILLER + r"'][^\W\d_]+)*)"
    r"|(?P<s>[^\w\s" + FILLER + "])"
)

WORD = re.compile(r"[^\W\d_]+")

DIGIT = re.compile(r"\d")


class Token(NamedTuple):
    """A word (`w`), a number in digits (`d`) or a sign (`s`); `word` is folded and lower case."""

    kind: str
    start: int
    end: int
    word: str


@functools.cache
def fold_table() -> dict[int, str]:
    table = {ord(a): b for a, b in PAIRS.items()}
    table |= {ord(a.upper()): b for a, b in PAIRS.items() if len(a.upper()) == 1}
    for code in range(128, 0x20000):  # every script's digits lie below, the mathematical ones included
        if unicodedata.category(chr(code)) == "Nd":
            table[code] = str(unicodedata.digit(chr(code)))
    return table


def plain(text: str) -> str:
    """The text folded letter by letter, in lower case and with ASCII digits; its length never changes."""
    folded = text.translate(fold_table()) if not text.isascii() else text
    low = folded.lower()
    if len(low) != len(folded):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in folded)
    if FOOTNOTE_SIGN.search(low):
        low = FOOTNOTE.sub(lambda match: FILLER * len(match.group()), low)
    if MARKS.search(low):
        low = MARKS.sub(FILLER, compose(low))
    return low


def compose(text: str) -> str:
    """Letters with a combining mark after them become one letter and a filler (и + macron → и)."""
    parts = list(text)
    for match in MARKS.finditer(text):
        at = match.start()
        if at and parts[at - 1] not in (" ", FILLER):
            whole = normal(text[at - 1] + text[at])
            if len(whole) == 1:
                parts[at - 1] = PAIRS.get(whole, whole)
    return "".join(parts)


def tokens(low: str) -> list[Token]:
    """The tokens of a text that went through `plain`."""
    found = []
    for match in TOKEN.finditer(low):
        kind = match.lastgroup or "s"
        word = match.group()
        if kind == "w" and FILLER in word:
            word = word.replace(FILLER, "")
        found.append(Token(kind, match.start(), match.end(), word))
    return found


GUESS: dict[Lang, frozenset[str]] = {
    "tg": frozenset(
        "аз ва дар ба ки бо барои нафар нафари буд аст шуд шуда мешавад кард карда хазор соли сол "
        "зиеда беш кариб хам ин он то "
        "фоиз зери бар гуфт фавтиданд муассисаи рохи ракам расид наздики чор панч шаш хафт хашт нух "
        "дах бист камаш".split()
    ),
    "ru": frozenset(
        "в и на с не что по из за от до для как это был было были свыше более менее около почти тыс "
        "человек года году лет "
        "процентов рублей погибли ранены уже при или чем о к".split()
    ),
}


def guess_lang(text: str, low: str | None = None) -> Lang:
    """The language of a text about which nothing is known: by its script, its letters and its little words."""
    low = plain(text) if low is None else low
    words = WORD.findall(low[:4000])
    cyrillic = sum(1 for word in words if "а" <= word[0] <= "я")
    if cyrillic * 2 < len(words) or not words:
        return "en"
    if any(letter in text for letter in "ҳқғҷӯӣҲҚҒҶӮӢ"):
        return "tg"
    tajik = sum(1 for word in words if word in GUESS["tg"])
    russian = sum(1 for word in words if word in GUESS["ru"])
    return "tg" if tajik > russian else "ru"
