"""The headline of a page: the line on it that its window bears, told from the name of its outlet."""

from __future__ import annotations

import re

from lxml import html

from digests.sources.shown import Block, blocks_of

WORDS = 3
"""Words of a headline, at least: fewer may name an outlet or a section."""
LISTS = ("nav", "ul", "ol", "a")
"""Where a headline is one entry of many, as in a path of sections."""


def key(text: str) -> str:
    """What two copies of one line share."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def headline(tree: html.HtmlElement, found: str) -> str:
    """The title as the page shows it above its article; else the one `found`."""
    return max((block.text for block in _fitting(tree)), key=len, default=found)


def raise_headline(tree: html.HtmlElement) -> None:
    """Make an `h1` of the block that shows the headline where no `h1` does: what holds it is the article's."""
    fitting = _fitting(tree)
    if any(block.within.tag == "h1" for block in fitting):
        return
    alone = [block for block in fitting if key(block.within.text_content()) == key(block.text) and _may_be(block)]
    if alone:
        max(alone, key=lambda block: len(block.text)).within.tag = "h1"


def _may_be(block: Block) -> bool:
    return block.within.tag not in {"body", "html", "td", "li"} and not any(block.within.iterancestors(*LISTS))


def _fitting(tree: html.HtmlElement) -> list[Block]:
    """The lines of a page that its window bears."""
    window = key(tree.xpath("string((//head/title|//title)[1])"))
    lines = (block for block in blocks_of(shown_body(tree)) if len(block.text.split()) >= WORDS)
    return [block for block in lines if f" {key(block.text)} " in f" {window} "]


def shown_body(tree: html.HtmlElement) -> html.HtmlElement:
    """What is shown of a page: its head is not."""
    body = tree.find("body")
    return tree if body is None else body
