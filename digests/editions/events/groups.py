"""Documents that tell of one event, together: by average linkage, so that one text which lies between two events does
not make one of them, and by nothing else than the pairs, so that the order of the documents does not matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from digests.corpus.quantised import Floats
from digests.editions.events import chance
from digests.editions.events.told import Told, tell
from digests.model import Document

DAYS = 7
"""Days between two texts on one event at most: what is told a week later is another one, or the background of it."""
MOST = 400
"""Documents that are met with each other; of more, each stands alone."""


def told(document: Document, vectors: Floats | None = None) -> Told:
    """What a document tells: a record by its sentences in English, which are the same for every edition."""
    day = document.published or document.not_before
    if not document.statements:
        return tell(document.title, document.text, document.lang, day, vectors)
    title = document.headline["en"] if document.headline else document.title
    return tell(title, "\n".join(each.texts["en"] for each in document.statements), "en", day)


def is_same(a: Document, b: Document, vectors: Mapping[str, Floats], *, least: float = chance.SAME) -> bool:
    """Whether two documents tell of one event, by a chance of `least`."""
    return _chance(a, b, vectors) >= least


def groups(documents: Sequence[Document], vectors: Mapping[str, Floats]) -> list[list[Document]]:
    """The documents by event, each once; `vectors` are of the first sentences of those that have any."""
    found = [[document] for document in sorted(documents, key=lambda each: each.id)]
    if len(found) > MOST:
        return found
    chances = {
        (a.id, b.id): _chance(a, b, vectors)
        for (a,), (b,) in combinations(found, 2)  # by id, so that a pair has one key
    }
    while len(found) > 1:
        score, n, m = max(
            ((_linkage(found[n], found[m], chances), -n, -m) for n, m in combinations(range(len(found)), 2)),
        )
        if score < chance.SAME:
            break
        found[-n] = sorted((*found[-n], *found.pop(-m)), key=lambda each: each.id)
    return found


def _chance(a: Document, b: Document, vectors: Mapping[str, Floats]) -> float:
    if a.id == b.duplicate_of or b.id == a.duplicate_of:
        return 1.0
    if a.kind == b.kind == "curated":
        return 0.0  # long pieces on one background, which an editor wrote apart
    days = [document.published or document.not_before for document in (a, b)]
    if days[0] and days[1] and abs((days[0] - days[1]).days) > DAYS:
        return 0.0
    return chance.load().chance(told(a, vectors.get(a.id)), told(b, vectors.get(b.id)))


def _linkage(some: Sequence[Document], others: Sequence[Document], chances: Mapping[tuple[str, str], float]) -> float:
    """The mean chance of the pairs across; rounded, so that equals are equal in whatever order they were added."""
    across = [chances[min(a.id, b.id), max(a.id, b.id)] for a in some for b in others]
    return round(sum(across) / len(across), 9)
