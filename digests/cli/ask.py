"""`khabar ask`: a question in any of the three languages, answered with its sources."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
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
    from digests.answers.why import Reason, Telling
    from digests.model import Answer, Citation

TOLD = 0.05
"""What a feature must add to the score to be printed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a batch: its id in its own type, the question, the reader's language and the day where told."""

    id: object
    question: str
    lang: Lang | None
    asof: date | None


@click.command()
@click.argument("question", required=False)
@click.option(
    "--lang", default="tg", show_default=True, help="The reader's language, where the question does not tell."
)
@click.option("--asof", help="As things stood on that day: 2024-03-24.")
@click.option("--known", help="Only from what had been published by that day.")
@click.option(
    "--batch", type=click.Path(path_type=Path, dir_okay=False), help='JSONL of {"id","question","lang"?,"asof"?}.'
)
@click.option("--why", is_flag=True, help="With what spoke for and against each candidate.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
@fail_clearly
def ask(
    context: Context,
    *,
    question: str | None,
    lang: str,
    asof: str | None,
    known: str | None,
    batch: Path | None,
    why: bool,
    as_json: bool,
) -> None:
    """Answer QUESTION from the sources, or say honestly that they do not tell."""
    from config.settings import load as load_settings
    from digests.clock import SystemClock
    from digests.language import meaning
    from digests.newsroom import Newsroom
    from digests.policy import Policy
    from digests.voice import voice

    if (question is None) == (batch is None):
        raise click.UsageError("give a QUESTION or --batch FILE")
    language = parse_lang(lang)
    day = parse_day(asof, "--asof")
    by = parse_day(known, "--known")
    asked = read_batch(batch) if batch is not None else [Asked(None, question or "", None, None)]
    settings = load_settings()
    newsroom = Newsroom(
        context.data,
        SystemClock(),
        policy=Policy(settings.publish_automatic),
        meaning=lambda: meaning.load(wanted=settings.meaning).meaning,
        voice=voice.once(settings),
    )
    try:
        stocked(context, newsroom.store)
        for each in asked:
            own = each.lang or language
            answer = newsroom.ask(each.question, own, asof=each.asof or day, known=by)
            reasons = newsroom.why(each.question, own, asof=each.asof or day, known=by) if why else ()
            if batch is not None or as_json:
                told = answer_json(answer, each.id) | ({"why": [reason_json(one) for one in reasons]} if why else {})
                print_json(told, compact=batch is not None)
            else:
                tell("\n".join([answer_text(answer), *(reason_text(one) for one in reasons)]))
    finally:
        newsroom.close()


def answer_text(answer: Answer) -> str:
    """The answer for a terminal, its sources under it."""
    from digests.say.digest import source_line

    sources = [source_line(citation, answer.lang, links=False).text for citation in answer.citations]
    return "\n".join([answer.text, *([""] if sources else []), *sources])


def answer_json(answer: Answer, asked: object) -> dict[str, Any]:
    """The answer in the shape of the command line's contract: every key is present, null where unknown."""
    from digests.cli.claim_json import claim_json

    return {
        "id": asked,
        "lang": answer.lang,
        "kind": answer.kind,
        "text": answer.text,
        "claims": [claim_json(claim) for claim in answer.claims],
        "disagree": answer.disagree,
        "citations": [citation_json(citation) for citation in answer.citations],
        "confidence": answer.confidence,
    }


def reason_json(reason: Reason) -> dict[str, Any]:
    """One candidate in the shape of the contract, with the weights of its features."""
    return {
        "id": reason.id,
        "kind": reason.kind,
        "score": reason.score,
        "features": {name: round(value, 4) for name, value in reason.features.items()},
        "weights": dict(reason.weights),
        "ruled_out": list(reason.ruled_out),
        "telling": asdict(reason.telling) if reason.telling is not None else None,
    }


def reason_text(reason: Reason) -> str:
    """One candidate for a terminal: its score, what ruled it out, and what its features add, the greatest first; of the
    likeliest fact also how sure it answers."""
    out = f"  ruled out: {', '.join(reason.ruled_out)}" if reason.ruled_out else ""
    lines = [f"\n{reason.score:.2f}  {reason.kind}  {reason.id}{out}", added_text(reason.features, reason.weights)]
    if reason.telling is not None:
        lines += [telling_text(reason.telling), added_text(reason.features, reason.telling.weights)]
    return "\n      ".join(lines)


def added_text(features: Mapping[str, float], weights: Mapping[str, float]) -> str:
    """What each feature adds to a sum."""
    added = {name: weight * features.get(name, 0.0) for name, weight in weights.items()}
    told = sorted((name for name in added if abs(added[name]) >= TOLD), key=lambda name: -abs(added[name]))
    return "  ".join(f"{name} {features[name]:.2f} ({added[name]:+.2f})" for name in told)


def telling_text(telling: Telling) -> str:
    """Whether the likeliest fact is told, and by how much."""
    borne = f" and {telling.borne:.2f} by the second best" if telling.borne else ""
    is_enough = telling.sure + telling.borne >= telling.enough
    verdict = "not enough" if not is_enough else "but a likelier one is ruled out" if telling.outdone else "enough"
    sure = f"sure {telling.sure:.2f}{borne}, {telling.enough:.2f} is asked for: {verdict}"
    return f"{sure}; the sum begins at {telling.bias:+.2f}"


def citation_json(citation: Citation) -> dict[str, Any]:
    """A source as an answer cites it."""
    return {
        "n": citation.n,
        "doc_id": citation.doc_id,
        "title": citation.title,
        "publisher": citation.publisher,
        "published": citation.published.isoformat() if citation.published and not citation.undated else None,
        "url": citation.url,
        "quote": citation.quote,
        "quote_lang": citation.quote_lang,
        "quote_kind": citation.quote_kind,
    }


def read_batch(path: Path) -> list[Asked]:
    """The lines of a batch, all read before the first is answered. Raises BadInput naming the line."""
    return [parse(line, path, n) for n, line in read_lines(path)]


def parse(line: str, path: Path, n: int) -> Asked:
    """Raises BadInput for what is no question, UnknownName for an unknown language or date."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadInput("not JSON", path=path, place=n) from error
    if not isinstance(row, dict) or not isinstance(row.get("question"), str):
        raise BadInput('a line is an object with "id" and a "question" in text', path=path, place=n)
    lang, asof = row.get("lang"), row.get("asof")
    try:
        return Asked(
            row.get("id"),
            row["question"],
            parse_lang(str(lang)) if lang is not None else None,
            parse_day(str(asof), "asof") if asof is not None else None,
        )
    except UnknownName as error:
        raise UnknownName(str(error), path=path, place=n) from None
