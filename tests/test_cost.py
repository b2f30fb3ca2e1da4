"""What a run of tests says of its own time."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cost import NAMED

ROOT = Path(__file__).resolve().parents[1]
LONG = """
import subprocess, sys, time
def test_here():
    began = time.process_time()
    while time.process_time() - began < 0.5: pass
def test_beside():
    burn = "import time\\nwhile time.process_time() < 0.5: pass"
    subprocess.run([sys.executable, "-c", burn], check=True)
"""


@pytest.mark.parametrize("workers", ["0", "2"])
def test_the_costliest_files_are_named_wherever_they_ran(tmp_path: Path, workers: str) -> None:
    (tmp_path / "test_long.py").write_text(LONG, encoding="utf-8")
    for n in range(NAMED):
        (tmp_path / f"test_{n}.py").write_text("def test(): pass\n", encoding="utf-8")
    words = [sys.executable, "-m", "pytest", "-p", "tests.cost", "-n", workers, "-p", "no:cacheprovider", str(tmp_path)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    found = re.findall(r"^ +([\d.]+)  (.+)$", done.stdout, re.M)
    assert len(found) == NAMED + 1, done.stdout + done.stderr
    assert found[0][1].endswith("test_long.py") and float(found[0][0]) >= 1.0, "its process beside it counts"
    assert found[-1][1] == f"all {NAMED + 1} files"
