"""The doctor looks at where versions of the corpus are exchanged: its driver, the way there, room on both sides."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bot.finding import Finding
from config.settings import Settings
from digests.errors import BadInput, KhabarError
from digests.snapshots import state
from digests.snapshots.bucket import Bucket, FolderBucket, open_bucket
from digests.snapshots.shelf import Shelf

VERSIONS = 2
"""More of them than there is now: the next is built beside the one that is read."""
MB = 2**20


def examine(data: Path, settings: Settings) -> Iterator[Finding]:
    """Nothing where none are exchanged."""
    if settings.snapshots is None:
        yield Finding("snapshots", "well", "KHABAR_SNAPSHOTS is not set: the corpus is read where it is written")
        return
    try:
        bucket = open_bucket(settings.snapshots.get_secret_value())
    except BadInput as error:
        yield Finding("snapshots", "wrong", str(error), "install what is missing, or correct the address")
        return
    with closing(bucket):
        yield from _looked_at(data, bucket)


def _looked_at(data: Path, bucket: Bucket) -> Iterator[Finding]:
    try:
        newest = Shelf(bucket).newest()
    except KhabarError as error:
        yield Finding("snapshots", "wrong", f"cannot be read: {error}", "look at the address, its keys and its server")
        return
    what = f"version {newest.version} of {newest.made:%Y-%m-%d %H:%M}" if newest else "no version yet"
    said, size = f"{bucket.shown} holds {what}", newest.size if newest else 0
    if trouble := _unwritable(bucket):
        is_worker = not state.is_replica(data)
        todo = "the worker has to write there; a bot only reads"
        yield Finding("snapshots", "wrong" if is_worker else "worth a look", f"{said}; {trouble}", todo)
    else:
        yield Finding("snapshots", "well", f"{said}; it can be read and written")
    places = {"here": data, **({bucket.shown: bucket.folder} if isinstance(bucket, FolderBucket) else {})}
    for name, folder in places.items():
        if folder.is_dir() and (free := shutil.disk_usage(folder).free) < VERSIONS * size:
            short = f"{free // MB} MB free {name}, a version has {size // MB} MB"
            yield Finding("room for versions", "wrong", short, f"make room for {VERSIONS} more of them")


def _unwritable(bucket: Bucket) -> str:
    """What keeps us from writing there, tried with a few bytes that are taken away again."""
    name = f"doctor/{secrets.token_hex(8)}"
    try:
        bucket.put(name, b"?")
        kept = bucket.get(name) == b"?"
        bucket.delete(name)
    except KhabarError as error:
        return f"it cannot be written: {error}"
    return "" if kept else "what is written there does not come back"
