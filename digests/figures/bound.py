"""A number with the indicator it states, and how the numbers of one sentence share its measures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from digests.figures.fitting import Node
from digests.figures.indicators import Definition, Rule
from digests.figures.lexicon import Hit
from digests.figures.reading import Mark

OUTDONE = 5.0
"""How much nearer another number must stand for a length of ban to be none."""
ADJECTIVE = re.compile(r"летн|сола|[- ]old\b|[- ]years?-", re.IGNORECASE)
BEAM = 24
MOST_NUMBERS = 40
"""A sentence with more numbers is a table or a flood; it states nothing that could be bound."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A number with the indicator it states, and what speaks for it."""

    mark: Mark
    definition: Definition
    rule: Rule
    node: Node | None
    nouns: tuple[int, int] | None  # words
    cost: float
    score: float
    carried: bool  # a place or subject was taken from an earlier sentence
    part: bool = False
    whole: Mark | None = None
    unsaid: bool = False  # whose figure it is, its sentence does not say
    doubt: str = ""  # what an editor has to decide, by its name in `reasons.HELD`


def is_adjective_of_years(mark: Mark) -> bool:
    return mark.quantity.unit == "year" and ADJECTIVE.search(mark.quantity.text) is not None


def is_outdone(binding: Binding, others: Sequence[Binding]) -> bool:
    """Whether a much nearer number of the sentence says what the law says: "after 11 years … barred for five"."""
    return binding.definition.indicator.kind == "constant" and any(
        other.definition is binding.definition and other.cost + OUTDONE < binding.cost for other in others
    )


def is_hedge(hit: Hit, marks: Sequence[Mark]) -> bool:
    """«На камтар аз 418»: what only limits a number is no measure."""
    return any(mark.quantity.modifier != "=" and mark.first <= hit.first and hit.last < mark.last for mark in marks)


def assign(options: list[list[Binding]], shared: list[float]) -> list[Binding | None]:
    """One option for each number so that together they cost least; a measure shared by two numbers costs extra."""
    beam: list[tuple[float, list[Binding | None], dict[int, int]]] = [(0.0, [], {})]
    for found, reused in zip(options, shared, strict=True):
        grown: list[tuple[float, list[Binding | None], dict[int, int]]] = []
        for total, chosen, used in beam:
            grown.append((total, [*chosen, None], used))
            for binding in found:
                at = binding.node.first if binding.node else -1
                again = reused * used.get(at, 0)
                grown.append((total + binding.score - again, [*chosen, binding], {**used, at: used.get(at, 0) + 1}))
        grown.sort(key=lambda state: -state[0])
        beam = grown[:BEAM]
    return beam[0][1]
