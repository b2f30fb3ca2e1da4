"""`khabar ingest`: documents into the corpus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from digests.cli import Context, fail_clearly, print_json


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a document.")
@click.pass_obj
@fail_clearly
def ingest(context: Context, paths: tuple[Path, ...], *, as_json: bool) -> None:
    """Take in PATHS (.txt .md .html .xml .toml .jsonl, or folders); without any, the curated records and due feeds."""
    from digests.clock import SystemClock
    from digests.corpus.store import Store
    from digests.ingest import Ingest, Ingested

    def results(ingest: Ingest) -> Iterator[Ingested]:
        if paths:
            yield from ingest.paths(paths)
        else:
            from digests.rounds import read_due

            yield from ingest.curated()
            yield from read_due(ingest)

    rejected = taken = 0
    with Store.open(context.data, create=True) as store:
        for result in results(Ingest(store, SystemClock())):
            rejected += result.status == "rejected"
            taken += result.status != "rejected"
            if as_json:
                print_json(asdict(result), compact=True)
            elif result.status == "rejected":
                click.echo(f"khabar: {result.reason}", err=True)
            else:
                of = f" of {result.duplicate_of}" if result.duplicate_of else ""
                click.echo(
                    f"{result.status}{of}: {result.doc_id}: {result.title or '(untitled)'} ({result.claims} claims)"
                )
    if rejected and paths:
        raise SystemExit(1)
