"""Editors' decisions: append-only, applied as claims are read, void where the text says something else now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from digests.corpus import reviews
from digests.corpus.store import Store
from digests.errors import BadInput
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
