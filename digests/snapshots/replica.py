"""A bot's side: the newest version is built beside the one that is used, looked at, and put in its place at once.

Each version has a folder of its own; `corpus.db` is a link to one of them, and SQLite keeps its log beside the file
that the link leads to. So whoever has the former version open goes on reading it, and changing the link is one step:
a crash leaves the old version or the new one.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from digests.clock import Clock
from digests.corpus.connection import check
from digests.corpus.migrations import known_steps
from digests.corpus.store import FILE, Store
from digests.editions import stored
from digests.errors import BadInput, CorpusDamaged, KhabarError, NotFound, Unavailable
from digests.snapshots import state
from digests.snapshots.bucket import Bucket, sync_folder
from digests.snapshots.fetched import Fetched
from digests.snapshots.manifest import Head
from digests.snapshots.packed import hashes
from digests.snapshots.shelf import Shelf

PART = "part"
"""The folder in which the next version is built; what a crash left there is gone on with."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A version that stands here now: the bytes that were fetched for it."""

    version: int
    moved: int


class Replica:
    """The corpus of `data` as a copy of what `bucket` holds. For one thread at a time."""

    def __init__(self, data: Path, bucket: Bucket, clock: Clock) -> None:
        self.data = data
        self.shelf = Shelf(bucket)
        self.bucket = bucket
        self.clock = clock

    @property
    def state(self) -> state.State:
        return state.read(self.data)

    def due(self) -> Head | None:
        """The newest version, if it is to be taken; the state says what keeps it from here. Raises BadInput,
        Unavailable, NotFound where none was published."""
        try:
            newest = self._newest()
        except KhabarError as error:
            self._note(trouble=str(error))
            raise
        known = replace(self.state, newest=newest.version, newest_made=newest.made.isoformat(), looked=self._now())
        here = known.here if state.is_replica(self.data) and (self.data / FILE).exists() else 0
        if newest.version == here:
            known = replace(known, trouble=None)
        state.write(self.data, known)
        if newest.version in {here, known.refused}:
            return None
        return newest

    def _newest(self) -> Head:
        """Raises BadInput where the newest version is none for this program, or older than the one that is here."""
        if state.is_own(self.data):
            what = "this folder's own corpus: move it away if versions of another worker are to be taken here"
            raise BadInput(what, path=self.data / FILE)
        newest = self.shelf.newest()
        if newest is None:
            raise NotFound(f"{self.shelf.shown}: no version has been published yet")
        ours = known_steps()
        if unknown := [name for name in newest.schema if name not in ours]:
            what = f"version {newest.version} was made by a newer program ({unknown[0]}): renew this one first"
            raise BadInput(what, path=self.shelf.shown)
        if newest.version < self.state.here and (self.data / FILE).exists():
            what = f"version {newest.version} is older than version {self.state.here}, which is here"
            raise BadInput(what, path=self.shelf.shown)
        return newest

    def take(self, head: Head) -> Taken:
        """Build `head`, look at it, and let it be the corpus from now on. Whatever fails, the version that was here
        stays. Raises BadInput, CorpusDamaged, Unavailable."""
        with state.alone(self.data):
            try:
                moved = self._build(head)
                self._look_at(head)
                self._make_ready(head)
                self._link(head.version)
            except KhabarError as error:
                self._note(trouble=f"version {head.version} cannot be taken: {error}")
                raise
            except (OSError, sqlite3.Error) as error:
                self._note(trouble=f"version {head.version} cannot be taken: {error}")
                raise Unavailable(f"{state.folder_of(self.data)}: {error}") from error
            self._note(here=head.version, made=head.made.isoformat(), trouble=None, refused=0)
            self._prune()
        return Taken(head.version, moved)

    def back(self, why: str) -> int | None:
        """Go back to the version before the one that is here, which is not taken again; the number of it. None where
        there is none: then everything stays."""
        with state.alone(self.data):
            here = self.state.here
            before = max((number for number in self._there() if number < here), default=None)
            if before is None:
                return None
            self._link(before)
            self._note(here=before, refused=here, trouble=f"version {here} cannot be used: {why}", made=None)
            return before

    def own(self) -> None:
        """Let the version that is here be this folder's own from now on: its worker goes on from it. Raises
        Unavailable."""
        with state.alone(self.data):
            new = self.data / f".{FILE}.own"
            try:
                new.unlink(missing_ok=True)
                with sqlite3.connect(self.data / FILE) as source, sqlite3.connect(new) as target:
                    source.backup(target)  # with what its log holds
                source.close()
                target.close()
                new.replace(self.data / FILE)
                sync_folder(self.data)
            except (OSError, sqlite3.Error) as error:
                raise Unavailable(f"{new}: {error}") from error
            for number in self._there():
                shutil.rmtree(self._folder(number), ignore_errors=True)

    # The steps of taking one

    def _build(self, head: Head) -> int:
        """Let PART hold the very bytes of `head`; how many of them were fetched."""
        table = self.shelf.table(head)
        part = state.folder_of(self.data) / PART
        left = self._folder(head.version)
        if left.exists():  # built before, and never linked or gone back from: what is right of it is kept
            shutil.rmtree(part, ignore_errors=True)
            left.replace(part)
        part.mkdir(exist_ok=True)
        for name in (f"{FILE}-wal", f"{FILE}-shm"):
            (part / name).unlink(missing_ok=True)
        path = part / FILE
        if not path.exists() and (self.data / FILE).exists():
            copy_file(self.data / FILE, part / f"{FILE}.new")
            (part / f"{FILE}.new").replace(path)
        path.touch()
        wrong = np.flatnonzero(hashes(path, head.page, head.blocks) != table["hash"])
        fetched = Fetched(self.bucket, head, table)
        with path.open("r+b") as file:
            file.truncate(head.size)
            for number, block in fetched.blocks(wrong):
                file.seek(number * head.page)
                file.write(block)
            file.flush()
            os.fsync(file.fileno())
        return fetched.bytes + head.table_size

    def _look_at(self, head: Head) -> None:
        """Each block is what its publisher put there; whether that is a sound database is seen here once more."""
        part = state.folder_of(self.data) / PART
        if faults := check(part / FILE):
            shutil.rmtree(part, ignore_errors=True)
            raise CorpusDamaged(f"version {head.version} is no sound database: {faults[0].partition(': ')[2]}")
        for name in (f"{FILE}-wal", f"{FILE}-shm"):
            (part / name).unlink(missing_ok=True)

    def _make_ready(self, head: Head) -> None:
        """Bring it to this program's schema, and keep the editions that were made here: readers have them."""
        folder = self._folder(head.version)
        (state.folder_of(self.data) / PART).replace(folder)
        sync_folder(folder.parent)
        with Store.open(folder) as store:
            if (self.data / FILE).exists():
                with suppress(sqlite3.Error):  # the version before may be broken: then they are made anew
                    stored.carry_over(store, self.data / FILE)

    def _link(self, version: int) -> None:
        new = self.data / f".{FILE}.link"
        new.unlink(missing_ok=True)
        new.symlink_to(self._folder(version).relative_to(self.data) / FILE)
        new.replace(self.data / FILE)
        sync_folder(self.data)

    def _prune(self) -> None:
        """The version that is here and the one before stay."""
        for number in sorted(self._there())[:-2]:
            shutil.rmtree(self._folder(number), ignore_errors=True)

    def _folder(self, version: int) -> Path:
        return state.folder_of(self.data) / f"{version:012}"

    def _there(self) -> list[int]:
        return [int(each.name) for each in state.folder_of(self.data).iterdir() if each.name.isdecimal()]

    def _now(self) -> str:
        return self.clock.now().isoformat()

    def _note(self, **changes: object) -> None:
        state.write(self.data, replace(self.state, looked=self._now(), **changes))  # type: ignore[arg-type]


def copy_file(source: Path, target: Path) -> None:
    """The bytes of a file, which a file system that can does not copy before one of both is changed."""
    with source.open("rb") as read, target.open("wb") as write:
        left = source.stat().st_size
        try:
            while left > 0 and (done := os.copy_file_range(read.fileno(), write.fileno(), left)):
                left -= done
        except OSError:
            read.seek(0)
            write.seek(0)
            write.truncate()
            shutil.copyfileobj(read, write, 1 << 20)
