"""An answerer over the curated records, asked on a day long after them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pytest

import config
from digests.answers.answerer import Answerer
from digests.answers.find.facts import Facts
from digests.answers.find.found import Fact
from digests.answers.find.shown import Shown
from digests.answers.find.support import Judge
from digests.answers.understand.question import Question
from digests.answers.understand.reader import Reader
from digests.clock import FixedClock
from digests.corpus.holdings import Holdings
from digests.corpus.store import Store
from digests.figures.indicators import load as load_indicators
from digests.ingest import Ingest
from digests.model import Answer, Lang
from digests.policy import OPEN
from tests.answers.world import DAY

TODAY = date(2026, 1, 10)


@dataclass(frozen=True)
class Desk:
    """Asks as a reader does."""

    answerer: Answerer

    def ask(
        self,
        question: str,
        lang: Lang = "en",
        *,
        asof: date | None = None,
        known: date | None = None,
        today: date = TODAY,
        memory: Mapping[str, str] | None = None,
    ) -> Answer:
        return self.answerer.ask(question, lang, today=today, known=known or today, asof=asof, memory=memory)


@contextmanager
def desk_over(names: Sequence[str], today: datetime, factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Over some of our records alone."""
    folder: Path = factory.mktemp("records")
    for name in names:
        shutil.copy(config.CORPUS / f"{name}.toml", folder)
    with Store.open(factory.mktemp("data"), create=True) as store:
        list(Ingest(store, FixedClock(today), load_indicators()).curated(folder))
        yield Desk(Answerer(store, load_indicators(), policy=OPEN))


class Bench:
    """Reads questions over the five records, and weighs and rules out passages that are made by hand."""

    def __init__(self, store: Store) -> None:
        indicators = load_indicators()
        holdings = Holdings(store)
        holdings.refresh()
        self.reader = Reader(holdings, indicators)
        self.judge = Judge(indicators)
        facts = Facts(Shown(holdings, indicators, OPEN), indicators, self.judge, lambda: None)
        self.weigher, self.vetoes = facts.weigher, facts.vetoes

    def read(self, text: str, lang: Lang = "en") -> Question:
        return self.reader.read(text, lang, today=DAY, known=None)

    def weigh(self, text: str, fact: Fact, lang: Lang = "en") -> dict[str, float]:
        return self.weigher.alone(self.read(text, lang), fact)

    def against(self, text: str, fact: Fact, lang: Lang = "en") -> set[str]:
        """What rules the passage out."""
        question = self.read(text, lang)
        return set(self.vetoes.against(question, replace(fact, features=self.weigher.alone(question, fact))))


@pytest.fixture(scope="module")
def bench(curated: Path) -> Iterator[Bench]:
    with Store.open(curated) as store:
        yield Bench(store)


@pytest.fixture(scope="module")
def desk(curated: Path) -> Iterator[Desk]:
    with Store.open(curated) as store:
        yield Desk(Answerer(store, load_indicators(), policy=OPEN))


@pytest.fixture(scope="module")
def raw(seeded: Path) -> Iterator[Desk]:
    with Store.open(seeded) as store:
        yield Desk(Answerer(store, load_indicators(), policy=OPEN))
