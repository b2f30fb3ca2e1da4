"""What of a room is measured: all of it, or what has floors."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from tests.eval.measure import Measure
from tests.eval.rooms import measured, rooms


def told(monkeypatch: pytest.MonkeyPatch, *, whole: bool, **has: object) -> list[str]:
    """The names of the measures of a room that `has` these things."""
    module = ModuleType("tests.eval.eval_example")
    for name, value in has.items():
        setattr(module, name, value)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    heading, measures = measured("example", whole=whole)
    assert heading.startswith("example")
    return [measure.name for measure in measures]


def everything() -> list[Measure]:
    return [Measure("a", 1.0, 0.5), Measure("b", 1.0)]


def test_floors_are_asked_of_those_who_have_them(monkeypatch: pytest.MonkeyPatch) -> None:
    own = {"measure": everything, "floors": lambda: everything()[:1]}
    assert told(monkeypatch, whole=False, **own) == ["a"]
    assert told(monkeypatch, whole=True, **own) == ["a", "b"]
    assert told(monkeypatch, whole=False, measure=everything) == ["a", "b"]


def test_what_takes_minutes_is_measured_as_a_whole_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, whole=False, measure=everything, TAKES_MINUTES=True) == []
    assert told(monkeypatch, whole=True, measure=everything, TAKES_MINUTES=True) == ["a", "b"]


def test_rooms_are_chosen_by_their_names() -> None:
    assert rooms({"search", "answers", "nothing"}) == ["answers", "search"]
    assert len(rooms(set())) > 10
