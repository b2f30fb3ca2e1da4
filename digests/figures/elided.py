"""Numbers that leave out the scale word of the number they are held against: «4,2 млрд, годом ранее 3,9»."""

from __future__ import annotations

from digests.figures.context import Context, Mention
from digests.figures.ranges import scale_of
from digests.language.numbers import tidy
from digests.model import Lang

FAR = 30
"""Tokens between two numbers of one comparison."""
ALIKE = 3
"""How many times one may be the other; what differs by more counts other things."""
HELD_AGAINST: dict[Lang, frozenset[str]] = {
    "en": frozenset("earlier before ago against versus previous previously yesterday compared".split()),
    "ru": frozenset(
        "ранее раньше было была был были назад против прошлом прошлого прежде тогда вчера позавчера годом "
        "стало звучало вернулось вернулись приехали уехало уехали выехало выехали".split()
    ),
    "tg": frozenset("буд буданд пеш пештар гузашта порсол дируз мукобили".split()),
}
"""Words of another time, right before the number or right behind it; folded."""
NEAR = 7
SHARES = frozenset({"percent", "percentage point", "time"})
TIMES = frozenset({"year", "month", "week", "day", "hour"})


ABOUT: dict[str, int] = {
    "тысяч": 10**3,
    "тысячи": 10**3,
    "сотни": 100,
    "сотен": 100,
    "миллионов": 10**6,
    "миллиона": 10**6,
}
"""Scale words that stand before their number and make it a rough one: «тысяч двадцать», «сотни три»."""


def joined(c: Context, mentions: list[Mention]) -> list[Mention]:
    """The mentions, with two that are one number put together: «тысяч двадцать», and as one says it «восемь девятьсот»
    for 8,900."""
    found: list[Mention] = []
    for m in mentions:
        left = found[-1] if found and c.lang == "ru" and found[-1].last == m.first else None
        scale = 1 if left is None or left.value is not None else ABOUT.get(c.word(left.first), 1)
        if left is not None and scale > 1 and m.value is not None and 0 < m.value < 1000 and not m.scaled:
            m.value, m.first, m.modifier, m.scaled = tidy(m.value * scale), left.first, "~", True
            found.pop()
        elif left is not None and _is_said_short(left, m):
            m.value, m.first, m.modifier = left.value * 1000 + m.value, left.first, left.modifier  # type: ignore[operator]
            found.pop()
        found.append(m)
    return found


def _is_said_short(left: Mention, m: Mention) -> bool:
    """Whether thousands and hundreds in words stand side by side, without the word between."""
    in_words = all(each.numeral is not None and not each.numeral.raw and not each.scaled for each in (left, m))
    if not in_words or left.unit or left.value is None or m.value is None:
        return False
    return 1 <= left.value < 100 <= m.value < 1000 and m.value % 100 == 0


def lend_scales(c: Context, mentions: list[Mention]) -> list[Mention]:
    """The mentions, with the scale word lent to those that leave it out."""
    above: Mention | None = None
    for m in mentions:
        if above is not None and m.value is not None and _leaves_out(c, above, m):
            scale = scale_of(above, c.lang)
            if m.value * ALIKE >= above.value / scale and m.value <= above.value / scale * ALIKE:  # type: ignore[operator]
                m.value, m.scaled, m.unit, m.confidence = tidy(m.value * scale), True, m.unit or above.unit, 0.9
        if m.unit not in TIMES and m.modifier != "range" and not _is_share(m):
            above = m if m.scaled and m.value is not None and m.numeral is not None else None
    return mentions


def _is_share(m: Mention) -> bool:
    """Half, ten per cent, twice: it says nothing of the scale."""
    return m.unit in SHARES or (m.value is not None and abs(m.value) < 1)


def _leaves_out(c: Context, above: Mention, m: Mention) -> bool:
    """Whether a bare number stands where one is held against `above`."""
    if m.scaled or m.numeral is None or m.named or m.sign or m.unit not in (None, above.unit):
        return False
    if m.first - above.last > FAR or "\n\n" in c.text[c.toks[above.last - 1].end : c.toks[m.first].start]:
        return False
    words = [c.word(at) for at in range(max(above.last, m.first - NEAR), m.first)]
    return bool(HELD_AGAINST[c.lang] & {*words, c.word(m.last)})
