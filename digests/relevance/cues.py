"""What of our subject a text names, by words and names alone: the cues of `config/relevance.toml`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from config import RELEVANCE
from digests import tables
from digests.errors import BadInput
from digests.figures import indicators
from digests.figures.lexicon import Lexicon
from digests.language import names
from digests.language.fold import fold_words, written_words
from digests.model import LANGS, Lang

INDICATOR = "indicator"
"""The cue of a text that may speak of one of our indicators, by the rules of indicators.toml."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a text names: cues, and entities of `config/names.toml`."""

    cues: frozenset[str]
    entities: frozenset[str]

    @property
    def features(self) -> dict[str, float]:
        """Feature → 1: each cue, and each two of them together."""
        pairs = (f"{one}+{other}" for one, other in combinations(sorted(self.cues), 2))
        return dict.fromkeys((*sorted(self.cues), *pairs), 1.0)


@dataclass(frozen=True, slots=True)
class Cues:
    """Which words of a language, and which names, are signs of what."""

    all: tuple[str, ...]
    words: Mapping[Lang, Lexicon]
    entities: Mapping[str, frozenset[str]]  # entity → its cues
    seal: str  # tells one table from another

    def of(self, text: str, lang: Lang) -> Named:
        """What `text` names."""
        written = written_words(text)
        folded = fold_words(written)
        entities = names.load().entities(text, lang, written, folded)
        told = (self.entities.get(entity, frozenset()) for entity in entities)
        figures = {INDICATOR} if indicators.load().cued(folded, lang) else frozenset()
        return Named(self.words[lang].concepts(folded).union(figures, *told), entities)


@cache
def load(path: Path = RELEVANCE) -> Cues:
    """The table. Raises BadInput naming the file and the place."""
    raw = tables.read(path)
    words: dict[Lang, Lexicon] = {}
    for lang in LANGS:
        try:
            words[lang] = Lexicon(lang, {cue: raw[cue].get(lang, ()) for cue in raw})
        except (AttributeError, TypeError, ValueError) as error:
            raise BadInput(f"not a list of cues: {error}", path=path, place=lang) from error
    seal = hashlib.blake2b(repr(raw).encode("utf-8"), digest_size=8).hexdigest()
    return Cues(tuple(raw), words, _entities(raw), seal)


def unnamed(path: Path = RELEVANCE) -> Iterator[tuple[str, str]]:
    """(cue, entity) of the names that are listed and that names.toml does not hold: they say nothing."""
    known = {entity.id for entity in names.load()}
    yield from ((cue, entity) for cue, entity in _listed(tables.read(path)) if entity not in known)


def _listed(raw: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(cue, entity) for cue in raw for entity in raw[cue].get("names", ())]


def _entities(raw: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Entity → its cues: those that list it, else those that take all of its kind."""
    found: dict[str, frozenset[str]] = {}
    for cue, entity in _listed(raw):
        found[entity] = found.get(entity, frozenset()) | {cue}
    for each in names.load():
        of_kind = frozenset(cue for cue in raw if each.kind in raw[cue].get("kinds", ()))
        found.setdefault(each.id, of_kind)
    return found
