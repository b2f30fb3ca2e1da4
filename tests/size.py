"""How much of a long test runs: a chosen part in `make test`, all of it in `make bench` (room `tests`)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

NAME = "TESTS"
"""The environment's name for it: no setting of the service, so none of its own."""
WHOLE = os.environ.get(NAME) == "whole"
EXAMPLES = 100 if WHOLE else 30
"""How many examples Hypothesis draws where a test does not say."""


def part(everything: Sequence[T], few: Sequence[T]) -> Sequence[T]:
    """`few` of `everything`, which have to be among it, in the order in which they stand there."""
    assert all(each in everything for each in few), few
    return everything if WHOLE else few


def at_most(whole: int, few: int) -> int:
    """How often: `whole` times or `few` times."""
    return whole if WHOLE else min(few, whole)
