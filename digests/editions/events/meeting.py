"""Which of what some texts hold is met in what others hold, for thousands of pairs of texts at once.

What a text holds is a row of numbers, those of words in a list; what meets what is a table over that list. Of a block
of texts it is laid out what they meet, a column a word, so that a pair costs a look at each word of the other.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.intp]
Values = NDArray[np.float64]
Numbers = Sequence[int] | Places

BLOCK = 64
"""Texts that are laid out at once: so much of a thousand words fits the processor's cache."""
UNMET = -1.0


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of whole numbers, the n-th from `starts[n]` to `starts[n + 1]` of `items`."""

    items: Places
    starts: Places

    @classmethod
    def of(cls, some: Sequence[Collection[Hashable]], places: Mapping[Hashable, int]) -> Rows:
        """By the place of each thing, ascending: what is added up over a row is added in one order."""
        rows = [sorted([places[each] for each in row]) for row in some]
        return cls(np.array([n for row in rows for n in row], np.intp), _starts([len(row) for row in rows]))

    @property
    def sizes(self) -> Places:
        return np.diff(self.starts)

    def expanded(self, rows: Places) -> tuple[Places, Places]:
        """The places in `items` of all things of these rows, one row after the other, and of each thing its row's
        place in `rows`."""
        sizes = self.sizes[rows]
        owners = np.repeat(np.arange(len(rows)), sizes)
        before = np.cumsum(sizes) - sizes
        return np.arange(len(owners)) + np.repeat(self.starts[rows] - before, sizes), owners

    def added(self, values: Values) -> Values:
        """float64 [rows]: the sum of each row's values, which are given by things."""
        owners = np.repeat(np.arange(len(self.sizes)), self.sizes)
        return np.asarray(np.bincount(owners, values[self.items], len(self.sizes)), np.float64)


@dataclass(frozen=True, slots=True)
class Table:
    """What meets what: row n of `others` are the things that thing n meets, `values`, 0 and more, how far."""

    others: Rows
    values: Values

    @classmethod
    def of(cls, things: Numbers, others: Numbers, values: Sequence[float] | Values, size: int) -> Table:
        """Of `size` things: those that meet another one, which, and how far; in any order."""
        of = np.array(things, np.intp)
        order = np.argsort(of, kind="stable")
        rows = Rows(np.array(others, np.intp)[order], _starts(np.bincount(of, minlength=size)))
        return cls(rows, np.array(values, np.float64)[order])


@dataclass(frozen=True, slots=True)
class Met:
    """Of each thing of each pair that is met: the pair's number, the thing, how far it is met."""

    pairs: Places
    things: Places
    values: Values
    size: int  # pairs

    def count(self) -> Values:
        return np.bincount(self.pairs, minlength=self.size).astype(np.float64)

    def added(self, values: Values) -> Values:
        """float64 [pairs]: what the things that are met come to; `values` are of each of them."""
        return np.asarray(np.bincount(self.pairs, values, self.size), np.float64)

    def greatest(self) -> Values:
        """float64 [pairs]: how far that is met which is met farthest."""
        found = np.zeros(self.size)
        np.maximum.at(found, self.pairs, self.values)
        return found

    def where(self, some: NDArray[np.bool_]) -> Met:
        return Met(self.pairs[some], self.things[some], self.values[some], self.size)


def meet(mine: Sequence[Rows], a: Places, theirs: Rows, b: Places, table: Table, width: int) -> list[Met]:
    """Which things of the texts `a` those of `b` meet, a pair each: of each rows of `mine` apart. `table` tells what
    their things meet of mine, of which there are `width`."""
    found: list[list[tuple[Places, Places, Values]]] = [[] for _ in mine]
    texts, rows = np.unique(b, return_inverse=True)
    order = np.argsort(rows, kind="stable")
    bounds = np.searchsorted(rows[order], np.arange(0, len(texts) + BLOCK, BLOCK))
    for n, start in enumerate(range(0, len(texts), BLOCK)):
        some = order[bounds[n] : bounds[n + 1]]
        laid = _laid(theirs, texts[start : start + BLOCK], table, width)
        for held, own in zip(found, mine, strict=True):
            at, owners = own.expanded(a[some])
            things = own.items[at]
            values = laid[rows[some][owners] - start, things]
            met = np.flatnonzero(values >= 0)
            held.append((some[owners[met]], things[met], values[met]))
    return [_joined(held, len(a)) for held in found]


def _laid(theirs: Rows, texts: Places, table: Table, width: int) -> Values:
    """float64 [texts, width]: how far each meets each thing, `UNMET` where it does not."""
    laid = np.full((len(texts), width), UNMET)
    at, owners = theirs.expanded(texts)
    others, of = table.others.expanded(theirs.items[at])
    np.maximum.at(laid, (owners[of], table.others.items[others]), table.values[others])
    return laid


def _joined(held: Sequence[tuple[Places, Places, Values]], size: int) -> Met:
    if not held:
        return Met(np.zeros(0, np.intp), np.zeros(0, np.intp), np.zeros(0), size)
    pairs, things, values = (np.concatenate(parts) for parts in zip(*held, strict=True))
    return Met(pairs, things, values, size)


def _starts(sizes: Numbers) -> Places:
    return np.concatenate([[0], np.cumsum(sizes, dtype=np.intp)]).astype(np.intp)
