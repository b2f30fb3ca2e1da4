"""What the second reader sees of a number: the number itself, and which concepts stand around it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping

from digests.figures.indicators import Indicators
from digests.figures.reading import Mark, Reading, Sentence
from digests.language.stems import stem

NEAR = 4.0
"""The cost of way at which a concept counts half as much as right beside the number."""
BACK, ON = 3, 2
"""Sentences before and after the number's own that say what it is about."""
NEAREST = ("measure", "noun")
"""Roles of which what stands nearest is told apart."""
UNITS = ("percent", "USD", "RUB", "person", "year", "month", "day")
LENDING = ("percent", "USD", "RUB", "year")
"""Units that a list says once: "in Moscow 8,900 roubles, in Sevastopol 9,500"."""
OPENING = 5
"""Letters by which words of one family are known to each other where their stems are not: «выдворено», «выдворение»."""
FEW = 13
YEARS = range(1990, 2031)


def surroundings(reading: Reading, mark: Mark, events: frozenset[str]) -> Mapping[str, float]:
    """Feature → value, from 0 to about 1. Concepts of the number's own clause (`clause:`), of its sentence (`near:`,
    nearer counts more; `nearest:` of those that measure or are counted), of the sentence before (`before:`), of some
    sentences around it, the opening and the title (`around:`); `events` anywhere, which are named once and meant all
    along; the words of its sentence by their stems (`word:`) and openings (`opens:`); of the number itself `unit:` and
    `is:`, and the units that others lend it (`lent:`)."""
    borrowed = {f"lent:{unit}": 1.0 for unit in lent(reading, mark)}
    return _of_number(mark) | borrowed | _of_concepts(reading, mark, events) | _of_words(reading, mark)


def lent(reading: Reading, mark: Mark) -> set[str]:
    """The units that a bare number may have from those of its sentence or of the one before."""
    if mark.quantity.unit is not None or mark.one:
        return set()
    sentence = reading.sentence_of(mark.first)
    first, last = (
        bisect_left(reading.marks, word, key=lambda other: other.first)
        for word in (reading.sentences[max(0, sentence.n - 1)].first, sentence.last)
    )
    return {unit for other in reading.marks[first:last] if (unit := other.quantity.unit) in LENDING}


def _of_number(mark: Mark) -> dict[str, float]:
    quantity = mark.quantity
    value = abs(next((each for each in (quantity.value, quantity.high, quantity.low) if each is not None), 0))
    unit = quantity.unit if quantity.unit in UNITS else "none" if quantity.unit is None else "other"
    return {
        f"unit:{unit}": 1.0,
        "is:large": math.log10(value + 1) / 6,
        "is:few": float(value < FEW),
        "is:year": float(value in YEARS),
        "is:hedged": float(quantity.modifier != "="),
    }


def _of_words(reading: Reading, mark: Mark) -> dict[str, float]:
    sentence = reading.sentence_of(mark.first)
    found: dict[str, float] = {}
    for n in range(sentence.first, sentence.last):
        word = reading.words[n]
        if mark.first <= n <= mark.last or word[:1].isdigit():
            continue
        near = _closeness(reading, mark, n, n)
        opening = [f"opens:{word[:OPENING]}"] if len(word) >= OPENING else []
        for name in (f"word:{stem(word, reading.lang)}", *opening):
            found[name] = max(found.get(name, 0.0), near)
    return found


def _of_concepts(reading: Reading, mark: Mark, events: frozenset[str]) -> dict[str, float]:
    sentence = reading.sentence_of(mark.first)
    clause = reading.clause(mark.first, mark.last, sentence)
    around = _around(reading, sentence) | (events & reading.present)
    found = {f"around:{concept}": 1.0 for concept in around}
    for hit in reading.hits_in(*_before(reading, sentence)):
        found[f"before:{hit.concept}"] = 1.0
    for role in NEAREST:
        found |= {f"nearest:{concept}": 1.0 for concept in _nearest(reading, mark, sentence, role)}
    for hit in reading.hits_in(sentence.first, sentence.last):
        name = f"near:{hit.concept}"
        found[name] = max(found.get(name, 0.0), _closeness(reading, mark, hit.first, hit.last))
        if clause[0] <= hit.first < clause[1]:
            found[f"clause:{hit.concept}"] = 1.0
    return found


def _nearest(reading: Reading, mark: Mark, sentence: Sentence, role: str) -> set[str]:
    """The concepts of a role that stand nearest: of those killed and those injured the number is of one."""
    ways = [
        (reading.between(mark.first, mark.last, hit.first, hit.last), hit.concept)
        for hit in reading.hits_in(sentence.first, sentence.last)
        if reading.roles[hit.concept] == role
    ]
    least = min(ways, default=(0.0, ""))[0]
    return {concept for way, concept in ways if way == least}


def _around(reading: Reading, sentence: Sentence) -> set[str]:
    """The concepts of the sentences around one, of the title and of the opening. A long text as a whole speaks of so
    much that no number in it would be taken for anything: what is learned from are short ones."""
    first = reading.sentences[max(0, sentence.n - BACK)].first
    last = reading.sentences[min(len(reading.sentences) - 1, sentence.n + ON)].last
    opening = reading.sentences[0]
    hits = [*reading.hits_in(first, last), *reading.hits_in(opening.first, opening.last)]
    return reading.in_title | {hit.concept for hit in hits}


def _closeness(reading: Reading, mark: Mark, first: int, last: int) -> float:
    """1 right beside the number, less with the way to it."""
    return 1 / (1 + reading.between(mark.first, mark.last, first, last) / NEAR)


def _before(reading: Reading, sentence: Sentence) -> tuple[int, int]:
    """The words of the sentence before."""
    return (reading.sentences[sentence.n - 1].first, sentence.first) if sentence.n else (0, 0)


def events_of(indicators: Indicators) -> frozenset[str]:
    """The concepts by which a text speaks of an event that some indicator is of."""
    found = (definition.event for definition in indicators.definitions.values())
    return frozenset(event.strong for event in found if event is not None)
