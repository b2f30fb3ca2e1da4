"""The editor's desk over a copy of the corpus: each decision is tried here, taken back, and sent to the worker.

So an editor hears at once what the worker would object to; what was sent and does not hold yet is not offered again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from digests.corpus import reviews
from digests.corpus.reviews import Decision
from digests.corpus.store import Store
from digests.corpus.waiting import WaitingItem, document_json
from digests.editing.asked import Asked, Do, Queue
from digests.editing.correcting import Changes
from digests.editing.decisions import Case, Decisions, Overview, Verdict, short
from digests.editing.drafts import Draft
from digests.editing.writing import Writing
from digests.errors import Conflict
from digests.figures.queue import Waiting
from digests.ingest import Ingest, Ingested
from digests.model import Document, Texts
from digests.newsroom import Newsroom
from digests.rounds import Manner
from digests.sources import curated

T = TypeVar("T")


def tried(store: Store, act: Callable[[], T]) -> T:
    """What `act` gives or raises; nothing of what it writes stays."""
    connection = store.connection
    connection.execute("BEGIN IMMEDIATE")
    try:
        return act()
    finally:
        connection.rollback()
        with store.transaction():  # a write that changes nothing: whatever was read on the way is read anew
            connection.execute("UPDATE decisions_taken SET at = at")
            connection.execute("INSERT OR REPLACE INTO drafts VALUES ('', '', '')")
            connection.execute("DELETE FROM drafts WHERE id = ''")


class _Sending:
    """What both halves of the desk send decisions with."""

    def __init__(self, room: Newsroom, queue: Queue) -> None:
        self.room = room
        self.queue = queue

    def send(self, do: Do, target: str, act: Callable[[], T], **data: Any) -> tuple[T, int]:
        """What `act` would give, and the number under which it waits. Raises Conflict where another about the same
        does."""
        asked = Asked(do, target, self.room.clock.now(), data)
        if target in self.targets() and not self.queue.again(asked):
            raise Conflict("a decision about this is on its way", kind="decided", place=target)
        found = tried(self.room.store, act)
        return found, self.queue.put(asked)

    def targets(self) -> frozenset[str]:
        return frozenset(each.asked.target for each in self.queue.waiting())


class QueuedDecisions(Decisions):
    """Decisions whose lines have negative numbers: those of the queue."""

    def __init__(self, room: Newsroom, ingest: Ingest, queue: Queue) -> None:
        super().__init__(room, ingest)
        self.queue = queue
        self._sending = _Sending(room, queue)

    def overview(self) -> Overview:
        seen = super().overview()
        drafts = len(self.queue.drafts().all())
        return replace(seen, claims=len(self._waiting_claims()), items=len(self.items()), drafts=drafts)

    def waiting(self) -> frozenset[str]:
        claims = {short(each.claim.id) for each in self._waiting_claims()}
        return frozenset(claims | {short(each.document.id) for each in self.items()})

    def _waiting_claims(self) -> Sequence[Waiting]:
        sent = self._sending.targets()
        return [each for each in super()._waiting_claims() if each.claim.id not in sent]

    def items(self) -> list[WaitingItem]:
        sent = self._sending.targets()
        return [each for each in super().items() if each.document.id not in sent]

    def trail(self, most: int) -> list[Decision]:
        waiting = [
            Decision(-q.number, q.asked.target, q.asked.action, q.asked.at, None, q.asked.data.get("said", {}), {},
                     undoes=q.asked.data.get("line"), by="desk")
            for q in self.queue.waiting()
        ]  # fmt: skip
        return [*waiting[::-1], *super().trail(most)][:most]

    def decide(self, case: Case, verdict: Verdict) -> Decision:
        return self._about(verdict, case, lambda: super(QueuedDecisions, self).decide(case, verdict))

    def correct(self, case: Case, changes: Changes) -> Decision:
        act = lambda: super(QueuedDecisions, self).correct(case, changes)  # noqa: E731
        return self._about("correct", case, act, changes=dict(changes))

    def retract(self, case: Case, why: Texts) -> Decision:
        act = lambda: super(QueuedDecisions, self).retract(case, why)  # noqa: E731
        return self._about("retract", case, act, why=dict(why))

    def _about(self, do: Do, case: Case, act: Callable[[], Decision], **data: Any) -> Decision:
        said = reviews.said(case.claim)
        line, number = self._sending.send(do, case.claim.id, act, seen=case.seen, said=said, **data)
        return replace(line, id=-number)

    def retract_document(self, doc_id: str, why: Texts) -> Decision:
        act = lambda: super(QueuedDecisions, self).retract_document(doc_id, why)  # noqa: E731
        line, number = self._sending.send("withdraw", doc_id, act, why=dict(why))
        return replace(line, id=-number)

    def take(self, item: WaitingItem) -> Ingested:
        act = lambda: super(QueuedDecisions, self).take(item)  # noqa: E731
        return self._sending.send("take", item.document.id, act)[0]

    def leave(self, item: WaitingItem) -> None:
        self._sending.send("leave", item.document.id, lambda: super(QueuedDecisions, self).leave(item))

    def mark(self, doc_id: str) -> Decision | None:
        line, number = self._sending.send("urgent", doc_id, lambda: super(QueuedDecisions, self).mark(doc_id))
        return replace(line, id=-number) if line else None

    def unmark(self, doc_id: str) -> Decision | None:
        line, number = self._sending.send("calm", doc_id, lambda: super(QueuedDecisions, self).unmark(doc_id))
        return replace(line, id=-number) if line else None

    def undo(self, decision: int) -> Decision:
        """One that is on its way is taken back behind itself: the worker does both, in order."""
        if decision > 0:
            act = lambda: super(QueuedDecisions, self).undo(decision)  # noqa: E731
            line, number = self._sending.send("undo", f"line {decision}", act, line=decision)
            return replace(line, id=-number)
        found = next((each for each in self.queue.waiting() if each.number == -decision), None)
        if found is None or found.asked.do == "undo":
            raise Conflict("this is no longer on its way", kind="undone")
        asked = Asked("undo", f"sent {found.name}", self.room.clock.now(), {"name": found.name})
        if asked.target in self._sending.targets():
            raise Conflict("this has been taken back already", kind="undone")
        number = self.queue.put(asked)
        return Decision(-number, found.asked.target, "undo", asked.at, None, found.asked.data.get("said", {}), {})


class QueuedWriting(Writing):
    """What is written is sent whole; its draft stays until it holds."""

    def __init__(self, room: Newsroom, ingest: Ingest, manner: Manner, queue: Queue) -> None:
        super().__init__(room, ingest, manner)
        self.kept = queue.drafts()
        self._sending = _Sending(room, queue)

    def drafts(self) -> list[Draft]:
        sent = self._sending.targets()
        return [each for each in super().drafts() if each.id not in sent]

    def add(self, document: Document) -> Ingested:
        act = lambda: super(QueuedWriting, self).add(document)  # noqa: E731
        return self._sending.send("add", document.id, act, document=document_json(document))[0]

    def _stored(self, name: str, record: str, questions: str) -> Ingested:
        document = curated.document_of(curated.parse_bytes(record.encode(), Path(f"{name}.toml")), Path(f"{name}.toml"))
        act = lambda: self.ingest.document(document)  # noqa: E731
        return self._sending.send("record", name, act, record=record, questions=questions)[0]
