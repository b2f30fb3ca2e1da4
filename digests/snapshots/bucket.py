"""Where versions are published: named bytes in a folder, in a bucket behind an address, or in a table of PostgreSQL.

Nothing is ever changed under its name but the one object that says which version is the newest, and that is replaced
whole: who reads sees the one before or this one.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from digests.errors import BadInput, NotFound, Unavailable

NAME = re.compile(r"[a-z0-9]+(?:/[a-z0-9]+)*")
"""What an object may be called: nothing leads out of the bucket."""
POSTGRESQL = {"postgresql", "postgres"}
LIBRARY = "needs `pip install 'khabar[nodes]'`"


class Bucket(Protocol):
    """Every call may raise Unavailable. `shown` names the bucket in a message, without user and password."""

    @property
    def shown(self) -> str: ...

    def put(self, name: str, data: bytes) -> None:
        """Store `data` under `name`, whole or not at all, over what stood there."""

    def get(self, name: str, start: int = 0, length: int | None = None) -> bytes:
        """The bytes of an object, or `length` of them from `start`. Raises NotFound."""

    def has(self, name: str) -> bool: ...

    def list(self, prefix: str) -> list[str]:
        """The names under the folder `prefix`, in their order."""

    def delete(self, name: str) -> None:
        """Nothing happens where there is none."""

    def close(self) -> None: ...


def open_bucket(address: str) -> Bucket:
    """The bucket at `address`: a folder, `postgresql://…`, or any URL that fsspec knows. Raises BadInput where a
    library that it needs is missing."""
    scheme = urlsplit(address).scheme.lower() if "://" in address else ""
    if scheme in {"", "file"}:
        return FolderBucket(Path(address.removeprefix("file://")))
    try:
        if scheme in POSTGRESQL:
            from digests.snapshots.bucket_postgresql import PostgresqlBucket  # noqa: PLC0415 - for nodes alone

            return PostgresqlBucket(address)
        from digests.snapshots.bucket_url import UrlBucket  # noqa: PLC0415 - for nodes alone

        return UrlBucket(address)
    except ModuleNotFoundError as error:
        raise BadInput(f"{scheme}:// {LIBRARY} ({error.name} is not installed)", place="KHABAR_SNAPSHOTS") from None


def checked(name: str) -> str:
    """`name`, if it may be an object's. Raises BadInput: a manifest that somebody wrote may say anything."""
    if not NAME.fullmatch(name):
        raise BadInput(f"no name of an object: {name!r}")
    return name


def shown(address: str) -> str:
    """An address as it may stand in a message: no user, password or option."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    return f"{parts.scheme}://{host}{parts.path}".rstrip("/")


class FolderBucket:
    """A folder, on this machine or on a share that several mount."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def shown(self) -> str:
        return str(self.folder)

    def put(self, name: str, data: bytes) -> None:
        path = self._path(name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, new = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                Path(new).replace(path)
                sync_folder(path.parent)
            finally:
                Path(new).unlink(missing_ok=True)
        except OSError as error:
            raise self._failed(error) from error

    def get(self, name: str, start: int = 0, length: int | None = None) -> bytes:
        try:
            with self._path(name).open("rb") as file:
                file.seek(start)
                return file.read(-1 if length is None else length)
        except FileNotFoundError:
            raise NotFound(f"{self.shown}: no {name}") from None
        except OSError as error:
            raise self._failed(error) from error

    def has(self, name: str) -> bool:
        return self._path(name).is_file()

    def list(self, prefix: str) -> list[str]:
        folder = self._path(prefix)
        if not folder.is_dir():
            return []
        return sorted(f"{prefix}/{path.name}" for path in folder.iterdir() if not path.name.startswith("."))

    def delete(self, name: str) -> None:
        try:
            self._path(name).unlink(missing_ok=True)
        except OSError as error:
            raise self._failed(error) from error

    def close(self) -> None:
        """Nothing is held open."""

    def _path(self, name: str) -> Path:
        return self.folder / checked(name)

    def _failed(self, error: OSError) -> Unavailable:
        return Unavailable(f"{self.shown}: {error.strerror or error}")


def sync_folder(folder: Path) -> None:
    """Let what was put into a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
