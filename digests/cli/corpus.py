"""`khabar corpus`: the curated records and the tables beside them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from digests.cli import Context, fail_clearly, print_json, tell


@click.group()
def corpus() -> None:
    """The curated corpus."""


@corpus.command()
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.pass_obj
@fail_clearly
def check(context: Context, folder: Path | None, as_json: bool) -> None:
    """What is missing in records, indicators, names, glossary and translations, and where languages disagree.

    FOLDER holds the records; without one, the project's own and those written at the editor's desk. One line a
    finding; exit 1 where there is any.
    """
    from config import CORPUS
    from digests.check import check as check_all
    from digests.errors import BadInput
    from digests.sources import records

    if folder is not None and not folder.is_dir():
        raise BadInput("no such folder", path=folder)
    desk = records.folder(context.data)
    report = check_all(folder) if folder else check_all(CORPUS, *([desk] if any(desk.glob("*.toml")) else []))
    if as_json:
        print_json(
            {
                "records": len(report.documents),
                "statements": report.statements,
                "figures": report.figures,
                "findings": [
                    {"file": finding.file, "line": finding.line, "place": finding.place, "what": finding.what}
                    for finding in report.findings
                ],
            }
        )
    else:
        for finding in report.findings:
            tell(str(finding))
        read = f"{len(report.documents)} records, {report.statements} statements, {report.figures} figures"
        click.echo(f"{read}: {len(report.findings)} findings" if report.findings else f"{read}: all well")
    if report.findings:
        sys.exit(1)
