"""The documents: title, publisher, date and language, by year; nothing of their text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from digests.archive.markup import leading, page, tag
from digests.archive.sources import said
from digests.model import Citation, Lang, Period
from digests.say.figures import say_period
from digests.say.locale import Locale
from digests.say.locale import load as load_locale
from digests.say.pages import markup

MOST = 500
"""Documents on a page: a year that has more is told month by month."""


def document_pages(lang: Lang, citations: Sequence[Citation]) -> Iterator[tuple[str, str]]:
    """The paths and pages of the list; `citations` are all documents, the newest first and the undated last."""
    locale = load_locale(lang)
    years = Counter(each.published.year for each in citations if each.published)
    full = frozenset(year for year, count in years.items() if count > MOST)
    groups = [(key, list(group)) for key, group in groupby(citations, key=lambda each: _key(each, full))]
    index, title = f"{lang}/documents/index.html", locale.say("ledger-documents")
    items = [
        tag("li", leading(index, _path(lang, key), _name(key, locale)), f" ({len(group)})") for key, group in groups
    ]
    listed = tag("ul", *items) if items else tag("p", markup(locale.say("ledger-no-documents")))
    yield index, page(index, lang, title, tag("h1", markup(title)), listed)
    for key, group in groups:
        path, heading = _path(lang, key), f"{title}: {_name(key, locale)}"
        rows = [tag("li", said(each, locale)) for each in group]
        yield path, page(path, lang, heading, tag("h1", markup(heading)), tag("ul", *rows))


def _key(citation: Citation, full: frozenset[int]) -> str:
    day = citation.published
    if day is None:
        return "undated"
    return day.strftime("%Y-%m") if day.year in full else f"{day.year:04}"


def _path(lang: Lang, key: str) -> str:
    return f"{lang}/documents/{key}.html"


def _name(key: str, locale: Locale) -> str:
    if key == "undated":
        return locale.say("digest-undated")
    if len(key) == 4:
        return key
    first = date.fromisoformat(f"{key}-01")
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return say_period(Period(first, last), locale.lang)
