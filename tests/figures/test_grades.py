"""Who stands behind a claim: what bears it out, what does not, and what it may therefore do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from digests.figures import indicators, ledger
from digests.figures.ledger import History
from digests.figures.reasons import WHY
from digests.model import Claim, Grade, LedgerView, Period
from digests.policy import OPEN, Policy
from tests.benchmarks.bench_figures import many_claims
from tests.figures.test_ledger import HALF, claim, flow, look, status, value, year

DEFAULT = Policy("corroborated")


def curated(number: float, day: int | None = 24, **changes: Any) -> Claim:
    return claim(number, day, review="approved", **changes)


def graded(*claims: Claim, kind: str = "crocus.deaths", **options: Any) -> dict[str, Grade | None]:
    view = look(*claims, kind=kind, **options)
    return {each.id: each.grade for each in (*view.claims, *view.waiting)}


def grade(*claims: Claim, kind: str = "crocus.deaths", **options: Any) -> Grade | None:
    """The grade of the last of `claims`."""
    return graded(*claims, kind=kind, **options)[claims[-1].id]


A = claim(137, 24, id="a", publisher="Asia-Plus")
B = claim(137, 24, id="b", publisher="Mediazona")


def test_two_independent_origins_bear_each_other_out() -> None:
    assert graded(A, B) == {"a": "corroborated", "b": "corroborated"}
    assert graded(A) == {"a": "single"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (A, replace(B, doc_id="a")),  # one article
        (A, replace(B, origin=A.origin)),  # a reprint
        (A, replace(B, publisher="asia-plus")),  # one publisher
        (replace(A, origin="by:tass", attributed_to=("TASS",)), replace(B, origin="by:tass", attributed_to=("TASS",))),
        (replace(A, origin="by:tass", attributed_to=("TASS",)), replace(B, publisher="TASS")),  # who quotes whom
        (replace(A, origin="by:ministry", attributed_to=("RIA", "Ministry")), replace(B, publisher="RIA")),
        (A, replace(B, origin="by:the ministry", attributed_to=("the ministry",))),  # whichever that is
        (A, replace(B, scope="in the hall")),
        (replace(A, place="Moscow"), replace(B, place="Kaluga")),
        (A, replace(B, as_of=date(2024, 3, 25))),  # another day
        (A, replace(B, value=138)),
        (A, replace(B, role="part")),
        (A, replace(B, kind="forecast")),
        (A, replace(B, review="held")),  # a reading in doubt bears out nothing
        (A, replace(B, status="retracted")),
        (replace(A, modifier=">", value=100), B),  # a bound far below
        (replace(A, modifier="<"), replace(B, modifier=">")),
    ],
)  # fmt: skip
def test_one_origin_or_another_thing_bears_out_nothing(first: Claim, second: Claim) -> None:
    assert grade(second, first) == "single"


@pytest.mark.parametrize(
    "other",
    [
        replace(B, value=140, modifier="~"),
        replace(B, value=135, modifier=">"),
        replace(B, place="Crocus City Hall"),
    ],
)
def test_they_agree_also_by_rounding(other: Claim) -> None:
    assert grade(A, other) == "corroborated"


def test_figures_of_one_period_bear_each_other_out() -> None:
    kind = "deported.tj"
    assert grade(flow(17134, *HALF), flow(17100, *HALF), kind=kind) == "corroborated"
    other = date(2024, 1, 1), date(2024, 12, 31)
    assert grade(flow(17134, *HALF), flow(17134, *other, id="b"), kind=kind) == "single"


def test_a_group_of_three_with_somebody_in_common_needs_two_who_have_nobody() -> None:
    tass = replace(A, id="c", doc_id="c", publisher="RBC", origin="by:tass", attributed_to=("TASS",))
    pair = tass, replace(tass, id="d", doc_id="d", publisher="RIA")
    assert grade(*pair) == "single"
    assert grade(*pair, A) == "corroborated"


# What continues a curated series


@pytest.mark.parametrize(
    ("number", "day", "expected"),
    [
        (144, 30, "corroborated"),
        (137, 30, "corroborated"),
        (130, 30, "single"),  # below what was said before
        (217, 30, "single"),  # outpatients: far more than a toll grows
        (137, 24, "corroborated"),
        (150, 24, "single"),  # on the very day the record says otherwise
        (137, 20, "single"),  # before the record
    ],
)
def test_a_toll_continues_the_curated_one(number: int, day: int, expected: Grade) -> None:
    assert grade(curated(137), claim(number, day, id="x")) == expected


def test_a_toll_is_no_higher_than_what_a_record_says_later() -> None:
    assert grade(curated(137, 24), curated(140, 30), claim(144, 27, id="x")) == "single"
    assert grade(curated(137, 24), curated(149, 30), claim(144, 27, id="x")) == "corroborated"


def test_a_record_s_round_number_is_no_floor_of_its_own() -> None:
    assert grade(curated(144, 24), curated(150, 26, modifier="~"), claim(146, 30, id="x")) == "corroborated"


def test_only_the_same_scope_is_continued() -> None:
    assert grade(curated(137, scope="killed on the spot"), claim(144, 30, id="x")) == "single"


@pytest.mark.parametrize(("number", "expected"), [(10_700_000, "corroborated"), (5_500_000, "single")])
def test_a_stock_stays_near_its_neighbours(number: int, expected: Grade) -> None:
    kind = {"indicator": "tj.population"}
    assert grade(curated(10_600_000, **kind), claim(number, 30, id="x", **kind), kind="tj.population") == expected


@pytest.mark.parametrize(
    ("number", "of", "expected"),
    [(90_000, 2025, "corroborated"), (157_000, 2025, "single"), (20_000, 2025, "single"), (95_000, 2024, "single")],
)
def test_a_flow_of_a_new_period_is_like_those_of_its_length(number: int, of: int, expected: Grade) -> None:
    record = year(87_000, 2024, review="approved")
    assert grade(record, year(number, of, id="x"), kind="deported.all") == expected


def test_a_half_year_continues_no_year() -> None:
    record = replace(year(17_000, 2023, review="approved"), indicator="deported.tj")
    assert grade(record, flow(17_134, *HALF, id="x"), kind="deported.tj") == "single"


# Known when


def test_nothing_is_borne_out_before_it_was() -> None:
    late = replace(B, published=date(2024, 4, 9))
    assert graded(A, late, known=date(2024, 4, 8)) == {"a": "single"}
    assert graded(A, late, known=date(2024, 4, 9)) == {"a": "corroborated", "b": "corroborated"}
    assert look(A, late, policy=DEFAULT, known=date(2024, 4, 8)).claims == ()
    assert value(look(A, late, policy=DEFAULT)) == 137


def test_a_record_of_later_bears_out_nothing_before() -> None:
    record = curated(137, published=date(2024, 4, 9))
    later = claim(140, 30, id="x")
    assert grade(record, later, known=date(2024, 4, 8)) == "single"
    assert grade(record, later) == "corroborated"


def test_what_a_later_version_takes_back_bears_out_no_more() -> None:
    taken_back = replace(B, known_from=B.published, known_until=date(2024, 4, 1))
    assert grade(taken_back, A, known=date(2024, 3, 31)) == "corroborated"
    assert grade(taken_back, A, known=date(2024, 4, 1)) == "single"


# What each may do


def test_what_each_setting_shows() -> None:
    claims = curated(137), claim(144, 30, id="two"), claim(144, 30, id="three"), claim(190, 31, id="one")
    policies = (OPEN, DEFAULT, Policy("none"))
    shown = {each.publish: [claim.id for claim in look(*claims, policy=each).claims] for each in policies}
    assert shown == {
        "none": [claims[0].id],
        "corroborated": [claims[0].id, "three", "two"],
        "all": [claims[0].id, "three", "two", "one"],
    }


def test_one_text_alone_displaces_nothing_that_is_borne_out() -> None:
    for first in ((curated(137),), (A, B)):
        view = look(*first, claim(190, 31, id="one"))
        assert (value(view), view.disagree, status(view, "one")) == (137, False, "disputed")
    assert value(look(A, claim(190, 31, id="one"))) == 190  # where nothing better stands


def test_what_continues_a_series_is_shown_and_displaces_nothing() -> None:
    view = look(curated(137), claim(144, 30, id="x"), policy=DEFAULT)
    assert (value(view), status(view, "x"), view.disagree) == (137, "disputed", False)


def test_two_origins_bring_a_record_up_to_date_and_never_overturn_it() -> None:
    later = claim(144, 30, id="a"), claim(144, 30, id="b")
    assert value(look(curated(137), *later)) == 144
    same_day = claim(150, 24, id="a"), claim(150, 24, id="b")
    view = look(curated(137), *same_day)
    assert (value(view), {each.id for each in view.rivals}) == (137, {"a"} | {"b"})
    lower = [claim(120, 20 + n, id=f"l{n}") for n in range(5, 9)]
    assert value(look(curated(137), *lower)) == 137


def test_a_record_overturns_what_machines_read() -> None:
    view = look(claim(150, 24, id="a"), claim(150, 24, id="b"), curated(137))
    assert value(view) == 137


def test_a_new_period_of_one_text_does_not_hide_the_record() -> None:
    view = look(year(87_000, 2023, review="approved"), year(300_000, 2024, id="x"), kind="deported.all")
    assert (value(view), view.disagree) == (87_000, False)


def test_history_still_holds_what_jumps_beside_a_record() -> None:
    view = look(curated(137), claim(1370, 30, id="x"), claim(1370, 30, id="y"))
    assert (value(view), {each.grade for each in view.waiting}) == (137, {"held"})


# Disagreement


def why(view: LedgerView) -> set[str]:
    return {each.why["en"] for each in view.relations if each.type == "contradicts"}


def test_a_machine_s_figure_of_no_scope_makes_no_sources_differ() -> None:
    scoped = flow(17134, *HALF, id="a", review="approved", scope="counted by the ministry")
    view = look(scoped, flow(3400, *HALF, id="b"), kind="deported.tj")
    assert (view.disagree, status(view, "b")) == (False, "other_scope")
    assert {each.why["en"] for each in view.relations} == {WHY["scope_unknown"]["en"]}


def test_one_outlet_s_two_articles_do_not_differ() -> None:
    one, other = flow(500, *HALF, id="a", publisher="Radio"), flow(900, *HALF, id="b", publisher="Radio")
    assert not look(one, other, kind="deported.tj").disagree
    bodies = [replace(each, origin=f"by:{n}", attributed_to=(str(n),)) for n, each in enumerate((one, other))]
    view = look(*bodies, kind="deported.tj")  # it quotes two bodies, each with a count of its own
    assert (view.disagree, why(view)) == (True, {WHY["other_counter"]["en"]})


def test_the_reason_is_one_that_can_be_shown() -> None:
    bare = look(claim(200, 24, id="a"), claim(139, 25, id="b"))
    assert why(bare) == {WHY["same_thing"]["en"]}  # published later though lower explains nothing
    older = look(claim(139, 23, id="first"), claim(200, 24, id="a"), claim(139, 25, id="b"))
    assert WHY["older_count"]["en"] in why(older)
    assert not any("later yet lower" in texts["en"] for texts in WHY.values())


@pytest.mark.parametrize("kind", ["crocus.deaths", "deported.tj", "tj.population", "remittances.tj_gdp_share"])
@pytest.mark.parametrize(
    "second", [{}, {"period": Period(*HALF)}, {"scope": "held"}, {"as_of": None}, {"role": "part"}]
)
def test_an_article_never_differs_with_itself(kind: str, second: dict[str, Any]) -> None:
    """Of 112 "sources differ" over real texts 96 set one article against itself."""
    one = claim(137, 24, id="a", doc_id="text", origin="doc:text", indicator=kind, period=second.get("period"))
    for number in (90, 144, 600):
        other = replace(one, id="b", value=number, origin="by:ministry", attributed_to=("Ministry",), **second)
        assert not look(one, other, kind=kind).disagree


# Incrementally


@pytest.mark.parametrize("policy", [OPEN, DEFAULT])
def test_a_history_that_grew_is_the_history_built_anew(policy: Policy) -> None:
    indicator = indicators.load().get("crocus.deaths")
    claims = many_claims(400)
    claims = (*claims[:200], *(replace(each, review="approved") for each in claims[200:210]), *claims[210:])
    history = History(indicator, claims[:300])
    for n in (301, 330, 331, 400):
        claims_now = claims[5:n]  # some come, some go
        history.view(asof=None, known=None, policy=policy)
        history = history.after(claims_now)
        for known in (None, date(2024, 8, 1)):
            grown = history.view(asof=None, known=known, policy=policy)
            anew = ledger.view(indicator, claims_now, policy=policy, known=known)
            assert grown.current is not None and anew.current is not None
            assert (grown.current.value, grown.disagree) == (anew.current.value, anew.disagree)
            told = [{(each.id, each.status, each.grade) for each in view.claims} for view in (grown, anew)]
            assert told[0] == told[1]
            assert {each.id for each in grown.waiting} == {each.id for each in anew.waiting}
