"""The stores over which tests of people and mail run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot import stores


@pytest.fixture(scope="session")
def postgresql() -> Iterator[stores.Server]:
    """A PostgreSQL for this run of the tests; skips where there is none to be had."""
    with stores.running() as server:
        yield server


@pytest.fixture(params=["file", "postgresql", "sealed"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """What `stores.opened` opens."""
    if request.param == "file":
        yield "file"
        return
    server: stores.Server = request.getfixturevalue("postgresql")
    stores.SERVER.append((server, stores.KEYS[0] if request.param == "sealed" else None))
    yield request.param
    stores.SERVER.pop()
    while stores.OPENED:
        stores.OPENED.pop().close()
    for data in (tmp_path, *(path for path in tmp_path.iterdir() if path.is_dir())):
        server.drop(data)
