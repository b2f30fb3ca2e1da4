"""What is known when: update, rounding, disagreement, stale repeats, majorities, periods, and what waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.figures import indicators, ledger
from digests.figures.origins import origins
from digests.figures.queue import queue
from digests.figures.reasons import HELD
from digests.model import Claim, LedgerView, Period, Status
from digests.policy import OPEN, Policy

MARCH = date(2024, 3, 1)


def claim(value: float | None, day: int | None = 24, **changes: Any) -> Claim:
    """A claim of March 2024 by an outlet of its own; `day` is its explicit as-of day."""
    as_of = MARCH + timedelta(days=day - 1) if day else None
    name = changes.pop("id", f"d{value}-{day}-{len(changes)}")
    base = Claim(
        id=name, indicator="crocus.deaths", value=value, low=None, high=None, modifier="=", unit="person", role="total",
        as_of=as_of, as_of_basis="explicit" if day else None, period=None, attributed_to=(), scope=None, doc_id=name,
        quote="…", quote_kind="verbatim", char_start=0, char_end=1, published=as_of or date(2024, 4, 2),
        origin=f"doc:{name}",
    )  # fmt: skip
    return replace(base, **changes)


def look(*claims: Claim, kind: str = "crocus.deaths", **options: Any) -> LedgerView:
    return ledger.view(indicators.load().get(kind), claims, **{"policy": OPEN, **options})


def status(view: LedgerView, claim_id: str) -> Status:
    return next(each.status for each in view.claims if each.id == claim_id)


def value(view: LedgerView) -> float | None:
    return view.current.value if view.current else None


def types(view: LedgerView) -> set[str]:
    return {relation.type for relation in view.relations}


def test_a_later_higher_toll_updates() -> None:
    view = look(claim(144, 30, id="b"), claim(137, 24, id="a"))
    assert (value(view), view.disagree, [each.id for each in view.claims]) == (144, False, ["a", "b"])
    assert status(view, "a") == "superseded"
    assert [(each.a, each.b, each.type) for each in view.relations] == [("a", "b", "updates")]


def test_as_things_stood_on_a_day() -> None:
    claims = claim(137, 24), claim(144, 30)
    assert value(look(*claims, asof=date(2024, 3, 29))) == 137
    assert value(look(*claims, asof=date(2024, 3, 30))) == 144
    assert look(*claims, asof=date(2024, 3, 20)).current is None


def test_what_was_published_by_a_day_is_another_question() -> None:
    late = claim(144, 30, published=date(2024, 4, 10))
    claims = claim(137, 24), late
    assert value(look(*claims, known=date(2024, 4, 9))) == 137
    assert value(look(*claims, asof=date(2024, 3, 30), known=date(2024, 4, 9))) == 137
    assert value(look(*claims, asof=date(2024, 3, 30), known=date(2024, 4, 10))) == 144


def test_nearly_150_agrees_with_144_and_does_not_replace_it() -> None:
    view = look(claim(144, 30, id="a"), claim(150, None, id="b", modifier="~", published=date(2024, 4, 3)))
    assert (value(view), view.disagree, types(view)) == (144, False, {"compatible_rounding"})
    assert status(view, "b") == "current"


def test_137_is_not_nearly_150() -> None:
    view = look(claim(137, 24), claim(150, None, modifier="~", published=date(2024, 4, 3)))
    assert types(view) == {"updates"}


def test_a_floor_that_holds_agrees() -> None:
    view = look(claim(144, 30), claim(140, None, modifier=">=", published=date(2024, 4, 2)))
    assert (value(view), view.disagree) == (144, False)


def test_a_lower_count_from_another_source_is_a_disagreement_and_no_fall() -> None:
    view = look(claim(551, 30, id="a"), claim(382, None, id="b"), kind="crocus.injured")
    assert (value(view), view.disagree) == (551, True)
    assert [each.id for each in view.rivals] == ["b"]
    assert status(view, "b") == "disputed"
    assert types(view) == {"contradicts"}
    assert all(set(each.why) == {"tg", "ru", "en"} for each in view.relations)


def test_the_same_source_going_down_is_held_as_a_fall() -> None:
    view = look(claim(144, 30, id="a", origin="by:m"), claim(130, 31, id="b", origin="by:m"))
    (held,) = view.waiting
    assert (value(view), held.id, held.review) == (144, "b", "held")
    assert held.held_why and "without a correction" in held.held_why["en"]
    assert (view.disagree, view.rivals, view.relations) == (False, (), ())  # what is held makes no sources differ


def test_a_stale_report_does_not_overwrite_and_does_not_contradict() -> None:
    old = claim(137, None, id="c", published=date(2024, 4, 10), as_of=date(2024, 4, 10), as_of_basis="publication date")
    view = look(claim(137, 24, id="a"), claim(144, 30, id="b"), old)
    assert (value(view), view.disagree, [each.id for each in view.waiting]) == (144, False, ["c"])
    assert "contradicts" not in types(view)


def test_several_lower_counts_overturn_an_outlier() -> None:
    alone = look(claim(200, 24, id="x"), claim(139, 25, id="a"))
    assert (value(alone), alone.disagree) == (200, True)
    several = look(claim(200, 24, id="x"), claim(139, 25, id="a"), claim(139, 26, id="b"))
    assert (value(several), [each.id for each in several.rivals]) == (139, ["x"])


def test_five_outlets_that_quote_one_ministry_are_one_origin() -> None:
    quoted = [claim(200, 26, id=f"q{n}", origin="by:ministry", attributed_to=("Ministry",)) for n in range(5)]
    view = look(*quoted, claim(139, 27, id="a"), claim(139, 28, id="b"))
    assert origins(quoted) == 1
    assert value(view) == 139


def test_a_held_claim_is_never_current() -> None:
    view = look(claim(137, 24), claim(144, 30, id="b", review="held"))
    assert (value(view), [each.id for each in view.waiting]) == (137, ["b"])
    assert all(each.id != "b" for each in view.claims)


def test_an_implausible_jump_waits_unless_an_editor_wrote_it() -> None:
    view = look(claim(137, 24), claim(1370, 25, id="b"))
    assert (value(view), [each.review for each in view.waiting]) == (137, ["held"])
    assert value(look(claim(137, 24), claim(1370, 25, review="approved"))) == 1370


def test_automatic_claims_wait_where_the_setting_says_so() -> None:
    claims = claim(137, 24, review="approved"), claim(144, 30, id="b")
    assert [each.id for each in look(*claims).claims] == [claims[0].id, "b"]
    closed = look(*claims, policy=Policy("none"))
    assert (value(closed), [each.id for each in closed.claims], closed.relations) == (137, [claims[0].id], ())
    assert [each.id for each in closed.waiting] == ["b"]


def test_the_queue_holds_what_a_policy_does_not_show_with_the_reason_that_history_gives() -> None:
    indicator = indicators.load().get("crocus.deaths")
    claims = claim(137, 24, review="approved"), claim(1370, 25, id="jump"), claim(144, 30, id="b")
    assert [each.claim.id for each in queue(indicator, claims, policy=OPEN)] == ["jump"]
    waiting = queue(indicator, claims, policy=Policy("none"))
    assert [(each.claim.id, each.why) for each in waiting] == [("jump", HELD["jump"]), ("b", HELD["closed"])]
    put_right = claim(147, 25, id="jump~1", review="approved")
    assert queue(indicator, (*claims, put_right), policy=OPEN) == ()


def test_a_retracted_claim_stands_nowhere() -> None:
    view = look(claim(137, 24), claim(144, 30, id="b", status="retracted"))
    assert (value(view), status(view, "b"), view.relations) == (137, "retracted", ())


def test_a_correction_takes_the_place_of_what_it_corrects() -> None:
    view = look(claim(114, 30, id="a"), claim(144, 30, id="a~1", review="approved"))
    assert (value(view), status(view, "a"), view.disagree) == (144, "superseded", False)
    assert types(view) == {"corrects"}


def test_the_previous_count_and_the_change_are_no_totals() -> None:
    view = look(claim(7, 30, id="c", role="change"), claim(137, None, id="p", role="previous"), claim(144, 30, id="t"))
    assert (value(view), status(view, "p"), status(view, "c")) == (144, "superseded", "other_scope")


def test_on_one_day_the_count_that_is_new_wins_over_the_one_repeated() -> None:
    view = look(claim(149, 20), claim(149, 30, id="a"), claim(150, 30, id="b"))
    assert (value(view), view.disagree) == (150, True)


def flow(number: float, start: date, end: date, **changes: Any) -> Claim:
    name = changes.pop("id", f"{number}")
    return claim(number, None, id=name, period=Period(start, end), indicator="deported.tj", **changes)


YEAR = (date(2023, 1, 1), date(2023, 12, 31))
HALF = (date(2024, 1, 1), date(2024, 6, 30))


def test_other_periods_are_not_compared() -> None:
    view = look(flow(11000, *YEAR, id="a"), flow(17134, *HALF, id="b"), kind="deported.tj")
    assert (value(view), view.disagree, status(view, "a")) == (17134, False, "other_scope")
    assert types(view) == {"different_scope"}


def test_the_exact_figure_of_a_period_is_preferred_to_its_rounding() -> None:
    view = look(flow(17134, *HALF), flow(17000, *HALF, modifier=">"), flow(17100, *HALF), kind="deported.tj")
    assert (value(view), view.disagree, types(view)) == (17134, False, {"compatible_rounding"})


def test_a_bound_does_not_reach_five_times_as_far() -> None:
    view = look(flow(17134, *HALF), flow(3400, *HALF, modifier=">", review="approved"), kind="deported.tj")
    assert (view.disagree, types(view)) == (True, {"contradicts"})


def test_scopes_are_kept_apart() -> None:
    claims = flow(1000, *HALF, id="a", scope="entries"), flow(400, *HALF, id="b", scope="residents")
    view = look(*claims, kind="migrants.tj_in_russia")
    assert not view.disagree
    assert "other_scope" in {each.status for each in view.claims}


def test_nothing_is_nothing() -> None:
    view = look()
    assert (view.current, view.claims, view.relations, view.disagree) == (None, (), (), False)


def test_many_claims_are_grouped_and_all_come_back() -> None:
    claims = tuple(claim(100 + n % 40, 1 + n % 30, id=f"c{n}") for n in range(500))
    view = look(*claims)
    assert sorted(each.id for each in (*view.claims, *view.waiting)) == sorted(each.id for each in claims)
    assert all(each.review != "held" for each in view.claims)
    assert view.claims is look(*claims).claims or len(view.claims) == 500
    early = ledger.view(indicators.load().get("crocus.deaths"), claims, policy=OPEN, known=date(2024, 3, 10))
    assert {each.published for each in early.claims} <= {MARCH + timedelta(days=n) for n in range(10)}


numbers = st.one_of(st.none(), st.integers(0, 10**9), st.floats(0, 10**12, allow_nan=False))
days = st.one_of(st.none(), st.integers(1, 60))


@given(
    st.lists(
        st.builds(
            lambda number, day, modifier, review, role, n: claim(
                number,
                day,
                id=f"c{n}",
                modifier=modifier,
                review=review,
                role=role,
                published=None if n % 7 == 0 else MARCH,
            ),
            numbers,
            days,
            st.sampled_from(["=", "~", ">", ">=", "<", "<=", "range"]),
            st.sampled_from(["approved", "automatic", "held"]),
            st.sampled_from(["total", "part", "rate", "change", "previous"]),
            st.integers(0, 10**6),
        ),
        max_size=12,
        unique_by=lambda each: each.id,
    ),
    st.sampled_from(["crocus.deaths", "crocus.missing", "deported.tj", "remittances.tj_gdp_share", "entry_ban.years"]),
)
def test_whatever_comes_the_view_keeps_its_promises(claims: list[Claim], kind: str) -> None:
    view = look(*claims, kind=kind)
    assert sorted(each.id for each in (*view.claims, *view.waiting)) == sorted(each.id for each in claims)
    assert all(each.review != "held" for each in view.claims)
    assert view.current is None or (view.current.review != "held" and view.current.status == "current")
    assert view.disagree == bool(view.rivals)
    assert all(rival.id != (view.current.id if view.current else "") for rival in view.rivals)
    assert {each.id for each in claims} >= {name for one in view.relations for name in (one.a, one.b)}


@pytest.mark.parametrize("known", [None, date(2024, 3, 10)])
def test_a_view_is_the_same_in_whatever_order_claims_come(known: date | None) -> None:
    claims = [claim(137, 24), claim(144, 30), claim(140, 27), claim(150, None, modifier="~"), claim(130, 28)]
    one, other = look(*claims, known=known), look(*reversed(claims), known=known)
    assert (one.current, one.disagree, set(one.rivals)) == (other.current, other.disagree, set(other.rivals))


# Figures of a period


FLOW = "deported.all"
WEEK = Period(date(2024, 3, 25), date(2024, 3, 31))


def told(value: float, day: int, **changes: Any) -> Claim:
    """A flow's figure, published on a day of March 2024, without a period unless one is given."""
    published = MARCH + timedelta(days=day - 1)
    return claim(value, None, **{"indicator": FLOW, "id": f"f{value}", "published": published, **changes})


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (told(418, 20), told(512, 27)),  # no periods: of other days
        (told(418, 31, period=WEEK), told(1300, 31)),  # one names its period
        (told(418, 31, period=WEEK), told(1300, 31, period=Period(date(2024, 4, 1), date(2024, 4, 30)))),
        (told(418, 31, period=WEEK), told(1300, 31, period=Period(date(2024, 3, 1), date(2024, 3, 31)))),
        (told(418, 31, doc_id="one"), told(512, 31, doc_id="one")),  # two sides of one article
        (told(418, 31, origin="by:court"), told(512, 31, origin="by:court")),  # one authority, one day
    ],
)
def test_figures_of_other_periods_or_of_one_source_are_no_rivals(first: Claim, second: Claim) -> None:
    view = look(first, second, kind=FLOW)
    assert (view.disagree, types(view)) == (False, {"different_scope"})
    assert "superseded" not in {each.status for each in view.claims}


def test_the_newest_of_figures_without_periods_is_current() -> None:
    assert value(look(told(418, 20), told(512, 27), kind=FLOW)) == 512
    rounded = look(told(512, 26), told(500, 27, modifier="~"), kind=FLOW)
    assert (value(rounded), types(rounded)) == (512, {"compatible_rounding"})


def test_two_origins_of_one_period_differ() -> None:
    period = look(told(418, 31, period=WEEK), told(512, 31, period=WEEK), kind=FLOW)
    assert (period.disagree, types(period)) == (True, {"contradicts"})
    assert look(told(418, 31), told(512, 31), kind=FLOW).disagree


def test_a_case_of_a_fixed_week_is_no_rival_of_a_month() -> None:
    kind = "spb.expulsions_ordered"
    view = look(told(418, 31, period=WEEK), told(1300, 31), kind=kind)
    assert (value(view), view.disagree, types(view)) == (418, False, {"different_scope"})


@pytest.mark.parametrize("kind", ["crocus.deaths", "crocus.missing", "entry_ban.years", "attacks.kaluga_victims"])
def test_one_article_never_differs_with_itself(kind: str) -> None:
    two = claim(137, 24, id="a", doc_id="one"), claim(144, 24, id="b", doc_id="one")
    lower = claim(144, 24, id="a", doc_id="one"), claim(137, 26, id="b", doc_id="one")
    assert not look(*two, kind=kind).disagree
    assert not look(*lower, kind=kind).disagree


def test_of_one_authority_s_tolls_of_a_day_the_higher_is_the_later() -> None:
    early = claim(60, 23, id="a", modifier=">", origin="committee", attributed_to=("the committee",))
    late = claim(133, 23, id="b", origin="committee", attributed_to=("the committee",))
    tentative = claim(60, 23, id="c")
    view = look(early, tentative, late)
    assert value(view) == 133
    assert [each.id for each in view.rivals] == ["c"]  # another's count stays another's
    assert status(view, "a") == "superseded"


def test_what_is_only_reported_never_stands_before_what_is_established() -> None:
    view = look(claim(137, 25, id="a"), claim(144, 25, id="b", kind="report"))
    assert (value(view), [each.id for each in view.rivals]) == (137, ["b"])
    assert value(look(claim(144, 25, kind="report"))) == 144  # where nothing else is known


def year(value: float, of: int, **changes: Any) -> Claim:
    period = Period(date(of, 1, 1), date(of, 12, 31))
    return claim(value, None, period=period, indicator="deported.all", **changes)


def test_the_year_before_is_a_figure_of_its_own_in_a_flow() -> None:
    view = look(year(87000, 2024, id="a", doc_id="x"), year(44000, 2023, id="b", doc_id="x", role="previous"),
                kind="deported.all")  # fmt: skip
    assert value(view) == 87000
    assert status(view, "b") == "other_scope"
    assert [each.type for each in view.relations] == ["different_scope"]


def test_a_part_of_a_period_does_not_stand_for_the_whole() -> None:
    weekend = Period(date(2024, 4, 27), date(2024, 4, 28))
    whole = claim(1000, None, id="a", modifier="~", period=weekend, scope="held in Moscow")
    part = claim(950, None, id="b", modifier=">", period=weekend, scope="held at Vnukovo", role="part")
    assert value(look(whole, part, kind="entry.refused")) == 1000


def test_what_stands_on_a_day_is_compared_within_its_scope() -> None:
    taken = claim(145, 23, id="a", scope="taken to hospital")
    still = [claim(92, 25, id="b", scope="still in hospital"), claim(76, 27, id="c", scope="still in hospital")]
    view = look(taken, *still, kind="crocus.in_hospital")
    assert (value(view), view.disagree, status(view, "a")) == (76, False, "other_scope")


def test_a_whole_percent_may_be_the_rounding_of_a_finer_one() -> None:
    span = Period(date(2024, 1, 1), date(2024, 12, 31))
    shares = claim(45, None, id="a", period=span), claim(45.3, None, id="b", period=span)
    assert not look(*shares, kind="remittances.tj_gdp_share").disagree
    assert look(shares[0], replace(shares[1], value=48.3), kind="remittances.tj_gdp_share").disagree
