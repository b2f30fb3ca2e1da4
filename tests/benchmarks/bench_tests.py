"""The tests that `make test` runs in part (see `tests.size`), whole: every example, kill, day, language and store."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.size import NAME

TESTS = Path(__file__).resolve().parents[1]
SIZED = ("tests.size", "tests import size", "hypothesis", 'usefixtures("store")', "store: str")
"""By one of these a file tells that its length is not the same everywhere."""


def sized() -> list[Path]:
    """The files of tests that are longer here than in `make test`."""
    found = sorted(TESTS.rglob("test_*.py"))
    return [path for path in found if any(word in path.read_text(encoding="utf-8") for word in SIZED)]


def run(*, long: bool) -> None:
    """Raises SystemExit with pytest's status where one fails. `long` changes nothing: it is the whole already."""
    files = sized()
    print(f"tests: {len(files)} files, whole", flush=True)
    command = [sys.executable, "-m", "pytest", "--numprocesses", "auto", "--dist", "worksteal", *map(str, files)]
    if status := subprocess.run(command, env=os.environ | {NAME: "whole"}, check=False).returncode:
        sys.exit(status)
