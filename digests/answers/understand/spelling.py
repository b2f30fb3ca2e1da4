"""Typing errors: a word that nobody knows is read as the nearest word we hold, if there is one near enough.

Only what no list of ours knows is touched: a word of the dictionary that the corpus lacks ("mayor") must stay what it
is, or a question about something else would be answered.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from digests.answers.understand import lexis
from digests.corpus.holdings import Vocabulary
from digests.figures.indicators import Indicators
from digests.language import glossary, names, translation
from digests.language.fold import iter_words
from digests.language.stems import is_russian, stem
from digests.model import Lang

SHORTEST = 4
"""Shorter words have too many neighbours."""
TWO_FROM = 8
"""From so many letters on two errors are mended, below it one."""
SHORTEST_BORROWED = 5
"""Letters of a Russian word that Tajik endings are looked for at: shorter ones are too often a Tajik word's stem."""
ENDING = 2
"""Letters in which two forms of one word differ."""


class Speller:
    """Mends words of one language against the vocabulary of one corpus."""

    def __init__(self, lang: Lang, vocabulary: Vocabulary, indicators: Indicators) -> None:
        self.lang = lang
        self.vocabulary = vocabulary
        self.indicators = indicators
        self.lexis = lexis.load(lang)
        self.by_start: dict[str, list[str]] = {}
        ours = _table_words(lang) | _cue_words(indicators, lang)
        for word in sorted(vocabulary.forms | self.lexis.forms | _name_words(lang) | vocabulary.stems | ours):
            if len(word) >= SHORTEST - 1 and not word[0].isdigit():
                self.by_start.setdefault(word[0], []).append(word)
        self.prefixes: dict[str, list[str]] = {}
        for prefix in sorted(_cue_prefixes(indicators, lang), key=lambda each: (-len(each), each)):
            self.prefixes.setdefault(prefix[0], []).append(prefix)
        self.mend = lru_cache(1 << 12)(self._mend)

    def known(self, folded: str) -> bool:
        """Whether `folded` is a word: of the corpus, of our tables, of the language as far as we know it."""
        return (
            self.is_listed(folded)
            or bool(self.indicators.lexicon(self.lang).hits([folded]))
            or bool(self.lexis.words.hits([folded]) or self.lexis.kinds.hits([folded]))
            or (self.lang == "tg" and is_borrowed(folded))
        )

    def is_listed(self, folded: str) -> bool:
        """Whether `folded` is a word as it stands: one that no cue knows by its opening alone («Казокистон*»)."""
        stemmed = stem(folded, self.lang)
        return (
            self.is_form(folded)
            or stemmed in self.vocabulary.stems
            or glossary.load().knows(stemmed, self.lang)
            or translation.knows(stemmed, self.lang)
            or self.is_name(folded)
        )

    def is_form(self, folded: str) -> bool:
        """Whether a list of ours or the corpus says `folded` to the letter."""
        return folded in self.lexis.forms or folded in self.vocabulary.forms

    def is_name(self, folded: str) -> bool:
        """Whether `folded` is a word of a name of the table."""
        return folded in _name_words(self.lang)

    def _mend(self, folded: str) -> str | None:
        """The word that was meant; None where `folded` is a word, is too short, or has no neighbour."""
        if len(folded) < SHORTEST or any(char.isdigit() for char in folded) or self.known(folded):
            return None
        most = 2 if len(folded) >= TWO_FROM else 1
        choices = self.by_start.get(folded[0], [])
        found = process.extract(folded, choices, scorer=OSA.distance, score_cutoff=most, limit=5)
        if not found:
            better = self._by_prefix(folded)
            return None if better is None or self.is_another(better, folded) else better
        letters = sorted(folded)  # two that changed places are the commonest slip
        near = [
            (
                distance,
                not (sorted(word) == letters and self.is_form(word)),
                not self.is_told(word),
                -_shared(word, folded),
                abs(len(word) - len(folded)),
                word,
            )
            for word, distance, _ in found
        ]
        better = min(near)[-1]
        return None if self.is_another(better, folded) else better

    def is_another(self, better: str, folded: str) -> bool:
        """Whether the Russian dictionary holds `folded`, and `better` is neither a form of it nor a name: who put
        names on the net («выкладывали») has deported nobody («выслали»)."""
        if self.lang != "ru" or self.is_name(better) or not is_russian(folded):
            return False
        return _shared(better, folded) < min(len(better), len(folded)) - ENDING

    def is_told(self, folded: str) -> bool:
        """Whether the corpus says the word: of two as near, "rusian" is "Russian" and not the district of Rushon."""
        return folded in self.vocabulary.forms or stem(folded, self.lang) in self.vocabulary.stems

    def is_near_name(self, folded: str) -> bool:
        """Whether `folded` is a name with a typing error: «Татарстон»."""
        return self.is_name(self.mend(folded) or "")

    def _by_prefix(self, folded: str) -> str | None:
        """A word of which a cue knows the opening only: «пгибло» by `погиб*`."""
        for prefix in self.prefixes.get(folded[0], ()):
            for length in (len(prefix) - 1, len(prefix), len(prefix) + 1):
                if length <= len(folded) and OSA.distance(folded[:length], prefix, score_cutoff=1) <= 1:
                    return prefix + folded[length:]
        return None


def is_borrowed(folded: str) -> bool:
    """Whether a Tajik word is a Russian one, said as it is or with Tajik endings: «штраф», «мигрантҳо»."""
    if translation.knows(stem(folded, "ru"), "ru"):
        return True
    bare = stem(folded, "tg")
    return bare != folded and len(bare) >= SHORTEST_BORROWED and is_russian(bare)


def _shared(a: str, b: str) -> int:
    """Letters that two words share from the start: errors stand more often at the end."""
    return next((n for n, (one, other) in enumerate(zip(a, b, strict=False)) if one != other), min(len(a), len(b)))


def _cue_prefixes(indicators: Indicators, lang: Lang) -> frozenset[str]:
    cues = (cue for concept in indicators.concepts.values() for cue in concept.cues[lang])
    return frozenset(_words(cue for cue in cues if cue.endswith("*") and " " not in cue and len(cue) > SHORTEST + 1))


def _cue_words(indicators: Indicators, lang: Lang) -> frozenset[str]:
    return frozenset(_words(cue for concept in indicators.concepts.values() for cue in concept.cues[lang]))


@lru_cache(maxsize=3)
def _table_words(lang: Lang) -> frozenset[str]:
    return frozenset(_words(word for concept in glossary.load().concepts for word in concept.words(lang)))


@lru_cache(maxsize=3)
def _name_words(lang: Lang) -> frozenset[str]:
    return frozenset(_words(form for entity in names.load() for form in entity.forms[lang]))


def _words(texts: Iterable[str]) -> Iterable[str]:
    return (word.folded for text in texts for word in iter_words(text) if len(word.folded) > 2)
