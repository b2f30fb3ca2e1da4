"""The article of an HTML page, by trafilatura. For a process that can be ended: see `apart`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from digests.errors import BadInput


@dataclass(frozen=True, slots=True)
class WebPage:
    """What a web page holds: the article's text line by line, and what its metadata tell."""

    title: str
    text: str
    author: str | None
    publisher: str | None
    published: date | None
    url: str | None


def read_page(data: bytes, *, path: object = None) -> WebPage:
    """Text and metadata of the page `data`. Raises BadInput if it holds no article."""
    import trafilatura  # noqa: PLC0415 (only the child that parses a page pays for it)

    document = trafilatura.bare_extraction(data, include_comments=False, include_tables=True, with_metadata=True)
    found = {} if document is None else document.as_dict() if hasattr(document, "as_dict") else dict(document)
    if not found.get("text"):
        raise BadInput("no article on this page", path=path)
    return WebPage(
        title=found.get("title") or "",
        text=found["text"],
        author=found.get("author"),
        publisher=found.get("sitename"),
        published=date.fromisoformat(found["date"]) if found.get("date") else None,
        url=found.get("url"),
    )
