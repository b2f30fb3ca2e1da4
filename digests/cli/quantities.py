"""`khabar quantities`: a sentence a line in, its quantities a line out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import click

from digests.cli import fail_clearly, print_json
from digests.errors import BadInput, UnknownName
from digests.model import LANGS, Lang, Quantity

FIELDS = ("value", "low", "high", "modifier", "change", "unit", "start", "end", "text")


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
    name = "standard input" if file is None or str(file) == "-" else str(file)
    for number, raw in enumerate(lines(file, name), 1):
        try:
            line = raw.decode("utf-8").strip().removeprefix("\ufeff")
        except UnicodeDecodeError:
            raise BadInput("is not UTF-8", path=name, place=number) from None
        if line:
            yield checked(line, name, number)


def lines(file: Path | None, name: str) -> Iterator[bytes]:
    if name == "standard input":
        yield from sys.stdin.buffer
        return
    assert file is not None
    try:
        with file.open("rb") as stream:
            yield from stream
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror or 'error'})", path=name) from None


def checked(line: str, name: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise BadInput("is not JSON", path=name, place=number) from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or "id" not in row:
        raise BadInput('needs an object with "id" and "text"', path=name, place=number)
    if row.get("lang") is not None and row["lang"] not in LANGS:
        raise UnknownName(f'"lang" is one of {", ".join(LANGS)}', path=name, place=number)
    return row
