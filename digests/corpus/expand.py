"""A question as weighted index terms: one group a word, each term with what it is worth beside the word itself.

The weights were chosen on the development sentences, split by document (`make eval`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from digests.corpus import terms
from digests.language import translation
from digests.language.fold import iter_words
from digests.language.identify import identify
from digests.language.stems import stem
from digests.model import LANGS, Lang

Expansion = Sequence[Mapping[str, float]]

WORDS = 40
"""Different words of a question that are looked up; the rest of a pasted page is left out."""
KEY = 0.7
SHORT_KEY = 0.35  # a key of two consonants is shared by many words
KEY_START = 0.5
STEM_START = 0.4
LEAST = 0.15
"""A term worth less beside its word costs more time than it finds."""


def expand(query: str, lang: Lang | None, langs: Sequence[Lang]) -> Expansion:
    """The words of `query`, read in its own language (or in each, where neither it nor `lang` tells)."""
    told = identify(query).lang or lang
    asked: Sequence[Lang] = (told,) if told else LANGS
    folded = list(dict.fromkeys(word.folded for word in iter_words(query)))[:WORDS]
    groups: list[dict[str, float]] = [{} for _ in folded]
    for source in asked:
        for n, word in enumerate(folded):
            for target in langs:
                _raise(groups[n], _word(word, source, target))
        stemmed = [stem(word, source) for word in folded]
        for target in langs:
            for start, end, other, weight in translation.terms(stemmed, source, target) if source != target else ():
                found = _stem_terms(other, weight, target)
                for group in groups[start:end]:
                    _raise(group, found)
    return groups


def _raise(group: dict[str, float], found: Mapping[str, float]) -> None:
    for term, weight in found.items():
        if weight > group.get(term, LEAST):
            group[term] = weight


@lru_cache(maxsize=1 << 10)
def _word(folded: str, source: Lang, target: Lang) -> Mapping[str, float]:
    """What one word of a question in `source` is looked up by among passages in `target`."""
    group: dict[str, float] = {}
    for term, weight in zip(terms.key_terms(folded, target), (KEY, KEY_START), strict=False):
        group[term] = SHORT_KEY if term[0] == "k" and len(term) == 4 else weight
    stemmed = stem(folded, source)
    if source == target:
        _raise(group, _stem_terms(stemmed, 1.0, target))
    else:
        for other, weight in translation.translations(stemmed, source, target):
            _raise(group, _stem_terms(other, weight, target))
    return group


def _stem_terms(stemmed: str, weight: float, lang: Lang) -> dict[str, float]:
    found = {terms.stem_term(stemmed, lang): weight}
    start = terms.start_term(stemmed, lang)
    if start:
        found[start] = STEM_START * weight
    return found
