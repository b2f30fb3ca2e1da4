"""What is released: a wheel that holds all that the program reads, and runs where nothing of this folder is seen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
RECORD = "2024-03-29-rt-144-dead"
OURS = ("bot", "config", "digests")
COPIED = ("pyproject.toml", "README.md", "LICENSE", "NOTICE")
LEFT_OUT = {"config/README.md"}
"""What is there for whoever reads the folder."""


def run(*words: str | Path, cwd: Path, **environ: str) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KHABAR_", "PYTHONPATH"))}
    done = subprocess.run(words, cwd=cwd, env={**kept, **environ}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built as `pip wheel` would, of a copy: what is built leaves folders beside the source."""
    source, built = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("built")
    for name in OURS:
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in COPIED:
        shutil.copy(ROOT / name, source)
    build = f"from setuptools import build_meta; build_meta.build_wheel({str(built)!r})"
    run(sys.executable, "-W", "error", "-c", build, cwd=source)
    (found,) = built.glob("*.whl")
    return found


def test_all_that_the_program_reads_is_in_it_and_nothing_else(wheel: Path) -> None:
    there = {
        path.relative_to(ROOT).as_posix()
        for folder in OURS
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.parent.name != "__pycache__"
    }
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert packed == there - LEFT_OUT


def test_it_runs_where_only_what_it_depends_on_is_installed(wheel: Path, tmp_path: Path) -> None:
    """Those packages are seen where they are; ours are the wheel's: what `.pth` files name there is not looked for."""
    home = tmp_path / "venv"
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    (own,) = home.glob("lib/python*/site-packages")
    seen = [path for path in sys.path if path.endswith("site-packages") or path == sysconfig.get_path("purelib")]
    (own / "others.pth").write_text("\n".join(dict.fromkeys(seen)), encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check", "install", "--quiet"]
    run(*pip, "--no-deps", "--no-index", "--force-reinstall", wheel, cwd=tmp_path)

    def khabar(*words: str) -> str:
        settings = {"KHABAR_DATA": str(tmp_path / "data"), "KHABAR_MEANING": "off", "KHABAR_CONFIG": str(tmp_path)}
        return run(home / "bin" / "khabar", *words, cwd=tmp_path, **settings)

    where = run(python, "-c", "import bot, config, digests; print(bot.__path__, config.PACKAGED)", cwd=tmp_path)
    assert str(ROOT) not in where
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert khabar("--version") == f"khabar, version {version}\n"
    (tmp_path / "corpus").mkdir()  # one record is soon checked and filed
    for path in (ROOT / "config" / "corpus").glob(f"{RECORD}.*"):
        shutil.copy(path, tmp_path / "corpus")
    assert "all well" in khabar("corpus", "check")
    khabar("ingest", str(tmp_path / "corpus" / f"{RECORD}.toml"))
    answer = khabar("ask", "How many people were killed at Crocus City Hall?")
    assert "144" in answer
    assert "[1] RT" in answer
