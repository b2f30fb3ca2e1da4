"""Is a database what it should be? Looked at read-only; the doctor, the status and the backups ask here.

A damaged file and one that cannot be read just now (a full disk, another's lock, missing rights) are told apart: only
the first is a reason to bring back a backup.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

import sqlcipher3.dbapi2 as sqlcipher

from bot.people.database import BUSY_SECONDS, SQLiteErrors, is_encrypted, quoted

State = Literal["sound", "missing", "empty", "locked", "doubtful", "damaged", "unreadable"]
DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
PAGE = 512  # bytes: every database is made of pages that are multiples of this


@dataclass(frozen=True, slots=True)
class Integrity:
    """What was found. `rows`: of the table that counts (documents, subscribers), None where it cannot be read."""

    state: State
    said: str = ""
    rows: int | None = None

    @property
    def broken(self) -> bool:
        return self.state in {"damaged", "empty", "doubtful"}


def of_corpus(path: Path) -> Integrity:
    """The public database."""
    return _looked_at(path, lambda: _open(path, None), "documents", encrypted=False)


def of_people(path: Path, key: str | None, *, plain: bool = False) -> Integrity:
    """The private database. "locked": no key is given, or none is needed. "doubtful": the given one opens nothing.

    `plain`: it is stated to be in the clear where no key is given: what does not begin like a database is damaged.
    """
    encrypted = is_encrypted(path) if path.is_file() else None
    if encrypted is False and key:
        return Integrity("locked", "is not encrypted; `khabar people encrypt` turns it into one that is")
    if encrypted and not key:
        if plain or path.stat().st_size % PAGE:
            return Integrity("damaged", "is damaged")
        return Integrity("locked", "is encrypted, or damaged; KHABAR_PEOPLE_KEY is not set")
    return _looked_at(path, lambda: _open(path, key), "subscribers", encrypted=bool(key))


def _looked_at(path: Path, connect: Callable[[], sqlite3.Connection], table: str, *, encrypted: bool) -> Integrity:
    if not path.exists():
        return Integrity("missing", "is not there")
    if path.stat().st_size == 0:
        return Integrity("empty", "is empty (0 bytes)")
    rows: int | None = None
    opened = not encrypted
    try:
        with closing(connect()) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            opened = True
            rows = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            wrong = connection.execute("PRAGMA cipher_integrity_check").fetchone() if encrypted else None
            fine = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except UnicodeDecodeError:  # sqlite3 cannot even word what it found
        return Integrity("damaged", "is damaged", rows)
    except SQLiteErrors as error:
        found = _failed(error, rows)
        if found.state == "damaged" and not opened and path.stat().st_size % PAGE == 0:
            return Integrity("doubtful", "KHABAR_PEOPLE_KEY does not open it: it is another's, or it is damaged")
        return found
    return Integrity("sound", rows=rows) if fine and wrong is None else Integrity("damaged", "is damaged", rows)


def _failed(error: BaseException, rows: int | None) -> Integrity:
    name = str(getattr(error, "sqlite_errorname", "") or "")
    if name.startswith(DAMAGE):
        return Integrity("damaged", "is damaged", rows)
    if "no such table" in str(error):
        return Integrity("damaged", "is no database of ours", rows)
    return Integrity("unreadable", f"cannot be read now: {name or type(error).__name__}", rows)


def _open(path: Path, key: str | None) -> sqlite3.Connection:
    module = sqlcipher if key else sqlite3
    address = f"{path.absolute().as_uri()}?mode=ro"
    connection = cast(sqlite3.Connection, module.connect(address, uri=True, timeout=BUSY_SECONDS))
    if key:
        connection.execute("PRAGMA cipher_log_level = NONE")  # it would write lines of its own on standard error
        connection.execute(f"PRAGMA key = {quoted(key)}")
    return connection
