"""`khabar search`: passages by their words, across the three languages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digests.cli import Context, fail_clearly, print_json, tell
from digests.errors import BadInput, NotFound, UnknownName
from digests.model import LANGS, Lang
from digests.say import foreign
from digests.sources.disk import read_lines

if TYPE_CHECKING:
    from digests.corpus.index import Hit
    from digests.figures.embargo import Embargo


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a batch: its id in its own type, the query, its language where told."""

    id: object
    query: str
    lang: Lang | None


@click.command()
@click.argument("query", required=False)
@click.option("--lang", help="Language of the query, where it does not tell itself: tg, ru, en.")
@click.option("--in", "within", multiple=True, metavar="LANG", help="Search passages in LANG; may be repeated.")
@click.option("--k", default=10, show_default=True, type=click.IntRange(1, 1000), help="Passages to show.")
@click.option("--batch", type=click.Path(path_type=Path, dir_okay=False), help='JSONL of {"id","query","lang"?}.')
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
@fail_clearly
def search(
    context: Context,
    query: str | None,
    lang: str | None,
    within: tuple[str, ...],
    k: int,
    batch: Path | None,
    as_json: bool,
) -> None:
    """Find passages for QUERY, in whatever of the three languages it is asked and they are written."""
    from config.settings import load as load_settings
    from digests.corpus.index import Index
    from digests.corpus.store import Store
    from digests.figures import indicators
    from digests.figures.embargo import embargo
    from digests.policy import Policy

    if (query is None) == (batch is None):
        raise click.UsageError("give a QUERY or --batch FILE")
    default = language(lang) if lang else None
    langs = tuple(language(each) for each in within)
    with Store.open(context.data) as store:
        index = Index(store.connection)
        if index.empty():
            raise NotFound(f"{context.data}: no documents here yet; `khabar ingest` brings them in")
        withheld = embargo(store, indicators.load(), policy=Policy(load_settings().publish_automatic))
        if batch is None:
            hits = index.search(query or "", lang=default, langs=langs, k=k)
            if as_json:
                print_json({"id": None, "hits": [shown(hit, withheld) for hit in hits]})
            else:
                for hit in hits:
                    text = foreign.one_line(words(hit, withheld))
                    tell(f"{hit.doc_id} {hit.passage_id} {hit.lang} {hit.score:.2f}  {text}")
            return
        for asked in read_batch(batch):
            hits = index.search(asked.query, lang=asked.lang or default, langs=langs, k=k)
            print_json({"id": asked.id, "hits": [shown(hit, withheld) for hit in hits]}, compact=True)


def shown(hit: Hit, withheld: Embargo) -> dict[str, object]:
    text = words(hit, withheld)
    return {"doc_id": hit.doc_id, "passage": hit.passage_id, "lang": hit.lang, "score": hit.score, "text": text}


def words(hit: Hit, withheld: Embargo) -> str:
    """The passage, with […] for a figure that waits for an editor."""
    return withheld.quote(hit.doc_id, hit.text, hit.lang, curated=hit.statement_id is not None)


def language(name: str) -> Lang:
    """Raises UnknownName."""
    if name not in LANGS:
        raise UnknownName(f"no such language: {name} (known: {', '.join(LANGS)})")
    return name


def read_batch(path: Path) -> Iterator[Asked]:
    """The lines of a batch; all are read before the first is answered. Raises BadInput naming the line."""
    return iter([parse(line, path, n) for n, line in read_lines(path)])


def parse(line: str, path: Path, n: int) -> Asked:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadInput("not JSON", path=path, place=n) from error
    if not isinstance(row, dict) or not isinstance(row.get("query"), str):
        raise BadInput('a line is an object with "id" and a "query" in text', path=path, place=n)
    if row.get("lang") is not None and row["lang"] not in LANGS:
        raise BadInput(f"no such language: {row['lang']}", path=path, place=n)
    return Asked(row.get("id"), row["query"], row.get("lang"))
