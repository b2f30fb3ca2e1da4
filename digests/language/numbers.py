"""Reading numbers: one pass over the text into tokens, and a small grammar over the tokens.

Reading follows the language of the text, never the reader's: `2,5` is two and a half in Tajik and Russian; in English
a comma groups thousands. What a language does not settle (`1.234`, `2,5` in English) is read the likelier way with a
lower confidence. Every step is linear in the length of the text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from digests.language.numerals import Numerals, numerals
from digests.language.numerals.compounds import compounds
from digests.language.tokens import DIGIT, WORD, Token
from digests.model import Lang, Number

MAX_DIGITS = 18
"""A longer run of digits is an identifier (or an attack), not a quantity: it is read as no number at all."""


SURPLUS = frozenset({"лишним", "небольшим", "лишком", "хвостиком"})
"""«С лишним»: what a Russian number is more than itself by, also before its scale word."""
SHORT_SCALES = frozenset({"тыс", "млн", "млрд", "трлн", "хаз"})


class Numeral(NamedTuple):
    """A number as it stands: tokens `first` to `last` (not counted in). `value` is None where it is vague."""

    value: Number | None
    first: int
    last: int
    form: str  # "digits", "words", "fraction", "vague"
    confidence: float = 1.0
    raw: str = ""  # the digits as they stand, where the number is digits alone
    scaled: bool = False  # a scale word or a counting noun is part of it


@functools.cache
def openers(lang: Lang) -> frozenset[str]:
    """Every word that a number, or an adjective that holds one, can begin with."""
    table = numerals(lang)
    articles = {"en": {"a", "an"}, "tg": {"аз"}, "ru": set[str]()}[lang]
    return frozenset({*table.words, *table.vague, *table.several, *compounds(lang), *articles, *tied_units(lang)})


@functools.cache
def number_words(lang: Lang) -> frozenset[str]:
    """The openers that tell by themselves that there is something to read."""
    return (
        openers(lang) - tied_units(lang).keys() - {"a", "an", "аз", "few", "many", "couple", "чанд", "многие", "многих"}
        | numerals(lang).denominators.keys()
    )


def may_hold_number(low: str, lang: Lang) -> bool:
    """A quick look: without a digit and without a number word there is nothing to read."""
    return DIGIT.search(low) is not None or not number_words(lang).isdisjoint(WORD.findall(low))


class Digits(NamedTuple):
    value: Number
    confidence: float


def read_digits(raw: str, lang: Lang) -> Digits | None:
    """The value of digits with their separators, or None where they are no number ("1.2.3", too long)."""
    body = raw.replace(" ", "").replace("\u00a0", "")
    if len(body) > MAX_DIGITS + MAX_DIGITS // 3:
        return None
    if body.isdigit():
        return Digits(int(body), 1.0) if len(body) <= MAX_DIGITS else None
    comma = numerals(lang).decimal_comma
    grouped = len(body) != len(raw)
    marks = [c for c in body if not c.isdigit()]
    kinds = set(marks)
    if "'" in kinds:
        return Digits(int(body.replace("'", "")), 1.0) if re.fullmatch(r"\d{1,3}(?:'\d{3})+", body) else None
    if len(kinds) == 2:  # 1.234,5 or 1,234.5: the last mark is the decimal one
        last = marks[-1]
        whole, _, part = body.rpartition(last)
        other = "," if last == "." else "."
        if last in whole or not re.fullmatch(rf"\d{{1,3}}(?:{re.escape(other)}\d{{3}})+", whole):
            return None
        return Digits(float(f"{whole.replace(other, '')}.{part}"), 1.0 if (last == ",") == comma else 0.8)
    mark = marks[0]
    if len(marks) > 1:
        if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+", body):
            return Digits(int(body.replace(mark, "")), 1.0 if mark == "," or comma else 0.8)
        return None
    return read_one_mark(body, mark, decimal=(mark == ",") == comma, grouped=grouped)


def read_one_mark(body: str, mark: str, *, decimal: bool, grouped: bool) -> Digits:
    """Digits with one comma or full stop; `decimal` tells whether the language uses that mark for decimals."""
    whole, _, part = body.partition(mark)
    as_decimal = float(f"{whole}.{part}")
    three = len(part) == 3 and 1 <= len(whole) <= 3 and whole[0] != "0" and not grouped
    if decimal:
        return Digits(as_decimal, 0.7 if three else 1.0)
    if three:
        return Digits(int(whole + part), 1.0 if mark == "," else 0.6)
    return Digits(as_decimal, 0.9 if mark == "." else 0.5)


def tidy(value: Number) -> Number:
    """A whole float becomes an int; the dust of binary fractions is brushed off."""
    if isinstance(value, int):
        return value
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) and abs(rounded) < 1e17 else rounded


def read_numeral(toks: Sequence[Token], at: int, lang: Lang) -> Numeral | None:
    """The number that starts at token `at`, or None. Digits, words, or digits with a scale word after them."""
    table = numerals(lang)
    token = toks[at]
    if token.kind == "d":
        return digits_numeral(toks, at, lang, table)
    if token.kind != "w":
        return None
    word = token.word
    if word in ONE_OF and at + 1 < len(toks) and (one := one_thousand_and(toks, at, table)):
        return one
    if word in table.vague or word in table.several:
        vague = read_vague(toks, at, table)
        if vague is not None:
            return vague
    if lang == "tg" and at + 1 < len(toks) and toks[at + 1].word == "ним" and (tied := tied_half(toks, at, table)):
        return tied
    if word in table.words:
        return Reader(toks, at, lang, table).words()
    if word in ("a", "an") and lang == "en" and at + 1 < len(toks):
        return after_article(toks, at, table)
    return None


ONE_OF = {"тысячи": 1000, "миллиона": 10**6}
"""The genitive of one scale word, which a smaller part of the number shows to be no plural."""


def one_thousand_and(toks: Sequence[Token], at: int, table: Numerals) -> Numeral | None:
    """«Тысячи шестисот», «более тысячи двухсот»: one thousand and so many hundreds."""
    scale = ONE_OF[toks[at].word]
    if table.words.get(toks[at + 1].word, ("", 0))[0] != "h":
        return None
    reader = Reader(toks, at, "ru", table)
    reader.total, reader.ceiling, reader.scaled, reader.started, reader.at = scale, scale, True, True, at + 1
    reader.words_on()
    return Numeral(tidy(reader.total + reader.current), at, reader.at, "words", scaled=True)


@functools.cache
def tied_units(lang: Lang) -> dict[str, Number]:
    """Numbers below ten with the tie that only a half can follow: «сею ним»."""
    if lang != "tg":
        return {}
    small = [(word, value) for word, (kind, value) in numerals(lang).words.items() if kind == "u"]
    return {
        word + tie: value for word, value in small for tie in ("у", "ву", "ю") if word + tie not in numerals(lang).words
    }


def tied_half(toks: Sequence[Token], at: int, table: Numerals) -> Numeral | None:
    """«сею ним», «панҷу ним ҳазор»: with the half, and the scale word after it."""
    value = tied_units("tg").get(toks[at].word)
    if value is None:
        return None
    kind, scale = table.words.get(toks[at + 2].word, ("", 0)) if at + 2 < len(toks) else ("", 0)
    if kind and kind in "SH1":
        return Numeral(tidy((value + 0.5) * scale), at, at + 3, "words", scaled=True)
    return Numeral(value + 0.5, at, at + 2, "words")


def after_article(toks: Sequence[Token], at: int, table: Numerals) -> Numeral | None:
    """ "A million", "a hundred and ten", "a dozen", "a third of"."""
    word = toks[at + 1].word
    entry = table.words.get(word)
    if entry and entry[0] in "SHM":
        reader = Reader(toks, at, "en", table)
        reader.current, reader.started, reader.at = 1, True, at + 1
        reader.words_on()
        return Numeral(tidy(reader.total + reader.current), at, reader.at, "words", scaled=True)
    below = table.denominators.get(word)
    of = (at + 2 < len(toks) and toks[at + 2].word == "of") or (at > 0 and toks[at - 1].word == "by")
    return Numeral(1 / below, at, at + 2, "fraction") if below and of else None


def digits_numeral(toks: Sequence[Token], at: int, lang: Lang, table: Numerals) -> Numeral | None:
    token = toks[at]
    read = read_digits(token.word, lang)
    if read is None:
        return None
    reader = Reader(toks, at, lang, table)
    return reader.after_digits(read, token.word)


def read_vague(toks: Sequence[Token], at: int, table: Numerals) -> Numeral | None:
    """ "Hundreds", «десятки тысяч», «садҳо ҳазор», "several hundred": a size without a number."""
    end = at
    seen = False
    while end < len(toks) and end - at < 6:
        word = toks[end].word
        if word in table.vague:
            seen = True
        elif (end == at and word in table.several) or (seen and of_vague(toks, end, table)):
            pass
        elif end > at and table.words.get(word, ("", 0))[0] in ("S", "1", "H", "M"):
            seen = True
        else:
            break
        end += 1
    if not seen:
        return None
    return Numeral(None, at, end, "vague", scaled=True)


def of_vague(toks: Sequence[Token], at: int, table: Numerals) -> bool:
    """Whether "of" stands at `at` with another vague word after it."""
    return toks[at].word in table.of_words and at + 1 < len(toks) and toks[at + 1].word in table.vague


DECIMAL_OPENERS: dict[Lang, frozenset[str]] = {
    "en": frozenset({"point"}), "ru": frozenset({"и", "целых", "целая"}), "tg": frozenset()
}  # fmt: skip
"""What stands between a whole and its tenths."""


class Reader:
    """Adds up one number from its words. Sizes must fall from left to right; what does not fit ends the number."""

    def __init__(self, toks: Sequence[Token], at: int, lang: Lang, table: Numerals) -> None:
        self.toks, self.first, self.at, self.lang, self.table = toks, at, at, lang, table
        self.total: Number = 0
        self.current: Number = 0
        self.ceiling = 10**18  # the next scale word must be smaller
        self.scaled = False
        self.started = False

    def entry(self, at: int) -> tuple[str, Number] | None:
        if at < len(self.toks) and self.toks[at].kind == "w":
            return self.table.words.get(self.toks[at].word)
        return None

    def after_digits(self, read: Digits, raw: str) -> Numeral:
        self.current = read.value
        self.at += 1
        confidence = read.confidence
        nxt = self.at
        if nxt < len(self.toks) and self.toks[nxt].word == "-" and self.touches(nxt) and self.touches(nxt + 1):
            nxt += 1  # "1.2-million"
        half = self.half(self.at)
        if half:
            self.current, self.at, nxt = self.current + 0.5, half, half
        entry = self.entry(nxt)
        if (
            entry is None
            and nxt == self.at + 1
            and nxt < len(self.toks)
            and self.toks[nxt].word in self.table.cardinal_tails
        ):
            nxt += 1  # «5-ти тысяч»
            entry = self.entry(nxt)
        if beyond := self.surplus(self.at):
            nxt, entry = beyond, self.entry(beyond)
        if entry and entry[0] in ("S", "1", "H", "M") and not (entry[0] == "M" and self.current > 99):
            if confidence < 1 and isinstance(read.value, int) and len(raw.partition(".")[2]) == 3:
                self.current = float(raw.replace(",", "."))  # "1.234 млрд" is a decimal
            self.take(*entry, nxt)  # one scale word: "1.7 million four years ago" is two numbers
            self.more_thousands()
        return Numeral(
            tidy(self.total + self.current), self.first, self.at, "digits", confidence, raw, scaled=self.scaled
        )

    def more_thousands(self) -> None:
        """«2 миллиона 300 тысяч», «17 ҳазору 500», «12 тыс. 262»: smaller parts in digits; in words as well, where the
        scale word is tied to them: «1 миллиону дусад ҳазор»."""
        if self.lang == "tg" and self.scaled and self.toks[self.at - 1].word.endswith("у"):
            self.words_on()
        while self.scaled and (at := self.past_point()) < len(self.toks) and self.toks[at].kind == "d":
            word = self.toks[at].word
            if not word.isdigit() or len(word) > 3:
                return
            entry = self.entry(at + 1)
            if entry and entry[0] in "S1" and entry[1] < self.ceiling:
                self.current, self.at = int(word), at + 1
                self.take(*entry, self.at)
                continue
            tied = self.toks[self.at - 1].word.endswith("у") if self.lang == "tg" else self.lang == "ru"
            three = len(word) == 3 and (at > self.at or self.lang == "en")
            if self.ceiling == 1000 and (three or (tied and at == self.at)):
                self.current, self.at = int(word), at + 1
            return

    def past_point(self) -> int:
        """The token after the point of a shortened scale word: «7 млн. 064 тыс.»."""
        point = self.at < len(self.toks) and self.toks[self.at].word == "." and self.touches(self.at)
        return self.at + 1 if point and self.toks[self.at - 1].word in SHORT_SCALES else self.at

    def touches(self, at: int) -> bool:
        """Whether token `at` follows the one before it without a space."""
        return 0 < at < len(self.toks) and self.toks[at].start == self.toks[at - 1].end

    def words(self) -> Numeral | None:
        kind, value = self.table.words[self.toks[self.at].word]
        if kind == "f":
            return self.fraction(value)
        fraction = self.small_fraction(kind, value)
        if fraction:
            return fraction
        self.words_on()
        if not self.started:
            return None
        self.more_thousands()
        self.decimals()
        return Numeral(tidy(self.total + self.current), self.first, self.at, "words", scaled=self.scaled)

    def decimals(self) -> None:
        """«Восемнадцать и семь десятых», «четыре целых пять сотых», "eighteen point seven", and their scale."""
        at, whole = self.at, self.total == 0 and isinstance(self.current, int)
        opener = self.toks[at].word if at + 1 < len(self.toks) else ""
        if not whole or opener not in DECIMAL_OPENERS[self.lang]:
            return
        if opener in ("целых", "целая") and self.toks[at + 1].word == "и":
            at += 1
        if self.lang == "en":
            digits = self.entry(at + 1)
            if digits and digits[0] == "u":
                self.current, self.at = self.current + digits[1] / 10, at + 2
        elif found := Reader(self.toks, at + 1, self.lang, self.table).tenths():
            self.current, self.at = self.current + found[0], found[1]
        self.words_on()  # "two point five million": of a fraction nothing but a scale can follow

    def tenths(self) -> tuple[Number, int] | None:
        """So many tenths or hundredths, and the token behind them."""
        self.words_on()
        below = self.table.denominators.get(self.toks[self.at].word, 0) if self.at < len(self.toks) else 0
        share = self.total + self.current
        return (share / below, self.at + 1) if below in (10, 100) and 0 < share < below else None

    def small_fraction(self, kind: str, value: Number) -> Numeral | None:
        """Two thirds, three-quarters, две трети."""
        nxt = self.first + 1
        if kind not in "ut" or value > 11:
            return None
        if nxt < len(self.toks) and self.toks[nxt].word == "-" and self.touches(nxt):
            nxt += 1
        if nxt < len(self.toks) and self.toks[nxt].kind == "w":
            below = self.table.denominators.get(self.toks[nxt].word)
            if below and value < below:
                return self.of_scale(value / below, nxt + 1) or Numeral(value / below, self.first, nxt + 1, "fraction")
        return None

    def of_scale(self, share: Number, at: int) -> Numeral | None:
        """ "Three-quarters of a million"."""
        words = [token.word for token in self.toks[at : at + 2]]
        entry = self.entry(at + 2)
        if words not in (["of", "a"], ["of", "an"]) or entry is None or entry[0] not in "S1":
            return None
        return Numeral(tidy(share * entry[1]), self.first, at + 3, "words", scaled=True)

    def fraction(self, value: Number) -> Numeral:
        """Half, полтора, ним: alone, or before a scale word ("half a million", «полтора миллиона»)."""
        nxt = self.first + 1
        if self.lang == "en" and nxt < len(self.toks) and self.toks[nxt].word in ("a", "an", "-"):
            nxt += 1
        entry = self.entry(nxt)
        if entry and entry[0] in ("S", "1", "H", "M"):
            return Numeral(tidy(value * entry[1]), self.first, nxt + 1, "words", scaled=True)
        form = "words" if value > 1 else "fraction"
        return Numeral(value, self.first, self.first + 1, form, scaled=value >= 100)

    def words_on(self) -> None:
        while True:
            at = self.skip_tie()
            entry = self.entry(at)
            if entry is None or not self.take(*entry, at):
                return
            if beyond := self.surplus(self.at):
                self.take(*self.table.words[self.toks[beyond].word], beyond)
            half = self.half(self.at)
            if half:
                if self.current:
                    self.current += 0.5
                else:
                    self.total += 0.5 * self.ceiling
                self.at = half

    def skip_tie(self) -> int:
        """Past "and", ва or a hyphen inside a number, if a part of the number follows."""
        at = self.at
        if not self.started or at >= len(self.toks):
            return at
        word = self.toks[at].word
        if word in self.table.and_words and at + 1 < len(self.toks):
            entry = self.entry(at + 1)
            # "and" ties only what is smaller than a hundred to hundreds and scales: "two and three" are two numbers
            if entry and entry[0] in "utTh" and self.current % 100 == 0 and (self.current or self.total):
                return at + 1
            if entry and self.lang == "tg" and entry[0] == "u" and self.current % 10 == 0 and self.current % 100 > 10:
                return at + 1
        elif word == "," and self.lang == "en" and self.current == 0 and at + 2 < len(self.toks):
            entry = self.entry(at + 1)  # "two thousand, three hundred"
            if entry and entry[0] == "u" and self.toks[at + 2].word == "hundred":
                return at + 1
        elif word == "-" and self.touches(at) and self.touches(at + 1):
            entry = self.entry(at + 1)
            if entry and (
                entry[0] in "S1M" or (entry[0] in "u" and self.current % 10 == 0 and self.current % 100 > 10)
            ):
                return at + 1
        return at

    def surplus(self, at: int) -> int | None:
        """The scale word behind «с лишним», where that stands at `at`: «двухсот с лишним тысяч»."""
        if at + 2 >= len(self.toks) or self.toks[at].word != "с" or self.toks[at + 1].word not in SURPLUS:
            return None
        entry = self.entry(at + 2)
        return at + 2 if entry and entry[0] in "S1" and self.current else None

    def half(self, at: int) -> int | None:
        """The token after "and a half", where it stands at `at`."""
        for words in self.table.halves:
            if all(at + n < len(self.toks) and self.toks[at + n].word == word for n, word in enumerate(words)):
                return at + len(words)
        return None

    def take(self, kind: str, value: Number, at: int) -> bool:
        """Add one word. False where it cannot belong to this number."""
        current = self.current
        if kind == "u":
            fits = current % 10 == 0 and current % 100 != 10 and isinstance(current, int) and not self.after_dash(at)
        elif kind in ("t", "T"):
            fits = current % 100 == 0
        elif kind == "h":
            fits = current == 0
        elif kind == "H":
            fits = 0 < current < 100 or (current == 0 and self.lang == "tg")
        elif kind == "M":
            fits = 0 < current < 1000 or not self.started
        else:
            fits = value < self.ceiling and (current > 0 or (kind == "1" and (not self.started or self.total > 0)))
        if not fits or kind == "f":
            return False
        if kind in "utTh":
            self.current = current + value
        elif kind == "H":
            self.current = (current or 1) * 100
            self.scaled = True
        else:
            self.total += (current or 1) * value
            self.current, self.ceiling, self.scaled = 0, int(value), True
        self.started = True
        self.at = at + 1
        return True

    def after_dash(self, at: int) -> bool:
        """Whether a spaced dash parts token `at` from the number so far: "twenty – five" is no twenty-five."""
        return self.started and self.toks[at - 1].word == "–"
