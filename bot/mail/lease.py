"""One bot a folder of data: a lock on a file, which the kernel frees when the process dies, however it dies."""

from __future__ import annotations

import asyncio
import fcntl
import os
from pathlib import Path
from typing import Self

from digests.errors import Unavailable


def lease_path(data: Path) -> Path:
    """The lock file of a folder of data. One folder serves one bot, whatever its token."""
    return data / "bot.lock"


class Lease:
    """Held from `take` to `release`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None

    @property
    def held(self) -> bool:
        return self._file is not None

    def try_take(self) -> bool:
        """Take it unless another process holds it. Raises Unavailable where the file cannot be made."""
        try:
            file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise Unavailable(f"{self.path}: {error.strerror}") from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return False
        self._file = file
        return True

    async def take(self, every: float = 0.5) -> Self:
        """Wait until it is free, asking `every` so many seconds."""
        while not self.try_take():  # noqa: ASYNC110 (the kernel tells nobody)
            await asyncio.sleep(every)
        return self

    def release(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


def is_held(path: Path) -> bool:
    """Whether some process holds the lease now; asking makes no file."""
    try:
        file = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(file)
    return False
