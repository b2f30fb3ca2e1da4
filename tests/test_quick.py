"""The quick half: which tests lie near a file, what is run of them, and who calls it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config.settings import Settings
from tests import quick
from tests.near import nearest, sources

ROOT = Path(__file__).resolve().parents[1]
FILES = {
    "config/__init__.py": 'TABLE = HERE / "names.toml"\nLOCALES = HERE / "locales"\n',
    "digests/__init__.py": "",
    "digests/fold.py": "import re\n",
    "digests/names.py": "import config\nfrom digests import fold\n",
    "digests/say.py": "from digests.names import find\n",
    "tests/conftest.py": "import digests.say\n",
    "tests/test_fold.py": "from digests.fold import words\n",
    "tests/test_names.py": "def test():\n    from digests import names\n",
    "tests/test_say.py": "import digests.say\n",
    "tests/cli/conftest.py": "",
    "tests/cli/test_ask.py": 'README = ROOT / "README.md"\n',
}


def test_those_that_import_it_come_first() -> None:
    assert nearest(FILES, ["digests/fold.py"]) == ["tests/test_fold.py", "tests/test_names.py", "tests/test_say.py"]
    assert nearest(FILES, ["digests/say.py"]) == ["tests/test_say.py"], "not every test, for all that a conftest says"
    assert nearest(FILES, ["tests/test_say.py", "digests/names.py"]) == ["tests/test_say.py", "tests/test_names.py"]
    beside = {**FILES, "tests/test_a.py": "from digests import fold\n"}
    assert nearest(beside, ["digests/fold.py"])[:2] == ["tests/test_fold.py", "tests/test_a.py"], "its own first"
    assert nearest(FILES, ["notes/other.txt", "digests/gone.py"]) == []


def test_what_all_tests_of_a_folder_stand_on_is_near_to_all() -> None:
    assert nearest(FILES, ["tests/cli/conftest.py"]) == ["tests/cli/test_ask.py"]
    assert set(nearest(FILES, ["tests/conftest.py"])) == {path for path in FILES if "/test_" in path}


@pytest.mark.parametrize("path", ["config/names.toml", "config/locales/ru.ftl"])
def test_data_is_near_to_those_who_name_it_or_its_folder(path: str) -> None:
    assert nearest(FILES, [path]) == ["tests/test_names.py", "tests/test_say.py"]
    assert nearest(FILES, ["README.md"]) == ["tests/cli/test_ask.py"]


def test_every_test_of_the_project_is_near_to_itself_and_what_it_looks_at() -> None:
    files = sources(ROOT)
    assert "tests/language/test_fold.py" in nearest(files, ["digests/language/fold.py"])[:40]
    assert "tests/say/test_locale.py" in nearest(files, ["config/locales/tg.ftl"])
    assert nearest(files, ["tests/test_quick.py"]) == ["tests/test_quick.py"]


TESTS = """
import time
def test_first(): assert {right}
def test_long(): time.sleep(30)
def test_last(): pass
"""


@pytest.mark.parametrize(
    ("seconds", "right", "told"),
    [(0, True, "1 passed in"), (0, False, "1 failed in"), (60, True, "2 passed, 1 skipped in")],
)
def test_the_time_is_kept_and_what_is_left_is_named(tmp_path: Path, seconds: int, right: bool, told: str) -> None:
    """In a process of its own: a run of tests inside another would end it."""
    file = tmp_path / "test_example.py"
    file.write_text(TESTS.format(right=right), encoding="utf-8")
    program = f"""
import sys, tests.quick as quick
quick.nearest = lambda *_: [{str(file)!r}]
sys.exit(0 if quick.tests_of([], quick.Budget({seconds}, longest=1)) else 1)
"""
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert time.monotonic() - started < 28, "the long one was not waited for"
    assert (done.returncode == 0) is right, done.stdout + done.stderr
    assert told in done.stdout
    assert re.search(r"^quick: left to make test, wholly or in part: .*test_example.py$", done.stdout, re.M)


def test_the_corpus_is_checked_where_config_changed() -> None:
    assert len(quick.checks(["config/names.toml"])) == len(quick.checks(["digests/fold.py"])) + 1


def test_what_changed_is_told_by_git(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        person = ("-c", "user.name=n", "-c", "user.email=e@example.org")
        subprocess.run(["git", *person, *words], cwd=tmp_path, check=True, capture_output=True)

    assert quick.changed(tmp_path) == []
    git("init")
    for name in ("one.py", "two.py"):
        (tmp_path / name).write_text("")
        git("add", name)
        git("commit", "-m", name)
    assert quick.changed(tmp_path) == ["two.py"]
    (tmp_path / "one.py").write_text("# changed")
    (tmp_path / "new.py").write_text("")
    assert quick.changed(tmp_path) == ["one.py", "new.py"]


def targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([\w$()./-]+):", makefile.replace("$(VENV)", ".venv"), re.M))


def test_the_hook_and_the_container_call_what_there_is() -> None:
    hook = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert re.findall(r"entry: make (\S+)", hook) == ["quick"] and "quick" in targets()
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    assert container["postCreateCommand"].removeprefix("make ") in targets()
    assert container["forwardPorts"] == [Settings.model_fields["simulator_port"].default]
    served = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    (version,) = re.findall(r"^ARG BASE=python:(\d+\.\d+)-", served, re.M)
    assert container["image"].startswith(f"python:{version}-"), "the Python of the image, and of the lock"


@pytest.mark.parametrize("target", ["quick", "check-corpus", "test"])
def test_what_a_target_would_run_is_there(target: str) -> None:
    """Every tool and module that a target names is one of this folder or of the lock."""
    done = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=True)
    lines = [line for line in done.stdout.splitlines() if line.startswith(".venv/bin/python -m tests")]
    for line in lines:
        module = ROOT / line.split()[2].replace(".", "/")
        assert module.with_suffix(".py").exists() or (module / "__main__.py").exists(), line
    assert {"quick": "tests.quick", "check-corpus": "corpus check", "test": "pytest"}[target] in done.stdout
