"""The connection to the public database: transactions, and damage told apart from everything else.

Python's sqlite3 begins a transaction only before the first INSERT, UPDATE or DELETE of its own, and helpers that find
none open commit by themselves. So every write of ours opens its transaction first, by `transaction`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NoReturn, Self

from digests.errors import CorpusDamaged

BUSY_SECONDS = 10.0
FAULTS = 20
"""Faults that a check lists at most."""
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def is_damage(error: sqlite3.Error) -> bool:
    """Whether SQLite says that the file itself is broken (https://www.sqlite.org/rescode.html)."""
    code = getattr(error, "sqlite_errorcode", None) or 0
    return code & 0xFF in _DAMAGE or "decode to UTF-8" in str(error)


def _told(error: sqlite3.DatabaseError) -> NoReturn:
    if is_damage(error):
        raise CorpusDamaged(f"corpus.db is damaged ({error}); restore it from a backup") from error
    raise error


class _Cursor(sqlite3.Cursor):
    """Damage shows when a page is met, so while rows are fetched as well."""

    def execute(self, *arguments: Any) -> Self:
        try:
            return super().execute(*arguments)
        except sqlite3.DatabaseError as error:
            _told(error)

    def executemany(self, *arguments: Any) -> Self:
        try:
            return super().executemany(*arguments)
        except sqlite3.DatabaseError as error:
            _told(error)

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except sqlite3.DatabaseError as error:
            _told(error)

    def fetchone(self) -> Any:
        try:
            return super().fetchone()
        except sqlite3.DatabaseError as error:
            _told(error)

    def fetchall(self) -> list[Any]:
        try:
            return super().fetchall()
        except sqlite3.DatabaseError as error:
            _told(error)


class Connection(sqlite3.Connection):
    """A connection whose statements raise `CorpusDamaged` where the file is broken."""

    def cursor(self, factory: Any = _Cursor) -> Any:
        return super().cursor(factory)

    def execute(self, *arguments: Any) -> Any:
        return self.cursor().execute(*arguments)

    def executemany(self, *arguments: Any) -> Any:
        return self.cursor().executemany(*arguments)

    def commit(self) -> None:
        try:
            super().commit()
        except sqlite3.DatabaseError as error:
            _told(error)


def connect(path: Path) -> Connection:
    """A connection to the database at `path`, made where there is none. Raises CorpusDamaged, sqlite3.Error."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, factory=Connection)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the block or nothing of it, whenever the process ends; inside another, a part of that one."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.commit()
    except BaseException:
        if connection.in_transaction:
            connection.rollback()
        raise


def check(path: Path) -> list[str]:
    """What is wrong with the database file at `path`, a line a fault; nothing where it is sound. Changes nothing."""
    if not path.is_file():
        return [f"{path}: no such file"]
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS)) as found:
            lines = [str(row[0]) for row in found.execute(f"PRAGMA quick_check({FAULTS})")]
            faults = [line for text in lines if text != "ok" for line in text.splitlines()]
            tables = {row[0] for row in found.execute("SELECT name FROM sqlite_master")}
            missing = {"documents", "passages", "claims"} - tables
            faults += [f"table {name} is missing" for name in sorted(missing)]
    except sqlite3.Error as error:
        faults = [str(error)]
    return [f"{path}: {fault}" for fault in faults[:FAULTS]]
