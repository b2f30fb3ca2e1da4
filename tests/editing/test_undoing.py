"""Taking back what an editor did: what was is restored, unless readers were told of it meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from digests.clock import FixedClock
from digests.corpus.store import Store
from digests.corpus.urgent import UrgentMarks
from digests.corpus.waiting import ASIDE, WaitingItems
from digests.editing.decisions import WAITING, Decisions
from digests.editing.desk import EditorsDesk
from digests.errors import Conflict, UnknownName
from digests.ingest import Ingest
from digests.model import LANGS, Document
from digests.newsroom import Newsroom
from digests.policy import Policy

NOON = datetime(2024, 4, 3, 7, tzinfo=UTC)
TOLL = "The attack at Crocus City Hall killed {} people, the committee said."
WHY = dict.fromkeys(LANGS, "The source took it back.")


def document(name: str, toll: int, day: int = 3) -> Document:
    text = f"It was a quiet day. {TOLL.format(toll)} Nobody said more."
    return Document(name, f"Title of {name}", text, "en", publisher=name, published=date(2024, 4, day))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[EditorsDesk]:
    with Store.open(tmp_path, create=True) as store:
        Ingest(store, FixedClock(NOON)).document(document("first", 144))
        WaitingItems(store.connection).hold(document("item", 145), "https://example.org/feed", NOON)
    found = EditorsDesk(Newsroom(tmp_path, FixedClock(NOON), policy=Policy("none")))
    yield found
    found.close()


@pytest.fixture
def decisions(desk: EditorsDesk) -> Decisions:
    return desk.decisions


def state(decisions: Decisions) -> tuple[object, ...]:
    """All that decisions may change."""
    store = decisions.store
    documents = [(each.id, each.text) for each in store.documents(linked=True)]
    return store.claims(), documents, decisions.items(), UrgentMarks(store.connection).after(0), decisions.waiting()


def test_a_claim_is_shown_in_its_context_with_its_number_in_brackets(decisions: Decisions) -> None:
    case = decisions.case(WAITING, 0)
    assert case is not None
    assert case.context.before == "It was a quiet day."
    assert case.context.quote == "The attack at Crocus City Hall killed [144 people], the committee said."
    assert case.context.after == "Nobody said more."
    assert (case.n, case.of, case.seen) == (0, 1, 0)
    assert case.effect is not None
    assert case.effect.kind == "first"


@pytest.mark.parametrize("verdict", ["approve", "reject", "hold"])
def test_a_verdict_is_taken_back_to_the_letter(decisions: Decisions, verdict: str) -> None:
    before, case = state(decisions), decisions.case(WAITING, 0)
    assert case is not None
    line = decisions.decide(case, verdict)  # type: ignore[arg-type]
    assert state(decisions) != before
    decisions.undo(line.id)
    assert state(decisions) == before
    assert line.by == "desk"


def test_a_correction_is_taken_back_to_the_letter(decisions: Decisions) -> None:
    before, case = state(decisions), decisions.case(WAITING, 0)
    assert case is not None
    line = decisions.correct(case, {"value": 143, "as_of": "2024-04-02"})
    assert [claim.value for claim in decisions.room.view("crocus.deaths").claims] == [143]
    decisions.undo(line.id)
    assert state(decisions) == before


def test_a_document_that_was_withdrawn_stands_again(decisions: Decisions) -> None:
    before = state(decisions)
    line = decisions.retract_document("first", WHY)
    assert list(decisions.store.documents()) == []
    with pytest.raises(Conflict):
        decisions.retract_document("first", WHY)
    decisions.undo(line.id)
    assert state(decisions) == before


def test_an_item_that_was_taken_or_left_waits_again(decisions: Decisions) -> None:
    before, (item,) = state(decisions), decisions.items()
    decisions.take(item)
    with pytest.raises(UnknownName):
        decisions.leave(item)
    assert decisions.store.document("item") is not None
    decisions.undo(decisions.trail(1)[0].id)
    assert state(decisions) == before
    decisions.leave(item)
    assert decisions.items() == []
    decisions.undo(decisions.trail(1)[0].id)
    assert state(decisions) == before


def test_an_item_lies_aside_for_some_days_only(decisions: Decisions) -> None:
    (item,) = decisions.items()
    decisions.leave(item)
    line = decisions.trail(1)[0]
    WaitingItems(decisions.store.connection).decided("another", NOON + ASIDE + timedelta(seconds=1))
    with pytest.raises(Conflict, match="no longer at hand"):
        decisions.undo(line.id)
    assert decisions.trail(1) == [line]  # nothing of the failed one was noted


def test_what_an_edition_told_of_is_withdrawn_and_not_taken_back(decisions: Decisions) -> None:
    (item,) = decisions.items()
    decisions.take(item)
    decisions.room.clock = FixedClock(NOON + timedelta(days=1))
    decisions.room.compile_closed()
    with pytest.raises(Conflict, match="withdraw"):
        decisions.undo(decisions.trail(1)[0].id)
    assert decisions.store.document("item") is not None


def test_an_urgent_mark_is_taken_back_and_comes_back_under_its_number(decisions: Decisions) -> None:
    before = state(decisions)
    line = decisions.mark("first")
    assert line is not None
    assert decisions.mark("first") is None
    marked = state(decisions)
    off = decisions.unmark("first")
    assert off is not None
    assert state(decisions) == before
    decisions.undo(off.id)
    assert state(decisions) == marked
    decisions.undo(line.id)
    assert state(decisions) == before
    with pytest.raises(Conflict, match="decide anew"):
        decisions.undo(decisions.trail(1)[0].id)


def test_the_trail_names_roles_and_nobody(decisions: Decisions) -> None:
    case = decisions.case(WAITING, 0)
    assert case is not None
    decisions.decide(case, "approve")
    rows = decisions.store.connection.execute("SELECT * FROM reviews").fetchall()
    assert [row["by"] for row in rows] == ["desk"]
