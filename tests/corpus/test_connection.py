"""Transactions hold whatever helpers do inside them; damage is told apart from everything else."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from digests.corpus.connection import check, connect, transaction
from digests.corpus.store import FILE, Store
from digests.errors import CorpusDamaged, Unavailable
from tests.cli.contract import khabar, refused


def test_nothing_of_a_transaction_that_fails_stays(tmp_path: Path) -> None:
    connection = connect(tmp_path / "a.db")
    connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)")
    with pytest.raises(ZeroDivisionError), transaction(connection):
        Database(connection).table("t").upsert({"id": 1}, pk="id")
        with transaction(connection):
            connection.execute("INSERT INTO t VALUES (2)")
        raise ZeroDivisionError
    assert connection.execute("SELECT count(*) FROM t").fetchone()[0] == 0
    with transaction(connection):
        connection.execute("INSERT INTO t VALUES (3)")
    assert not connection.in_transaction


def spoil(data: Path) -> Path:
    """The database with every page but the first overwritten."""
    path = data / FILE
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\x5a" * (len(content) - 4096)
    path.write_bytes(content)
    return path


def test_a_damaged_file_is_said_by_an_error_of_its_own(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as store:
        assert check(tmp_path / FILE) == []
        store.connection.execute("SELECT 1").fetchall()
    path = spoil(tmp_path)
    faults = check(path)
    assert faults
    assert all(line.startswith(f"{path}: ") and "\n" not in line for line in faults)
    with pytest.raises(CorpusDamaged, match=r"corpus\.db is damaged"):
        Store.open(tmp_path)
    assert not issubclass(CorpusDamaged, Unavailable)
    refused(khabar("figures", data=tmp_path), 1, "corpus.db", "damaged")


def test_damage_that_shows_while_rows_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    connection = connect(path)
    with transaction(connection):
        connection.execute("CREATE TABLE t (text TEXT)")
        connection.executemany("INSERT INTO t VALUES (?)", [("x" * 3000,)] * 20)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()
    content = bytearray(path.read_bytes())
    content[10 * 4096 :] = b"\x00" * (len(content) - 10 * 4096)
    path.write_bytes(content)
    with pytest.raises(CorpusDamaged):
        list(connect(path).execute("SELECT text FROM t"))


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be read as one" * 40, b"\x00" * 8192])
def test_what_is_no_database_of_ours_has_faults(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert check(tmp_path / FILE)
    assert check(tmp_path / "missing.db") == [f"{tmp_path / 'missing.db'}: no such file"]
