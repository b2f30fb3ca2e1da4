"""A table of PostgreSQL as a bucket: one service more for who runs it anyway needs no other place for versions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from digests.errors import NotFound, Unavailable
from digests.snapshots.bucket import checked, shown

TABLE = """CREATE TABLE IF NOT EXISTS khabar_snapshots (
    name text COLLATE "C" PRIMARY KEY,
    data bytea NOT NULL
)"""
PLAIN = "ALTER TABLE khabar_snapshots ALTER COLUMN data SET STORAGE EXTERNAL"
"""Packs are compressed already, and a part of one is to be read without the rest."""
LOCK = 0x6B686162
"""So that two that begin at once do not both make the table."""
TIMEOUTS = "-c statement_timeout=120000 -c client_min_messages=error"


class PostgresqlBucket:
    """One connection, opened when it is needed and again after it was lost; used by a thread at a time."""

    def __init__(self, address: str) -> None:
        self.shown = shown(address)
        self._address = address
        self._connection: psycopg.Connection[Any] | None = None

    def put(self, name: str, data: bytes) -> None:
        with self._reached() as connection:
            connection.execute(
                "INSERT INTO khabar_snapshots VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET data = excluded.data",
                (checked(name), data), binary=True,
            )  # fmt: skip

    def get(self, name: str, start: int = 0, length: int | None = None) -> bytes:
        part = "data" if length is None and not start else "substring(data FROM %(start)s FOR %(length)s)"
        given = {"name": checked(name), "start": start + 1, "length": 2**31 - 1 - start if length is None else length}
        with self._reached() as connection:
            row = connection.execute(
                f"SELECT {part} FROM khabar_snapshots WHERE name = %(name)s", given, binary=True
            ).fetchone()
        if row is None:
            raise NotFound(f"{self.shown}: no {name}")
        return bytes(row[0])

    def has(self, name: str) -> bool:
        with self._reached() as connection:
            found = connection.execute("SELECT 1 FROM khabar_snapshots WHERE name = %s", (checked(name),)).fetchone()
        return found is not None

    def list(self, prefix: str) -> list[str]:
        with self._reached() as connection:
            rows = connection.execute(
                "SELECT name FROM khabar_snapshots WHERE name >= %s AND name < %s ORDER BY name",
                (f"{checked(prefix)}/", f"{prefix}0"),  # 0 is what follows the stroke
            ).fetchall()
        return [str(row[0]) for row in rows]

    def delete(self, name: str) -> None:
        with self._reached() as connection:
            connection.execute("DELETE FROM khabar_snapshots WHERE name = %s", (checked(name),))

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @contextmanager
    def _reached(self) -> Iterator[psycopg.Connection[Any]]:
        """What the server says may hold the address: it is told in our words, with its code alone."""
        try:
            if self._connection is None or self._connection.closed:
                self._connection = self._connect()
            yield self._connection
        except psycopg.Error as error:
            self.close()
            said = error.sqlstate or type(error).__name__
            raise Unavailable(f"{self.shown}: PostgreSQL cannot be used ({said})") from error

    def _connect(self) -> psycopg.Connection[Any]:
        connection = psycopg.connect(self._address, autocommit=True, connect_timeout=10, options=TIMEOUTS)
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
            if connection.execute("SELECT to_regclass('khabar_snapshots')").fetchone() == (None,):
                connection.execute(TABLE)
                connection.execute(PLAIN)
        return connection
