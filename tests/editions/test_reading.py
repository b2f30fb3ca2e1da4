"""What is read of texts as they are taken in is what an edition would read of them."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from digests.clock import FixedClock
from digests.corpus import readings
from digests.corpus.store import Store
from digests.editions import facts, reading
from digests.editions.events import chance, groups, near
from digests.editions.events.told import tell
from digests.editions.items import Item, Known, repeats
from digests.editions.reading import Readings
from digests.figures import embargo
from digests.ingest import Ingest
from digests.model import Document
from tests.conftest import NOON

DAY = date(2025, 7, 20)
TEXT = (
    "Two hostels in Tver were searched on 18 July 2025. Police said that 74 people were taken to stations. "
    "They were held for the night. The embassy advises all citizens to carry their papers. Nobody was expelled from "
    "the country. Some 12 of them were given summonses to the enlistment office."
)
DOCUMENT = Document("a", "Searches in Tver", TEXT, "en", publisher="Daily", published=DAY)


def test_what_is_kept_is_what_was_read() -> None:
    kept, anew = Readings(), list(reading._read(DOCUMENT, reading.READ))
    assert kept.of(DOCUMENT) == anew
    assert anew[0].place == 0
    assert any(each.told.numbers for each in anew)
    assert kept.of(DOCUMENT, 2) == [each for each in anew if each.place < 2]


def test_an_ingest_keeps_it_so_that_an_edition_reads_nothing_anew(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as store:
        Ingest(store, FixedClock(NOON), readers="rules").document(DOCUMENT)
        (document,) = store.documents()
        found = Readings(store.connection, [document])
        assert found.of(document) == Readings().of(document)
        assert not found.fresh
        store.forget(document.id)
        assert not readings.kept(store.connection, [document.id], whole=True)


def test_what_a_text_tells_as_a_whole_is_kept_too() -> None:
    found = Readings()
    assert found.told(DOCUMENT) == groups.told(DOCUMENT)
    assert found.told(DOCUMENT).headed == groups.told(DOCUMENT).headed
    vectors = np.ones((2, 4), np.float32)
    assert found.told(DOCUMENT, vectors).vectors is vectors
    assert found.told(DOCUMENT).vectors is None


def test_what_its_title_tells_and_by_what_it_is_found_are_kept_too(monkeypatch: pytest.MonkeyPatch) -> None:
    common = chance.load().common
    found = Readings()
    assert found.headed(DOCUMENT) == tell("", DOCUMENT.title, "en", DAY)
    places, weights = near.signs(groups.told(DOCUMENT), common)
    near._held.clear()
    again = Readings()
    again._kept = found.fresh
    told = again.told(DOCUMENT)
    monkeypatch.setattr(near, "_weighed", lambda *_: pytest.fail("signs were weighed anew"))
    kept_places, kept_weights = near.signs(told, common)
    assert kept_places.tolist() == places.tolist()
    assert kept_weights.tolist() == weights.tolist()
    assert len(places)


def test_a_sentence_of_an_earlier_edition_is_where_it_was_read() -> None:
    found = Readings()
    spans = [(each.start, each.end, each.stems) for each in found.of(DOCUMENT, reading.OPENING)]
    assert found.opening(DOCUMENT) == spans


def test_a_document_of_another_title_is_read_anew() -> None:
    assert reading.mark(replace(DOCUMENT, title="Searches in 3 hostels")) != reading.mark(DOCUMENT)


def test_another_text_day_or_rule_is_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    was = reading.mark(DOCUMENT)
    assert reading.mark(replace(DOCUMENT, text=TEXT + " More.")) != was
    assert reading.mark(replace(DOCUMENT, published=date(2025, 7, 21))) != was
    monkeypatch.setattr(reading, "rules", lambda: "others")
    assert reading.mark(DOCUMENT) != was


def test_what_repeats_something_is_found_as_by_meeting_all() -> None:
    draw = random.Random(3)
    words = [f"w{n}" for n in range(40)]
    items = [_item(frozenset(draw.sample(words, draw.randint(0, 14)))) for _ in range(400)]
    near = [_item(_changed(each.stems, words, draw)) for each in items]
    known = Known(items)
    found = [known.first(each) for each in near]
    assert found == [next((one for one in items if repeats(each, one)), None) for each in near]
    assert 50 < sum(each is not None for each in found) < 400


def _item(stems: frozenset[str]) -> Item:
    return Item(None, "", "en", [], stems, ("", "en", DAY), ("", "en", DAY))


def _changed(stems: frozenset[str], words: list[str], draw: random.Random) -> frozenset[str]:
    kept = frozenset(stem for stem in stems if draw.random() < 0.7)
    return kept | frozenset(draw.sample(words, draw.randint(0, 3)))


def test_what_a_text_and_its_sentences_state_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, first = reading.kept(DOCUMENT), TEXT[: TEXT.index(" Police")]
    whole, own = facts.held_by(DOCUMENT), facts.facts_of(first, "en", DAY)
    numbers = embargo.stated(first, "en")
    for memory in (facts._known, embargo._known):
        memory.clear()
    monkeypatch.setattr(facts, "_read", lambda *_: pytest.fail("facts were read anew"))
    monkeypatch.setattr(embargo, "_read", lambda *_: pytest.fail("numbers were read anew"))
    reading._recall(kept, DOCUMENT)
    assert facts.held_by(DOCUMENT) == whole
    assert facts.facts_of(first, "en", DAY) == own
    assert embargo.stated(first, "en") == numbers
    assert whole.numbers
    assert whole.days
    assert own.names
    assert numbers
