"""The editor's desk over one newsroom: what waits and is decided, what is sent and written."""

from __future__ import annotations

from typing import Self

from config.settings import Settings
from digests.editing.asked import Queue
from digests.editing.decisions import Decisions
from digests.editing.queued import QueuedDecisions, QueuedWriting
from digests.editing.writing import Writing
from digests.ingest import Ingest
from digests.model import Readers
from digests.newsroom import Newsroom
from digests.rounds import USUAL, Manner


class EditorsDesk:
    """Bound to the thread of its newsroom, which it closes."""

    def __init__(
        self, room: Newsroom, *, manner: Manner = USUAL, readers: Readers = "both", queue: Queue | None = None
    ) -> None:
        self.room = room
        self.ingest = Ingest(room.store, room.clock, room.indicator_table, readers=readers)
        self.queue = queue
        self.decisions: Decisions = QueuedDecisions(room, self.ingest, queue) if queue else Decisions(room, self.ingest)
        self.writing: Writing = (
            QueuedWriting(room, self.ingest, manner, queue) if queue else Writing(room, self.ingest, manner)
        )

    @classmethod
    def open(cls, room: Newsroom, settings: Settings | None, queue: Queue | None = None) -> Self:
        """The desk as the operator set it up; as it usually is where nothing is set. `queue` takes its decisions where
        the corpus is a copy."""
        if settings is None:
            return cls(room, queue=queue)
        return cls(room, manner=Manner.of(settings), readers=settings.figure_readers, queue=queue)

    def close(self) -> None:
        self.ingest.quarantine.close()
        if self.queue is not None:
            self.queue.close()
        self.room.close()
