"""`kill -9` while documents are stored: each is whole or absent, and what is absent comes at the next reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.kill import kill_loop
from tests.size import at_most


@pytest.mark.slow
def test_a_kill_leaves_every_document_whole_or_absent(tmp_path: Path) -> None:
    found = kill_loop(tmp_path / "data", tmp_path / "in", documents=24, kills=at_most(3, 2))
    assert (found.half, found.faults, found.missing) == ((), (), 0)
    assert found.documents > 24
