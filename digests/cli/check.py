"""`khabar check`: a post against the ledger, number by number."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digests.cli import Context, fail_clearly, print_json, tell
from digests.cli.options import parse_day, parse_lang, stocked
from digests.errors import BadInput, UnknownName
from digests.model import Lang
from digests.sources.disk import read_lines

if TYPE_CHECKING:
    from digests.answers.check.checked import Checked, Finding


@dataclass(frozen=True, slots=True)
class Handed:
    """One line of a batch: its id in its own type, the post, the reader's language and the day where told."""

    id: object
    text: str
    lang: Lang | None = None
    day: date | None = None


@click.command()
@click.argument("text", required=False)
@click.option("--lang", default="tg", show_default=True, help="The reader's language, where the text does not tell.")
@click.option("--date", "on", help="Only by what had been published by that day: 2024-03-24. Today where not given.")
@click.option(
    "--batch", type=click.Path(path_type=Path, dir_okay=False), help='JSONL of {"id","text","lang"?,"date"?}.'
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
@fail_clearly
def check(context: Context, *, text: str | None, lang: str, on: str | None, batch: Path | None, as_json: bool) -> None:
    """Hold every number of TEXT against the sources: agrees, outdated, contradicts, or unknown to them."""
    from config.settings import load as load_settings
    from digests.clock import SystemClock
    from digests.language import meaning
    from digests.newsroom import Newsroom
    from digests.policy import Policy

    if (text is None) == (batch is None):
        raise click.UsageError("give a TEXT or --batch FILE")
    language = parse_lang(lang)
    day = parse_day(on, "--date")
    handed = read_batch(batch) if batch is not None else [Handed(None, text or "")]
    settings = load_settings()
    newsroom = Newsroom(
        context.data,
        SystemClock(),
        policy=Policy(settings.publish_automatic),
        meaning=lambda: meaning.load(wanted=settings.meaning).meaning,
    )
    try:
        stocked(context, newsroom.store)
        for each in handed:
            checked = newsroom.check(each.text, each.lang or language, day=each.day or day)
            if as_json or batch is not None:
                print_json(checked_json(checked, each.id), compact=True)
            else:
                tell(checked_text(checked))
    finally:
        newsroom.close()


def checked_text(checked: Checked) -> str:
    from digests.cli.ask import answer_text

    return answer_text(checked.answer)


def checked_json(checked: Checked, handed: object) -> dict[str, Any]:
    """A checked post in the shape of the command line's contract: every key is present, null where unknown."""
    from digests.cli.ask import citation_json

    return {
        "id": handed,
        "lang": checked.lang,
        "findings": [finding_json(finding) for finding in checked.findings],
        "citations": [citation_json(citation) for citation in checked.answer.citations],
        "text": checked.answer.text,
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    from digests.cli.claim_json import claim_json

    quantity, held = finding.quantity, finding.held
    return {
        "start": quantity.start,
        "end": quantity.end,
        "text": quantity.text,
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "modifier": quantity.modifier,
        "indicator": finding.indicator,
        "label": finding.label,
        "verdict": finding.verdict,
        "held": {**claim_json(held), "indicator": held.indicator or None} if held else None,
        "why": finding.why,
        "citations": list(finding.citations),
    }


def read_batch(path: Path) -> list[Handed]:
    """The lines of a batch, all read before the first is checked. Raises BadInput naming the line."""
    return [parse(line, path, n) for n, line in read_lines(path)]


def parse(line: str, path: Path, n: int) -> Handed:
    """Raises BadInput for what is no post, UnknownName for an unknown language or date."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadInput("not JSON", path=path, place=n) from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise BadInput('a line is an object with "id" and a "text"', path=path, place=n)
    lang, day = row.get("lang"), row.get("date")
    try:
        return Handed(
            row.get("id"),
            row["text"],
            parse_lang(str(lang)) if lang is not None else None,
            parse_day(str(day), "date") if day is not None else None,
        )
    except UnknownName as error:
        raise UnknownName(str(error), path=path, place=n) from None
