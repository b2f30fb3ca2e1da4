"""What an edition says of a figure beside its value: who differs, what stood earlier, who says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from digests.editions.changes import Change, changes
from digests.editions.figure_lines import figure_line
from digests.figures.indicators import load
from digests.model import Claim, FigureLine, LedgerView, Period
from digests.policy import OPEN

TOLL = load().get("crocus.deaths")
FIRST = date(2024, 3, 23)
NEXT = timedelta(days=1)


def claim(value: int, day: date, outlet: str, *speakers: str, as_of: date | None = None) -> Claim:
    return Claim(
        f"{outlet}-{value}-{day}", TOLL.id, value, None, None, "=", TOLL.unit, "total", as_of or day, "explicit", None,
        speakers, None, f"{outlet}-{day}", str(value), "statement", None, None, published=day, publisher=outlet,
        known_from=day, grade="curated", origin=outlet, review="approved",
    )  # fmt: skip


def found(day: date, claims: Sequence[Claim]) -> Change | None:
    return next(iter(changes([TOLL], claims, Period(day, day), policy=OPEN)), None)


def line(change: Change | None) -> FigureLine:
    assert change is not None
    said = figure_line(change, lambda _: 1, "en", year=2024)
    assert said is not None
    return said


MINISTRY = "Ministry of Health of Russia"
RIVALS = [claim(140, FIRST, "A", MINISTRY), claim(140, FIRST, "D"), claim(143, FIRST, "B")]


def test_whoever_repeats_a_figure_that_differs_changes_nothing() -> None:
    assert line(found(FIRST, RIVALS)).disagree
    assert found(FIRST + NEXT, [*RIVALS, claim(143, FIRST + NEXT, "C", as_of=FIRST)]) is None
    third = found(FIRST + NEXT, [*RIVALS, claim(150, FIRST + NEXT, "C", as_of=FIRST)])
    assert third is not None
    assert third.kind == "disagreement"


def test_a_figure_that_differs_is_said_once_by_whoever_said_it_last() -> None:
    change = found(FIRST, RIVALS)
    assert change is not None
    later = claim(143, FIRST + NEXT, "C")
    told = line(replace(change, view=replace(change.view, rivals=(*change.view.rivals, later))))
    assert [each.value for each in told.claims] == [140, 143]
    assert "C" in told.attribution
    assert "B" not in told.attribution


def test_a_source_is_no_other_source_than_itself() -> None:
    exact = replace(claim(87_200, FIRST, "A"), id="exact")
    rounded = replace(exact, id="round", value=87_000, modifier="~", hedge="about")
    for source, told in (("A", False), ("B", True)):
        other = replace(rounded, doc_id=f"{source}-{FIRST}", publisher=source, origin=source)
        assert ("do not conflict" in line(found(FIRST, [exact, other])).text) is told


def test_only_an_earlier_days_figure_is_an_earlier_one() -> None:
    now = claim(150, FIRST + NEXT, "A", "Investigative Committee of Russia")
    for as_of, told in ((FIRST, True), (FIRST + NEXT, False)):
        other = replace(claim(149, FIRST + NEXT, "A", as_of=as_of), status="superseded")
        change = Change("new", replace(_view(now), claims=(now, other)), (now, other), None)
        assert ("149" in line(change).text) is told


def test_a_speaker_that_no_table_knows_is_said_of_a_record_alone() -> None:
    raw = replace(claim(150, FIRST, "A", "департамента платёжного"), review="automatic")
    known = replace(raw, attributed_to=("Federal Security Service of Russia",))
    assert "платёжного" not in line(Change("new", _view(raw), (raw,), None)).attribution
    assert "Federal Security Service" in line(Change("new", _view(known), (known,), None)).attribution
    curated = replace(raw, review="approved")
    assert "латёжного" in line(Change("new", _view(curated), (curated,), None)).attribution


def _view(one: Claim) -> LedgerView:
    change = found(one.published or FIRST, [replace(one, review="approved")])
    assert change is not None
    return replace(change.view, current=one, claims=(one,))
