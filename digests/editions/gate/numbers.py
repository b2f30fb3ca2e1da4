"""Numbers, what they count and how exactly: each stands on both sides with the same meaning, or is objected to.

A number is held against every reading of the other side: quantities, digits however they are grouped, numbers inside
of dates, Roman ones. What it counts and its hedge are held against those of the same value. One and two, in words, are
no figures: languages put them where they like ("a", "both", «пара», «як»).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from digests.editions.gate.days import REFERENCE
from digests.editions.gate.objection import Objection
from digests.figures import hedges
from digests.figures.quantities import find_quantities
from digests.figures.unit_words import SIGNS, unit_words
from digests.figures.units import is_person
from digests.language.calendar import ordinals
from digests.language.date_match import DateMention
from digests.language.dates import find_dates
from digests.language.stems import stem, stems
from digests.language.tokens import plain, tokens
from digests.model import LANGS, Lang, Quantity
from digests.say.evidence import DIGITS, number_tokens, readings

PLAIN = 2
"""Numbers up to it are figures only in digits, or beside a unit of the table that is no person."""
SAME_SHARE = 1e-9
LOOSE = frozenset({"time", "point", "goal", "place", "person"})
"""Units that languages name or leave out as they like: scores, times over, heads."""
BINDING = frozenset({"percent", "day", "week", "month", "hour", "minute", "year"}) | frozenset(SIGNS.values())
"""Units that no translation leaves out: shares, time, money."""
ONE = {"percentage point": "percent", "pound": "GBP"}
"""Units that one language tells apart and another does not."""
OLDEST = 110
"""Years up to which a number may be an age, which English and Russian tell without "years"."""
CLASSES = {">": ">", ">=": ">", "<": "<", "<=": "<"}
SMALL: Mapping[Lang, frozenset[str]] = {
    "en": frozenset("over above under below within some about around beyond ca plus".split()),
    "ru": frozenset("от до под порядка сверх выше ниже больше меньше дольше старше моложе плюс".split()),
    "tg": frozenset("то зери болои беш кам бештар камтар зиед зиеда дар".split()),
}
"""Hedges that are other words, or parts of a name, where they stand by no number."""
IN_A_WORD: Mapping[Lang, Mapping[str, float]] = {
    "en": {"decade": 10, "dozen": 12, "century": 100, "half": 50, "quarter": 25, "couple": 2, "pair": 2},
    "ru": {"десятилетие": 10, "дюжина": 12, "столетие": 100, "половина": 50, "четверть": 25, "пара": 2},
    "tg": {"даҳсола": 10, "аср": 100, "нисф": 50, "чоряк": 25, "ҷуфт": 2},
}
"""Numbers that are no numerals."""
NUMBER = re.compile(r"\d+")
ROMAN = re.compile(r"\b[IVXLХ]+\b")
_ROMAN = {"I": 1, "V": 5, "X": 10, "Х": 10, "L": 50}


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a text counts. `held`: every number it may be said to hold; `digits`: those outside of its quantities and
    dates, each with its readings; `loose`: hedges by their class that stand by no quantity."""

    stated: tuple[Quantity, ...]
    held: frozenset[float]
    digits: tuple[tuple[str, frozenset[float]], ...]
    loose: Counter[str]


@lru_cache(maxsize=1 << 10)
def read(text: str, lang: Lang) -> Numbers:
    days = tuple(each for each in find_dates(text, lang, REFERENCE) if each.basis != "relative")
    found = find_quantities(text, lang)
    stated = tuple(each for each in found if not any(_overlap(each, day) for day in days) and _is_figure(each))
    loose = _hedges(text, lang)
    loose.subtract(_hedge(each) for each in found)
    return Numbers(stated, frozenset(_held(text, lang, found)), tuple(_digits(text, found, days)), loose)


def _digits(
    text: str, found: Iterable[Quantity], days: Iterable[DateMention]
) -> Iterator[tuple[str, frozenset[float]]]:
    """Numbers in digits that are neither counted nor dated: of articles of a law, of a strain, to call."""
    rest = list(text)
    for start, end in [*((each.start, each.end) for each in found), *((each.start, each.end) for each in days)]:
        rest[start:end] = " " * (end - start)
    for match in DIGITS.finditer("".join(rest)):
        yield match[0], frozenset(float(part) for part in NUMBER.findall(match[0]))


def _overlap(quantity: Quantity, day: DateMention) -> bool:
    return quantity.start < day.end and day.start < quantity.end


def _is_figure(quantity: Quantity) -> bool:
    if any(char.isdigit() for char in quantity.text):
        return True
    return any(abs(value) > PLAIN for value in values(quantity))


def values(quantity: Quantity) -> tuple[float, ...]:
    """The numbers that it states; none of a vague plural."""
    return tuple(float(each) for each in (quantity.value, quantity.low, quantity.high) if each is not None)


def _held(text: str, lang: Lang, found: Iterable[Quantity]) -> Iterator[float]:
    for quantity in found:
        yield from values(quantity)
    for token, scale in number_tokens(text):
        for reading in readings(token, scale):
            if reading.count(".") < 2:
                yield float(reading)
    low = plain(text)
    yield from (float(part) for part in NUMBER.findall(low))
    yield from (float(n) for word, n in ordinals(lang).items() if re.search(rf"(?<!\w){word}(?!\w)", low))
    for match in ROMAN.finditer(text):
        yield float(_roman(match[0]))
    words = set(stems(text, lang))
    yield from (value for word, value in IN_A_WORD[lang].items() if stem(word, lang) in words)


def _roman(word: str) -> int:
    digits = [_ROMAN[letter] for letter in word]
    return sum(-each if each < after else each for each, after in zip(digits, [*digits[1:], 0], strict=True))


def objections(source: str, of: Lang, output: str, to: Lang) -> Iterator[Objection]:
    """What the numbers of the two texts have against each other."""
    given, said = read(source, of), read(output, to)
    yield from (Objection("number", words) for words in _missing(said, given))
    yield from (Objection("number", words, added=False) for words in _missing(given, said))
    for quantity in said.stated:
        same = [each for each in given.stated if _same(values(each), values(quantity))]
        ends = same or [each for each in given.stated if _is_end(values(each), values(quantity))]
        if ends and not any(_counts_alike(each, quantity, given, said) for each in ends):
            yield Objection("unit", quantity.text)
        if same and not any(_as_exact(each, quantity, given, said) for each in same):
            yield Objection("hedge", quantity.text)


def _missing(these: Numbers, others: Numbers) -> Iterator[str]:
    for quantity in these.stated:
        if not all(any(_near(value, held) for held in others.held) for value in values(quantity)):
            yield quantity.text
    for words, parts in these.digits:
        if not parts <= others.held:
            yield words


def _near(a: float, b: float) -> bool:
    return abs(a - b) <= SAME_SHARE * max(abs(a), abs(b))


def _same(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return bool(a) and len(a) == len(b) and all(map(_near, a, b))


def _is_end(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    """Whether one is an end of the other, a range: "96% to 99%" may be read as one or as two."""
    few, many = sorted((set(a), set(b)), key=len)
    return bool(few) and few < many


def _counts_alike(a: Quantity, b: Quantity, given: Numbers, said: Numbers) -> bool:
    """Whether two quantities of one value count the same, as far as our tables know what they count."""
    one, other = _unit(a), _unit(b)
    if one == other:
        return True
    if one and other:
        return {one, other} <= LOOSE or (_unit_stands(one, said) and _unit_stands(other, given))
    known, side = (one, said) if one else (other, given)
    assert known is not None
    if known in LOOSE or known == "person" or _unit_stands(known, side):
        return True
    if known == "year":
        return all(value <= OLDEST for value in values(b))
    return known not in BINDING


def _unit_stands(unit: str, side: Numbers) -> bool:
    return any(_unit(each) == unit for each in side.stated)


def _unit(quantity: Quantity) -> str | None:
    """The unit that a table names, without what it is counted by; people are one unit, whatever they are called."""
    if is_person(quantity.unit):
        return "person"
    unit = (quantity.unit or "").partition(" per ")[0]
    return ONE.get(unit, unit) if unit in _known_units() else None


@lru_cache(maxsize=1)
def _known_units() -> frozenset[str]:
    return frozenset(unit for lang in LANGS for unit in unit_words(lang).values()) | frozenset(SIGNS.values())


def _hedge(quantity: Quantity) -> str:
    if quantity.modifier == "~":
        return quantity.hedge or "about"
    return CLASSES.get(quantity.modifier, "=")


def _as_exact(a: Quantity, b: Quantity, given: Numbers, said: Numbers) -> bool:
    """Whether two quantities of one value are hedged alike; where one of them is not hedged as it is read, whether a
    hedge of that class stands by itself in its text."""
    one, other = _hedge(a), _hedge(b)
    return one == other or (other == "=" and said.loose[one] > 0) or (one == "=" and given.loose[other] > 0)


def _hedges(text: str, lang: Lang) -> Counter[str]:
    """How often each class of hedge stands in the text, wherever it stands."""
    found: Counter[str] = Counter()
    toks = tokens(plain(text))
    at = 0
    while at < len(toks):
        for length in (4, 3, 2, 1):
            phrase = hedges.joined(toks, at, at + length)
            modifier = hedges.BEFORE[lang].get(phrase) or hedges.AFTER[lang].get(phrase)
            if at + length <= len(toks) and modifier and modifier != "=" and phrase not in SMALL[lang]:
                found[hedges.side(phrase, lang) if modifier == "~" else CLASSES[modifier]] += 1
                at += length - 1
                break
        at += 1
    return found
