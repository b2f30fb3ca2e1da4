"""The private database: one file, one connection for the thread that opened it, encrypted where a key is given.

Transactions are `synchronous = FULL` unless they say otherwise: what was committed survives a power cut. With
SQLCipher the errors are its own classes, so callers catch `DatabaseErrors`, never `sqlite3.Error` alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self, cast

import sqlcipher3.dbapi2 as sqlcipher
from sqlite_utils import Database

from bot.people.migrations import people
from digests.errors import BadInput, NotFound, Unavailable

FILE = "people.db"
BUSY_SECONDS = 10.0
PLAIN_HEADER = b"SQLite format 3\0"

DAMAGED = "is damaged; `khabar people restore` brings back a backup"

DatabaseErrors = (sqlite3.Error, sqlcipher.Error)
Row = tuple[Any, ...]

PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "secure_delete = ON",  # what is deleted is overwritten with zeros
    "temp_store = MEMORY",  # nothing private in a temporary file
    "cache_size = -16000",
)


class PeopleDatabase:
    """A connection to `people.db` and the little that every table needs."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection = connection
        self.path = path

    @classmethod
    def open(cls, data: Path, key: str | None = None, *, create: bool = True) -> Self:
        """Open `data`/people.db and bring its schema up to date.

        Raises NotFound where there is none and `create` is off, BadInput for a wrong, missing or needless key,
        Unavailable on a bad disk.
        """
        path = data / FILE
        if not create and not path.exists():
            raise NotFound(f"{data}: no {FILE} here yet; `khabar run` makes one")
        try:
            data.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                path.touch(mode=0o600)
            connection = connect(path, key)
            tables = Database(connection)
            if people.pending(tables):
                people.apply(tables)
        except UnicodeDecodeError as error:  # sqlite3 cannot even word what it found
            raise Unavailable(f"{path}: {DAMAGED}") from error
        except (OSError, sqlite3.Error, sqlcipher.Error) as error:
            damaged = str(getattr(error, "sqlite_errorname", "")).startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))
            raise Unavailable(f"{path}: {DAMAGED if damaged else error}") from error
        return cls(connection, path)

    def close(self) -> None:
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def transaction(self, *, synced: bool = True) -> Iterator[sqlite3.Connection]:
        """All or nothing; one that stands inside another joins it.

        With `synced` off it survives a crash of the process like any other, but a power cut may take it back.
        """
        if self.connection.in_transaction:
            yield self.connection
            return
        if not synced:
            self.connection.execute("PRAGMA synchronous = NORMAL")
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:  # a full disk may have rolled it back already
                self.connection.execute("ROLLBACK")
            raise
        finally:
            if not synced:
                self.connection.execute("PRAGMA synchronous = FULL")

    def all(self, sql: str, *values: object) -> list[Row]:
        with worded():
            return self.connection.execute(sql, values).fetchall()

    def one(self, sql: str, *values: object) -> Row | None:
        with worded():
            row: Row | None = self.connection.execute(sql, values).fetchone()
        return row

    def number(self, sql: str, *values: object) -> int:
        """The first column of the first row, 0 where there is none."""
        row = self.one(sql, *values)
        return int(row[0]) if row and row[0] is not None else 0

    def execute(self, sql: str, *values: object) -> int:
        """Run one statement; the number of rows it touched."""
        with worded():
            return self.connection.execute(sql, values).rowcount

    def execute_many(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        with worded():
            self.connection.executemany(sql, rows)

    def count(self, name: str, by: int = 1) -> None:
        """Add to a counter that outlives the process (`khabar status`); never a name or an id in it."""
        self.execute("INSERT INTO tally VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET n = n + excluded.n", name, by)

    def counts(self) -> dict[str, int]:
        return {name: n for name, n in self.all("SELECT name, n FROM tally ORDER BY name")}  # noqa: C416 (typed)

    def state(self, name: str) -> str | None:
        """A small value the service remembers: a hold, the callback key, the simulator's clock."""
        row = self.one("SELECT value FROM state WHERE name = ?", name)
        return str(row[0]) if row else None

    def set_state(self, name: str, value: str | None) -> None:
        if value is None:
            self.execute("DELETE FROM state WHERE name = ?", name)
        else:
            self.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", name, value)


@contextmanager
def worded() -> Iterator[None]:
    """Damage can keep sqlite3 from decoding its own message, or a text: that is the database's trouble too."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise sqlite3.DatabaseError("database disk image is malformed") from error


def connect(path: Path, key: str | None) -> sqlite3.Connection:
    """A connection with our pragmas. Raises BadInput where key and file do not fit."""
    encrypted = is_encrypted(path)
    if encrypted and not key:
        raise BadInput("is encrypted, or damaged; KHABAR_PEOPLE_KEY is not set", path=path)
    if encrypted is False and key:
        raise BadInput("is not encrypted; `khabar people encrypt` turns it into one that is", path=path)
    module = sqlcipher if key else sqlite3
    connection = cast(
        sqlite3.Connection, module.connect(str(path), timeout=BUSY_SECONDS, isolation_level=None, cached_statements=256)
    )
    if key:
        connection.execute("PRAGMA cipher_log_level = NONE")  # it would write lines of its own on standard error
        connection.execute(f"PRAGMA key = {quoted(key)}")
        try:
            connection.execute("SELECT count(*) FROM sqlite_master")
        except DatabaseErrors:
            connection.close()
            raise BadInput("KHABAR_PEOPLE_KEY does not open it: it is another's, or it is damaged", path=path) from None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def is_encrypted(path: Path) -> bool | None:
    """Whether the file is encrypted; None where there is no file or nothing in it yet."""
    if not path.exists() or path.stat().st_size == 0:
        return None
    with path.open("rb") as file:
        return file.read(len(PLAIN_HEADER)) != PLAIN_HEADER


def quoted(text: str) -> str:
    """A string literal of SQL: PRAGMA key takes no bound values."""
    if "\0" in text:
        raise BadInput("KHABAR_PEOPLE_KEY holds a zero byte")
    return "'" + text.replace("'", "''") + "'"
