"""The airports, towns and buildings that a question names: a figure must be of one of them.

Held at all airports together, or at one of them two years ago, is no answer to how many were held at this one.
"""

from __future__ import annotations

from digests.answers.understand import lexis
from digests.answers.understand.question import Question
from digests.figures.indicators import Definition
from digests.language.kin import kinds_of_names

KINDS: frozenset[str] = frozenset({"place", "airport", "building"})


def spots(question: Question, definition: Definition) -> frozenset[str]:
    """Names of places that tell something: no countries, nothing that all our news is about. An event has its own
    place."""
    if definition.event is not None:
        return frozenset()
    named = {entity for entity in question.entities if kinds_of_names().get(entity) in KINDS}
    return frozenset(named - lexis.wide() - lexis.ambient() - lexis.home() - lexis.countries())
