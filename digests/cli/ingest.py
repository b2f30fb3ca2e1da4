"""`khabar ingest`: documents into the corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digests.cli import Context, complain, fail_clearly, print_json, tell
from digests.say import foreign

if TYPE_CHECKING:
    from digests.corpus.store import Store
    from digests.ingest import Ingest, Ingested
    from digests.model import Document
    from digests.relevance.judge import Judgement

EMBED_SECONDS = 600.0
"""How long an ingest goes on embedding: some fifteen thousand passages."""


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a document.")
@click.option("--explain", is_flag=True, help="Also what of the feeds was left out, with its chance and why.")
@click.pass_obj
@fail_clearly
def ingest(context: Context, paths: tuple[Path, ...], *, as_json: bool, explain: bool) -> None:
    """Take in PATHS (.txt .md .html .xml .toml .jsonl, or folders); without any, the curated records and due feeds."""
    from config.settings import load
    from digests.cli.progress import progress
    from digests.clock import SystemClock
    from digests.corpus.store import Store
    from digests.ingest import Ingest
    from digests.voice import voice

    def left_out(document: Document, judgement: Judgement) -> None:
        if explain:
            show_left_out(document, judgement, as_json=as_json)

    rejected = 0
    settings = load()
    with (
        Store.open(context.data, create=True) as store,
        progress("taking in", count(paths) if paths else None) as step,
    ):
        ingest = Ingest(store, SystemClock(), readers=settings.figure_readers, pointer=voice.pointing(settings))
        for result in results(ingest, paths, left_out, context.data):
            step(result.path or "")
            rejected += result.status == "rejected"
            show(result, as_json=as_json)
        embed(store)
    if rejected and paths:  # a feed that fails is a line, never the exit status
        raise SystemExit(1)


def embed(store: Store) -> None:
    """What was taken in, as the meaning model sees it. What there is no time for the worker does, or the next run."""
    from config.settings import load
    from digests.cli.progress import progress
    from digests.embedding import Embedder
    from digests.language import meaning

    model = meaning.load(wanted=load().meaning).meaning
    if model is None:
        return
    embedder = Embedder(store, model)
    with progress("embedding", embedder.due()) as step:
        left = embedder.run(EMBED_SECONDS, step=step).left
    if left:
        complain("not every text is embedded yet: the worker goes on with them, or the next ingest")


def results(
    ingest: Ingest, paths: tuple[Path, ...], left_out: Callable[[Document, Judgement], None], data: Path
) -> Iterator[Ingested]:
    ingest.heal()
    if paths:
        yield from ingest.paths(paths)
        return
    from config.settings import load
    from digests.language import meaning
    from digests.rounds import Manner, read_due
    from digests.sources import records

    yield from ingest.curated()
    yield from ingest.curated(records.folder(data))
    settings = load()
    model = meaning.load(wanted=settings.meaning).meaning
    yield from read_due(ingest, manner=Manner.of(settings), meaning=model, left_out=left_out)


def count(paths: tuple[Path, ...]) -> int:
    """How many files the paths name; a path that names nothing is one line as well."""
    from digests.errors import BadInput
    from digests.sources import files

    total = 0
    for path in paths:
        try:
            total += sum(1 for _ in files.find(path))
        except BadInput:
            total += 1
    return total


def show(result: Ingested, *, as_json: bool) -> None:
    if as_json:
        print_json(asdict(result), compact=True)
    if result.status == "rejected":
        complain(result.reason or "rejected")
    elif result.reason:
        complain(f"{result.path}: {result.doc_id}: {result.reason}")
    if result.status != "rejected" and not as_json:
        of = f" of {result.duplicate_of}" if result.duplicate_of else ""
        title = foreign.one_line(result.title or "(untitled)")
        tell(f"{result.status}{of}: {result.doc_id}: {title} ({result.claims} claims)")


def show_left_out(document: Document, judgement: Judgement, *, as_json: bool) -> None:
    """A line for an item of a feed that is not of the subject."""
    told = asdict(judgement)
    if as_json:
        named = {"path": document.path, "doc_id": document.id, "status": "left out", "title": document.title}
        print_json({**named, **told}, compact=True)
        return
    title = foreign.one_line(document.title or "(untitled)")
    why = ", ".join(judgement.reasons) or "nothing of it names our subject"
    tell(f"left out ({judgement.score:.2f}; {why}): {document.id}: {title}")
