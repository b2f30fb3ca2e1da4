"""A worker's start: it goes on from the newest version, so that a new machine does not begin with an empty corpus."""

from __future__ import annotations

import logging
from pathlib import Path

from digests.clock import Clock
from digests.corpus.store import FILE
from digests.errors import Unavailable
from digests.snapshots import state
from digests.snapshots.bucket import Bucket
from digests.snapshots.replica import Replica
from digests.snapshots.shelf import Shelf

logger = logging.getLogger(__name__)


def take_over(data: Path, bucket: Bucket, clock: Clock) -> int | None:
    """Let the corpus of `data` be this worker's own and no older than what was published; the version that was taken
    for that, None where the corpus that is here goes on. Raises BadInput, CorpusDamaged, Unavailable."""
    known = state.read(data)
    if state.is_own(data):
        try:
            newest = Shelf(bucket).newest()
        except Unavailable as error:
            logger.warning("%s: whether another worker published meanwhile is not known", error)
            return None
        if not known.here or newest is None or newest.version <= known.here:
            return None  # a corpus that never was published is not given up for another's: publishing says so
        _set_aside(data, known.here)
    replica = Replica(data, bucket, clock)
    if Shelf(bucket).newest() is not None and (head := replica.due()):
        replica.take(head)
    if not state.is_replica(data):
        return None
    replica.own()
    return state.read(data).here


def _set_aside(data: Path, version: int) -> None:
    """Another worker went on since: what this one wrote after `version` and never published stays beside it."""
    logger.warning("another worker published since version %d: the corpus of this folder is set aside", version)
    try:
        for ending in ("", "-wal", "-shm"):
            path = data / f"{FILE}{ending}"
            if path.exists():
                path.replace(data / f"aside-{version}-{FILE}{ending}")
    except OSError as error:
        raise Unavailable(f"{data}: {error.strerror}") from error
