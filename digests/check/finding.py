"""One thing that is wrong, and where."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from digests.errors import BadInput
from digests.model import Document, Statement
from digests.objections import Objection
from digests.sources.asks import number_of


@dataclass(frozen=True, slots=True)
class Finding:
    """`file:line: place: what`, on one line; `line` is None where the whole file is meant.

    `what` is an `Objection` in all that is found inside one record.
    """

    file: str
    place: str
    what: str
    line: int | None = None

    def __str__(self) -> str:
        file = f"{self.file}:{self.line}" if self.line is not None else self.file
        return ": ".join(" ".join(part.split()) for part in (file, self.place, self.what) if part)

    def as_error(self, path: str | None = None) -> BadInput:
        """The error that it is to whoever wanted the record stored."""
        return BadInput(self.what, path=path, place=self.place or None)


STATEMENT = re.compile(r"^\[\[statement\]\]")
NUMBER = re.compile(r"^n\s*=\s*(\d+)")


@functools.lru_cache(maxsize=256)
def statement_lines(record: Path) -> Mapping[int, int]:
    """Statement number → the line of its `[[statement]]` in the record's file."""
    found: dict[int, int] = {}
    opened = 0
    for line, text in enumerate(record.read_text(encoding="utf-8").splitlines(), 1):
        if STATEMENT.match(text):
            opened = line
        elif opened and (number := NUMBER.match(text)):
            found[int(number[1])], opened = opened, 0
    return found


def of_statement(document: Document, statement: Statement, what: Objection) -> Finding:
    """A finding in one statement of a record."""
    path = Path(document.path or document.id)
    number = number_of(statement.id)
    lines = statement_lines(path)
    return Finding(shown(path), f"statement {number}", what.within(part=number), lines.get(number))


def of_error(error: BadInput, file: str) -> Finding:
    """The finding that a BadInput tells, its path and place taken off its text."""
    where = ":".join(str(part) for part in (error.path, error.place) if part is not None)
    what = error.objection or str(error).removeprefix(f"{where}: ")
    if isinstance(error.place, int):
        return Finding(file, "", what, error.place)
    return Finding(file, str(error.place or ""), what)


def shown(path: Path) -> str:
    """`path` as an editor knows it: from the folder of `config` on."""
    parts = path.parts
    return "/".join(parts[parts.index("config") :]) if "config" in parts else path.name
