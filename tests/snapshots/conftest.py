"""A worker's folder, a bot's folder, and the bucket between them: a folder, one by fsspec, a table of PostgreSQL."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from digests.clock import FixedClock
from digests.corpus.duplicates import sketch
from digests.corpus.store import Store
from digests.ingest import passages
from digests.model import Document
from digests.snapshots.bucket import Bucket, FolderBucket, open_bucket
from digests.snapshots.publisher import Publisher
from digests.snapshots.replica import Replica

NOON = datetime(2026, 11, 2, 7, tzinfo=UTC)
POSTGRESQL = Path("/usr/lib/postgresql")
NOBODY = "nobody"


def text(n: int) -> str:
    return " ".join(f"Report {n} says that word {n * 7 + k} was heard in Dushanbe on day {k}." for k in range(30))


def add(data: Path, *numbers: int) -> None:
    """Take documents into the corpus of a folder."""
    with Store.open(data, create=True) as store:
        for n in numbers:
            said = Document(f"d{n}", f"Report {n}", text(n), "en", publisher="H", published=date(2026, 11, 1))
            said = replace(said, sketch=sketch(said.text))
            store.put(said, passages(said), (), NOON)


def held(data: Path) -> set[str]:
    """The ids of the documents in a folder's corpus."""
    with Store.open(data) as store:
        return {row[0] for row in store.connection.execute("SELECT id FROM documents")}


class Nodes:
    """A worker and a bot."""

    def __init__(self, folder: Path, bucket: Bucket) -> None:
        self.worker, self.bot = folder / "worker", folder / "bot"
        self.bot.mkdir(parents=True)
        self.bucket = bucket
        self.clock = FixedClock(NOON)
        self.publisher = Publisher(self.worker, bucket, self.clock)
        self.replica = Replica(self.bot, bucket, self.clock)

    def take(self) -> int | None:
        """Let the bot take what is due; the bytes that it fetched."""
        head = self.replica.due()
        return self.replica.take(head).moved if head else None


@pytest.fixture
def nodes(tmp_path: Path) -> Nodes:
    add(tmp_path / "worker", 1, 2, 3)
    return Nodes(tmp_path, FolderBucket(tmp_path / "bucket"))


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL of our own, on a socket in its folder; skipped where its programs are not here."""
    found = sorted(POSTGRESQL.glob("*/bin/initdb"))
    if not found:
        pytest.skip("no PostgreSQL server on this machine (apt install postgresql)")
    pytest.importorskip("psycopg")
    programs = found[-1].parent
    folder = Path("/tmp", f"khabar-pg-{uuid.uuid4().hex[:8]}")  # a socket's path has to be short
    folder.mkdir(mode=0o700)
    user = pwd.getpwnam(NOBODY).pw_uid if os.getuid() == 0 else None
    if user is not None:
        os.chown(folder, user, -1)

    def run(*command: str) -> None:
        subprocess.run(command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL, timeout=120)

    cluster = str(folder / "data")
    try:
        run(str(programs / "initdb"), "-D", cluster, "-A", "trust", "-U", "khabar", "--no-sync")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        run(str(programs / "pg_ctl"), "-D", cluster, "-w", "-o", options, "-l", str(folder / "log"), "start")
        yield f"postgresql://khabar@/postgres?host={folder}"
    finally:
        if Path(cluster, "postmaster.pid").exists():
            run(str(programs / "pg_ctl"), "-D", cluster, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["folder", "fsspec", "postgresql"])
def bucket(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bucket]:
    """An empty bucket of each kind."""
    if request.param == "folder":
        address = str(tmp_path / "bucket")
    elif request.param == "fsspec":
        address = f"memory://khabar-{uuid.uuid4().hex}/versions"
    else:
        address = request.getfixturevalue("cluster")
    found = open_bucket(address)
    for prefix in ("heads", "tables", "packs", "a"):
        for name in found.list(prefix):
            found.delete(name)
    found.delete("newest")
    yield found
    found.close()
