"""One thing that is wrong, and where."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from digests.errors import BadInput


@dataclass(frozen=True, slots=True)
class Finding:
    """`file: place: what`, on one line."""

    file: str
    place: str
    what: str

    def __str__(self) -> str:
        return ": ".join(" ".join(part.split()) for part in (self.file, self.place, self.what) if part)


def of_error(error: BadInput, file: str) -> Finding:
    """The finding that a BadInput tells, its path and place taken off its text."""
    where = ":".join(str(part) for part in (error.path, error.place) if part is not None)
    return Finding(file, str(error.place or ""), str(error).removeprefix(f"{where}: "))


def shown(path: Path) -> str:
    """`path` as an editor knows it: from the folder of `config` on."""
    parts = path.parts
    return "/".join(parts[parts.index("config") :]) if "config" in parts else path.name
