"""The vectors of a model in memory: one copy a process, which grows with the table.

New rows are read on from the highest id, which the table never gives twice; what was deleted since stays here until
the next whole reading and is seen as gone where its passage is looked up. A reader works on the rows that stood when
it asked: they are only ever added to, so any number of threads may read while one of them reads on.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from digests.corpus.quantised import BLOCK, Floats, Quantised, products
from digests.corpus.vector_texts import KINDS, Kind
from digests.model import LANGS, Lang

LIMIT = 150_000
"""Vectors in memory at most: 58 MB. Above it records stay and the oldest of the rest are left to the words."""
OVER = 1.1
NOBODY = -1
"""The owner of an indicator's vector: it belongs to no passage."""

_READ = f"""
    SELECT vectors.id, vectors.kind, vectors.lang, vectors.scale, vectors.vector,
           coalesce(vectors.passage_id, {NOBODY}) AS owner, passages.known_from
    FROM vectors LEFT JOIN passages ON passages.id = vectors.passage_id
"""
_ALL = f"""
    {_READ} WHERE vectors.model = :model AND vectors.id IN (
        SELECT vectors.id FROM vectors LEFT JOIN passages ON passages.id = vectors.passage_id WHERE model = :model
        ORDER BY passages.statement_id IS NULL AND vectors.indicator IS NULL, vectors.id DESC LIMIT :limit
    ) ORDER BY vectors.id
"""
_ON = f"{_READ} WHERE vectors.model = :model AND vectors.id > :last ORDER BY vectors.id"


@dataclass(frozen=True, slots=True)
class Rows:
    """The vectors that stood when somebody asked, by rising id; arrays of one entry a vector."""

    ids: NDArray[np.int64]
    owners: NDArray[np.int64]  # the passage's row
    kinds: NDArray[np.int8]  # place in KINDS
    langs: NDArray[np.int8]  # place in LANGS
    since: NDArray[np.int32]  # the day on which the passage became known, as an ordinal
    blocks: tuple[Quantised, ...]  # BLOCK rows each; the last may hold more than there are

    def __len__(self) -> int:
        return len(self.ids)

    def chosen(self, kinds: Collection[Kind], langs: Collection[Lang], known: date | None) -> NDArray[np.bool_]:
        """Which of them are of these kinds and languages and were known on that day."""
        chosen: NDArray[np.bool_] = np.array([kind in kinds for kind in KINDS])[self.kinds]
        chosen &= np.array([lang in langs for lang in LANGS])[self.langs]
        if known:
            chosen &= self.since <= known.toordinal()
        return chosen

    def best(self, scores: Floats, kind: Kind, known: date | None, of: int = 1) -> float:
        """The mean of the best `of` scores of a kind, of what was known on that day; -1 where there is none."""
        chosen = scores[self.chosen({kind}, LANGS, known)]
        if len(chosen) > of:
            chosen = np.partition(chosen, -of)[-of:]
        return float(chosen.mean()) if len(chosen) else -1.0

    def products(self, queries: Floats) -> Floats:
        """Each row's best dot product with one of `queries` (float32 [m, dim])."""
        return products(self.blocks, queries, len(self))

    def products_of(self, kinds: Collection[Kind], queries: Floats) -> Floats:
        """The same for the rows of some kinds; -1 or their own for others."""
        found = np.full(len(self), -1.0, np.float32)
        wanted = np.array([kind in kinds for kind in KINDS])[self.kinds]
        for n, block in enumerate(self.blocks):
            part = wanted[n * BLOCK : (n + 1) * BLOCK]
            if part.any():
                found[n * BLOCK : n * BLOCK + len(part)] = products([block], queries, len(part))
        return found

    def products_at(self, places: Sequence[int], queries: Floats) -> list[float]:
        """The same for the rows at `places` alone."""
        if not places:
            return []
        values = np.stack([self.blocks[place // BLOCK].values[place % BLOCK] for place in places])
        scales = np.array([self.blocks[place // BLOCK].scales[place % BLOCK] for place in places], np.float32)
        return [float(score) for score in products([Quantised(values, scales)], queries, len(places))]

    def places(self, ids: Sequence[int]) -> list[int | None]:
        """Where the vectors with these ids stand; None for one that is not held."""
        at = np.searchsorted(self.ids, ids)
        return [
            place if place < len(self) and self.ids[place] == number else None
            for place, number in zip(at.tolist(), ids, strict=True)
        ]

    def key(self, place: int) -> tuple[Kind, Lang]:
        return KINDS[self.kinds[place]], LANGS[self.langs[place]]


NONE = Rows(
    np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int8), np.empty(0, np.int8), np.empty(0, np.int32), ()
)


class Matrix:
    """The rows of one model of one database."""

    def __init__(self, model: str, limit: int = LIMIT) -> None:
        self.model = model
        self.limit = limit
        self._rows = NONE
        self._last = 0
        self._lock = threading.Lock()

    def rows(self, connection: sqlite3.Connection) -> Rows:
        """The rows as they stand."""
        with self._lock:
            row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'vectors'").fetchone()
            last = row[0] if row else 0
            if last < self._last:  # another file stands there
                self._rows, self._last = NONE, 0
            if last > self._last:
                self._read(connection, last)
            return self._rows

    def _read(self, connection: sqlite3.Connection, last: int) -> None:
        whole = not len(self._rows)
        given = {"model": self.model, "limit": self.limit} if whole else {"model": self.model, "last": self._last}
        cursor = connection.execute(_ALL if whole else _ON, given)
        while found := cursor.fetchmany(BLOCK - len(self._rows) % BLOCK):
            self._rows = _more(self._rows, found)
        self._last = last
        if len(self._rows) > OVER * self.limit:
            self._rows = NONE
            self._read(connection, last)


def _more(rows: Rows, found: Sequence[sqlite3.Row]) -> Rows:
    """`rows` and those `found`, which fit into the last block or begin another."""
    held = len(rows) % BLOCK
    values = np.frombuffer(b"".join(row["vector"] for row in found), np.int8).reshape(len(found), -1)
    blocks = rows.blocks
    if not held:
        blocks = (*blocks, Quantised(np.empty((BLOCK, values.shape[1]), np.int8), np.empty(BLOCK, np.float32)))
    blocks[-1].values[held : held + len(found)] = values
    blocks[-1].scales[held : held + len(found)] = [row["scale"] for row in found]
    return Rows(
        np.append(rows.ids, np.array([row["id"] for row in found], np.int64)),
        np.append(rows.owners, np.array([row["owner"] for row in found], np.int64)),
        np.append(rows.kinds, np.array([KINDS.index(row["kind"]) for row in found], np.int8)),
        np.append(rows.langs, np.array([LANGS.index(row["lang"]) for row in found], np.int8)),
        np.append(rows.since, np.array([_ordinal(row["known_from"]) for row in found], np.int32)),
        blocks,
    )


def _ordinal(day: str | None) -> int:
    return date.fromisoformat(day).toordinal() if day else 0


_matrices: WeakValueDictionary[tuple[str, str], Matrix] = WeakValueDictionary()
_lock = threading.Lock()


def matrix_of(connection: sqlite3.Connection, model: str) -> Matrix:
    """The process's matrix of a model in the database that `connection` is of; a database in memory has its own."""
    path = next(row[2] for row in connection.execute("PRAGMA database_list") if row[1] == "main")
    if not path:
        return Matrix(model)
    with _lock:
        return _matrices.setdefault((path, model), Matrix(model))
