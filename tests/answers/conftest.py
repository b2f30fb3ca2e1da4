"""An answerer over the curated records, asked on a day long after them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest

import config
from digests.answers.answerer import Answerer
from digests.clock import FixedClock
from digests.corpus.store import Store
from digests.figures.indicators import load as load_indicators
from digests.ingest import Ingest
from digests.model import Answer, Lang
from digests.policy import OPEN

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


@pytest.fixture(scope="module")
def desk(curated: Path) -> Iterator[Desk]:
    with Store.open(curated) as store:
        yield Desk(Answerer(store, load_indicators(), policy=OPEN))


@pytest.fixture(scope="module")
def raw(seeded: Path) -> Iterator[Desk]:
    with Store.open(seeded) as store:
        yield Desk(Answerer(store, load_indicators(), policy=OPEN))
