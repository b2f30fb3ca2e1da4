"""Writes sources into the operator's `sources.toml`: what is there, comments and all, stays as it is.

That file is the one home of what a source is: it is read, reviewed and backed up as a file, and everything that knows
publishers (links, statuses, origins) reads it alone. How it goes with a source stands in the database.
"""

from __future__ import annotations

import fcntl
import os
import re
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import config
from digests import publishers
from digests.errors import BadInput, NotFound, Unavailable
from digests.publishers import Feed
from digests.sources.disk import toml, write_whole

FILE = "sources.toml"
HEADER = re.compile(r"\s*\[\[\s*publisher\s*\]\]\s*(?:#.*)?")
UNSAID = "not said"
"""The kind of a publisher of whom nobody said it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A source to be written, with what is known of its publisher where that is new."""

    feed: Feed
    home: str
    publisher_kind: str = UNSAID


def own_file() -> Path:
    """The operator's file, there or not. Raises NotFound where no folder is set."""
    if config.OWN is None:
        raise NotFound("KHABAR_CONFIG names no folder: set it to one of yours, sources are added to its sources.toml")
    return config.OWN / FILE


def add(entries: Iterable[Entry]) -> Path:
    """Write the sources into the operator's file, all or none; it begins as a copy of the packaged one, whose place it
    takes. Raises BadInput for a source that cannot stand there, Unavailable where nothing can be written."""
    path = own_file()
    with _alone(path):
        return _added(path, entries)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Held by one at a time: two that read the file before either wrote it would lose the source of one.

    The lock is on the folder, since the file is put in another's place; the kernel frees it when its holder dies.
    """
    try:
        folder = os.open(path.resolve().parent, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise Unavailable(f"{path}: cannot be written: {error.strerror}") from None
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _added(path: Path, entries: Iterable[Entry]) -> Path:
    start = path if path.exists() else config.PACKAGED / FILE
    known = publishers.load(start)
    text = start.read_text(encoding="utf-8")
    wanted = tomllib.loads(text)
    for entry in entries:
        publisher = known.get(entry.feed.publisher)
        text = _with(text, wanted, entry, publisher.name if publisher else entry.feed.publisher)
    if not _says(text, wanted):
        raise BadInput("is written in a way that no source can be added to; add it by hand", path=path)
    _write(path, text)
    return path


def _with(text: str, wanted: dict[str, Any], entry: Entry, name: str) -> str:
    """`text` with a source more, which is put into `wanted` too: what the text is to say."""
    listed: list[dict[str, Any]] = wanted.setdefault("publisher", [])
    place = next((n for n, publisher in enumerate(listed) if publisher["name"] == name), None)
    source = _table(entry.feed)
    said = [f"{key} = {toml(value)}" for key, value in source.items()]
    block = "\n".join(["[[publisher.feed]]", *said, ""])
    if place is not None:
        listed[place].setdefault("feed", []).append(source)
        return _inserted(text, block, place)
    publisher = {"name": name, "kind": entry.publisher_kind, "home": entry.home}
    listed.append({**publisher, "feed": [source]})
    head = "\n".join(["[[publisher]]", *(f"{key} = {toml(value)}" for key, value in publisher.items()), ""])
    return f"{text.rstrip()}\n\n{head}{block}"


def _says(text: str, wanted: dict[str, Any]) -> bool:
    """Whether the text says what it is to say and nothing else: it was written into as lines."""
    try:
        return tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        return False


def _inserted(text: str, block: str, place: int) -> str:
    """`text` with `block` after what belongs to the publisher at `place`; comments above the next are that one's."""
    lines = text.splitlines(keepends=True)
    heads = [n for n, line in enumerate(lines) if HEADER.fullmatch(line.rstrip("\r\n"))]
    if place >= len(heads):
        return text
    end = next((n for n in range(heads[place] + 1, len(lines)) if _is_another(lines[n])), len(lines))
    while end > heads[place] + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    if not lines[end - 1].endswith("\n"):
        lines[end - 1] += "\n"
    return "".join([*lines[:end], block, *lines[end:]])


def _is_another(line: str) -> bool:
    return line.lstrip().startswith("[") and not re.match(r"\s*\[\[?\s*publisher\s*\.", line)


def _table(feed: Feed) -> dict[str, Any]:
    """What is said of a source: all that is not said by silence."""
    said = {
        field.name: getattr(feed, field.name)
        for field in fields(Feed)
        if field.name != "publisher" and getattr(feed, field.name) != field.default
    }
    if feed.kind == "channel":
        said.pop("text")
    return {key: list(value) if isinstance(value, tuple) else value for key, value in said.items()}


def _write(path: Path, text: str) -> None:
    """Put `text` at `path` at once, if it can be read as what it is."""
    try:
        write_whole(path, text, publishers.load)
    except BadInput as error:
        raise BadInput(error.what, path=path, place=error.place) from None
