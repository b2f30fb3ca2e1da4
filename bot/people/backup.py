"""Saving and bringing back both databases while everything runs.

Of the private one only people, what they received and the service's own memory are saved, with the same key: no
update, no message. At most seven backups are kept; the older go when a new one is made.
"""

from __future__ import annotations

import shutil
import sqlite3
from datetime import datetime
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from bot.people.database import FILE, DatabaseErrors, PeopleDatabase, connect, quoted
from digests.corpus.store import FILE as CORPUS
from digests.errors import BadInput, NotFound, Unavailable

FOLDER = "backups"
KEPT = 7
SAVED = ("subscribers", "issues", "deliveries", "batches", "tally", "state")


def save(data: Path, key: str | None, now: datetime) -> Path:
    """Save both databases into a new folder under `data`/backups. Raises NotFound, BadInput, Unavailable."""
    folder = data / FOLDER / now.strftime("%Y-%m-%dT%H%M%S.%fZ")
    if not (data / FILE).exists() and not (data / CORPUS).exists():
        raise NotFound(f"{data}: nothing to save here")
    try:
        folder.mkdir(parents=True, mode=0o700)
        if (data / CORPUS).exists():
            _copy(data / CORPUS, folder / CORPUS)
        if (data / FILE).exists():
            _save_people(data, key, folder)
    except (OSError, sqlite3.Error, sqlcipher.Error) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise Unavailable(f"{folder}: {error}") from error
    for old in sorted((data / FOLDER).iterdir())[:-KEPT]:
        shutil.rmtree(old)
    return folder


def restore(data: Path, key: str | None, folder: Path) -> None:
    """Bring back what `folder` holds, each database in one transaction. Raises BadInput, NotFound, Unavailable."""
    saved_people, saved_corpus = folder / FILE, folder / CORPUS
    if not saved_people.exists() and not saved_corpus.exists():
        raise NotFound(f"{folder}: no backup here")
    try:
        if saved_people.exists():
            _restore_people(data, key, folder)
        if saved_corpus.exists():
            _check(saved_corpus)
            _copy(saved_corpus, data / CORPUS)
    except (OSError, sqlite3.Error, sqlcipher.Error) as error:
        raise Unavailable(f"{folder}: {error}") from error


def _copy(source: Path, target: Path) -> None:
    """SQLite's own online copy; readers of `target` see all of it or nothing."""
    with sqlite3.connect(source, timeout=10) as read, sqlite3.connect(target, timeout=10) as write:
        read.backup(write)
    read.close()
    write.close()


def _check(corpus: Path) -> None:
    connection = sqlite3.connect(corpus)
    try:
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise BadInput("is damaged", path=corpus)
    except sqlite3.DatabaseError:
        raise BadInput("is no database", path=corpus) from None
    finally:
        connection.close()


def _save_people(data: Path, key: str | None, folder: Path) -> None:
    PeopleDatabase.open(folder, key).close()  # an empty one with today's schema
    with PeopleDatabase.open(data, key, create=False) as live:
        _attach(live, folder / FILE, key)
        with live.transaction():
            for table in SAVED:
                live.execute(f"DELETE FROM saved.{table}")
                live.execute(f"INSERT INTO saved.{table} SELECT * FROM main.{table}")
        live.execute("DETACH DATABASE saved")
    connection = connect(folder / FILE, key)
    connection.execute("PRAGMA journal_mode = DELETE")  # one file, no log beside it
    connection.close()


def _restore_people(data: Path, key: str | None, folder: Path) -> None:
    try:
        PeopleDatabase.open(folder, key, create=False).close()  # brings an older schema up to date
    except Unavailable as error:
        raise BadInput("is no private database", path=folder / FILE) from error
    with PeopleDatabase.open(data, key) as live:
        _attach(live, folder / FILE, key)
        try:
            with live.transaction():
                for table in SAVED:
                    live.execute(f"DELETE FROM main.{table}")
                    live.execute(f"INSERT INTO main.{table} SELECT * FROM saved.{table}")
                # Mail under way belongs to the days that were rolled back; its batches' numbers mean others now.
                for table in ("outbox", "pages"):
                    live.execute(f"DELETE FROM main.{table}")
        finally:
            live.execute("DETACH DATABASE saved")


def _attach(live: PeopleDatabase, path: Path, key: str | None) -> None:
    try:
        live.execute(
            f"ATTACH DATABASE ? AS saved KEY {quoted(key)}" if key else "ATTACH DATABASE ? AS saved", str(path)
        )
        live.number("SELECT count(*) FROM saved.sqlite_master")
    except DatabaseErrors:
        raise BadInput("does not open with this key", path=path) from None
