"""Who can be heard in a text besides the table of names: `config/speakers.toml`.

Offices are read as the body behind them, a body without a country as that of the country whose word stands by it,
and sources without a name of their own by their cues.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import config
from digests import tables
from digests.errors import BadInput
from digests.figures.lexicon import Lexicon, parse_cue
from digests.model import LANGS, Lang


@dataclass(frozen=True, slots=True)
class Country:
    """A country whose bodies speak here: its name in English, and the places whose dateline makes it home."""

    id: str
    name: str
    places: frozenset[str]


@dataclass(frozen=True, slots=True)
class Source:
    """A source without a name of its own: what `speakers.tsv` calls it in English, and the only country whose texts
    mean it by its cues."""

    n: int
    name: str
    home: str | None


@dataclass(frozen=True, slots=True)
class Voices:
    """The tables of one language. `offices`, `heads`, `written`, `within` and `home` find cues; so do `countries`,
    whose concepts are ids of `Country`, and `unnamed`, whose concepts are numbers of `sources`, the more telling ones
    first."""

    offices: Lexicon
    heads: Lexicon
    written: Lexicon
    within: Lexicon
    home: Lexicon
    countries: Lexicon
    unnamed: Lexicon
    country: Mapping[str, Country]
    sources: Mapping[str, Source]


@functools.cache
def load(lang: Lang, path: Path = config.VOICES) -> Voices:
    """The tables of `lang` in `path`. Raises BadInput naming the file and the place."""
    raw = tables.read(path)
    return _Reader(path, raw).read(lang)


class _Reader:
    def __init__(self, path: Path, raw: Mapping[str, Any]) -> None:
        self.path = path
        self.raw = raw

    def read(self, lang: Lang) -> Voices:
        for table in ("offices", "heads", "written", "within", "home"):
            if not isinstance(self.raw.get(table), dict) or any(each not in self.raw[table] for each in LANGS):
                raise BadInput(f"`{table}` needs {', '.join(LANGS)}", path=self.path)
        offices = self.raw["offices"][lang]
        if not isinstance(offices, dict) or not all(isinstance(body, str) for body in offices.values()):
            raise BadInput("an office has the words of its body", path=self.path, place=f"offices.{lang}")
        bodies: dict[str, list[str]] = {}
        for office, body in offices.items():
            bodies.setdefault(body, []).append(office)
        countries = {
            table["id"]: Country(table["id"], table["name"], frozenset(table.get("places", ())))
            for table in self.rows("country", ("id", "name"))
        }
        unnamed = self.rows("speaker", ("name",))
        return Voices(
            offices=self.lexicon(lang, bodies, "offices"),
            heads=self.lexicon(lang, {"head": self.raw["heads"][lang]}, "heads"),
            written=self.lexicon(lang, {"written": self.raw["written"][lang]}, "written"),
            within=self.lexicon(lang, {"within": self.raw["within"][lang]}, "within"),
            home=self.lexicon(lang, {"home": self.raw["home"][lang]}, "home"),
            countries=self.lexicon(lang, {each["id"]: each.get(lang) for each in self.raw["country"]}, "country"),
            unnamed=self.lexicon(lang, {str(n): each.get(lang) for n, each in enumerate(unnamed, 1)}, "speaker"),
            country=countries,
            sources={str(n): Source(n, each["name"], each.get("home")) for n, each in enumerate(unnamed, 1)},
        )

    def rows(self, table: str, keys: tuple[str, ...]) -> list[dict[str, Any]]:
        rows = self.raw.get(table)
        if not isinstance(rows, list):
            raise BadInput(f"[[{table}]] is missing", path=self.path)
        for n, row in enumerate(rows, 1):
            for key in keys:
                if not isinstance(row.get(key), str):
                    raise BadInput(f"`{key}` is missing", path=self.path, place=f"{table} {n}")
        return rows

    def lexicon(self, lang: Lang, concepts: Mapping[str, Any], table: str) -> Lexicon:
        for name, cues in concepts.items():
            if not isinstance(cues, list) or not cues:
                raise BadInput(f"`{lang}` is a list of cues", path=self.path, place=f"{table} {name}")
            for cue in cues:
                try:
                    parse_cue(cue, lang)
                except (ValueError, AttributeError):
                    raise BadInput(f"not a cue: {cue!r}", path=self.path, place=f"{table} {name}") from None
        return Lexicon(lang, concepts)
