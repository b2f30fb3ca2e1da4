"""How well a passage meets a question: the share of what the question says that the passage says too."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from digests.answers.understand import lexis
from digests.answers.understand.question import Term
from digests.corpus import terms as index_terms
from digests.figures.indicators import Indicators
from digests.figures.quantities import find_quantities
from digests.language.fold import iter_words
from digests.language.kin import kin_of_names
from digests.model import Lang, Quantity
from digests.say.evidence import named

KEPT = 4_096
"""Passages whose reading is kept, in the whole process."""
CONCEPT = 0.8
"""What a word counts that the passage says by another cue of the same concept."""
RELATED = 0.65
"""What a word counts that the passage says by another word of its root."""
ROOT = 4
SHARED = 0.6
"""The share of the longer of two stems that they must have in common from the start."""


@dataclass(frozen=True)
class Content:
    """What a passage says, in a form to be compared; read as far as it is asked for."""

    text: str
    lang: Lang
    indicators: Indicators

    @cached_property
    def terms(self) -> frozenset[str]:
        return frozenset(index_terms.passage_terms(self.text, self.lang))

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(word.folded for word in iter_words(self.text))

    @cached_property
    def concepts(self) -> frozenset[str]:
        """The concepts whose cues stand here."""
        return frozenset(hit.concept for hit in self.indicators.lexicon(self.lang).hits(self.words))

    @cached_property
    def entities(self) -> frozenset[str]:
        return frozenset(named(self.text, self.lang))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return tuple(find_quantities(self.text, self.lang))

    @cached_property
    def groups(self) -> frozenset[str]:
        """The groups of `config/questions.toml`."""
        return frozenset(hit.concept for hit in lexis.load(self.lang).groups(self.words))


_contents: dict[tuple[str, Lang], Content] = {}
"""It hangs on a text and the indicators alone: whoever opens the corpus anew does not read all of it again."""


class Comparable(Protocol):
    """Anything that says terms, concepts and names."""

    @property
    def terms(self) -> frozenset[str]: ...
    @property
    def concepts(self) -> frozenset[str]: ...
    @property
    def entities(self) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class Profile:
    """What several texts say together."""

    terms: frozenset[str]
    entities: frozenset[str]
    concepts: frozenset[str] = frozenset()


def _related(lookup: str, content: Comparable) -> bool:
    """Whether a stem of the same root is said: «поручение» and «поручил»."""
    if lookup[0] != "s" or len(lookup) < 2 + ROOT or f"f{lookup[1 : 2 + ROOT]}" not in content.terms:
        return False
    for other in content.terms:
        if other.startswith(lookup[: 2 + ROOT]):
            shared = next(
                (n for n, (a, b) in enumerate(zip(lookup, other, strict=False)) if a != b), min(len(lookup), len(other))
            )
            if shared - 2 > ROOT and (shared - 2) >= SHARED * (max(len(lookup), len(other)) - 2):
                return True
    return False


class Judge:
    """Compares questions and passages."""

    def __init__(self, indicators: Indicators) -> None:
        self.indicators = indicators
        measures = {
            name for name, concept in indicators.concepts.items() if concept.role == "measure" and not concept.weak
        }
        self._telling = indicators.tagged("alike") | (measures - indicators.tagged("heap"))

    def content(self, text: str, lang: Lang) -> Content:
        """What `text` says; what any judge of this process has looked at is kept for a while."""
        found = _contents.get((text, lang))
        if found is None or found.indicators is not self.indicators:
            if len(_contents) >= KEPT:
                _contents.clear()
            found = _contents[text, lang] = Content(text, lang, self.indicators)
        return found

    def strength(self, term: Term, content: Comparable) -> float:
        """How surely `content` holds the word: 1 itself, less a synonym, a relative, a translation."""
        if term.entity is not None and term.entity in content.entities:
            return 1.0
        kin = kin_of_names().get(term.entity or "") in content.entities  # "a Russian base", "a base of Russia"
        held = max((worth for lookup, worth in term.lookups.items() if lookup in content.terms), default=0.0)
        if held < RELATED and any(_related(lookup, content) for lookup, worth in term.lookups.items() if worth == 1.0):
            held = RELATED
        if held < CONCEPT and kin:
            return CONCEPT
        if held < CONCEPT and (telling := self.telling(term.concepts)) and telling & content.concepts:
            return CONCEPT
        return held

    def telling(self, concepts: Collection[str]) -> frozenset[str]:
        """Those concepts that mean one thing: what is said of people, and a few of the counted; the rest are heaps."""
        return frozenset(name for name in concepts if name in self._telling)
