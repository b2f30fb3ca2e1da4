"""One number with all that belongs to it: money sign, scale, unit, hedge. Nothing where it counts nothing."""

from __future__ import annotations

from digests.figures import hedges, times, units
from digests.figures import not_quantities as rules
from digests.figures.context import UNCERTAIN, Context, Mention, digit
from digests.figures.unit_words import CODES, PREFIX_CODES, PREFIXES, SIGNS, unit_words
from digests.language.numbers import SHORT_SCALES, SURPLUS, Numeral, read_numeral, tidy
from digests.language.numerals import numerals
from digests.model import Modifier


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
    if n.scaled and c.word(n.last) == "." and c.tight(n.last) and c.word(n.last - 1) in SHORT_SCALES:
        m.last += 1
    below_one(c, m)
    money_before(c, m)
    short_million(c, m)
    if n.form == "vague":
        m.modifier = "~"
    elif any(c.word(at) in SURPLUS for at in range(n.first, n.last)):
        m.modifier = ">"
    tail_hedge(c, m)
    unit_after(c, m)
    minus(c, m)
    if m.unit is None and (
        ((m.last == n.last or c.lang == "tg") and glued_name(c, n))
        or (c.word(m.last) == "-" and c.word(m.last + 1) in IDLE_TAILS)
    ):
        return None
    alone = m.unit is not None or ends_sentence(c, m) or is_time_back(c, m.last)
    noun = None if alone else units.counted_noun(c.toks, m.last, c.lang, one=m.value == 1)
    hedge = hedges.before(c.toks, m.first, c.lang)
    if c.lang == "tg" and m.first and not hedge:
        hedge = around(c, m)
    if n.form == "vague" and hedge and c.lang == "ru" and n.last - n.first == 1 and c.word(n.first) in GENITIVE_COUNT:
        m.value, m.modifier = GENITIVE_COUNT[c.word(n.first)], "="  # свыше тысячи, около сотни
    facts = {"has_unit": m.unit is not None, "has_noun": noun is not None}
    if (
        times.is_date(c, n)
        or rules.is_ordinal_in_disguise(c, n)
        or rules.is_part_of_an_ordinal(c, n)
        or rules.is_score_in_words(c, n)
        or rules.in_a_title(c, n)
        or times.is_clock(c, n)
        or rules.in_a_name(c, n, **facts)
        or times.is_year(c, n, has_unit=m.unit is not None, noun=noun, hedged=hedge is not None)
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
    english = c.english_style and m.unit not in CONTINUOUS and not (m.unit or "").isupper()
    things = english or m.unit == "person" or (m.unit is not None and not m.named)
    if part.endswith("00") or (things and m.unit not in CONTINUOUS):
        m.value, m.confidence = int(whole + part), UNCERTAIN


def is_age(c: Context, n: Numeral) -> bool:
    """A number between commas after a name ("Track Palin, 26, spent …"), or after "aged"."""
    if n.form != "digits" or not isinstance(n.value, int) or not 1 <= n.value <= 115:
        return False
    before, after = c.word(n.first - 1), c.word(n.last)
    if before in ("aged", "age") or (before in hedges.COMPARISON and c.word(n.first - 2) in ("aged", "age")):
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
        return before in ("первая", "первой", "первую", "второй", "вторая", "вторую") or after == "финал"
    return after in ("шаб", "рузи", "руз", "шаби") or before in ("якуми", "дуюми", "аввали", "дуввуми")


def money_before(c: Context, m: Mention) -> None:
    """$ € £ before the number (US$, S$, HK$ as well), or a code."""
    at = m.first - 1
    word = c.word(at)
    if word in SIGNS:
        m.unit, m.first, m.sign, m.named = SIGNS[word], at, True, True
        if c.tight(at) and c.word(at - 1) in PREFIXES and word == "$":
            m.unit, m.first = PREFIXES[c.word(at - 1)], at - 1
        money_scale(c, m)
    elif word == "rs" and n_digits(m):
        m.unit, m.first, m.sign, m.named = "INR", at, True, True
    elif word in CODES and at >= 0 and c.text[c.toks[at].start : c.toks[at].end].isupper():
        m.unit, m.first, m.sign, m.named = word.upper().replace("RUR", "RUB"), at, True, True
        money_scale(c, m)
    elif word in PREFIX_CODES and c.tight(m.first) and rules.money_glued(c, m.first):
        m.unit, m.first, m.sign, m.named = PREFIX_CODES[word], at, True, True
        money_scale(c, m)


def below_one(c: Context, m: Mention) -> None:
    """ ".500": the nought before the point is left out."""
    if m.numeral and m.numeral.form == "digits" and not m.scaled and rules.leading_point(c, m.first):
        m.value, m.first = tidy(float(f"0.{m.numeral.raw}")), m.first - 1


def n_digits(m: Mention) -> bool:
    return m.numeral is not None and m.numeral.form == "digits"


def short_million(c: Context, m: Mention) -> None:
    """ "1.5m euros": a glued m before a counted word is a million, otherwise metres."""
    glued = c.lang == "en" and c.word(m.last) == "m" and c.tight(m.last) and not m.sign
    digits = m.numeral is not None and m.numeral.form == "digits"
    if glued and digits and m.value is not None and counts_after(c, m.last + 1):
        m.value, m.last, m.scaled, m.confidence = tidy(m.value * 10**6), m.last + 1, True, UNCERTAIN


def counts_after(c: Context, at: int) -> bool:
    """Whether something is counted after a glued m: "1.5m euros", "1.2m Tajik citizens", "1m to 1.2m Tajiks"."""
    while c.word(at) in ("and", "to", "or", "-", "–") and digit(c, at + 1) and c.word(at + 2) == "m":
        at += 3
    if units.is_plural(c.word(at)) or c.word(at) in unit_words("en"):
        return True
    return c.capital(at) and units.is_plural(c.word(at + 1)) and not c.word(at).endswith("s")


def money_scale(c: Context, m: Mention) -> None:
    """After a sum of money "m" and "b" are millions and billions."""
    scale = {"m": 10**6, "b": 10**9, "t": 10**12}.get(c.word(m.last))
    if scale and m.value is not None and not m.scaled and c.toks[m.last].end - c.toks[m.last].start == 1:
        m.value, m.last, m.scaled = tidy(m.value * scale), m.last + 1, True


def unit_after(c: Context, m: Mention) -> None:
    at = m.last
    if c.word(at) == "-" and c.tight(at) and c.tight(at + 1) and c.toks[at + 1].kind == "w":
        at += 1
        if (
            c.word(at) in numerals(c.lang).cardinal_tails
            or (c.lang == "ru" and c.word(at) in ("х", "го", "м"))
            or (c.lang == "tg" and c.word(at).startswith(("то", "та")))
        ):
            at += 1
            m.last = at  # 20-ти, 6-тояш
    elif c.lang == "tg" and c.tight(at) and c.word(at) in numerals("tg").cardinal_tails and n_digits(m):
        at += 1
        m.last = at  # 144та
    elif c.lang == "en" and m.numeral and m.numeral.form == "fraction" and c.word(at) in ("a", "an"):
        at += 1  # half an hour
    found = None if is_time_back(c, at) else units.unit_at(c.toks, at, c.lang)
    if (
        found is None
        or (ends_sentence(c, m) and not found[0].isupper())
        or (c.word(at) in ("pc", "pp") and c.capital(at))
    ):
        return
    unit, end = found
    single = c.toks[at].end - c.toks[at].start == 1 and c.toks[at].kind == "w"
    if single and m.numeral and (m.numeral.form != "digits" or not is_abbreviation(c, at)):
        return
    if c.word(end) == "2" and c.tight(end) and unit.endswith("metre"):
        unit, end = f"square {unit}", end + 1  # km2
    if m.sign:
        if unit == m.unit or (unit in ("USD", "RUB") and c.toks[at].kind == "w"):
            m.last = end
        return
    m.unit, m.last, m.named = unit, end, True
    rate = units.rate_after(c.toks, end, c.lang)
    if rate and rate[0] != unit:
        m.unit, m.last = f"{unit} per {rate[0]}", rate[1]


BACK = {"годом": frozenset({"ранее", "раньше", "прежде"}), "год": frozenset({"назад"})}
"""«170 тыс. годом ранее»: a time that the number is held against, not what it counts."""


def is_time_back(c: Context, at: int) -> bool:
    return c.lang == "ru" and c.word(at + 1) in BACK.get(c.word(at), ())


def ends_sentence(c: Context, m: Mention) -> bool:
    """Whether the full stop of a scale word may end the sentence too: «в 2023-м 4,5 млрд. Узбекистан получил …»."""
    if not m.scaled or m.last >= len(c.toks) or not c.capital(m.last):
        return False
    return "." in c.text[c.toks[m.last - 1].end - 1 : c.toks[m.last].start]


TAILS: dict[str, Modifier] = {"odd": "~", "something": "~", "plus": ">=", "+": ">="}


def is_abbreviation(c: Context, at: int) -> bool:
    """Whether one letter after digits is a unit: "20C", "5p", "15 m", «5 т», but not "5G" nor "205,000 F-150s"."""
    if c.lang != "en" or c.word(at) == "m":
        return True
    return c.tight(at) and not (c.word(at) == "g" and c.capital(at))


def tail_hedge(c: Context, m: Mention) -> None:
    """ "20-odd", "50-plus", "30+": a hedge that hangs on the number."""
    at = m.last + 1 if c.word(m.last) == "-" and c.tight(m.last) else m.last
    tail = TAILS.get(c.word(at))
    if tail and c.tight(at) and (c.word(at) != "+" or not digit(c, at + 1)):
        m.modifier, m.last = tail, at + 1


def minus(c: Context, m: Mention) -> None:
    """A number below zero, where a unit shows that the hyphen is no dash: -20 °C, minus 15 degrees, −0,3 %."""
    at = m.first - 1
    if m.value is None:
        return
    glued = c.word(at) == "-" and c.tight(m.first) and c.toks[m.first].kind == "d"
    if glued and c.tight(at) and c.word(at - 1) in rules.MINUS:
        m.value, m.first = -m.value, at - 1
    elif (m.named or m.sign) and ((glued and not c.tight(at)) or c.word(at) in rules.MINUS):
        m.value, m.first = -m.value, at


PASSED = ("гузашт", "мегузар")
"""«Аз 630 ҳазор гузашт»: it has passed that number; of days and years, time has."""


def around(c: Context, m: Mention) -> tuple[Modifier, int] | None:
    """«аз 400 нафар зиёд», «аз 400 нафар бештар»: a hedge on both sides of the number."""
    if c.word(m.first - 1) != "аз":
        return None
    word = c.word(m.last)
    if word in ("зиед", "зиедтар", "бештар", "зиеда") or (word.startswith(PASSED) and m.unit not in TIMES):
        return ">", m.first - 1
    return ("<", m.first - 1) if word in ("кам", "камтар") else None


def set_hedge(c: Context, m: Mention, hedge: tuple[Modifier, int] | None) -> None:
    if hedge and hedge[0] != "=" and not is_level(c, m, hedge) and not is_preposition(c, m, hedge[1]):
        if m.modifier == "=":
            m.modifier = hedge[0]
            if hedge[0] == "~":
                m.hedge = hedges.side(hedges.joined(c.toks, hedge[1], m.first), c.lang)
        m.first, m.hedged = hedge[1], True
    after = hedge_after(c, m)
    if after and m.modifier in ("=", "~"):
        m.modifier, m.last, m.hedged = after[0], after[1], True


def hedge_after(c: Context, m: Mention) -> tuple[Modifier, int] | None:
    """«50 ва зиёда», "18 people or more": but not "149 killed and over 600 wounded", nor «8 маротиба зиёдтар»."""
    after = hedges.after(c.toks, m.last, c.lang)
    if after is None and not m.named:
        noun = units.counted_noun(c.toks, m.last, c.lang)
        after = hedges.after(c.toks, noun[1], c.lang) if noun else None
        if after and after[0] == ">" and c.lang == "tg":
            return None
    if after is None or (c.lang == "tg" and after[0] == ">" and m.unit == "time"):
        return None
    if c.lang == "tg" and after[0] == ">" and c.word(after[1]).startswith(GROWING):
        return None  # «75% зиёд шуд»: it grew
    than = after[1] < len(c.toks) and c.toks[after[1]].word in THAN  # "149 dead and more than 600 injured"
    follows = after[1] + than
    return None if follows < len(c.toks) and read_numeral(c.toks, follows, c.lang) else after


GROWING = ("шуд", "меш", "гард", "мегард", "кард", "мекун", "будаанд")
THAN = frozenset({"than", "чем", "аз"})


TIMES = frozenset({"year", "month", "week", "day", "hour", "minute"})
TOLD = frozenset(
    "report reports reported news information question questions concern concerns story stories talk talked talks "
    "think thought know known told spoke speak worried worries learn learned rumours claims debate".split()
)
REACHED = frozenset(
    "spread spreads spreading stretch stretches stretched extends extended flew looms ruled control".split()
)
BEYOND = frozenset("for after is was are were took lasted in of just well by at than little and with aged".split())
LAWS = frozenset("article law rule section act clause paragraph condition name agreement title programme".split())


def is_preposition(c: Context, m: Mention, at: int) -> bool:
    """ "Within 30 days", "under 3 articles", "spread over 13,000 hectares", "reports about 3 people": no hedges."""
    if c.lang != "en" or m.first - at != 1:
        return False
    word, before = c.word(at), c.word(at - 1)
    if word == "within":
        return m.unit in TIMES
    if word == "under":
        return m.unit in LAWS
    if word == "over" and m.unit in TIMES:
        return before not in BEYOND  # a fine paid "over ten years", but jailed "for over ten years"
    return (word == "over" and before in REACHED) or (word == "about" and before in TOLD)


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
