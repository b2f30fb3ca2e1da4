"""An answerer over the curated records, asked on a day long after them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from digests.answers.answerer import Answerer
from digests.corpus.store import Store
from digests.figures.indicators import load as load_indicators
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


@pytest.fixture(scope="module")
def desk(curated: Path) -> Iterator[Desk]:
    with Store.open(curated) as store:
        yield Desk(Answerer(store, load_indicators(), policy=OPEN))


@pytest.fixture(scope="module")
def raw(seeded: Path) -> Iterator[Desk]:
    with Store.open(seeded) as store:
        yield Desk(Answerer(store, load_indicators(), policy=OPEN))
