"""Bytes to characters, and characters to the plain text that everything else counts its offsets in."""

from __future__ import annotations

import re

from charset_normalizer import from_bytes

from digests.errors import BadInput
from digests.language.fold import normal

MAX_BYTES = 15 * 1024 * 1024
"""The most a file or a document may weigh, after unpacking (miniflux takes the same)."""
MAX_CHARACTERS = 1_000_000
"""Of text in one document that an operator names: a long book."""

INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|[\ud800-\udfff]")
SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
LINE_END = re.compile(r"\r\n?|[\u2028\u2029\x85]")


def decode(data: bytes, *, path: object = None) -> str:
    """Text of `data`: UTF-8 with or without a mark, UTF-16 with one, else the likeliest old code page.

    Raises BadInput for what is too large or no text at all.
    """
    if len(data) > MAX_BYTES:
        raise BadInput(f"larger than {MAX_BYTES // 1024 // 1024} MiB", path=path)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if b"\x00" in data[:4096]:
        raise BadInput("not a text file", path=path)
    best = from_bytes(data[:200_000], cp_isolation=["cp1251", "koi8_r", "cp866", "cp1252"]).best()
    if best is None:
        raise BadInput("in no encoding we know", path=path)
    return data.decode(best.encoding, "replace")


def plain(text: str) -> str:
    """`text` in NFC without piles of marks, control, invisible and direction-changing characters.

    One kind of line end and space. Lines keep their order and number; runs of spaces become one.
    """
    text = LINE_END.sub("\n", text)
    text = INVISIBLE.sub("", CONTROL.sub("", text))
    text = SPACES.sub(" ", normal(text))
    return "\n".join(line.strip() for line in text.split("\n"))
