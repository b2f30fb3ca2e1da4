"""The article of an HTML page, by trafilatura. Run as a program by `apart`: HTML in, JSON out."""

from __future__ import annotations

import json
import sys


def read_page(data: bytes) -> dict[str, str | None] | None:
    """Text and metadata of the page `data`, or None if it holds no article."""
    import trafilatura  # noqa: PLC0415 (only the child that parses a page pays for it)

    document = trafilatura.bare_extraction(data, include_comments=False, include_tables=True, with_metadata=True)
    if document is None:
        return None
    found = document.as_dict() if hasattr(document, "as_dict") else dict(document)
    if not found.get("text"):
        return None
    return {
        "title": found.get("title") or "",
        "text": found["text"],
        "author": found.get("author"),
        "publisher": found.get("sitename"),
        "published": found.get("date"),
        "url": found.get("url"),
    }


if __name__ == "__main__":
    json.dump(read_page(sys.stdin.buffer.read()), sys.stdout)
