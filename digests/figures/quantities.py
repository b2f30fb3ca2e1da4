"""Quantities in a text: value or range, hedge, unit, direction, span. No indicator and no dictionary of a subject is needed.

The span of a quantity covers its hedge, sign of money, number, scale and a unit that stands in a table ("nearly 150
people", "$1.2 billion"); a counted noun that no table knows is its `unit` but not part of the span. A vague plural
("hundreds") has no value, low or high. A range has `low` ≤ `high` and no value; `change` is its direction, or that
of the verb that governs the quantity. Doubt ("1.234", "2,5" in English) lowers `confidence`. A run of more than 18
digits is no quantity.
"""

from __future__ import annotations

from dataclasses import dataclass

from digests.figures import hedges, units
from digests.figures import not_quantities as rules
from digests.figures.not_quantities import Context, digit
from digests.language.numerals import numerals
from digests.language.numerals.compounds import compounds
from digests.language.numbers import (
    Numeral,
    guess_lang,
    may_hold_number,
    plain,
    read_digits,
    read_numeral,
    tidy,
    tokens,
)
from digests.model import Direction, Lang, Modifier, Number, Quantity

UNCERTAIN = 0.6


@dataclass(slots=True)
class Mention:
    """A quantity in the making; `first` and `last` are tokens, `last` not counted in."""

    first: int
    last: int
    value: Number | None
    low: Number | None = None
    high: Number | None = None
    modifier: Modifier = "="
    unit: str | None = None
    named: bool = False  # the unit stands in a table and in the span
    sign: bool = False  # a sign of money stands before the number
    change: Direction | None = None
    confidence: float = 1.0
    scaled: bool = False
    numeral: Numeral | None = None
    hedged: bool = False


def find_quantities(text: str, lang: Lang | None = None) -> tuple[Quantity, ...]:
    """The quantities of `text` in their order; offsets are characters of `text`. Without `lang` it is guessed."""
    low = plain(text)
    if lang is None:
        lang = guess_lang(text, low)
    if not may_hold_number(low, lang):
        return ()
    context = Context(text, low, tokens(low), lang)
    mentions = join_ranges(context, list_mentions(context))
    for mention in mentions:
        set_direction(context, mention)
    return tuple(quantity(context, mention) for mention in mentions)


def quantity(c: Context, m: Mention) -> Quantity:
    start, end = c.toks[m.first].start, c.toks[m.last - 1].end
    return Quantity(
        value=m.value, low=m.low, high=m.high, modifier=m.modifier, unit=m.unit, start=start, end=end,
        text=c.text[start:end], change=m.change, confidence=m.confidence,
    )  # fmt: skip


def list_mentions(c: Context) -> list[Mention]:
    """Every number that counts something, with its hedge and unit, before ranges are joined."""
    found: list[Mention] = []
    adjectives = compounds(c.lang)
    at = 0
    while at < len(c.toks):
        if c.toks[at].kind == "s":
            at += 1
            continue
        if c.toks[at].kind == "d":
            skip = rules.chained(c.toks, at) or rules.score_at(c, at)
            if skip:
                at += skip
                continue
        adjective = adjectives.get(c.toks[at].word) if adjectives else None
        if adjective:
            found.append(Mention(at, at + 1, adjective[0], unit=adjective[1], named=True))
            at += 1
            continue
        numeral = fraction_in_digits(c, at) or parts_of(c, at) or read_numeral(c.toks, at, c.lang)
        if numeral is None:
            at += 1
            continue
        mention = read_mention(c, numeral)
        if mention is not None and found and per_unit(c, found[-1], mention):
            mention = None
        if mention is not None:
            found.append(mention)
            at = max(mention.last, numeral.last)
        else:
            at = numeral.last
    return found


def per_unit(c: Context, left: Mention, right: Mention) -> bool:
    """«1,5 километр дар як сония»: the second number is a rate's "per"."""
    return (
        c.lang == "tg"
        and right.value == 1
        and right.named
        and right.first - left.last <= 2
        and c.word(right.first - 1) == "дар"
    )


def fraction_in_digits(c: Context, at: int) -> Numeral | None:
    """1/2, 3/4, 2/3: a fraction where the parts are small; other slashes are no numbers of ours."""
    toks = c.toks
    if at + 2 >= len(toks) or toks[at + 1].word != "/" or not (c.tight(at + 1) and c.tight(at + 2)):
        return None
    above, below = toks[at].word, toks[at + 2].word
    if not (toks[at].kind == toks[at + 2].kind == "d" and above.isdigit() and below.isdigit()):
        return None
    if (
        len(above) > 1
        or len(below) > 2
        or not 0 < int(above) < int(below) <= 10
        or (c.word(at - 1) == "/" and c.tight(at))
    ):
        return None
    return Numeral(int(above) / int(below), at, at + 3, "fraction")


def parts_of(c: Context, at: int) -> Numeral | None:
    """«аз се ду ҳисса»: two parts of three."""
    if c.lang != "tg" or c.word(at) != "аз":
        return None
    below = read_numeral(c.toks, at + 1, "tg") if at + 1 < len(c.toks) else None
    above = read_numeral(c.toks, below.last, "tg") if below and below.last < len(c.toks) else None
    if not (below and above and below.value and above.value and c.word(above.last).startswith(("хисса", "кисм"))):
        return None
    return (
        Numeral(above.value / below.value, at, above.last + 1, "fraction") if above.value < below.value <= 100 else None
    )


GENITIVE_COUNT = {"тысячи": 1000, "сотни": 100, "десятка": 10}


def read_mention(c: Context, n: Numeral) -> Mention | None:
    """The number with everything that belongs to it, or None where it counts nothing."""
    if rules.is_masked(c, n) or rules.part_of_a_word(c, n) or rules.is_list_number(c, n):
        return None
    m = Mention(n.first, n.last, n.value, confidence=n.confidence, scaled=n.scaled, numeral=n)
    if (
        n.scaled
        and c.word(n.last) == "."
        and c.tight(n.last)
        and c.word(n.last - 1) in ("тыс", "млн", "млрд", "трлн", "хаз")
    ):
        m.last += 1
    money_before(c, m)
    short_million(c, m)
    if n.form == "vague":
        m.modifier = "~"
    tail_hedge(c, m)
    unit_after(c, m)
    minus(c, m)
    if m.unit is None and (glued_name(c, n) or (c.word(m.last) == "-" and c.word(m.last + 1) in IDLE_TAILS)):
        return None
    noun = None if m.unit else units.counted_noun(c.toks, m.last, c.lang, one=m.value == 1)
    hedge = hedges.before(c.toks, m.first, c.lang)
    if c.lang == "tg" and m.first and not hedge:
        hedge = around(c, m)
    if n.form == "vague" and hedge and c.lang == "ru" and n.last - n.first == 1 and c.word(n.first) in GENITIVE_COUNT:
        m.value, m.modifier = GENITIVE_COUNT[c.word(n.first)], "="  # свыше тысячи, около сотни
    facts = {"has_unit": m.unit is not None, "has_noun": noun is not None}
    if (
        rules.is_date(c, n)
        or rules.is_ordinal_in_disguise(c, n)
        or rules.is_score_in_words(c, n)
        or rules.in_a_title(c, n)
        or rules.is_clock(c, n)
        or rules.in_a_name(c, n, **facts)
        or rules.is_year(c, n, **facts, hedged=hedge is not None)
        or rules.idle_one(c, n, unit=m.unit is not None, hedged=hedge is not None, noun=noun is not None)
        or rules.both(c, n)
        or idle_fraction(c, n)
    ):
        return None
    if m.unit is None and noun:
        m.unit = noun[0]
    if m.unit is None and is_age(c, n):
        m.unit = "year"
    whole_or_decimal(c, m)
    set_hedge(c, m, hedge)
    return m


IDLE_TAILS = frozenset("dimensional way fold sided star".split())
CONTINUOUS = frozenset({"percent", "percentage point", "degree", "point", "year", "hour"})


def whole_or_decimal(c: Context, m: Mention) -> None:
    """In Tajik and Russian text "2,500" may be an English thousand: it is where whole things are counted, or where
    the digits end in zeros; a rate or a measure ("10,953 сомонӣ") is a decimal."""
    n = m.numeral
    if not n or n.confidence == 1 or "," not in n.raw or n.scaled or m.value is None:
        return
    whole, _, part = n.raw.partition(",")
    if not (len(part) == 3 and whole.isdigit() and part.isdigit()):
        return
    english = c.english_style and m.unit not in CONTINUOUS
    things = english or m.unit == "person" or (m.unit is not None and not m.named)
    if part.endswith("00") or (things and m.unit not in CONTINUOUS):
        m.value, m.confidence = int(whole + part), UNCERTAIN


def is_age(c: Context, n: Numeral) -> bool:
    """A number between commas after a name ("Track Palin, 26, spent …"), or after "aged"."""
    if n.form != "digits" or not isinstance(n.value, int) or not 1 <= n.value <= 115:
        return False
    before, after = c.word(n.first - 1), c.word(n.last)
    if before in ("aged", "age"):
        return True
    named = c.lang == "en" and before == "," and n.first > 1 and c.toks[n.first - 2].kind == "w"
    return named and after in (",", ".", ")", ";") and not digit(c, n.last + 1)


def glued_name(c: Context, n: Numeral) -> bool:
    """Letters that touch the digits and are no unit: 115ФЗ, 5S, 3D."""
    if n.form != "digits" or n.scaled or not c.tight(n.last):
        return False
    after = c.toks[n.last]
    if after.kind == "w":
        return after.word not in rules.TIMES
    return after.word == "-" and c.tight(n.last + 1) and c.toks[n.last + 1].kind == "w" and len(c.word(n.last + 1)) < 2


def idle_fraction(c: Context, n: Numeral) -> bool:
    """Half and ним that are no share: "second half", "half-brother", «нисфи рӯз», «с половиной»."""
    if n.form != "fraction" or n.last - n.first != 1:
        return False
    before, after = c.word(n.first - 1), c.word(n.last)
    if c.lang == "en":
        return before in ("first", "second", "other", "a", "better", "latter", "top", "bottom", "front") or after in (
            "-", "time", "way", "brother", "sister") or c.tight(n.first)  # fmt: skip
    if c.lang == "ru":
        return before in ("первая", "первой", "первую", "второй", "вторая", "вторую", "в") and after in (
            "года", "дня", "матча", "месяца", "века", "финал")  # fmt: skip
    return after in ("шаб", "рузи", "руз", "шаби") or before in ("якуми", "дуюми", "аввали", "дуввуми")


def money_before(c: Context, m: Mention) -> None:
    """$ € £ before the number (US$, S$, HK$ as well), or a code."""
    at = m.first - 1
    word = c.word(at)
    if word in units.SIGNS:
        m.unit, m.first, m.sign, m.named = units.SIGNS[word], at, True, True
        if c.tight(at) and c.word(at - 1) in units.PREFIXES and word == "$":
            m.unit, m.first = units.PREFIXES[c.word(at - 1)], at - 1
        money_scale(c, m)
    elif word == "rs" and n_digits(m):
        m.unit, m.first, m.sign, m.named = "INR", at, True, True
    elif word in units.CODES and at >= 0 and c.text[c.toks[at].start : c.toks[at].end].isupper():
        m.unit, m.first, m.sign, m.named = word.upper(), at, True, True


def n_digits(m: Mention) -> bool:
    return m.numeral is not None and m.numeral.form == "digits"


def short_million(c: Context, m: Mention) -> None:
    """ "1.5m euros": a glued m before a counted word is a million, otherwise metres."""
    if (
        c.lang == "en"
        and c.word(m.last) == "m"
        and c.tight(m.last)
        and not m.sign
        and m.numeral
        and m.numeral.form == "digits"
    ):
        after = c.word(m.last + 1)
        if m.value is not None and (units.is_plural(after) or after in units.unit_words("en")):
            m.value, m.last, m.scaled, m.confidence = tidy(m.value * 10**6), m.last + 1, True, UNCERTAIN


def money_scale(c: Context, m: Mention) -> None:
    """After a sum of money "m" and "b" are millions and billions."""
    scale = {"m": 10**6, "b": 10**9, "t": 10**12}.get(c.word(m.last))
    if scale and m.value is not None and not m.scaled and c.toks[m.last].end - c.toks[m.last].start == 1:
        m.value, m.last, m.scaled = tidy(m.value * scale), m.last + 1, True


def unit_after(c: Context, m: Mention) -> None:
    at = m.last
    if c.word(at) == "-" and c.tight(at) and c.tight(at + 1):
        at += 1
        if c.word(at) in numerals(c.lang).cardinal_tails or (c.lang == "tg" and c.word(at).startswith(("то", "та"))):
            at += 1
            m.last = at  # 20-ти, 6-тояш
    elif c.lang == "en" and m.numeral and m.numeral.form == "fraction" and c.word(at) in ("a", "an"):
        at += 1  # half an hour
    found = units.unit_at(c.toks, at, c.lang)
    if found is None:
        return
    unit, end = found
    single = c.toks[at].end - c.toks[at].start == 1 and c.toks[at].kind == "w"
    if single and m.numeral and m.numeral.form != "digits":
        return
    if m.sign:
        if unit == m.unit or (unit in ("USD", "RUB") and c.toks[at].kind == "w"):
            m.last = end
        return
    m.unit, m.last, m.named = unit, end, True
    rate = units.rate_after(c.toks, end, c.lang)
    if rate and rate[0] != unit:
        m.unit, m.last = f"{unit} per {rate[0]}", rate[1]


TAILS: dict[str, Modifier] = {"odd": "~", "something": "~", "plus": ">=", "+": ">="}


def tail_hedge(c: Context, m: Mention) -> None:
    """ "20-odd", "50-plus", "30+": a hedge that hangs on the number."""
    at = m.last + 1 if c.word(m.last) == "-" and c.tight(m.last) else m.last
    tail = TAILS.get(c.word(at))
    if tail and c.tight(at) and (c.word(at) != "+" or not digit(c, at + 1)):
        m.modifier, m.last = tail, at + 1


def minus(c: Context, m: Mention) -> None:
    """A number below zero, where a unit shows that the hyphen is no dash: -20 °C, minus 15 degrees, −0,3 %."""
    at = m.first - 1
    if not (m.named or m.sign) or m.value is None:
        return
    hyphen = c.word(at) == "-" and c.tight(m.first) and not c.tight(at) and c.toks[m.first].kind == "d"
    if hyphen or c.word(at) in ("minus", "минус", "манфии"):
        m.value, m.first = -m.value, at


def around(c: Context, m: Mention) -> tuple[Modifier, int] | None:
    """«аз 400 нафар зиёд», «аз 400 нафар бештар»: a hedge on both sides of the number."""
    if c.word(m.first - 1) != "аз":
        return None
    word = c.word(m.last)
    if word in ("зиед", "зиедтар", "бештар", "зиеда"):
        return ">", m.first - 1
    return ("<", m.first - 1) if word in ("кам", "камтар") else None


def set_hedge(c: Context, m: Mention, hedge: tuple[Modifier, int] | None) -> None:
    if hedge and not is_level(c, m, hedge):
        if m.modifier != "~":
            m.modifier = hedge[0]
        if hedge[0] != "=" or hedge[1] < m.first:
            m.first = hedge[1] if hedge[0] != "=" else m.first
        m.hedged = hedge[0] != "="
    after = hedges.after(c.toks, m.last, c.lang)
    if after is None and not m.named:
        noun = units.counted_noun(c.toks, m.last, c.lang)
        if noun:
            after = hedges.after(c.toks, noun[1], c.lang)
            if after and after[0] == ">" and c.lang == "tg":
                after = None
    if after and not (c.lang == "tg" and after[0] == ">" and m.unit == "time") and m.modifier in ("=", "~"):
        m.modifier, m.last, m.hedged = after[0], after[1], True


def is_level(c: Context, m: Mention, hedge: tuple[Modifier, int]) -> bool:
    """«вырос до 144», «то 144 расид»: the level that was reached, not a limit. «от», «с», «аз» open a range."""
    word = c.word(hedge[1])
    if hedge[0] == "<=" and word in ("до", "то") and m.first - hedge[1] == 1:
        window = [c.word(at) for at in range(max(0, hedge[1] - 5), hedge[1])]
        if c.lang == "ru":
            return any(hedges.trend(w, c.lang) or w.startswith(("дове", "дош", "дости")) for w in window)
        reached = ("расид", "мерас", "расон", "афзуд", "боло", "зиед")
        return any(c.word(at).startswith(reached) for at in range(m.last, min(m.last + 3, len(c.toks))))
    return False


CONNECTORS: dict[Lang, frozenset[str]] = {
    "en": frozenset({"-", "–", "to", "and", "or", "through"}),
    "ru": frozenset({"-", "–", "до", "или", "и", "по"}),
    "tg": frozenset({"-", "–", "то", "ба", "е", "ва"}),
}
OPENERS: dict[Lang, frozenset[str]] = {
    "en": frozenset({"from", "between"}),
    "ru": frozenset({"от", "с", "со", "между"}),
    "tg": frozenset({"аз", "байни"}),
}


def join_ranges(c: Context, mentions: list[Mention]) -> list[Mention]:
    """Two numbers tied by a dash or by words become one range."""
    joined: list[Mention] = []
    at = 0
    while at < len(mentions):
        left = mentions[at]
        if at + 1 < len(mentions):
            right = mentions[at + 1]
            if tied(c, left, right):
                joined.append(make_range(c, left, right))
                at += 2
                continue
        joined.append(left)
        at += 1
    return joined


def connector(c: Context, left: Mention, right: Mention) -> str | None:
    """The one word or sign between two mentions; a hedge of the right one («до») may itself be it."""
    if left.numeral is None or right.numeral is None:
        return None
    gap = range(left.last, right.numeral.first - (1 if right.sign else 0))
    if len(gap) == 0 or len(gap) > 2:
        return None
    word = c.word(gap[0])
    if len(gap) == 2 and word not in ("to", "до", "то", "ба", "and", "и", "ва"):
        return None
    if len(gap) == 2 and c.word(gap[1]) not in hedges.BEFORE[c.lang]:
        return None
    return word if word in CONNECTORS[c.lang] else None


def tied(c: Context, left: Mention, right: Mention) -> bool:
    """Whether two neighbours are the ends of one range."""
    word = connector(c, left, right)
    if word is None or left.value is None or right.value is None:
        return False
    if left.unit and right.unit and left.unit != right.unit and (left.named or left.sign):
        if not (left.sign or right.sign) or left.unit not in ("USD",):
            return False
    if left.named and not right.unit and not left.sign:
        return False
    low, high = coefficients(c, left, right)
    opener = c.word(left.first - 1) in OPENERS[c.lang] or c.word(left.first) in OPENERS[c.lang]
    if word in ("-", "–"):
        return low < high
    if word in ("to", "до", "то", "ба", "through", "по"):
        if opener:
            return True
        bare = left.unit is None or (left.unit == right.unit and c.word(left.first - 1) not in ("by", "на"))
        loose = word in ("to", "то") and low < high and bare
        return loose and (not governed(c, left) or (left.sign and right.sign and high <= 2 * low))
    if word in ("and", "и", "ва"):
        between = c.word(left.first - 1) in ("between", "между", "байни")
        return between and low < high
    near = low < high <= max(low * 1.5, low + 2) and not left.named
    return near and not left.hedged


def governed(c: Context, m: Mention) -> bool:
    return any(hedges.trend(c.word(at), c.lang) for at in range(max(0, m.first - 2), m.first))


def coefficients(c: Context, left: Mention, right: Mention) -> tuple[Number, Number]:
    """The two ends, the scale word of the right one lent to the left: "2–3 million"."""
    assert left.value is not None and right.value is not None
    low, high = left.value, right.value
    if right.scaled and not left.scaled and low < 1000 <= high and left.numeral:
        scale = scale_of(right, c.lang)
        if scale > 1 and low < 1000:
            low = tidy(low * scale)
    return low, high


def scale_of(m: Mention, lang: Lang) -> int:
    """The size of the scale word in a number: 1000 for "20 thousand"."""
    assert m.numeral is not None and m.value is not None
    if m.numeral.raw:
        read = read_digits(m.numeral.raw, lang)
        if read and read.value:
            return round(m.value / read.value) if m.value >= read.value else 1
    for scale in (10**12, 10**9, 10**6, 10**3):
        if m.value >= scale and m.value % scale == 0:
            return scale
    return 1


def make_range(c: Context, left: Mention, right: Mention) -> Mention:
    low, high = coefficients(c, left, right)
    opener = c.word(left.first) if left.hedged else c.word(left.first - 1)
    first = left.first - (1 if not left.hedged and opener in OPENERS[c.lang] else 0)
    unit = right.unit or left.unit
    change: Direction | None = "down" if low > high else None
    if (
        change is None
        and opener in ("from", "с", "со", "аз")
        and c.word(left.last) not in ("-", "–")
        and rises(c, first, right.last)
    ):
        change = "up"
    return Mention(
        first, right.last, None, min(low, high), max(low, high), "range", unit, named=right.named, sign=left.sign,
        change=change, confidence=min(left.confidence, right.confidence), numeral=None,
    )  # fmt: skip


def rises(c: Context, first: int, last: int) -> bool:
    """Whether a word of rising stands right before a from–to, or (in Tajik) after it."""
    near = [c.word(at) for at in range(max(0, first - 4), first)]
    if c.lang != "en":
        near += [c.word(at) for at in range(last, min(last + 4, len(c.toks)))]
    if any(hedges.trend(word, c.lang) == "up" for word in near):
        return True
    return c.lang == "tg" and verb_after(c, last) == "up"


MEASURED = frozenset({"percent", "percentage point", "basis point", "point"})


def set_direction(c: Context, m: Mention) -> None:
    """ "Rose 6 %", "up by 500", «вырос на 75%», «75 фоиз афзуд»: the direction of the verb beside the quantity."""
    if m.change or m.modifier == "range":
        return
    small = {
        "by",
        "to",
        "of",
        "another",
        "на",
        "до",
        "в",
        "a",
        "the",
        "further",
        "sharply",
        "slightly",
        "еще",
        "from",
        "аз",
        "with",
    }
    at = m.first - 1
    for _ in range(3):
        word = c.word(at)
        direction = hedges.trend(word, c.lang) if word else None
        if direction:
            money = m.unit in MEASURED or (m.unit or "").isupper() or c.word(m.first - 1) in ("by", "на", "to", "до")
            m.change = direction if money else None
            return
        if word not in small:
            break
        at -= 1
    if m.unit in MEASURED or (m.unit or "").isupper():
        after = hedges.trend(c.word(m.last), c.lang)
        m.change = after or (verb_after(c, m.last) if c.lang == "tg" else None)
        if c.lang == "en" and m.change is None and c.word(m.last) in ("higher", "more"):
            m.change = "up" if c.word(m.last) == "higher" else None


def verb_after(c: Context, at: int) -> Direction | None:
    for n in range(at, min(at + 3, len(c.toks) - 1)):
        pair = f"{c.word(n)} {c.word(n + 1)}"
        for verb, direction in hedges.TAJIK_VERBS.items():
            if pair.startswith(verb):
                return direction
        direction_of_one = hedges.trend(c.word(n), c.lang)
        if direction_of_one:
            return direction_of_one
    return None
