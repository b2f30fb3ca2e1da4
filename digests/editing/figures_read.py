"""The figures of a statement, as the machine reads them in its texts: what they count, and on what they agree.

An editor sees them before a record is stored. A number that no indicator counts needs the editor's own words for what
it does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from digests.check.figures import TIMES, quantities, value_of, worded
from digests.model import LANGS, Claim, Figure, Lang, Quantity, Texts

Numbers = Callable[[str, Lang], Sequence[Claim]]
"""What is claimed in a text of a language: whoever reads it knows of which day and publisher it is."""
PREFERRED: tuple[Lang, ...] = ("en", "ru", "tg")
"""Whose reading of what a number counts is taken first: where the rules have been tried most."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a text words it; `claim` says what it counts, None where no indicator does."""

    word: str
    quantity: Quantity
    claim: Claim | None


def numbers_in(text: str, lang: Lang, numbers: Numbers) -> tuple[Number, ...]:
    """The numbers of a text that a record has to hold, in its order: lengths of time and "hundreds" are none."""
    claims = {_key(claim): claim for claim in reversed(numbers(text, lang))}
    return tuple(
        Number(worded(value_of(quantity)), quantity, claims.get(value_of(quantity)[:3]))
        for quantity in quantities(text, lang)
        if quantity.unit not in TIMES and not (quantity.value is None and quantity.low is None)
    )


def figures_of(texts: Mapping[Lang, str], numbers: Numbers, labels: Mapping[str, Texts]) -> tuple[Figure, ...]:
    """The figures of a statement in the order of its first text: of an indicator, or under the editor's label. What
    has neither is left out, and the check of records finds it."""
    read = {lang: numbers_in(texts[lang], lang, numbers) for lang in LANGS if texts.get(lang)}
    found: dict[str, Figure] = {}
    for number in (each for lang in PREFERRED for each in read.get(lang, ())):
        label = labels.get(number.word)
        if number.word in found or (label is None and number.claim is None):
            continue
        found[number.word] = _labelled(number, label) if label else _counted(number)
    return tuple(found.values())


def unnamed(texts: Mapping[Lang, str], numbers: Numbers, labels: Mapping[str, Texts]) -> Iterator[str]:
    """The numbers, as they are worded, of which neither an indicator nor the editor says what they count."""
    named = {_worded(figure) for figure in figures_of(texts, numbers, labels)}
    words = (each.word for lang in LANGS if texts.get(lang) for each in numbers_in(texts[lang], lang, numbers))
    yield from (word for word in dict.fromkeys(words) if word not in named)


def _worded(figure: Figure) -> str:
    return worded(value_of(figure))


def _key(claim: Claim) -> tuple[object, object, object]:
    return claim.value, claim.low, claim.high


def _labelled(number: Number, label: Texts) -> Figure:
    q = number.quantity
    return Figure(None, label, q.value, q.low, q.high, q.modifier, q.unit or "person", hedge=q.hedge)


def _counted(number: Number) -> Figure:
    q, claim = number.quantity, number.claim
    assert claim is not None
    return Figure(
        claim.indicator, None, q.value, q.low, q.high, q.modifier, claim.unit, claim.role, claim.as_of,
        claim.as_of_basis, claim.period, scope=claim.scope, place=claim.place, hedge=q.hedge,
    )  # fmt: skip
