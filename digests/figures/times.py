"""Numbers that tell when: the day of a date, a year, a time of day."""

from __future__ import annotations

import re

from digests.figures.context import Context, digit
from digests.figures.index_words import (
    CLOCK_AT,
    CLOCK_BEFORE,
    COUNT_BEFORE,
    DAY_PARTS,
    HOURS,
    TIME_AFTER,
    YEAR_BEFORE,
    YEAR_MARK,
)
from digests.figures.units import PEOPLE_TG, counted_noun, is_person, unit_at
from digests.language.calendar import month_of
from digests.language.numbers import Numeral
from digests.language.stems import is_genitive
from digests.language.tokens import Token
from digests.model import Lang


def is_date(c: Context, n: Numeral) -> bool:
    """A day beside a month, also in a range or a list of days."""
    if n.value is None or n.form not in ("digits", "words") or not isinstance(n.value, int) or n.scaled:
        return False
    if not 1 <= n.value <= 31:
        return False
    at = n.last
    for _ in range(8):  # 25–31 марта; 22 и 23 марта; 30-уми март; 3rd of March
        word = c.word(at)
        if month_of(word, c.lang) and real_month(c, at):
            return True
        step = word in "-–,." or word in (
            "и",
            "ва",
            "and",
            "to",
            "по",
            "то",
            "of",
            "уми",
            "юми",
            "го",
            "е",
            "st",
            "nd",
            "rd",
            "th",
            "of",
        )
        if not word or not (step or c.toks[at].kind == "d"):
            break
        at += 1
    at = n.first - 1
    for _ in range(6):
        word = c.word(at)
        if word == "." and c.tight(at):  # Oct. 2
            at -= 1
            word = c.word(at)
        if month_of(word, c.lang) and real_month(c, at):
            return c.lang == "en" and not c.word(n.last).startswith(("percent", "%"))
        if not word or not (word in "-–" or word in ("and", "to", "the") or (c.toks[at].kind == "d" and len(word) < 3)):
            return False
        at -= 1
    return False


def real_month(c: Context, at: int) -> bool:
    """ "may" and "march" are months only with a capital letter."""
    return c.lang != "en" or c.word(at) not in ("may", "march", "mar", "sun") or c.capital(at)


def is_year(c: Context, n: Numeral, *, has_unit: bool, noun: tuple[str, int] | None, hedged: bool) -> bool:
    raw = n.raw
    value = n.value
    if n.form != "digits" or n.scaled or value is None:
        return False
    after = c.word(n.last)
    if c.lang == "ru" and after in YEAR_MARK["ru"] and raw.isdigit() and (len(raw) == 4 or c.word(n.last + 1) == "н"):
        return True
    before = c.word(n.first - 1)
    if c.lang == "tg" and before in ("сол", "соли", "соле", "солхои", "солхо") and raw.isdigit() and len(raw) >= 3:
        return True
    if n.first >= 2 and before in "-–" and len(raw) in (2, 4) and raw.isdigit() and is_bare_year(c.toks[n.first - 2]):
        return len(raw) == 4 or c.tight(n.first)
    if len(raw) != 4 or not raw.isdigit() or not 1000 <= value <= 2100:
        return False
    if c.lang == "en" and value >= 1900 and month_of(before, "en") is not None and real_month(c, n.first - 1):
        return True
    if c.lang == "tg" and value >= 1900 and before in PARTS_TG and (c.capital(n.last) or not (has_unit or noun)):
        return True
    if opens_range(c, n) or has_unit or (hedged and noun) or counts_things(c, n, noun):
        return False
    if value >= 1900 or before in YEAR_BEFORE[c.lang]:
        return True
    return month_of(before, c.lang) is not None or (before == "(" and c.word(n.last) in (")", "-", "–"))


PARTS_TG = frozenset("аввали ибтидои миенаи охири якуми дуюми дувуми сеюми чоруми нимсолаи".split())
"""What is of a year in Tajik: «нимсолаи аввали 2024 Русия …»."""

RANGES: dict[Lang, tuple[frozenset[str], frozenset[str]]] = {
    "en": (frozenset({"from"}), frozenset({"to"})),
    "ru": (frozenset({"от"}), frozenset({"до"})),
    "tg": (frozenset({"аз"}), frozenset({"то"})),
}


PARTS_OF_YEAR = frozenset(
    "half quarter month months week weeks day days start beginning end middle rest spring summer autumn fall"
    " winter".split()
)
"""What is of a year: "in the first half of 2024 courts ruled"."""


def opens_range(c: Context, n: Numeral) -> bool:
    """«От 1950 до 2000 человек»: as the second number counts people, so does the first."""
    opener, tie = RANGES[c.lang]
    if c.word(n.first - 1) not in opener or c.word(n.last) not in tie or not digit(c, n.last + 1):
        return False
    found = unit_at(c.toks, n.last + 2, c.lang) or counted_noun(c.toks, n.last + 2, c.lang)
    return found is not None and (is_person(found[0]) or found[0] in PEOPLE_TG or found[0] == "person")


def counts_things(c: Context, n: Numeral, noun: tuple[str, int] | None) -> bool:
    """Whether what could be a year counts the noun after it: "deported 1950 foreigners", «из 2000 иностранцев»."""
    if noun is None:
        return False
    before, last = c.word(n.first - 1), noun[1] - 1
    if before == "of" and c.word(n.first - 2) in PARTS_OF_YEAR:
        return False
    after_year_word = before in YEAR_BEFORE[c.lang] and before not in COUNT_BEFORE[c.lang]
    if c.lang == "ru":
        return not after_year_word and is_genitive(c.word(last))
    if c.lang == "tg":
        known = noun[0] in PEOPLE_TG
        dated = before in YEAR_BEFORE["tg"] or month_of(before, "tg") is not None
        return known or not (dated or c.word(n.last).endswith(("он", "хо", "хои")))
    titled = c.capital(n.last) and not (is_person(noun[0]) and last > n.last)  # but "2024 Tajik citizens"
    if after_year_word or titled or before in ("'s", "the", "its", "his", "their", "'"):
        return False
    named = c.capital(n.first - 1) and n.first > 1 and c.word(n.first - 2) not in (".", ":", "!", "?")
    return is_person(noun[0]) or (last == n.last and not named and not before.endswith("'s"))


def is_bare_year(token: Token) -> bool:
    return token.kind == "d" and len(token.word) == 4 and token.word.isdigit() and 1000 <= int(token.word) <= 2100


CLOCK = re.compile(r"(?:[01]\d|2[0-3])\.[0-5]\d")
SHORT_CLOCK = re.compile(r"\d\.[0-5]\d")


def is_dotted_clock(c: Context, n: Numeral) -> bool:
    """«К 18.30», "18.00 144 people", "18.00 – …": a time of day, by the word before it, the number or dash after it."""
    if SHORT_CLOCK.fullmatch(n.raw):
        return c.word(n.last) in DAY_PARTS.get(c.lang, ())
    if not CLOCK.fullmatch(n.raw):
        return False
    before, after = c.word(n.first - 1), c.word(n.last)
    opens = n.first == 0 or before in {".", "!", "?"}
    if opens and after in {"-", "–", "—", ":"}:
        return True
    return digit(c, n.last) or after in HOURS or (before in CLOCK_AT and unit_at(c.toks, n.last, c.lang) is None)


def is_clock(c: Context, n: Numeral) -> bool:
    """ "At 7 o'clock", «в 15 часов», «соати 14»."""
    if is_dotted_clock(c, n):
        return True
    after = c.word(n.last)
    if after in TIME_AFTER or (after in ("a", "p") and c.word(n.last + 1) == "." and c.word(n.last + 2) == "m"):
        return True
    if c.lang == "tg":
        return c.word(n.first - 1) in CLOCK_BEFORE["tg"] and c.word(n.first - 2) != "хар"
    if c.lang == "ru" and after in HOURS and n.value is not None and n.value <= 24:
        if c.word(n.last + 1) in DAY_PARTS["ru"]:
            return True
        return c.word(n.first - 1) == "в" and c.word(n.last + 1) not in ("пути", "езды", "раз")
    return False
