"""The gate: a machine's sentence is shown in its source's place only if nothing in it is false, as far as can be told.

Sentence by sentence, for a number that stands somewhere else in an article excuses nothing, and an order that an
article gives stands in no sentence but its own. Rules hold the two against each other in what they count, when, who
speaks, who and what is named, what is denied, supposed, said to rise or fall; a model of meaning says whether they are
close at all. Without one nothing passes. What is turned away costs a translation, what slips through costs trust: in
doubt the gate is shut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from digests.editions.gate import cues, days, naming, numbers, shape
from digests.editions.gate.objection import WHY, Objection, Reason
from digests.model import Lang

__all__ = ["WHY", "Close", "Objection", "Reason", "objections", "passes"]

Close = Callable[[str, str], float]
"""The cosine of the meanings of two sentences, each embedded as a passage (`digests.language.meaning`)."""
NEAR, NEAR_TAJIK = 0.34, 0.22
"""The cosine from which two sentences may mean the same, and where one of them is Tajik: of 150 trilingual sentences
one in 200 pairs lies below; of pairs that do not belong together two in a hundred lie above (with Tajik three). That no
word is wrong is for the rules to tell."""


def objections(source: str, of: Lang, output: str, to: Lang, close: Close | None) -> tuple[Objection, ...]:
    """What speaks against `output`, in `to`, as a translation of the sentence `source`, in `of`; empty: nothing.

    `close` is asked only where no rule objects: it costs 30 ms."""
    found = tuple(_by_rules(source, of, output, to))
    if found:
        return found
    if close is None:
        return (Objection("unmeasured"),)
    least = NEAR_TAJIK if "tg" in (of, to) else NEAR
    return () if close(source, output) >= least else (Objection("meaning"),)


def passes(source: str, of: Lang, output: str, to: Lang, close: Close | None) -> bool:
    """Whether nothing speaks against it."""
    return not objections(source, of, output, to, close)


def _by_rules(source: str, of: Lang, output: str, to: Lang) -> Iterator[Objection]:
    yield from shape.objections(source, output, to)
    yield from numbers.objections(source, of, output, to)
    yield from days.objections(source, of, output, to)
    yield from cues.objections(source, of, output, to)
    yield from naming.objections(source, of, output, to)
