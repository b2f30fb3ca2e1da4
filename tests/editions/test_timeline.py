"""The whole corpus as a reader meets it: figures through the years, and editions of days far apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from digests.clock import FixedClock
from digests.figures import ledger
from digests.model import LANGS, Cadence, LedgerView, Number
from digests.newsroom import Newsroom
from digests.policy import OPEN
from tests.conftest import AFTER_ALL
from tests.editions.test_editions import shape


@pytest.fixture(scope="module")
def room(whole: Path) -> Iterator[Newsroom]:
    found = Newsroom(whole, FixedClock(AFTER_ALL), policy=OPEN)
    yield found
    found.close()


def look(room: Newsroom, indicator: str, known: date | None = None) -> LedgerView:
    claims = room.store.claims(indicator)
    return ledger.view(room.indicator_table.get(indicator), claims, policy=OPEN, known=known)


@pytest.mark.parametrize(
    ("day", "toll"),
    [((2024, 3, 22), 40), ((2024, 3, 23), 133), ((2024, 3, 25), 137), ((2024, 3, 29), 144), ((2024, 4, 27), 145),
     ((2025, 5, 19), 146), ((2025, 8, 4), 149), ((2026, 3, 12), 150)],
)  # fmt: skip
def test_the_toll_from_the_first_night_to_the_verdict(room: Newsroom, day: tuple[int, int, int], toll: int) -> None:
    current = look(room, "crocus.deaths", date(*day)).current
    assert current is not None and current.value == toll


def by_period(view: LedgerView) -> dict[tuple[date, date], set[Number | None]]:
    found: dict[tuple[date, date], set[Number | None]] = {}
    for claim in view.claims:
        if claim.period and claim.period.start and claim.period.end:
            found.setdefault((claim.period.start, claim.period.end), set()).add(claim.value)
    return found


def test_deportations_by_year_and_half_year_are_no_rivals(room: Newsroom) -> None:
    view = look(room, "deported.tj")
    assert view.current is not None and (view.current.value, view.disagree) == (36000, False)
    spans = by_period(view)
    assert spans[date(2024, 1, 1), date(2024, 12, 31)] == {30000}
    assert spans[date(2024, 1, 1), date(2024, 6, 30)] == {3400, 17000, 17100, 17134}
    assert {"superseded", "disputed"}.isdisjoint(claim.status for claim in view.claims)
    apart = {
        relation.type
        for relation in view.relations
        if {_value(view, relation.a), _value(view, relation.b)} == {3400, 17134}
    }
    assert apart == {"different_scope"}  # the aviation agency counts otherwise than the ministry


def _value(view: LedgerView, claim: str) -> Number | None:
    return next(each.value for each in view.claims if each.id == claim)


@pytest.mark.parametrize(
    ("indicator", "value"),
    [("register.tj", 150000), ("deportation_list.tj", 124000), ("deported.all", 87000), ("entry.refused", 40),
     ("remittances.tj", 5800000000), ("migrants.tj_in_russia", 1200000), ("crocus.in_hospital", 63),
     ("crocus.arrests", 20), ("crocus.life_sentences", 15), ("patent.price_moscow", 10000),
     ("migrants.tj_to_russia", 387000), ("army.tj_contracts", 628), ("crocus.children_killed", 6)],
)  # fmt: skip
def test_what_stands_at_the_end(room: Newsroom, indicator: str, value: int) -> None:
    view = look(room, indicator)
    assert view.current is not None and (view.current.value, view.disagree) == (value, False)


def test_two_shares_of_gdp_and_why_they_differ(room: Newsroom) -> None:
    view = look(room, "remittances.tj_gdp_share")
    assert view.current is not None and view.current.value in (45, 45.3) and not view.disagree
    kremlin = next(claim for claim in view.claims if claim.value == 17)
    assert (
        kremlin.status == "other_scope" and kremlin.scope is not None and kremlin.scope.startswith("from Russia alone")
    )


@pytest.mark.parametrize(
    ("day", "cadence"),
    [((2024, 3, 22), "daily"), ((2024, 3, 23), "daily"), ((2024, 3, 31), "weekly"), ((2024, 4, 29), "daily"),
     ((2024, 8, 7), "daily"), ((2025, 2, 14), "daily"), ((2025, 8, 18), "daily"), ((2025, 11, 15), "daily"),
     ((2025, 12, 14), "weekly"), ((2026, 3, 12), "daily"), ((2026, 3, 19), "daily")],
)  # fmt: skip
def test_three_languages_tell_the_same_on_days_far_apart(
    room: Newsroom, day: tuple[int, int, int], cadence: Cadence, caplog: pytest.LogCaptureFixture
) -> None:
    tg, ru, en = (room.compile(date(*day), lang, cadence=cadence) for lang in LANGS)
    assert shape(tg) == shape(ru) == shape(en)
    assert en.stories and en.figures
    assert not caplog.records  # nothing was withheld


def test_a_dispute_of_years_ago_is_not_recalled(room: Newsroom) -> None:
    edition = room.compile(date(2025, 2, 14), "en")
    assert [figure.indicator for figure in edition.figures] == ["deported.tj"]
