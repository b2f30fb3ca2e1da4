"""What waits for an editor: doubtful in itself, beside its document, or beside what was known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from digests.figures import guards, indicators
from digests.model import LANGS, Claim, Period
from tests.figures.test_ledger import claim

Y2023 = Period(date(2023, 1, 1), date(2023, 12, 31))


def checked(*claims: Claim) -> list[str]:
    found = guards.in_document(claims, indicators.load())
    assert all(each.held_why is None or set(each.held_why) == set(LANGS) for each in found)
    assert all((each.review == "held") == (each.held_why is not None) for each in found)
    return [each.review for each in found]


@pytest.mark.parametrize(
    "doubtful",
    [
        claim(144, 30, confidence=0.3),
        claim(144, 30, unit="percent"),
        claim(14400, 30),
        claim(-3, 30),
        claim(float("nan"), 30),
        claim(75, None, indicator="russia.migrant_crime_growth", unit="percent"),
        claim(150, None, indicator="remittances.tj_gdp_share", unit="percent"),
    ],
)
def test_doubtful_in_itself(doubtful: Claim) -> None:
    assert checked(doubtful) == ["held"]
    (approved,) = guards.in_document([replace(doubtful, review="approved")], indicators.load())
    assert approved.review == "approved"


def test_a_plain_claim_passes() -> None:
    assert checked(claim(144, 30)) == ["automatic"]
    accused = claim(75, None, indicator="russia.migrant_crime_growth", unit="percent", attributed_to=("Igor Krasnov",))
    assert checked(accused) == ["automatic"]


def test_a_part_above_its_whole_of_one_period_waits() -> None:
    part = claim(700000, None, id="p", indicator="migrants.tj_to_russia", period=Y2023)
    whole = claim(652000, None, id="w", indicator="migrants.tj_abroad", period=Y2023)
    assert checked(part, whole) == ["held", "automatic"]
    assert checked(part, replace(whole, period=None)) == ["automatic", "automatic"]
    assert checked(replace(part, value=627000), whole) == ["automatic", "automatic"]


def test_a_bound_is_given_the_benefit_of_the_doubt() -> None:
    part = claim(650000, None, id="p", indicator="migrants.tj_to_russia", modifier="~", period=Y2023)
    whole = claim(652000, None, id="w", indicator="migrants.tj_abroad", period=Y2023)
    assert checked(part, whole) == ["automatic", "automatic"]


def test_history_holds_falls_stale_repeats_and_jumps() -> None:
    before = claim(144, 30)
    falls = guards.history(claim(130, 31), before, "cumulative", stale=False, one_source=True)
    stale = guards.history(claim(137, 31), before, "cumulative", stale=True)
    jumps = guards.history(claim(2000, 31), before, "cumulative", stale=False)
    reasons = [each["en"] for each in (falls, stale, jumps) if each]
    assert len(set(reasons)) == 3
    assert guards.history(claim(130, 31), before, "cumulative", stale=False) is None  # another source: a disagreement
    assert guards.history(claim(145, 31), before, "cumulative", stale=False) is None
    assert guards.history(claim(2000, 31, review="approved"), before, "cumulative", stale=False) is None
    assert guards.history(claim(2000, 31), None, "cumulative", stale=False) is None
