"""Which texts of a day are met with each other: of a thousand each has but a few that it may be of one event with.

A text's nearest are those that share its rare names, its figures, its words and its meaning; in each language apart,
since words of one's own language are more than names that cross to another.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digests.editions.events.alike import Common, rarity, weight
from digests.editions.events.told import Told
from digests.model import LANGS, Lang

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
    marks = _Marks.of(told, common)
    return sorted({(min(n, m), max(n, m)) for n, m in _nearest(marks, marks) if n != m})


def across(some: Sequence[Told], others: Sequence[Told], common: Common) -> list[tuple[int, int]]:
    """The pairs of one of `some` and one of `others` to be met, by their numbers; sorted."""
    if len(others) <= ALL or not some:
        return [(n, m) for n in range(len(some)) for m in range(len(others))]
    return sorted(_nearest(_Marks.of(some, common), _Marks.of(others, common)))


@dataclass(frozen=True, slots=True)
class _Marks:
    """Of texts, a row each: `signs` float32 [n, SIGNS] and `meanings` [n, dim], of length 1; their languages."""

    signs: NDArray[np.float32]
    meanings: NDArray[np.float32] | None
    langs: tuple[Lang, ...]

    @classmethod
    def of(cls, told: Sequence[Told], common: Common) -> _Marks:
        signs = np.stack([_signs(each, common) for each in told])
        return cls(signs, _meanings(told), tuple(each.lang for each in told))


def _nearest(some: _Marks, others: _Marks) -> set[tuple[int, int]]:
    """Each of `some` with those of `others` that are nearest to it, itself apart."""
    found: set[tuple[int, int]] = set()
    for lang in LANGS:
        columns = np.array([m for m, each in enumerate(others.langs) if each == lang], np.intp)
        for start in range(0, len(some.signs) if len(columns) else 0, BLOCK):
            rows = np.arange(start, min(start + BLOCK, len(some.signs)))
            likeness = some.signs[rows] @ others.signs[columns].T
            if some.meanings is not None and others.meanings is not None:
                likeness += MEANING * (some.meanings[rows] @ others.meanings[columns].T)
            if some is others:
                likeness[rows[:, None] == columns[None, :]] = LAST
            nearest = _best(likeness)
            found |= {(n, m) for n, row in zip(rows.tolist(), columns[nearest].tolist(), strict=True) for m in row}
    return found


def _best(likeness: NDArray[np.float32]) -> NDArray[np.intp]:
    """intp [n, NEAREST]: the places of the greatest in each row, the greatest first, of equals the first. The row is
    not sorted for that, and its greatest are taken out of it."""
    rows, found = np.arange(len(likeness)), []
    for _ in range(min(NEAREST, likeness.shape[1])):
        found.append(likeness.argmax(axis=1))
        likeness[rows, found[-1]] = GONE
    return np.stack(found, axis=1)


_held: dict[str, tuple[NDArray[np.intp], NDArray[np.float32]]] = {}
"""The signs of texts with a mark that were looked at before: their places, and what they weigh."""


def _signs(told: Told, common: Common) -> NDArray[np.float32]:
    """float32 [SIGNS], of length 1."""
    held = _held.get(told.mark)
    if held is None:
        found = _weighed(told, common)
        if told.mark:
            if len(_held) >= REMEMBERED:
                _held.clear()
            places = np.flatnonzero(found)
            _held[told.mark] = (places, found[places])
        return found
    found = np.zeros(SIGNS, np.float32)
    found[held[0]] = held[1]
    return found


def _weighed(told: Told, common: Common) -> NDArray[np.float32]:
    weights = {name: PERHAPS * rarity(name, common.names) for name in told.perhaps | told.bodies}
    weights |= {name: rarity(name, common.names) for name in told.names | told.places | told.quoted}
    weights |= {f"{number[0]:.3g}": weight(number) for number in told.numbers if weight(number) >= TELLING}
    weights |= {f"{told.lang} {stem}": WORD * rarity(stem, common.words[told.lang]) for stem in told.stems}
    found = np.zeros(SIGNS, np.float32)
    for sign, each in weights.items():
        found[zlib.crc32(sign.encode()) % SIGNS] += each
    return found / max(1e-9, float(np.linalg.norm(found)))


def _meanings(told: Sequence[Told]) -> NDArray[np.float32] | None:
    """float32 [n, dim], of length 1, nothing where a text has no vectors; None where none has."""
    known = {n: each.vectors.mean(axis=0) for n, each in enumerate(told) if each.vectors is not None}
    if not known:
        return None
    found = np.zeros((len(told), len(next(iter(known.values())))), np.float32)
    for n, middle in known.items():
        found[n] = middle / max(1e-9, float(np.linalg.norm(middle)))
    return found
