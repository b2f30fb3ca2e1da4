"""`khabar sources opml`: the sources as other readers exchange them, out and in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digests.cli import complain, fail_clearly, print_json, tell
from digests.cli.source_views import described, entry_of, manner

if TYPE_CHECKING:
    from digests.publishers import Publishers
    from digests.quarantine.keeper import Quarantine
    from digests.sources.listing import Entry
    from digests.sources.opml import Outline


@click.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--import", "taking_in", is_flag=True, help="Add the sources of FILE instead of writing them there.")
@click.option("--json", "as_json", is_flag=True, help="Print what was written or added as JSON.")
@fail_clearly
def opml(file: Path | None, *, taking_in: bool, as_json: bool) -> None:
    """Write all sources as an OPML list into FILE, or to standard output; or --import those of FILE.

    Each that a list does not tell the language of is read once. What cannot be taken is a line, and exit 1.
    """
    if taking_in:
        if file is None:
            raise click.UsageError("--import needs a FILE")
        take_list(file, as_json=as_json)
        return
    from digests import publishers
    from digests.errors import Unavailable
    from digests.sources.opml import write

    known = publishers.load()
    text = write(known.all)
    if file:
        try:
            file.write_text(text, encoding="utf-8")
        except OSError as error:
            raise Unavailable(f"{file}: {error.strerror}") from None
    if as_json:
        print_json({"file": str(file) if file else None, "sources": len(known.feeds), "opml": None if file else text})
    elif not file:
        click.echo(text, nl=False)


def take_list(file: Path, *, as_json: bool) -> None:
    from digests import publishers
    from digests.errors import BadInput, KhabarError
    from digests.quarantine.keeper import Quarantine
    from digests.sources import listing
    from digests.sources.opml import read

    listing.own_file()
    try:
        data = file.read_bytes()
    except OSError as error:
        raise BadInput(error.strerror or "cannot be read", path=file) from None
    known, quarantine = publishers.load(), Quarantine()
    entries: list[Entry] = []
    faults = 0
    for outline in read(data, path=file):
        if known.feed(outline.url):
            continue
        try:
            entries.append(listed(outline, quarantine, known))
        except KhabarError as error:
            faults += 1
            complain(error)
    if entries:
        listing.add(entries)
    for entry in entries:
        if as_json:
            print_json(described(entry.feed), compact=True)
        else:
            feed = entry.feed
            tell(f"added: {feed.lang} {feed.kind} {feed.publisher}: {feed.url}")
    if faults:
        raise SystemExit(1)


def listed(outline: Outline, quarantine: Quarantine, known: Publishers) -> Entry:
    """A source of a list; what that does not tell, the source itself is asked."""
    from digests.errors import BadInput
    from digests.publishers import is_web
    from digests.quarantine.keeper import Found
    from digests.sources.kinds import named
    from digests.trial import Looked, look

    url, kind = named(outline.url)
    if not is_web(url):
        raise BadInput("not a web address", path=url)
    if outline.lang and outline.title:
        looked = Looked(url, kind, outline.title, outline.lang, outline.home or url, Found(()))
    else:
        looked = look(url, quarantine, known, manner())
    entry = entry_of(looked, publisher=outline.title)
    return replace(entry, home=outline.home or entry.home)
