"""Where records lie: those of the project or its operator, and those that were written at the editor's desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from config import CORPUS

DESK = "records"
"""The folder of the desk's records in that of the data."""


def folder(data: Path) -> Path:
    return data / DESK


def files(data: Path) -> Iterator[Path]:
    """Every record that the data are made of, the project's first."""
    yield from sorted(CORPUS.glob("*.toml"))
    yield from sorted(folder(data).glob("*.toml"))
