"""What is told of an event from the texts on it: sentences chosen for what they add, each with the texts that bear it
out, and in the reader's language where one of these says it so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from digests.editions.events.told import Told
from digests.editions.summary import Budget, Candidate, alike, choose, scene
from digests.figures.quantities import find_quantities
from digests.model import LANGS, Lang

SAME_FACT = 0.62
"""How far alike two sentences with the same figures are of which one bears the other out, or can stand in its place."""
BY_SMALL, BY_DAYS = 0.8, 0.7
"""The same where all figures are small, and where there are days alone. Of the pairs across languages of
`tests/eval/data/notes` that lie above these bounds one in 40 tells another thing."""
BY_WORDS = 0.6
"""What is asked of that where there are no vectors: common words alone are fewer."""


@dataclass(frozen=True, slots=True)
class Account:
    """A sentence that is told: the number of the candidate, of those whose words are shown to readers of other
    languages, and of the documents that bear it out, its own first. `is_known`: it is no news, and opens the
    account because what is new cannot be understood without it."""

    chosen: int
    shown: Mapping[Lang, int]
    documents: tuple[int, ...]
    is_known: bool = False


def accounts(
    candidates: Sequence[Candidate],
    headlines: Sequence[Told],
    budget: Budget,
    *,
    is_told: Callable[[int], bool],
    holds: Callable[[int, int], bool],
    is_repeated: Callable[[int], bool] = lambda _: False,
    beside: Sequence[Candidate] = (),
) -> list[Account]:
    """What is told, in its order. `is_told`: whether a candidate is no news; `is_repeated`: whether it was told to the
    letter; `holds`: whether a document, by its number, holds all numbers, days and names of a candidate. `beside` are
    sentences that are told anyway."""
    left = list(range(len(candidates)))
    while True:
        told = [*beside, *(candidates[n] for n in left)]
        numbers = choose(scene(told, headlines), budget, given=range(len(beside)))
        chosen = [left[n - len(beside)] for n in numbers]
        stale = {n for n in chosen if is_told(n)}
        if not stale:
            break
        left = [n for n in left if n not in stale]
    known: tuple[int, ...] = ()
    if chosen and not beside and not candidates[chosen[0]].opens:
        able = _openings(candidates, chosen[0])
        known = tuple(n for n in able if not is_repeated(n))[:1]
        chosen = [*known, *chosen[: budget.sentences - len(known)]] if able else []
    found = []
    for n in chosen:
        sources = _sources(n, candidates, holds)
        followed = any(candidates[m].hangs and _follows(candidates[m], candidates[n]) for m in chosen)
        others = () if candidates[n].hangs or followed else (lang for lang in LANGS if lang != candidates[n].lang)
        said = {lang: _in_words_of(lang, n, candidates, sources, holds) for lang in others}
        shown = {lang: m for lang, m in said.items() if m != n}
        found.append(Account(n, shown, sources, is_known=n in known))
    return found


def _openings(candidates: Sequence[Candidate], n: int) -> list[int]:
    """The sentences with which a story could open whose first one is that: of its own text, then of the others."""
    own = candidates[n].document
    able = [m for m, each in enumerate(candidates) if each.opens]
    return sorted(able, key=lambda m: (candidates[m].document != own, m))


def _sources(n: int, candidates: Sequence[Candidate], holds: Callable[[int, int], bool]) -> tuple[int, ...]:
    own = candidates[n]
    others = {each.document for each in candidates if each.document != own.document and bears_out(own, each)}
    return (own.document, *(document for document in sorted(others) if holds(document, n)))


def _in_words_of(
    lang: Lang, n: int, candidates: Sequence[Candidate], sources: Sequence[int], holds: Callable[[int, int], bool]
) -> int:
    """The sentence of a source that says the same in `lang`; what it says, every source holds."""
    able = [
        m for m, each in enumerate(candidates)
        if each.lang == lang and each.document in sources and can_stand_for(each, candidates[n])
        and all(holds(document, m) for document in sources)
    ]  # fmt: skip
    return max(able, key=lambda m: (round(alike(candidates[m], candidates[n]), 6), -m), default=n)


def bears_out(known: Candidate, other: Candidate) -> bool:
    """Whether `other`, on the same event, tells the figures that `known` does, and of the same."""
    if not known.figures:
        return bool(known.days) and known.days <= other.days and _are_alike(known, other, BY_DAYS)
    return known.figures <= other.figures and _are_alike(known, other, SAME_FACT if known.is_telling else BY_SMALL)


def can_stand_for(other: Candidate, known: Candidate) -> bool:
    """Whether `other` tells no more and no less than `known`, with the same hedges, and can be understood alone."""
    if other.hangs or other.figures != known.figures or other.days != known.days:
        return False
    if _hedged(other) != _hedged(known):
        return False
    if not known.figures:
        return bool(known.days) and _are_alike(known, other, BY_DAYS)
    return _are_alike(known, other, SAME_FACT if known.is_telling else BY_SMALL)


def _are_alike(known: Candidate, other: Candidate, least: float) -> bool:
    if known.vector is None or other.vector is None:
        least *= BY_WORDS
    return alike(known, other) >= least


def _hedged(one: Candidate) -> frozenset[object]:
    found = find_quantities(one.text, one.lang)
    return frozenset((each.value, each.low, each.high, each.modifier, each.hedge) for each in found)


def _follows(other: Candidate, one: Candidate) -> bool:
    return (other.document, other.place) == (one.document, one.place + 1)
