"""Saving and bringing back both databases, and the records of the editor's desk, while everything runs.

Of the private one only people, what they received and the service's own memory are saved, with the same key: no
update, no message, no question. A copy is checked before an older one goes; at most seven are kept. Who asked to be
forgotten stays so when a backup is brought back (`forgotten`).
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.mail.lease import is_held, lease_path
from bot.people import forgotten, integrity
from bot.people.database import FILE, PeopleDatabase, SQLiteErrors, connect, is_encrypted, quoted
from bot.people.integrity import Integrity
from bot.people.store import StoreError
from digests.corpus.store import FILE as CORPUS
from digests.errors import BadInput, NotFound, Unavailable
from digests.sources import records

FOLDER = "backups"
BACKUPS_KEPT = 7
SAVED = ("subscribers", "issues", "deliveries", "batches", "tally", "state", "unreached", "unanswered")
STAMP = "%Y-%m-%dT%H%M%S.%fZ"


def folders(data: Path) -> list[Path]:
    """The backups of `data`, the oldest first."""
    place = data / FOLDER
    return sorted(path for path in place.iterdir() if made(path)) if place.is_dir() else []


def made(folder: Path) -> datetime | None:
    """When a backup was made; None for what is none."""
    try:
        return datetime.strptime(folder.name, STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def save(data: Path, key: str | None, now: datetime, *, people: bool = True) -> Path:
    """Save both databases into a new folder under `data`/backups; without `people` the public one alone.

    What is damaged is not saved, and then no older backup goes. Raises NotFound, BadInput, Unavailable.
    """
    folder = data / FOLDER / now.strftime(STAMP)
    if not (people and (data / FILE).exists()) and not (data / CORPUS).exists():
        raise NotFound(f"{data}: nothing to save here")
    try:
        folder.mkdir(parents=True, mode=0o700)
        save_people = partial(_save_people, data, key, folder)
        faults = [
            *(_saved(data / FILE, folder / FILE, save_people, _of_people(key)) if people else ()),
            *_saved(data / CORPUS, folder / CORPUS, lambda: _save_corpus(data, folder), integrity.of_corpus),
        ]
    except (OSError, StoreError, *SQLiteErrors) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise Unavailable(f"{folder}: {error}") from error
    except BadInput:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    if faults:
        if not any(folder.iterdir()):
            folder.rmdir()
        saved = f"; the other database is saved in {folder}" if folder.exists() else ""
        raise Unavailable(f"{'; '.join(faults)}: not saved, and no older backup was removed{saved}")
    _copy_records(data, folder)
    _prune(data, folder)
    return folder


def _saved(source: Path, target: Path, save: Callable[[], None], look: Callable[[Path], Integrity]) -> list[str]:
    """Save one database if it is sound, and look at the copy; what is wrong."""
    if not source.exists():
        return []
    for path in (source, target):
        if path is target:
            save()
        found = look(path)
        if found.state in {"locked", "doubtful"}:
            raise BadInput(found.said, path=path)
        if found.state != "sound":
            target.unlink(missing_ok=True)
            return [f"{path} {found.said}"]
    return []


def _of_people(key: str | None) -> Callable[[Path], Integrity]:
    return lambda path: integrity.of_people(path, key)


def _prune(data: Path, newest: Path) -> None:
    """The oldest go. A name from the future was given by a clock that was wrong: it counts as old."""
    others = sorted((path for path in folders(data) if path != newest), key=lambda path: (path < newest, path))
    for old in others[: max(0, len(others) + 1 - BACKUPS_KEPT)]:
        shutil.rmtree(old, ignore_errors=True)


def restore(data: Path, key: str | None, folder: Path, *, plain: bool = False, people: bool = True) -> list[str]:
    """Bring back what `folder` holds, each database in one transaction; what else is to be said.

    `plain`: the private database is known to be in the clear. Without `people` the public one alone is brought back.

    A damaged database is set aside first, which needs the bot to be stopped. Raises BadInput, NotFound, Unavailable.
    """
    saved_people, saved_corpus = folder / FILE, folder / CORPUS
    people = people and saved_people.exists()
    if not people and not saved_corpus.exists():
        raise NotFound(f"{folder}: no backup here")
    said: list[str] = []
    try:
        if people:
            _check(saved_people, integrity.of_people(saved_people, key))
            said += _set_aside(data, data / FILE, integrity.of_people(data / FILE, key, plain=plain))
            _restore_people(data, key, folder)
        if saved_corpus.exists():
            _check(saved_corpus, integrity.of_corpus(saved_corpus))
            said += _set_aside(data, data / CORPUS, integrity.of_corpus(data / CORPUS))
            _copy(saved_corpus, data / CORPUS)
        _copy_records(folder, data)
    except (OSError, StoreError, *SQLiteErrors) as error:
        raise Unavailable(f"{folder}: {error}") from error
    return said


def plain_ones(data: Path) -> list[Path]:
    """The backups that hold people in the clear."""
    return [folder for folder in folders(data) if is_encrypted(folder / FILE) is False]


def remove_people(folder: Path) -> None:
    """Take the private database out of a backup, overwritten; an empty folder goes too. Raises Unavailable."""
    try:
        blank(folder / FILE)
        (folder / FILE).unlink()
        if not any(folder.iterdir()):
            folder.rmdir()
    except OSError as error:
        raise Unavailable(f"{folder}: {error.strerror}") from error


def blank(path: Path) -> None:
    """Overwrite a file before it goes. What the disk's own cleverness keeps, only a wiped disk loses."""
    with path.open("r+b") as file:
        size = path.stat().st_size
        for _ in range(0, size, 1 << 20):
            file.write(bytes(min(1 << 20, size - file.tell())))
        file.flush()
        os.fsync(file.fileno())


def _copy(source: Path, target: Path) -> None:
    """SQLite's own online copy; readers of `target` see all of it or nothing."""
    with sqlite3.connect(source, timeout=10) as read, sqlite3.connect(target, timeout=10) as write:
        read.backup(write)
    read.close()
    write.close()


def _copy_records(source: Path, target: Path) -> None:
    """The records of the editor's desk; one that stands there already stays as it is."""
    for path in sorted(records.folder(source).glob("*.t*")):
        records.folder(target).mkdir(exist_ok=True)
        if not (there := records.folder(target) / path.name).exists():
            shutil.copy2(path, there)


def _save_corpus(data: Path, folder: Path) -> None:
    _copy(data / CORPUS, folder / CORPUS)
    connection = sqlite3.connect(folder / CORPUS)
    connection.execute("PRAGMA journal_mode = DELETE")  # one file, no log beside it
    connection.close()


def _check(path: Path, found: Integrity) -> None:
    if found.state != "sound":
        raise BadInput(found.said, path=path)


def _set_aside(data: Path, path: Path, found: Integrity) -> list[str]:
    """A damaged database (or one whose key is not the backup's) cannot be written to: it is kept under another name."""
    if found.state not in {"damaged", "doubtful"}:
        return []
    if is_held(lease_path(data)):
        raise Unavailable(f"{path}: is damaged and the bot runs; stop it first")
    aside = path.with_name(f"{path.name}.damaged")
    path.replace(aside)
    for tail in ("-wal", "-shm"):
        Path(f"{path}{tail}").unlink(missing_ok=True)
    return [f"the damaged file is kept as {aside}: remove it when you do not need it, /forget does not reach it"]


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
                again = forgotten.among(live, "saved.subscribers")
                for table in SAVED:
                    live.execute(f"DELETE FROM main.{table}")
                    live.execute(f"INSERT INTO main.{table} SELECT * FROM saved.{table}")
                # Mail under way belongs to the days that were rolled back; its batches' numbers mean others now.
                for table in ("outbox", "pages"):
                    live.execute(f"DELETE FROM main.{table}")
                forgotten.erase(live, again)
                # What waits stays, since no backup brings it back; whose chat was rolled back waits no more.
                live.execute("DELETE FROM questions WHERE chat_id NOT IN (SELECT chat_id FROM main.subscribers)")
        finally:
            live.execute("DETACH DATABASE saved")


def _attach(live: PeopleDatabase, path: Path, key: str | None) -> None:
    try:
        live.execute(
            f"ATTACH DATABASE ? AS saved KEY {quoted(key)}" if key else "ATTACH DATABASE ? AS saved", str(path)
        )
        live.number("SELECT count(*) FROM saved.sqlite_master")
    except StoreError:
        raise BadInput("does not open with this key", path=path) from None
