"""Items of sources that want approval: taken into the corpus or left out, each with its line in the trail."""

from __future__ import annotations

from datetime import datetime

from digests.corpus import reviews
from digests.corpus.reviews import Decision
from digests.corpus.store import Store
from digests.corpus.waiting import WaitingItem, WaitingItems
from digests.ingest import Ingest, Ingested


def take(ingest: Ingest, item: WaitingItem, *, by: str | None = None) -> Ingested:
    """Take a waiting item into the corpus."""
    now = ingest.clock.now()
    result = ingest.document(item.document)  # before it is noted: what is taken twice is unchanged
    after = {"status": result.status, "doc_id": result.doc_id}
    with ingest.store.transaction():
        WaitingItems(ingest.store.connection).decided(item.document.id, now)
        line = Decision(0, item.document.id, "take", now, None, {}, after, by=by)
        reviews.append(ingest.store.connection, line)
    return result


def leave(store: Store, item: WaitingItem, at: datetime, *, by: str | None = None) -> None:
    """Leave a waiting item out for good; one that its source writes otherwise waits again."""
    with store.transaction():
        WaitingItems(store.connection).decided(item.document.id, at)
        reviews.append(store.connection, Decision(0, item.document.id, "leave", at, None, {}, {}, by=by))
