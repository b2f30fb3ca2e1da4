"""The units of `config/units.toml`: what kind each is of, and its words in the three languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from config import UNITS
from digests import tables
from digests.errors import BadInput
from digests.model import LANGS, Lang

KINDS = ("count", "money", "share", "time", "length", "area", "mass", "ratio", "scale")
FORMS: Mapping[Lang, tuple[str, ...]] = {
    "en": ("one", "other"),
    "ru": ("one", "few", "many", "other"),
    "tg": ("other",),
}
"""The plural forms that a unit has in each language, in the order of the file."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number is counted in."""

    name: str
    kind: str
    forms: Mapping[Lang, Mapping[str, str]]
    reads: frozenset[str] = frozenset()  # other units of the reader that say the same

    @property
    def counts(self) -> bool:
        """Whether it counts things, which are whole and told by a noun."""
        return self.kind == "count"

    @property
    def bare(self) -> bool:
        """Whether a number without any unit may be in it."""
        return self.kind == "scale"


@dataclass(frozen=True, slots=True)
class Units:
    """All units of one file."""

    path: Path
    by_name: Mapping[str, Unit]

    def get(self, name: str | None) -> Unit | None:
        return self.by_name.get(name or "")

    def of_kind(self, *kinds: str) -> frozenset[str]:
        return frozenset(unit.name for unit in self.by_name.values() if unit.kind in kinds)

    def is_measured(self, name: str | None) -> bool:
        """Whether a known unit stands by the number itself, as money does and people do not."""
        unit = self.get(name)
        return unit is not None and not unit.counts

    def word(self, name: str | None, lang: Lang, form: str) -> str:
        """The unit's word in a plural form; empty for a unit that the file does not hold."""
        unit = self.get(name)
        return unit.forms[lang].get(form, unit.forms[lang]["other"]) if unit else ""


@cache
def load(path: Path = UNITS) -> Units:
    """The units in `path`. Raises BadInput naming the file and the place."""
    raw = tables.read(path)
    return Units(path, {name: _unit(name, table, path) for name, table in raw.items()})


def _unit(name: str, table: Any, path: Path) -> Unit:
    if not isinstance(table, dict) or table.get("kind") not in KINDS:
        raise BadInput(f"`kind` is one of {', '.join(KINDS)}", path=path, place=name)
    unknown = set(table) - {"kind", "reads", *LANGS}
    if unknown:
        raise BadInput(f"unknown key {min(unknown)!r}", path=path, place=name)
    forms: dict[Lang, Mapping[str, str]] = {}
    for lang in LANGS:
        given: Any = table.get(lang)
        if not _are_words(given) or len(given) != len(FORMS[lang]):
            raise BadInput(f"`{lang}` is the word after {', '.join(FORMS[lang])}", path=path, place=name)
        forms[lang] = dict(zip(FORMS[lang], given, strict=True))
    reads = table.get("reads", [])
    if not _are_words(reads):
        raise BadInput("`reads` is a list of units", path=path, place=name)
    return Unit(name, table["kind"], forms, frozenset(reads))


def _are_words(given: Any) -> bool:
    return isinstance(given, list) and all(isinstance(each, str) and each for each in given)
