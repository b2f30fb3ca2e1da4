"""The private database of a test: the folder's file, or one of a PostgreSQL that runs for the tests alone."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.people.database import PeopleDatabase
from bot.people.store import PeopleStore

PORT = "5432"  # names the socket alone: nothing listens on the network
USERS = ("postgres", "nobody")
"""Who runs the server where the tests run as root, whom it refuses."""
DISK = Path("/tmp")  # a socket's path has to be short
MEMORY, ROOM = Path("/dev/shm"), 1 << 30
"""Where the cluster of a run of tests stands if so many bytes are free there: a database is 300 files, which are copied
for a test and taken away."""
QUICK = ("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "autovacuum=off", "-c", "shared_buffers=16MB")


@dataclass
class Server:
    """A cluster in a folder of its own."""

    folder: Path
    programs: Path
    user: str | None
    made: set[str] = field(default_factory=set)

    @property
    def strategy(self) -> str:
        """How a database is copied: in memory as files; on a disk that would have them all written out before."""
        return "STRATEGY FILE_COPY" if self.folder.is_relative_to(MEMORY) and self.version >= 15 else ""

    @property
    def version(self) -> int:
        return int((self.folder / "data" / "PG_VERSION").read_text().partition(".")[0])

    def program(self, name: str, *words: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.programs / name, *map(str, words)], user=self.user, cwd=self.folder, check=True, text=True,
            capture_output=True, env={"PATH": os.environ["PATH"], "LC_ALL": "C", "PGHOST": str(self.folder)},
        )  # fmt: skip

    def start(self, *options: str) -> None:
        words = " ".join(("-k", str(self.folder), "-p", PORT, "-h", "''", *QUICK, *options))
        log = self.folder / "log"
        for left in reversed(range(10)):
            try:
                self.program("pg_ctl", "start", "-w", "-D", self.folder / "data", "-l", log, "-o", words)
                return
            except subprocess.CalledProcessError:  # those it was stopped with may not have ended yet
                if not left:
                    raise
                time.sleep(0.3)

    def stop(self, how: str = "immediate") -> None:
        self.program("pg_ctl", "stop", "-D", self.folder / "data", "-m", how)

    def address(self, name: str) -> str:
        return f"postgresql://khabar@/{name}?host={self.folder}&port={PORT}"

    def ask(self, sql: str, name: str = "postgres") -> str:
        import psycopg

        with psycopg.connect(self.address(name), autocommit=True) as connection:
            found = connection.execute(sql.encode())
            return str(found.fetchone()) if found.description else ""

    def of(self, data: Path, key: str | None = None) -> str:
        """The address of the database that belongs to a folder of data; there from now on, with an empty schema."""
        name = "d" + hashlib.sha256(f"{data}".encode()).hexdigest()[:16]
        if name not in self.made:
            self.made.add(name)
            self.ask(f"CREATE DATABASE {name} TEMPLATE {self.template(key)} {self.strategy}")
        return self.address(name)

    def template(self, key: str | None) -> str:
        name = f"sealed{KEYS.index(key)}" if key else "plain"
        if name not in self.made:
            from bot.people.postgres.database import PostgresDatabase

            self.made.add(name)
            self.ask(f"CREATE DATABASE {name} TEMPLATE template0 LOCALE 'C'")
            PostgresDatabase.open(self.folder, self.address(name), key).close()
        return name

    def drop(self, data: Path) -> None:
        name = "d" + hashlib.sha256(f"{data}".encode()).hexdigest()[:16]
        if name in self.made:
            self.made.remove(name)
            self.ask(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def running(within: Path = DISK) -> Iterator[Server]:
    """A server whose folder lies in `within`, or the reason why there is none, as a skip."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'khabar[postgresql]'")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    initdb = shutil.which("initdb") or next(iter(reversed(found)), None)
    if initdb is None:
        pytest.skip("no PostgreSQL here: initdb is not found")
    user = next((name for name in USERS if _is_user(name)), None) if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="khabar-pg-", dir=within))
    if user:
        shutil.chown(folder, user)
    server = Server(folder, Path(initdb).resolve().parent, user)
    try:
        server.program("initdb", "-D", folder / "data", "-U", "khabar", "-A", "trust", "--no-sync", "-E", "UTF8")
        server.start()
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def quickest() -> Path:
    """Memory where there is room in it, the disk otherwise."""
    free = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ROOM
    return MEMORY if free else DISK


def _is_user(name: str) -> bool:
    import pwd

    try:
        return bool(pwd.getpwnam(name))
    except KeyError:
        return False


SERVER: list[tuple[Server, str | None]] = []
"""The server on which tests open their private databases now, and with which key; none: in files."""
KEYS = ("калиди озмоишӣ", "key")

OPENED: list[PeopleStore] = []
"""What is to be closed after a test."""


def opened(data: Path, key: str | None = None) -> PeopleStore:
    """The private database that belongs to a folder of data, made at first."""
    if not SERVER:
        return PeopleDatabase.open(data, key)
    from bot.people.postgres.database import PostgresDatabase

    server, usual = SERVER[0]
    key = key or usual
    OPENED.append(PostgresDatabase.open(data, server.of(data, key), key))
    return OPENED[-1]


def columns(database: PeopleStore, table: str) -> list[str]:
    """The names of a table's columns, in their order."""
    if isinstance(database, PeopleDatabase):
        return [row[1] for row in database.all(f"PRAGMA table_info({table})")]
    asked = "SELECT column_name::text FROM information_schema.columns WHERE table_name = ? ORDER BY ordinal_position"
    return [name for (name,) in database.all(asked, table)]


def tables(database: PeopleStore) -> set[str]:
    """The names of all tables but those in which a store keeps its own books."""
    asked = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'"
    if isinstance(database, PeopleDatabase):
        asked = "SELECT name FROM sqlite_master WHERE type = 'table'"
    found = {name for (name,) in database.all(asked)}
    return {name for name in found - {"about", "commits", "roles", "nodes"} if not name.startswith(("_", "sqlite"))}
