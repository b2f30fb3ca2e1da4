"""The day a page was published: the one it declares, else the one that stands beside its title, is said to be that of
publication, opens its text beside a place, or ends it. A comment's day, a copyright line, a phone number is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from datetime import date

from lxml import html

from digests.language.identify import language_of
from digests.model import Lang
from digests.sources import furniture, stamps
from digests.sources.dateline import Dateline, placed_day, read_dateline
from digests.sources.shown import Block, blocks_of, lines_of

OF_ANOTHER_DAY = re.compile(r"modif|updated|copyright|expir|revised", re.IGNORECASE)
"""In the name of a date that a page declares: not of its publication."""
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
AT_END = 8
"""… and within what holds the title as well, below tags and an author."""
LINE = 120
"""Characters of the longest line that is there to date a page."""
PUBLISHED = re.compile(r"publish|posted|опубликован|дата публикации|нашр|санаи", re.IGNORECASE)
UPDATED = re.compile(r"updat|modif|revis|обновл|измен[её]н|навсоз|нав карда", re.IGNORECASE)
"""A line that tells when the text was last changed: what stands beside it is asked first."""
BETWEEN = re.compile(r"\s*[|·•∙/]\s*|\s+[–—-]\s+")
"""What stands between an author, a day and the minutes a text takes to read."""


def declared(tree: html.HtmlElement) -> date | None:
    """The day of publication that the page declares in its head, its data or its address, found by htmldate."""
    import htmldate  # noqa: PLC0415 (only the child that parses a page pays for it)

    page = html.document_fromstring("<html><head></head><body></body></html>")
    for element in tree.xpath("//meta|//link[@rel='canonical']|//script[@type='application/ld+json']"):
        named = " ".join(element.get(name) or "" for name in ("name", "property", "itemprop", "http-equiv"))
        if not OF_ANOTHER_DAY.search(named):
            page.head.append(_in_our_time(copy(element)))
    for element in tree.xpath("//*[@itemprop='datePublished'][@datetime]"):
        told = _in_our_time(element).get("datetime")
        page.head.append(html.Element("meta", {"itemprop": "datePublished", "content": told}))
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


def _day(written: object) -> date | None:
    try:
        return date.fromisoformat(str(written)[:10]) if written else None
    except ValueError:
        return None


def shown(tree: html.HtmlElement) -> date | None:
    """The day on a line of its own beside the title or under its standfirst, under a word that tells of publication, or
    below the text."""
    for element in tree.iter("time"):
        told = _in_our_time(element).get("datetime") or ""
        if re.match(r"\d{4}-\d\d-\d\d", told):
            element.text, element[:] = told[:10], []
    blocks = _article_blocks(tree)
    lines = [block.text for block in blocks]
    title = " ".join((tree.xpath("string((//h1)[1])") or tree.xpath("string((//title)[1])")).split())
    at = next((n for n, line in enumerate(lines) if title and line == title), 0)
    language = language_of("\n".join(lines)[:5000], "en")
    days = {n: found for n, block in enumerate(blocks) if (found := _dateline(block, language))}
    long = [n for n in range(at + 1, len(lines)) if n not in days and len(lines[n].split()) >= LONG]
    first, last = (long[0], long[-1]) if long else (len(lines), len(lines))
    around = _title_lines(tree)
    above = [n for n in range(at - 1, max(-1, at - NEAR - 1), -1) if lines[n] in around]
    told = [n for n in days if PUBLISHED.search(lines[n])]
    below = [n for n in range(last + 1, last + 1 + AT_END) if n in days and days[n].alone]
    below = [n for n in below if n <= last + BELOW or lines[n] in around]
    places = [*range(at, first), *([first + 1] if len(long) > 1 else []), *above, *told, *below]
    opened = placed_day(_pieces(blocks[first])[0], language) if long else None
    places.sort(key=lambda n: bool(UPDATED.search(lines[n])) and not PUBLISHED.search(lines[n]))
    return next((days[n].day for n in places if n in days), opened)


def _dateline(block: Block, lang: Lang) -> Dateline | None:
    """The day that a line is there to give, whole or in the part that an element or a stroke sets apart."""
    if len(block.text) >= LINE:
        return None
    parts = [part for piece in _pieces(block) for part in BETWEEN.split(piece)]
    parts.sort(key=lambda part: bool(UPDATED.search(part)))
    return next((found for told in (block.text, *parts) if (found := read_dateline(told, lang))), None)


def _pieces(block: Block) -> Sequence[str]:
    """A line as its elements part it; whole where they part it from nothing."""
    pieces = [piece for text in block.within.itertext() if (piece := " ".join(text.split())) and piece in block.text]
    return pieces or [block.text]


def _article_blocks(tree: html.HtmlElement) -> list[Block]:
    """The lines of a page down to where readers' comments or other articles begin."""
    blocks = list(blocks_of(tree, _is_beside))
    ends = (n for n, block in enumerate(blocks) if len(block.text) < 80 and furniture.AFTER.match(block.text))
    return blocks[: next(ends, len(blocks))]


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
