"""What an editor types is read as people write it, in any of the languages, and says no more than a record could."""

from __future__ import annotations

from datetime import date

import pytest

from digests.editing.correcting import HEDGES, Field, Reader, corrected, known_speaker, matching
from digests.errors import BadInput
from digests.figures.indicators import load
from digests.model import Document, Lang, Period
from tests.figures.test_ledger import claim

TODAY = date(2024, 4, 4)
CLAIM = claim(144, 30)
ARTICLE = Document("d", "", "text", "en", published=date(2024, 4, 1))


def reader(lang: Lang = "ru") -> Reader:
    return Reader(lang, load(), TODAY)


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "modifier"),
    [
        ("145", 145, None, None, None),
        ("не менее 418 человек", 418, None, None, ">="),
        ("зиёда аз 400 нафар", 400, None, None, ">"),
        ("140–150", None, 140, 150, "range"),
        ("1 200", 1200, None, None, None),
    ],
)
def test_a_value_is_read_with_its_hedge(
    text: str, value: int | None, low: int | None, high: int | None, modifier: str | None
) -> None:
    changes = reader().read("value", text, CLAIM)
    assert (changes["value"], changes["low"], changes["high"]) == (value, low, high)
    assert changes.get("modifier") == modifier


@pytest.mark.parametrize(
    ("text", "as_of", "period"),
    [
        ("30 марти соли 2024", "2024-03-30", None),
        ("30 марта 2024", "2024-03-30", None),
        ("2024-03-30", "2024-03-30", None),
        ("March 2024", None, {"start": "2024-03-01", "end": "2024-03-31"}),
        ("2024-01-01/2024-03-31", None, {"start": "2024-01-01", "end": "2024-03-31"}),
        ("-", None, None),
    ],
)
def test_a_day_or_a_period_is_read_in_any_language(text: str, as_of: str | None, period: object) -> None:
    assert reader("tg").read("date", text, CLAIM) == {"as_of": as_of, "period": period}


@pytest.mark.parametrize(
    ("field", "text"), [("value", "much"), ("date", "soon"), ("hedge", "perhaps"), ("indicator", "crocus"),
                        ("indicator", "weather"), ("speaker", "Somebody Unheard Of")],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_one_line(field: Field, text: str) -> None:
    with pytest.raises(BadInput) as caught:
        reader().read(field, text, CLAIM)
    assert "\n" not in str(caught.value)


def test_a_speaker_is_found_by_a_name_in_each_language_and_written_as_records_do() -> None:
    assert known_speaker("Александр Бастрыкин") == known_speaker("Alexander Bastrykin") == "Alexander Bastrykin"
    assert reader().read("speaker", "TASS; FSB of Russia", CLAIM) == {"attributed_to": ["TASS", "FSB of Russia"]}
    assert reader().read("speaker", "-", CLAIM) == {"attributed_to": []}


def test_indicators_are_found_by_the_words_of_their_names() -> None:
    (first, *_) = matching("crocus.deaths", load())
    assert first.id == "crocus.deaths"
    name = load().get("crocus.injured").names["tg"]
    assert "crocus.injured" in [each.id for each in matching(name, load())]
    assert matching("", load()) == []


@pytest.mark.parametrize("hedge", HEDGES)
def test_every_hedge_makes_a_claim_that_a_record_could_make(hedge: str) -> None:
    stands = corrected(CLAIM, reader().read("hedge", hedge, CLAIM), ARTICLE, load())
    assert (stands.modifier, stands.hedge) == HEDGES[hedge]


def test_the_corrected_claim_is_shown_as_it_would_stand() -> None:
    changes = {"value": 145, "as_of": None, "period": {"start": "2024-03-01", "end": "2024-03-31"}}
    stands = corrected(CLAIM, changes, ARTICLE, load())
    assert (stands.value, stands.as_of, stands.period) == (145, None, Period(date(2024, 3, 1), date(2024, 3, 31)))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"as_of": "2024-04-02"}, "later than the article"),
        ({"value": None}, "is missing"),
        ({"value": None, "low": 5, "high": 3, "modifier": "range"}, "low first"),
        ({"value": -1}, "not negative"),
        ({"indicator": "no.such"}, "no indicator no.such"),
        ({"unit": "percent"}, "counts in person"),
    ],
)
def test_what_no_record_could_say_is_refused_in_the_words_of_the_check(changes: dict[str, object], why: str) -> None:
    with pytest.raises(BadInput, match=why):
        corrected(CLAIM, changes, ARTICLE, load())
