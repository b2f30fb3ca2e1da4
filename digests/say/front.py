"""What stands before "more": as many items of an edition as a phone shows, the first ones first."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

import config
from digests import tables
from digests.errors import BadInput
from digests.model import Cadence

AS_MUCH_AS: Mapping[Cadence, Cadence] = {"noon": "daily", "evening": "daily", "since": "weekly"}
"""Whose limits hold for a cadence that has none of its own."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Of the first page: items (stories and figures together), of them stories, characters."""

    items: int
    stories: int
    characters: int


@dataclass(frozen=True, slots=True)
class Selection:
    """What a page shows: how many corrections; by place how many sentences of which story; the places of figures."""

    corrections: int = 0
    stories: tuple[tuple[int, int], ...] = ()
    figures: tuple[int, ...] = ()

    @property
    def items(self) -> int:
        return len(self.stories) + len(self.figures)

    def shown(self, story: int) -> int:
        """How many sentences of that story are shown; 0: it is not."""
        return dict(self.stories).get(story, 0)

    def with_story(self, story: int, sentences: int) -> Selection:
        return replace(self, stories=tuple(sorted({**dict(self.stories), story: sentences}.items())))

    def with_figure(self, figure: int) -> Selection:
        return replace(self, figures=tuple(sorted((*self.figures, figure))))


@functools.cache
def load(path: Path = config.EDITIONS) -> dict[Cadence, Limits]:
    """The limits of each cadence. Raises BadInput naming what is missing or wrong."""
    table = tables.read(path)
    try:
        names = ("items", "stories", "characters")
        return {
            cadence: Limits(*(int(table[AS_MUCH_AS.get(cadence, cadence)][name]) for name in names))
            for cadence in get_args(Cadence)
        }
    except KeyError as error:
        raise BadInput("is missing", path=path, place=str(error.args[0])) from None
    except (TypeError, ValueError) as error:
        raise BadInput(str(error), path=path) from None


def select(
    sentences: Sequence[tuple[int, int]],
    figures: int,
    corrections: int,
    limits: Limits,
    length: Callable[[Selection], int],
    *,
    in_story: frozenset[int] = frozenset(),
) -> Selection:
    """The first page of an edition. `sentences` are of each story, how many it is told by at least (the one that bears
    out the headline, and those of use to the reader) and how many it has; `length` is that of a page in characters.

    Corrections come before all; then stories by what they are told by at least, with room for one figure kept; then the
    other figures, the other stories, then the further sentences of what is shown, and at last the figures that stories
    tell too, `in_story`. What does not fit is passed over for what does; where nothing does, the first item stands
    there nevertheless.
    """
    chosen = Selection(corrections)
    while chosen.corrections and length(chosen) > limits.characters:
        chosen = replace(chosen, corrections=chosen.corrections - 1)
    told = [(n, True) for n in range(len(sentences))]
    moved = [(n, False) for n in range(figures) if n not in in_story or not sentences]
    order = (*told[:1], *moved[:1], *told[1 : limits.stories], *moved[1:], *told[limits.stories :])
    for place, is_story in order:
        least = sentences[place][0] if is_story else 0
        ways = [chosen.with_story(place, n) for n in range(least, 0, -1)] if is_story else [chosen.with_figure(place)]
        fits = (way for way in ways if way.items <= limits.items and length(way) <= limits.characters)
        chosen = next(fits, chosen)
    if order and not (chosen.items or chosen.corrections):
        chosen = chosen.with_story(0, 1) if sentences else chosen.with_figure(0)
    chosen = _extended(chosen, sentences, limits, length)
    for n in sorted(set(range(figures)) - set(chosen.figures)):
        wider = chosen.with_figure(n)
        if n in in_story and wider.items <= limits.items and length(wider) <= limits.characters:
            chosen = wider
    return chosen


def _extended(
    chosen: Selection, sentences: Sequence[tuple[int, int]], limits: Limits, length: Callable[[Selection], int]
) -> Selection:
    """`chosen` with as many more sentences of its stories as there is room for, the first story's before all."""
    for story, told in chosen.stories:
        for shown in range(told + 1, sentences[story][1] + 1):
            wider = chosen.with_story(story, shown)
            if length(wider) > limits.characters:
                break
            chosen = wider
    return chosen
