"""Numbers that only say what a figure was at another time: «въезд закрыт 250 тысячам. Годом раньше — 267».

Nothing around them names what they count, so neither reader takes them; they are of the figure that they are held
against, and wait for an editor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digests.figures.bound import Binding
from digests.figures.elided import HELD_AGAINST
from digests.figures.reading import Mark, Reading

NEAR, BEHIND = 7, 3
"""Words before and behind a number in which another time stands."""
ALIKE = 3.0
"""How many times one may be the other."""
FARTHEST = 1
"""How many sentences back the figure may stand."""


def compared(reading: Reading, bindings: Sequence[Binding]) -> list[Binding]:
    """`bindings`, with those of numbers that are held against one of them right before."""
    by_mark = {binding.mark: binding for binding in bindings}
    found: list[Binding] = []
    before: Binding | None = None
    for mark in reading.marks:
        own = by_mark.get(mark)
        if own is None and before is not None and _is_of(reading, mark, before):
            own = replace(before, mark=mark, node=None, nouns=None, part=False, whole=None, doubt="second_alone")
        if own is not None:
            found.append(own)
            before = own
    return found


def _is_of(reading: Reading, mark: Mark, before: Binding) -> bool:
    sentence, earlier = reading.sentence_of(mark.first), reading.sentence_of(before.mark.first)
    if mark.one or before.definition.indicator.kind == "constant" or sentence.n - earlier.n > FARTHEST:
        return False
    value, other = mark.quantity.value, before.mark.quantity.value
    if value is None or other is None or not value or not 1 / ALIKE <= abs(other / value) <= ALIKE:
        return False
    if mark.quantity.unit not in (None, before.mark.quantity.unit):
        return False
    return _is_of_another_time(reading, mark) and not _is_of_another_thing(reading, mark, before)


def _is_of_another_time(reading: Reading, mark: Mark) -> bool:
    sentence = reading.sentence_of(mark.first)
    words = reading.words[max(sentence.first, mark.first - NEAR) : mark.first]
    words += reading.words[mark.last + 1 : min(sentence.last, mark.last + 1 + BEHIND)]
    return not HELD_AGAINST[reading.lang].isdisjoint(words)


def _is_of_another_thing(reading: Reading, mark: Mark, before: Binding) -> bool:
    """Whether its own clause names another measure, or another country or people."""
    first, last = reading.clause(mark.first, mark.last, reading.sentence_of(mark.first))
    known = before.node.concepts if before.node else before.rule.measure
    return any(
        (reading.roles[hit.concept] == "measure" and hit.concept not in known)
        or hit.concept in reading.tagged("elsewhere")
        for hit in reading.hits_in(first, last)
    )
