"""`khabar extract`: the claims of files, nothing stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digests.cli import complain, fail_clearly, print_json, tell
from digests.say import foreign

if TYPE_CHECKING:
    from config.settings import Settings
    from digests.model import Claim, Document
    from digests.quarantine.keeper import Found, Quarantine, Read


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a document.")
@fail_clearly
def extract(paths: tuple[Path, ...], *, as_json: bool) -> None:
    """Show the claims that FILEs make. A file that cannot be read is a line on standard error; the rest go on."""
    from config.settings import load
    from digests.errors import BadInput
    from digests.quarantine.keeper import Quarantine
    from digests.sources import files

    settings = load()
    quarantine = Quarantine(settings.figure_readers)
    heard = third_heard(quarantine, settings)
    failed = False
    for path in paths:
        try:
            named = list(files.find(path))
        except BadInput as error:
            failed = True
            complain(error)
            continue
        for file in named:
            try:
                found = heard(quarantine.file(file, path))
                failed = failed or any(read.refused for read in found)
                show_found(file, found, as_json=as_json)
            except BadInput as error:  # of a folder the other files go on
                failed = True
                complain(error)
    if failed:
        raise SystemExit(1)


def third_heard(quarantine: Quarantine, settings: Settings) -> Callable[[Found], Found]:
    """What was found, with what the third reader has to say of it, where there is one."""
    from digests.figures import indicators
    from digests.third_reader import ThirdReader
    from digests.voice import voice

    pointer = voice.pointing(settings)
    if pointer() is None:
        return lambda found: found
    third = ThirdReader(pointer, indicators.load())

    def read_again(read: Read) -> Read:
        pointed = () if read.refused else third.pointed(read.document)
        return replace(read, claims=quarantine.claims(read.document, pointed)) if pointed else read

    return lambda found: replace(found, reads=tuple(read_again(read) for read in found))


def show_found(path: Path, found: Found, *, as_json: bool) -> None:
    for read in found:
        if not read.refused:
            show(path, read.document, read.claims, as_json=as_json)
        if why := read.refused or read.cut:
            complain(f"{path}: {read.document.id}: {why}")
    if found.said:
        complain(f"{path}: {found.said}")


def show(path: Path, document: Document, claims: tuple[Claim, ...], *, as_json: bool) -> None:
    if as_json:
        print_json(extract_json(path, document, claims), compact=True)
        return
    from digests.say.figures import say_value

    tell(f"{path}: {foreign.one_line(document.title or document.id)} ({document.lang}, {document.published or '–'})")
    for claim in claims:
        value = say_value(
            claim.value, claim.low, claim.high, claim.modifier, claim.unit, document.lang, hedge=claim.hedge
        )
        held = " [held]" if claim.review == "held" else ""
        tell(f"  {claim.indicator}: {value}{held} · {foreign.one_line(claim.quote)}")


def extract_json(path: Path, document: Document, claims: tuple[Claim, ...]) -> dict[str, Any]:
    from digests.cli.claim_json import claim_json

    return {
        "doc": str(path),
        "lang": document.lang,
        "published": document.published.isoformat() if document.published else None,
        "text": document.text,
        "claims": [claim_json(claim) for claim in claims],
    }
