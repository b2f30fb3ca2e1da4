"""Encrypting a plain private database, and changing the key of an encrypted one. The bot does not run meanwhile."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from bot.mail.lease import is_held, lease_path
from bot.people.backup import blank
from bot.people.database import FILE, PeopleDatabase, connect, is_encrypted, quoted
from digests.errors import BadInput, NotFound, Unavailable


def read_key(path: Path) -> str:
    """The first line of a file. Raises BadInput where there is none."""
    try:
        key = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise BadInput("cannot be read", path=path) from None
    if not key or "\n" in key:
        raise BadInput("one line with the key is expected", path=path)
    return key


def encrypt(data: Path, key: str, *, again: bool = False) -> bool:
    """Turn a plain `people.db` into an encrypted one; nothing plain of it is left behind. Earlier backups stay.

    Whether it was plain: False only with `again`. Raises BadInput, Unavailable.
    """
    path = _free(data)
    if is_encrypted(path):
        if again:
            return False
        raise BadInput("is encrypted already", path=path)
    PeopleDatabase.open(data).close()  # the schema is up to date, the log is in the file
    new = path.with_name(f"{FILE}.new")
    new.unlink(missing_ok=True)
    try:
        plain = sqlcipher.connect(str(path), isolation_level=None)
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        plain.execute(f"ATTACH DATABASE ? AS coded KEY {quoted(key)}", (str(new),))
        plain.execute("SELECT sqlcipher_export('coded')")
        plain.execute("DETACH DATABASE coded")
        plain.close()
        connect(new, key).close()  # it opens before the plain one goes
        os.chmod(new, 0o600)  # noqa: PTH101 (kept beside the other calls of the system)
        blank(path)
        os.replace(new, path)  # noqa: PTH105
    except (OSError, sqlite3.Error, sqlcipher.Error) as error:
        raise Unavailable(f"{path}: {error}") from error
    for tail in ("-wal", "-shm"):
        Path(f"{path}{tail}").unlink(missing_ok=True)
    return True


def rekey(data: Path, old: str, new: str) -> None:
    """Write every page anew with another key. Raises BadInput where the old one does not open it."""
    path = _free(data)
    connection = connect(path, old)
    try:
        connection.execute("PRAGMA journal_mode = DELETE")  # SQLCipher rekeys no database in WAL mode
        connection.execute(f"PRAGMA rekey = {quoted(new)}")
    except (sqlite3.Error, sqlcipher.Error) as error:
        raise Unavailable(f"{path}: {error}") from error
    finally:
        connection.close()
    connect(path, new).close()


def _free(data: Path) -> Path:
    """The database's path, once it is sure that no bot holds it."""
    path = data / FILE
    if not path.exists():
        raise NotFound(f"{data}: no {FILE} here")
    if is_held(lease_path(data)):
        raise Unavailable(f"{path}: the bot runs; stop it first")
    return path
