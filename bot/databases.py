"""The doctor's look at what is on disk: room, key, both databases, backups. None of it changes anything."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.finding import Finding
from bot.people import backup, integrity
from bot.people.database import FILE
from bot.people.integrity import Integrity
from bot.people.opening import looked_at
from bot.people.store import StoreError
from config.settings import Settings
from digests.corpus.store import FILE as CORPUS
from digests.errors import KhabarError, NotFound

LITTLE = 200 * 1024 * 1024  # bytes free: below, a vacuum or a backup may fail
BACKUP_STALE = timedelta(days=2)
BUSY = "make room on the disk, see to whom the file belongs and who holds it; then look again"


def secret_of(settings: Settings) -> str | None:
    return settings.people_key.get_secret_value() if settings.people_key else None


def of_people(data: Path, settings: Settings) -> Integrity:
    """The private database as it stands. A server looks after its files itself: it is there, or cannot be read."""
    if settings.people_url is not None:
        try:
            return Integrity("sound", rows=looked_at(data, settings).chats)
        except NotFound:
            return Integrity("missing", "is not there")
        except (KhabarError, StoreError) as error:
            return Integrity("unreadable", str(error))
    return integrity.of_people(data / FILE, secret_of(settings), plain=settings.people_plain)


def disk(data: Path) -> Iterator[Finding]:
    """Can the folder be written, and is there room?"""
    probe = data / ".doctor"
    try:
        data.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"?")
    except OSError as error:
        yield Finding("disk", "wrong", f"{data} cannot be written: {error.strerror}", "make room, or give it to the"
                      " service's user")  # fmt: skip
        return
    finally:
        if probe.exists():
            probe.unlink()
    free = shutil.disk_usage(data).free
    said = f"{free // 2**20} MB free for {data}"
    yield Finding("disk", "well", said) if free > LITTLE else Finding("disk", "wrong", said, "make room")


def corpus(data: Path) -> Iterator[Finding]:
    """Is the public database whole?"""
    path = data / CORPUS
    found = integrity.of_corpus(path)
    if found.state == "missing":
        yield Finding("corpus", "worth a look", "no corpus yet", "`khabar ingest` or `khabar run` makes one")
    elif found.broken:
        anew = f"move {path} away; `khabar ingest` makes a new one from the records and the feeds"
        yield Finding("corpus", "wrong", f"{path} {found.said}", _bring_back(data, CORPUS, None) or anew)
    elif found.state != "sound":
        yield Finding("corpus", "wrong", f"{path} {found.said}", BUSY)
    else:
        yield Finding("corpus", "well", f"{path} is whole, {found.rows} documents")


def people(data: Path, settings: Settings) -> Iterator[Finding]:
    """Does the key open the private database, is it whole, and are those in it who should be?"""
    path, secret = data / FILE, secret_of(settings)
    if settings.people_url is not None:
        yield from server(data, settings)
        return
    if secret is None and settings.telegram_token and not settings.people_plain:
        yield Finding("key", "wrong", "no KHABAR_PEOPLE_KEY", "set one, or KHABAR_PEOPLE_PLAIN=1 if you mean it")
        return
    found = of_people(data, settings)
    saved = _bring_back(data, FILE, secret)
    if found.state == "doubtful" and saved:
        yield Finding("people", "wrong", f"{path} is damaged: its key opens the backups", saved)
    elif found.state in {"locked", "doubtful"}:
        todo = "set the key it was encrypted with, or `khabar people encrypt`"
        yield Finding("key", "wrong", f"{path} {found.said}", todo)
    elif found.broken:
        anew = f"there is no backup: move {path} away and start anew"
        yield Finding("people", "wrong", f"{path} {found.said}", saved or anew)
    elif found.state == "unreadable":
        yield Finding("people", "wrong", f"{path} {found.said}", BUSY)
    elif missing := lost(data, settings, found):
        yield Finding("people", "wrong", missing, saved)
    elif found.state == "missing":
        yield Finding("key", "well", f"no {FILE} yet; it will be {'encrypted' if secret else 'plain'}")
    else:
        yield Finding("key", "well", f"{FILE} opens, {'encrypted' if secret else 'in the clear'}")
        yield Finding("people", "well", f"{path} is whole")


def server(data: Path, settings: Settings) -> Iterator[Finding]:
    """Does the server that keeps people answer, does it keep what it was given, and does it keep it to itself?"""
    try:
        found = looked_at(data, settings)
    except NotFound as error:
        yield Finding("people", "well", f"{error}")
        return
    except (KhabarError, StoreError) as error:
        yield Finding("people", "wrong", f"{error}", "see whether it runs, and look at KHABAR_PEOPLE_URL and its key")
        return
    sealed = "sealed" if settings.people_key else "in the clear"
    yield Finding("people", "well", f"{found.shown}, version {found.version}, {found.chats} chats, {sealed}")
    if found.logs:
        todo = "ALTER DATABASE … RESET or SET it, so that no statement is logged"
        said = f"statements are logged: {', '.join(found.logs)}"
        yield Finding("logging", "worth a look" if settings.people_key else "wrong", said, todo)
    if found.risks:
        yield Finding("durability", "worth a look", f"what was committed may be lost: {', '.join(found.risks)}",
                      "switch it on again")  # fmt: skip
    if found.open_way:
        yield Finding("network", "worth a look", "the way to the server is not encrypted", "add ?sslmode=verify-full")


def lost(data: Path, settings: Settings, found: Integrity) -> str:
    """What is to be said of a private database without people while the newest backup holds some."""
    if found.rows or settings.people_url is not None:
        return ""
    key = secret_of(settings)
    for folder in reversed(backup.folders(data)):
        kept = integrity.of_people(folder / FILE, key)
        if kept.state == "sound":
            return f"nobody is in {data / FILE}; the backup {folder.name} holds {kept.rows} chats" if kept.rows else ""
    return "" if found.state != "empty" else f"{data / FILE} {found.said}"


def backups(data: Path, settings: Settings) -> Iterator[Finding]:
    """How old is the newest backup, is it whole, and do any hold people in the clear?"""
    kept = backup.folders(data)
    if settings.people_url is not None:
        yield Finding("backup", "worth a look", "people are on PostgreSQL", "`pg_dump` there, every night")
    if not kept:
        if (data / FILE).exists():
            yield Finding("backup", "worth a look", "there is none", "`khabar people backup`, every night")
        return
    newest, secret = kept[-1], secret_of(settings)
    age = datetime.now(UTC) - (backup.made(newest) or datetime.now(UTC))
    looked = [(newest / FILE, integrity.of_people(newest / FILE, secret)),
              (newest / CORPUS, integrity.of_corpus(newest / CORPUS))]  # fmt: skip
    said = f"the newest, {newest.name}, is {max(age.days, 0)} days old"
    todo = "`khabar people backup`, every night"
    if wrong := [f"{path} {found.said}" for path, found in looked if found.broken]:
        yield Finding("backup", "wrong", "; ".join(wrong), "`khabar people backup` makes another")
    elif age > BACKUP_STALE or age < -timedelta(days=1):
        yield Finding("backup", "worth a look", said, todo)
    else:
        yield Finding("backup", "well", said)
    if secret and (plain := backup.plain_ones(data)):
        yield Finding("backup", "worth a look", f"{len(plain)} hold people in the clear, the newest {plain[-1].name}",
                      "`khabar people encrypt --remove-plain-backups`")  # fmt: skip


def _bring_back(data: Path, file: str, key: str | None) -> str:
    """How to bring back the newest backup in which `file` is sound; empty where there is none."""
    for folder in reversed(backup.folders(data)):
        path = folder / file
        if (integrity.of_people(path, key) if file == FILE else integrity.of_corpus(path)).state == "sound":
            return f"stop the bot, then `khabar people restore {folder}`"
    return ""
