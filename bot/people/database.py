"""The private database: one file, one connection for the thread that opened it, encrypted where a key is given.

Transactions are `synchronous = FULL` unless they say otherwise: what was committed survives a power cut. SQLCipher has
error classes of its own; either's come out as `StoreError`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self, cast

import sqlcipher3.dbapi2 as sqlcipher
from sqlite_utils import Database

from bot.mail.lease import is_held, lease_path
from bot.people.alone import Alone
from bot.people.migrations import people
from bot.people.store import SOME, Kind, Row, Shared, StoreError
from digests.errors import BadInput, NotFound, Unavailable

FILE = "people.db"
BUSY_SECONDS = 10.0
PLAIN_HEADER = b"SQLite format 3\0"

DAMAGED = "is damaged; `khabar people restore` brings back a backup"

SQLiteErrors = (sqlite3.Error, sqlcipher.Error)
Troubles = (*SQLiteErrors, UnicodeDecodeError)
TYPES: Mapping[Kind, str] = {
    "chat": "INTEGER", "number": "INTEGER", "moment": "REAL", "place": "INTEGER", "likeness": "TEXT",
}  # fmt: skip

PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "secure_delete = ON",  # what is deleted is overwritten with zeros
    "temp_store = MEMORY",  # nothing private in a temporary file
    "cache_size = -16000",
)


class PeopleDatabase(Alone, Shared):
    """A connection to `people.db`: the store of one machine."""

    copied_for = 0.0
    place = "rowid"

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection = connection
        self.path = path
        self.data = path.parent

    @classmethod
    def open(cls, data: Path, key: str | None = None, *, create: bool = True) -> Self:
        """Open `data`/people.db and bring its schema up to date.

        Raises NotFound where there is none and `create` is off, BadInput for a wrong, missing or needless key, and for
        one whose people were moved elsewhere; Unavailable on a bad disk.
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
        except (OSError, *SQLiteErrors) as error:
            damaged = str(getattr(error, "sqlite_errorname", "")).startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))
            raise Unavailable(f"{path}: {DAMAGED if damaged else error}") from error
        return cls(connection, path)

    def close(self) -> None:
        self.connection.close()

    @property
    def shown(self) -> str:
        return str(self.path)

    def in_use(self) -> bool:
        return is_held(lease_path(self.data))

    @contextmanager
    def transaction(self, *, synced: bool = True, again: bool = True) -> Iterator[None]:  # noqa: ARG002 (never needed)
        if self.connection.in_transaction:
            yield
            return
        if not synced:
            self.execute("PRAGMA synchronous = NORMAL")
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:  # a full disk may have rolled it back already
                self.execute("ROLLBACK")
            raise
        finally:
            if not synced:
                self.execute("PRAGMA synchronous = FULL")

    def all(self, sql: str, *values: object) -> list[Row]:
        try:
            return self.connection.execute(sql, values).fetchall()
        except Troubles as error:
            raise _worded(error) from error

    def one(self, sql: str, *values: object) -> Row | None:
        try:
            row: Row | None = self.connection.execute(sql, values).fetchone()
        except Troubles as error:
            raise _worded(error) from error
        return row

    def number(self, sql: str, *values: object) -> int:
        row = self.one(sql, *values)
        return int(row[0]) if row and row[0] is not None else 0

    def execute(self, sql: str, *values: object) -> int:
        try:
            return self.connection.execute(sql, values).rowcount
        except Troubles as error:
            raise _worded(error) from error

    def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> int:
        try:
            return self.connection.executemany(sql, rows).rowcount
        except Troubles as error:
            raise _worded(error) from error

    def among(self, column: str, chats: Iterable[int]) -> tuple[str, object]:
        return f"{column} IN (SELECT value FROM json_each(?))", json.dumps(list(chats))

    def fill(self, table: str, rows: Iterable[Sequence[object]]) -> None:
        whole = list(rows)
        if whole:
            self.execute_many(f"INSERT INTO {table} VALUES ({', '.join('?' * len(whole[0]))})", whole)

    def rows(self, table: str) -> Iterator[list[Row]]:
        cursor = self.connection.execute(f"SELECT * FROM {table}")
        while some := cursor.fetchmany(SOME):
            yield some

    def alike(self, expressions: Sequence[str]) -> str:
        return f"json_array({', '.join(expressions)})"

    def scratch(self, table: str, *, keyed: bool = True, **columns: Kind) -> None:
        key, *rest = (f"{name} {TYPES[kind]}" for name, kind in columns.items())
        key = f"{key} PRIMARY KEY" if keyed else key
        self.execute(f"CREATE TEMP TABLE IF NOT EXISTS {table} ({', '.join((key, *rest))})")

    def empty(self, table: str) -> None:
        self.execute(f"DELETE FROM {table}")

    @property
    def changes(self) -> int:
        return self.connection.total_changes

    def rewrite(self, *tables: str) -> bool:
        """Small tables are written anew, which zeroes all of their pages; for all, the whole file is (VACUUM).

        Either way the write-ahead log is then emptied, and whether that was possible is looked at: an open reader
        prevents it.
        """
        if not tables:
            self.execute("VACUUM")
        else:
            with self.transaction():
                for table in tables:
                    rows = self.all(f"SELECT * FROM {table}")
                    self.execute(f"DELETE FROM {table}")
                    self.fill(table, rows)
        return self.empty_log()

    def empty_log(self) -> bool:
        """Move the write-ahead log into the file and cut it to nothing; whether that was possible."""
        row = self.one("PRAGMA wal_checkpoint(TRUNCATE)")
        return row is not None and row[0] == 0


def _worded(error: Exception) -> StoreError:
    """Damage can keep sqlite3 from decoding its own message, or a text: that is the database's trouble too."""
    damaged = isinstance(error, UnicodeDecodeError)
    return StoreError("database disk image is malformed" if damaged else str(error))


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
        except SQLiteErrors:
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
