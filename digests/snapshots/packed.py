"""Blocks: a page of the database each, known by its hash; neighbours that are new together are compressed together, as
frames, and frames travel in packs.

A page is the unit because a new document touches pages all over the file (the index of sketches alone some 75 of them,
by chance), and little of each: with larger blocks most of what moved had not changed. DESIGN.md has the figures.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from backports import zstd
from numpy.typing import NDArray

from digests.errors import BadInput

HASH = 16
"""Bytes of a hash: 128 bits of BLAKE2b, so that no block can be made to pass for another."""
LEVEL = 3
PACK = 4 << 20
"""Bytes of a pack, at least, before another one is begun."""
FRAME = 16
"""Blocks of a frame at most: who needs one of them unpacks all of it."""
READ = 1 << 20
HANDS = min(4, os.cpu_count() or 1)
WINDOW: Mapping[int, int] = {zstd.DecompressionParameter.window_log_max: 23}
"""What unpacking may reserve, as a power of two."""
HEADER = 100
"""Bytes at the beginning of a database, in which the size of its pages stands (https://www.sqlite.org/fileformat)."""

Hashes = NDArray[np.bytes_]


def page_of(header: bytes) -> int:
    """The size of the pages of a database, by its first bytes; 0 where it is none."""
    if len(header) < HEADER or not header.startswith(b"SQLite format 3\0"):
        return 0
    size = int.from_bytes(header[16:18], "big")
    return 65536 if size == 1 else size


def hashes(path: Path, page: int, blocks: int) -> Hashes:
    """The hash of each of the first `blocks` blocks of a file; of those that it is too short for, zeros.

    Hashing takes most of the time that a version costs, and several cores share it.
    """
    step = READ // page

    def some(first: int) -> bytes:
        many = min(step, blocks - first)
        view = memoryview(os.pread(file.fileno(), many * page, first * page))
        whole = len(view) // page * page
        return b"".join(block_hash(view[at : at + page]) for at in range(0, whole, page)).ljust(HASH * many, b"\0")

    with path.open("rb") as file, ThreadPoolExecutor(HANDS, thread_name_prefix="hashes") as hands:
        return np.frombuffer(b"".join(hands.map(some, range(0, blocks, step))), f"S{HASH}")


def block_hash(block: bytes | memoryview) -> bytes:
    return hashlib.blake2b(block, digest_size=HASH).digest()


def packed(data: bytes) -> bytes:
    return zstd.compress(data, LEVEL)


def unpacked(data: bytes, size: int, place: str) -> bytes:
    """The `size` bytes that were packed; never more of them are made. Raises BadInput for anything else."""
    found = _unpacked(data, size, place)
    if len(found) != size:
        raise BadInput("is damaged: it holds another number of bytes", path=place)
    return found


def unpacked_frame(data: bytes, page: int, place: str) -> bytes:
    """The blocks of a frame, one behind the other. Raises BadInput for what is none."""
    found = _unpacked(data, FRAME * page, place)
    if len(found) % page or len(found) > FRAME * page:
        raise BadInput("is damaged: it holds no whole blocks", path=place)
    return found


def _unpacked(data: bytes, most: int, place: str) -> bytes:
    """What was packed, cut behind `most` bytes and one: how much a frame says it holds is believed of nobody."""
    try:
        return zstd.ZstdDecompressor(options=WINDOW).decompress(data, most + 1)
    except (zstd.ZstdError, EOFError):
        raise BadInput("is damaged: it cannot be unpacked", path=place) from None


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a frame of blocks stands: the `first` of them and how many, the number of its pack, its place there."""

    first: int
    many: int
    pack: int
    at: int
    length: int


def packs(file: BinaryIO, page: int, wanted: Sequence[int], put: Callable[[bytes, int], int]) -> Iterator[Frame]:
    """Put the `wanted` blocks of a file, in rising order, into packs; where each frame of them stands.

    `put` stores a pack that holds so many blocks, and gives its number.
    """
    filled = bytearray()
    waiting: list[tuple[int, int, int, int]] = []

    def stored() -> Iterator[Frame]:
        pack = put(bytes(filled), sum(many for _, many, _, _ in waiting))
        for first, many, at, length in waiting:
            yield Frame(first, many, pack, at, length)
        filled.clear()
        waiting.clear()

    for first, many in runs(wanted):
        file.seek(first * page)
        frame = packed(file.read(many * page))
        waiting.append((first, many, len(filled), len(frame)))
        filled += frame
        if len(filled) >= PACK:
            yield from stored()
    if waiting:
        yield from stored()


def runs(wanted: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Neighbours among numbers in rising order: (the first, how many), a frame's worth at most."""
    first, many = -1, 0
    for number in wanted:
        if many and (number != first + many or many == FRAME):
            yield first, many
            many = 0
        first, many = (number, 1) if not many else (first, many + 1)
    if many:
        yield first, many
