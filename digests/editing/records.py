"""The records that were written at the desk: TOML files in the folder of the data, so that they outlive the program's
own files and are backed up with the rest.
"""

from __future__ import annotations

from pathlib import Path

from digests.errors import BadInput
from digests.objections import Kind, Objection
from digests.sources import asks
from digests.sources.disk import write_whole
from digests.sources.records import folder

REMOVED = ".removed"


def write(data: Path, name: str, record: str, questions: str) -> Path:
    """Store a record that was checked, its questions first: whoever reads the one finds the other. Raises BadInput
    where there is another of that name, Unavailable where it cannot be written."""
    path = folder(data) / f"{name}.toml"
    if path.exists() and path.read_text(encoding="utf-8") != record:  # the same: a crash came before it was noted
        raise BadInput(Objection(Kind.NAME_TAKEN), path=path.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    if questions:
        write_whole(asks.path_of(path), questions)
    write_whole(path, record)
    return path


def remove(data: Path, name: str) -> None:
    """Put the record of that name aside, where nothing reads it; nothing where there is none."""
    path = folder(data) / f"{name}.toml"
    for each in (path, asks.path_of(path)):
        if each.exists():
            each.replace(each.with_name(f"{each.name}{REMOVED}"))
