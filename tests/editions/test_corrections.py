"""Who was sent a figure that changed is told so, once, and nobody is told of what no reader saw."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from digests.clock import FixedClock
from digests.corpus import reviews
from digests.editions.carried import Slot, carried
from digests.editions.suited import suited
from digests.editions.taste import Taste
from digests.ingest import Ingest
from digests.model import LANGS, Document
from digests.policy import Policy
from tests.editions.test_coverage import TOLL, House, april


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def rewrite(house: House, name: str, day: int, toll: int, *, read: int) -> None:
    """The outlet changes an article of that day of April; it is read again on another."""
    words = TOLL.format(toll) if toll else "The committee will speak of the attack at Crocus City Hall later."
    document = Document(name, f"Title of {name}", words, "en", publisher=name, published=date(2024, 4, day))
    Ingest(house.store, FixedClock(april(read, 12))).document(document)


def test_the_editions_that_carried_a_figure_are_known(house: House) -> None:
    house.read("first", 20, 144)
    house.close(20)
    house.close(21)
    (claim,) = house.store.claims("crocus.deaths")
    assert carried(house.store, date(2024, 4, 22)) == {
        claim.id: {
            Slot(date(2024, 4, 20), "daily"),
            Slot(date(2024, 4, 20), "weekly"),
            Slot(date(2024, 4, 21), "weekly"),
        }
    }
    assert carried(house.store, date(2024, 4, 20)) == {}


def test_an_article_that_changed_its_figure_is_told_of_once(house: House) -> None:
    house.read("first", 20, 144)
    house.close(20)
    house.close(21)
    rewrite(house, "first", 20, 145, read=22)
    house.close(22)
    house.close(23)
    (line,) = house.edition(22).corrections
    assert "145 people killed; earlier we gave 144" in line
    assert "first has changed its article" in line
    assert house.edition(22).news
    assert house.edition(23).corrections == ()
    assert not house.edition(23).news


def test_an_article_that_no_longer_gives_its_figure_is_told_of(house: House) -> None:
    house.read("first", 20, 144)
    house.close(20)
    rewrite(house, "first", 20, 0, read=22)
    house.close(22)
    (line,) = house.edition(22).corrections
    assert "We no longer stand by this" in line
    assert "144 people killed" in line


def test_of_a_changed_article_that_no_edition_carried_nothing_is_told(house: House) -> None:
    house.read("first", 20, 144)  # no edition of that day was ever made
    rewrite(house, "first", 20, 145, read=22)
    house.close(22)
    assert house.edition(22).corrections == ()


def test_a_figure_that_an_edition_carried_and_an_editor_rejects_is_told_of(house: House) -> None:
    house.read("first", 20, 144)
    house.close(20)
    house.clock.set(april(22, 10))
    house.decide(144, "reject")
    house.close(22)
    found = {lang: house.room.digest(date(2024, 4, 22), lang).corrections for lang in LANGS}
    assert all(len(lines) == 1 and "144" in lines[0] for lines in found.values())


def test_a_figure_that_was_rejected_unseen_is_not_told_of(tmp_path: Path) -> None:
    closed = House(tmp_path, Policy("none"))
    closed.read("first", 20, 144)
    closed.close(20)
    closed.clock.set(april(22, 10))
    closed.decide(144, "reject")
    closed.close(22)
    assert closed.edition(22).corrections == ()


def test_what_was_withdrawn_and_let_stand_again_is_told_both_times(house: House) -> None:
    house.read("first", 20, 144)
    house.close(20)
    house.clock.set(april(21, 10))
    house.decide(144, "retract")
    house.close(21)
    house.clock.set(april(22, 10))
    (line,) = reviews.trail(house.store.connection)
    reviews.undo(house.store.connection, line.id, house.clock.now())
    house.close(22)
    assert ["no longer stand by this" in each for each in house.edition(21).corrections] == [True]
    (again,) = house.edition(22).corrections
    assert again == "We had withdrawn or corrected this; we stand by it again: Crocus City Hall · 144 people killed."
    house.close(23)
    assert house.edition(23).corrections == ()


def test_what_was_withdrawn_and_let_stand_on_one_day_is_told_to_nobody(house: House) -> None:
    house.read("first", 20, 144)
    house.close(20)
    house.clock.set(april(21, 10))
    house.decide(144, "retract")
    (line,) = reviews.trail(house.store.connection)
    reviews.undo(house.store.connection, line.id, house.clock.now())
    house.close(21)
    assert house.edition(21).corrections == ()


def test_each_reader_is_told_in_their_own_language_why_a_figure_was_withdrawn(house: House) -> None:
    house.read("first", 20, 144)
    house.close(20)
    house.clock.set(april(21, 10))
    (claim,) = house.store.claims("crocus.deaths")
    why = {"tg": "манбаъ", "ru": "источник", "en": "the source"}
    reviews.decide(house.store.connection, claim, "retract", house.clock.now(), after={"why": why})
    house.close(21)
    for lang in LANGS:
        (line,) = house.room.digest(date(2024, 4, 21), lang).corrections
        assert line.endswith(why[lang])


def test_those_who_got_the_figure_are_told_and_no_others(house: House) -> None:
    """The article of the 20th is changed on the 22nd: who begins with the edition of the 21st never had its figure."""
    house.read("first", 20, 144)
    house.close(20)
    house.close(21)
    rewrite(house, "first", 20, 145, read=22)
    house.close(22)
    for lang in LANGS:
        edition = house.room.digest(date(2024, 4, 22), lang)
        assert edition.carried == (date(2024, 4, 20),)
        assert suited(edition, Taste(lang), date(2024, 4, 20)) is edition
        spared = suited(edition, Taste(lang), date(2024, 4, 21))
        assert (spared.corrections, spared.news) == ((), True)  # the figure itself is told as it is now
        assert edition.corrections[0] not in spared.pages[0].text
        assert edition.corrections[0] in edition.pages[0].text
    assert date(2024, 4, 20) in house.room.days_taken_back()


def test_readers_do_not_part_where_nothing_was_taken_back(house: House) -> None:
    house.read("first", 20, 144)
    house.close(20)
    house.close(21)
    assert house.room.days_taken_back() == ()


OPENING = "The consulate of Tajikistan in Orenburg opens on {}, the embassy said. It gives out return papers."


def announce(house: House, name: str, day: str, *, read: int) -> None:
    """An article of 20 April without any figure that the ledger knows, as it stands on another day of April."""
    document = Document(name, f"On {name}", OPENING.format(day), "en", publisher=name, published=date(2024, 4, 20))
    Ingest(house.store, FixedClock(april(read, 12))).document(document)


def told_to(house: House, day: int) -> tuple[bool, bool]:
    """Whether who got the edition of 20 April is told of something, and whether who began on the 21st is."""
    edition = house.edition(day)
    got, began = (suited(edition, Taste("en"), date(2024, 4, first)) for first in (20, 21))
    return bool(got.corrections), bool(began.corrections)


def test_an_article_without_figures_that_changed_is_told_of_to_those_who_got_it(house: House) -> None:
    announce(house, "first", "5 May 2024", read=20)
    house.close(20)
    house.close(21)
    announce(house, "first", "7 May 2024", read=22)
    house.close(22)
    house.close(23)
    (line,) = house.edition(22).corrections
    assert "first has changed its article “On first”" in line
    assert told_to(house, 22) == (True, False)
    assert told_to(house, 23) == (False, False)
    assert date(2024, 4, 20) in house.room.days_taken_back()


def test_an_article_that_changed_in_words_alone_is_not_told_of(house: House) -> None:
    announce(house, "first", "5 May 2024", read=20)
    house.close(20)
    announce(house, "first", "5 May 2024 at last", read=22)
    house.close(22)
    assert house.edition(22).corrections == ()


def test_a_document_that_is_withdrawn_is_told_of_to_those_who_got_it(house: House) -> None:
    announce(house, "first", "5 May 2024", read=20)
    house.close(20)
    house.close(21)
    house.store.retract("first", date(2024, 4, 22), {"tg": "хато", "ru": "ошибка", "en": "an error"})
    house.close(22)
    assert "We have withdrawn" in house.edition(22).corrections[0]
    assert told_to(house, 22) == (True, False)
    assert date(2024, 4, 20) in house.room.days_taken_back()


def test_a_withdrawn_document_that_no_edition_carried_is_told_of_to_all(house: House) -> None:
    """It stood in answers."""
    announce(house, "first", "5 May 2024", read=20)
    house.store.retract("first", date(2024, 4, 22), {"tg": "хато", "ru": "ошибка", "en": "an error"})
    house.close(22)
    assert told_to(house, 22) == (True, True)


def test_a_figure_that_only_a_story_told_and_an_editor_rejects_is_told_of(house: House) -> None:
    house.read("first", 20, 144)
    house.close(20)
    house.close(21)
    with house.store.transaction():
        house.store.connection.execute("UPDATE editions SET digest = json_set(digest, '$.figures', json('[]'))")
    house.clock.set(april(22, 10))
    house.decide(144, "reject")
    house.close(22)
    assert "144" in house.edition(22).corrections[0]
    assert told_to(house, 22) == (True, False)
