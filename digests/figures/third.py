"""What the third reader is heard for: it points, and never publishes.

It heals one disagreement: the rules read a number, the second reader doubts it and has no other reading, the third
points at that number for that very indicator. Two of three agree then, and the rules, which minded clause, country,
tense and event, are one of them: what is said is what the rules alone would have said, at the grade of any claim of one
text. So a model that lies, or does what the text tells it to, can bring back no more than the rules found.

It heals nothing else. Where the second reader is sure of another indicator the two that agree are still against one
that is sure. Where the rules found nothing nobody has minded the clause: two that learned from words may both take a
forecast, or another country's figure, for ours, so the claim waits, whoever agrees. What is held for a reason of its
own (whose figure it is, what is plausible) stays held. And a claim that the first two agree on is not touched, whatever
the third says of its number: else one false word would take down what is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from digests.figures.bound import MOST_NUMBERS, Binding
from digests.figures.counting import is_countable, unit_fits
from digests.figures.indicators import Indicators, Rule
from digests.figures.reading import Mark, Reading
from digests.model import Pointed

POINTED = 0.4
"""What its word alone is worth as the chance of a binding: no more than what the second reader must be sure of."""

By = Mapping[Mark, str]
"""The numbers that it points at, each with its indicator."""


def marks(reading: Reading, pointed: Iterable[Pointed], indicators: Indicators) -> By:
    """What it points at. A span without a number, or with two, points at nothing; nor does who points at one number for
    two indicators."""
    found: dict[Mark, set[str]] = {}
    for each in pointed:
        held = [mark for mark in reading.marks if mark.quantity.start < each.end and each.start < mark.quantity.end]
        if len(held) == 1 and each.indicator in indicators:
            found.setdefault(held[0], set()).add(each.indicator)
    return {mark: told.pop() for mark, told in found.items() if len(told) == 1}


def heard(bindings: Sequence[Binding], by: By) -> list[Binding]:
    """`bindings` of the first two, of which those that it confirms wait no more, or say who found them."""
    return [_heard(binding, by.get(binding.mark)) for binding in bindings]


def _heard(binding: Binding, said: str | None) -> Binding:
    if binding.definition.indicator.id != said:
        return binding
    match binding.doubt:
        case "readers":
            return replace(binding, doubt="")
        case "second_alone":
            return replace(binding, doubt="not_by_rules")
    return binding


def alone(reading: Reading, bindings: Sequence[Binding], by: By, indicators: Indicators) -> list[Binding]:
    """What it points at and the first two left: for an editor to see."""
    bound = {binding.mark for binding in bindings}
    wholes = {binding.whole for binding in bindings}
    found: list[Binding] = []
    for mark in sorted(by.keys() - bound - wholes, key=lambda each: each.first):
        definition = indicators.definition(by[mark])
        unit = definition.indicator.unit
        fits = unit_fits(mark.quantity.unit, unit) and is_countable(mark.quantity, unit)
        if fits and not mark.one and not _is_flooded(reading, mark):
            rule = Rule(measure=frozenset())
            found.append(Binding(mark, definition, rule, None, None, 0.0, POINTED, carried=False, doubt="third_alone"))
    return found


def _is_flooded(reading: Reading, mark: Mark) -> bool:
    sentence = reading.sentence_of(mark.first)
    return sum(sentence.first <= other.first < sentence.last for other in reading.marks) > MOST_NUMBERS
