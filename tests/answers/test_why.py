"""What spoke for and against each candidate: its order, and how it is printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from digests.answers.find import scorer
from digests.answers.find.facts import surely
from digests.answers.find.finder import Candidates
from digests.answers.find.found import Asked, Fact
from digests.answers.why import Reason, Telling, reasons
from digests.cli.ask import reason_json, reason_text
from tests.answers.conftest import TODAY, Desk
from tests.answers.world import asked, passage, score_by, statement

FACTS = scorer.Scorer({"said": 2.0, "raw": -0.5}, 0.0, 0.5)
FIGURES = scorer.Scorer({"met": 3.0}, 0.0, 0.5)
QUESTION = asked("What was said?", kind=None)


def judged(fact: Fact, support: float, *out: str) -> Fact:
    return replace(fact, support=support, ruled_out=out, features={"said": support, "raw": 1.0})


def figure(name: str, support: float, *out: str) -> Asked:
    return Asked(name, (), (), support, {"met": support}, out)


@pytest.fixture
def candidates(monkeypatch: pytest.MonkeyPatch) -> Candidates:
    score_by(monkeypatch, facts=FACTS, figures=FIGURES)
    facts = (
        judged(statement("A", doc="record", n=7), 0.61234567),
        judged(passage("B", doc="raw", n=3), 0.2),
        judged(passage("C", doc="raw", n=4), 0.99, "another place", "no number"),
    )
    return Candidates(facts, (figure("crocus.deaths", 0.4), figure("crocus.injured", 0.7, "unit")), ())


def test_the_likeliest_comes_first_and_what_is_ruled_out_last(candidates: Candidates) -> None:
    found = reasons(candidates, QUESTION)
    assert [(one.id, one.kind, one.score, one.ruled_out) for one in found] == [
        ("record#7", "statement", 0.6123, ()),
        ("crocus.deaths", "figure", 0.4, ()),
        ("raw:3", "passage", 0.2, ()),
        ("raw:4", "passage", 0.99, ("another place", "no number")),
        ("crocus.injured", "figure", 0.7, ("unit",)),
    ]


def test_each_has_the_weights_it_was_scored_with(candidates: Candidates) -> None:
    for one in reasons(candidates, QUESTION):
        assert one.weights == (FIGURES if one.kind == "figure" else FACTS).weights
        assert set(one.weights) <= set(one.features)


REASON = Reason(
    id="record#7", kind="statement", score=0.61,
    features={"said": 0.12345678, "raw": 1.0, "near": 0.001},
    weights={"said": 8.0, "raw": -0.5, "near": 1.0},
    ruled_out=("another time",),
)  # fmt: skip


TELLING = Telling(0.43, 0.0, 0.606, outdone=False, bias=1.86, weights={"said": -4.0, "near": 2.0})


def test_as_json() -> None:
    assert reason_json(REASON) == {
        "id": "record#7", "kind": "statement", "score": 0.61,
        "features": {"said": 0.1235, "raw": 1.0, "near": 0.001},
        "weights": {"said": 8.0, "raw": -0.5, "near": 1.0},
        "ruled_out": ["another time"],
        "telling": None,
    }  # fmt: skip
    assert reason_json(replace(REASON, telling=TELLING))["telling"] == {
        "sure": 0.43, "borne": 0.0, "enough": 0.606, "outdone": False, "bias": 1.86,
        "weights": {"said": -4.0, "near": 2.0},
    }  # fmt: skip


def test_as_text_what_adds_most_stands_first_and_what_adds_nothing_nowhere() -> None:
    first, second = reason_text(REASON).strip().splitlines()
    assert first == "0.61  statement  record#7  ruled out: another time"
    assert second.split("  ")[-2:] == ["said 0.12 (+0.99)", "raw 1.00 (-0.50)"]
    assert "ruled out" not in reason_text(replace(REASON, ruled_out=()))


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({}, "sure 0.43, 0.61 is asked for: not enough"),
        ({"borne": 0.2}, "sure 0.43 and 0.20 by the second best, 0.61 is asked for: enough"),
        ({"sure": 0.7}, "sure 0.70, 0.61 is asked for: enough"),
        ({"sure": 0.7, "outdone": True}, "sure 0.70, 0.61 is asked for: but a likelier one is ruled out"),
    ],
)
def test_the_likeliest_says_why_it_is_told_or_not(change: dict[str, float], verdict: str) -> None:
    telling = replace(TELLING, **change)  # type: ignore[arg-type]
    *_, told, added = reason_text(replace(REASON, telling=telling)).splitlines()
    assert (told.strip(), added.strip()) == (f"{verdict}; the sum begins at +1.86", "said 0.12 (-0.49)")


def test_only_the_likeliest_fact_is_told_or_not(candidates: Candidates) -> None:
    sure = replace(candidates, facts=tuple(replace(fact, sure=fact.support) for fact in candidates.facts))
    first, *others = [one for one in reasons(sure, QUESTION) if one.kind != "figure"]
    assert first.telling == Telling(0.6123, 0.0, FACTS.enough, outdone=False, bias=FACTS.bias, weights=FACTS.weights)
    assert all(one.telling is None for one in others)
    compared = reasons(sure, replace(QUESTION, groups=frozenset({"compare"})))
    assert [one.telling.borne for one in compared if one.telling] == [0.1]
    counted = reasons(sure, replace(QUESTION, kind="figure"))
    assert [one.telling.outdone for one in counted if one.telling] == [True]


def test_by_meaning_sureness_can_be_told_from_what_is_shown() -> None:
    fact = replace(statement("A", doc="record", n=7), near=0.8, features={"near_lead": 0.03, "left_open": 0.2})
    (one,) = reasons(Candidates(surely([fact]), (), ()), QUESTION)
    assert one.telling is not None and "likely" in one.features
    told = scorer.Scorer(one.telling.weights, one.telling.bias, one.telling.enough)
    assert told.score(one.features) == pytest.approx(one.telling.sure, abs=1e-4) != one.score


def test_the_answer_is_of_the_first_that_is_likely_enough(desk: Desk) -> None:
    text = "How many people were killed at Crocus?"
    found = desk.answerer.why(text, "en", today=TODAY, known=TODAY)
    assert {one.kind for one in found} == {"figure", "statement"}
    able = [one for one in found if not one.ruled_out]
    assert list(found[: len(able)]) == sorted(able, key=lambda one: -one.score)
    for one in found:  # the score can be told from the features and the weights that are shown
        kind = "figures" if one.kind == "figure" else "facts"
        assert scorer.load(f"{kind} by words").score(one.features) == pytest.approx(one.score, abs=1e-4)  # type: ignore[arg-type]


def test_a_fixed_reply_has_no_reasons(desk: Desk) -> None:
    assert desk.answerer.why("hello", "en", today=TODAY) == ()
    assert desk.answerer.why("", "en", today=TODAY) == ()


def test_the_terminal_shows_them_below_the_answer(curated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHABAR_MEANING", "off")
    called = ["--data", str(curated), "ask", "How many people were killed at Crocus?"]
    plain = CliRunner().invoke(main, called)
    ran = CliRunner().invoke(main, [*called, "--why"])
    assert (plain.exit_code, ran.exit_code) == (0, 0)
    assert ran.output.startswith(plain.output.rstrip("\n"))
    told = ran.output[len(plain.output) :]
    assert "figure  crocus.deaths" in told and "statement  2024-" in told
