"""Dates that cannot be are refused or replaced, and said; an undated text is known from its reading."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from digests.clock import FixedClock
from digests.corpus.store import Store
from digests.ingest import Ingest, Ingested
from digests.model import LANGS, Document
from digests.newsroom import Newsroom
from digests.policy import OPEN

READ = datetime(2026, 11, 26, 19, 30, tzinfo=UTC)  # the 27th in Dushanbe
TODAY = date(2026, 11, 27)
TEXTS = {
    "en": "The attack at Crocus City Hall killed 142 people, the ministry said.",
    "ru": "При теракте в «Крокус Сити Холле» погибли 142 человека, сообщили в министерстве.",
    "tg": "Дар ҳамла ба «Крокус Сити Холл» 142 нафар кушта шуданд, гуфт вазорат.",
}
QUESTIONS = {
    "en": "How many people were killed at Crocus?",
    "ru": "Сколько человек погибло в Крокусе?",
    "tg": "Дар Крокус чанд нафар кушта шуд?",
}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path, create=True)


def take(store: Store, published: date | None, *, at: datetime = READ, text: str = TEXTS["en"]) -> Ingested:
    return Ingest(store, FixedClock(at)).document(Document("d", "", text, "en", published=published))


@pytest.mark.parametrize("given", [date(2032, 12, 31), date(9999, 12, 31), TODAY + timedelta(days=9)])
def test_a_day_to_come_is_the_day_of_reading_and_stays_it(store: Store, given: date) -> None:
    result = take(store, given)
    assert (result.status, result.published) == ("added", TODAY)
    assert str(given) in str(result.reason)
    assert "\n" not in str(result.reason)
    later = READ + timedelta(days=3)
    assert take(store, given, at=later).status == "unchanged"
    assert take(store, given, at=later, text=TEXTS["en"] + " Relatives waited.").published == TODAY
    assert [claim.as_of for claim in store.claims()] == [TODAY]


@pytest.mark.parametrize(
    "given", [date(1, 1, 1), date(999, 1, 1), date(1795, 12, 1), date(1970, 1, 1), date(2015, 5, 5)]
)
def test_a_day_before_the_event_or_before_there_was_a_state_is_none(store: Store, given: date) -> None:
    result = take(store, given)
    assert (result.status, result.published) == ("added", None)
    assert str(given) in str(result.reason)
    (claim,) = store.claims()
    assert (claim.as_of, claim.known_from, claim.undated) == (None, TODAY, True)


@pytest.mark.parametrize("given", [date(2024, 3, 22), TODAY, date(2025, 1, 1)])
def test_a_day_that_can_be_stands(store: Store, given: date) -> None:
    result = take(store, given)
    assert (result.published, result.reason) == (given, None)


def test_an_old_text_of_no_event_keeps_its_day(store: Store) -> None:
    text = "In 2014 Russia refused entry to 2200 citizens of Tajikistan, the ministry said."
    assert take(store, date(2015, 1, 20), text=text).published == date(2015, 1, 20)


def test_an_undated_text_is_known_from_its_reading_whatever_days_it_names(store: Store) -> None:
    take(store, None, text="By 30 March 2024 the attack at Crocus City Hall had killed 144 people.")
    assert store.claims(known=TODAY - timedelta(days=1)) == ()
    (claim,) = store.claims(known=TODAY)
    assert (claim.as_of, claim.known_from) == (date(2024, 3, 30), TODAY)
    assert [list(store.documents(since=day, until=day)) != [] for day in (date(2024, 3, 30), TODAY)] == [False, True]


def test_an_as_of_day_to_come_is_the_day_of_reading(store: Store) -> None:
    take(store, None, text="By 30 March 2031 the attack at Crocus City Hall had killed 144 people.")
    assert [claim.as_of for claim in store.claims()] == [TODAY]


@pytest.mark.parametrize("lang", LANGS)
def test_an_item_of_the_year_one_withholds_no_answer(store: Store, tmp_path: Path, lang: str) -> None:
    document = Document("d", "", TEXTS[lang], lang, published=date(1, 1, 1))  # type: ignore[arg-type]
    Ingest(store, FixedClock(READ)).document(document)
    answer = Newsroom(tmp_path, FixedClock(READ), policy=OPEN).ask(QUESTIONS[lang], lang)  # type: ignore[arg-type]
    assert answer.kind == "figure"
    assert "142" in answer.text


def test_what_was_mended_is_said_in_the_line_of_the_document(tmp_path: Path) -> None:
    from tests.cli.contract import khabar

    line = {"id": "d", "text": TEXTS["en"], "published": "1795-12-01"}
    (tmp_path / "a.jsonl").write_text(json.dumps(line), encoding="utf-8")
    ran = khabar("ingest", tmp_path / "a.jsonl", "--json", data=tmp_path / "data")
    assert ran.status == 0
    assert "a.jsonl: d: dated 1795-12-01" in ran.err
    assert "1795-12-01" in ran.lines[0]["reason"]
    assert "1795-12-01" in khabar("ingest", tmp_path / "a.jsonl", data=tmp_path / "other").err
