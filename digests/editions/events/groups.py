"""Documents that tell of one event, together: by average linkage, so that one text which lies between two events does
not make one of them, and by nothing else than the pairs, so that the order of the documents does not matter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from digests.corpus.quantised import Floats
from digests.editions.events import chance, near
from digests.editions.events.told import Told, tell
from digests.model import Document

DAYS = 7
"""Days between two texts on one event at most: what is told a week later is another one, or the background of it."""

GONE = -1.0
"""Stands for the mean chance of what is no pair: of a group with itself, of one that was joined to another."""

Tell = Callable[[Document, Floats | None], Told]
"""What a document tells, by its vectors where it has any: read anew (`told`) or kept."""
Chances = Mapping[tuple[int, int], float]
"""Of pairs of documents, by their numbers, the smaller first."""


def told(document: Document, vectors: Floats | None = None) -> Told:
    """What a document tells: a record by its sentences in English, which are the same for every edition."""
    day = _day(document)
    if not document.statements:
        return tell(document.title, document.text, document.lang, day, vectors)
    title = document.headline["en"] if document.headline else document.title
    return tell(title, "\n".join(each.texts["en"] for each in document.statements), "en", day)


def is_same(
    a: Document, b: Document, vectors: Mapping[str, Floats], *, least: float = chance.SAME, read: Tell = told
) -> bool:
    """Whether two documents tell of one event, by a chance of `least`."""
    return any(same.id == b.id for same in Earlier([a], [b], vectors, read).same(a, least))


class Earlier:
    """Which of the `others`, which an earlier edition told of, each of some `documents` may tell of one event with: of
    many others it is met with those that are near."""

    def __init__(
        self,
        documents: Sequence[Document],
        others: Sequence[Document],
        vectors: Mapping[str, Floats],
        read: Tell = told,
    ) -> None:
        self._others, self._vectors, self._read = others, vectors, read
        self._recent = _recent(documents, others)
        self._chances: dict[str, Mapping[int, float]] = {}

    def meet(self, documents: Sequence[Document]) -> None:
        """Ask of several documents at once, which costs less than to ask of each when it is wanted."""
        asked = [each for each in documents if each.id not in self._chances]
        met = self._met(asked)
        given = {(n, m): _given(asked[n], self._others[m]) for n, some in enumerate(met) for m in sorted(some)}
        open_ = [pair for pair, each in given.items() if each is None]
        own = [self._tells(each) for each in asked]
        scored = chance.load().chances([(own[n], self._tells(self._others[m])) for n, m in open_])
        known = {**given, **dict(zip(open_, scored, strict=True))}
        found: list[dict[int, float]] = [{} for _ in asked]
        for (n, m), each in known.items():
            assert each is not None
            found[n][m] = each
        self._chances |= {each.id: found[n] for n, each in enumerate(asked)}

    def same(self, document: Document, least: float = chance.SAME) -> list[Document]:
        """Those that tell of one event with one of the documents, by a chance of `least`."""
        self.meet([document])
        return [self._others[m] for m, each in self._chances[document.id].items() if each >= least]

    def _met(self, documents: Sequence[Document]) -> list[set[int]]:
        """The numbers of the others that each document is met with: those near to it, its original, its copies."""
        found: list[set[int]] = [set() for _ in documents]
        if documents:
            for n, m in self._field.nearest([self._tells(each) for each in documents]):
                found[n].add(self._recent[m])
        for n, each in enumerate(documents):
            found[n] |= {m for m in (self._places.get(each.duplicate_of or ""),) if m is not None}
            found[n] |= set(self._copies.get(each.id, ()))
        return found

    @cached_property
    def _field(self) -> near.Field:
        return near.Field([self._tells(self._others[m]) for m in self._recent], chance.load().common)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {each.id: m for m, each in enumerate(self._others)}

    @cached_property
    def _copies(self) -> Mapping[str, list[int]]:
        """The others that are copies, by what they are copies of."""
        found: dict[str, list[int]] = {}
        for m, each in enumerate(self._others):
            if each.duplicate_of:
                found.setdefault(each.duplicate_of, []).append(m)
        return found

    def _tells(self, document: Document) -> Told:
        return self._read(document, self._vectors.get(document.id))


def _recent(documents: Sequence[Document], others: Sequence[Document]) -> list[int]:
    """The numbers of those that are near enough in time to one of the documents."""
    days = {_day(each) for each in documents}
    return [m for m, each in enumerate(others) if any(not _are_apart(day, _day(each)) for day in days)]


def _are_apart(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and abs((one - other).days) > DAYS


def groups(documents: Sequence[Document], vectors: Mapping[str, Floats], read: Tell = told) -> list[list[Document]]:
    """The documents by event, each once; `vectors` are of the first sentences of those that have any."""
    some = sorted(documents, key=lambda each: each.id)
    chances = _chances(some, vectors, read)
    found = [group for part in _connected(len(some), chances) for group in _linked(part, chances)]
    return [[some[n] for n in group] for group in sorted(found)]


def _chances(some: Sequence[Document], vectors: Mapping[str, Floats], read: Tell) -> Chances:
    """The chances of those pairs that are near and may be of one event; of the others there is none."""
    tells = [read(each, vectors.get(each.id)) for each in some]
    known = {(n, m): _given(some[n], some[m]) for n, m in near.pairs(tells, chance.load().common)}
    places = {each.id: n for n, each in enumerate(some)}
    copies = {n: places[each.duplicate_of] for n, each in enumerate(some) if each.duplicate_of in places}
    known |= {(min(pair), max(pair)): 1.0 for pair in copies.items()}
    open_ = [pair for pair, given in known.items() if given is None]
    scored = dict(zip(open_, chance.load().chances([(tells[n], tells[m]) for n, m in open_]), strict=True))
    return {pair: given if given is not None else scored[pair] for pair, given in known.items()}


def _given(a: Document, b: Document) -> float | None:
    """The chance that needs no reading; None where the texts have to be read."""
    if a.id == b.duplicate_of or b.id == a.duplicate_of:
        return 1.0
    if a.kind == b.kind == "curated":
        return 0.0  # long pieces on one background, which an editor wrote apart
    return 0.0 if _are_apart(_day(a), _day(b)) else None


def _day(document: Document) -> date | None:
    return document.published or document.not_before


def _connected(size: int, chances: Chances) -> list[list[int]]:
    """The numbers 0 … `size` in parts between which no pair is of one event: no group reaches over two of them."""
    parent = list(range(size))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for (n, m), score in chances.items():
        if score >= chance.SAME:
            parent[max(root(n), root(m))] = min(root(n), root(m))
    parts: dict[int, list[int]] = {}
    for n in range(size):
        parts.setdefault(root(n), []).append(n)
    return list(parts.values())


def _linked(part: Sequence[int], chances: Chances) -> list[list[int]]:
    """The groups of one part, whose numbers ascend: the two that are most likely one are joined, as long as the mean
    chance of their pairs is high enough; of equals the first. Means are rounded, so that equals are equal in whatever
    order they were added. Of each row its best is kept, and looked for anew only where that was one of the two."""
    if len(part) < 2:
        return [list(part)]
    found = [[n] for n in part]
    sums = _table(part, chances)
    sizes = np.ones(len(part))
    means = np.round(sums, 9)
    np.fill_diagonal(means, GONE)
    best = means.argmax(axis=1)
    value = means.max(axis=1)
    rows = np.arange(len(part))
    while True:
        n = int(value.argmax())
        m = int(best[n])
        if value[n] < chance.SAME:
            break
        n, m = min(n, m), max(n, m)
        sums[n] += sums[m]
        sums[:, n] += sums[:, m]
        sizes[n] += sizes[m]
        found[n] = sorted(found[n] + found[m])
        found[m] = []
        gone = means[n] == GONE
        means[n] = np.where(gone, GONE, np.round(sums[n] / (sizes[n] * sizes), 9))
        means[n, m] = GONE
        means[:, n] = means[n]
        means[m], means[:, m] = GONE, GONE
        ahead = (means[:, n] > value) | ((means[:, n] == value) & (n < best))
        value[ahead], best[ahead] = means[ahead, n], n
        stale = rows[((best == n) & ~ahead) | (best == m) | (rows == n)]
        best[stale] = means[stale].argmax(axis=1)
        value[stale] = means[stale, best[stale]]
    return [group for group in found if group]


def _table(part: Sequence[int], chances: Chances) -> NDArray[np.float64]:
    """The chances of the pairs of one part, float64 [n, n]; of one that was not met none."""
    places = {n: place for place, n in enumerate(part)}
    held = [(places[n], places[m], each) for (n, m), each in chances.items() if n in places and m in places]
    found = np.zeros((len(part), len(part)))
    for i, j, each in held:
        found[i, j] = found[j, i] = each
    return found
