"""What one reading of a feed may make the corpus hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cached_property

from digests.corpus.feed_log import FeedState
from digests.ingest import Ingested
from digests.model import Document
from digests.publishers import Quota


class Intake:
    """Held to the quota: new and changed items count, known ones cost nothing. `held` counts the feed's documents."""

    def __init__(self, quota: Quota, state: FeedState, day: date, held: Callable[[], int]) -> None:
        self.quota = quota
        self.day = day
        self.bytes = state.intake_bytes if state.intake_day == day else 0
        self.items = 0
        self.added = 0
        self.left_out: Counter[str] = Counter()
        self._held = held

    @cached_property
    def _documents(self) -> int:
        return self._held()

    def admits(self, document: Document) -> bool:
        """Whether `document` may be taken; what may not is counted."""
        over = self._over(document)
        if over:
            self.left_out[over] += 1
        return not over

    def _over(self, document: Document) -> str | None:
        if self.items >= self.quota.items_a_round:
            return f"more than {self.quota.items_a_round} in one reading"
        if self.bytes + _size(document) > self.quota.kilobytes_a_day * 1000:
            return f"more than {self.quota.kilobytes_a_day} kB of text a day"
        if self._documents + self.added >= self.quota.documents:
            return f"more than {self.quota.documents} documents of this feed"
        return None

    def took(self, document: Document, result: Ingested) -> None:
        if result.status in {"added", "updated", "rejected"}:  # the last waits for an editor
            self.items += 1
            self.bytes += _size(document)
            self.added += result.status == "added"

    def said(self) -> str | None:
        """What was left out and why, None where nothing was."""
        if not self.left_out:
            return None
        why = "; ".join(f"{count} ({reason})" for reason, count in self.left_out.items())
        return f"items left out by the quota: {why}"


def _size(document: Document) -> int:
    return len(f"{document.title}{document.text}".encode("utf-8", "replace"))
