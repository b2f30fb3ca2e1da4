"""Cues of `config/indicators.toml` in one language, and where they stand in a row of words.

A cue is `dead` (that form), `kill*` (every word that begins so) or `~migrant` (every inflection, by its stem);
in a phrase the words stand side by side. Everything is compared folded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from digests.language.fold import iter_words
from digests.language.stems import stem
from digests.model import Lang

KNOWN_WORDS = 1 << 15
"""How many different words a lexicon remembers its answer for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue of `concept` over the words `first` to `last`, both counted in."""

    concept: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    kind: str  # "form", "prefix", "stem"

    def matches(self, word: str, lang: Lang) -> bool:
        if self.kind == "form":
            return word == self.text
        if self.kind == "prefix":
            return word.startswith(self.text)
        return stem(word, lang) == self.text


def parse_cue(cue: str, lang: Lang) -> tuple[_Part, ...]:
    """The words of a cue. Raises ValueError where none is left or a star stands elsewhere than at a word's end."""
    parts = []
    for piece in cue.split():
        body = piece.removeprefix("~").removesuffix("*")
        found = [word.folded for word in iter_words(body)]
        if not found or "*" in body or "~" in body or (piece.startswith("~") and piece.endswith("*")):
            raise ValueError(cue)
        parts += [_Part(word, "form") for word in found[:-1]]
        if piece.startswith("~"):
            parts.append(_Part(stem(found[-1], lang), "stem"))
        else:
            parts.append(_Part(found[-1], "prefix" if piece.endswith("*") else "form"))
    if not parts:
        raise ValueError(cue)
    return tuple(parts)


class Lexicon:
    """All cues of one language, looked up by the first word of each."""

    def __init__(self, lang: Lang, concepts: Mapping[str, Iterable[str]]) -> None:
        self.lang = lang
        self._forms: dict[str, list[tuple[str, tuple[_Part, ...]]]] = {}
        self._prefixes: dict[str, list[tuple[str, tuple[_Part, ...]]]] = {}
        self._stems: dict[str, list[tuple[str, tuple[_Part, ...]]]] = {}
        tables = {"form": self._forms, "prefix": self._prefixes, "stem": self._stems}
        for concept, cues in concepts.items():
            for cue in cues:
                first, *rest = parse_cue(cue, lang)
                tables[first.kind].setdefault(first.text, []).append((concept, tuple(rest)))
        self._shortest = min(map(len, self._prefixes), default=1)
        self._longest = max(map(len, self._prefixes), default=0)
        self._openings = lru_cache(KNOWN_WORDS)(self._find_openings)

    def hits(self, words: Sequence[str]) -> list[Hit]:
        """Where cues stand in `words` (folded), in the order of their first words."""
        found = []
        for at, word in enumerate(words):
            for concept, rest in self._openings(word):
                last = at + len(rest)
                if last < len(words) and all(part.matches(words[at + n], self.lang) for n, part in enumerate(rest, 1)):
                    found.append(Hit(concept, at, last))
        return found

    def _find_openings(self, word: str) -> tuple[tuple[str, tuple[_Part, ...]], ...]:
        found = list(self._forms.get(word, ()))
        for length in range(self._shortest, min(len(word), self._longest) + 1):
            found += self._prefixes.get(word[:length], ())
        if self._stems:
            found += self._stems.get(stem(word, self.lang), ())
        return tuple(dict.fromkeys(found))
