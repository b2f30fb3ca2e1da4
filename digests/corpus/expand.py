"""A question as weighted index terms: one group a word, each term with what it is worth beside the word itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from digests.corpus import terms
from digests.language import translation
from digests.language.fold import iter_words
from digests.language.identify import identify
from digests.language.names import name_key
from digests.language.stems import stem
from digests.model import LANGS, Lang

Expansion = Sequence[Mapping[str, float]]

WORDS = 40
"""Different words of a question that are looked up."""
SAME_KEY = 0.6
KEY_ABROAD = 0.8
PREFIX = 0.25


def expand(query: str, lang: Lang | None, langs: Sequence[Lang]) -> Expansion:
    """The words of `query`, read in its own language (or in each, where neither it nor `lang` tells)."""
    told = identify(query)
    asked: Sequence[Lang] = (told.lang or lang,) if told.lang or lang else LANGS  # type: ignore[assignment]
    groups: list[dict[str, float]] = []
    seen: set[str] = set()
    for word in iter_words(query):
        if word.folded in seen:
            continue
        seen.add(word.folded)
        group: dict[str, float] = {}
        for source in asked:
            for target in langs:
                for term, weight in _word(word.folded, source, target).items():
                    group[term] = max(weight, group.get(term, 0.0))
        groups.append(group)
        if len(groups) == WORDS:
            break
    return groups


def _word(folded: str, source: Lang, target: Lang) -> dict[str, float]:
    stemmed = stem(folded, source)
    group: dict[str, float] = {}
    key = name_key(folded)
    if len(folded) > 2 and len(key) >= terms.SHORTEST_KEY:
        if len(key) > terms.PREFIX:
            group[terms.prefix_term(key, target)] = PREFIX
        group[terms.key_term(key, target)] = SAME_KEY if source == target else KEY_ABROAD
    if source == target:
        group[terms.stem_term(stemmed, target)] = 1.0
    else:
        for translated, weight in translation.translations(stemmed, source, target):
            group[terms.stem_term(translated, target)] = weight
    return group
