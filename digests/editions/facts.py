"""What a text states that can be met with what another one states: numbers, days, names; the same in every language."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from digests.figures.quantities import find_quantities
from digests.language import names
from digests.language.dates import find_dates
from digests.model import Document, Lang, Number
from digests.say.evidence import named

REMEMBERED = 1 << 14
"""Texts and sentences whose facts are remembered: those of a day of a thousand and of the day before, some 20 MB."""
READ = 20_000
"""Characters of a document that are looked through for what it holds."""


class Facts(NamedTuple):
    """The numbers, days or periods, and names that a text states."""

    numbers: frozenset[tuple[Number | None, Number | None, Number | None]]
    days: frozenset[tuple[date | None, date | None]]
    names: frozenset[str]


_known: dict[tuple[bytes, Lang, date | None], Facts] = {}
"""The facts of texts that were read before, by their checksums: whole texts would take too much room."""


def facts_of(text: str, lang: Lang, day: date | None) -> Facts:
    """The facts of `text`; `day` is that from which it reckons "yesterday"."""
    found = _known.get(_key(text, lang, day))
    return found if found is not None else remember(text, lang, day, _read(text, lang, day))


def is_known(text: str, lang: Lang, day: date | None) -> bool:
    """Whether the facts of `text` are remembered."""
    return _key(text, lang, day) in _known


def remember(text: str, lang: Lang, day: date | None, found: Facts) -> Facts:
    """`found`, which are the facts of `text`: kept beside it, so that nobody reads them again."""
    if len(_known) >= REMEMBERED:
        _known.clear()
    _known[_key(text, lang, day)] = found
    return found


def _key(text: str, lang: Lang, day: date | None) -> tuple[bytes, Lang, date | None]:
    return (hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest(), lang, day)


def _read(text: str, lang: Lang, day: date | None) -> Facts:
    return Facts(
        frozenset((each.value, each.low, each.high) for each in find_quantities(text, lang)),
        frozenset((each.first, each.last) for each in find_dates(text, lang, day)),
        frozenset(named(text, lang)),
    )


def held_by(document: Document) -> Facts:
    """The facts of a whole document: of a record those of its statements."""
    day = document.published or document.not_before
    if document.statements:
        return facts_of("\n".join(each.texts["en"] for each in document.statements), "en", day)
    return facts_of(document.text[:READ], document.lang, day)


def is_held(told: Facts, held: Facts) -> bool:
    """Whether every number, day and name that is told is held."""
    return all(some <= others for some, others in zip(told, held, strict=True))


def is_news(stated: Facts, held: Collection[Facts], day: date | None) -> bool:
    """Whether `stated` holds a number, a day or a name that none of `held` does; its own `day` and outlets apart."""
    days, own = stated.days, {(day, day)}
    said = {name for name in stated.names if names.load().entity(name).kind != "media"}
    return bool(
        stated.numbers.difference(*(each.numbers for each in held))
        or days.difference(own, *(each.days for each in held))
        or said.difference(*(each.names for each in held))
    )
