"""What a folder of data remembers of versions: which one is here, which one is the newest that was seen, what is wrong.

It holds for both sides. Whoever asks for the state of the service reads it without reaching for the bucket.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path

from digests.corpus.store import FILE
from digests.errors import Unavailable
from digests.sources.disk import write_whole

FOLDER = "snapshots"
STATE = "state.json"
LOCK = "lock"


@dataclass(frozen=True, slots=True)
class State:
    """`made` says when version `here` was published, `looked` when the bucket was asked last. Times in ISO 8601."""

    here: int = 0
    made: str | None = None
    newest: int = 0
    newest_made: str | None = None
    looked: str | None = None
    refused: int = 0  # a version that could not be used here: it is not asked for again
    trouble: str | None = None  # why the newest version is not here
    mark: str = ""  # of what was published

    def age(self, now: datetime) -> float | None:
        """Seconds since the version that is here was published."""
        return (now - datetime.fromisoformat(self.made)).total_seconds() if self.made else None


def folder_of(data: Path) -> Path:
    return data / FOLDER


def read(data: Path) -> State:
    """The state; as of a new folder where there is none, or none that can be read."""
    try:
        found = json.loads((folder_of(data) / STATE).read_bytes())
        return State(**{each.name: found[each.name] for each in fields(State) if each.name in found})
    except (OSError, ValueError, TypeError):
        return State()


def write(data: Path, state: State) -> None:
    """Raises Unavailable where it cannot be written."""
    if state == read(data):
        return
    try:
        folder_of(data).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(f"{folder_of(data)}: {error.strerror}") from error
    write_whole(folder_of(data) / STATE, json.dumps(asdict(state)))


def is_replica(data: Path) -> bool:
    """Whether the corpus of this folder is a version that was taken from elsewhere."""
    return (data / FILE).is_symlink()


def is_own(data: Path) -> bool:
    """Whether the corpus of this folder is written here: nothing is taken from elsewhere then."""
    return (data / FILE).exists() and not is_replica(data)


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """One at a time in a folder of data, whichever process: the next one waits. Raises Unavailable."""
    try:
        folder_of(data).mkdir(parents=True, exist_ok=True)
        file = os.open(folder_of(data) / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise Unavailable(f"{folder_of(data)}: {error.strerror}") from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)
