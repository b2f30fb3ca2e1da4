"""An answer as messages: its blocks, the sources with safe links, the quotes folded away under them."""

from __future__ import annotations

from collections.abc import Iterator

from digests.model import Answer, Citation, Lang, Page
from digests.say.blocks import lines, mark
from digests.say.digest import BLANK, source_line
from digests.say.locale import Locale
from digests.say.locale import load as load_locale
from digests.say.pages import Line, bold, escape, paginate, quote

QUOTE = 600
"""Characters of a quote that are shown; the source has the rest."""


def answer_pages(answer: Answer, *, links: bool = False) -> tuple[Page, ...]:
    """The pages of an answer; what it offers stands on buttons and not in the text.

    `links`: also to publishers whose links can be held against a reader somewhere.
    """
    return paginate(_lines(answer, links=links))


def _lines(answer: Answer, *, links: bool) -> Iterator[Line]:
    locale = load_locale(answer.lang)
    yield from lines(answer.blocks)
    yield from sources(answer, locale, links=links)
    if answer.offers:  # right above the buttons
        yield BLANK
        yield Line(escape(locale.say("answer-offers")))


def sources(answer: Answer, locale: Locale, *, links: bool) -> Iterator[Line]:
    """What an answer cites: who, when and where, the words folded away below."""
    if not answer.citations:
        return
    yield BLANK
    yield Line(bold(locale.say("digest-sources")), keep=True)
    for citation in answer.citations:
        yield source_line(citation, answer.lang, links=links)
    quotes = [_quoted(citation, answer.lang) for citation in answer.citations if citation.quote]
    if quotes:
        yield Line(quote("\n".join(quotes)))


def _quoted(citation: Citation, lang: Lang) -> str:
    """A source's own words wear quotation marks, ours are called ours; another language is named."""
    text = citation.quote or ""
    if len(text) > QUOTE:
        text = text[:QUOTE].rsplit(" ", 1)[0] + " …"
    locale = load_locale(lang)
    if citation.quote_kind == "verbatim":
        text = locale.say("answer-verbatim", quote=text)
        if citation.quote_lang and citation.quote_lang != lang:
            text += f" {locale.say(f'digest-in-{citation.quote_lang}')}"
    else:
        text = locale.say("answer-retold", quote=text)
    return escape(f"{mark(citation.n)} {text}")
