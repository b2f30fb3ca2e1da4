"""Whoever reads one edition after the other is told everything once, whatever time each of them is of."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.editions import stored
from digests.editions.issue import HALF, MOST_DAYS, Issue, between, issue_of
from digests.errors import UnknownName
from digests.model import LANGS, Digest
from tests.editions.test_coverage import House, april

FIRST = april(1, 0, 0)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    found = House(tmp_path)
    yield found
    found.store.close()
    found.room.close()


# Names and times


@given(st.integers(0, 40), st.integers(1, 2 * MOST_DAYS))
def test_an_issue_begins_where_the_one_before_ended_and_is_known_by_its_name(start: int, halves: int) -> None:
    begin = FIRST + start * HALF
    issue = between(begin, begin + halves * HALF)
    assert issue_of(issue.name, issue.day) == issue
    assert issue.end == begin + halves * HALF
    assert issue.days <= MOST_DAYS
    if issue.days < MOST_DAYS:
        held = [
            FIRST + n * HALF for n in range(120) if issue.first <= (FIRST + n * HALF + HALF / 2).date() <= issue.day
        ]
        inside = [moment for moment in held if issue.holds(moment + HALF / 2)]
        assert inside == [begin + n * HALF for n in range(halves)]


def test_the_common_ones_have_the_names_that_everybody_knows() -> None:
    day = timedelta(days=1)
    spans = {
        "daily": (FIRST, day), "weekly": (FIRST, 7 * day), "noon": (FIRST, HALF), "evening": (FIRST + HALF, HALF),
        "since3": (FIRST, 3 * day), "since2a": (FIRST + HALF, HALF + day), "since2n": (FIRST, HALF + day),
    }  # fmt: skip
    assert {name: between(start, start + length).name for name, (start, length) in spans.items()} == {
        name: name for name in spans
    }
    assert between(FIRST, FIRST + 400 * day) == Issue(date(2025, 5, 5), MOST_DAYS)


@pytest.mark.parametrize("name", ["hourly", "since", "since0", "since32", "since3x", "since-3", "", "daily "])
def test_what_is_no_edition_is_refused(name: str) -> None:
    with pytest.raises(UnknownName):
        issue_of(name, date(2024, 4, 1))


# What they tell


def day(n: int) -> date:
    return date(2024, 4, n)


def test_noon_tells_of_the_morning_and_the_evening_of_the_rest(house: House) -> None:
    house.clock.set(april(20, 9))
    house.read("morning", 20, 144, by=april(20, 9))
    (story,) = (noon := edition(house, Issue(day(20), by_noon=True))).stories
    assert [each.doc_id for each in noon.citations] == ["morning"]
    assert "144" in noon.figures[0].text
    house.read("later", 20, 145, by=april(20, 15))
    rest = edition(house, Issue(day(20), after_noon=True))
    assert "later" in [each.doc_id for each in rest.citations]
    (figure,) = rest.figures
    assert "145" in figure.text
    assert "earlier 144" in figure.text
    assert "after noon" in rest.pages[0].text
    whole = edition(house, Issue(day(20)))
    assert {each.doc_id for each in whole.citations} == {"morning", "later"}
    assert story.title


def test_what_stands_as_at_noon_is_not_told_in_the_evening(house: House) -> None:
    house.read("morning", 20, 144, by=april(20, 9))
    assert edition(house, Issue(day(20), by_noon=True)).news
    house.read("again", 20, 144, by=april(20, 15))
    rest = edition(house, Issue(day(20), after_noon=True))
    assert not rest.figures
    assert not rest.news


def test_the_three_languages_tell_the_same_at_noon(house: House) -> None:
    house.read("morning", 20, 144, by=april(20, 9))
    issue = Issue(day(20), by_noon=True)
    edition(house, issue)
    house.read("afterwards", 20, 146, by=april(20, 11))  # read before noon, after the edition was made
    editions = [house.room.edition(issue, lang) for lang in LANGS]
    assert {tuple(each.doc_id for each in one.citations) for one in editions} == {("morning",)}


def test_what_an_editor_took_back_in_the_afternoon_is_said_in_the_evening(house: House) -> None:
    house.read("first", 20, 144, by=april(20, 9))
    assert edition(house, Issue(day(20), by_noon=True)).figures
    house.clock.set(april(20, 16))
    house.decide(144, "retract")
    (line,) = edition(house, Issue(day(20), after_noon=True)).corrections
    assert "144" in line
    assert edition(house, Issue(day(21))).corrections == ()


def edition(house: House, issue: Issue) -> Digest:
    house.clock.set(max(house.clock.now(), issue.end + timedelta(minutes=30)))
    return house.room.edition(issue, "en")


READERS = {
    "daily": [Issue(day(n)) for n in range(2, 17)],
    "twice": [Issue(day(n), by_noon=half, after_noon=not half) for n in range(2, 17) for half in (True, False)],
    "monday and thursday": [Issue(day(n), days) for n, days in ((3, 2), (7, 4), (10, 3), (14, 4), (16, 2))],
    "twice, away for some days": [
        Issue(day(2), by_noon=True), Issue(day(5), 4, after_noon=True), Issue(day(6), by_noon=True),
        Issue(day(9), 4, after_noon=True, by_noon=True), Issue(day(9), after_noon=True), Issue(day(16), 7),
    ],
    "now one, now another": [
        Issue(day(2)), Issue(day(5), 3), Issue(day(6), by_noon=True), Issue(day(6), after_noon=True), Issue(day(13), 7),
        Issue(day(14)), Issue(day(16), 2),
    ],
}  # fmt: skip
"""Editions one after the other, from the second to the sixteenth of April."""


def reading(seed: int) -> dict[str, tuple[int, datetime]]:
    """Documents of those days, each with its day and when it was read: most soon, some late, some in the night."""
    dice = random.Random(seed)
    found = {}
    for n in range(40):
        published = dice.randint(2, 14)
        late = dice.choice([0, 0, 0, 0, 1, 1, 2])
        found[f"d{n}"] = (published, april(published + late, dice.randint(0, 23), dice.choice([5, 40])))
    return found


@pytest.mark.parametrize("seed", range(2))
def test_every_document_is_told_once_to_each_kind_of_reader(tmp_path: Path, seed: int) -> None:
    documents = reading(seed)
    house = House(tmp_path)
    issues = sorted({issue for each in READERS.values() for issue in each}, key=lambda issue: (issue.end, issue.days))
    moments = sorted({at for _, at in documents.values()} | {issue.end + timedelta(minutes=20) for issue in issues})
    waiting, told_of = list(issues), dict.fromkeys(issues, frozenset[str]())
    for moment in moments:
        for name, (published, at) in documents.items():
            if at == moment:
                house.read(name, published, 100 + int(name[1:]), by=moment)
        house.clock.set(moment)
        while waiting and waiting[0].end < moment:
            issue = waiting.pop(0)
            house.room.edition(issue, "en")
            told_of[issue] = stored.told(house.room.store, issue) or frozenset()
    for reader, theirs in READERS.items():
        seen = [doc_id for issue in theirs for doc_id in told_of[issue]]
        assert sorted(seen) == sorted(documents), reader
    house.store.close()
    house.room.close()
