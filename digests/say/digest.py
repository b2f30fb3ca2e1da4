"""An edition as messages: figures in two short lines each, stories, corrections, sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digests.model import Citation, Digest, Lang, Page, Story, StoryPart
from digests.publishers import load as load_publishers
from digests.say import figures as say
from digests.say import foreign
from digests.say.locale import Locale
from digests.say.locale import load as load_locale
from digests.say.pages import Line, bold, escape, italic, link, markup, paginate

BLANK = Line("")


def digest_pages(digest: Digest, *, recalled: bool, links: bool = False) -> tuple[Page, ...]:
    """The pages of an edition. `recalled`: no document came in, the figures only stand as before.

    `links`: also to publishers whose links can be held against a reader somewhere.
    """
    return paginate(_lines(digest, load_locale(digest.lang), recalled=recalled, links=links))


def digest_title(digest: Digest) -> str:
    """What an edition is headed by: the day or days it tells of."""
    return load_locale(digest.lang).say("digest-title", period=say.say_period(digest.period, digest.lang))


def _lines(digest: Digest, locale: Locale, *, recalled: bool, links: bool) -> Iterator[Line]:
    yield Line(bold(digest_title(digest)))
    yield BLANK
    if recalled:
        yield Line(escape(locale.say("digest-no-news-week" if digest.cadence == "weekly" else "digest-no-news")))
        yield BLANK
        if digest.figures:
            yield Line(bold(locale.say("digest-standing")), keep=True)
    elif not (digest.figures or digest.stories or digest.corrections):
        yield Line(escape(locale.say("digest-nothing-week" if digest.cadence == "weekly" else "digest-nothing")))
    for figure in digest.figures:
        yield Line(bold(figure.text) if not recalled else escape(figure.text), keep=True)
        yield Line(italic(figure.attribution))
    if digest.stories:
        yield BLANK
        yield Line(bold(locale.say("digest-stories")), keep=True)
        for story in digest.stories:
            yield BLANK
            yield from _story(story, digest.lang, locale)
    if digest.corrections:
        yield BLANK
        yield Line(bold(locale.say("digest-corrections")), keep=True)
        yield from (Line(escape(correction)) for correction in digest.corrections)
    if digest.citations:
        yield BLANK
        yield Line(bold(locale.say("digest-sources")), keep=True)
        yield from (source_line(citation, digest.lang, links=links) for citation in digest.citations)


def _story(story: Story, lang: Lang, locale: Locale) -> Iterator[Line]:
    """The headline, then a line a part, each with the sources that bear it out."""
    yield Line(bold(foreign.one_line(story.title)), keep=True)
    late = " " + locale.say("digest-late", date=say.say_date(story.day, lang)) if story.day else ""
    before: str | None = None
    for n, part in enumerate(story.parts or (StoryPart(story.text, story.lang, "first", story.citations),)):
        marks = "".join(f"[{number}]" for number in part.citations)
        marked = "" if part.lang == lang else " " + locale.say(f"digest-in-{part.lang}")
        marked = " " + locale.say("digest-machine") if part.machine else marked
        since = italic(locale.say("digest-update")) + " " if n and part.kind == "update" != before else ""
        before = part.kind
        yield Line(f"{since}{escape(part.text)} {marks}{markup(marked + (late if not n else ''))}")


def source_line(citation: Citation, lang: Lang, *, links: bool) -> Line:
    """[1] IWPR, 3 апрел (аз CABAR.asia): the title as published, linked where that is safe for the reader; one in
    another language is marked so."""
    locale = load_locale(lang)
    who = citation.publisher or locale.say("digest-unknown-publisher")
    if citation.published is None or citation.undated:
        when = locale.say("digest-undated")
    else:
        when = say.say_date(citation.published, lang)
    via = f" ({locale.say('digest-via', source=', '.join(citation.via))})" if citation.via else ""
    title = foreign.one_line(citation.title)
    safe = links or load_publishers().link_is_safe(citation.publisher, citation.url)
    shown = link(title, citation.url if safe else None) if title else ""
    if shown and citation.lang and citation.lang != lang:
        shown += " " + markup(locale.say(f"digest-in-{citation.lang}"))
    return Line(f"[{citation.n}] {escape(f'{who}, {when}{via}')}" + (f": {shown}" if shown else ""))


def document_pages(citations: Sequence[Citation], lang: Lang, *, links: bool = False) -> tuple[Page, ...]:
    """A list of documents, each with its publisher, date and title."""
    locale = load_locale(lang)
    if not citations:
        return paginate([Line(escape(locale.say("ledger-no-documents")))])
    heading = Line(bold(locale.say("ledger-documents")), keep=True)
    return paginate([heading, *(source_line(citation, lang, links=links) for citation in citations)])
