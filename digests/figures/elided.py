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
    "en": frozenset("earlier before ago against versus previous previously".split()),
    "ru": frozenset("ранее раньше было была был назад против прошлом прошлого прежде тогда".split()),
    "tg": frozenset("буд пеш пештар гузашта мукобили".split()),
}
"""Words of another time, right before the number or right behind it; folded."""
NEAR = 7
TIMES = frozenset({"year", "month", "week", "day", "hour"})


def lend_scales(c: Context, mentions: list[Mention]) -> list[Mention]:
    """The mentions, with the scale word lent to those that leave it out."""
    above: Mention | None = None
    for m in mentions:
        if above is not None and m.value is not None and _leaves_out(c, above, m):
            scale = scale_of(above, c.lang)
            if m.value * ALIKE >= above.value / scale and m.value <= above.value / scale * ALIKE:  # type: ignore[operator]
                m.value, m.scaled, m.unit, m.confidence = tidy(m.value * scale), True, m.unit or above.unit, 0.9
        if m.unit not in TIMES and m.modifier != "range":
            above = m if m.scaled and m.value is not None and m.numeral is not None else None
    return mentions


def _leaves_out(c: Context, above: Mention, m: Mention) -> bool:
    """Whether a bare number stands where one is held against `above`."""
    if m.scaled or m.numeral is None or m.named or m.sign or m.unit not in (None, above.unit):
        return False
    if m.first - above.last > FAR or "\n\n" in c.text[c.toks[above.last - 1].end : c.toks[m.first].start]:
        return False
    words = [c.word(at) for at in range(max(above.last, m.first - NEAR), m.first)]
    return bool(HELD_AGAINST[c.lang] & {*words, c.word(m.last)})
