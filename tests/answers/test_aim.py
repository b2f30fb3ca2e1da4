"""What questions are turned by: of length 1, for its own model alone, and a clear word where the file is none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from digests.answers.find import aim
from digests.answers.find.aim import Aim
from digests.errors import BadInput
from digests.language import meaning


def test_a_turned_question_has_length_one_and_points_where_the_matrix_says(tmp_path: Path) -> None:
    swap = np.array([[0, 2], [2, 0]], np.float32)
    found = Aim("m", swap).turned(np.array([[1, 0], [0.6, 0.8], [0, 0]], np.float32))
    assert found == pytest.approx(np.array([[0, 1], [0.8, 0.6], [0, 0]]))
    assert found.dtype == np.float32


def test_what_was_saved_is_for_its_own_model_alone(tmp_path: Path) -> None:
    path = tmp_path / "asking.npz"
    aim.save(Aim("this one", np.eye(3, dtype=np.float32)), path)
    loaded = aim.load("this one", path)
    assert loaded is not None
    assert loaded.matrix == pytest.approx(np.eye(3))
    assert aim.load("another", path) is None


@pytest.mark.parametrize("content", [b"", b"no archive", None])
def test_a_file_that_is_none_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "asking.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadInput, match=r"asking\.npz"):
        aim.load("m", path)


def test_the_shipped_file_is_of_the_model_that_is_here() -> None:
    model, why_not = meaning.load()
    if model is None:
        pytest.skip(why_not)
    assert aim.load(model.id) is not None, "make fit is due"
