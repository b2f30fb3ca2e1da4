"""The names of a question, as they are meant in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digests.answers.understand import lexis
from digests.answers.understand.tongue import cue_form
from digests.figures.lexicon import Hit
from digests.language import names
from digests.language.fold import iter_words
from digests.language.kin import kin_of_names, kinds_of_names
from digests.language.names import NameMention
from digests.model import Lang

AUTHORITIES = frozenset({"authority", "office"})
"""Groups of words for who acts in a country's name."""


def find(text: str, lang: Lang) -> tuple[NameMention, ...]:
    """The names in `text`, in order. A country is meant by its capital where that is named for its government ("Kyiv's
    project", but not "in Kyiv"), and by its people's name beside its authorities ("Russian courts")."""
    found = names.load().find(text, lang)
    if not found:
        return found
    words = list(iter_words(text))
    starts = {word.start: n for n, word in enumerate(words)}
    hits = lexis.load(lang).groups([cue_form(word.folded, lang) for word in words])
    meant = []
    for mention in found:
        first = starts[mention.start]
        after = next((n for n, word in enumerate(words) if word.start >= mention.end), len(words))
        meant.append(replace(mention, entity=_meant(mention.entity, first, after, hits, lang)))
    return tuple(meant)


def _meant(entity: str, first: int, after: int, hits: Sequence[Hit], lang: Lang) -> str:
    """Whom a name means that stands from word `first` to before word `after`."""
    capital_of = lexis.capitals().get(entity)
    if capital_of is not None:
        at_place = any(hit.concept == "at_place" and hit.last == first - 1 for hit in hits)
        return entity if at_place else capital_of
    if kinds_of_names().get(entity) != "people":
        return entity
    beside = first - 1 if lang == "tg" else after  # Tajik says the noun first
    official = any(hit.concept in AUTHORITIES and hit.first <= beside <= hit.last for hit in hits)
    return kin_of_names().get(entity, entity) if official else entity
