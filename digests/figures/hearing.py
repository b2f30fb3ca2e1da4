"""Who of those whom a text names says a figure: one sum of features for each, with weights that `make fit` writes.

A feature tells where someone stands, seen from the figure: how far, among which words of speech, prepositions and
signs, whether the rules of `attribution` take them. They are told apart by whether the sentence is the figure's own,
one before or one behind. Nobody has a sum too: the likeliest is nobody where no one else has more.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from config import FITTED
from digests.errors import BadInput
from digests.figures.lexicon import Hit
from digests.figures.reading import Mark, Reading, Sentence

PATH = FITTED / "speakers.json"
LEAST = 0.27
"""The chance from which somebody speaks. Over hands not learned from .861 of speakers are right so, and 514 of 945
figures that nobody says get one; from .2 on .870 and 605, from .4 on .833 and 379; by rules alone .829 and 466."""
NEAR = 4.0
"""The cost of way at which something counts half as much as right beside."""
BESIDE = 2.5
"""How far a word of speech stands that is surely of somebody."""
OPENING = 5
"""Letters by which forms of one word are known to each other."""
LINE = 8
"""Words of a line that only names who speaks: «Январь — март, МВД Таджикистана.»"""
FAR = (4, 6)
"""Sentences back up to which each counts for itself, and up to which they count alike."""
SIGNS = {"(": "(", "—": "-", "–": "-", "-": "-", ":": ":", "«": "«", "“": "«", ",": ",", ";": ";", ".": ".", ")": ")"}
SPOKEN = ("said", "told", "same_speaker", "of_that")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone who may be the speaker, over the words `first` to `last`, both counted in."""

    name: str
    kind: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by feature, and the sum of nobody."""

    weights: Mapping[str, float]
    nobody: float

    def chances(self, features: Sequence[Mapping[str, float]]) -> list[float]:
        """How likely each is the speaker; what they lack to 1 is the chance of nobody."""
        sums = [self._sum(each) for each in features]
        top = max([self.nobody, *sums])
        odds = [math.exp(each - top) for each in sums]
        whole = sum(odds) + math.exp(self.nobody - top)
        return [each / whole for each in odds]

    def _sum(self, features: Mapping[str, float]) -> float:
        return sum(self.weights.get(name, 0.0) * value for name, value in features.items())


@cache
def load(path: Path = PATH) -> Weights:
    """The weights. Raises BadInput naming the file."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return Weights({name: float(weight) for name, weight in raw["weights"].items()}, float(raw["nobody"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(f"no weights ({error})", path=path) from error


class Hearing:
    """What stands around each candidate as one figure hears them. `ruled`: whom the rules take; `around`: all
    candidates of its sentence and of those near it, in their order."""

    def __init__(self, reading: Reading, mark: Mark, ruled: Sequence[str], around: Sequence[Candidate]) -> None:
        self.reading, self.mark, self.ruled, self.around = reading, mark, ruled, around
        self.home = reading.sentence_of(mark.first)
        self.places = [reading.sentence_of(each.first).n for each in around]
        self.said = {n: self._hits(reading.sentences[n], "said") for n in set(self.places)}
        self.spoken = {concept for concept in SPOKEN if self._hits(self.home, concept)}
        self.ways = {
            n: reading.between(mark.first, mark.last, each.first, each.last)
            for n, each in enumerate(around)
            if self.places[n] == self.home.n
        }
        self.speaking = {n for n in self.ways if self._speaks(around[n])}

    def features(self) -> list[dict[str, float]]:
        """For each candidate feature → value, from 0 to 1."""
        return [self._of(n) for n in range(len(self.around))]

    def _of(self, n: int) -> dict[str, float]:
        candidate, away = self.around[n], self.places[n] - self.home.n
        zone = "own" if not away else "back" if away < 0 else "on"
        found = {"at": 1.0, f"at:{_told(away)}": 1.0}
        found |= self._of_candidate(candidate) | self._of_speech(n) | self._of_words(candidate)
        found |= self._of_line(n) if away else self._of_way(n)
        return {f"{zone}/{name}": value for name, value in found.items()} | {f"kind:{candidate.kind}": 1.0}

    def _of_candidate(self, candidate: Candidate) -> dict[str, float]:
        sentence = self.reading.sentence_of(candidate.first)
        found = {f"kind:{candidate.kind}": 1.0}
        if candidate.name in self.ruled:
            last = candidate.name == self.ruled[-1]
            found |= {"ruled": 1.0, f"ruled:{candidate.kind}": 1.0, "ruled:last" if last else "ruled:first": 1.0}
        elif self.ruled:
            found["ruled:other"] = 1.0
        if candidate.first == sentence.first:
            found["opens"] = 1.0
        if candidate.last == sentence.last - 1:
            found["closes"] = 1.0
        return found

    def _of_speech(self, n: int) -> dict[str, float]:
        """The word of speech that stands nearest to a candidate, and whether it is nearer to somebody else."""
        said, candidate = self.said[self.places[n]], self.around[n]
        if not said:
            return {"silent": 1.0}
        near = min(said, key=lambda hit: self._way(candidate, hit))
        way = self._way(candidate, near)
        side = "ahead" if near.last < candidate.first else "behind"
        found = {"speech": _close(way), f"speech:{side}": _close(way)}
        if not way:
            found[f"beside:{side}"] = 1.0
        closer = any(self._way(self.around[other], near) < way for other in self._together(n))
        found["speech:others" if closer else "speech:own"] = 1.0
        return found

    def _of_words(self, candidate: Candidate) -> dict[str, float]:
        """The words and signs on either side."""
        words, sentence = self.reading.words, self.reading.sentence_of(candidate.first)
        found = {f"after:{sign}": 1.0 for sign in self._signs(candidate.last)}
        if candidate.first > sentence.first:
            found[f"before:{words[candidate.first - 1][:OPENING]}"] = 1.0
            found |= {f"ahead:{sign}": 1.0 for sign in self._signs(candidate.first - 1)}
        if candidate.last + 1 < sentence.last:
            found[f"behind:{words[candidate.last + 1][:OPENING]}"] = 1.0
        return found

    def _of_way(self, n: int) -> dict[str, float]:
        """What lies between the figure and a candidate of its own sentence."""
        mark, candidate, way, reading = self.mark, self.around[n], self.ways[n], self.reading
        left = candidate.last < mark.first
        first, last = (candidate.last, mark.first) if left else (mark.last, candidate.first)
        gap = reading.text[reading.ends[first] : reading.starts[last]] if first < last else ""
        side = "left" if left else "right"
        found = {"near": _close(way), f"near:{side}": _close(way), f"side:{side}": 1.0}
        found |= {f"parts:{SIGNS[sign]}": 1.0 for sign in gap if sign in SIGNS}
        found[_counted("numbers", sum(word in reading.numbers for word in range(first + 1, last)))] = 1.0
        found[_counted("others", sum(first < self.around[other].first < last for other in self.ways))] = 1.0
        found[_counted("rank", sum(other < way for other in self.ways.values()))] = 1.0
        if n in self.speaking:
            found[_counted("spoken", sum(self.ways[other] < way for other in self.speaking))] = 1.0
        elif self.speaking:
            found["spoken:others"] = 1.0
        return found

    def _of_line(self, n: int) -> dict[str, float]:
        """What lies between the figure and a candidate of another sentence, and what that sentence is like."""
        reading, place, home = self.reading, self.places[n], self.home.n
        sentence = reading.sentences[place]
        start, end = reading.sentences[min(place, home)], reading.sentences[max(place, home)]
        figures = any(word in reading.numbers for word in range(sentence.first, sentence.last))
        together = self._together(n)
        told = {
            "paragraph": "\n" in reading.text[reading.ends[max(start.last - 1, 0)] : end.start + 1],
            "here:others": bool(self.ways),
            "others": any(start.n < other < end.n for other in self.places),
            "line": not figures and sentence.last - sentence.first <= LINE,
            "figures": figures,
            "first": place == 0,
            "alone" if len(together) == 1 else "among": True,
            "foremost": together[0] == n,
        }
        return {name: 1.0 for name, holds in told.items() if holds} | {f"here:{each}": 1.0 for each in self.spoken}

    def _together(self, n: int) -> list[int]:
        """All candidates of the sentence of one."""
        return [other for other, place in enumerate(self.places) if place == self.places[n]]

    def _hits(self, sentence: Sentence, concept: str) -> list[Hit]:
        return [hit for hit in self.reading.hits_in(sentence.first, sentence.last) if hit.concept == concept]

    def _speaks(self, candidate: Candidate) -> bool:
        return any(self._way(candidate, hit) <= BESIDE for hit in self.said[self.home.n])

    def _way(self, candidate: Candidate, hit: Hit) -> float:
        return self.reading.between(candidate.first, candidate.last, hit.first, hit.last)

    def _signs(self, n: int) -> set[str]:
        """The signs between a word and the next one."""
        reading = self.reading
        end = reading.starts[n + 1] if n + 1 < len(reading.words) else len(reading.text)
        return {SIGNS[sign] for sign in reading.text[reading.ends[n] : end] if sign in SIGNS}


def _close(way: float) -> float:
    """1 right beside, less with the way."""
    return 1 / (1 + way / NEAR)


def _counted(name: str, count: int) -> str:
    return f"{name}:{min(count, 2)}"


def _told(away: int) -> int:
    """How many sentences away, those far back counted alike."""
    if away >= -FAR[0]:
        return away
    return -FAR[1] if away >= -FAR[1] else -FAR[1] - 1
