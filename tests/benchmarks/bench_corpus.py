"""Storing: what kills in the middle of it cost, over files and rounds of a feed."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from tests.corpus.kill import kill_loop


def run(*, long: bool) -> None:
    """100 kills (1,000 with --long) before statements of SQL by chance."""
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        found = kill_loop(Path(folder) / "data", Path(folder) / "in", documents=100, kills=1_000 if long else 100)
    print(f"  {found.kills} kills, {found.documents} documents, {time.perf_counter() - started:.0f} s")
    print(f"  half: {len(found.half)}, lost: {found.missing}, faults of the file: {len(found.faults)}    (0)")
