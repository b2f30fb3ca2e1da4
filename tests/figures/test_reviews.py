"""Editors' decisions: append-only, applied as claims are read, void where the text says something else now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from digests.corpus import reviews
from digests.corpus.store import Store
from digests.errors import BadInput, Conflict, UnknownName
from digests.model import Claim, Document
from tests.figures.test_ledger import claim

AT = datetime(2024, 4, 3, 20, tzinfo=UTC)  # 4 April in Dushanbe


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path, create=True) as opened:
        put(opened, claim(144, 30, id="d:1", doc_id="d"))
        yield opened


def put(store: Store, one: Claim, text: str = "text") -> None:
    store.put(Document("d", "", text, "en", published=date(2024, 3, 30)), [], [one], AT)


def test_decisions_are_kept_and_applied(store: Store) -> None:
    (one,) = store.claims()
    reviews.decide(store.connection, one, "approve", AT, note="seen")
    assert [each.review for each in store.claims()] == ["approved"]
    reviews.decide(store.connection, store.claims()[0], "retract", AT)
    assert [each.status for each in store.claims()] == ["retracted"]
    assert [each.action for each in reviews.trail(store.connection, "d:1")] == ["approve", "retract"]


def test_a_decision_does_not_follow_the_id_to_another_claim(store: Store) -> None:
    reviews.decide(store.connection, store.claims()[0], "reject", AT)
    put(store, claim(150, 31, id="d:1", doc_id="d"), text="another text")
    (now,) = store.claims()
    assert (now.value, now.status) == (150, "current")
    assert [each.target for each in reviews.stale(store.connection, store.claims())] == ["d:1"]


def test_corrections_of_corrections(store: Store) -> None:
    reviews.decide(store.connection, store.claims()[0], "correct", AT, after={"value": 143})
    corrected = store.claims()[1]
    reviews.decide(store.connection, corrected, "correct", AT, after={"as_of": "2024-03-29"})
    first, second, third = store.claims()
    assert [first.id, second.id, third.id] == ["d:1", "d:1~1", "d:1~1~1"]
    assert (second.value, third.value, third.as_of) == (143, 143, date(2024, 3, 29))


def test_what_is_no_figure_cannot_be_corrected(store: Store) -> None:
    with pytest.raises(BadInput, match="quote"):
        reviews.decide(store.connection, store.claims()[0], "correct", AT, after={"quote": "x"})
    assert reviews.trail(store.connection) == []


def test_retractions_are_told_on_their_day_in_dushanbe(store: Store) -> None:
    reviews.decide(store.connection, store.claims()[0], "retract", AT)
    day = date(2024, 4, 4)
    assert [each.target for each in reviews.retractions(store.connection, day, day)] == ["d:1"]
    assert reviews.retractions(store.connection, date(2024, 4, 3), date(2024, 4, 3)) == []


def test_a_decision_is_taken_back_by_a_line_and_that_line_by_another(store: Store) -> None:
    (before,) = store.claims()
    rejected = reviews.decide(store.connection, before, "reject", AT, by="desk")
    back = reviews.undo(store.connection, rejected.id, AT, by="desk")
    assert store.claims() == (before,)
    reviews.undo(store.connection, back.id, AT)
    assert [each.status for each in store.claims()] == ["retracted"]
    lines = reviews.trail(store.connection, "d:1")
    assert [(each.action, each.undoes, each.by) for each in lines] == [
        ("reject", None, "desk"), ("undo", rejected.id, "desk"), ("undo", back.id, None)
    ]  # fmt: skip
    assert [each.id for each in reviews.standing(lines)] == [rejected.id]


def test_only_the_last_decision_about_a_figure_is_taken_back_and_only_once(store: Store) -> None:
    first = reviews.decide(store.connection, store.claims()[0], "correct", AT, after={"value": 143})
    second = reviews.decide(store.connection, store.claims()[1], "correct", AT, after={"as_of": "2024-03-29"})
    with pytest.raises(Conflict, match="later decision"):
        reviews.undo(store.connection, first.id, AT)
    reviews.undo(store.connection, second.id, AT)
    reviews.undo(store.connection, first.id, AT)
    with pytest.raises(Conflict, match="already"):
        reviews.undo(store.connection, first.id, AT)
    with pytest.raises(UnknownName):
        reviews.undo(store.connection, 99, AT)
    assert [(each.id, each.value) for each in store.claims()] == [("d:1", 144)]


def test_who_decides_on_what_somebody_else_decided_about_meanwhile_is_told(store: Store) -> None:
    (one,) = store.claims()
    seen = reviews.newest_about(store.connection, one.id)
    reviews.decide(store.connection, one, "approve", AT, seen=seen)
    with pytest.raises(Conflict):
        reviews.decide(store.connection, one, "reject", AT, seen=seen)
    assert [each.action for each in reviews.trail(store.connection)] == ["approve"]


def test_a_claim_of_another_indicator_stands_there_and_no_longer_here(store: Store) -> None:
    (one,) = store.claims()
    moved = reviews.decide(store.connection, one, "correct", AT, after={"indicator": "crocus.injured"})
    assert [each.status for each in store.claims(one.indicator)] == ["retracted"]
    assert [(each.id, each.value) for each in store.claims("crocus.injured")] == [("d:1~1", 144)]
    assert store.claims_before(moved.id, "crocus.injured") == ()
    reviews.undo(store.connection, moved.id, AT)
    assert store.claims(one.indicator) == (one,)
    assert store.claims("crocus.injured") == ()


def test_what_was_taken_back_later_stood_until_then(store: Store) -> None:
    retracted = reviews.decide(store.connection, store.claims()[0], "retract", AT)
    day, next_day = date(2024, 4, 4), date(2024, 4, 5)
    reviews.undo(store.connection, retracted.id, AT + timedelta(days=1))
    assert [each.id for each in reviews.retractions(store.connection, day, day)] == [retracted.id]
    assert reviews.retractions(store.connection, day, next_day) == []
    assert [each.id for each in reviews.taken_back(store.connection, next_day, next_day)] == [retracted.id]
    assert reviews.taken_back(store.connection, day, next_day) == []
