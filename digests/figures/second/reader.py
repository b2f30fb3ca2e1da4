"""What the second reader makes of the numbers of one text, and of what the rules made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from digests.figures.bound import MOST_NUMBERS, Binding
from digests.figures.counting import is_countable, unit_fits
from digests.figures.indicators import Definition, Indicators, Rule
from digests.figures.reading import Mark, Reading
from digests.figures.second.head import NONE, Head
from digests.figures.second.surroundings import events_of, surroundings

DOUBTED = 0.4
"""The chance below which it doubts what the rules say. Of what is not held then .92 is right, over 450 texts by hands
that were not learned from (.94 from .6 on, which holds more of what is right in long articles); by the rules alone .79.
"""
UNLIKELY = 0.01
"""The chance below which what it is sure of stands in the place of what the rules say."""
SURE = 0.4
"""The chance from which it says itself what a number states: below, more is wrong than right."""


class SecondReader:
    """Reads beside the rules. An indicator that it never learned it leaves to them."""

    def __init__(self, head: Head, indicators: Indicators) -> None:
        self.head = head
        self.events = events_of(indicators)
        self.known = {label: indicators.definition(label) for label in head.labels if label in indicators.definitions}

    def review(self, reading: Reading, bindings: Sequence[Binding]) -> list[Binding]:
        """`bindings` with its doubts, and what it reads where the rules read nothing or what it thinks unlikely."""
        by_rules = {binding.mark: binding for binding in bindings}
        found: list[Binding] = []
        for _, marks in groupby(reading.marks, key=lambda mark: reading.sentence_of(mark.first).n):
            numbers = list(marks)
            if len(numbers) <= MOST_NUMBERS:
                found += (each for mark in numbers for each in self.of_mark(reading, mark, by_rules.get(mark)))
        return found

    def of_mark(self, reading: Reading, mark: Mark, binding: Binding | None) -> Iterator[Binding]:
        """What both readers together make of one number."""
        if binding is not None and binding.definition.indicator.id not in self.known:
            yield binding
            return
        chances = self.head.chances(surroundings(reading, mark, self.events))
        chance = chances[binding.definition.indicator.id] if binding is not None else 0.0
        if binding is not None and chance >= DOUBTED:
            yield binding
            return
        own = self.surest(chances, mark) if chance < UNLIKELY else None
        if own is not None:
            yield _alone(mark, own, chances[own.indicator.id])
        elif binding is not None:
            yield replace(binding, doubt="readers")

    def surest(self, chances: dict[str, float], mark: Mark) -> Definition | None:
        """What it is sure that the number states; None where that is nothing, or cannot be counted so."""
        label = max(chances, key=lambda each: chances[each])
        if label == NONE or chances[label] < SURE or label not in self.known:
            return None
        definition = self.known[label]
        unit = definition.indicator.unit
        fits = unit_fits(mark.quantity.unit, unit) and is_countable(mark.quantity, unit)
        return definition if fits and not mark.one else None


def _alone(mark: Mark, definition: Definition, chance: float) -> Binding:
    return Binding(
        mark, definition, Rule(measure=frozenset()), None, None, 0.0, chance, carried=False, doubt="second_alone"
    )
