"""One thing that the doctor looked at, and text of others made fit for a terminal."""

from __future__ import annotations

import unicodedata
from dataclasses import asdict, dataclass
from typing import Literal

HIDDEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
"""Unicode's categories of what a terminal may obey, or does not show."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and what to do where it is not well."""

    what: str
    state: Literal["well", "worth a look", "wrong"]
    said: str
    todo: str = ""

    def json(self) -> dict[str, str]:
        return asdict(self)

    def line(self) -> str:
        mark = {"well": "ok   ", "worth a look": "look ", "wrong": "WRONG"}[self.state]
        return shown(f"{mark} {self.what}: {self.said}" + (f" → {self.todo}" if self.todo else ""))


def shown(line: str) -> str:
    """`line` as a terminal may have it: what could steer it, or hide in it, is written out (`\\x1b`)."""
    return "".join(
        char.encode("unicode_escape").decode() if unicodedata.category(char) in HIDDEN else char for char in line
    )
