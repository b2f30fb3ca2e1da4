"""`kill -9` in the middle of everything: nothing is lost either way, and what comes twice is bounded."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.bot.kill import kill_loop


@pytest.mark.slow
def test_nothing_is_lost_when_the_bot_is_killed(tmp_path: Path) -> None:
    """In small; `make bench` kills it two hundred times, or a thousand."""
    result = asyncio.run(kill_loop(tmp_path, readers=120, updates=60, kills=2))
    assert (result.pages_lost, result.answers_lost) == (0, 0)
    assert result.twice <= result.bound
    assert result.out_of_order == 0
