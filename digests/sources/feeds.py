"""The items of a feed, by feedparser. Run as a program by `apart`: the feed's bytes in, JSON out.

Nothing of what a feed says is trusted: markup is taken off here, links are kept only where they lead to the web,
and the number and size of items are bounded.
"""

from __future__ import annotations

import calendar
import hashlib
import io
import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from digests.clock import dushanbe_day

MAX_ITEMS = 200
MAX_TEXT = 100_000
MAX_TITLE = 500


def read_feed(data: bytes) -> dict[str, Any]:
    """{"title", "items": [{"id", "title", "text", "link", "published"}]}; texts plain, dates ISO or None."""
    import feedparser  # noqa: PLC0415 (only the child that parses a feed pays for it)

    parsed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    items = [_item(entry) for entry in parsed.entries[:MAX_ITEMS]]
    return {"title": _plain(parsed.feed.get("title", ""))[:MAX_TITLE], "items": [item for item in items if item]}


def _item(entry: Mapping[str, Any]) -> dict[str, str | None] | None:
    title = _plain(str(entry.get("title", "")))[:MAX_TITLE]
    contents = [part.get("value", "") for part in entry.get("content", [])]
    text = _plain(max([*contents, str(entry.get("summary", ""))], key=len)[: MAX_TEXT * 4])[:MAX_TEXT]
    link = _web(str(entry.get("link", "")))
    if not title and not text:
        return None
    key = str(entry.get("id") or link or title)
    return {
        "id": "feed-" + hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:16],
        "title": title,
        "text": text,
        "link": link,
        "published": _day(entry.get("published_parsed") or entry.get("updated_parsed")),
    }


def _plain(markup: str) -> str:
    """Text of a piece of HTML, a line a block; script and style dropped."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    from lxml import etree, html  # noqa: PLC0415

    try:
        tree = html.fragment_fromstring(markup.replace("\x00", ""), create_parent="div")
    except (etree.LxmlError, ValueError):
        return ""
    for element in tree.xpath("//script|//style|//iframe|//form"):
        element.drop_tree()
    for element in tree.xpath("//p|//br|//div|//li|//h1|//h2|//h3|//h4|//blockquote|//tr"):
        element.tail = "\n" + (element.tail or "")
    return str(tree.text_content()).strip()


def _web(link: str) -> str | None:
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    return link if parts.scheme in {"http", "https"} and parts.hostname and len(link) <= 2000 else None


def _day(parsed: Any) -> str | None:
    try:
        return dushanbe_day(datetime.fromtimestamp(calendar.timegm(parsed), UTC)).isoformat() if parsed else None
    except (OverflowError, ValueError, TypeError):
        return None


if __name__ == "__main__":
    json.dump(read_feed(sys.stdin.buffer.read()), sys.stdout)
