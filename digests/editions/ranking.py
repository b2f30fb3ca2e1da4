"""In which order an edition tells: what a reader can use, what is new, the figures that moved.

Everything is decided by what is the same in the three languages. The weights are in `config/editions.toml`, few and
named.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import config
from digests import tables
from digests.editions.changes import Change, Kind
from digests.errors import BadInput
from digests.model import TOPICS

RANK: Mapping[Kind, int] = {"changed": 0, "disagreement": 1, "resolved": 2, "new": 3, "reported": 4}
"""Within what is borne out alike: a toll that rose before a count that is told for the first time."""


@dataclass(frozen=True, slots=True)
class Weights:
    """`config/editions.toml`: weights by name, topics of daily life, kinds of statements that can be used."""

    of: Mapping[str, float]
    topics: frozenset[str]
    kinds: frozenset[str]
    background: timedelta
    known: frozenset[str]  # indicators of which only a change is news
    again_after: int  # days


@dataclass(frozen=True, slots=True)
class Traits:
    """What speaks for a story: kinds and topics of what it tells, key figures it changed, its independent sources.
    `outdated`: it opens with a count that a later one has replaced by the edition's end."""

    kinds: frozenset[str]
    topics: frozenset[str]
    figures: int
    origins: int
    curated: bool
    late: bool
    outdated: bool = False


WEIGHTS = ("use", "daily_life", "figure", "figures", "origins", "most_origins", "curated", "late", "outdated")


@functools.cache
def load(path: Path = config.EDITIONS) -> Weights:
    """The table. Raises BadInput naming what is missing or wrong."""
    table = tables.read(path)
    try:
        order, stories = table["order"], table["stories"]
        topics = frozenset(order["topics"])
        if unknown := topics - set(TOPICS):
            raise BadInput(f"no topic: {', '.join(sorted(unknown))}", path=path, place="order.topics")
        return Weights(
            {name: float(order[name]) for name in WEIGHTS},
            topics,
            frozenset(order["kinds"]),
            timedelta(days=int(order["background_days"])),
            frozenset(order["known"]),
            int(stories["again_after_days"]),
        )
    except KeyError as error:
        raise BadInput("is missing", path=path, place=str(error.args[0])) from None
    except (TypeError, ValueError) as error:
        raise BadInput(str(error), path=path) from None


def worth(traits: Traits, weights: Weights) -> float:
    """What a story is worth to its reader."""
    of = weights.of
    return (
        of["use"] * bool(traits.kinds & weights.kinds)
        + of["daily_life"] * bool(traits.topics & weights.topics)
        + min(of["figures"], of["figure"] * traits.figures)
        + min(of["most_origins"], of["origins"] * (traits.origins - 1))
        + of["curated"] * traits.curated
        + of["late"] * traits.late
        + of["outdated"] * traits.outdated
    )


def by_worth(stories: Sequence[Traits], weights: Weights) -> list[int]:
    """The places of `stories`, the one of most use first; equals stay as they stand."""
    return sorted(range(len(stories)), key=lambda n: -round(worth(stories[n], weights), 6))


def by_news(found: Iterable[Change], day: date, weights: Weights) -> tuple[Change, ...]:
    """Figures in the order in which an edition of `day` tells them: what is borne out before what is not, what moved
    before what is new, what accuses a group behind these, background last. Those of one event stand together in the
    table's order, which puts the dead before the injured."""
    news = [each for each in found if each.kind != "new" or each.view.indicator.id not in weights.known]
    ranked = [(_rank(change, day, weights), n, change) for n, change in enumerate(news)]
    best: dict[tuple[str, tuple[bool | int, ...]], tuple[Any, ...]] = {}
    for rank, n, change in ranked:
        group = _group(rank, n, change)
        best[group] = min(best.get(group, (rank, n)), (rank, n))
    ranked.sort(key=lambda each: (best[_group(*each)], each[1]))
    return tuple(change for _, _, change in ranked)


_Rank = tuple[bool, bool, bool, int]


def _group(rank: _Rank, n: int, change: Change) -> tuple[str, tuple[bool | int, ...]]:
    return (change.view.indicator.event.get("en") or str(n), rank[:2])


def _rank(change: Change, day: date, weights: Weights) -> _Rank:
    accuses = change.view.indicator.accuses_group
    return (_is_background(change, day, weights), not change.borne_out, accuses, RANK[change.kind])


def _is_background(change: Change, day: date, weights: Weights) -> bool:
    """Whether the figure is for a time long past or for none that is known: new to us, and no news."""
    current = change.view.current
    assert current is not None
    end = (current.period.end if current.period else None) or current.as_of
    if end is None and not current.undated:
        end = current.published
    return end is None or day - end > weights.background
