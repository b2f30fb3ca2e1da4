"""What makes the newsroom worth asking again, and how a question of an earlier day is read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from digests.clock import FixedClock
from digests.corpus import reviews
from digests.corpus.store import Store
from digests.ingest import Ingest
from digests.model import Document
from digests.newsroom import Newsroom
from digests.policy import OPEN

NOW = datetime(2024, 4, 10, 7, tzinfo=UTC)


def paper(n: int, text: str, day: date) -> Document:
    return Document(
        f"paper{n}", "A paper", text, "en", published=day, publisher="The Paper", url=f"https://a.example/{n}"
    )


class House:
    def __init__(self, data: Path) -> None:
        self.clock = FixedClock(NOW)
        self.store = Store.open(data, create=True)
        self.ingest = Ingest(self.store, self.clock)
        self.take(1, "Police detained 31 migrants from Tajikistan at a market in Tula on 9 April.", date(2024, 4, 9))
        self.room = Newsroom(data, self.clock, policy=OPEN)

    def take(self, n: int, text: str, day: date) -> None:
        self.ingest.document(paper(n, text, day))


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_a_document_and_its_new_version_are_something_new(house: House) -> None:
    before = house.room.standing()
    assert house.room.standing() == before
    house.take(2, "A court in Tula fined a taxi driver from Khujand 5,000 roubles.", date(2024, 4, 10))
    second = house.room.standing()
    house.take(2, "A court in Tula fined a taxi driver from Khujand 9,000 roubles.", date(2024, 4, 10))
    assert len({before, second, house.room.standing()}) == 3


def test_so_is_a_day_on_which_something_becomes_known(house: House) -> None:
    house.take(2, "A court in Tula fined a taxi driver from Khujand 5,000 roubles.", date(2024, 4, 10))
    house.clock.set(NOW - timedelta(days=1))
    before = house.room.standing()
    house.clock.set(NOW)
    known = house.room.standing()
    house.clock.set(NOW + timedelta(days=3))
    assert before != known == house.room.standing()


def test_so_are_a_decision_a_retraction_and_what_was_embedded(house: House) -> None:
    house.take(2, "137 people were killed in the attack on Crocus City Hall.", date(2024, 4, 9))
    seen = [house.room.standing()]
    claim = next(iter(house.store.claims()))
    reviews.decide(house.store.connection, claim, "reject", NOW)
    seen.append(house.room.standing())
    with house.store.transaction():
        house.store.connection.execute("UPDATE documents SET embedded = 'model'")
    seen.append(house.room.standing())
    house.store.retract("paper1", date(2024, 4, 10), {"tg": "x", "ru": "x", "en": "x"})
    assert len({*seen, house.room.standing()}) == 4


def test_a_feed_that_was_read_and_an_edition_that_was_stored_are_not(house: House) -> None:
    before = house.room.standing()
    with house.store.transaction():
        house.store.connection.execute("INSERT INTO feeds (url, last_read) VALUES ('https://a.example', '2024-04-10')")
    house.room.digest(date(2024, 4, 9), "en")
    assert house.store.connection.execute("SELECT count(*) FROM editions").fetchone()[0]
    assert house.room.standing() == before


def test_it_holds_beyond_the_process(house: House, tmp_path: Path) -> None:
    assert Newsroom(tmp_path, house.clock, policy=OPEN).standing() == house.room.standing()


def test_yesterday_is_the_day_before_it_was_asked(house: House) -> None:
    question = "What happened in Tula yesterday? How many migrants were detained?"
    house.clock.set(NOW + timedelta(days=20))
    answer = house.room.ask(question, "en", said=date(2024, 4, 10))
    assert "31" in answer.text and answer.kind in {"figure", "passage"}
    assert house.room.ask(question, "en").kind == "none"


def test_what_is_known_counts_to_this_day_not_to_that_of_the_question(house: House) -> None:
    house.clock.set(NOW + timedelta(days=5))
    house.take(2, "A court in Tula fined a taxi driver from Khujand 5,000 roubles.", date(2024, 4, 14))
    answer = house.room.ask("How much was the taxi driver from Khujand fined in Tula?", "en", said=date(2024, 4, 10))
    assert "5,000" in answer.text
