"""The worker's side of decisions that were made elsewhere: each carried out once, with its line in the trail."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import cast

from digests.corpus import reviews, rows
from digests.corpus.reviews import Decision
from digests.corpus.taken import TakenDecisions
from digests.corpus.waiting import WaitingItems, document_of_json
from digests.editing.asked import Asked, Do, Queued
from digests.editing.decisions import Case, Verdict
from digests.editing.desk import EditorsDesk
from digests.errors import BadInput, Conflict, NotFound
from digests.model import Texts

Line = int | None
LONGEST = 300  # characters of a reason


def carry_out(desk: EditorsDesk, queued: Queued) -> str | None:
    """Do what was asked, unless it was done before; why it was refused, None where it holds.

    What is done and that it is done are one transaction: whoever dies in between has done nothing.
    """
    store = desk.room.store
    taken = TakenDecisions(store.connection)
    if (before := taken.get(queued.name)) is not None:
        return before.refused
    now = desk.room.clock.now()
    try:
        with store.transaction():
            line = DO[queued.asked.do](desk, queued.asked)
            taken.note(queued.name, now, line, None)
    except (BadInput, NotFound) as error:
        refused = _refusal(error)
        with store.transaction():
            taken.note(queued.name, now, None, refused)
        return refused
    return None


def _refusal(error: BadInput | NotFound) -> str:
    """Why nothing was done, as the bot reads it (`bot/outcomes.py`)."""
    if isinstance(error, Conflict):
        return f"conflict {error.kind}"
    if error.objection is not None:
        return f"objection {rows.dump(error.objection.told())}"
    return str(error)[:LONGEST]


def _case(desk: EditorsDesk, asked: Asked) -> Case:
    """The claim as it stands here. Raises Conflict where it says something else than the editor saw."""
    claim = next((each for each in desk.room.store.claims() if each.id == asked.target), None)
    if claim is None or json.loads(rows.dump(reviews.said(claim))) != asked.data["said"]:
        raise Conflict("the claim says something else by now", kind="decided", place=asked.target)
    return replace(desk.decisions.case_about(claim), seen=int(asked.data["seen"]))


def _decide(desk: EditorsDesk, asked: Asked) -> Line:
    return desk.decisions.decide(_case(desk, asked), cast(Verdict, asked.do)).id


def _correct(desk: EditorsDesk, asked: Asked) -> Line:
    return desk.decisions.correct(_case(desk, asked), asked.data["changes"]).id


def _retract(desk: EditorsDesk, asked: Asked) -> Line:
    return desk.decisions.retract(_case(desk, asked), cast(Texts, asked.data["why"])).id


def _withdraw(desk: EditorsDesk, asked: Asked) -> Line:
    return desk.decisions.retract_document(asked.target, cast(Texts, asked.data["why"])).id


def _take(desk: EditorsDesk, asked: Asked) -> Line:
    (item,) = WaitingItems(desk.room.store.connection).named([asked.target])
    desk.decisions.take(item)
    return reviews.last(desk.room.store.connection)


def _leave(desk: EditorsDesk, asked: Asked) -> Line:
    (item,) = WaitingItems(desk.room.store.connection).named([asked.target])
    desk.decisions.leave(item)
    return reviews.last(desk.room.store.connection)


def _urgent(desk: EditorsDesk, asked: Asked) -> Line:
    return _id(desk.decisions.mark(asked.target))


def _calm(desk: EditorsDesk, asked: Asked) -> Line:
    return _id(desk.decisions.unmark(asked.target))


def _undo(desk: EditorsDesk, asked: Asked) -> Line:
    if "line" in asked.data:
        return desk.decisions.undo(int(asked.data["line"])).id
    done = TakenDecisions(desk.room.store.connection).get(asked.data["name"])
    if done is None or done.line is None:
        raise Conflict("there is nothing to take back", kind="undone", place=asked.target)
    return desk.decisions.undo(done.line).id


def _add(desk: EditorsDesk, asked: Asked) -> Line:
    before = reviews.last(desk.room.store.connection)
    desk.writing.add(document_of_json(asked.data["document"]))
    after = reviews.last(desk.room.store.connection)
    return after if after > before else None


def _record(desk: EditorsDesk, asked: Asked) -> Line:
    desk.writing.store_record(asked.target, asked.data["record"], asked.data["questions"])
    return reviews.last(desk.room.store.connection)


def _id(line: Decision | None) -> Line:
    return line.id if line else None


DO: Mapping[Do, Callable[[EditorsDesk, Asked], Line]] = {
    "approve": _decide, "reject": _decide, "hold": _decide, "correct": _correct, "retract": _retract,
    "withdraw": _withdraw, "take": _take, "leave": _leave, "urgent": _urgent, "calm": _calm, "undo": _undo,
    "add": _add, "record": _record,
}  # fmt: skip
