"""Cues of `config/indicators.toml` in one language, and where they stand in a row of words.

A cue is `dead` (that form), `kill*` (every word that begins so), `~migrant` (every inflection, by its stem) or, in
Tajik, `@додан` (every form of a verb; `@надодан` every negated one). In a phrase the words stand side by side, or with
a few others between them where it has …: «роҳ … @надодан». Everything is compared folded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from digests.language import tajik
from digests.language.fold import fold_word, iter_words
from digests.language.stems import stem
from digests.model import Lang

BETWEEN = 6
"""So many words may stand between the parts of a verb: «роҳ ба хоки Русия надоданд»."""
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
    kind: str  # "form", "prefix", "stem", "verb"
    apart: bool = False  # others may stand before it
    forms: re.Pattern[str] | None = None

    def matches(self, word: str, lang: Lang) -> bool:
        if self.kind == "form":
            return word == self.text
        if self.kind == "prefix":
            return word.startswith(self.text)
        if self.forms is not None:
            return self.forms.match(word) is not None
        return stem(word, lang) == self.text


def parse_cue(cue: str, lang: Lang) -> tuple[_Part, ...]:
    """The words of a cue. Raises ValueError where none is left or a star stands elsewhere than at a word's end."""
    parts: list[_Part] = []
    apart = False
    for piece in cue.split():
        if piece == "…" and parts and not apart:
            apart = True
            continue
        if piece.startswith("@"):
            word = fold_word(piece[1:])
            if lang != "tg":
                raise ValueError(cue)
            parts.append(_Part(word, "verb", apart, tajik.forms_of(word)))
            apart = False
            continue
        body = piece.removeprefix("~").removesuffix("*")
        found = [word.folded for word in iter_words(body)]
        if not found or "*" in body or "~" in body or (piece.startswith("~") and piece.endswith("*")):
            raise ValueError(cue)
        kind = "stem" if piece.startswith("~") else "prefix" if piece.endswith("*") else "form"
        last = stem(found[-1], lang) if kind == "stem" else found[-1]
        new = [*(_Part(word, "form") for word in found[:-1]), _Part(last, kind)]
        parts += [replace(new[0], apart=apart), *new[1:]]
        apart = False
    if not parts or apart:
        raise ValueError(cue)
    return tuple(parts)


class Lexicon:
    """All cues of one language, looked up by the first word of each."""

    def __init__(self, lang: Lang, concepts: Mapping[str, Iterable[str]]) -> None:
        self.lang = lang
        self._forms: dict[str, list[tuple[str, tuple[_Part, ...]]]] = {}
        self._prefixes: dict[str, list[tuple[str, tuple[_Part, ...]]]] = {}
        self._stems: dict[str, list[tuple[str, tuple[_Part, ...]]]] = {}
        self._verbs: list[tuple[_Part, str, tuple[_Part, ...]]] = []
        tables = {"form": self._forms, "prefix": self._prefixes, "stem": self._stems}
        for concept, cues in concepts.items():
            for cue in cues:
                first, *rest = parse_cue(cue, lang)
                if first.forms is not None:
                    self._verbs.append((first, concept, tuple(rest)))
                    continue
                tables[first.kind].setdefault(first.text, []).append((concept, tuple(rest)))
        self._shortest = min(map(len, self._prefixes), default=1)
        self._longest = max(map(len, self._prefixes), default=0)
        self._openings = lru_cache(KNOWN_WORDS)(self._find_openings)

    def hits(self, words: Sequence[str]) -> list[Hit]:
        """Where cues stand in `words` (folded), in the order of their first words."""
        found = []
        for at, opened in enumerate(map(self._openings, words)):
            for concept, rest in opened:
                last = self._end(words, at, rest)
                if last is not None:
                    found.append(Hit(concept, at, last))
        return found

    def concepts(self, words: Sequence[str]) -> frozenset[str]:
        """Whose cues stand in `words`: half the time of `hits` for whoever does not ask where."""
        found: set[str] = set()
        for at, opened in enumerate(map(self._openings, words)):
            for concept, rest in opened:
                if concept not in found and (not rest or self._end(words, at, rest) is not None):
                    found.add(concept)
        return frozenset(found)

    def _end(self, words: Sequence[str], at: int, rest: tuple[_Part, ...]) -> int | None:
        """The last word of a cue that opens at word `at`; None where the rest of it does not follow."""
        for part in rest:
            reach = range(at + 1, min(at + 2 + (BETWEEN if part.apart else 0), len(words)))
            after = next((n for n in reach if part.matches(words[n], self.lang)), None)
            if after is None:
                return None
            at = after
        return at

    def _find_openings(self, word: str) -> tuple[tuple[str, tuple[_Part, ...]], ...]:
        found = list(self._forms.get(word, ()))
        for length in range(self._shortest, min(len(word), self._longest) + 1):
            found += self._prefixes.get(word[:length], ())
        if self._stems:
            found += self._stems.get(stem(word, self.lang), ())
        found += [(concept, rest) for first, concept, rest in self._verbs if first.matches(word, self.lang)]
        return tuple(dict.fromkeys(found))
