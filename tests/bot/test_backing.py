"""The nightly backup: made once a night, not beside one made by hand, and not by halves."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.backing import nightly
from bot.people import backup
from bot.people.database import PeopleDatabase
from bot.report import status, status_lines
from config.settings import Settings
from digests.clock import FixedClock
from digests.corpus.store import Store
from digests.errors import BadInput, Unavailable
from digests.jobs import Job, JobLog

NIGHT = datetime(2026, 1, 10, 22, 0, tzinfo=UTC)  # 3 o'clock in Dushanbe
DAY = timedelta(days=1)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    Store.open(tmp_path, create=True).close()
    PeopleDatabase.open(tmp_path, key="long and random").close()
    return tmp_path


SETTINGS = Settings(people_key=SecretStr("long and random"))


def test_one_backup_a_night_is_made(data: Path) -> None:
    clock = FixedClock(NIGHT)
    job = nightly(data, SETTINGS, clock.now)
    assert job.work().startswith("saved in 2026-01-10T22")
    clock.set(NIGHT + timedelta(minutes=10))
    assert job.work() == ""
    clock.set(NIGHT + DAY - timedelta(hours=4))
    assert job.work() == "", "the evening is no night"
    clock.set(NIGHT + DAY)
    assert job.work()
    assert [path.name[:10] for path in backup.folders(data)] == ["2026-01-10", "2026-01-11"]
    assert {path.name for path in backup.folders(data)[0].iterdir()} >= {"people.db", "corpus.db"}


def test_a_backup_by_hand_is_that_nights(data: Path) -> None:
    backup.save(data, "long and random", NIGHT - timedelta(hours=1))
    assert nightly(data, SETTINGS, lambda: NIGHT).work() == ""


def test_without_the_key_there_is_none_and_no_older_one_goes(data: Path) -> None:
    backup.save(data, "long and random", NIGHT - 2 * DAY)
    with pytest.raises(BadInput, match="KHABAR_PEOPLE_KEY"):
        nightly(data, Settings(), lambda: NIGHT).work()
    assert len(backup.folders(data)) == 1


def test_a_full_disk_is_said_before_it_is_full(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(data)
    monkeypatch.setattr("bot.backing.shutil.disk_usage", lambda _: usage._replace(free=1))
    with pytest.raises(Unavailable, match="no room for a backup"):
        nightly(data, SETTINGS, lambda: NIGHT).work()
    assert backup.folders(data) == []


def test_status_tells_of_every_job(data: Path) -> None:
    log = JobLog(data)
    log.run(nightly(data, SETTINGS, lambda: NIGHT), lambda: NIGHT)
    log.run(Job("feeds", str), lambda: NIGHT)
    found = status(data, SETTINGS)
    assert [job["name"] for job in found["jobs"]] == ["backup", "feeds"]
    lines = [line for line in status_lines(found, NIGHT + timedelta(minutes=1)) if line.startswith("job")]
    assert lines[0].startswith("job      2026-01-10 22:00  backup: done in ")
    assert lines[0].endswith("; next 2026-01-11 21:00")
    assert lines[1].endswith("feeds: nothing yet; next 2026-01-10 22:01")
    (_, late) = [line for line in status_lines(found, NIGHT + timedelta(hours=1)) if line.startswith("job")]
    assert late.endswith("which is past: the worker does not run, or is busy")
