"""`khabar corpus`: the curated records and the tables beside them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digests.cli import Context, fail_clearly, print_json, tell

if TYPE_CHECKING:
    from digests.snapshots.bucket import Bucket


@click.group()
def corpus() -> None:
    """The curated corpus."""


@corpus.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
@fail_clearly
def publish(context: Context, *, as_json: bool) -> None:
    """Publish a version of the corpus into KHABAR_SNAPSHOTS, as the worker does by itself."""
    from digests.clock import SystemClock
    from digests.snapshots.publisher import Publisher

    done = Publisher(context.data, _bucket(), SystemClock()).publish()
    if as_json:
        print_json({"version": done.version if done else None, "moved": done.moved if done else 0})
    elif done is None:
        click.echo("khabar: the newest version holds all of it already")
    else:
        tell(f"khabar: version {done.version} is published; {done.moved} of {done.size} bytes were new")


@corpus.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
@fail_clearly
def fetch(context: Context, *, as_json: bool) -> None:
    """Take the newest version of the corpus from KHABAR_SNAPSHOTS, as a bot without a worker does by itself."""
    from digests.clock import SystemClock
    from digests.snapshots.replica import Replica

    replica = Replica(context.data, _bucket(), SystemClock())
    head = replica.due()
    done = replica.take(head) if head else None
    if as_json:
        print_json({"version": replica.state.here, "moved": done.moved if done else 0})
    elif done is None:
        click.echo(f"khabar: version {replica.state.here} is here already")
    else:
        tell(f"khabar: version {done.version} is here; {done.moved} bytes were fetched")


def _bucket() -> Bucket:
    from config.settings import load
    from digests.errors import BadInput
    from digests.snapshots.bucket import open_bucket

    settings = load()
    if settings.snapshots is None:
        raise BadInput("KHABAR_SNAPSHOTS is not set: it names the folder or bucket of the versions")
    return open_bucket(settings.snapshots.get_secret_value())


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
