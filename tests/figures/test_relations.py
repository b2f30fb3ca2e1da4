"""Relations between indicators, roundings, and the gold's own pairs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from digests.figures.relations import relate, relate_across, rounding
from digests.model import Claim, Period
from tests.figures.test_ledger import claim

Y2023 = Period(date(2023, 1, 1), date(2023, 12, 31))
H2024 = Period(date(2024, 1, 1), date(2024, 6, 30))


def of(indicator: str, value: float, **changes: object) -> Claim:
    return claim(value, None, id=f"{indicator}-{value}", indicator=indicator, **changes)


def kinds(*claims: Claim) -> list[str]:
    return [relation.type for relation in relate(claims)]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [(17134, 17100, True), (17134, 17000, True), (627028, 627000, True), (551, 550, False),
     (17134, 3400, False), (1_020_000, 1_000_000, True), (1_500_000, 1_000_000, False), (11000, 17000, False)],
)  # fmt: skip
def test_roundings_of_plain_numbers(a: int, b: int, same: bool) -> None:
    assert rounding(a, b) is rounding(b, a) is same


def test_part_of_the_whole_for_one_period_only() -> None:
    part, whole = of("migrants.tj_to_russia", 627000, period=Y2023), of("migrants.tj_abroad", 652000, period=Y2023)
    (relation,) = relate([whole, part])
    assert (relation.a, relation.b, relation.type) == (part.id, whole.id, "part_of")
    assert kinds(part, of("migrants.tj_abroad", 393000, period=H2024)) == ["different_scope"]


def test_people_and_cases_are_part_and_whole_in_one_document_only() -> None:
    cases = of("spb.migration_cases", 584, doc_id="m")
    assert kinds(of("spb.expulsions_ordered", 418, doc_id="m"), cases) == ["part_of"]
    assert kinds(of("spb.expulsions_ordered", 400, modifier=">"), cases) == ["different_scope"]


def test_two_outcomes_of_one_report_are_added_not_compared() -> None:
    expelled, fined = of("spb.expulsions_ordered", 418, doc_id="m"), of("spb.fined_to_leave", 48, doc_id="m")
    assert kinds(expelled, fined) == ["same_origin"]


def test_arrests_here_and_there_are_apart() -> None:
    assert kinds(of("crocus.arrests", 11), of("crocus.arrests_tajikistan", 9)) == ["different_scope"]


def test_unrelated_indicators_have_no_relation() -> None:
    assert relate_across([of("tj.population", 10_000_000), of("crocus.deaths", 144)]) == ()


def test_reprints_are_of_one_origin() -> None:
    original = of("crocus.arrests", 11, origin="doc:x", doc_id="a")
    reprint = claim(11, None, id="r", indicator="crocus.arrests", origin="doc:x", doc_id="b")
    assert kinds(original, reprint) == ["same_origin"]


def test_the_gold_pairs(shared: Path) -> None:
    from tests.eval.eval_figures import relation_measures

    assert all(measure.holds for measure in relation_measures())
