"""Fitting: who may be learned from, from which score on it is answered, and what is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from digests.answers.find import scorer
from tests.eval import fit_answers
from tests.eval.fit_answers import Case, Top, enough, feature_names, is_cited, save, tops
from tests.eval.hands import FOLDERS, questions

SCORER = scorer.Scorer({"said_anywhere": 4.0, "raw": -4.0}, -2.0, 0.5)


def case(author: str, *rows: tuple[float, float, bool, bool], answerable: bool = True) -> Case:
    """Rows of (said_anywhere, raw, may be shown, is right)."""
    return Case(
        author, answerable,
        tuple({"said_anywhere": row[0], "raw": row[1], "advice": 1.0, "said": row[0]} for row in rows),
        tuple(row[2] for row in rows), tuple(row[3] for row in rows),
    )  # fmt: skip


def test_the_best_candidate_is_one_that_may_be_shown() -> None:
    found = tops(
        [
            case("a", (1.0, 0.0, True, True), (0.5, 0.0, True, False)),
            case("a", (1.0, 0.0, False, True), (0.5, 0.0, True, False)),
            case("b", (1.0, 0.0, False, True)),
            case("b", answerable=False),
        ],
        lambda _: SCORER,
    )
    assert [(top.answerable, round(top.score, 2), top.right) for top in found] == [
        (True, 0.88, True), (True, 0.5, False), (True, 0.0, False), (False, 0.0, False),
    ]  # fmt: skip


def test_it_is_answered_from_where_that_gains_more_than_it_costs() -> None:
    found = [Top(True, 0.9, True), Top(True, 0.8, True), Top(True, 0.7, False), Top(False, 0.6, False),
             Top(True, 0.5, True)]  # fmt: skip
    assert enough(found) == 0.8
    assert enough([*found, *(Top(True, 0.4, True) for _ in range(5))]) == 0.4
    assert enough([Top(True, 0.9, False)]) == enough([]) == 0.99, "what is never right is never answered"


def test_what_is_told_of_a_fit() -> None:
    found = [Top(True, 0.9, True), Top(True, 0.4, True), Top(True, 0.8, False), Top(False, 0.7, False)]
    told = fit_answers.told_of(found, 0.5)
    assert "right first 0.667" in told and "right 0.333, refused 0.333" in told
    assert "wrong of given 0.667" in told and "near misses refused 0.000" in told


def test_features_that_never_differ_or_are_not_weighed_are_left_out() -> None:
    assert feature_names([case("a", (1.0, 0.0, True, True)), case("b", (0.5, 1.0, True, False))], scorer.OF_FACTS) == [
        "said_anywhere",
        "raw",
    ]


def test_what_is_fitted_ranks_and_is_read_again(tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="`make fit` alone needs it")
    cases = [case("abc"[n % 3], (1.0, n % 2, True, True), (0.1, n % 2, True, False), (1.0, 1.0, False, False))
             for n in range(60)]  # fmt: skip
    fitted = fit_answers.fit(cases, scorer.OF_FACTS)
    assert fitted.weights["said_anywhere"] > 1 and fitted.score({"said_anywhere": 1.0}) > 0.5 > fitted.score(
        {"said_anywhere": 0.1}
    )
    assert all(top.right for top in fit_answers.by_folds(cases, scorer.OF_FACTS))
    path = tmp_path / "answers.json"
    save({"facts": fitted}, path)
    read = scorer.load("facts", path)
    fitted_too = {name: round(weight, 3) for name, weight in fitted.weights.items()}
    assert read.weights == {**fitted_too, "chosen": scorer.CHOSEN}, "the third voice is weighed by hand"
    assert json.loads(path.read_text(encoding="utf-8"))["facts"]["enough"] == fit_answers.ENOUGH


def test_a_source_that_is_not_expected_is_never_right() -> None:
    asked = {"expect": {"docs_any": ["a", "b"]}}
    assert is_cited(asked, ["c", "b"]) and not is_cited(asked, ["c"])
    assert is_cited({"expect": {"docs_any": []}}, [])


@pytest.mark.parametrize("over", ["records", "five"])
def test_sets_by_many_hands_are_there_and_of_one_shape(over: str) -> None:
    """`sealed` is opened by the evaluation alone."""
    found = [*questions("fit", over), *(questions("look", over) if over == "records" else [])]  # type: ignore[arg-type]
    assert len(found) > 300 and len({one["id"] for one in found}) == len(found)
    keys = {"abstain", "docs_any", "numbers_all", "numbers_any", "strings_any", "must_say_disagree"}
    assert all(keys <= set(one["expect"]) and one["question"].strip() for one in found)
    assert {one["lang"] for one in found} == {"tg", "ru", "en"}


def test_no_author_is_on_two_sides() -> None:
    sides: dict[str, str] = {}
    for folder in FOLDERS.values():
        for path in folder.glob("*/*.jsonl"):
            assert sides.setdefault(path.stem, path.parent.name) == path.parent.name, path
    assert set(sides.values()) == {"fit", "look", "sealed"}
