"""`khabar quantities`: a sentence a line in, its quantities a line out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import click

from digests.cli import fail_clearly, print_json
from digests.errors import BadInput, UnknownName
from digests.model import LANGS, Lang, Quantity
from digests.sources.disk import STANDARD_INPUT, is_standard_input, read_lines

FIELDS = ("value", "low", "high", "modifier", "change", "unit", "start", "end", "text")
MAX_TEXT = 100_000
"""Characters of one text: a line is a sentence, or an article at most."""


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--json", "_json", is_flag=True, help="The output is JSON lines in any case.")
@fail_clearly
def quantities(file: Path | None, _json: bool) -> None:
    """Numbers that count something, with hedge, unit and span.

    FILE (or standard input) holds JSON lines {"id", "text", "lang"?}; each gives one line {"id", "quantities"}.
    """
    from digests.figures.quantities import find_quantities

    for row in list(rows(file)):  # a bad line is told before anything is printed
        found = find_quantities(row["text"], cast("Lang | None", row.get("lang")))
        print_json({"id": row["id"], "quantities": [as_row(quantity) for quantity in found]}, compact=True)


def as_row(quantity: Quantity) -> dict[str, Any]:
    return {name: getattr(quantity, name) for name in FIELDS}


def rows(file: Path | None) -> Iterator[dict[str, Any]]:
    """The checked rows of a file or of standard input. Raises BadInput naming the line."""
    name = STANDARD_INPUT if is_standard_input(file) else str(file)
    for number, line in read_lines(file):
        yield checked(line, name, number)


def checked(line: str, name: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise BadInput("is not JSON", path=name, place=number) from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or "id" not in row:
        raise BadInput('needs an object with "id" and "text"', path=name, place=number)
    if len(row["text"]) > MAX_TEXT:
        raise BadInput(f"more than {MAX_TEXT:,} characters of text", path=name, place=number)
    if row.get("lang") is not None and row["lang"] not in LANGS:
        raise UnknownName(f'"lang" is one of {", ".join(LANGS)}', path=name, place=number)
    return row
