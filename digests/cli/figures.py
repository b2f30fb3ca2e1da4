"""`khabar figures`: the ledger, for a person, a program, a spreadsheet or as a picture."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digests.cli import Context, fail_clearly, print_json, tell
from digests.say import foreign

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from digests.figures.embargo import Embargo
    from digests.figures.indicators import Indicators
    from digests.model import Claim, Lang, LedgerView, Relation
    from digests.policy import Policy

COLUMNS = (
    "id", "indicator", "value", "low", "high", "modifier", "unit", "role", "as_of", "as_of_basis", "period_start",
    "period_end", "attributed_to", "scope", "doc_id", "quote", "quote_kind", "char_start", "char_end", "status",
    "review", "grade", "hedge",
)  # fmt: skip


@click.command()
@click.argument("indicator", required=False)
@click.option("--asof", metavar="DATE", help="As things stood on DATE.")
@click.option("--known", metavar="DATE", help="Only what was published by DATE.")
@click.option("--lang", default="tg", show_default=True, help="The reader's language: tg, ru, en.")
@click.option("--csv", "as_csv", is_flag=True, help="Print the claims as CSV.")
@click.option("--chart", type=click.Path(path_type=Path, dir_okay=False), help="Draw INDICATOR into this PNG file.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
@fail_clearly
def figures(
    context: Context,
    indicator: str | None,
    *,
    asof: str | None,
    known: str | None,
    lang: str,
    as_csv: bool,
    chart: Path | None,
    as_json: bool,
) -> None:
    """Show what INDICATOR's figure is, its history and where sources differ; without it, all that hold claims."""
    from config.settings import load as load_settings
    from digests.cli.options import parse_day, parse_lang, stocked
    from digests.corpus.store import Store
    from digests.figures import indicators, ledger
    from digests.figures.embargo import embargo
    from digests.policy import Policy

    language = parse_lang(lang)
    on, by = parse_day(asof, "--asof"), parse_day(known, "--known")
    table = indicators.load()
    policy = Policy(load_settings().publish_automatic)
    if indicator is not None:
        table.get(indicator)
    elif chart is not None:
        raise click.UsageError("--chart needs an INDICATOR")
    with Store.open(context.data) as store:
        stocked(context, store)
        claims = store.claims(known=by, former=True)
        withheld = embargo(store, table, policy=policy, known=by)
        seen = everywhere(table, claims, policy, by)
        stocked_with = {claim.indicator for claim in seen}
        views = [
            fit_to_show(ledger.view(one, of_indicator(claims, one.id), policy=policy, asof=on, known=by), withheld)
            for one in table.all
            if one.id == indicator or (indicator is None and one.id in stocked_with)
        ]
        if chart is not None:
            draw(views[0], chart, language)
        if as_json:
            print_json({"indicators": ledger_json(views, seen, language)})
        elif as_csv:
            click.echo(claims_csv([claim for view in views for claim in view.claims]), nl=False)
        elif chart is None:
            for view in views:
                tell(page(store, view, language, withheld) + "\n")


def fit_to_show(view: LedgerView, withheld: Embargo) -> LedgerView:
    """The view with quotes that hold nothing which waits for an editor."""
    claims = {claim.id: withheld.quoted(claim) for claim in view.claims}
    return replace(
        view,
        claims=tuple(claims.values()),
        current=claims[view.current.id] if view.current else None,
        rivals=tuple(claims[claim.id] for claim in view.rivals),
    )


def of_indicator(claims: Sequence[Claim], indicator: str) -> tuple[Claim, ...]:
    return tuple(claim for claim in claims if claim.indicator == indicator)


def everywhere(table: Indicators, claims: Sequence[Claim], policy: Policy, known: date | None) -> list[Claim]:
    """Of `claims` those that may be shown beside their history, of whatever indicator."""
    from digests.figures import ledger

    return [
        claim
        for one in table.all
        if (own := of_indicator(claims, one.id))
        for claim in ledger.view(one, own, policy=policy, known=known).claims
    ]


def draw(view: LedgerView, path: Path, lang: Lang) -> None:
    """The chart into `path`: whole or not at all."""
    from digests import charts
    from digests.errors import Unavailable

    png = charts.draw_apart(view, lang)
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(png)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Unavailable(f"{path}: {error.strerror or error}") from error


def page(store: Any, view: LedgerView, lang: Lang, withheld: Embargo) -> str:
    from digests.clock import SystemClock, dushanbe_day
    from digests.editions.compile import Citations
    from digests.say.figure_pages import figure_pages

    today = dushanbe_day(SystemClock().now())
    citations = Citations(store, withheld)
    for claim in view.claims:
        citations.cite(claim.doc_id)
    return "\n".join(each.text for each in figure_pages(view, citations.all(), lang, today=today))


def ledger_json(views: Sequence[LedgerView], claims: Sequence[Claim], lang: Lang) -> list[dict[str, Any]]:
    """The views; relations between indicators stand with the one that claim `a` belongs to, or that is asked for."""
    from digests.cli.claim_json import claim_json, relation_json
    from digests.figures.relations import relate_across

    shown = {claim.id for view in views for claim in view.claims}
    asked = {view.indicator.id for view in views}
    others = [claim for claim in claims if claim.indicator not in asked]
    across = relate_across([claim for view in views for claim in view.claims] + others)
    home = {claim.id: claim.indicator for claim in claims}
    between: dict[str, list[Relation]] = {}
    for relation in across:
        owner = home[relation.a] if relation.a in shown else home[relation.b]
        between.setdefault(owner, []).append(relation)
    return [
        {
            "indicator": view.indicator.id,
            "label": view.indicator.names[lang],
            "unit": view.indicator.unit,
            "current": claim_json(view.current) if view.current else None,
            "disagree": view.disagree,
            "claims": [claim_json(claim) for claim in view.claims],
            "relations": [
                relation_json(relation, lang) for relation in (*view.relations, *between.get(view.indicator.id, ()))
            ],
        }
        for view in views
    ]


def claims_csv(claims: Sequence[Claim]) -> str:
    """One line a claim; several speakers are joined by " ← ", the nearest to the reader first."""
    from digests.cli.claim_json import claim_json

    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for claim in claims:
        row = claim_json(claim)
        period = row.pop("period") or {"start": None, "end": None}
        row |= {"period_start": period["start"], "period_end": period["end"]}
        row["attributed_to"] = " ← ".join(row["attributed_to"])
        writer.writerow({key: foreign.cell(value) for key, value in row.items()})
    return file.getvalue()
