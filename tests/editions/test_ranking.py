"""What is of use comes first; of the figures those that moved; the dead before the injured; accusations behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from digests.editions.changes import Change, Kind
from digests.editions.ranking import Traits, by_news, by_worth, load, worth
from digests.errors import BadInput
from digests.figures.indicators import load as load_indicators
from digests.model import Claim, Grade, LedgerView, Period

WEIGHTS = load()
DAY = date(2024, 4, 3)
PLAIN = Traits(frozenset({"fact"}), frozenset({"politics"}), 0, 1, curated=True, late=False)


def moved(indicator: str, kind: Kind = "new", *, grade: Grade = "curated", year: int = 2024) -> Change:
    found = load_indicators().get(indicator)
    claim = Claim(
        indicator, indicator, 5, None, None, "=", found.unit, "total", date(year, 4, 1), None, None, (), None, "doc",
        "5", "statement", None, None, published=DAY, grade=grade,
    )  # fmt: skip
    return Change(kind, LedgerView(found, claim, False, (claim,), ()), (claim,), None)


def order(*changes: Change) -> list[str]:
    return [change.view.indicator.id for change in by_news(changes, DAY, WEIGHTS)]


@pytest.mark.parametrize(
    "better",
    [
        replace(PLAIN, kinds=frozenset({"fact", "advice"})),
        replace(PLAIN, topics=frozenset({"raids"})),
        replace(PLAIN, figures=1),
        replace(PLAIN, origins=2),
    ],
)
def test_each_trait_puts_a_story_before_a_plain_one(better: Traits) -> None:
    assert by_worth([PLAIN, better], WEIGHTS) == [1, 0]
    assert by_worth([replace(PLAIN, late=True), replace(PLAIN, curated=False), PLAIN], WEIGHTS)[0] == 2


def test_advice_comes_before_whatever_else_speaks_for_a_story() -> None:
    loud = Traits(frozenset({"fact"}), frozenset({"raids"}), 9, 9, curated=True, late=False)
    quiet = Traits(frozenset({"advice"}), frozenset({"politics"}), 0, 1, curated=False, late=True)
    assert worth(loud, WEIGHTS) - WEIGHTS.of["daily_life"] < worth(quiet, WEIGHTS)
    useful = replace(quiet, topics=frozenset({"law"}), late=False)
    assert by_worth([loud, useful], WEIGHTS) == [1, 0]


def test_a_story_that_opens_with_a_count_of_the_past_comes_later() -> None:
    moved = replace(PLAIN, topics=frozenset({"raids"}), figures=2)
    assert by_worth([replace(moved, outdated=True), replace(PLAIN, topics=frozenset({"raids"}))], WEIGHTS) == [1, 0]
    assert by_worth([moved, replace(PLAIN, topics=frozenset({"raids"}))], WEIGHTS) == [0, 1]


def test_what_touches_daily_life_comes_before_figures_of_the_inquiry() -> None:
    assert by_worth([replace(PLAIN, figures=9), replace(PLAIN, topics=frozenset({"rights"}))], WEIGHTS) == [1, 0]


def test_equals_stay_as_they_stand() -> None:
    assert by_worth([PLAIN] * 4, WEIGHTS) == [0, 1, 2, 3]


def test_the_dead_come_before_the_injured_even_if_the_injured_are_the_greater_news() -> None:
    table = [each.id for each in load_indicators().all]
    changes = sorted(
        (moved("crocus.injured", "changed"), moved("crocus.deaths")),
        key=lambda each: table.index(each.view.indicator.id),
    )
    assert order(*changes, moved("helpline.calls")) == ["crocus.deaths", "crocus.injured", "helpline.calls"]


def test_what_moved_comes_before_what_is_new_and_what_one_text_says_behind() -> None:
    single = moved("spb.migration_cases", "changed", grade="single")
    assert order(moved("helpline.calls"), single, moved("attacks.kaluga_victims", "changed")) == [
        "attacks.kaluga_victims", "helpline.calls", "spb.migration_cases",
    ]  # fmt: skip


def test_what_accuses_a_group_stands_behind_and_background_last() -> None:
    accusing, old = (
        moved("russia.migrant_crime_growth", "changed"),
        moved("attacks.kaluga_victims", "changed", year=2018),
    )
    assert order(old, accusing, moved("helpline.calls")) == [
        "helpline.calls", "russia.migrant_crime_growth", "attacks.kaluga_victims",
    ]  # fmt: skip


def test_a_figure_for_a_period_long_past_is_background() -> None:
    change = moved("helpline.calls", "changed")
    current = change.view.current
    assert current is not None
    past = replace(current, as_of=None, period=Period(date(2012, 1, 1), date(2018, 12, 31)))
    assert order(replace(change, view=replace(change.view, current=past)), moved("attacks.kaluga_victims")) == [
        "attacks.kaluga_victims", "helpline.calls",
    ]  # fmt: skip


def test_what_everybody_knows_is_news_only_where_it_changed() -> None:
    assert order(moved("tj.population"), moved("tj.population", "changed")) == ["tj.population"]


@pytest.mark.parametrize(
    ("change", "said"),
    [(("use = 3.0", "use = 'much'"), "could not convert"), (("late = -0.3", ""), "late: is missing"),
     (('"raids", ', '"raid", '), "no topic: raid")],
)  # fmt: skip
def test_a_wrong_table_is_named(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    from config import EDITIONS

    path = tmp_path / "editions.toml"
    path.write_text(EDITIONS.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    with pytest.raises(BadInput, match="editions") as found:
        load(path)
    assert said in str(found.value)
