"""The second reader of figures: where it agrees, doubts, reads by itself, and keeps out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from digests.errors import BadInput
from digests.figures import indicators
from digests.figures.binding import bind
from digests.figures.bound import Binding
from digests.figures.claims import extract
from digests.figures.reading import Reading
from digests.figures.second import head
from digests.figures.second.compared import compared
from digests.figures.second.head import Head
from digests.figures.second.reader import SecondReader
from digests.figures.second.surroundings import surroundings
from digests.model import Document

TEXT = "In the first half of 2024 Russia deported 17,134 citizens of Tajikistan, the Labour Ministry said."
TABLE = indicators.load()


def document(text: str) -> Document:
    return Document("d", "", text, "en", published=date(2024, 8, 7))


def sure_of(label: str, sum_: float = 9.0) -> Head:
    """A head that takes every number for the same; with a `sum_` of 2 it has its doubts."""
    labels = tuple(sorted({"deported.tj", "entry.refused", head.NONE, label}))
    return Head(
        labels, {}, np.zeros((len(labels), 0), np.float32), np.array([sum_ * (each == label) for each in labels])
    )


def review(text: str, label: str, sum_: float = 9.0) -> list[Binding]:
    reading = Reading(document(text), TABLE)
    return SecondReader(sure_of(label, sum_), TABLE).review(reading, bind(reading, TABLE))


def test_what_both_read_goes_on() -> None:
    (binding,) = review(TEXT, "deported.tj")
    assert (binding.definition.indicator.id, binding.doubt) == ("deported.tj", "")


def test_what_the_rules_alone_read_waits() -> None:
    (binding,) = review(TEXT, head.NONE, 2.0)
    assert (binding.definition.indicator.id, binding.doubt) == ("deported.tj", "readers")


def test_what_it_is_sure_states_nothing_is_not_read() -> None:
    assert review(TEXT, head.NONE) == []


def test_what_it_is_sure_of_stands_in_the_place_of_what_it_thinks_unlikely_and_waits() -> None:
    (binding,) = review(TEXT, "entry.refused")
    assert (binding.definition.indicator.id, binding.doubt) == ("entry.refused", "second_alone")


def test_it_reads_what_the_rules_do_not() -> None:
    assert not bind(Reading(document("Home came 17,134 people."), TABLE), TABLE)
    (binding,) = review("Home came 17,134 people.", "deported.tj")
    assert binding.doubt == "second_alone"


def test_a_number_out_of_all_proportion_is_never_its_own() -> None:
    assert not review("Home came 17,134 people.", "crocus.deaths")
    assert [each.doubt for each in review("Home came 134 people.", "crocus.deaths")] == ["second_alone"]


@pytest.mark.parametrize("text", ["It is 12.5 people.", "It rose by 17%.", "It cost 400 dollars.", "One of them left."])
def test_a_number_that_cannot_count_so_is_never_its_own(text: str) -> None:
    assert not review(text, "deported.tj")


def test_an_indicator_that_it_never_learned_is_left_to_the_rules() -> None:
    reading = Reading(document(TEXT), TABLE)
    known = Head(("entry.refused", head.NONE), {}, np.zeros((2, 0), np.float32), np.array([0.0, 9.0]))
    (binding,) = SecondReader(known, TABLE).review(reading, bind(reading, TABLE))
    assert (binding.definition.indicator.id, binding.doubt) == ("deported.tj", "")


def test_what_stands_nearer_counts_more() -> None:
    text = "Russia deported 17,134 citizens of Tajikistan, and in another year, some time later, it killed others."
    reading = Reading(document(text), TABLE)
    seen = surroundings(reading, reading.marks[0], frozenset())
    assert seen["near:deported"] > seen["near:killed"] > 0 and seen["clause:deported"] == 1
    assert seen["word:citizen"] > seen["word:other"] > 0
    assert "clause:killed" not in seen and seen["is:large"] > 0.6 and not seen["is:few"]


def test_every_claim_of_the_second_reader_alone_waits_with_a_reason() -> None:
    found = extract(document(TEXT), TABLE, readers="second")
    assert found and all(claim.review == "held" and claim.held_why for claim in found)


def test_weights_that_are_none_are_said(tmp_path: Path) -> None:
    path = tmp_path / "figures.npz"
    for content in (None, b"no archive"):
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(BadInput, match="no weights"):
            head.load(path)
    head.save(["a", "b"], ["x"], np.zeros((1, 1)), np.zeros(2), tmp_path / "other.npz")
    with pytest.raises(BadInput, match="another shape"):
        head.load(tmp_path / "other.npz")


def test_weights_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "figures.npz"
    head.save(["a", head.NONE], ["x"], np.array([[2.0], [0.0]]), np.array([0.0, 1.0]), path)
    chances = head.load(path).chances({"x": 1.0, "unknown": 5.0})
    assert chances["a"] == pytest.approx(1 / (1 + np.exp(-1))) and sum(chances.values()) == pytest.approx(1)


def test_a_bare_number_may_have_the_unit_that_its_list_says_once() -> None:
    text = "A work permit in Moscow costs 8,900 roubles a month, in Sevastopol 9,500."
    found = review(text, "patent.price_sevastopol")
    assert [each.mark.quantity.value for each in found] == [8900, 9500]


def test_a_number_that_counts_something_is_lent_no_unit() -> None:
    text = "A work permit in Moscow costs 8,900 roubles a month; it was bought by 9,500 workers."
    found = review(text, "patent.price_sevastopol")
    assert [each.mark.quantity.value for each in found] == [8900]


def test_a_price_needs_no_unit_where_it_is_sure() -> None:
    text = "The work permit of Sevastopol: 9,500 from January."
    (binding,) = review(text, "patent.price_sevastopol")
    assert (binding.mark.quantity.value, binding.doubt) == (9500, "second_alone")
    doubted = review(text, "patent.price_sevastopol", -2.0)
    assert all(each.definition.indicator.id != "patent.price_sevastopol" for each in doubted)


def test_calls_may_be_counted_in_times() -> None:
    (binding,) = review("They rang her 2,500 times.", "helpline.calls")
    assert binding.mark.quantity.value == 2500
    assert review("They rang her for 2,500 minutes.", "helpline.calls") == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Russia deported 17,134 citizens of Tajikistan. A year earlier it was 15,200.", [17134, 15200]),
        ("Russia deported 17,134 citizens of Tajikistan (15,200 the year before).", [17134, 15200]),
        # no other time, out of proportion, another unit, another measure, another country, a sentence too far
        ("Russia deported 17,134 citizens of Tajikistan. Some say 15,200.", [17134]),
        ("Russia deported 17,134 citizens of Tajikistan. A year earlier it was 120.", [17134]),
        ("Russia deported 17,134 citizens of Tajikistan. A year earlier it was 9,200 buses.", [17134]),
        ("Russia deported 17,134 citizens of Tajikistan. A year earlier 15,200 were killed.", [17134]),
        ("Russia deported 17,134 citizens of Tajikistan. A year earlier Uzbekistan had 15,200.", [17134]),
        ("Russia deported 17,134 citizens of Tajikistan. So it says. A year earlier it was 15,200.", [17134]),
    ],
)
def test_what_a_figure_is_held_against_is_of_the_same_and_waits(text: str, values: list[int]) -> None:
    reading = Reading(document(text), TABLE)
    found = compared(reading, bind(reading, TABLE)[:1])
    assert [each.mark.quantity.value for each in found] == values
    assert [each.doubt for each in found[1:]] == ["second_alone"] * (len(values) - 1)
