"""Everything that people read of the archive: its pages and feeds, by their paths.

What may be shown is decided where it always is: by the ledger's views under the newsroom's policy, and by the embargo
on titles. Editions are compiled as the corpus stands, not as they went out: what an editor has withdrawn since is in
none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice

from digests.archive.documents import document_pages
from digests.archive.editions import edition_page, home_page
from digests.archive.feed import feed
from digests.archive.figures import figure_page, figures_index
from digests.archive.markup import SHEET, document, languages, tag
from digests.editions.compile import Citations
from digests.editions.coverage import days_with_news
from digests.model import LANGS, Citation, Digest, Lang, LedgerView
from digests.newsroom import Newsroom
from digests.say.locale import load as load_locale
from digests.say.pages import markup

EDITIONS = 90
"""Days with news that the archive tells of, the newest."""
LOOKED_AT = 180
"""Days with documents or decisions that are looked through for them."""

Step = Callable[[str], None]
Editions = dict[Lang, Digest]
Figure = tuple[LedgerView, tuple[Citation, ...]]


def site(newsroom: Newsroom, step: Step = lambda _: None) -> Iterator[tuple[str, str]]:
    """The path and the text of every page and feed; `step` is told of each edition that was compiled."""
    days = list(islice(_editions(newsroom, step), EDITIONS))
    figures = _figures(newsroom)
    documents = _documents(newsroom)
    yield "index.html", _entrance()
    for lang in LANGS:
        digests = [day[lang] for day in days]
        yield home_page(lang, digests)
        yield feed(lang, digests)
        yield from _edition_pages(digests)
        yield figures_index([view for view, _ in figures], lang)
        for view, citations in figures:
            yield figure_page(view, citations, lang, today=newsroom.today())
        yield from document_pages(lang, documents)


def _editions(newsroom: Newsroom, step: Step) -> Iterator[Editions]:
    """The closed editions that have news, the newest first, in each language."""
    for day in days_with_news(newsroom.store, newsroom.newest_closed_day(), most=LOOKED_AT):
        first = newsroom.compile(day, LANGS[0])
        if first.news:  # what is chosen does not look at the language
            yield {LANGS[0]: first, **{lang: newsroom.compile(day, lang) for lang in LANGS[1:]}}
        step(day.isoformat())


def _edition_pages(digests: Sequence[Digest]) -> Iterator[tuple[str, str]]:
    for n, digest in enumerate(digests):
        earlier = digests[n + 1] if n + 1 < len(digests) else None
        yield edition_page(digest, earlier, digests[n - 1] if n else None)


def _figures(newsroom: Newsroom) -> list[Figure]:
    """Each indicator that holds claims which may be shown, with the sources of all of them."""
    withheld = newsroom.citations().withheld
    found: list[Figure] = []
    for indicator, _ in newsroom.indicators(LANGS[0]):
        view = newsroom.view(indicator)
        citations = Citations(newsroom.store, withheld)
        for claim in view.claims:
            citations.cite(claim.doc_id)
        found.append((view, citations.all()))
    return found


def _documents(newsroom: Newsroom) -> list[Citation]:
    """All documents known by now, the newest first, those without a day at the end."""
    citations = newsroom.citations()
    for known in newsroom.store.documents(until=newsroom.today()):
        citations.cite(known.id)
    return sorted(citations.all(), key=lambda each: (each.published or date.min, each.doc_id), reverse=True)


def _entrance() -> str:
    """The root: a choice of the language, each by its own name."""
    first = LANGS[0]
    titles = [tag("p", markup(load_locale(lang).say("archive-about")), lang=lang) for lang in LANGS]
    title = load_locale(first).say("archive-title")
    choice = languages("index.html", None, "index.html")
    body = tag("main", tag("h1", markup(title)), choice, *titles)
    return document(first, title, body, head=f"<style>{SHEET}</style>")
