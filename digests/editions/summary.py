"""The sentences that stand for an event: each as it was written, chosen for what it adds to those chosen before it.

Greedy, by a sum of few named features: maximal marginal relevance, with the figures, names and days that a sentence
adds beside the meaning that it repeats. What is chosen depends on the texts alone, not on the reader's language.
Without vectors what two sentences have in common is told by their figures, names and words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from digests.corpus.quantised import Floats
from digests.editions.events.told import Told
from digests.editions.reading import Reading
from digests.language.translation import translations
from digests.model import Document, Lang

WEIGHTS: Mapping[str, float] = {
    "first": 0.3, "central": 0.7, "advice": 0.5, "headline": 0.5, "length": -0.5, "worth": 1.0,
    "figures": 1.5, "names": 0.6, "same": -2.0,
}  # fmt: skip
"""Set by hand on the stories of `tests/eval/data/notes/fit`; each of them gains there or on `look`, most on both. Days,
direct speech, figures that two outlets have and the later report gained nothing. `worth` is of an editor's records."""
FIXED = ("first", "central", "advice", "headline", "length", "worth")
"""Those that do not depend on what is chosen already."""
OPENING = 3
"""Sentences of a text among which one is found that can open a summary."""
THE_SAME, ALMOST, BY_FIGURES = 0.6, 0.5, 0.35
"""Likeness from which a sentence without a figure of its own says what another does; without a day of its own; with
figures that are told already."""
LARGE = 10
"""From here on two sentences on one event hardly hold a figure by chance."""
WORDS = 0.4
"""What common words, translated, weigh beside the cosine of two meanings: it tells less across languages."""
LIKELY = 0.3
"""The weight of a translation that counts."""
ROUNDED = 0.01
"""How far a figure may lie from another that is the same, told exactly."""
MOST_FIGURES, MOST_NAMES = 3, 4
"""New figures and names of a sentence that count; more of them are a list."""


@dataclass(frozen=True, slots=True)
class Budget:
    """How much may be told."""

    sentences: int = 3
    characters: int = 480


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be chosen. `document` is the number of its document among the event's, in the order of their
    days; `place` that of the sentence in it. `vector` float32 [dim] of length 1, None without the model; `hangs`: it
    is understood only behind the sentence before it; `opens`: it is the first of its text that stands alone, and tells
    who, where and when; `worth` is what an editor's record gives it; `stems` are of all its words."""

    text: str
    lang: Lang
    document: int
    place: int
    told: Told
    vector: Floats | None = None
    hangs: bool = False
    advises: bool = False
    worth: float = 0.0
    opens: bool = False
    stems: frozenset[str] = frozenset()

    figures: frozenset[tuple[float, float]] = field(init=False, compare=False)
    names: frozenset[str] = field(init=False, compare=False)
    days: frozenset[object] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """What it is met by with others, again and again. `figures`: low and high of each; one alone is none: "one of
        them". `days`: and periods with their first and last."""
        told = self.told
        figures = frozenset((low, high) for low, high, _ in told.numbers if (low, high) != (1, 1))
        object.__setattr__(self, "figures", figures)
        object.__setattr__(self, "names", told.places | told.names | told.bodies)
        object.__setattr__(self, "days", frozenset((*told.days, *told.periods)))

    @property
    def is_telling(self) -> bool:
        """Whether it has a figure by which it can be known again."""
        return any(max(abs(low), abs(high)) >= LARGE for low, high in self.figures)


@dataclass(frozen=True, slots=True)
class Scene:
    """The sentences of an event, what is known of each, float32 [n, n]: how far two of them say the same."""

    candidates: Sequence[Candidate]
    features: Sequence[Mapping[str, float]]
    likeness: Floats


def of_text(
    document: Document, number: int, read: Iterable[Reading], vectors: Floats | None = None
) -> Iterator[Candidate]:
    """The sentences of a text that can be shown, as they were `read`; `vectors` are of its first sentences."""
    opened = False
    for each in read:
        vector = vectors[each.place] if vectors is not None and each.place < len(vectors) else None
        opens = not (opened or each.hangs) and each.place < OPENING
        opened |= opens
        text = document.text[each.start : each.end]
        yield Candidate(
            text, document.lang, number, each.place, each.told, vector, each.hangs, each.advises,
            opens=opens, stems=each.stems,
        )  # fmt: skip


def scene(candidates: Sequence[Candidate], headlines: Sequence[Told]) -> Scene:
    """What the choice looks at; `headlines` are of the documents."""
    likeness = _likeness(candidates)
    return Scene(candidates, [_features(n, candidates, headlines, likeness) for n in range(len(candidates))], likeness)


def choose(found: Scene, budget: Budget, given: Collection[int] = ()) -> tuple[int, ...]:
    """The numbers of the chosen candidates, in the order in which they are told: `_ordered`. `given` are told anyway,
    and are none of them."""
    some = found.candidates
    chosen = list(given)
    left = budget.characters
    while len(chosen) - len(given) < budget.sentences:
        scores = {
            n: _score(n, chosen, found)
            for n, each in enumerate(some)
            if n not in chosen and len(each.text) <= left and _can_follow(n, chosen, found)
        }
        opening = {n: score for n, score in scores.items() if some[n].opens} if not chosen else {}
        scores = opening or scores
        if not scores:
            break
        best = max(scores, key=lambda n: (round(scores[n], 9), -n))
        chosen.append(best)
        left -= len(some[best].text) + 1
    return _ordered(chosen[len(given) :], some)


def _ordered(chosen: Sequence[int], some: Sequence[Candidate]) -> tuple[int, ...]:
    """By document and place, as the news came; but what opens comes first."""
    order = sorted(chosen, key=lambda n: (some[n].document, some[n].place))
    if order and not some[order[0]].opens:
        order.sort(key=lambda n: some[n].document != some[chosen[0]].document)
    return tuple(order)


def _score(n: int, chosen: Sequence[int], found: Scene) -> float:
    """What a sentence is worth; where it opens a summary its length is not counted: it may hold who, where and when."""
    features = found.features[n]
    opens = not chosen and found.candidates[n].opens
    base = sum(WEIGHTS[name] * features[name] for name in FIXED if not (opens and name == "length"))
    return base + _added(n, chosen, found)


def _can_follow(n: int, chosen: Sequence[int], found: Scene) -> bool:
    """Whether a sentence can be understood, by itself or behind the one that it hangs on, and says what is not told."""
    own = found.candidates[n]
    before = (own.document, own.place - 1)
    known = [found.candidates[m] for m in chosen]
    if own.hangs and not any((each.document, each.place) == before for each in known):
        return False
    return not _is_told(n, chosen, found)


def _is_told(n: int, chosen: Sequence[int], found: Scene) -> bool:
    """Whether a sentence says what a chosen one does: no figure that none of them has, no other day."""
    own, known = found.candidates[n], [found.candidates[m] for m in chosen]
    if _new_figures(own, known):
        return False
    own_days = own.days.difference(*(each.days for each in known))
    least = BY_FIGURES if own.is_telling else THE_SAME if own_days else ALMOST
    return any(
        float(found.likeness[n, m]) >= least
        for m, each in zip(chosen, known, strict=True)
        if not (own_days and each.days)
    )


def _new_figures(own: Candidate, known: Sequence[Candidate]) -> list[tuple[float, float]]:
    told = [figure for each in known for figure in each.figures]
    return [figure for figure in own.figures if not any(_is_one(figure, other) for other in told)]


def _added(n: int, chosen: Sequence[int], found: Scene) -> float:
    """What a sentence adds to the chosen ones, less what it repeats of them."""
    own, before = found.candidates[n], [found.candidates[m] for m in chosen]
    figures = _new_figures(own, before)
    names = own.names.difference(*(each.names | each.told.perhaps for each in before))
    return (
        WEIGHTS["figures"] * min(MOST_FIGURES, len(figures)) / MOST_FIGURES
        + WEIGHTS["names"] * min(MOST_NAMES, len(names)) / MOST_NAMES
        + WEIGHTS["same"] * max((float(found.likeness[n, m]) for m in chosen), default=0.0)
    )


def _is_one(a: tuple[float, float], b: tuple[float, float]) -> bool:
    """Whether two figures are one, rounded perhaps: 312,480 and 312,000 are."""
    return all(abs(x - y) <= ROUNDED * max(abs(x), abs(y)) for x, y in zip(a, b, strict=True))


def _features(
    n: int, candidates: Sequence[Candidate], headlines: Sequence[Told], likeness: Floats
) -> Mapping[str, float]:
    own = candidates[n]
    return {
        "first": 1 / (1 + own.place),
        "central": _central(n, candidates, likeness),
        "advice": float(own.advises),
        "headline": max((_headed(own, each) for each in headlines), default=0.0),
        "length": len(own.text) / 100,
        "worth": own.worth,
    }


def _headed(own: Candidate, headline: Told) -> float:
    """The share of a headline's figures, names and words that a sentence holds."""
    figures = {(low, high) for low, high, _ in headline.numbers}
    wanted: set[object] = {*figures, *headline.places, *headline.names, *headline.bodies}
    held: set[object] = {*own.figures, *own.names, *own.told.perhaps}
    if own.lang == headline.lang:
        wanted |= headline.stems
        held |= own.told.stems
    return len(wanted & held) / max(3, len(wanted))


def _central(n: int, candidates: Sequence[Candidate], likeness: Floats) -> float:
    """How far the other documents tell what a sentence tells; of a single one, its other sentences."""
    own = candidates[n].document
    by_document: dict[int, list[float]] = {}
    for m, each in enumerate(candidates):
        if m != n:
            by_document.setdefault(each.document, []).append(float(likeness[n, m]))
    others = [max(some) for document, some in by_document.items() if document != own] or by_document.get(own, [0.0])
    return sum(others) / len(others)


def _likeness(candidates: Sequence[Candidate]) -> Floats:
    size = len(candidates)
    found = np.zeros((size, size), np.float32)
    for n in range(size):
        for m in range(n):
            found[n, m] = found[m, n] = alike(candidates[n], candidates[m])
    return found


def alike(a: Candidate, b: Candidate) -> float:
    """How far two sentences say the same: the cosine of their meanings and the words that both hold, or those alone."""
    words = _common_words(a, b)
    if a.vector is None or b.vector is None:
        return words
    return max(0.0, float(a.vector @ b.vector)) + WORDS * words


def _common_words(a: Candidate, b: Candidate) -> float:
    """The share of words of the shorter one that the other holds, be it translated."""
    shortest = max(1, min(len(a.told.stems), len(b.told.stems)))
    if a.lang == b.lang:
        return len(a.told.stems & b.told.stems) / shortest
    return min(1.0, len(_translated(a.told.stems, a.lang, b.lang) & b.told.stems) / shortest)


@lru_cache(maxsize=1 << 11)
def _translated(words: frozenset[str], source: Lang, target: Lang) -> frozenset[str]:
    return frozenset(
        other for word in words for other, weight in translations(word, source, target) if weight >= LIKELY
    )
