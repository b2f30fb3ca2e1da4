"""Stories with reference notes, and what of a note a summary holds: figures, names, key facts.

Nothing translates, so what is held is told across languages: figures by our reader of numbers, with their unit; names
by the table of names and, where it knows none, by the skeleton of their consonants; key facts, which are in English,
by their figures, days and names, and by their meaning.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from rapidfuzz import fuzz

from digests.editions.events.told import tell
from digests.figures.quantities import find_quantities
from digests.language import names, units
from digests.language.dates import find_dates
from digests.language.fold import iter_words
from digests.language.names import SAME_KEY, name_key
from digests.language.stems import stem, stems
from digests.language.translation import translations
from digests.model import LANGS, Document, Lang

DATA = Path(__file__).parent / "data" / "notes"
Set = Literal["fit", "look", "sealed"]
LONG_KEY = 4
"""Consonants from which two keys may be one name though an ending differs."""
PLAIN = 2
"""Long words beside days and names up to which a key fact is a bare one: "18 February 2025", "Zhukovsky airport"."""
LONG = 5
CLOSE: dict[Lang, float] = {"en": 0.5, "ru": 0.33, "tg": 0.33}
"""How close a sentence of a language is that tells a key fact without figures, days and names to know it by."""
WORDS = 0.4
"""What the words that both hold, translated, weigh beside the cosine of their meanings."""
CONTENT = 4
"""Letters of an English word that counts among them."""
BY_FIGURES, BY_NAMES = 0.13, 0.08
"""What falls away of `CLOSE` where the fact's first figure, and where its days and names, stand in the sentence."""
SURE = 0.6
"""The weight from which a translation counts in full."""

Figure = tuple[float, float, str | None]


class Sentence(NamedTuple):
    """A sentence, or the beginning of one, in the language of its document, published on `day`."""

    text: str
    lang: Lang
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What a text holds. `perhaps` are words that may be names; `days` are the first and last of
    every date and period."""

    figures: tuple[Figure, ...]
    names: frozenset[str]
    perhaps: frozenset[str]
    days: frozenset[date]


@dataclass(frozen=True, slots=True)
class Story:
    """One event's texts, the earliest first as they stand in the set; a note (headline, text) a language; key facts."""

    id: str
    documents: tuple[Document, ...]
    notes: dict[Lang, tuple[str, str]]
    facts: tuple[str, ...]

    def length(self, lang: Lang) -> int:
        """Characters of the note's text."""
        return len(self.notes[lang][1])


def stories(which: Set) -> list[Story]:
    """The stories of a set, by file and id."""
    return [
        _story(json.loads(line))
        for path in sorted((DATA / which).glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def _story(row: dict[str, Any]) -> Story:
    documents = tuple(
        Document(
            text["id"], text["title"], text["text"], text["lang"], publisher=text["publisher"],
            published=date.fromisoformat(text["published"]), kind="feed",
        )
        for text in row["texts"]
    )  # fmt: skip
    notes: dict[Lang, tuple[str, str]] = {
        lang: (row["notes"][lang]["headline"], row["notes"][lang]["text"]) for lang in LANGS
    }
    return Story(row["id"], documents, notes, tuple(row["facts"]))


@lru_cache(maxsize=1 << 13)
def held(sentence: Sentence) -> Held:
    """What a text holds; one alone is no figure: "one of them". The ends of a range count as well: "from 12 to 20"."""
    text, lang, day = sentence
    found = tell("", text, lang, day)
    dated = find_dates(text, lang, day)
    months = {name_key(word.folded) for each in dated for word in iter_words(each.text)}
    return Held(
        tuple(dict.fromkeys(_figures(text, lang))),
        (found.places | found.names | found.bodies) - months,
        found.perhaps | found.quoted,
        frozenset(end for each in dated for end in (each.first, each.last) if end),
    )


def _figures(text: str, lang: Lang) -> Iterator[Figure]:
    for each in find_quantities(text, lang):
        spans = [(each.low, each.high), (each.low, each.low), (each.high, each.high)]
        for low, high in spans if each.value is None else [(each.value, each.value)]:
            if low is not None and high is not None and (low, high) != (1, 1):
                yield float(low), float(high), each.unit


def same_figure(a: Figure, b: Figure) -> bool:
    """Whether two figures have one value, and units that can be one: a count's noun is worded otherwise in each
    language, a share or money is not."""
    if a[:2] != b[:2]:
        return False
    if a[2] is None or b[2] is None or a[2] == b[2]:
        return True
    return not any(units.load().is_measured(each[2]) for each in (a, b))


def same_name(a: str, b: str) -> bool:
    """Whether two names are one: an entity of the table by its id, else by key."""
    if a == b or "@" in (a[0], b[0]):
        return a == b
    return min(len(a), len(b)) >= LONG_KEY and a[0] == b[0] and fuzz.ratio(a, b) >= SAME_KEY


def figures_held(wanted: Collection[Figure], found: Collection[Figure]) -> int:
    return sum(any(same_figure(each, other) for other in found) for each in wanted)


def names_held(wanted: Collection[str], found: Held) -> int:
    some = found.names | found.perhaps
    return sum(any(same_name(each, other) for other in some) for each in wanted)


def tells(fact: str, sentence: Sentence, close: float) -> bool:
    """Whether a sentence tells a key fact, written in English; `close` tells how close they are (`closeness`).

    Its first figure stands there, if it has any, and it is close: the closer, the fewer of figures, days and names
    there are to know it by. A bare fact ("18 February 2025") is told by its days and names alone.
    """
    wanted, found = held(Sentence(fact, "en", sentence.day)), held(sentence)
    if wanted.figures and not figures_held(wanted.figures[:1], found.figures):
        return False
    known = len(wanted.days) + len(wanted.names)
    share = (len(wanted.days & found.days) + names_held(wanted.names, found)) / known if known else 0.0
    if share > 0.5 and not wanted.figures and (wanted.days or known > 1) and _is_bare(fact, wanted):
        return True
    return close >= CLOSE[sentence.lang] - BY_FIGURES * bool(wanted.figures) - BY_NAMES * share


def closeness(fact: str, sentence: Sentence, cosine: float) -> float:
    """How close a sentence is to a fact by meaning and words."""
    wanted = {stem(word.folded, "en") for word in iter_words(fact) if len(word.text) >= CONTENT and word.text.isalpha()}
    return cosine + WORDS * sum(_translated(each, sentence) for each in wanted) / max(1, len(wanted))


def _translated(word: str, sentence: Sentence) -> float:
    """How surely a sentence holds an English stem, be it in its own language."""
    own = _stems(sentence.text, sentence.lang)
    if sentence.lang == "en":
        return float(word in own)
    found = [weight for each, weight in translations(word, "en", sentence.lang) if each in own]
    return min(1.0, max(found, default=0.0) / SURE)


@lru_cache(maxsize=1 << 13)
def _stems(text: str, lang: Lang) -> frozenset[str]:
    return frozenset(stems(text, lang))


def _is_bare(fact: str, wanted: Held) -> bool:
    dated = {word.folded for each in find_dates(fact, "en") for word in iter_words(each.text)}
    named = {word.folded for each in names.load().find(fact, "en") for word in iter_words(each.text)}
    left = [word for word in iter_words(fact) if word.folded not in dated | named and len(word.text) >= LONG]
    return sum(name_key(word.folded) not in wanted.names for word in left) <= PLAIN
