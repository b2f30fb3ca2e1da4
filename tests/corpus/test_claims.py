"""Claims that did not change are not read again, and what changed is seen, whoever wrote it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from digests.clock import FixedClock
from digests.corpus import reviews
from digests.corpus.claims import Readings
from digests.corpus.store import Store
from digests.ingest import Ingest
from digests.model import Claim, Document

AT = datetime(2024, 4, 7, 3, 0, tzinfo=UTC)
WANTED = [("crocus.deaths", None, False), (None, None, True), ("crocus.deaths", date(2024, 4, 3), True)]


def take(store: Store, name: str, toll: int, day: int = 1) -> None:
    text = f"The attack at Crocus City Hall killed {toll} people, the committee said. {name} has more on page {day}."
    Ingest(store, FixedClock(AT)).document(
        Document(name, name, text, "en", publisher=name, published=date(2024, 4, day))
    )


@pytest.fixture
def stores(tmp_path: Path) -> tuple[Store, Store]:
    """One that reads and one that writes, as worker and bot are."""
    writer = Store.open(tmp_path, create=True)
    for day, name in enumerate(("Anna", "Boris", "Clara"), 1):
        take(writer, name, 133 + day, day)
    return Store.open(tmp_path), writer


def same_as_anew(store: Store) -> None:
    for wanted in WANTED:
        assert store.claims(wanted[0], known=wanted[1], former=wanted[2]) == Readings(store.connection).claims(wanted)


def by_document(claims: tuple[Claim, ...]) -> dict[str, Claim]:
    return {claim.doc_id: claim for claim in claims}


def test_what_did_not_change_is_the_very_same_object(stores: tuple[Store, Store]) -> None:
    reader, writer = stores
    before = by_document(reader.claims("crocus.deaths"))
    take(writer, "Boris", 144, 2)
    take(writer, "Dora", 139, 2)
    after = by_document(reader.claims("crocus.deaths"))
    assert list(after) == ["Anna", "Boris", "Dora", "Clara"]
    assert after["Anna"] is before["Anna"] and after["Clara"] is before["Clara"]
    assert (after["Boris"].value, after["Dora"].value) == (144, 139)
    same_as_anew(reader)


def test_every_kind_of_change_is_seen(stores: tuple[Store, Store]) -> None:
    reader, writer = stores
    claim = reader.claims("crocus.deaths")[0]
    same_as_anew(reader)
    for change in (
        lambda: reviews.decide(writer.connection, claim, "approve", AT),
        lambda: reviews.decide(writer.connection, claim, "correct", AT, after={"value": 131}),
        lambda: writer.mark_reprint("Clara", "Boris"),
        lambda: writer.link("Boris", "Anna"),
        lambda: writer.retract("Anna", date(2024, 4, 7), {"tg": "x", "ru": "x", "en": "x"}),
        lambda: writer.forget("Clara"),
        lambda: [take(writer, f"Many{n}", 100 + n) for n in range(9)],
    ):
        change()
        same_as_anew(reader)
    assert not by_document(reader.claims("crocus.deaths")).keys() & {"Boris", "Clara"}
