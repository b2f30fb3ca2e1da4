"""Versions in a bucket: the newest one read down its chain of hashes, and what nobody needs any more taken away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from digests.errors import BadInput, NotFound
from digests.snapshots.bucket import Bucket
from digests.snapshots.manifest import (
    NEWEST,
    Head,
    Newest,
    Table,
    hash_of,
    parsed_head,
    read_head,
    read_newest,
    read_table,
)

HEADS, TABLES, PACKS = "heads", "tables", "packs"
VERSIONS_KEPT = 2
"""Versions that stay whatever their age."""
GRACE = timedelta(hours=1)
"""How long a version stays after another took its place: who began to fetch it is not left without the rest."""


class Shelf:
    """The versions of one bucket."""

    def __init__(self, bucket: Bucket) -> None:
        self.bucket = bucket

    @property
    def shown(self) -> str:
        return self.bucket.shown

    def newest(self) -> Head | None:
        """The newest version; None where none was published. Raises BadInput for a damaged one, Unavailable."""
        try:
            newest = read_newest(self.bucket.get(NEWEST), self.shown)
        except NotFound:
            return None
        try:
            return read_head(self.bucket.get(newest.head), newest, self.shown)
        except NotFound:
            raise BadInput("is not there", path=self.shown, place=newest.head) from None

    def table(self, head: Head) -> Table:
        """What the blocks of a version are. Raises BadInput, Unavailable."""
        try:
            return read_table(self.bucket.get(head.table), head, self.shown)
        except NotFound:
            raise BadInput("is not there", path=self.shown, place=head.table) from None

    def publish(self, head: Head) -> None:
        """Let `head`, of which all the rest is stored, be the newest version."""
        written = head.written()
        name = f"{HEADS}/{head.version:012}"
        self.bucket.put(name, written)
        self.bucket.put(NEWEST, Newest(head.version, name, hash_of(written)).written())

    def sweep(self, newest: Head, now: datetime, grace: timedelta = GRACE) -> int:
        """Take away what is of no version that stays; how many objects. Heads go before what they name, so that none
        is ever found without it."""
        heads = self._heads(newest)
        stay = [head for head in heads.values() if head and _stays(head, heads, now, grace)]
        keep = {f"{HEADS}/{head.version:012}" for head in stay} | {head.table for head in stay}
        keep |= {pack.name for head in stay for pack in head.packs}
        gone = 0
        for prefix in (HEADS, TABLES, PACKS):
            for name in self.bucket.list(prefix):
                if name not in keep:
                    self.bucket.delete(name)
                    gone += 1
        return gone

    def _heads(self, newest: Head) -> Mapping[int, Head | None]:
        """The heads that are there by their version; None for one that cannot be read."""
        found: dict[int, Head | None] = {}
        for name in self.bucket.list(HEADS):
            number = name.rpartition("/")[2]
            if not number.isdecimal() or int(number) > newest.version:
                continue  # of an attempt that came to nothing
            try:
                found[int(number)] = parsed_head(self.bucket.get(name), f"{self.shown}: {name}")
            except (BadInput, NotFound):
                found[int(number)] = None
        return found | {newest.version: newest}


def _stays(head: Head, heads: Mapping[int, Head | None], now: datetime, grace: timedelta) -> bool:
    later = [each for each in heads.values() if each and each.version > head.version]
    if len(later) < VERSIONS_KEPT:
        return True
    return min(later, key=lambda each: each.version).made > now - grace
