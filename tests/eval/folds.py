"""Authors put together: what is learned for a fold never saw its authors.

One fold an author would be truer by a little and takes an hour: the matrix that turns questions is learned anew for
each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")

FOLDS = 5


def folds(authors: Iterable[str]) -> list[frozenset[str]]:
    """The authors in at most `FOLDS` groups, none empty: in the order of their names, which begin with their language,
    they go to one group after another, so that each group has all languages."""
    ordered = sorted(set(authors))
    return [frozenset(ordered[n::FOLDS]) for n in range(min(FOLDS, len(ordered)))]


def apart(authors: Iterable[str], learn: Callable[[frozenset[str]], T]) -> dict[str, T]:
    """Author → what was learned without the group that they are in."""
    return {author: learned for fold in folds(authors) for learned in [learn(fold)] for author in fold}
