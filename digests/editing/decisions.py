"""What waits at the desk, and what an editor decides about it: each decision one call, with its line in the trail.

Nothing here says who decided. The trail bears the role alone, for the public database may be published.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from digests.corpus import reviews
from digests.corpus.drafts import Drafts
from digests.corpus.reviews import Decision
from digests.corpus.urgent import UrgentMarks
from digests.corpus.waiting import WaitingItem, WaitingItems
from digests.editing import items, undoing
from digests.editing.correcting import Changes, corrected
from digests.editing.in_context import InContext, in_context
from digests.errors import Conflict, UnknownName
from digests.figures.queue import Effect, Waiting
from digests.figures.reasons import HELD
from digests.ingest import Ingest, Ingested
from digests.model import Claim, Digest, Document, Lang, Texts
from digests.newsroom import Newsroom

ROLE = "desk"
"""By which door a decision came."""
WAITING = "w"
"""The place of claims that wait; any other place is an indicator's, i0 or i12, with the claims of it that readers are
shown. A button bears it."""
NEW_DAYS = 7
"""Days whose documents the desk lists."""

Verdict = Literal["approve", "reject", "hold"]


@dataclass(frozen=True, slots=True)
class Overview:
    """How much waits."""

    claims: int
    items: int
    drafts: int
    urgent: int


@dataclass(frozen=True, slots=True)
class Case:
    """One claim before an editor. `seen` is the newest line of the trail about it: a decision that rests on this one
    does not pass over a later one. `why` and `effect` are of a claim that waits."""

    claim: Claim
    names: Texts  # of its indicator
    place: str
    n: int  # of `of`, counted from 0
    of: int
    seen: int
    context: InContext
    url: str | None
    title: str
    why: Texts | None = None
    effect: Effect | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in a list of the desk's."""

    document: Document
    urgent: bool


def short(name: str) -> str:
    """An id as a button can hold it."""
    return hashlib.sha256(name.encode()).hexdigest()[:12]


class Decisions:
    """Over a newsroom, in its thread."""

    def __init__(self, room: Newsroom, ingest: Ingest) -> None:
        self.room = room
        self.store = room.store
        self.ingest = ingest

    # What there is

    def overview(self) -> Overview:
        connection = self.store.connection
        return Overview(
            len(self.room.queue()),
            sum(WaitingItems(connection).count().values()),
            len(Drafts(connection).all()),
            len(UrgentMarks(connection).after(0)),
        )

    def waiting(self) -> frozenset[str]:
        """The ids, shortened, of all that waits: claims and items."""
        claims = {short(each.claim.id) for each in self.room.queue()}
        return frozenset(claims | {short(each.document.id) for each in WaitingItems(self.store.connection).all()})

    def case(self, place: str, n: int) -> Case | None:
        """The n-th claim of a place, the last one where there are fewer; None where there is none. Raises
        UnknownName."""
        found = self._found(place)
        return self._case(found, place, min(max(n, 0), len(found) - 1)) if found else None

    def case_of(self, name: str, place: str) -> Case | None:
        """The claim of that shortened id where it stands in its place; None where it stands there no more."""
        found = self._found(place)
        n = next((n for n, each in enumerate(found) if short(_claim(each).id) == name), None)
        return None if n is None else self._case(found, place, n)

    def _found(self, place: str) -> Sequence[Waiting | Claim]:
        if place == WAITING:
            return self._waiting_claims()
        return self.room.view(self._indicator(place)).claims[::-1]  # the newest first

    def _waiting_claims(self) -> Sequence[Waiting]:
        return self.room.queue()

    def case_about(self, claim: Claim) -> Case:
        """A claim by itself, in no list."""
        return self._case([claim], WAITING, 0)

    def _indicator(self, place: str) -> str:
        n = place.removeprefix("i")
        able = self.room.indicator_table.all
        if not n.isdecimal() or int(n) >= len(able):
            raise UnknownName(f"no such place: {place!r}")
        return able[int(n)].id

    def _case(self, found: Sequence[Waiting | Claim], place: str, n: int) -> Case:
        one = found[n]
        claim = _claim(one)
        document = self.store.document(claim.doc_id)
        waits = one if isinstance(one, Waiting) else None
        seen = reviews.newest_about(self.store.connection, claim.id)
        return Case(
            claim, self.room.indicator_table.get(claim.indicator).names, place, n, len(found), seen,
            in_context(claim, document), document.url if document else None, document.title if document else "",
            waits.why if waits else None, waits.effect() if waits else None,
        )  # fmt: skip

    def indicators(self, lang: Lang) -> tuple[tuple[str, str], ...]:
        """(place, name) of the indicators whose claims readers are shown."""
        places = {one.id: f"i{n}" for n, one in enumerate(self.room.indicator_table.all)}
        return tuple((places[name], said) for name, said in self.room.indicators(lang))

    def items(self) -> list[WaitingItem]:
        return WaitingItems(self.store.connection).all()

    def documents(self) -> list[Listed]:
        """The documents of the last days, the newest first; reprints aside."""
        marked = {mark.doc_id for mark in UrgentMarks(self.store.connection).after(0)}
        today = self.room.today()
        found = self.store.documents(since=today - timedelta(days=NEW_DAYS), until=today)
        listed = [Listed(each, each.id in marked) for each in found if each.duplicate_of is None or each.id in marked]
        return listed[::-1]

    def document(self, name: str) -> Listed | None:
        """The document of that shortened id, of those that are listed or that a claim rests on."""
        listed = next((each for each in self.documents() if short(each.document.id) == name), None)
        if listed is not None:
            return listed
        doc_id = next((c.doc_id for c in self.store.claims() if short(c.doc_id) == name), None)
        document = self.store.document(doc_id) if doc_id else None
        return Listed(document, UrgentMarks(self.store.connection).is_marked(document.id)) if document else None

    def trail(self, most: int) -> list[Decision]:
        """The newest decisions that stand, the last one first."""
        return reviews.standing(reviews.trail(self.store.connection), undos=True)[: -most - 1 : -1]

    def tomorrow(self, lang: Lang) -> Digest:
        """The edition of today as it would go out tomorrow, of what is known now; nothing is stored."""
        return self.room.compile(self.room.today(), lang)

    # What is decided

    def decide(self, case: Case, verdict: Verdict) -> Decision:
        """Raises Conflict where somebody decided about the claim since the case was laid out."""
        after = {"held_why": dict(HELD["editor"])} if verdict == "hold" else {}
        return reviews.decide(
            self.store.connection, case.claim, verdict, self.room.clock.now(), after=after, by=ROLE, seen=case.seen
        )

    def corrected(self, case: Case, changes: Changes) -> Claim:
        """The claim as it would stand corrected. Raises BadInput for what no record could say."""
        document = self.store.document(case.claim.doc_id)
        return corrected(case.claim, changes, document, self.room.indicator_table)

    def correct(self, case: Case, changes: Changes) -> Decision:
        """Put the corrected claim beside the one of the case. Raises BadInput, Conflict."""
        self.corrected(case, changes)
        return reviews.decide(
            self.store.connection, case.claim, "correct", self.room.clock.now(), after=changes, by=ROLE, seen=case.seen
        )

    def retract(self, case: Case, why: Texts) -> Decision:
        """Withdraw a claim; the next edition tells its readers, each in their language. Raises Conflict."""
        after = {"why": dict(why)}
        return reviews.decide(
            self.store.connection, case.claim, "retract", self.room.clock.now(), after=after, by=ROLE, seen=case.seen
        )

    def retract_document(self, doc_id: str, why: Texts) -> Decision:
        """Withdraw a document with all that was read from it. Raises NotFound, Conflict where it is withdrawn."""
        now = self.room.clock.now()
        with self.store.transaction():
            if self.store.is_retracted(doc_id):
                raise Conflict("this has been withdrawn already", kind="withdrawn", place=doc_id)
            self.store.retract(doc_id, self.room.today(), why)
            return reviews.decide_on_document(self.store.connection, doc_id, now, why["en"], by=ROLE)

    def take(self, item: WaitingItem) -> Ingested:
        """Raises UnknownName where it waits no more."""
        WaitingItems(self.store.connection).named([item.document.id])
        return items.take(self.ingest, item, by=ROLE)

    def leave(self, item: WaitingItem) -> None:
        """Raises UnknownName where it waits no more."""
        WaitingItems(self.store.connection).named([item.document.id])
        items.leave(self.store, item, self.room.clock.now(), by=ROLE)

    def mark(self, doc_id: str) -> Decision | None:
        """Mark a document urgent; None where it was. Raises NotFound."""
        now = self.room.clock.now()
        with self.store.transaction():
            mark = UrgentMarks(self.store.connection).mark(doc_id, now)
            return self._noted(doc_id, "urgent", mark.number) if mark else None

    def unmark(self, doc_id: str) -> Decision | None:
        """Take the mark of a document back; None where it bore none."""
        with self.store.transaction():
            number = UrgentMarks(self.store.connection).end(doc_id, self.room.clock.now())
            return self._noted(doc_id, "calm", number) if number is not None else None

    def _noted(self, doc_id: str, action: Literal["urgent", "calm"], number: int) -> Decision:
        line = Decision(0, doc_id, action, self.room.clock.now(), None, {}, {"number": number}, by=ROLE)
        return reviews.append(self.store.connection, line)

    def undo(self, decision: int) -> Decision:
        """Take a decision back; what was is restored. Raises UnknownName, Conflict."""
        corpus = undoing.Corpus(self.store, self.room.data, self.room.clock.now())
        return undoing.undo(corpus, decision, by=ROLE)

    def title(self, target: str) -> str:
        """What a line of the trail is about: the title of a document or an item, also once it is gone; else its id."""
        document = self.store.document(target)
        item = next((each.document for each in self.items() if each.document.id == target), None)
        known = document or item
        noted = (
            str(line.after["title"]) for line in reviews.trail(self.store.connection, target) if "title" in line.after
        )
        return (known.title if known else next(noted, "")) or target

    def day(self) -> date:
        return self.room.today()


def _claim(found: Waiting | Claim) -> Claim:
    return found.claim if isinstance(found, Waiting) else found
