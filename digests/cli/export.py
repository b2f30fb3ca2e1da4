"""`khabar export`: the public ledger and the documents it rests on, as CSV and JSON."""

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

DOCUMENT_COLUMNS = (
    "id", "title", "publisher", "author", "published", "published_basis", "not_before", "lang", "url", "kind", "topics",
    "duplicate_of", "linked_to",
)  # fmt: skip


@click.command()
@click.argument("folder", required=False, default="export", type=click.Path(path_type=Path, file_okay=False))
@click.pass_obj
@fail_clearly
def export(context: Context, folder: Path) -> None:
    """Write the ledger and the documents into FOLDER ("export" without one). Texts of others are not exported."""
    from config.settings import load as load_settings
    from digests.cli.figures import claims_csv, fit_to_show, ledger_json, of_indicator
    from digests.cli.options import stocked
    from digests.corpus.store import Store
    from digests.errors import Unavailable
    from digests.figures import indicators, ledger
    from digests.figures.embargo import embargo
    from digests.policy import Policy

    table = indicators.load()
    policy = Policy(load_settings().publish_automatic)
    with Store.open(context.data) as store:
        stocked(context, store)
        claims = store.claims()
        withheld = embargo(store, table, policy=policy)
        documents = list(store.documents(linked=True))
    views = [fit_to_show(ledger.view(one, of_indicator(claims, one.id), policy=policy), withheld) for one in table.all]
    views = [view for view in views if view.claims]
    shown = [claim for view in views for claim in view.claims]
    rows = [document_row(document, withheld) for document in documents]
    files = {
        "claims.csv": claims_csv(shown),
        "ledger.json": to_json({"indicators": ledger_json(views, shown, "en")}),
        "indicators.json": to_json([indicator_json(one) for one in table.all]),
        "documents.csv": documents_csv(rows),
        "documents.json": to_json([record_json(document, withheld) for document in documents]),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            part = folder / (name + ".part")
            part.write_text(text, encoding="utf-8", newline="")
            part.replace(folder / name)
    except OSError as error:
        raise Unavailable(f"{folder}: {error.strerror or error}") from error
    tell(f"{folder}: {len(documents)} documents, {len(shown)} claims")


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
