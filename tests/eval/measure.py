"""A score with its floor: what every evaluation returns."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

SHARED = Path(__file__).resolve().parents[3] / "shared"
"""Gold and sentences kept beside the project. An evaluation that needs them returns `skipped(...)` without them."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of `make eval`. `value` is None where the measure was skipped; `floor` is None for a plain report."""

    name: str
    value: float | None
    floor: float | None = None
    note: str = ""
    at_most: bool = False  # the floor is a ceiling

    @property
    def holds(self) -> bool:
        if self.value is None or self.floor is None:
            return True
        return self.value <= self.floor if self.at_most else self.value >= self.floor


def skipped(name: str) -> list[Measure]:
    return [Measure(name, None, note="skipped: the shared material is not here")]
