"""What every test may rely on: no network beyond loopback, and the shared material where it is present."""

from __future__ import annotations

import gc
import os
import shutil
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from digests.clock import FixedClock
from digests.corpus.store import Store
from digests.ingest import Ingest
from tests import cost, size, warm
from tests.records import copy_five

os.environ["KHABAR_MEANING"] = "off"  # a test that wants the model says so: it takes a core
settings.register_profile(
    "anywhere", deadline=None, max_examples=size.EXAMPLES, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("anywhere")  # how long an example takes is the machine's business


def pytest_configure(config: pytest.Config) -> None:
    cost.pytest_configure(config)


def pytest_collection_finish() -> None:
    """What was imported and collected stays: garbage is not looked for in it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: a quarter of a run waits for clocks, sockets and servers of other processes."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + 1


SHARED = Path(__file__).resolve().parents[2] / "shared"

NOON = datetime(2026, 1, 10, 7, 0, tzinfo=UTC)
AFTER_ALL = datetime(2026, 12, 1, 7, 0, tzinfo=UTC)
"""After the newest record."""

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(scope="session")
def shared() -> Path:
    """The material that is kept beside the project, not in it: gold, seeds, parallel sentences."""
    if not SHARED.is_dir():
        pytest.skip("the shared material is not here")
    return SHARED


@pytest.fixture(scope="session")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the five records of spring 2024 alone: what most tests of figures, editions and answers know."""
    return copy_five(tmp_path_factory.mktemp("five"))


@pytest.fixture(scope="session")
def filed_whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `whole` is copied from."""
    data = tmp_path_factory.mktemp("whole")
    with Store.open(data, create=True) as store:
        list(Ingest(store, FixedClock(AFTER_ALL)).curated())
    return data


@pytest.fixture(scope="session")
def filed_curated(five: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `curated` is copied from."""
    data = tmp_path_factory.mktemp("curated")
    with Store.open(data, create=True) as store:
        list(Ingest(store, FixedClock(NOON)).curated(five))
    return data


@pytest.fixture(scope="session")
def filed_seeds(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `seeded` is copied from."""
    data = tmp_path_factory.mktemp("seeded")
    with Store.open(data, create=True) as store:
        list(Ingest(store, FixedClock(NOON), readers="rules").paths([shared / "seeds"]))
    return data


# A module has copies of its own: a newsroom over them writes its editions there, and the tests of another module that
# ran before in the same process would be read in them.


@pytest.fixture(scope="module")
def whole(filed_whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a corpus that holds every curated record: read it, don't write to it."""
    return _copied(filed_whole, tmp_path_factory)


@pytest.fixture(scope="module")
def curated(filed_curated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a corpus that holds the five records: read it, don't write to it."""
    return _copied(filed_curated, tmp_path_factory)


@pytest.fixture(scope="module")
def seeded(filed_seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for the raw texts of the five articles alone, as the rules read them: what is said of figures that no
    editor saw does not hang on what the second reader doubts."""
    return _copied(filed_seeds, tmp_path_factory)


def _copied(data: Path, factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(data, factory.mktemp(data.name) / data.name))


@pytest.fixture(scope="session")
def warm_children() -> Iterator[None]:
    yield
    warm.end_all()


@pytest.fixture(autouse=True)
def children(warm_children: None) -> Iterator[None]:
    """The quarantine's children pass from test to test; what tests these themselves has a fixture of this name."""
    with warm.lending():
        yield


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An unplanned connection to anything but this machine fails the test."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            raise AssertionError(f"a test reached for the network: {address!r}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    yield
