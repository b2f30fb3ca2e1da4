"""What is told to whoever follows a figure: from what to what, and what is no news."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from digests.figures.stands import KEPT, Stand, moved
from digests.model import LANGS, Claim, LedgerView, Period
from digests.say.moves import move_pages
from tests.figures.test_ledger import claim, look

FIRST = claim(137, 24, id="a", attributed_to=("Investigative Committee of Russia",), publisher="TASS")
SECOND = claim(144, 30, id="b", publisher="Meduza")


def told(*claims: Claim, before: Stand | None = None) -> Stand:
    """What was told of these claims, as it comes back from where it is kept."""
    return Stand.read(Stand.of(look(*claims), before).written())


def kind(stand: Stand, view: LedgerView) -> str | None:
    move = moved(stand, view)
    return move.kind if move else None


def test_what_was_told_comes_back_as_it_was() -> None:
    full = replace(
        FIRST,
        modifier="~",
        hedge="nearly",
        low=1,
        high=200,
        period=Period(date(2024, 1, 1), None),
        scope="x",
        undated=True,
    )
    stand = Stand(full, (SECOND,), (FIRST,))
    back = Stand.read(stand.written())
    assert back.written() == stand.written()
    bare = replace(full, quote="", quote_kind="statement", char_start=None, char_end=None, as_of_basis=None)
    assert back.current == bare
    assert Stand.read(Stand(None).written()) == Stand(None)


def test_a_newer_toll_is_told_from_what_to_what() -> None:
    move = moved(told(FIRST), look(FIRST, SECOND))
    assert move is not None
    assert (move.kind, [each.value for each in move.before]) == ("changed", [137])
    assert move.view.current is not None and move.view.current.value == 144


def test_what_a_reader_would_not_call_news() -> None:
    assert kind(told(FIRST), look(FIRST)) is None
    assert kind(told(FIRST), look(FIRST, claim(137, 24, id="c", publisher="Reuters"))) is None  # another outlet
    assert kind(told(FIRST), look(FIRST, claim(140, 24, id="c", modifier="~"))) is None  # it only rounds
    assert kind(Stand(None), look()) is None
    both = claim(551, 30, id="x", attributed_to=("A",)), claim(382, 30, id="y", attributed_to=("B",))
    again = claim(382, 30, id="z", attributed_to=("C",))
    assert kind(told(*both, again), look(*both)) is None  # one rival less of two that say the same


def test_a_figure_that_only_rounds_does_not_take_the_place_of_what_was_told() -> None:
    about = claim(150, None, id="r", modifier="~", published=date(2024, 4, 3))
    rounder = LedgerView(look(SECOND).indicator, about, False, (SECOND, about), ())
    stand = told(SECOND)
    assert moved(stand, rounder) is None
    kept = stand.unmoved(rounder)
    assert kept.current is not None and kept.current.value == 144
    again = look(SECOND, claim(144, 30, id="z", publisher="Reuters"))
    assert stand.unmoved(again).current == again.current


def test_the_first_figure_is_news() -> None:
    assert kind(Stand(None), look(FIRST)) == "first"


def test_what_was_taken_back_is_a_correction() -> None:
    gone = replace(SECOND, status="retracted")
    stand = told(FIRST, SECOND)
    move = moved(stand, look(FIRST, gone))
    assert move is not None
    assert (move.kind, [each.value for each in move.before]) == ("corrected", [144])
    assert move.view.current is not None and move.view.current.value == 137
    alone = moved(told(SECOND), look(gone))
    assert alone is not None and alone.kind == "withdrawn" and [each.value for each in alone.before] == [144]


def test_what_was_taken_back_is_a_correction_though_something_rounder_stands() -> None:
    about = claim(150, None, id="r", modifier="~", published=date(2024, 4, 3))
    assert kind(told(SECOND, about), look(replace(SECOND, status="retracted"), about)) == "corrected"
    assert kind(told(SECOND, about), look(SECOND, about)) is None


def test_a_correction_of_an_editor_is_one_and_a_new_speaker_is_none() -> None:
    right = replace(SECOND, id="b~1", value=145, review="approved")
    assert kind(told(FIRST, SECOND), look(FIRST, SECOND, right)) == "corrected"
    same = replace(SECOND, id="b~1", attributed_to=("Somebody",), review="approved")
    assert kind(told(FIRST, SECOND), look(FIRST, SECOND, same)) is None


def test_what_is_held_is_not_said_again() -> None:
    held = replace(SECOND, review="held")
    view = look(FIRST, held)
    assert [each.value for each in view.waiting] == [144]
    move = moved(told(FIRST, SECOND), view)
    assert move is not None
    assert (move.kind, move.before) == ("corrected", ())
    for lang in LANGS:
        assert "144" not in "".join(page.text for page in move_pages([move], lang))


def test_who_was_told_of_a_former_figure_hears_that_it_was_taken_back() -> None:
    third = claim(149, 31, id="c")
    first = told(FIRST, SECOND)
    stand = told(FIRST, SECOND, third, before=first)
    assert [each.value for each in stand.former] == [144]
    move = moved(stand, look(FIRST, replace(SECOND, status="retracted"), third))
    assert move is not None
    assert (move.kind, [each.value for each in move.before]) == ("retracted", [144])
    after = told(FIRST, replace(SECOND, status="retracted"), third, before=stand)
    assert kind(after, look(FIRST, replace(SECOND, status="retracted"), third)) is None  # once


def test_sources_that_begin_to_differ_and_cease_to() -> None:
    one = claim(551, 30, id="x", attributed_to=("Ministry",), origin="m")
    other = claim(382, 30, id="y", attributed_to=("Governor",), origin="g")
    view = look(one, other, kind="crocus.injured")
    assert view.disagree
    standing, rival = (one, other) if view.current is not None and view.current.value == one.value else (other, one)
    before, after = Stand.of(look(standing, kind="crocus.injured")), Stand.of(view)
    assert kind(before, view) == "differ"
    assert kind(after, view) is None
    settled = look(standing, replace(rival, status="retracted"), kind="crocus.injured")
    assert kind(after, settled) == "agree"
    assert kind(Stand.of(settled, after), settled) is None


def test_another_period_is_another_figure_whatever_its_number() -> None:
    year = Period(date(2023, 1, 1), date(2023, 12, 31)), Period(date(2024, 1, 1), date(2024, 12, 31))
    old = claim(1000, None, id="o", indicator="deported.tj", period=year[0], published=date(2024, 1, 9))
    new = claim(1000, None, id="n", indicator="deported.tj", period=year[1], published=date(2025, 1, 9))
    stand = Stand.of(look(old, kind="deported.tj"))
    assert kind(stand, look(old, new, kind="deported.tj")) == "changed"


def test_no_more_than_a_few_former_figures_are_watched() -> None:
    claims: list[Claim] = []
    stand: Stand | None = None
    for n in range(8):
        claims.append(claim(100 + 20 * n, 22 + n, id=f"c{n}"))
        stand = told(*claims, before=stand)
    assert stand is not None and len(stand.former) == KEPT
    assert [each.value for each in stand.former] == [220, 200, 180]


@pytest.mark.parametrize("lang", LANGS)
def test_an_alert_names_who_says_so_and_what_stood_before(lang: str) -> None:
    move = moved(told(FIRST), look(FIRST, SECOND))
    assert move is not None
    (page,) = move_pages([move], lang)  # type: ignore[arg-type]
    assert "144" in page.text and "137" in page.text and "Meduza" in page.text and "TASS" in page.text
    assert page.text.index("144") < page.text.index("137")
    assert "http" not in page.html
