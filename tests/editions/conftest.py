"""A corpus with the curated records, made once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digests.clock import FixedClock
from digests.corpus.store import Store
from digests.ingest import Ingest
from digests.newsroom import Newsroom

NOON = datetime(2026, 1, 10, 7, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def curated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a corpus that holds the curated records."""
    data = tmp_path_factory.mktemp("curated")
    with Store.open(data, create=True) as store:
        list(Ingest(store, FixedClock(NOON)).curated())
    return data


@pytest.fixture
def newsroom(curated: Path) -> Iterator[Newsroom]:
    room = Newsroom(curated, FixedClock(NOON))
    yield room
    room.close()
