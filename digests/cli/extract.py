"""`khabar extract`: the claims of files, nothing stored."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digests.cli import complain, fail_clearly, print_json, tell
from digests.say import foreign

if TYPE_CHECKING:
    from digests.model import Claim, Document


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a document.")
@fail_clearly
def extract(paths: tuple[Path, ...], *, as_json: bool) -> None:
    """Show the claims that FILEs make. A file that cannot be read is a line on standard error; the rest go on."""
    from digests.errors import BadInput
    from digests.figures import indicators
    from digests.figures.claims import extract as extract_claims
    from digests.figures.claims import from_statements
    from digests.sources import files

    table = indicators.load()
    failed = False
    for path in paths:
        try:
            for file in files.find(path):
                for document in files.read(file):
                    found = from_statements(document) if document.statements else extract_claims(document, table)
                    show(file, document, found, as_json=as_json)
        except BadInput as error:
            failed = True
            complain(error)
    if failed:
        raise SystemExit(1)


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
