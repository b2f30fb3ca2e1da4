"""What a news text tells of, as far as it can be met with another's: names, numbers, days, words, meaning.

Names are met across languages by the table of names and, where it knows none, by the skeleton of their consonants
(`name_key`): «Гадоев» and "Gadoev". An adjective made of a place («тверской») and a word that opens a sentence may be
names or not; they count only beside a name of the other text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from digests.figures.quantities import find_quantities
from digests.language import names
from digests.language.dates import find_dates
from digests.language.fold import Word, iter_words
from digests.language.names import name_key
from digests.language.sentences import sentences
from digests.language.stems import stems
from digests.model import Lang

Vectors = NDArray[np.float32]
Span = tuple[date, date]

READ = 4_000
"""Characters of a text that are looked through: what it tells of stands at its beginning; what comes later is often
the background of it, and of many others."""
LEADS = 6
"""Sentences whose meaning stands for the text's."""
SHORTEST = 3
"""Consonants of a name's key: shorter ones are shared by chance."""
OPENS = frozenset(".!?…\n:")
_ADJECTIVE = re.compile(r"(\w{3,})(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)$")
_QUOTES = " «“„\"'(—–-\u00a0"


@dataclass(frozen=True, slots=True)
class Told:
    """What one text tells. `names` are ids of the table ("@moscow") and keys of what it does not know; `perhaps` keys
    of words that may be names. `numbers` are (low, high, unit) of each quantity, `headed` those of the headline.
    `vectors` float32 [n, dim], of length 1, are of its first sentences; None without the model."""

    lang: Lang
    day: date | None
    names: frozenset[str]
    perhaps: frozenset[str]
    places: frozenset[str]  # those of `names` that the table knows as places and airports
    numbers: frozenset[tuple[float, float, str | None]]
    headed: frozenset[tuple[float, float, str | None]]
    days: frozenset[date]
    periods: frozenset[Span]
    stems: frozenset[str]
    vectors: Vectors | None = None


@lru_cache(maxsize=1 << 11)
def _read(title: str, text: str, lang: Lang, day: date | None) -> Told:
    whole = f"{title}\n{text[:READ]}"
    known, keys, perhaps, places = _names(whole, lang)
    dated = [(each.first, each.last) for each in find_dates(whole, lang, day)]
    spans = [(first, last) for first, last in dated if first and last]
    return Told(
        lang=lang,
        day=day,
        names=known | keys,
        perhaps=perhaps - keys,
        places=places,
        numbers=frozenset(_numbers(whole, lang)),
        headed=frozenset(_numbers(title, lang)),
        days=frozenset(first for first, last in spans if first == last),
        periods=frozenset((first, last) for first, last in spans if first != last),
        stems=frozenset(stems(whole, lang)),
    )


def tell(title: str, text: str, lang: Lang, day: date | None, vectors: Vectors | None = None) -> Told:
    """What is told under `title`, published on `day`."""
    read = _read(title, text, lang, day)
    if vectors is None:
        return read
    fields = {name: getattr(read, name) for name in Told.__dataclass_fields__}
    return Told(**{**fields, "vectors": vectors})


def leads(text: str) -> list[str]:
    """The sentences whose vectors stand for a text."""
    return [text[start:end] for start, end in islice(sentences(text), LEADS)]


def _numbers(text: str, lang: Lang) -> Iterator[tuple[float, float, str | None]]:
    for each in find_quantities(text, lang):
        low = each.value if each.value is not None else each.low
        high = each.value if each.value is not None else each.high
        if low is not None or high is not None:
            yield float(low if low is not None else high), float(high if high is not None else low), each.unit  # type: ignore[arg-type]


def _names(text: str, lang: Lang) -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """The table's names, keys of other names, keys of what may be one, and those of the table that are places."""
    table = names.load()
    mentions = table.find(text, lang)
    known = {f"@{mention.entity}" for mention in mentions}
    places = {f"@{each.entity}" for each in mentions if table.entity(each.entity).kind in {"place", "airport"}}
    covered = [(mention.start, mention.end) for mention in mentions]
    keys, perhaps = set(), set()
    for word in iter_words(text):
        key = _key(word, lang)
        if len(key) < SHORTEST:
            continue
        sure = word.text[0].isupper() and not _opens(text, word)
        within = any(start <= word.start < end for start, end in covered)
        if sure and not within:
            keys.add(key)
        elif sure or word.text[0].isupper() or (lang == "ru" and _ADJECTIVE.search(word.folded)):
            perhaps.add(key)
    return frozenset(known), frozenset(keys), frozenset(perhaps), frozenset(places)


def _key(word: Word, lang: Lang) -> str:
    adjective = _ADJECTIVE.match(word.folded) if lang == "ru" else None
    return name_key(adjective.group(1) if adjective else word.folded)


def _opens(text: str, word: Word) -> bool:
    """Whether a word opens a sentence, where a capital says nothing."""
    before = text[max(0, word.start - 8) : word.start].rstrip(_QUOTES)
    return not before or before[-1] in OPENS


def unit(vectors: Sequence[Vectors]) -> Vectors | None:
    """Vectors of length 1 as one array; None of none."""
    return np.stack(vectors).astype(np.float32) if len(vectors) else None
