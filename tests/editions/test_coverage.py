"""Nothing late is lost: what is read after its day's edition closed stands once in the next one, under its own day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from digests.clock import DUSHANBE, FixedClock
from digests.corpus import reviews
from digests.corpus.store import Store
from digests.ingest import Ingest
from digests.model import LANGS, Cadence, Digest, Document
from digests.newsroom import Newsroom
from digests.policy import OPEN, Policy
from digests.worker import Worker

TOLL = "The attack at Crocus City Hall killed {} people, the committee said."


def april(day: int, hour: int = 0, minute: int = 30) -> datetime:
    """A moment of April 2024 in Dushanbe."""
    return datetime(2024, 4, day, hour, minute, tzinfo=DUSHANBE).astimezone(UTC)


class House:
    """A worker whose clock is set by hand, and what feeds bring in."""

    def __init__(self, data: Path, policy: Policy = OPEN) -> None:
        self.clock = FixedClock(april(1))
        self.store = Store.open(data, create=True)
        self.worker = Worker(data, self.clock, policy=policy, feeds=False)
        self.room = Newsroom(data, self.clock, policy=policy)

    def read(self, name: str, day: int, toll: int, *, by: datetime | None = None) -> None:
        """Take in a document of that day of April; `by`: on another clock, as the command line does."""
        if by is None and self.clock.now() < april(day, 12):
            self.clock.set(april(day, 12))
        document = Document(
            name, f"Title of {name}", TOLL.format(toll), "en", publisher=name, published=date(2024, 4, day)
        )
        Ingest(self.store, FixedClock(by) if by else self.clock).document(document)

    def read_undated(self, name: str, toll: int) -> None:
        document = Document(name, f"Title of {name}", TOLL.format(toll), "en", publisher=name, kind="feed")
        Ingest(self.store, self.clock).document(document)

    def decide(self, toll: int, action: reviews.Action) -> None:
        claim = next(claim for claim in self.store.claims("crocus.deaths") if claim.value == toll)
        reviews.decide(self.store.connection, claim, action, self.clock.now())

    def close(self, day: int) -> None:
        """The day is over: its editions are made."""
        self.clock.set(april(day + 1))
        self.worker.compile()

    def edition(self, day: int, cadence: Cadence = "daily") -> Digest:
        return self.room.digest(date(2024, 4, day), "en", cadence=cadence)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    found = House(tmp_path)
    yield found
    found.store.close()
    found.room.close()


def told(edition: Digest) -> list[str]:
    return [citation.doc_id for citation in edition.citations]


@pytest.mark.parametrize("elsewhere", [None, datetime(2026, 12, 1, tzinfo=UTC)])
def test_what_is_read_after_an_edition_closed_is_news_in_the_next_one(house: House, elsewhere: datetime | None) -> None:
    """Also in simulation, where the clock that takes it in and the clock of the editions are years apart."""
    house.read("first", 20, 144)
    house.close(20)
    house.clock.set(april(21, 23, 0))
    house.close(21)
    house.clock.set(april(22, 10))
    house.read("late", 21, 145, by=elsewhere)
    house.close(22)
    (figure,) = house.edition(22).figures
    assert "145" in figure.text
    assert "144" in figure.text  # what stood before
    (story,) = house.edition(22).stories
    assert (story.day, story.citations) == (date(2024, 4, 21), (1,))
    assert "published on 21 April 2024" in house.edition(22).pages[0].text
    assert "late" not in told(house.edition(21))
    house.close(23)
    assert house.edition(23).stories == ()  # once


def test_what_is_read_in_time_stands_in_its_own_day_alone(house: House) -> None:
    house.close(19)
    house.clock.set(april(20, 12))
    house.read("first", 20, 144)
    house.close(20)
    house.close(21)
    assert [told(house.edition(20)), house.edition(21).stories] == [["first"], ()]
    assert house.edition(20).stories[0].day is None


@pytest.mark.parametrize("hour", [0, 12, 23])
def test_an_item_without_a_date_is_news_of_the_edition_that_is_open_when_it_is_read(house: House, hour: int) -> None:
    house.close(20)
    house.clock.set(april(21, hour, 59))
    house.read_undated("undated", 146)
    house.close(21)
    house.close(22)
    assert told(house.edition(20)) == []
    assert told(house.edition(21)) == ["undated"]
    assert house.edition(21).citations[0].undated
    assert house.edition(22).stories == ()


def test_an_archive_floods_no_edition(house: House) -> None:
    house.close(20)
    house.clock.set(april(21, 12))
    house.read("old", 1, 137)
    house.read("week", 14, 140)
    house.close(21)
    assert [told(house.edition(21)), len(house.edition(21).stories)] == [["week"], 1]


def test_records_of_a_first_start_belong_to_their_own_days(house: House) -> None:
    for day in range(1, 9):
        house.read(f"d{day}", day, 130 + day, by=datetime(2026, 12, 1, tzinfo=UTC))
    for day in range(1, 9):
        house.close(day)
        assert told(house.edition(day))[0] == f"d{day}"
        assert len(house.edition(day).stories) == 1


def test_a_late_document_stands_in_the_week_that_follows(house: House) -> None:
    house.close(14)
    house.clock.set(april(15, 9))
    house.read("late", 14, 145)
    house.close(15)
    house.close(21)
    assert "late" not in told(house.edition(14, "weekly"))
    assert house.edition(21, "weekly").stories[0].day == date(2024, 4, 14)


def test_the_languages_tell_the_same_though_something_came_between(house: House) -> None:
    house.read("first", 20, 144)
    house.clock.set(april(21, 1))
    english = house.edition(20)
    house.read("late", 20, 150)
    others = [house.room.digest(date(2024, 4, 20), lang) for lang in LANGS]
    assert [told(each) for each in others] == [told(english)] * 3
    assert all("150" not in page.text for each in others for page in each.pages)


def test_who_pages_back_takes_nothing_from_the_next_edition(house: House) -> None:
    house.close(20)
    house.clock.set(april(23, 9))
    house.read("late", 21, 145)
    assert told(house.edition(21)) == ["late"]  # made now, for the one who asked
    house.close(23)
    assert house.edition(23).stories[0].day == date(2024, 4, 21)


def test_what_an_editor_lets_out_after_its_day_is_news_of_the_day_of_the_decision(tmp_path: Path) -> None:
    closed = House(tmp_path, Policy("none"))
    closed.read("first", 18, 144)
    closed.decide(144, "approve")
    closed.close(18)
    closed.read("second", 20, 145)
    closed.close(20)
    closed.close(21)
    assert "145" not in closed.edition(20).pages[0].text
    assert not closed.edition(21).news
    closed.clock.set(april(22, 10))
    closed.decide(145, "approve")
    closed.close(22)
    edition = closed.edition(22)
    (figure,) = edition.figures
    assert [(story.day, "145" in story.text) for story in edition.stories] == [(date(2024, 4, 20), True)]
    assert ("145" in figure.text, "144" in figure.text, edition.news, edition.recalled) == (True, True, True, False)
    newest = closed.room.newest("en")
    assert newest is not None
    assert newest.date == date(2024, 4, 22)
    closed.close(23)
    assert not closed.edition(23).news
    closed.room.close()


def test_what_was_shown_already_is_no_news_when_it_is_approved(house: House) -> None:
    house.read("first", 20, 144)
    house.close(20)
    house.clock.set(april(22, 10))
    house.decide(144, "approve")
    house.close(22)
    assert not house.edition(22).news


def test_the_first_reading_counts_and_not_an_update(house: House) -> None:
    house.read("first", 20, 144)
    stamp = house.store.connection.execute("SELECT ingested FROM documents").fetchone()[0]
    house.clock.set(house.clock.now() + timedelta(days=40))
    house.read("first", 20, 145)
    assert house.store.connection.execute("SELECT ingested FROM documents").fetchone()[0] == stamp
