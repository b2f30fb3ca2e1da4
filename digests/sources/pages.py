"""The article of an HTML page, by trafilatura. For a process that can be ended: see `apart`.

The page is pruned to what a reader sees first. Its date is the one it declares, else the one that stands beside its
title, is said to be that of publication, or ends the text; a comment's date, a copyright line or a phone number is
none of these.
"""

from __future__ import annotations

import re
from copy import copy, deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import etree, html

from digests.errors import BadInput
from digests.language.identify import language_of
from digests.sources import furniture, stamps
from digests.sources.around import take_out
from digests.sources.body import headline, reread
from digests.sources.dateline import read_dateline
from digests.sources.shown import lines_of, prune
from digests.sources.text import decode_markup

OF_ANOTHER_DAY = re.compile(r"modif|updated|copyright|expir|revised", re.IGNORECASE)
"""In the name of a date that a page declares: not of its publication."""
COMMENTS = re.compile(r"(?:^|[\s_-])(?:comments?|commentlist|disqus|respond|disqus_thread)(?:$|[\s_-])", re.IGNORECASE)
BESIDE = re.compile(
    r"(?:^|[\s_-])(?:related|sidebar|widget|copyright|recommend\w*|popular|breaking|ticker|weather|currency)(?:$|[\s_-])",
    re.IGNORECASE,
)
LONG = 15
"""Words from which a line is a paragraph of the article: the date of its head stands above it."""
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)")
NEAR = 4
"""Lines above a title within which a date is that of the article."""
BELOW = 2
"""Lines below the last paragraph within which it is."""
PUBLISHED = re.compile(r"publish|posted|опубликован|дата публикации|нашр|санаи", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WebPage:
    """What a web page holds: the article's text line by line, and what its metadata tell."""

    title: str
    text: str
    author: str | None
    publisher: str | None
    published: date | None
    url: str | None
    leads: frozenset[str] = frozenset()  # the lines of the text that lead it in


def read_page(data: bytes, *, path: object = None) -> WebPage:
    """Text and metadata of the page `data`. Raises BadInput if it holds no article."""
    import trafilatura  # noqa: PLC0415 (only the child that parses a page pays for it)

    tree = _tree(data, path)
    published = _declared(tree)
    prune(tree)
    for element in tree.xpath("//*[@class or @id]"):
        if _is_comments(element):
            element.drop_tree()
    published = published or _shown_date(tree)
    take_out(tree)
    document: Any = trafilatura.bare_extraction(
        deepcopy(tree),
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},  # its date is not asked for
    )
    found: dict[str, Any] = {} if document is None else document.as_dict()
    if not found.get("text"):
        raise BadInput("no article on this page", path=path)
    title = headline(tree, found.get("title") or "")
    text, leads = reread(tree, found["text"], title)
    return WebPage(
        title=title,
        text=text,
        leads=leads,
        author=found.get("author"),
        publisher=found.get("sitename"),
        published=published,
        url=found.get("url"),
    )


def _tree(data: bytes, path: object) -> html.HtmlElement:
    markup = decode_markup(data, path=path)
    markup = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup).replace("\x00", "")
    try:
        return html.document_fromstring(markup)
    except (etree.LxmlError, ValueError):
        raise BadInput("no article on this page", path=path) from None


def _is_comments(element: html.HtmlElement) -> bool:
    """Whether readers' comments stand here, and not the article."""
    told = f"{element.get('class') or ''} {element.get('id') or ''}"
    inner = element.tag not in {"html", "body", "main", "article"} and element.getparent() is not None
    return inner and bool(COMMENTS.search(told)) and not element.xpath(".//h1|.//article|.//main")


def _declared(tree: html.HtmlElement) -> date | None:
    """The day of publication that the page declares in its head, its data or its address, found by htmldate."""
    import htmldate  # noqa: PLC0415 (only the child that parses a page pays for it)

    page = html.document_fromstring("<html><head></head><body></body></html>")
    for element in tree.xpath("//meta|//link[@rel='canonical']|//script[@type='application/ld+json']"):
        named = " ".join(element.get(name) or "" for name in ("name", "property", "itemprop", "http-equiv"))
        if not OF_ANOTHER_DAY.search(named):
            page.head.append(_in_our_time(copy(element)))
    return _day(htmldate.find_date(page, extensive_search=False, original_date=True))


def _in_our_time(element: html.HtmlElement) -> html.HtmlElement:
    """`element` with its moments told by their days in Dushanbe, as the stamps of feeds are."""
    for name in ("content", "datetime"):
        if told := element.get(name):
            element.set(name, STAMP.sub(_day_here, told))
    element.text = element.text and STAMP.sub(_day_here, element.text)
    return element


def _day_here(stamp: re.Match[str]) -> str:
    at = stamps.moment(stamp[0])
    return at.date().isoformat() if at else stamp[0]


def _shown_date(tree: html.HtmlElement) -> date | None:
    """The day on a line of its own beside the title, under a word that tells of publication, or below the text."""
    for element in tree.iter("time"):
        told = _in_our_time(element).get("datetime") or ""
        if re.match(r"\d{4}-\d\d-\d\d", told):
            element.text, element[:] = told[:10], []
    lines = _article_lines(tree)
    title = " ".join((tree.xpath("string((//h1)[1])") or tree.xpath("string((//title)[1])")).split())
    at = next((n for n, line in enumerate(lines) if title and line == title), 0)
    language = language_of("\n".join(lines)[:5000], "en")
    days = {n: found for n, line in enumerate(lines) if len(line) < 120 and (found := read_dateline(line, language))}
    long = [n for n in range(at + 1, len(lines)) if n not in days and len(lines[n].split()) >= LONG]
    first, last = (long[0], long[-1]) if long else (len(lines), len(lines))
    around = _title_lines(tree)
    above = [n for n in range(at - 1, max(-1, at - NEAR - 1), -1) if lines[n] in around]
    told = [n for n in days if PUBLISHED.search(lines[n])]
    below = [n for n in range(last + 1, last + 1 + BELOW) if n in days and days[n].alone]
    places = [*range(at, first), *above, *told, *below]
    return next((days[n].day for n in places if n in days), None)


def _article_lines(tree: html.HtmlElement) -> list[str]:
    """The lines of a page down to where readers' comments or other articles begin."""
    lines = lines_of(tree, _is_beside)
    end = next((n for n, line in enumerate(lines) if len(line) < 80 and furniture.AFTER.match(line)), len(lines))
    return lines[:end]


def _title_lines(tree: html.HtmlElement) -> frozenset[str]:
    """The lines of what holds the title: a clock at the top of a page stands outside of it."""
    title = next(iter(tree.xpath("(//h1)[1]")), None)
    if title is None:
        return frozenset()
    whole = next((each for each in title.iterancestors("article", "main")), None)
    parents = list(title.iterancestors())
    return frozenset(lines_of(whole if whole is not None else parents[min(1, len(parents) - 1)]))


def _is_beside(element: html.HtmlElement) -> bool:
    """Whether an element stands around the article: what is written there dates something else."""
    if element.tag in {"html", "body", "main", "article", "head", "script"}:
        return element.tag in {"head", "script"}
    told = f"{element.get('class') or ''} {element.get('id') or ''}"
    around = element.tag in {"footer", "header", "nav", "aside"} and not _is_within_article(element)
    return (around or bool(BESIDE.search(told))) and not element.xpath(".//h1|.//main")


def _is_within_article(element: html.HtmlElement) -> bool:
    return any(parent.tag in {"article", "main"} for parent in element.iterancestors()) and element.tag != "aside"


def _day(written: object) -> date | None:
    try:
        return date.fromisoformat(str(written)[:10]) if written else None
    except ValueError:
        return None
