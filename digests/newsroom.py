"""What a reader can ask of the corpus: an answer, a digest, a figure, a chart, the sources.

A `Newsroom` is synchronous and bound to the thread that made it. Everything it says is limited to what
was published by its clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from digests.clock import Clock, dushanbe_day
from digests.corpus.store import Store
from digests.model import Answer, Cadence, Digest, Lang, Page


class Newsroom:
    """Opens the corpus in `data`. Raises NotFound where there is none."""

    def __init__(self, data: Path, clock: Clock) -> None:
        self.store = Store.open(data)
        self.clock = clock

    def close(self) -> None:
        self.store.close()

    def today(self) -> date:
        return dushanbe_day(self.clock.now())

    def newest_closed_day(self) -> date:
        """The newest day whose edition is closed: yesterday in Dushanbe."""
        return self.today() - timedelta(days=1)

    def days(self) -> tuple[date | None, date | None]:
        """The days of the oldest and newest document known by the clock."""
        return self.store.days(until=self.today())

    def all_days(self) -> tuple[date | None, date | None]:
        """The same, whatever the clock: the simulator opens on the day before the oldest."""
        return self.store.days()

    def ask(
        self,
        question: str,
        lang: Lang,
        *,
        asof: date | None = None,
        known: date | None = None,
        memory: Mapping[str, str] | None = None,
    ) -> Answer:
        """Answer `question`; `lang` is the reader's language, used where the question does not tell."""
        raise NotImplementedError

    def answer_pages(self, answer: Answer, *, links: bool = True) -> tuple[Page, ...]:
        """The answer as messages, quotes folded away under it."""
        raise NotImplementedError

    def digest(
        self, day: date, lang: Lang, *, cadence: Cadence = "daily", topics: frozenset[str] = frozenset()
    ) -> Digest:
        """The edition that closed on `day`."""
        raise NotImplementedError

    def indicators(self, lang: Lang) -> tuple[tuple[str, str], ...]:
        """(id, name) of the indicators that hold claims by now, the most important first."""
        raise NotImplementedError

    def figure_pages(self, indicator: str, lang: Lang, *, links: bool = True) -> tuple[Page, ...]:
        """An indicator's standing value, its history and where sources differ."""
        raise NotImplementedError

    def chart(self, indicator: str, lang: Lang) -> bytes:
        """An indicator's chart as PNG."""
        raise NotImplementedError

    def source_pages(self, lang: Lang, *, links: bool = True) -> tuple[Page, ...]:
        """The documents known by now, newest first."""
        raise NotImplementedError
