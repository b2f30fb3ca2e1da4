"""The worker: what is due is done once, whatever the hour it wakes at."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digests.clock import FixedClock
from digests.corpus.store import Store
from digests.embedding import Embedder
from digests.policy import OPEN
from digests.worker import Worker
from tests.meanings import Fake

MORNING = datetime(2024, 4, 4, 3, 0, tzinfo=UTC)


def editions(data: Path) -> set[tuple[str, str, str]]:
    with Store.open(data) as store:
        found = store.connection.execute("SELECT day, cadence, lang FROM editions").fetchall()
    return {tuple(row) for row in found}


@pytest.fixture(scope="module")
def ticked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a first tick leaves: every record, and the editions that had closed. Copy it, don't write to it."""
    data = tmp_path_factory.mktemp("ticked")
    Worker(data, FixedClock(MORNING), policy=OPEN, feeds=False).tick()
    return data


@pytest.fixture
def worker(ticked: Path, tmp_path: Path) -> Worker:
    """A worker that did its first tick by itself."""
    shutil.copytree(ticked, tmp_path, dirs_exist_ok=True)
    worker = Worker(tmp_path, FixedClock(MORNING), policy=OPEN, feeds=False)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(worker, "load", lambda: 0)  # the copy holds them
        worker.tick()
    return worker


def test_a_tick_loads_the_records_and_compiles_the_closed_editions(worker: Worker) -> None:
    assert editions(worker.data) == {
        ("2024-04-03", cadence, lang) for cadence in ("daily", "weekly") for lang in ("tg", "ru", "en")
    }


def test_records_are_read_again_only_when_one_was_touched(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[int] = []
    monkeypatch.setattr(worker, "load", lambda: loads.append(1))
    worker.tick()
    assert loads == []
    monkeypatch.setattr(worker, "_seen", ())
    worker.tick()
    assert loads == [1]


def test_steps_compile_each_day_once_it_has_closed(worker: Worker) -> None:
    clock = worker.clock
    assert isinstance(clock, FixedClock)
    for hours in range(1, 49):
        clock.set(MORNING + timedelta(hours=hours))
        worker.step(clock.now())
    assert {day for day, _, _ in editions(worker.data)} == {"2024-04-03", "2024-04-04", "2024-04-05"}


def test_a_restart_repeats_nothing(worker: Worker) -> None:
    with Store.open(worker.data) as store:
        before = store.connection.execute("SELECT compiled FROM editions").fetchall()
    Worker(worker.data, FixedClock(MORNING + timedelta(hours=2)), policy=OPEN, feeds=False).tick()
    with Store.open(worker.data) as store:
        assert store.connection.execute("SELECT compiled FROM editions").fetchall() == before


def test_a_failing_round_is_logged_and_the_next_one_goes_on(
    worker: Worker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from digests.errors import Unavailable

    def fail() -> None:
        raise Unavailable("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(worker, "compile", fail)
        worker.tick()
    assert "the disk is full" in caplog.text
    worker.tick()


def embedded(data: Path) -> int:
    with Store.open(data) as store:
        return int(store.connection.execute("SELECT count(*) FROM vectors").fetchone()[0])


def test_a_tick_embeds_what_came_within_its_time(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    assert embedded(worker.data) == 0  # without a model there is nothing to do
    worker.meaning = Fake
    monkeypatch.setattr("digests.worker.EMBED_SECONDS", 0.0)
    counts = []
    for _ in range(3):
        worker.tick()
        counts.append(embedded(worker.data))
    worker.embed()
    assert 0 < counts[0] < counts[1] < counts[2] < embedded(worker.data)
    with Store.open(worker.data) as store:
        assert Embedder(store, Fake()).due() == 0


def test_a_stop_ends_the_embedding(worker: Worker) -> None:
    worker.meaning = Fake
    worker.stop()
    worker.embed()
    with Store.open(worker.data) as store:
        assert Embedder(store, Fake()).due() > 0
