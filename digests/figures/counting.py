"""Whether a number that was read in a unit can be a figure that counts in another: what `config/units.toml` decides."""

from __future__ import annotations

from functools import cache

from digests.figures.unit_words import phrases, unit_words
from digests.language import units
from digests.model import LANGS, Quantity


@cache
def _known_units() -> frozenset[str]:
    """Every unit that the reader of numbers has a word for."""
    return frozenset(unit for lang in LANGS for unit in (*unit_words(lang).values(), *phrases(lang).values()))


@cache
def stands_alone(unit: str | None) -> bool:
    """Whether a number in `unit` says by itself what it counts: money, shares, time, and all that is measured."""
    known = units.load().get(unit)
    return not known.counts if known is not None else unit in _known_units()


def unit_fits(unit: str | None, wanted: str) -> bool:
    """Whether a number read in `unit` can be one of an indicator that counts in `wanted`."""
    asked = units.load().get(wanted)
    if asked is None or asked.counts:
        return not stands_alone(unit) or (asked is not None and unit in asked.reads)
    return unit == wanted or unit in asked.reads or (asked.bare and not stands_alone(unit))


def is_countable(quantity: Quantity, wanted: str) -> bool:
    """Whether the number says anything: not "hundreds", and no half a person ("more than half of the calls")."""
    if quantity.value is None:
        return quantity.low is not None or quantity.high is not None
    return units.load().is_measured(wanted) or quantity.value == int(quantity.value)
