"""The archive of the five records, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from digests.archive.site import site
from digests.clock import FixedClock
from digests.newsroom import Newsroom
from digests.policy import OPEN
from tests.conftest import NOON


def made(data: Path) -> dict[str, str]:
    newsroom = Newsroom(data, FixedClock(NOON), policy=OPEN)
    try:
        return dict(site(newsroom))
    finally:
        newsroom.close()


@pytest.fixture(scope="module")
def pages(curated: Path) -> dict[str, str]:
    """Path → text of every page and feed."""
    return made(curated)
