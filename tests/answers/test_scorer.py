"""One sum of features, and the file that its coefficients are read from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from digests.answers.find import scorer
from digests.errors import BadInput

GOOD = {"enough": 0.5, "bias": -1.0, "weights": {"said": 2.0, "other_time": -3.0}}


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    scorer.load.cache_clear()
    yield
    scorer.load.cache_clear()


def test_a_chance_is_made_of_the_sum() -> None:
    one = scorer.Scorer({"said": 2.0, "other_time": -3.0}, -1.0, 0.5)
    assert one.score({"said": 0.5}) == pytest.approx(0.5)
    assert one.score({"said": 1.0}) == pytest.approx(0.7311, abs=1e-4)
    assert one.score({"said": 1.0, "other_time": 1.0}) == pytest.approx(0.1192, abs=1e-4)
    assert one.score({"unknown": 9.0}) == one.score({})


@pytest.mark.parametrize("value", [1e9, -1e9])
def test_no_feature_breaks_it(value: float) -> None:
    assert 0 <= scorer.Scorer({"a": 1.0}, 0.0, 0.5).score({"a": value}) <= 1


def test_its_parts_stand_by_what_they_add() -> None:
    parts = scorer.Scorer({"a": 1.0, "b": -4.0, "c": 2.0}, 0.0, 0.5).parts({"a": 3.0, "b": 1.0})
    assert list(parts.items()) == [("b", (1.0, -4.0)), ("a", (3.0, 3.0)), ("c", (0.0, 0.0))]


def test_what_is_shipped_can_be_read_and_uses_features_that_there_are() -> None:
    loaded = {name: scorer.load(name) for name in scorer.NAMES}
    assert all(one.weights and 0 < one.enough < 1 for one in loaded.values())
    for name in ("facts", "facts by words"):
        assert set(loaded[name].weights) <= {*scorer.OF_FACTS, "chosen"}  # type: ignore[index]
    near = {"near_lead", "near_kin", "left_open"}
    assert not near & set(loaded["facts by words"].weights), "without a model nothing is near"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("{", "Expecting"),
        ("[]", "list indices"),
        ("{}", "'figures'"),
        ({"figures": {**GOOD, "weights": ["said"]}}, "items"),
        ({"figures": {**GOOD, "weights": {"said": "much"}}}, "could not convert"),
        ({"figures": {**GOOD, "bias": None}}, "NoneType"),
        ({"figures": {"weights": {}, "bias": 0}}, "'enough'"),
        (b"\xff\xfe\x00", "codec"),
        (None, "No such file"),
    ],
)
def test_a_bad_file_is_one_line_with_its_name_and_place(
    tmp_path: Path, raw: str | bytes | Mapping[str, Any] | None, said: str
) -> None:
    path = tmp_path / "answers.json"
    if isinstance(raw, bytes):
        path.write_bytes(raw)
    elif raw is not None:
        path.write_text(raw if isinstance(raw, str) else json.dumps(raw), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        scorer.load("figures", path)
    told = str(caught.value)
    assert told.startswith(f"{path}:figures: no coefficients (") and said in told and "\n" not in told
