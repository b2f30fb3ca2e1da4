"""A bucket behind an address: S3 and its like, Azure, Google, WebDAV; the home of fsspec.

Keys and endpoints are fsspec's and its drivers' own settings (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL …), never ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import fsspec

from digests.errors import BadInput, NotFound, Unavailable
from digests.snapshots.bucket import checked, shown


class UrlBucket:
    """Objects under one address. A PUT of such a store is whole or not there."""

    def __init__(self, address: str) -> None:
        self.shown = shown(address)
        try:
            self._files, self._root = fsspec.core.url_to_fs(address)
        except ImportError as error:
            raise BadInput(f"{urlsplit(address).scheme}://: {error}", place="KHABAR_SNAPSHOTS") from None
        except ValueError as error:
            raise BadInput(str(error), place="KHABAR_SNAPSHOTS") from None

    def put(self, name: str, data: bytes) -> None:
        with self._reached():
            self._files.pipe_file(self._path(name), data)

    def get(self, name: str, start: int = 0, length: int | None = None) -> bytes:
        end = None if length is None else start + length
        with self._reached(name):
            found: bytes = self._files.cat_file(self._path(name), start=start or None, end=end)
        return found

    def has(self, name: str) -> bool:
        with self._reached():
            self._forget_listings()
            return bool(self._files.exists(self._path(name)))

    def list(self, prefix: str) -> list[str]:
        with self._reached():
            self._forget_listings()
            try:
                found = self._files.ls(self._path(prefix), detail=False)
            except FileNotFoundError:
                return []
        return sorted(f"{prefix}/{str(path).rstrip('/').rpartition('/')[2]}" for path in found)

    def delete(self, name: str) -> None:
        with self._reached():
            try:
                self._files.rm_file(self._path(name))
            except FileNotFoundError:
                return

    def close(self) -> None:
        """fsspec keeps its own connections."""

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{checked(name)}"

    def _forget_listings(self) -> None:
        """Another machine may have written since."""
        self._files.invalidate_cache()

    @contextmanager
    def _reached(self, name: str = "") -> Iterator[None]:
        """Drivers raise what their own libraries do: whatever it is, the bucket could not be used."""
        try:
            yield
        except FileNotFoundError:
            raise NotFound(f"{self.shown}: no {name}") from None
        except (BadInput, NotFound):
            raise
        except Exception as error:
            raise Unavailable(f"{self.shown}: {_line(error)}") from error


def _line(error: Any) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]
