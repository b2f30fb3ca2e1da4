"""A body as it stands on the wire → its bytes: every usual packing, said or not, bounded after unpacking.

A packed body ends where its packing ends; what a server sends after that is not read.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from typing import Protocol

import brotli
from backports import zstd

from digests.sources.text import MAX_BYTES

ACCEPTED = "gzip, deflate, br, zstd"
LAYERS = 3
"""Packings in each other: one is usual, two is a .gz that a server packed once more."""
HEAD_BYTES = 1024
"""By then a packing has shown that it is the one it is called."""
ZSTD_WINDOW = {int(zstd.DecompressionParameter.window_log_max): 23}
"""8 MiB of memory, as RFC 9659 bounds it for the web."""


class _Unpacker(Protocol):
    """Takes bytes, gives at most `most` and one more: more than that would be too many."""

    ended: bool

    def take(self, data: bytes, most: int) -> bytes: ...


class _Plain:
    ended = False

    def take(self, data: bytes, most: int) -> bytes:
        return data[: most + 1]


class _Zlib:
    def __init__(self, wbits: int) -> None:
        self.inner = zlib.decompressobj(wbits)
        self.ended = False

    def take(self, data: bytes, most: int) -> bytes:
        found = self.inner.decompress(data, most + 1)
        self.ended = self.inner.eof
        return found


class _Brotli:
    def __init__(self) -> None:
        self.inner = brotli.Decompressor()
        self.ended = False

    def take(self, data: bytes, most: int) -> bytes:
        found: bytes = self.inner.process(data, output_buffer_limit=most + 1)
        while len(found) <= most and not self.inner.can_accept_more_data():
            found += self.inner.process(b"", output_buffer_limit=most + 1 - len(found))
        self.ended = self.inner.is_finished()
        return found


class _Zstd:
    def __init__(self) -> None:
        self.inner = zstd.ZstdDecompressor(options=ZSTD_WINDOW)
        self.ended = False

    def take(self, data: bytes, most: int) -> bytes:
        found: bytes = self.inner.decompress(data, most + 1)
        self.ended = self.inner.eof
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
        self.unpacker = self.makers.pop(0)()
        self.seen = b""
        self.given = 0

    def take(self, data: bytes) -> bytes:
        """What `data` holds. Raises ValueError where that is too much or the packing is broken."""
        if self.unpacker.ended:
            return b""
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
                raise ValueError("its packing is broken") from None
            self.unpacker, again, self.seen = self.makers.pop(0)(), self.seen, b""
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
        return bool(self.layers) and self.layers[0].unpacker.ended

    def whole(self) -> bytes:
        """All of it, and what is still packed by its head unpacked."""
        body = bytes(self.body)
        for _ in range(LAYERS):
            maker = next((maker for head, maker in HEADS.items() if body.startswith(head)), None)
            if maker is None:
                break
            body = _Layer([maker]).take(body)
        return body


def _too_large() -> ValueError:
    return ValueError(f"larger than {MAX_BYTES // 1024 // 1024} MiB")
