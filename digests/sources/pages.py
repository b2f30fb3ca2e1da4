"""The article of an HTML page, by trafilatura. For a process that can be ended: see `apart`.

The page is pruned to what a reader sees, then to what is not around its article; trafilatura tells where that is, and
its lines are read again in their order (`body`).
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import etree, html

from digests.errors import BadInput
from digests.objections import Kind, Objection
from digests.sources import furniture, page_day
from digests.sources.around import is_for_visitors, take_out
from digests.sources.body import reread
from digests.sources.headline import headline, raise_headline
from digests.sources.shown import prune
from digests.sources.text import decode_markup

COMMENTS = re.compile(r"(?:^|[\s_-])(?:comments?|commentlist|disqus|respond|disqus_thread)(?:$|[\s_-])", re.IGNORECASE)
BY = re.compile(
    r"^(?:by|written by|author|words|аз|от|автор|текст|муаллиф|навишта?|нависанда)\b\s*:?\s+", re.IGNORECASE
)
"""What stands before an author's name."""
STUB = 60
"""Words up to which a page without a day, which asks search engines to leave it out, is a wall, a door or a search."""
OTHER_ADDRESSES = "//base | //link[contains(concat(' ', @rel, ' '), ' alternate ')]"
"""What trafilatura takes for a page's own address where it declares none: often that of the whole site."""
SET_DAY = re.compile(r"[\s,|–—-]+\d{1,2}[./]\d{1,2}[./]\d{4}$")
"""A day that a page's name ends with: no part of its outlet's."""


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
    published = page_day.declared(tree)
    unlisted = bool(tree.xpath("//meta[@name='robots'][contains(@content, 'noindex')]"))
    prune(tree)
    for element in tree.xpath("//*[@class or @id]"):
        if _is_comments(element):
            element.drop_tree()
    published = published or page_day.shown(tree)
    raise_headline(tree)
    take_out(tree)
    searched = deepcopy(tree)
    for element in searched.xpath(OTHER_ADDRESSES):
        element.drop_tree()
    document: Any = trafilatura.bare_extraction(
        searched,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},  # its date is not asked for
    )
    found: dict[str, Any] = {} if document is None else document.as_dict()
    title = headline(tree, found.get("title") or "")
    headlines = list(tree.iter("h1"))
    if (
        not found.get("text")
        or furniture.VISITOR.fullmatch(title)
        or (headlines and all(map(is_for_visitors, headlines)))
    ):
        raise BadInput(Objection(Kind.NO_ARTICLE), path=path)
    text, leads = reread(tree, found["text"], title)
    if published is None and unlisted and len(text.split()) < STUB:
        raise BadInput(Objection(Kind.NO_ARTICLE), path=path)
    return WebPage(
        title=title,
        text=text,
        author=_author(found.get("author")),
        publisher=SET_DAY.sub("", found.get("sitename") or "") or None,
        published=published,
        url=found.get("url"),
        leads=leads,
    )


def _tree(data: bytes, path: object) -> html.HtmlElement:
    markup = decode_markup(data, path=path)
    markup = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup).replace("\x00", "")
    try:
        return html.document_fromstring(markup)
    except (etree.LxmlError, ValueError):
        raise BadInput(Objection(Kind.NO_ARTICLE), path=path) from None


def _is_comments(element: html.HtmlElement) -> bool:
    """Whether readers' comments stand here, and not the article."""
    told = f"{element.get('class') or ''} {element.get('id') or ''}"
    inner = element.tag not in {"html", "body", "main", "article"} and element.getparent() is not None
    return inner and bool(COMMENTS.search(told)) and not element.xpath(".//h1|.//article|.//main")


def _author(told: str | None) -> str | None:
    """The name without what stands before and after it."""
    return BY.sub("", told or "").strip(" .,:·|–—-") or None
