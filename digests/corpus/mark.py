"""Whether a corpus has changed in anything that whoever reads it elsewhere should have soon."""

from __future__ import annotations

import hashlib
from datetime import date

from digests.corpus.store import Store

LOOKED_AT = (
    "SELECT count(*), max(compiled), total(decided) FROM editions",
    "SELECT count(document), count(*), max(at), max(aside_at) FROM waiting_items",
    "SELECT max(number), count(ended) FROM urgent",
    "SELECT max(id) FROM notices",
    "SELECT count(*), max(at) FROM paused_sources",
    "SELECT count(*), max(at) FROM decisions_taken",
)
"""What stands beside documents and the editors' trail. When a feed was read, and what was judged on the way, is left
out: it changes every minute and nobody asks for it."""


def mark(store: Store, today: date) -> str:
    """Another one after an ingest, an edition, a decision, progress of the vectors; and once a day in any case."""
    found = hashlib.blake2b(store.standing(date.max).encode(), digest_size=16)
    found.update(today.isoformat().encode())
    for sql in LOOKED_AT:
        found.update(repr(tuple(store.connection.execute(sql).fetchone())).encode())
    return found.hexdigest()
