"""What spoke for and against each candidate: its order, and how it is printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from digests.answers.find import scorer
from digests.answers.find.finder import Candidates
from digests.answers.find.found import Asked, Fact
from digests.answers.why import Reason, reasons
from digests.cli.ask import reason_json, reason_text
from tests.answers.conftest import TODAY, Desk
from tests.answers.world import passage, score_by, statement

FACTS = scorer.Scorer({"said": 2.0, "raw": -0.5}, 0.0, 0.5)
FIGURES = scorer.Scorer({"met": 3.0}, 0.0, 0.5)


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
    found = reasons(candidates)
    assert [(one.id, one.kind, one.score, one.ruled_out) for one in found] == [
        ("record#7", "statement", 0.6123, ()),
        ("crocus.deaths", "figure", 0.4, ()),
        ("raw:3", "passage", 0.2, ()),
        ("raw:4", "passage", 0.99, ("another place", "no number")),
        ("crocus.injured", "figure", 0.7, ("unit",)),
    ]


def test_each_has_the_weights_it_was_scored_with(candidates: Candidates) -> None:
    for one in reasons(candidates):
        assert one.weights == (FIGURES if one.kind == "figure" else FACTS).weights
        assert set(one.weights) <= set(one.features)


REASON = Reason(
    id="record#7", kind="statement", score=0.61,
    features={"said": 0.12345678, "raw": 1.0, "near": 0.001},
    weights={"said": 8.0, "raw": -0.5, "near": 1.0},
    ruled_out=("another time",),
)  # fmt: skip


def test_as_json() -> None:
    assert reason_json(REASON) == {
        "id": "record#7", "kind": "statement", "score": 0.61,
        "features": {"said": 0.1235, "raw": 1.0, "near": 0.001},
        "weights": {"said": 8.0, "raw": -0.5, "near": 1.0},
        "ruled_out": ["another time"],
    }  # fmt: skip


def test_as_text_what_adds_most_stands_first_and_what_adds_nothing_nowhere() -> None:
    first, second = reason_text(REASON).strip().splitlines()
    assert first == "0.61  statement  record#7  ruled out: another time"
    assert second.split("  ")[-2:] == ["said 0.12 (+0.99)", "raw 1.00 (-0.50)"]
    assert "ruled out" not in reason_text(replace(REASON, ruled_out=()))


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
    asked = ["--data", str(curated), "ask", "How many people were killed at Crocus?"]
    plain = CliRunner().invoke(main, asked)
    ran = CliRunner().invoke(main, [*asked, "--why"])
    assert (plain.exit_code, ran.exit_code) == (0, 0)
    assert ran.output.startswith(plain.output.rstrip("\n"))
    told = ran.output[len(plain.output) :]
    assert "figure  crocus.deaths" in told and "statement  2024-" in told
