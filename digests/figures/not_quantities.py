"""Numbers that count nothing: scores, law articles, names, phones, list numbers, pronouns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from digests.figures.context import Context, digit
from digests.figures.index_words import (
    INDEX,
    INDEX_OR_VERB,
    ONE,
    ONE_NOT_AFTER,
    ONE_NOT_BEFORE,
    ORDINAL,
    PLACES,
    SPORT,
    TIME_AFTER,
)
from digests.figures.unit_words import CODES, PREFIX_CODES, SIGNS
from digests.figures.units import is_plural, unit_at
from digests.language.numbers import Numeral
from digests.language.numerals import numerals
from digests.language.tokens import Token


def is_masked(c: Context, numeral: Numeral) -> bool:
    start = c.toks[numeral.first].start
    at = bisect_right(c.masked, (start, len(c.text) + 1)) - 1
    return at >= 0 and c.masked[at][0] <= start < c.masked[at][1]


def part_of_a_word(c: Context, n: Numeral) -> bool:
    """007, H5N1, Ту-154, COVID-19, 10^400, 14:00, 24/7, №5, #5, 201-я, 21st, 1990s, 2pm."""
    first, last = n.first, n.last
    if n.raw[:1] == "0" and n.raw[1:2].isdigit() and n.raw.isdigit():
        return True
    if c.tight(first) and not money_glued(c, first) and not leading_point(c, first):
        before = c.toks[first - 1]
        if c.word(first - 1) in "-–" and c.word(first - 2) in MINUS:
            return False
        if before.kind in "wd" or before.word in "№#^:/_@&":
            return not (before.kind == "w" and before.word in DIMENSION and c.tight(first - 1) and digit(c, first - 2))
        if before.word == "+" and c.tight(first - 1):
            return True
        if before.word == "-" and c.tight(first - 1) and c.toks[first - 2].kind == "w" and n.form == "digits":
            return c.word(first - 2) not in numerals(c.lang).words
    elif c.word(first - 1) in ("№", "#"):
        return True
    if n.form != "digits" or n.scaled or not c.tight(last):
        return False
    return glued_after(c, n)


MINUS = frozenset({"minus", "минус", "манфии"})


def money_glued(c: Context, at: int) -> bool:
    """Whether a code of money touches the digits: USD10m, RM79."""
    before = c.toks[at - 1]
    coded = before.word in CODES or before.word in PREFIX_CODES
    return coded and c.text[before.start : before.start + 1].isupper() and not c.tight(at - 1)


def leading_point(c: Context, at: int) -> bool:
    """Whether a decimal has no nought before its point: .500, $.50."""
    if c.word(at - 1) != "." or not c.tight(at) or c.toks[at].kind != "d" or not c.toks[at].word.isdigit():
        return False
    return not c.tight(at - 1) or c.word(at - 2) in SIGNS


TIMES = frozenset("x х ×".split())
DIMENSION = TIMES
"""Between the sides of a frame or a photograph: 6х6 см."""


def glued_after(c: Context, n: Numeral) -> bool:
    """What touches the digits on the right: an ordinal's ending, a colon and more digits, a decade's "s"."""
    after = c.toks[n.last]
    if after.word in (":", "/", "^", "_", "&"):
        return c.tight(n.last + 1) and (c.toks[n.last + 1].kind == "d" or after.word == "^")
    if after.word == ".":
        return domain_tail(c, n)
    if after.kind == "w":
        return ordinal_tail(c, n, after.word) or after.word in TIME_AFTER or after.word in ("s", "'s")
    if after.word in "-–" and c.tight(n.last + 1) and c.toks[n.last + 1].kind == "w":
        return ordinal_tail(c, n, c.toks[n.last + 1].word)
    return False


DOMAIN = re.compile(r"[a-z]{2,4}")


def domain_tail(c: Context, n: Numeral) -> bool:
    """Whether digits are the name of a site: 24.kg, 112.ua."""
    at = n.last + 1
    return c.tight(at) and DOMAIN.fullmatch(c.text[c.toks[at].start : c.toks[at].end]) is not None


TAJIK_ORDINAL = re.compile(r"(?:в?ум|юм)(?:ин?)?(?:ро|а|аш)?")


def ordinal_tail(c: Context, n: Numeral, tail: str) -> bool:
    if c.lang == "tg":
        return TAJIK_ORDINAL.fullmatch(tail) is not None
    if tail not in ORDINAL[c.lang]:
        return False
    if c.lang == "ru" and isinstance(n.value, int):
        return not inflected_count(c, n, tail)
    return True


def inflected_count(c: Context, n: Numeral, tail: str) -> bool:
    """«3-х», «143-х человек», «21-го человека»: a count in the genitive; "90-х" is a decade, "24-го" a day."""
    assert isinstance(n.value, int)
    ones = n.value % 10 if n.value % 100 not in (11, 12, 13, 14) else 0
    if tail == "х":
        return ones in (2, 3, 4)
    after = c.word(n.last + (2 if c.word(n.last) in "-–" else 1))
    return (tail == "го" and ones == 1 and after == "человека") or (
        tail == "м" and ones in (2, 3, 4) and after.endswith(("ам", "ям", "ым", "им"))
    )


def is_list_number(c: Context, n: Numeral) -> bool:
    """ "1. First …", "(2)", "[3]"."""
    if n.form != "digits" or n.value is None or n.value > 99 or n.scaled:
        return False
    before, after = c.word(n.first - 1), c.word(n.last)
    if before == "[" and after == "]":
        return True
    if before == "(" and after == ")":
        return n.value <= 20
    start = c.toks[n.first].start
    line_start = n.first == 0 or "\n" in c.text[c.toks[n.first - 1].end : start]
    return line_start and after in (".", ")") and c.tight(n.last)


def is_ordinal_in_disguise(c: Context, n: Numeral) -> bool:
    """«на 14 минуте», «ба 50-солагии …»: the number tells which one, not how many."""
    after = c.word(n.last)
    if after == "-":
        after = c.word(n.last + 1)
    if c.lang == "ru":
        return (
            after in PLACES
            and c.word(n.first - 1) in ("на", "в", "во", "к", "с")
            and n.form == "digits"
            and n.value != 1
        )
    return c.lang == "tg" and after.startswith("солагии")


RUSSIAN_ORDINAL = re.compile(
    r"(?:перв|втор|четверт|пят|шест|седьм|восьм|девят|десят|\w+надцат|двадцат|тридцат|сороков|\w+десят|девяност|сот)"
    r"(?:ый|ой|ого|ому|ым|ом|ая|ую|ое)|трет(?:ий|ьего|ьему|ьим|ьем|ья|ьей|ью|ье)"
)
"""What tells which one and no fraction: «двадцать второго», not «сто первых дней»."""
FIRST_OF_TWO = 10
CENTURY = 20
"""With which a year is said in two halves: "twenty twenty-four"."""


def is_part_of_an_ordinal(c: Context, n: Numeral) -> bool:
    """«двадцать второго марта», «в две тысячи двадцать четвёртом», "twenty twenty-four": a day or a year in words."""
    if n.form != "words" or not isinstance(n.value, int):
        return False
    if c.lang == "ru":
        last = numerals("ru").words.get(c.word(n.last - 1), ("", 0))[0]
        return last in ("T", "h", "S", "1") and RUSSIAN_ORDINAL.fullmatch(c.word(n.last)) is not None
    if c.lang != "en":
        return False
    before, after = c.word(n.first - 1), numerals("en").words.get(c.word(n.last), ("", 0))
    alone = n.last - n.first == 1 and n.value == CENTURY
    return (alone and after[0] in ("t", "T")) or (before == "twenty" and n.value >= FIRST_OF_TWO)


def is_score_in_words(c: Context, n: Numeral) -> bool:
    """«бо ҳисоби 2 бар 1», «со счётом 2 на 1»."""
    tie = {"tg": "бар", "ru": "на"}.get(c.lang)
    if tie is None or n.form != "digits":
        return False
    if c.lang == "tg" and any(
        c.word(at) in ("хисоби", "хисоб") and c.word(at - 1) == "бо" for at in (n.first - 1, n.first - 3) if at > 0
    ):
        return True
    pair = (c.word(n.last) == tie and digit(c, n.last + 1)) or (c.word(n.first - 1) == tie and digit(c, n.first - 2))
    return pair and (
        tie == "бар" or any(token.word.startswith("счет") for token in c.toks[max(0, n.first - 6) : n.first])
    )


def in_a_title(c: Context, n: Numeral) -> bool:
    """A number word with a capital letter inside a sentence, and a capital after it: a title or a place."""
    if n.form not in ("words", "vague") or not c.capital(n.first):
        return False
    if c.lang == "tg" and n.last - n.first == 1 and c.word(n.first) in ("си", "нух"):
        return (
            c.toks[n.first].end - c.toks[n.first].start == 2 and c.text[c.toks[n.first].end - 1] == "и"
        ) or n.value == 9
    if c.lang != "en" or n.first == 0:
        return False
    before = c.toks[n.first - 1]
    return before.kind == "w" and not c.capital(n.first - 1) and c.capital(n.last) and c.toks[n.last].kind == "w"


def in_a_name(c: Context, n: Numeral, *, has_unit: bool, has_noun: bool) -> bool:
    """After an index word ("Article 5", «статья 322»), or after a capitalised word with nothing counted ("iPhone
    11")."""
    if n.form == "fraction":
        return False
    at = n.first - 1
    if c.word(at) == "." and at > 0 and c.tight(at):
        at -= 1
    before = c.word(at)
    if before in INDEX[c.lang] and not has_unit and not (c.lang == "en" and "," in n.raw) and not is_amount(c, at):
        return not (has_noun and before in INDEX_OR_VERB)
    if n.form != "digits" or n.scaled or n.value is None or has_unit:
        return False
    if not isinstance(n.value, int):
        return False
    if c.lang != "en":
        return latin_name(c, at) or (not has_noun and after_a_name(c, n, at))
    if " " in n.raw and not has_noun:  # "call 116 123"
        return True
    if at != n.first - 1 or c.toks[at].kind != "w" or not c.capital(at) or "," in n.raw:
        return False
    if at == 0 or c.word(at - 1) in (".", "!", "?", "“", '"', ":", "«"):
        return mixed(c, at)
    return not (has_noun and c.word(at - 1) in ("in", "at", "from", "of", "on", "near", "to", "for"))


def is_amount(c: Context, at: int) -> bool:
    """Whether the word that can number things tells how many: «ин рақам 10 ҳазору 225», "the dead number 149"."""
    before = c.word(at - 1)
    if c.lang == "tg":
        return c.word(at).startswith("ракам") and before in ("ин", "он", "чунин", "хамин")
    verb = c.lang == "en" and c.word(at) in ("number", "numbers", "numbered")
    return verb and (is_plural(before) or before.endswith("ed") or before in ("dead", "now", "missing"))


def after_a_name(c: Context, n: Numeral, at: int) -> bool:
    """«с Ливи 11,»: a capitalised word inside the sentence, and nothing that could be counted."""
    if at < 1 or c.toks[at].kind != "w" or not c.capital(at):
        return False
    if c.word(at - 1) in ("«", '"', "“") and c.word(n.last) in ("»", '"', "”"):
        return True  # «Россия 24»
    if c.toks[at - 1].kind == "s" or c.word(n.last) in "-–":
        return False
    return n.value is not None and n.value < 1000


def latin_name(c: Context, at: int) -> bool:
    """In Cyrillic text a number after a Latin word belongs to a name (iPhone 11)."""
    return at >= 0 and c.toks[at].kind == "w" and c.word(at)[0].isascii()


def mixed(c: Context, at: int) -> bool:
    token = c.toks[at]
    word = c.text[token.start : token.end]
    return word.isupper() or word[1:] != word[1:].lower()


def counts(c: Context, at: int) -> bool:
    """Whether a number starts at token `at`."""
    return at < len(c.toks) and (
        c.toks[at].kind == "d" or numerals(c.lang).words.get(c.word(at), ("", 0))[0] in ("u", "t", "T")
    )


def both(c: Context, n: Numeral) -> bool:
    """«ҳар ду»: both."""
    return c.lang == "tg" and c.word(n.first - 1) == "хар" and n.value == 2


def idle_one(c: Context, n: Numeral, *, unit: bool, hedged: bool, noun: bool) -> bool:
    """ "One" that counts nothing: a pronoun, "one of the …", «один из», як for an article."""
    if n.last - n.first != 1 or c.word(n.first) not in ONE:
        return False
    before, after = c.word(n.first - 1), c.word(n.last)
    if after in ("-", "–", "to", "or", "до", "или", "то", "е") and counts(c, n.last + 1):
        return False  # one or two, один-два, аз як то се
    if c.lang == "en":
        if hedged and after not in ("of",):
            return False
        if before in ONE_NOT_BEFORE or after in ONE_NOT_AFTER or before == "-" or after in ("'", "-"):
            return not (after == "-" and unit)
        return not (unit or noun)
    if c.lang == "ru":
        return after == "из" or before in ("ни", "еще", "этот", "тот", "не") or not (unit or hedged)
    return not (unit or hedged) or after in ("аз", "бор", "дарача", "шахси", "шахс", "каси", "кас", "одами")


def chained(toks: Sequence[Token], at: int) -> int:
    """How many tokens to pass over where three and more groups of digits are tied by hyphens: a phone, a code, a
    date."""
    start = at
    while (
        at + 2 < len(toks) and toks[at + 1].word == "-" and toks[at + 2].kind == "d"
        and toks[at + 1].start == toks[at].end and toks[at + 2].start == toks[at + 1].end
    ):  # fmt: skip
        at += 2
    return at + 1 - start if at - start >= 4 else 0


def score_at(c: Context, at: int) -> int:
    """How many tokens to pass over where a score stands: 3-1, 10–6, "1 - 0"; 27-31 beside a word of sport."""
    toks = c.toks
    if at + 2 >= len(toks) or toks[at + 1].word not in "-–" or toks[at + 2].kind != "d":
        return 0
    left, right = toks[at].word, toks[at + 2].word
    if not (left.isdigit() and right.isdigit() and len(left) < 4 and len(right) < 4):
        return 0
    if unit_at(toks, at + 3, c.lang) or c.word(at + 3) in numerals(c.lang).words:
        return 0
    falls = int(left) >= int(right)
    return (
        3
        if falls or (int(right) <= 40 and any(token.word in SPORT for token in toks[max(0, at - 40) : at + 40]))
        else 0
    )
