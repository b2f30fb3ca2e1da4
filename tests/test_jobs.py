"""Jobs: when each is due, what is noted of it, and that the worker looks at all of them in their order."""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from digests.clock import FixedClock
from digests.corpus.store import FILE as CORPUS
from digests.corpus.store import Store
from digests.errors import Unavailable
from digests.jobs import FILE, Job, JobLog, Rhythm, Run, is_nightly_due, next_run
from digests.policy import OPEN
from digests.worker import Worker

NIGHT = datetime(2026, 1, 10, 22, 0, tzinfo=UTC)  # 3 o'clock of the 11th in Dushanbe
NOON = datetime(2026, 1, 10, 7, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("ago", "now", "due"),
    [
        (None, NIGHT, True),
        (None, NOON, False),  # what was never done waits for its first night
        (24 * HOUR, NIGHT, True),
        (HOUR, NIGHT, False),  # this night's work is done
        (33 * HOUR, NOON, False),
        (37 * HOUR, NOON, True),  # the machine was off last night
        (24 * HOUR, NIGHT + 2 * HOUR, False),  # 5 o'clock: the night is over
    ],
)
def test_a_nights_work_is_done_once_a_night(ago: timedelta | None, now: datetime, *, due: bool) -> None:
    assert is_nightly_due(None if ago is None else now - ago, now) is due


@pytest.mark.parametrize("back", range(0, 24, 3))
def test_no_night_is_left_out_and_none_has_it_twice(back: int) -> None:
    """Looked at every ten minutes for a month, with the machine off for two days of it; `back` at any hour."""
    last, done = None, []
    end = timedelta(days=12, hours=back)
    for minutes in range(0, 30 * 24 * 60, 10):
        now = NOON + timedelta(minutes=minutes)
        if not timedelta(days=10) < now - NOON < end and is_nightly_due(last, now):
            last = now
            done.append(now)
    by_day = [at for at in done if not 2 <= (at + 5 * HOUR).hour < 5]
    assert len(by_day) <= 1, "what was missed is made up for once"
    assert all(12 * HOUR < after - before < 36 * HOUR for before, after in pairwise(done) if before > NOON + end)
    assert all(12 * HOUR < after - before < 24 * HOUR + 3 * HOUR for before, after in pairwise(done[:10]))


@pytest.mark.parametrize(
    ("rhythm", "after"),
    [("often", timedelta(minutes=1)), ("midnight", 12 * HOUR), ("night", 14 * HOUR)],
)
def test_the_next_run_follows_the_rhythm(rhythm: Rhythm, after: timedelta) -> None:
    assert next_run(Job("any", str, rhythm), NOON) == NOON + after


class Steps:
    """A clock that is set, and work that says what it is told to."""

    def __init__(self) -> None:
        self.at = NOON
        self.says: list[str | Exception] = []

    def now(self) -> datetime:
        return self.at

    def work(self) -> str:
        said = self.says.pop(0)
        if isinstance(said, Exception):
            raise said
        return said


def test_what_came_of_a_job_is_noted(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    steps, log = Steps(), JobLog(tmp_path)
    job = Job("feeds", steps.work)
    steps.says = ["", "2 added", "", Unavailable("the disk\nis full"), Unavailable("the disk\nis full"), "", "1 added"]
    seen = []
    for minute in range(7):
        steps.at = NOON + timedelta(minutes=minute)
        log.run(job, steps.now)
        seen.append(log.read()["feeds"])
    assert [(run.outcome, run.said) for run in seen] == [
        (None, ""), ("done", "2 added"), ("done", "2 added"), ("failed", "the disk is full"),
        ("failed", "the disk is full"), ("done", ""), ("done", "1 added"),
    ]  # fmt: skip
    assert [run.at for run in seen[1:3]] == [(NOON + timedelta(minutes=1)).isoformat()] * 2
    assert [run.looked for run in seen] == [(NOON + timedelta(minutes=n)).isoformat() for n in range(7)]
    assert seen[-1].next == (NOON + timedelta(minutes=7)).isoformat()
    assert caplog.text.count("feeds failed: the disk is full") == 1


def test_a_failed_night_stays_failed_until_it_is_done(tmp_path: Path) -> None:
    steps, log = Steps(), JobLog(tmp_path)
    steps.says = ["saved", Unavailable("no room"), "", "saved"]
    for n in range(4):
        steps.at = NIGHT + n * timedelta(hours=24)
        log.run(Job("backup", steps.work, "night"), steps.now)
        assert log.read()["backup"].outcome == ("failed" if n in {1, 2} else "done")
        assert log.done("backup") == (steps.at if n in {0, 3} else NIGHT)


def test_a_bug_is_no_expected_failure(tmp_path: Path) -> None:
    steps = Steps()
    steps.says = [ZeroDivisionError()]
    with pytest.raises(ZeroDivisionError):
        JobLog(tmp_path).run(Job("feeds", steps.work), steps.now)


@pytest.mark.parametrize("text", ["", "no json", "[]", '{"feeds": 3}', '{"feeds": {"unknown": 1, "said": "x"}}'])
def test_a_file_that_says_nothing_is_an_empty_one(text: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    assert JobLog(tmp_path).read() in ({}, {"feeds": Run(said="x")})
    JobLog(tmp_path).note("records", said="1 new")
    assert JobLog(tmp_path).read()["records"].said == "1 new"


def test_a_file_that_cannot_be_written_ends_no_work(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    steps = Steps()
    steps.says = ["2 added"]
    JobLog(tmp_path / "nowhere").run(Job("feeds", steps.work), steps.now)
    assert "cannot be noted" in caplog.text


@pytest.fixture
def worker(tmp_path: Path) -> Worker:
    Store.open(tmp_path, create=True).close()
    worker = Worker(tmp_path, FixedClock(NOON), policy=OPEN, feeds=False)
    worker.load = lambda progress=None: 0  # type: ignore[method-assign]
    return worker


def test_the_worker_names_its_jobs(worker: Worker) -> None:
    mine = Job("backup", str, "night")
    worker.feeds, worker.more = True, (mine,)
    names = [job.name for job in worker.jobs()]
    assert names == ["records", "feeds", "editions", "vectors", "open day", "upkeep", "integrity", "backup"]
    assert {job.name: job.rhythm for job in worker.jobs() if job.rhythm != "often"} == {
        "editions": "midnight", "upkeep": "night", "integrity": "night", "backup": "night",
    }  # fmt: skip
    assert all(job.grace is None for job in worker.jobs() if job.rhythm != "night"), (
        "what closed is compiled however late"
    )


def test_a_damaged_corpus_is_told_by_the_nights_look(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_now", lambda: NIGHT)
    worker.tick()
    log = JobLog(worker.data)
    assert log.read()["integrity"].said == "the corpus is sound"
    assert log.read()["upkeep"].said == "the database is tidied"
    path = worker.data / CORPUS
    broken = bytearray(path.read_bytes())
    broken[4096:8192] = b"\xff" * 4096
    path.write_bytes(broken)
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    monkeypatch.setattr(worker, "_now", lambda: NIGHT + timedelta(days=1))
    worker.log.run(next(job for job in worker.jobs() if job.name == "integrity"), worker._now)
    run = log.read()["integrity"]
    assert run.outcome == "failed"
    assert "`khabar doctor` says what to do" in run.said


def test_the_scheduler_looks_at_all_jobs_in_their_order(worker: Worker, caplog: pytest.LogCaptureFixture) -> None:
    looked: list[str] = []

    def look(name: str) -> Job:
        return Job(name, lambda: looked.append(name) or "", seconds=0.2)  # type: ignore[func-returns-value]

    names = ["zeta", "alpha", "mu"]
    worker.jobs = lambda: tuple(map(look, names))  # type: ignore[method-assign]
    with caplog.at_level(logging.WARNING):
        worker.start()
        end = time.monotonic() + 20
        while len(looked) < 6 and time.monotonic() < end:
            time.sleep(0.05)
        worker.stop()
    assert looked[:3] == names
    assert sorted(looked[3:6]) == sorted(names)
    assert caplog.text == ""
