"""`khabar export`: the public archive, and the ledger and the documents it rests on as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digests.cli import Context, fail_clearly, tell
from digests.say import foreign

if TYPE_CHECKING:
    from digests.figures.embargo import Embargo
    from digests.model import Document
    from digests.newsroom import Newsroom

DOCUMENT_COLUMNS = (
    "id", "title", "publisher", "author", "published", "published_basis", "not_before", "lang", "url", "kind", "topics",
    "duplicate_of", "linked_to",
)  # fmt: skip


@click.command()
@click.argument("folder", required=False, default="export", type=click.Path(path_type=Path))
@click.pass_obj
@fail_clearly
def export(context: Context, folder: Path) -> None:
    """Write the public archive into FOLDER ("export" without one): pages in three languages that need no script,
    feeds, the ledger and the documents as CSV and JSON. Texts of others are not exported. What an earlier run wrote
    is put in order; other files in FOLDER stay."""
    from config.settings import load as load_settings
    from digests.archive.folder import fill
    from digests.archive.site import LOOKED_AT, site
    from digests.cli.options import stocked
    from digests.cli.progress import progress
    from digests.clock import SystemClock
    from digests.newsroom import Newsroom
    from digests.policy import Policy

    newsroom = Newsroom(context.data, SystemClock(), policy=Policy(load_settings().publish_automatic))
    try:
        stocked(context, newsroom.store)
        data, told = for_programs(newsroom)
        with progress("editions", LOOKED_AT) as step:
            files = {**data, **dict(site(newsroom, step))}
    finally:
        newsroom.close()
    fill(folder, files, ours=data)
    tell(f"{folder}: {told}")


def for_programs(newsroom: Newsroom) -> tuple[dict[str, str], str]:
    """The ledger and the documents as files (name → text), and how many they hold, in words."""
    from digests.archive.metadata import metadata
    from digests.cli.figures import claims_csv, fit_to_show, ledger_json, of_indicator
    from digests.figures import ledger
    from digests.figures.embargo import embargo

    store, table, policy = newsroom.store, newsroom.indicator_table, newsroom.policy
    claims = store.claims()
    withheld = embargo(store, table, policy=policy)
    documents = list(store.documents(linked=True))
    views = [fit_to_show(ledger.view(one, of_indicator(claims, one.id), policy=policy), withheld) for one in table.all]
    views = [view for view in views if view.claims]
    shown = [claim for view in views for claim in view.claims]
    files = {
        "claims.csv": claims_csv(shown),
        "ledger.json": to_json({"indicators": ledger_json(views, shown, "en")}),
        "indicators.json": to_json([indicator_json(one) for one in table.all]),
        "documents.csv": documents_csv([document_row(document, withheld) for document in documents]),
        "documents.json": to_json([record_json(document, withheld) for document in documents]),
        "metadata.json": to_json(metadata()),
    }
    return files, f"{len(documents)} documents, {len(shown)} claims"


def document_row(document: Document, withheld: Embargo) -> dict[str, Any]:
    row = {name: getattr(document, name) for name in DOCUMENT_COLUMNS}
    return {**row, "title": withheld.title(document), "topics": " ".join(document.topics)}


def record_json(document: Document, withheld: Embargo) -> dict[str, Any]:
    """Bibliographic facts, and our own statements of a curated record as far as nothing of them waits; never the text
    of an article."""
    return {
        **{name: getattr(document, name) for name in DOCUMENT_COLUMNS},
        "title": withheld.title(document),
        "statements": [
            {"id": statement.id, **statement.texts, "attributed_to": list(statement.attributed_to)}
            for statement in document.statements
            if not withheld.holds_statement(statement.id) and not withheld.holds(document, statement.texts["en"], "en")
        ],
    }


def indicator_json(indicator: Any) -> dict[str, Any]:
    return {
        "id": indicator.id, "unit": indicator.unit, "kind": indicator.kind, "names": dict(indicator.names),
        "scope": dict(indicator.scope), "accuses_group": indicator.accuses_group,
    }  # fmt: skip


def documents_csv(rows: list[dict[str, Any]]) -> str:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, DOCUMENT_COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({key: foreign.cell(value) for key, value in row.items()})
    return file.getvalue()


def to_json(value: object) -> str:
    return foreign.escaped(json.dumps(value, ensure_ascii=False, indent=1, default=_plain)) + "\n"


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, tuple) else str(value)
