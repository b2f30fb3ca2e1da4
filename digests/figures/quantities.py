"""Quantities in a text: value or range, hedge, unit, direction, span; no indicator is needed.

The span of a quantity covers its hedge, sign of money, number, scale and a unit that stands in a table ("nearly 150
people", "$1.2 billion"); a counted noun that no table knows is its `unit` but not part of the span. A vague plural
("hundreds") has no value, low or high. A range has `low` ≤ `high` and no value; `change` is its direction, or that
of the verb that governs the quantity. Doubt ("1.234", "2,5" in English) lowers `confidence`. A run of more than 18
digits is no quantity.
"""

from __future__ import annotations

from digests.figures import not_quantities as rules
from digests.figures.context import Context, Mention
from digests.figures.elided import joined, lend_scales
from digests.figures.mentions import fraction_in_digits, parts_of, read_mention
from digests.figures.ranges import join_ranges, set_direction
from digests.language.numbers import may_hold_number, openers, read_numeral
from digests.language.numerals.compounds import compounds
from digests.language.tokens import guess_lang, plain, tokens
from digests.model import Lang, Quantity


def find_quantities(text: str, lang: Lang | None = None) -> tuple[Quantity, ...]:
    """The quantities of `text` in their order; offsets are characters of `text`. Without `lang` it is guessed."""
    low = plain(text)
    if lang is None:
        lang = guess_lang(text, low)
    if not may_hold_number(low, lang):
        return ()
    context = Context(text, low, tokens(low), lang)
    mentions = join_ranges(context, lend_scales(context, joined(context, list_mentions(context))))
    for mention in mentions:
        set_direction(context, mention)
    return tuple(quantity(context, mention) for mention in mentions)


def quantity(c: Context, m: Mention) -> Quantity:
    start, end = c.toks[m.first].start, c.toks[m.last - 1].end
    return Quantity(
        value=m.value, low=m.low, high=m.high, modifier=m.modifier, unit=m.unit, start=start, end=end,
        text=c.text[start:end], change=m.change, confidence=m.confidence,
        hedge=(m.hedge or "about") if m.modifier == "~" and m.value is not None else None,
    )  # fmt: skip


def list_mentions(c: Context) -> list[Mention]:
    """Every number that counts something, with its hedge and unit, before ranges are joined."""
    found: list[Mention] = []
    adjectives, opening = compounds(c.lang), openers(c.lang)
    at = 0
    while at < len(c.toks):
        token = c.toks[at]
        if token.kind == "s" or (token.kind == "w" and token.word not in opening):
            at += 1
            continue
        if token.kind == "d":
            skip = rules.chained(c.toks, at) or rules.score_at(c, at)
            if skip:
                at += skip
                continue
        adjective = adjectives.get(token.word)
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
