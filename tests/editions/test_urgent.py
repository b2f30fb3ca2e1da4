"""What an editor marks urgent is told as an edition tells it, in each language, as long as the mark holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config import CORPUS
from digests.clock import FixedClock
from digests.corpus import reviews
from digests.corpus.store import Store
from digests.corpus.urgent import UrgentMarks
from digests.errors import NotFound
from digests.figures.reasons import HELD
from digests.ingest import Ingest
from digests.model import LANGS
from digests.newsroom import Newsroom
from digests.policy import Policy
from tests.records import FIVE

NOON = datetime(2024, 4, 2, 7, tzinfo=UTC)
TODAY, TOMORROW = FIVE[1], FIVE[2]  # of 2 and of 3 April


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    with Store.open(tmp_path, create=True) as store:
        list(Ingest(store, FixedClock(NOON)).paths(CORPUS / f"{name}.toml" for name in (TODAY, TOMORROW)))
    room = Newsroom(tmp_path, FixedClock(NOON), policy=Policy("corroborated"))
    yield room
    room.close()


def test_an_urgent_story_is_told_in_each_language_with_its_source(newsroom: Newsroom) -> None:
    marks = UrgentMarks(newsroom.store.connection)
    mark = marks.mark(TODAY, NOON)
    assert mark is not None
    assert marks.mark(TODAY, NOON) is None
    (told,) = newsroom.urgent(0)
    assert (told.number, told.doc_id) == (mark.number, TODAY)
    for lang in LANGS:
        (page,) = told.pages[lang]
        assert page.text.startswith(told.headline[lang])
        assert "[1]" in page.text
        assert "ZeroHedge" in page.text
    assert told.topics
    assert newsroom.urgent(mark.number) == ()


def test_a_mark_that_is_taken_back_tells_nothing_and_another_has_its_own_number(newsroom: Newsroom) -> None:
    marks = UrgentMarks(newsroom.store.connection)
    first = marks.mark(TODAY, NOON)
    number = marks.end(TODAY, NOON)
    assert number is not None
    assert marks.end(TODAY, NOON) is None
    assert newsroom.urgent(0) == ()
    marks.resume(number)
    assert [each.number for each in newsroom.urgent(0)] == [number]
    marks.end(TODAY, NOON)
    second = marks.mark(TODAY, NOON)
    assert first is not None
    assert second is not None
    assert second.number > first.number
    assert [each.number for each in newsroom.urgent(first.number)] == [second.number]


def test_what_is_not_published_yet_waits_for_its_day(newsroom: Newsroom) -> None:
    UrgentMarks(newsroom.store.connection).mark(TOMORROW, NOON)
    assert newsroom.urgent(0) == ()
    newsroom.clock = FixedClock(datetime(2024, 4, 3, 7, tzinfo=UTC))
    assert [each.doc_id for each in newsroom.urgent(0)] == [TOMORROW]


def test_what_waits_for_an_editor_is_not_told(newsroom: Newsroom) -> None:
    UrgentMarks(newsroom.store.connection).mark(TODAY, NOON)
    (before,) = newsroom.urgent(0)
    for claim in newsroom.store.claims():
        if claim.doc_id == TODAY:
            reviews.decide(newsroom.store.connection, claim, "hold", NOON, after={"held_why": dict(HELD["editor"])})
    after = newsroom.urgent(0)
    assert not after or after[0].pages["en"] != before.pages["en"]


def test_only_documents_that_stand_can_be_marked(newsroom: Newsroom) -> None:
    with pytest.raises(NotFound):
        UrgentMarks(newsroom.store.connection).mark("nowhere", NOON)
    UrgentMarks(newsroom.store.connection).mark(TODAY, NOON)
    newsroom.store.retract(TODAY, NOON.date(), dict.fromkeys(LANGS, "no more"))
    assert newsroom.urgent(0) == ()
