"""What a reader wants of an edition; all who share it get the very same pages (`suited`)."""

from __future__ import annotations

from dataclasses import dataclass

from digests.model import Lang


@dataclass(frozen=True, slots=True)
class Taste:
    """What a reader wants of an edition. `links` None: as the publisher's status says. No topics: all of them.

    `reads`: the languages they read beside their own; empty where they did not say: then stories in any are shown,
    marked. Their own one alone in it: no other. `without`: words and names whose stories are left out; figures stay.
    """

    lang: Lang
    topics: frozenset[str] = frozenset()
    links: bool | None = None
    always: bool = False  # a time without news is told of too
    reads: frozenset[Lang] = frozenset()
    brief: bool = False  # the first page alone
    charts: bool = True  # a weekly edition brings charts
    plain: bool = False  # for a screen reader
    without: tuple[str, ...] = ()
