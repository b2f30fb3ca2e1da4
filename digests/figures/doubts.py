"""What in a sentence itself makes it doubtful that a number belongs to its measure: then an editor decides.

Each of these was found among figures that nothing held, and costs fewer right ones than what else is held for.
"""

from __future__ import annotations

import re
from dataclasses import replace

from digests.figures.bound import Binding
from digests.figures.reading import Reading

TAKEN_BACK = re.compile(r"[^\n.!?;]{0,25}(?:…|\.\.\.|[—–,])\s*(?:нет|no|не),\s", re.IGNORECASE)
""" "A hundred and thirty-nine dead … no, sorry, a hundred and forty": what the speaker takes back."""
TIMES = frozenset({"year", "month", "week", "day", "hour"})


def weighed(reading: Reading, binding: Binding) -> Binding:
    """The binding, with a doubt where there is one."""
    doubtful = is_taken_back(reading, binding) or is_parted(reading, binding) or is_of_another(reading, binding)
    return replace(binding, doubt="confidence") if doubtful else binding


def is_taken_back(reading: Reading, binding: Binding) -> bool:
    return TAKEN_BACK.match(reading.text, binding.mark.quantity.end) is not None


def is_parted(reading: Reading, binding: Binding) -> bool:
    """Whether a semicolon stands between number and measure: "133 dead, 93 the day before; in hospital are 107"."""
    return ";" in _between(reading, binding)


def is_of_another(reading: Reading, binding: Binding) -> bool:
    """Whether another number stands nearer to the measure, where that begins a clause behind the number («выехало 98
    тыс., годом ранее — 112, вернулось 61 тыс.») or where an earlier sentence has to say what is meant."""
    node, mark = binding.node, binding.mark
    if node is None or not (binding.carried or (node.first > mark.last and "," in _between(reading, binding))):
        return False
    sentence = reading.sentence_of(mark.first)
    way = reading.between(mark.first, mark.last, node.first, node.last)
    return any(
        reading.between(other.first, other.last, node.first, node.last) < way
        for other in reading.marks_in(sentence)
        if other is not mark and not other.one and other.quantity.unit not in TIMES
    )


def _between(reading: Reading, binding: Binding) -> str:
    """The text from the number to its measure, whichever stands first."""
    if binding.node is None:
        return ""
    mark, node = binding.mark, binding.node
    first, last = (mark.last, node.first) if node.first > mark.last else (node.last, mark.first)
    return reading.text[reading.ends[first] : reading.starts[last]] if first < last else ""
