"""A document that an editor sends: its link, a file or a text, read as everything from outside is: fetched within
limits from the public internet alone, parsed in quarantine."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from digests.errors import BadInput, Unavailable
from digests.model import Document
from digests.objections import Kind, Objection
from digests.publishers import load as load_publishers
from digests.quarantine.keeper import Quarantine, Read
from digests.rounds import Manner
from digests.sources.fetch import fetch

SUFFIXES = (".txt", ".md", ".html", ".htm", ".toml", ".jsonl")
"""Files that an editor may send."""
MAX_FILE = 1 << 20
"""Bytes of a file: articles weigh a tenth of it."""
LEAST = 200
"""Characters from which a typed text may be a document."""


def of_link(url: str, quarantine: Quarantine, manner: Manner) -> Read:
    """The article at `url`. Raises BadInput where there is none, Unavailable where it cannot be fetched."""
    found = fetch(url, reach=manner.reach, agent=manner.agent)
    if found.body is None:
        raise Unavailable(found.fault or Objection(Kind.NOTHING_CAME))
    (read,) = _read("link.html", found.body, quarantine)
    document = replace(read.document, url=read.document.url or found.address or url)
    return replace(read, document=replace(document, publisher=publisher_of(document)))


def of_file(name: str, data: bytes, quarantine: Quarantine) -> list[Read]:
    """The documents of a file that is named so. Raises BadInput naming the file and the place."""
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise BadInput(Objection(Kind.OTHER_KIND, kinds=", ".join(SUFFIXES)), path=Path(name).name)
    if len(data) > MAX_FILE:
        raise BadInput(Objection(Kind.TOO_MANY_BYTES, most=MAX_FILE), path=Path(name).name)
    return _read(Path(name).name, data, quarantine)


def of_text(text: str, quarantine: Quarantine) -> Read:
    """A text that was sent as a message. Raises BadInput."""
    (read,) = _read("message.txt", text.encode("utf-8", "replace"), quarantine)
    return read


def _read(name: str, data: bytes, quarantine: Quarantine) -> list[Read]:
    """What is in the file, whose faults are told by its own name."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"sent{Path(name).suffix.lower()}")
        if path.suffix == ".toml":  # a record is known by the name of its file
            path = Path(folder, name)
        path.write_bytes(data)
        try:
            found = quarantine.file(path, Path(folder))
        except BadInput as error:
            raise BadInput(error.objection or error.what, path=name, place=error.place) from None
    if not found.reads:
        raise BadInput(Objection(Kind.NO_DOCUMENT), path=name)
    for read in found:
        if read.refused:
            raise BadInput(Objection(Kind.FOREIGN), path=name)
    return [replace(read, document=replace(read.document, path=name)) for read in found]


def publisher_of(document: Document) -> str | None:
    """The publisher of a page as `config/sources.toml` names it, by its name or its home; else as the page does."""
    known = load_publishers()
    if publisher := known.get(document.publisher):
        return publisher.name
    at_home = known.at_home(document.url)
    return at_home.name if at_home else document.publisher


def named_like(text: str, most: int = 6) -> list[str]:
    """The publishers whose names hold `text`, the shortest name first."""
    low = text.casefold().strip()
    names = {each.name for each in load_publishers().all for name in (each.name, *each.also) if low in name.casefold()}
    return sorted(names, key=lambda name: (len(name), name))[:most] if low else []
