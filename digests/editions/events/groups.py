"""Documents that tell of one event, together: by average linkage, so that one text which lies between two events does
not make one of them, and by nothing else than the pairs, so that the order of the documents does not matter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from digests.corpus.quantised import Floats
from digests.editions.events import chance, near
from digests.editions.events.told import Told, tell
from digests.model import Document

DAYS = 7
"""Days between two texts on one event at most: what is told a week later is another one, or the background of it."""

Tell = Callable[[Document, Floats | None], Told]
"""What a document tells, by its vectors where it has any: read anew (`told`) or kept."""
Chances = Mapping[tuple[int, int], float]
"""Of pairs of documents, by their numbers, the smaller first."""


def told(document: Document, vectors: Floats | None = None) -> Told:
    """What a document tells: a record by its sentences in English, which are the same for every edition."""
    day = document.published or document.not_before
    if not document.statements:
        return tell(document.title, document.text, document.lang, day, vectors)
    title = document.headline["en"] if document.headline else document.title
    return tell(title, "\n".join(each.texts["en"] for each in document.statements), "en", day)


def is_same(
    a: Document, b: Document, vectors: Mapping[str, Floats], *, least: float = chance.SAME, read: Tell = told
) -> bool:
    """Whether two documents tell of one event, by a chance of `least`."""
    return _chance(a, b, vectors, read) >= least


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


def _chance(a: Document, b: Document, vectors: Mapping[str, Floats], read: Tell) -> float:
    given = _given(a, b)
    if given is not None:
        return given
    return chance.load().chance(read(a, vectors.get(a.id)), read(b, vectors.get(b.id)))


def _given(a: Document, b: Document) -> float | None:
    """The chance that needs no reading; None where the texts have to be read."""
    if a.id == b.duplicate_of or b.id == a.duplicate_of:
        return 1.0
    if a.kind == b.kind == "curated":
        return 0.0  # long pieces on one background, which an editor wrote apart
    days = [document.published or document.not_before for document in (a, b)]
    apart = days[0] and days[1] and abs((days[0] - days[1]).days) > DAYS
    return 0.0 if apart else None


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
    """One part's groups: the two that are most likely one are joined, as long as the mean chance of their pairs is
    high enough; of equals the first. Means are rounded, so that equals are equal in whatever order they were added."""
    found = [[n] for n in part]
    sums = np.array([[chances.get((min(n, m), max(n, m)), 0.0) if n != m else 0.0 for m in part] for n in part])
    sizes = np.ones(len(part))
    alone = np.eye(len(part), dtype=bool)
    while len(found) > 1:
        means = np.round(sums / np.outer(sizes, sizes), 9)
        means[alone] = -1.0
        n, m = divmod(int(means.argmax()), len(found))
        if means[n, m] < chance.SAME:
            break
        sums[n] += sums[m]
        sums[:, n] += sums[:, m]
        sizes[n] += sizes[m]
        found[n] = sorted(found[n] + found.pop(m))
        sums, sizes = np.delete(np.delete(sums, m, 0), m, 1), np.delete(sizes, m)
        alone = alone[:-1, :-1]
    return found
