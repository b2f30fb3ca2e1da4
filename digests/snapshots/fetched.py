"""The blocks that a bot lacks, fetched pack by pack; each is held against its hash before anybody sees it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from digests.errors import BadInput, NotFound
from digests.snapshots.bucket import Bucket
from digests.snapshots.manifest import Head, Table
from digests.snapshots.packed import HASH, block_hash, unpacked_frame

GAP = 1 << 16
"""Bytes that are fetched along rather than asked around."""
MOST = 8 << 20
"""Bytes that are asked for at once."""


class Fetched:
    """The blocks of one version. `bytes` counts what was fetched."""

    def __init__(self, bucket: Bucket, head: Head, table: Table) -> None:
        self.bucket = bucket
        self.head = head
        self.table = table
        self.bytes = 0

    def blocks(self, wanted: NDArray[np.int64]) -> Iterator[tuple[int, bytes]]:
        """The number and the bytes of each block that is `wanted`. Raises BadInput for a damaged one, Unavailable."""
        rows = self.table[wanted]
        order = np.lexsort((rows["skip"], rows["at"], rows["pack"]))
        for part in self._parts(rows[order]):
            yield from self._part(wanted[order][part], rows[order][part])

    def _parts(self, rows: Table) -> Iterator[slice]:
        """Rows that lie near each other in one pack, so that they are fetched by one call."""
        first = 0
        for n in range(1, len(rows) + 1):
            if n == len(rows) or not self._near(rows[first], rows[n - 1], rows[n]):
                yield slice(first, n)
                first = n

    def _near(self, first: np.void, last: np.void, row: np.void) -> bool:
        end = int(row["at"]) + int(row["length"])
        return bool(
            row["pack"] == last["pack"]
            and int(row["at"]) - int(last["at"]) - int(last["length"]) <= GAP
            and end - int(first["at"]) <= MOST
        )

    def _part(self, numbers: NDArray[np.int64], rows: Table) -> Iterator[tuple[int, bytes]]:
        start = int(rows[0]["at"])
        length = int(rows[-1]["at"]) + int(rows[-1]["length"]) - start
        name = self.head.packs[int(rows[0]["pack"])].name
        try:
            data = self.bucket.get(name, start, length)
        except NotFound:
            raise BadInput("is not there", path=self.bucket.shown, place=name) from None
        self.bytes += len(data)
        place = f"{self.bucket.shown}: {name}"
        opened, frame = -1, b""
        for number, row in zip(numbers.tolist(), rows, strict=True):
            at = int(row["at"]) - start
            if at != opened:
                opened, frame = at, unpacked_frame(data[at : at + int(row["length"])], self.head.page, place)
            skip = int(row["skip"]) * self.head.page
            block = frame[skip : skip + self.head.page]
            if block_hash(block) != row["hash"].ljust(HASH, b"\0"):
                raise BadInput("is damaged: the checksum of a block is another", path=place)
            yield number, block
