"""Files that somebody names: plain ones only, of a bounded size, looked at before a byte is read; and files of ours,
which are put in their place whole.

A device, a pipe or a socket is refused unopened, and so is a link that leads out of the folder that was named.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from digests.errors import BadInput, Unavailable
from digests.sources.text import MAX_BYTES

STANDARD_INPUT = "standard input"


def is_standard_input(path: Path | None) -> bool:
    """Whether no file is meant but what is piped in: nothing named, `-`, or the system's own name for it."""
    return path is None or str(path) in {"-", "/dev/stdin"}


def read_bytes(path: Path, *, within: Path | None = None, most: int = MAX_BYTES) -> bytes:
    """The bytes of the plain file `path`, which may not leave the folder `within`. Raises BadInput in one line."""
    try:
        if within is not None and not path.resolve().is_relative_to(within.resolve()):
            raise BadInput("a link that leads out of the folder", path=path)
        _look_at(path.stat(), path, most)
        # Not blocking: should a pipe have taken the file's place since, nobody waits for its writer.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC), "rb") as stream:
            _look_at(os.fstat(stream.fileno()), path, most)
            return _within(stream.read(most + 1) or b"", path, most)
    except (OSError, RuntimeError) as error:  # resolve() raises RuntimeError for links in a circle
        raise BadInput(f"cannot be read ({getattr(error, 'strerror', None) or 'error'})", path=path) from None


def read_lines(path: Path | None) -> Iterator[tuple[int, str]]:
    """The lines of a UTF-8 file or of standard input that hold something; counted from 1.

    Raises BadInput naming the line; all of them are read before the first comes back.
    """
    if path is None or is_standard_input(path):
        name: object = STANDARD_INPUT
        data = _within(sys.stdin.buffer.read(MAX_BYTES + 1), name, MAX_BYTES)
    else:
        name, data = path, read_bytes(path)
    for number, raw in enumerate(data.split(b"\n"), 1):
        try:
            line = raw.decode("utf-8").strip().removeprefix("\ufeff")
        except UnicodeDecodeError:
            raise BadInput("is not UTF-8", path=name, place=number) from None
        if line:
            yield number, line


def _look_at(found: os.stat_result, path: Path, most: int) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise BadInput("is a folder", path=path)
    if not stat.S_ISREG(found.st_mode):
        raise BadInput("is no plain file", path=path)
    if found.st_size > most:
        raise _too_large(path, most)


def _within(data: bytes, path: object, most: int) -> bytes:
    if len(data) > most:
        raise _too_large(path, most)
    return data


def _too_large(path: object, most: int) -> BadInput:
    return BadInput(f"larger than {most // 1024 // 1024} MiB", path=path)


def toml(value: Any) -> str:
    """A string, number, truth value or list of strings as TOML: JSON's escapes are its own, but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def write_whole(path: Path, text: str, check: Callable[[Path], object] = lambda _: None) -> None:
    """Put `text` at `path` at once, all or nothing, after `check` of the new file. Raises what `check` raises,
    Unavailable where it cannot be written."""
    whole = path.resolve()
    try:
        handle, name = tempfile.mkstemp(dir=whole.parent, prefix=f".{whole.stem}-", suffix=".part")
        new = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                out.write(text)
                out.flush()
                os.fsync(out.fileno())
            check(new)
            new.chmod(whole.stat().st_mode & 0o777 if whole.exists() else 0o644)
            new.replace(whole)
        finally:
            new.unlink(missing_ok=True)
    except (OSError, UnicodeError) as error:
        raise Unavailable(f"{path}: cannot be written: {getattr(error, 'strerror', None) or error}") from None
