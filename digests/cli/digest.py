"""`khabar digest`: the edition of a day or a week."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import click

from digests.cli import Context, fail_clearly, print_json, tell

if TYPE_CHECKING:
    from digests.model import Digest


@click.command()
@click.option(
    "--date", "day", help="The day (Dushanbe's), or the day a week ends on: 2024-04-03. Without it, yesterday."
)
@click.option("--cadence", type=click.Choice(["daily", "weekly"]), default="daily", show_default=True)
@click.option("--lang", default="tg", show_default=True, help="tg, ru or en.")
@click.option("--topics", default="", help="Only these topics, comma-separated.")
@click.option("--text", "shape", flag_value="text", default=True, help="Plain text (the default).")
@click.option("--html", "shape", flag_value="html", help="One whole HTML page, for a mail or an archive.")
@click.option("--json", "shape", flag_value="json", help="Everything, as JSON.")
@click.pass_obj
@fail_clearly
def digest(context: Context, *, day: str | None, cadence: str, lang: str, topics: str, shape: str) -> None:
    """Compile the edition of what was published on a day, or in the week that ends on it."""
    from config.settings import load as load_settings
    from digests.archive.editions import edition_letter
    from digests.cli.options import parse_day, parse_lang, parse_topics, stocked
    from digests.clock import SystemClock, dushanbe_day
    from digests.newsroom import Newsroom
    from digests.policy import Policy

    clock = SystemClock()
    language = parse_lang(lang)
    on: date = parse_day(day, "--date") or dushanbe_day(clock.now()) - timedelta(days=1)
    chosen = parse_topics(topics)
    newsroom = Newsroom(context.data, clock, policy=Policy(load_settings().publish_automatic))
    try:
        stocked(context, newsroom.store)
        edition = newsroom.compile(on, language, cadence="weekly" if cadence == "weekly" else "daily", topics=chosen)
    finally:
        newsroom.close()
    if shape == "json":
        print_json(digest_json(edition))
    elif shape == "html":
        click.echo(edition_letter(edition), nl=False)
    else:
        tell("\n\n".join(page.text for page in edition.pages))


def digest_json(edition: Digest) -> dict[str, Any]:
    """The edition in the shape of the command line's contract."""
    from digests.cli.claim_json import claim_json

    return {
        "date": edition.date.isoformat(),
        "lang": edition.lang,
        "figures": [
            {
                "indicator": figure.indicator,
                "label": figure.label,
                "text": figure.text,
                "disagree": figure.disagree,
                "claims": [claim_json(claim) for claim in figure.claims],
                "citations": list(figure.citations),
            }
            for figure in edition.figures
        ],
        "stories": [
            {
                "title": story.title,
                "text": story.text,
                "topics": list(story.topics),
                "lang": story.lang,
                "machine": story.machine,
                "citations": list(story.citations),
            }
            for story in edition.stories
        ],
        "corrections": list(edition.corrections),
        "citations": [
            {
                "n": citation.n,
                "doc_id": citation.doc_id,
                "title": citation.title,
                "publisher": citation.publisher,
                "published": citation.published.isoformat() if citation.published and not citation.undated else None,
                "url": citation.url,
            }
            for citation in edition.citations
        ],
        "pages": [page.html for page in edition.pages],
    }
