"""Two numbers that are one: ranges, from–to changes with their direction, and the verb that moves a quantity."""

from __future__ import annotations

from digests.figures import hedges
from digests.figures.context import Context, Mention
from digests.language.numbers import read_digits, tidy
from digests.model import Direction, Lang, Number

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
        if m.value >= scale and 2 * m.value % scale == 0:  # "five and a half billion"
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
        and opener in ("from", "between", "с", "со", "аз")
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


MEASURED = frozenset({"percent", "percentage point", "basis point", "point", "cent", "penny"})


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
    share = m.numeral is not None and m.numeral.form == "fraction"  # «более чем на треть упал»
    if m.unit in MEASURED or (m.unit or "").isupper() or share:
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
