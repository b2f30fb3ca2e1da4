"""A document laid out for binding numbers: its words, the cues among them, its sentences, and how far apart words are.

Distance is measured in cost: a word is a step, a comma or "and" a larger one, another number or a semicolon larger
still. A number belongs to the measure it can reach most cheaply.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from digests.figures.indicators import Group, Indicators
from digests.figures.lexicon import Hit
from digests.figures.quantities import find_quantities
from digests.language.fold import fold_word, iter_words
from digests.language.sentences import sentences
from digests.model import Document, Lang, Quantity

STEP = {"en": 1.0, "ru": 1.0, "tg": 0.75}
LIGHT_STEP = 0.4
COMMA = {"en": 2.0, "ru": 2.0, "tg": 1.2}
CONJUNCTION = 1.5
BREAK = 4.0
DASH = 1.5
OTHER_NUMBER = {"en": 3.0, "ru": 3.0, "tg": 1.0}
"""In a Tajik list one verb at the end serves all its numbers."""

LONGEST_SENTENCE = 250
"""Words."""

LIGHT = frozenset(
    fold_word(word)
    for word in (
        "the a an of in on at by for from to with has have had been be is was were are its their his that as than "
        "в во на с со из от по до за у о об при для к ко был была было были есть уже "
        "дар аз ба бо то ки барои аст буд шуд шуда буданд шуданд шудаанд шудааст кард карда карданд кардаанд низ ҳам "
        "расид расида расидааст баробар"
    ).split()
)
CONJUNCTIONS = frozenset(fold_word(word) for word in "and but while whereas и а но или ва вале аммо ё".split())
BREAKS = frozenset(";:()[]\n…?!")
DASHES = frozenset("—–")
COMMAS = frozenset(",،")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words `first` to `last` (not counted in) of the text, from character `start` to `end`."""

    n: int
    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A quantity over the words `first` to `last`, both counted in; `one` is "one of them", which few rules count."""

    quantity: Quantity
    first: int
    last: int
    one: bool = False


class Reading:
    """Everything about one document that the rules ask for; computed once."""

    def __init__(self, document: Document, indicators: Indicators) -> None:
        self.document = document
        self.text = document.text
        self.lang = document.lang
        found = find_quantities(self.text, self.lang)
        words = list(iter_words(self.text))
        self.words = [word.folded for word in words]
        self.starts = [word.start for word in words]
        self.ends = [word.end for word in words]
        self.tagged, self.counted = indicators.tagged, indicators.counted
        self.roles = {name: concept.role for name, concept in indicators.concepts.items()}
        lexicon = indicators.lexicon(self.lang)
        self.hits = lexicon.hits(self.words)
        self.hit_firsts = [hit.first for hit in self.hits]
        self.present = {hit.concept for hit in self.hits}
        title = [word.folded for word in iter_words(document.title)]
        self.in_title = {hit.concept for hit in lexicon.hits(title)}
        self.marks = self._marks(found)
        self.numbers = {mark.first for mark in self.marks if not mark.one}
        self.sentences = self._sentences()
        self.sentence_firsts = [sentence.first for sentence in self.sentences]
        self.cost = self._costs()

    def _marks(self, found: tuple[Quantity, ...]) -> list[Mark]:
        marks = []
        for quantity in found:
            first, last = self.words_at(quantity.start, quantity.end)
            if first < len(self.words):
                marks.append(Mark(quantity, first, last))
        taken = {n for mark in marks for n in range(mark.first, mark.last + 1)}
        others = plain_ones(self.words, self.starts, self.ends, self.text, self.lang)
        marks += [mark for mark in others if mark.first not in taken]
        return sorted(marks, key=lambda mark: mark.first)

    def _sentences(self) -> list[Sentence]:
        found: list[Sentence] = []
        for start, end in sentences(self.text):
            first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
            for piece in range(first, last, LONGEST_SENTENCE):  # what never ends is no sentence: work stays bounded
                stop = min(last, piece + LONGEST_SENTENCE)
                left = start if piece == first else self.starts[piece]
                right = end if stop == last else self.ends[stop - 1]
                found.append(Sentence(len(found), left, right, piece, stop))
        return found

    def _costs(self) -> list[float]:
        """The way from the first word to each word."""
        numbers = self.numbers
        way = [0.0]
        for n in range(1, len(self.words)):
            gap = self.text[self.ends[n - 1] : self.starts[n]]
            step = _gap_cost(gap, self.lang) if gap != " " else 0.0
            word = self.words[n]
            if word in CONJUNCTIONS:
                step += CONJUNCTION
            elif word in LIGHT:
                step += LIGHT_STEP
            else:
                step += STEP[self.lang]
            if n in numbers:
                step += OTHER_NUMBER[self.lang]
            way.append(way[-1] + step)
        return way

    def between(self, first: int, last: int, other_first: int, other_last: int) -> float:
        """What it costs to go from one stretch of words to another; 0 where they touch or overlap."""
        if other_first > last:
            number = OTHER_NUMBER[self.lang] if other_first in self.numbers else 0.0
            return max(0.0, self.cost[other_first] - self.cost[last] - STEP[self.lang] - number)
        if other_last < first:
            number = OTHER_NUMBER[self.lang] if first in self.numbers else 0.0
            return max(0.0, self.cost[first] - self.cost[other_last] - STEP[self.lang] - number)
        return 0.0

    def words_at(self, start: int, end: int) -> tuple[int, int]:
        """The first and last word that touch characters `start` to `end`."""
        first = bisect_right(self.ends, start)
        return first, max(first, bisect_left(self.starts, end) - 1)

    def sentence_of(self, word: int) -> Sentence:
        return self.sentences[max(0, bisect_right(self.sentence_firsts, word) - 1)]

    def marks_in(self, sentence: Sentence) -> list[Mark]:
        """The numbers of a sentence."""
        first = bisect_left(self.marks, sentence.first, key=lambda mark: mark.first)
        return self.marks[first : bisect_left(self.marks, sentence.last, key=lambda mark: mark.first)]

    def hits_in(self, first: int, last: int) -> list[Hit]:
        """Cues that begin at words `first` to `last` (not counted in)."""
        return self.hits[bisect_left(self.hit_firsts, first) : bisect_left(self.hit_firsts, last)]

    def nearest(self, concepts: Group | set[str], mark: Mark, sentence: Sentence) -> float | None:
        """The cost to the nearest cue of `concepts` in the sentence; None where there is none."""
        costs = [
            self.between(mark.first, mark.last, hit.first, hit.last)
            for hit in self.hits_in(sentence.first, sentence.last)
            if hit.concept in concepts
        ]
        return min(costs, default=None)

    def clause(self, first: int, last: int, sentence: Sentence) -> tuple[int, int]:
        """The words around `first` to `last` up to a break, a dash or a comma on either side."""
        while first > sentence.first and not _parts(self.text[self.ends[first - 1] : self.starts[first]]):
            first -= 1
        while last + 1 < sentence.last and not _parts(self.text[self.ends[last] : self.starts[last + 1]]):
            last += 1
        return first, last + 1


def _gap_cost(gap: str, lang: Lang) -> float:
    cost = 0.0
    for sign in gap:
        if sign in COMMAS:
            cost += COMMA[lang]
        elif sign in DASHES:
            cost += DASH
        elif sign in BREAKS:
            cost += BREAK
    return min(cost, 2 * BREAK)


def _parts(gap: str) -> bool:
    return any(sign in COMMAS or sign in DASHES or sign in BREAKS for sign in gap)


def plain_ones(words: list[str], starts: list[int], ends: list[int], text: str, lang: Lang) -> Iterator[Mark]:
    """ "One of them", "one was" and numbers inside adjectives («панҷсола»), which are no quantities elsewhere."""
    for n, word in enumerate(words):
        of_them = word in ONE[lang] and tuple(words[n + 1 : n + 3]) in OF_THEM[lang]
        if of_them or word in ALONE[lang]:
            last = n + 2 if of_them else n
            yield Mark(_plain(1, None, starts[n], ends[last], text), n, last, one=True)
        if lang in _TENS and (years := in_adjective(word, lang)):
            yield Mark(_plain(years, "year", starts[n], ends[n], text), n, n)


ONE = {
    "en": frozenset({"one"}),
    "ru": frozenset("один одна одного одному одним одной одну".split()),
    "tg": frozenset(fold_word(word) for word in "яке якеро якто яктоаш як нафар".split()),
}
ALONE = {
    "en": ONE["en"],
    "ru": frozenset("один одна одного одну".split()),
    "tg": frozenset(fold_word(word) for word in "яке якеро якеаш якеашро якеашон якто".split()),
}
""" "One was taken to hospital", «одного увезла скорая», «якеашро ба беморхона бурданд»."""
OF_THEM = {
    "en": (("of", "them"),),
    "ru": (("из", "них"), ("из", "пострадавших"), ("из", "мигрантов")),
    "tg": tuple((fold_word(a), fold_word(b)) for a, b in (("аз", "онҳо"), ("аз", "онон"), ("нафари", "онҳо"))),
}
_TENS = {"ru": ("лет", "годичн"), "tg": ("сола",)}
_STEMS: dict[str, dict[str, int]] = {
    "ru": {
        "одно": 1, "двух": 2, "трех": 3, "четырех": 4, "пяти": 5, "шести": 6, "семи": 7, "восьми": 8, "девяти": 9,
        "десяти": 10, "двенадцати": 12, "пятнадцати": 15, "двадцати": 20, "тридцати": 30, "пятидесяти": 50,
    },
    "tg": {
        fold_word(word): value
        for word, value in {
            "як": 1, "ду": 2, "се": 3, "чор": 4, "панҷ": 5, "шаш": 6, "ҳафт": 7, "ҳашт": 8, "нуҳ": 9, "даҳ": 10,
            "дувоздаҳ": 12, "понздаҳ": 15, "бист": 20, "сӣ": 30, "панҷоҳ": 50,
        }.items()
    },
}  # fmt: skip


def in_adjective(word: str, lang: Lang) -> int | None:
    """The years in «пятилетний» or «панҷсола»; None for any other word."""
    for ending in _TENS.get(lang, ()):
        head, found, _ = word.partition(ending)
        if found and head in _STEMS[lang]:
            return _STEMS[lang][head]
    return None


def _plain(value: int, unit: str | None, start: int, end: int, text: str) -> Quantity:
    return Quantity(value, None, None, "=", unit, start, end, text[start:end])
