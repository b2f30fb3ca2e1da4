"""Taking decisions back: what was is restored, and the trail says that and when.

A decision about a claim lies over it, so its line alone is taken back. What changed the corpus itself is changed back,
unless readers were told of it meanwhile: then only a new decision, which they are told of too, is honest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from digests.corpus import reviews
from digests.corpus.reviews import Action, Decision
from digests.corpus.store import Store
from digests.corpus.urgent import UrgentMarks
from digests.corpus.waiting import WaitingItems
from digests.editing import records
from digests.editions import stored
from digests.errors import Conflict


@dataclass(frozen=True, slots=True)
class Corpus:
    """The corpus and the folder of its data, as they stand `at`."""

    store: Store
    data: Path
    at: datetime


def undo(corpus: Corpus, decision: int, *, by: str | None = None) -> Decision:
    """Take the line `decision` of the trail back; the line that does. Raises UnknownName, Conflict: then nothing is
    changed."""
    with corpus.store.transaction():
        line = reviews.undo(corpus.store.connection, decision, corpus.at, by=by)
        (taken,) = (each for each in reviews.trail(corpus.store.connection, line.target) if each.id == decision)
        back = BACK.get(taken.action)
        if back is not None and not taken.before:
            back(corpus, taken)
    return line


def _reinstate(corpus: Corpus, taken: Decision) -> None:
    corpus.store.reinstate(taken.target)


def _untake(corpus: Corpus, taken: Decision) -> None:
    if taken.after.get("status") == "updated":
        what = "a former version of it stood before: it cannot be brought back"
        raise Conflict(what, kind="version", place=taken.target)
    doc_id = taken.after.get("doc_id")
    if taken.after.get("status") == "added" and doc_id:
        _not_told(corpus.store, doc_id)
        corpus.store.forget(doc_id)
    _wait_again(corpus, taken)


def _wait_again(corpus: Corpus, taken: Decision) -> None:
    if not WaitingItems(corpus.store.connection).bring_back(taken.target):
        raise Conflict("the item is no longer at hand", kind="gone", place=taken.target)


def _unmark(corpus: Corpus, taken: Decision) -> None:
    UrgentMarks(corpus.store.connection).end(taken.target, corpus.at)


def _mark_again(corpus: Corpus, taken: Decision) -> None:
    UrgentMarks(corpus.store.connection).resume(taken.after["number"])


def _unadd(corpus: Corpus, taken: Decision) -> None:
    _not_told(corpus.store, taken.target)
    corpus.store.forget(taken.target)
    records.remove(corpus.data, taken.target)


def _redo(_: Corpus, taken: Decision) -> None:
    what = "this was no decision about a figure: decide anew instead"
    raise Conflict(what, kind="anew", place=taken.target)


def _not_told(store: Store, doc_id: str) -> None:
    if stored.tells_of(store, doc_id):
        what = "an edition has told of it: withdraw it instead, and readers are told"
        raise Conflict(what, kind="told", place=doc_id)


BACK: Mapping[Action, Callable[[Corpus, Decision], None]] = {
    "retract": _reinstate, "take": _untake, "leave": _wait_again, "urgent": _unmark, "calm": _mark_again,
    "add": _unadd, "undo": _redo,
}  # fmt: skip
"""What is changed back beside the line itself, where no claim was decided about."""
