"""What a published version consists of: a head in JSON, and a table that says of every block what it is and where.

The chain of trust goes down from the newest head: it names the table by its hash, the table names every block by its
own. Whoever holds a head knows every byte of the version.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digests.errors import BadInput
from digests.snapshots.bucket import NAME
from digests.snapshots.packed import HASH, unpacked

FORMAT = 1
NEWEST = "newest"
"""The one object that changes: the version that is to be taken, and the hash of its head."""
PAGES = frozenset({512, 1024, 2048, 4096, 8192, 16384, 32768, 65536})
LARGEST = 1 << 40  # bytes of a database: no head makes us reserve more
MOST_PACKS = 1 << 20
_HEX = re.compile(r"[0-9a-f]{32}")

Table = NDArray[Any]
ROW = np.dtype([("hash", f"S{HASH}"), ("pack", "<u4"), ("at", "<u4"), ("length", "<u4"), ("skip", "u1")])
"""Of one block: its hash (numpy leaves out zeros at the end where one is read alone), the number of its pack, where its
frame stands there, the bytes of that, the blocks before it in the frame."""


@dataclass(frozen=True, slots=True)
class Pack:
    """An object of `size` bytes that holds frames, with so many `blocks` when it was made."""

    name: str
    size: int
    blocks: int


@dataclass(frozen=True, slots=True)
class Head:
    """A version. `size` and `page` are the database's, in bytes; `schema` the names of its steps, oldest first; `mark`
    tells whether what readers can be told has changed since."""

    version: int
    made: datetime
    size: int
    page: int
    schema: tuple[str, ...]
    table: str
    table_hash: str
    table_size: int
    packs: tuple[Pack, ...]
    mark: str = ""
    format: int = FORMAT

    @property
    def blocks(self) -> int:
        return self.size // self.page

    def written(self) -> bytes:
        fields = {**asdict(self), "made": self.made.isoformat()}
        return json.dumps(fields, separators=(",", ":"), ensure_ascii=False).encode()


@dataclass(frozen=True, slots=True)
class Newest:
    """Which version is to be taken."""

    version: int
    head: str  # the name of its object
    hash: str  # … and the hash of that

    def written(self) -> bytes:
        return json.dumps(asdict(self), separators=(",", ":")).encode()


def hash_of(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=HASH).hexdigest()


def read_newest(data: bytes, where: str) -> Newest:
    """Raises BadInput."""
    newest: Newest = _read(data, f"{where}: {NEWEST}", _newest)
    return newest


def read_head(data: bytes, newest: Newest, where: str) -> Head:
    """The head that `newest` names. Raises BadInput where it is another's, damaged or of a form that we do not know."""
    place = f"{where}: {newest.head}"
    if hash_of(data) != newest.hash:
        raise BadInput("is damaged: its checksum is another", path=place)
    head = parsed_head(data, place)
    if head.version != newest.version:
        raise BadInput(f"is of version {head.version}, not {newest.version}", path=place)
    return head


def parsed_head(data: bytes, place: str) -> Head:
    """A head whose checksum nobody names. Raises BadInput."""
    head: Head = _read(data, place, _head)
    return head


def read_table(data: bytes, head: Head, where: str) -> Table:
    """The table of a head. Raises BadInput."""
    place = f"{where}: {head.table}"
    if hash_of(data) != head.table_hash:
        raise BadInput("is damaged: its checksum is another", path=place)
    size = head.blocks * ROW.itemsize
    raw = unpacked(data, size, place)
    table = np.empty(head.blocks, ROW)
    at = 0
    for name in ROW.names or ():
        column = ROW[name]
        table[name] = np.frombuffer(raw, column, head.blocks, at)
        at += column.itemsize * head.blocks
    sizes = np.array([pack.size for pack in head.packs], np.int64)
    if len(table) and int(table["pack"].max()) >= len(sizes):
        raise BadInput("names a pack that there is not", path=place)
    if np.any(table["at"].astype(np.int64) + table["length"] > sizes[table["pack"]]):
        raise BadInput("leads out of a pack", path=place)
    return table


def table_bytes(table: Table) -> bytes:
    """A table column by column: places go on where the last ended, so they pack well; hashes do not."""
    return b"".join(np.ascontiguousarray(table[name]).tobytes() for name in ROW.names or ())


def _read(data: bytes, place: str, shape: Callable[[dict[str, Any]], Any]) -> Any:
    try:
        value = json.loads(data)
        if not isinstance(value, dict):
            raise TypeError("no object")
        return shape(value)
    except BadInput as error:
        raise BadInput(error.what, path=place) from None
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BadInput(f"cannot be read ({type(error).__name__})", path=place) from None


def _newest(value: dict[str, Any]) -> Newest:
    return Newest(_number(value["version"], 1, 1 << 53), _name(value["head"]), _hex(value["hash"]))


def _head(value: dict[str, Any]) -> Head:
    if _number(value["format"], 1, 1 << 31) > FORMAT:
        raise BadInput("was published by a newer program: this one is to be renewed first")
    page = _number(value["page"], 512, 65536)
    size = _number(value["size"], page, LARGEST)
    if page not in PAGES or size % page:
        raise BadInput("names no size of a database")
    return Head(
        _number(value["version"], 1, 1 << 53), _moment(value["made"]), size, page,
        tuple(_text(each) for each in _list(value["schema"])),
        _name(value["table"]), _hex(value["table_hash"]), _number(value["table_size"], 1, LARGEST),
        tuple(_pack(each) for each in _list(value["packs"])), _text(value["mark"]),
    )  # fmt: skip


def _pack(value: Any) -> Pack:
    return Pack(_name(value["name"]), _number(value["size"], 0, 1 << 32), _number(value["blocks"], 1, 1 << 32))


def _list(value: Any) -> Sequence[Any]:
    if not isinstance(value, list) or len(value) > MOST_PACKS:
        raise TypeError("no list")
    return value


def _number(value: Any, least: int, most: int) -> int:
    if type(value) is not int or not least <= value <= most:
        raise ValueError("no such number")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > 200:
        raise TypeError("no text")
    return value


def _name(value: Any) -> str:
    if not NAME.fullmatch(_text(value)):
        raise ValueError("no name")
    return str(value)


def _hex(value: Any) -> str:
    if not _HEX.fullmatch(_text(value)):
        raise ValueError("no hash")
    return str(value)


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError("no zone")
    return moment
