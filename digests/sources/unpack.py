"""A body as it stands on the wire → its bytes: every usual packing, said or not, bounded after unpacking.

Some servers put a file together of several packed parts, one behind the other: each is unpacked. What follows the last
and is no such part is not read.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from typing import Protocol

import brotli
from backports import zstd

from digests.objections import Kind, Objection
from digests.sources.text import MAX_BYTES

ACCEPTED = "gzip, deflate, br, zstd"
LAYERS = 3
"""Packings in each other: one is usual, two is a .gz that a server packed once more."""
PARTS = 1_000
"""Of one packing: what unpacks blocks of 64 KB fills the largest body four times."""
STEP = 65_536
"""Bytes that are unpacked at once: each part copies what lies behind it."""
HEAD_BYTES = 1024
"""By then a packing has shown that it is the one it is called."""
ZSTD_WINDOW = {int(zstd.DecompressionParameter.window_log_max): 23}
"""8 MiB of memory, as RFC 9659 bounds it for the web."""


class _Unpacker(Protocol):
    """Takes bytes, gives at most `most` and one more: more than that would be too many.

    `ended`: its packing is at its end; `rest`: what came behind that.
    """

    ended: bool
    rest: bytes

    def take(self, data: bytes, most: int) -> bytes: ...


class _Plain:
    ended = False
    rest = b""

    def take(self, data: bytes, most: int) -> bytes:
        return data[: most + 1]


class _Zlib:
    def __init__(self, wbits: int) -> None:
        self.inner = zlib.decompressobj(wbits)
        self.ended, self.rest = False, b""

    def take(self, data: bytes, most: int) -> bytes:
        found = self.inner.decompress(data, most + 1)
        self.ended, self.rest = self.inner.eof, self.inner.unused_data
        return found


class _Brotli:
    def __init__(self) -> None:
        self.inner = brotli.Decompressor()
        self.ended, self.rest = False, b""  # its parts are never put together so

    def take(self, data: bytes, most: int) -> bytes:
        found: bytes = self.inner.process(data, output_buffer_limit=most + 1)
        while len(found) <= most and not self.inner.can_accept_more_data():
            found += self.inner.process(b"", output_buffer_limit=most + 1 - len(found))
        self.ended = self.inner.is_finished()
        return found


class _Zstd:
    def __init__(self) -> None:
        self.inner = zstd.ZstdDecompressor(options=ZSTD_WINDOW)
        self.ended, self.rest = False, b""

    def take(self, data: bytes, most: int) -> bytes:
        found: bytes = self.inner.decompress(data, most + 1)
        self.ended, self.rest = self.inner.eof, self.inner.unused_data
        return found


Maker = Callable[[], _Unpacker]


def _gzip() -> _Unpacker:
    return _Zlib(47)  # gzip or zlib, by its head


def _raw_deflate() -> _Unpacker:
    return _Zlib(-15)


PACKINGS: dict[str, tuple[Maker, ...]] = {
    "gzip": (_gzip, _Plain),
    "x-gzip": (_gzip, _Plain),
    "deflate": (_gzip, _raw_deflate),
    "br": (_Brotli,),
    "zstd": (_Zstd, _Plain),
}
"""Name → what it may be: servers call plain text gzip, and leave out the head that deflate ought to have."""

HEADS: dict[bytes, Maker] = {b"\x1f\x8b": _gzip, b"\x28\xb5\x2f\xfd": _Zstd}
"""How a packing begins that nobody named: a .gz file that is served as it lies."""

BROKEN = (zlib.error, brotli.error, zstd.ZstdError, EOFError)


class _Layer:
    """One packing; until it has given something, the next of its candidates may take over."""

    def __init__(self, makers: Iterable[Maker]) -> None:
        self.makers = list(makers)
        self.make = self.makers.pop(0)
        self.unpacker = self.make()
        self.parts = 1
        self.between = b""  # what came behind a part, as far as it may begin another
        self.seen = b""
        self.given = 0

    @property
    def is_whole(self) -> bool:
        """Whether a part has just ended: the body may end here."""
        return self.unpacker.ended

    @property
    def ended(self) -> bool:
        """Whether the last part has ended: what follows it begins no other."""
        return self.unpacker.ended and not any(head.startswith(self.between) for head in HEADS)

    def take(self, data: bytes) -> bytes:
        """What `data` holds. Raises ValueError where that is too much or the packing is broken."""
        found = b""
        while data:
            if self.unpacker.ended:
                data = self.between + data
                self.between = data[: max(map(len, HEADS))]
                if not any(data.startswith(head) for head in HEADS):
                    break
                self._next_part()
            found += self._bounded(data)
            data = self.unpacker.rest
        return found

    def _next_part(self) -> None:
        self.parts += 1
        if self.parts > PARTS:
            raise ValueError(Objection(Kind.TOO_MANY_PARTS, most=PARTS))
        self.unpacker, self.between = self.make(), b""

    def _bounded(self, data: bytes) -> bytes:
        found = self._try(data)
        self.given += len(found)
        if self.given > MAX_BYTES:
            raise _too_large()
        if found or len(self.seen) > HEAD_BYTES:
            self.makers.clear()
        return found

    def _try(self, data: bytes) -> bytes:
        self.seen = self.seen + data if self.makers else b""
        try:
            return self.unpacker.take(data, MAX_BYTES - self.given)
        except BROKEN:
            if not self.makers:
                raise ValueError(Objection(Kind.BROKEN_PACKING)) from None
            self.make, again, self.seen = self.makers.pop(0), self.seen, b""
            self.unpacker = self.make()
            return self._try(again)


class Body:
    """Collects a body. Raises ValueError where it is too large or its packing is broken."""

    def __init__(self, encodings: str) -> None:
        """`encodings`: the header Content-Encoding. A name that nobody knows is no packing (servers put charsets)."""
        names = [name.strip().lower() for name in encodings.split(",")][-LAYERS:]
        self.layers = [_Layer(PACKINGS[name]) for name in reversed(names) if name in PACKINGS]
        self.wire = 0
        self.body = bytearray()

    def take(self, chunk: bytes) -> bool:
        """Take what came; whether it is the last that is wanted."""
        self.wire += len(chunk)
        for layer in self.layers:
            chunk = layer.take(chunk)
        self.body += chunk
        if max(self.wire, len(self.body)) > MAX_BYTES:
            raise _too_large()
        return bool(self.layers) and self.layers[0].ended

    @property
    def is_whole(self) -> bool:
        """Whether it may end here, by its packing: a server that now says nothing more has said all."""
        return bool(self.layers) and self.layers[0].is_whole

    def whole(self) -> bytes:
        """All of it, and what is still packed by its head unpacked."""
        body = bytes(self.body)
        for _ in range(LAYERS):
            maker = next((maker for head, maker in HEADS.items() if body.startswith(head)), None)
            if maker is None:
                break
            layer = _Layer([maker])
            body = b"".join(layer.take(body[start : start + STEP]) for start in range(0, len(body), STEP))
        return body


def _too_large() -> ValueError:
    return ValueError(Objection(Kind.TOO_LARGE, most=MAX_BYTES // 1024 // 1024))
