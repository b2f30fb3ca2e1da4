"""Which texts of a day are met with each other: of a thousand each has but a few that it may be of one event with.

A text's nearest are those that share its rare names, its figures, its words and its meaning; in each language apart,
since words of one's own language are more than names that cross to another.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from digests.editions.events.alike import Common, rarity, weight
from digests.editions.events.told import Told
from digests.model import LANGS

NEAREST = 5
"""Texts of each language with which a text is met."""
ALL = 40
"""Texts of which each is met with each: fewer than that cost less than to look which are near."""
SIGNS = 1 << 12
"""Places in which signs are counted, by their checksums: two in one place are rare beside the signs of a text."""
LAST, GONE = np.float32(-1e9), np.float32(-np.inf)
"""How near a text is to itself, and one that was found already."""
BLOCK = 256
"""Texts whose nearest are looked for at once."""
Signs = tuple[NDArray[np.intp], NDArray[np.float32]]
"""Of a text: the places of its signs, ascending, and what each weighs; of length 1."""
PERHAPS, WORD, MEANING = 0.7, 0.5, 1.5
"""What a word that may be a name weighs beside a name, what a word does, what the meaning does beside all of these."""
REMEMBERED = 1 << 13
"""Texts whose signs are remembered: some 15 MB."""
TELLING = 0.5
"""The weight from which a figure is a sign."""


def pairs(told: Sequence[Told], common: Common) -> list[tuple[int, int]]:
    """The pairs to be met, each as the numbers of two texts, the smaller first; sorted."""
    if len(told) <= ALL:
        return [(n, m) for n in range(len(told)) for m in range(n + 1, len(told))]
    field = Field(told, common)
    return sorted({(min(n, m), max(n, m)) for n, m in field.nearest(told, own=True) if n != m})


class Field:
    """Texts among which those nearest to others are found. Few of 4,096 signs are any text's, so of a text only the
    rows of its own are looked at."""

    def __init__(self, told: Sequence[Told], common: Common) -> None:
        self._told, self._common = told, common
        self._langs = np.array([LANGS.index(each.lang) for each in told], np.intp)
        self._meanings = _meanings(told)

    @cached_property
    def _by_lang(self) -> list[tuple[NDArray[np.intp], NDArray[np.float32]]]:
        """Of each language the numbers of its texts, and their signs: float32 [SIGNS, texts]."""
        found = []
        for lang in range(len(LANGS)):
            numbers = np.flatnonzero(self._langs == lang)
            laid = np.zeros((SIGNS, len(numbers)), np.float32)
            for column, n in enumerate(numbers.tolist()):
                places, weights = signs(self._told[n], self._common)
                laid[places, column] = weights
            found.append((numbers, laid))
        return found

    def nearest(self, some: Sequence[Told], *, own: bool = False) -> list[tuple[int, int]]:
        """Each of `some` with those that are nearest to it, by their numbers, sorted; of few all. `own`: `some` are the
        field's, and each is met with others."""
        if not own and (len(self._told) <= ALL or not some):
            return [(n, m) for n in range(len(some)) for m in range(len(self._told))]
        marks, meanings = [signs(each, self._common) for each in some], _meanings(some)
        found: set[tuple[int, int]] = set()
        for numbers, laid in self._by_lang:
            for start in range(0, len(some) if len(numbers) else 0, BLOCK):
                rows = np.arange(start, min(start + BLOCK, len(some)))
                likeness = np.stack([weights @ laid[places] for places, weights in marks[start : start + BLOCK]])
                if meanings is not None and self._meanings is not None:
                    likeness += MEANING * (meanings[rows] @ self._meanings[numbers].T)
                if own:
                    likeness[rows[:, None] == numbers[None, :]] = LAST
                nearest = numbers[_best(likeness)]
                found |= {(n, m) for n, row in zip(rows.tolist(), nearest.tolist(), strict=True) for m in row}
        return sorted(found)


def _best(likeness: NDArray[np.float32]) -> NDArray[np.intp]:
    """intp [n, NEAREST]: the places of the greatest in each row, the greatest first, of equals the first. The row is
    not sorted for that, and its greatest are taken out of it."""
    rows, found = np.arange(len(likeness)), []
    for _ in range(min(NEAREST, likeness.shape[1])):
        found.append(likeness.argmax(axis=1))
        likeness[rows, found[-1]] = GONE
    return np.stack(found, axis=1)


_held: dict[str, Signs] = {}
"""The signs of texts with a mark that were looked at before."""


def signs(told: Told, common: Common) -> Signs:
    """By what a text is found among others."""
    held = _held.get(told.mark)
    return held if held is not None else remember(told.mark, _weighed(told, common))


def remember(mark: str, found: Signs) -> Signs:
    """`found`, which are the signs of the text with that mark: kept beside it, so that nobody weighs them again."""
    if mark:
        if len(_held) >= REMEMBERED:
            _held.clear()
        _held[mark] = found
    return found


def _weighed(told: Told, common: Common) -> Signs:
    weights = {name: PERHAPS * rarity(name, common.names) for name in told.perhaps | told.bodies}
    weights |= {name: rarity(name, common.names) for name in told.names | told.places | told.quoted}
    weights |= {f"{number[0]:.3g}": weight(number) for number in told.numbers if weight(number) >= TELLING}
    weights |= {f"{told.lang} {stem}": WORD * rarity(stem, common.words[told.lang]) for stem in told.stems}
    found = np.zeros(SIGNS, np.float32)
    for sign, each in weights.items():
        found[zlib.crc32(sign.encode()) % SIGNS] += each
    places = np.flatnonzero(found)
    return places, found[places] / np.float32(max(1e-9, float(np.linalg.norm(found))))


def _meanings(told: Sequence[Told]) -> NDArray[np.float32] | None:
    """float32 [n, dim], of length 1, nothing where a text has no vectors; None where none has."""
    known = {n: each.vectors.mean(axis=0) for n, each in enumerate(told) if each.vectors is not None}
    if not known:
        return None
    found = np.zeros((len(told), len(next(iter(known.values())))), np.float32)
    for n, middle in known.items():
        found[n] = middle / max(1e-9, float(np.linalg.norm(middle)))
    return found
