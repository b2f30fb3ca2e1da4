"""The worker's side: a version of the corpus is copied, looked at, and what is new of it put into the bucket.

SQLite's own online copy keeps every page where it is, so that a page nobody touched is the same block in the next
version; `VACUUM INTO` would move them all. The newest version is named last: who is killed before leaves the one before
as it was, and what was put meanwhile is of use to the next attempt or swept away by it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from digests.clock import Clock
from digests.corpus.connection import check
from digests.corpus.migrations import taken_steps
from digests.corpus.store import FILE
from digests.errors import BadInput, Conflict, CorpusDamaged, KhabarError, NotFound, Unavailable
from digests.snapshots import state
from digests.snapshots.bucket import Bucket
from digests.snapshots.manifest import ROW, Head, Pack, Table, hash_of, table_bytes
from digests.snapshots.packed import HEADER, hashes, packed, packs, page_of
from digests.snapshots.shelf import PACKS, TABLES, Shelf

COPY = "publishing.db"
THIN = 0.5
"""Of a pack of whose blocks fewer than this share are still wanted, the rest is packed anew, so that it can go."""
RENEWED = 0.02
"""The share of all blocks that is packed anew at once, at most: packs thin out together."""


@dataclass(frozen=True, slots=True)
class Published:
    """A version that was published: its size, the bytes that were put, the objects that were swept away."""

    version: int
    made: datetime
    size: int
    moved: int
    swept: int


class Publisher:
    """Publishes the corpus of `data`. Every call opens what it needs: it may come from any thread."""

    def __init__(self, data: Path, bucket: Bucket, clock: Clock) -> None:
        self.data = data
        self.shelf = Shelf(bucket)
        self.bucket = bucket
        self.clock = clock

    def publish(self, mark: str = "") -> Published | None:
        """Publish what is here; None where the newest version is the very same. `mark` is kept with it.

        Raises NotFound where there is no corpus, BadInput where it is another's version, Conflict where another worker
        published meanwhile, CorpusDamaged, Unavailable.
        """
        if state.is_replica(self.data):
            raise BadInput("is a version that was taken from elsewhere: only its worker publishes", path=self._own())
        if not self._own().exists():
            raise NotFound(f"{self.data}: no corpus here yet; `khabar ingest` makes one")
        with state.alone(self.data):
            former = self._former()
            copy = state.folder_of(self.data) / COPY
            try:
                schema = self._copy(copy)
                return self._publish(copy, schema, former, mark)
            finally:
                for path in (copy, *(copy.with_name(f"{COPY}{ending}") for ending in ("-wal", "-shm"))):
                    path.unlink(missing_ok=True)

    def _own(self) -> Path:
        return self.data / FILE

    def _former(self) -> Head | None:
        """The newest version, if this folder made it or nobody did."""
        former = self.shelf.newest()
        known = state.read(self.data)
        if former is not None and former.version > known.here:
            what = (
                f"{self.shelf.shown} holds version {former.version}, which another worker published"
                f" (the last one of this folder is {known.here or 'none'}); the worker's next start takes it"
            )
            raise Conflict(what, kind="published")
        return former

    def _copy(self, copy: Path) -> tuple[str, ...]:
        """The corpus as it is now, page by page, beside whatever else is done with it; the steps of its schema. A copy
        that a crash left is written over."""
        try:
            copy.unlink(missing_ok=True)
            with closing(sqlite3.connect(self._own())) as source, closing(sqlite3.connect(copy)) as target:
                target.execute("PRAGMA journal_mode = OFF")
                target.execute("PRAGMA synchronous = OFF")
                source.backup(target)
                schema = taken_steps(source)
        except (OSError, sqlite3.Error) as error:
            raise Unavailable(f"{self._own()}: {error}") from error
        if faults := check(copy):
            raise CorpusDamaged(f"{self._own()} is damaged and was not published: {faults[0]}")
        return schema

    def _publish(self, copy: Path, schema: tuple[str, ...], former: Head | None, mark: str) -> Published | None:
        known = state.read(self.data)
        version = max(known.here, former.version if former else 0) + 1
        with copy.open("rb") as file:
            page = page_of(file.read(HEADER))
            blocks = copy.stat().st_size // page
            table = np.zeros(blocks, ROW)
            table["hash"] = hashes(copy, page, blocks)
            before = self._before(former, page)
            if before is not None and former and before[0]["hash"].tobytes() == table["hash"].tobytes():
                self._note(former, mark)
                return None
            put = _Put(self.bucket, list(before[1]) if before else [])
            if before is not None:
                _carry(table, before[0])
            self._put_new(file, page, table, put)
        made, (table, kept) = self.clock.now().astimezone(UTC), _numbered(table, put.packs)
        written = packed(table_bytes(table))
        name = f"{TABLES}/{version:012}"
        self.bucket.put(name, written)
        head = Head(
            version, made, blocks * page, page, schema, name, hash_of(written), len(written), kept, mark
        )  # fmt: skip
        self.shelf.publish(head)
        self._note(head, mark)
        swept = self._swept(head, made)
        return Published(version, made, head.size, put.bytes + len(written) + len(head.written()), swept)

    def _before(self, former: Head | None, page: int) -> tuple[Table, tuple[Pack, ...]] | None:
        """The table of the version before and the packs of it that are still there; None where it is of no use."""
        if former is None or former.page != page:
            return None
        try:
            table = self.shelf.table(former)
        except (BadInput, NotFound):
            return None  # all is put anew
        there = set(self.bucket.list(PACKS))
        gone = [number for number, pack in enumerate(former.packs) if pack.name not in there]
        if gone:
            table = table[~np.isin(table["pack"], gone)]
        return table, former.packs

    def _put_new(self, file: BinaryIO, page: int, table: Table, put: _Put) -> None:
        """Pack what is in no pack yet, and what stands in packs that are thin."""
        wanted = np.flatnonzero((table["length"] == 0) | thin(table, put.packs))
        for frame in packs(file, page, wanted.tolist(), put):
            rows = table[frame.first : frame.first + frame.many]
            rows["pack"], rows["at"], rows["length"] = frame.pack, frame.at, frame.length
            rows["skip"] = np.arange(frame.many)

    def _note(self, head: Head, mark: str) -> None:
        now, made = self.clock.now().isoformat(), head.made.isoformat()
        known = state.read(self.data)
        state.write(self.data, replace(
            known, here=head.version, made=made, newest=head.version, newest_made=made, looked=now, trouble=None,
            mark=mark,
        ))  # fmt: skip

    def _swept(self, head: Head, now: datetime) -> int:
        """Sweeping may fail: the version is published, and the next one sweeps again."""
        with suppress(KhabarError):
            return self.shelf.sweep(head, now)
        return 0


class _Put:
    """Stores packs; their numbers go on behind those of the version before."""

    def __init__(self, bucket: Bucket, before: list[Pack]) -> None:
        self.bucket = bucket
        self.packs = before
        self.bytes = 0

    def __call__(self, data: bytes, blocks: int) -> int:
        name = f"{PACKS}/{hash_of(data)}"
        self.bucket.put(name, data)
        self.bytes += len(data)
        self.packs.append(Pack(name, len(data), blocks))
        return len(self.packs) - 1


def _carry(table: Table, before: Table) -> None:
    """Let every block that the version before held stand where it stood there, by its hash: it may have moved."""
    if not len(before):
        return
    known = before[np.argsort(before["hash"], kind="stable")]
    places = np.minimum(np.searchsorted(known["hash"], table["hash"]), len(known) - 1)
    same = known["hash"][places] == table["hash"]
    for name in ("pack", "at", "length", "skip"):
        table[name][same] = known[name][places[same]]


def thin(table: Table, found: list[Pack]) -> NDArray[np.bool_]:
    """Which blocks stand in packs that hold little else that is wanted, the thinnest first and so many at once."""
    chosen = np.zeros(len(table), bool)
    placed = table["length"] > 0
    live = np.bincount(table["pack"][placed], minlength=len(found))
    budget = RENEWED * len(table)
    shares = [(live[n] / pack.blocks, n) for n, pack in enumerate(found) if live[n]]
    for share, number in sorted(shares):
        if share >= THIN or live[number] > budget:
            break
        budget -= live[number]
        chosen |= placed & (table["pack"] == number)
    return chosen


def _numbered(table: Table, found: list[Pack]) -> tuple[Table, tuple[Pack, ...]]:
    """The table with the packs that it still names, numbered anew."""
    used = np.unique(table["pack"])
    table = table.copy()
    table["pack"] = np.searchsorted(used, table["pack"])
    return table, tuple(found[number] for number in used.tolist())
