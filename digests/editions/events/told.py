"""What a news text tells of, as far as it can be met with another's: names, numbers, days, words, meaning.

Names are met across languages by the table of names and, where it knows none, by the skeleton of their consonants
(`name_key`): «Гадоев» and "Gadoev". An adjective made of a place («тверской») and a word that opens a sentence may be
names or not; they count only beside a name of the other text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
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

READ = 800
"""Characters of a text that are looked through, as many as the pairs that this was learned from have: what it tells of
stands at its beginning, what comes later is the background of it, and of many others."""
LEADS = 6
"""Sentences whose meaning stands for the text's."""
SHORTEST = 3
"""Consonants of a name's key, letters of a word's stem: shorter ones are shared by chance."""
PLACES = frozenset({"place", "airport"})
BODIES = frozenset({"body", "media", "people", "law", "group"})
"""Kinds of names that stand in the news of many events: who speaks, and of whom."""
AT: dict[Lang, frozenset[str]] = {
    "tg": frozenset({"дар", "Дар", "назди"}),
    "ru": frozenset({"в", "В", "во", "Во", "на", "На", "под", "Под"}),
    "en": frozenset({"in", "In", "at", "At", "near", "Near", "outside"}),
}
"""What a place stands behind."""
FAR = 3
"""Words between the two at most: «дар шаҳри … », "at the … airport"."""
OPENS = frozenset(".!?…\n:")
_ADJECTIVE = re.compile(r"(\w{3,})(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)$")
_QUOTED = re.compile(r"[«“„\"]([^\W\d_][^«»“”„\"]{2,40})[»”“\"]")
LONGEST_NAME = 3
"""Words in quotation marks up to which they name something: a market, a firm, an estate; more are speech."""
_QUOTES = " «“„\"'(—–-\u00a0"


@dataclass(frozen=True, slots=True)
class Told:
    """What one text tells. `places` and `names` are ids of the table ("@moscow") and keys of what it does not know:
    an unknown name is a place where it stands so («дар Люберсӣ»); `where` are the places at which something is said to
    happen, not those that people come from, and `airports` those of the table. `quoted` are keys of what stands in
    quotation marks as a name does: a market, a firm. `bodies` are of the table, offices that speak on
    many events; `perhaps` keys of words that may be names. `numbers` are (low, high, unit) of each quantity, `headed`
    those of the headline. `vectors` float32 [n, dim], of length 1, are of its first sentences; None without the
    model. `mark`, where it has one, tells it from what any other text tells, the vectors apart."""

    lang: Lang
    day: date | None
    places: frozenset[str]
    where: frozenset[str]
    airports: frozenset[str]
    names: frozenset[str]
    quoted: frozenset[str]
    bodies: frozenset[str]
    perhaps: frozenset[str]
    numbers: frozenset[tuple[float, float, str | None]]
    headed: frozenset[tuple[float, float, str | None]]
    days: frozenset[date]
    periods: frozenset[Span]
    stems: frozenset[str]
    title_stems: frozenset[str]
    vectors: Vectors | None = None
    mark: str = field(default="", compare=False)


@lru_cache(maxsize=1 << 11)
def _read(title: str, text: str, lang: Lang, day: date | None) -> Told:
    whole = f"{title}\n{text[:READ]}"
    found = _names(whole, lang)
    dated = [(each.first, each.last) for each in find_dates(whole, lang, day)]
    spans = [(first, last) for first, last in dated if first and last]
    return Told(
        lang=lang,
        day=day,
        places=frozenset(found.places),
        where=frozenset(found.where),
        airports=frozenset(found.airports),
        names=frozenset(found.names),
        quoted=frozenset(found.quoted),
        bodies=frozenset(found.bodies),
        perhaps=frozenset(found.perhaps),
        numbers=frozenset(_numbers(whole, lang)),
        headed=frozenset(_numbers(title, lang)),
        days=frozenset(first for first, last in spans if first == last),
        periods=frozenset((first, last) for first, last in spans if first != last),
        stems=_content(whole, lang),
        title_stems=_content(title, lang),
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


def _content(text: str, lang: Lang) -> frozenset[str]:
    return frozenset(stem for stem in stems(text, lang) if len(stem) >= SHORTEST and stem.isalpha())


def _numbers(text: str, lang: Lang) -> Iterator[tuple[float, float, str | None]]:
    for each in find_quantities(text, lang):
        low = each.value if each.value is not None else each.low
        high = each.value if each.value is not None else each.high
        if low is not None or high is not None:
            yield float(low if low is not None else high), float(high if high is not None else low), each.unit  # type: ignore[arg-type]


@dataclass(slots=True)
class _Names:
    places: set[str]
    where: set[str]
    airports: set[str]
    names: set[str]
    quoted: set[str]
    bodies: set[str]
    perhaps: set[str]


def _names(text: str, lang: Lang) -> _Names:
    table = names.load()
    found = _Names(*(set() for _ in range(7)))
    covered: dict[int, tuple[str, str]] = {}
    for mention in table.find(text, lang):
        kind, name = table.entity(mention.entity).kind, f"@{mention.entity}"
        kept = found.places if kind in PLACES else found.bodies if kind in BODIES else found.names
        kept.add(name)
        if kind == "airport":
            found.airports.add(name)
        covered |= dict.fromkeys(range(mention.start, mention.end), (kind, name))
    since = FAR + 1  # words since a preposition of place
    for word in iter_words(text):
        since = 0 if word.text in AT[lang] else since + 1
        kind, name = covered.get(word.start, ("", ""))
        if kind in PLACES and since <= FAR:
            found.where.add(name)
        key = _key(word, lang)
        if len(key) < SHORTEST:
            continue
        large = word.text[0].isupper()
        if large and not kind and not _opens(text, word):
            (found.places if since <= FAR else found.names).add(key)
            if since <= FAR:
                found.where.add(key)
        elif (large and kind not in BODIES) or (lang == "ru" and _ADJECTIVE.match(word.folded)):
            found.perhaps.add(key)
    for match in _QUOTED.finditer(text):
        words = [name_key(word.folded) for word in iter_words(match.group(1))]
        if 0 < len(words) <= LONGEST_NAME:
            found.quoted.update(key for key in words if len(key) >= SHORTEST)
    found.perhaps -= found.places | found.names
    found.names -= found.places
    return found


def _key(word: Word, lang: Lang) -> str:
    adjective = _ADJECTIVE.match(word.folded) if lang == "ru" else None
    return name_key(adjective.group(1) if adjective else word.folded)


def _opens(text: str, word: Word) -> bool:
    """Whether a word opens a sentence, where a capital says nothing."""
    before = text[max(0, word.start - 8) : word.start].rstrip(_QUOTES)
    return not before or before[-1] in OPENS
