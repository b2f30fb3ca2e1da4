"""One thing told by one document, and whether another tells it too."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

from digests.editions.facts import Facts, facts_of, is_held
from digests.editions.summary import Candidate
from digests.model import Lang, Statement

SAME = 0.55
"""Share of common stems (of the shorter) from which two statements tell the same."""
LONGER = 0.7
"""How much of that is asked of the longer one."""
BESIDE = 0.65
"""How much of a sentence another one holds whose document is cited under it: of those that an editor would cite there
.7 and more, of those that tell another thing .58 at most."""
SMALL = 1e-9
"""What reckoning with fractions may be off by."""

Span = tuple[date | None, date | None]
_Read = tuple[str, Lang, date | None]
"""A text, its language and the day from which it reckons "yesterday"."""


@dataclass(slots=True)
class Item:
    """One thing told, with every document that tells it. `facts` are what it states, `held` what its document does:
    read from the same text in every edition, so that the three tell the same. `is_known`: it was told before, and is
    told again so that what is new is understood. `words`: the text and its language for those readers to whom it is
    told in others than its own."""

    statement: Statement | None
    text: str
    lang: Lang
    doc_ids: list[str]
    stems: frozenset[str]
    read: _Read
    whole: _Read
    candidate: Candidate | None = None
    is_known: bool = False
    words: Mapping[Lang, tuple[str, Lang]] = field(default_factory=dict)

    def worded(self, lang: Lang) -> Item:
        """As it is told to readers of `lang`; everything else about it stays."""
        text, said = self.words.get(lang, (self.text, self.lang))
        return replace(self, text=text, lang=said)

    @property
    def facts(self) -> Facts:
        return facts_of(*self.read)

    @property
    def held(self) -> Facts:
        return facts_of(*self.whole)


class Known:
    """Things told, in the order in which they came, found again by their words."""

    def __init__(self, items: Iterable[Item] = ()) -> None:
        self._items: list[Item] = []
        self._sizes: list[int] = []  # how many stems each has
        self._places: dict[str, list[int]] = {}
        self._found: dict[tuple[_Read, frozenset[str]], Item | None] = {}
        self.extend(items)

    def extend(self, items: Iterable[Item]) -> None:
        self._found.clear()
        for item in items:
            for stem in item.stems:
                self._places.setdefault(stem, []).append(len(self._items))
            self._items.append(item)
            self._sizes.append(len(item.stems))

    def first(self, item: Item) -> Item | None:
        """The first that `item` repeats. What it repeats has so many of its stems that one of all but the commonest
        of these is among them: only who holds enough of those is met."""
        asked = (item.read, item.stems)
        if asked not in self._found:
            self._found[asked] = self._look(item) if self._items else None
        return self._found[asked]

    def _look(self, item: Item) -> Item | None:
        own = len(item.stems)
        least = max(1, math.ceil(_least(own, 0) - SMALL))
        rare = sorted((self._places.get(stem, ()) for stem in item.stems), key=len)[: own - least + 1]
        met = Counter(chain.from_iterable(rare))
        able = (n for n, common in met.items() if common + least - 1 >= _least(own, self._sizes[n]) - SMALL)
        return next((self._items[n] for n in sorted(able) if repeats(item, self._items[n])), None)


def _least(one: int, other: int) -> float:
    """How many stems two statements of so many share that tell the same; at least, of whatever number the other has."""
    return max(SAME * min(one, other), SAME * LONGER * max(one, other))


def repeats(item: Item, known: Item) -> bool:
    """Whether `item` tells nothing that is not told: much the same words, no number and no day of its own."""
    common = len(known.stems & item.stems)
    shortest, longest = sorted((len(known.stems), len(item.stems)))
    if common < SAME * max(1, shortest) or common < SAME * LONGER * longest:
        return False
    if item.read[:2] == known.read[:2]:
        return True  # to the letter, on whatever day: "since the beginning of the year" is no other time in a copy
    return item.facts.numbers <= known.held.numbers and (
        item.facts.days <= known.held.days or (bool(item.facts.numbers) and _meet(item.facts.days, known.held.days))
    )


def _meet(days: Collection[Span], held: Collection[Span]) -> bool:
    """Whether each of the days or periods meets one that is held: "in late April" of the same number as "on the weekend
    of 27–28 April" is no other time."""
    return all(
        any(max(a[0], b[0]) <= min(a[1], b[1]) for b in held if b[0] and b[1]) for a in days if a[0] and a[1]
    ) and all(a in held for a in days if not (a[0] and a[1]))


def retells(item: Item, known: Item) -> bool:
    """Whether `item`, of the same event, tells in much the same words what `known` does, but for the day on which it
    was published: "IWPR reported on 3 April" is no news beside what was told without a day."""
    own = (item.read[2], item.read[2])
    if len(known.stems & item.stems) < SAME * max(1, min(len(known.stems), len(item.stems))):
        return False
    return item.facts.numbers <= known.held.numbers and item.facts.days - {own} <= known.held.days


def bears_out(item: Item, known: Item) -> bool:
    """Whether `item`, of the same event and in whatever words, adds no number and no day to one that states any, and
    its document holds all that is told there."""
    if not known.facts.numbers or not says(item, known):
        return False
    return item.facts.numbers <= known.held.numbers and item.facts.days <= known.held.days


def stands_beside(item: Item, known: Item) -> bool:
    """Whether the item's document can be cited beside what is told: it holds its facts, and the item most of its words,
    for what has no number or day of its own is told by its words alone."""
    return says(item, known) and len(known.stems & item.stems) >= BESIDE * len(known.stems)


def says(item: Item, known: Item) -> bool:
    """Whether the item's document holds all that is told, so that it can stand beside it as a source."""
    return is_held(known.facts, item.held)
