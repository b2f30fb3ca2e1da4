"""The page behind an item of a feed: the better of the two texts is the document's. For a process that can be ended."""

from __future__ import annotations

from dataclasses import replace

from digests.language.fold import words
from digests.model import Document
from digests.sources.pages import WebPage

BEGINS = 5
"""Words of a summary that its article begins with, or holds somewhere."""
LONGER = 1.5
"""So much longer must a page's text be to be worth more than what the feed says."""
WALL = 400
"""Characters: a shorter page is a wall or a stub."""


def better(item: Document, page: WebPage | None) -> Document:
    """`item`, or a document of it with the text of `page`, where that is surely its article."""
    if page is None or len(page.text) < WALL or len(page.text) < LONGER * len(item.text):
        return item
    first, _, rest = page.text.partition("\n")
    text = rest.lstrip() if first.strip() in {item.title, page.title} else page.text
    said = [word.text for word in words(item.text)][:BEGINS]
    if " ".join(said) not in " ".join(word.text for word in words(text)):
        return item
    return replace(
        item,
        text=text,
        author=page.author or item.author,
        published=item.published or page.published,
        text_from="page",
        sketch=frozenset(),
    )
