"""What a text states that can be met with what another one states: numbers, days, names; the same in every language."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from digests.figures.quantities import find_quantities
from digests.language import names
from digests.language.dates import find_dates
from digests.model import Lang, Number
from digests.say.evidence import named


class Facts(NamedTuple):
    """The numbers, days or periods, and names that a text states."""

    numbers: frozenset[tuple[Number | None, Number | None, Number | None]]
    days: frozenset[tuple[date | None, date | None]]
    names: frozenset[str]


@lru_cache(maxsize=1 << 10)
def facts_of(text: str, lang: Lang, day: date | None) -> Facts:
    """The facts of `text`; `day` is that from which it reckons "yesterday"."""
    return Facts(
        frozenset((each.value, each.low, each.high) for each in find_quantities(text, lang)),
        frozenset((each.first, each.last) for each in find_dates(text, lang, day)),
        frozenset(named(text, lang)),
    )


def is_news(stated: Facts, held: Collection[Facts], day: date | None) -> bool:
    """Whether `stated` holds a number, a day or a name that none of `held` does; its own `day` and outlets apart."""
    days, own = stated.days, {(day, day)}
    said = {name for name in stated.names if names.load().entity(name).kind != "media"}
    return bool(
        stated.numbers.difference(*(each.numbers for each in held))
        or days.difference(own, *(each.days for each in held))
        or said.difference(*(each.names for each in held))
    )
