"""A newsroom over the curated records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from digests.clock import FixedClock
from digests.newsroom import Newsroom
from digests.policy import OPEN
from tests.conftest import NOON


@pytest.fixture(scope="module")
def newsroom(curated: Path) -> Iterator[Newsroom]:
    room = Newsroom(curated, FixedClock(NOON), policy=OPEN)
    yield room
    room.close()
