"""The items of a feed, by feedparser. Run as a program by `apart`: the feed's bytes in, JSON out.

Nothing of what a feed says is trusted: markup is taken off here, links are kept only where they lead to the web,
and the number and size of items are bounded.
"""

from __future__ import annotations

import calendar
import io
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from digests.clock import dushanbe_day

MAX_ITEMS = 200
MAX_TEXT = 100_000
MAX_TITLE = 500


def read_feed(data: bytes) -> dict[str, Any]:
    """{"title", "items": [{"key", "title", "text", "link", "published"}]}; texts plain, dates ISO or None.

    `key` tells an item from every other of its feed; it is nothing outside it.
    """
    import feedparser  # noqa: PLC0415 (only the child that parses a feed pays for it)

    parsed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    items = [item for entry in parsed.entries[:MAX_ITEMS] if (item := _item(entry))]
    ids = [str(item.pop("id")) for item in items]
    for item, key in zip(items, keys(ids, items), strict=True):
        item["key"] = key
    return {"title": _plain(parsed.feed.get("title", ""))[:MAX_TITLE], "items": items}


def keys(ids: Sequence[str], items: Sequence[Mapping[str, str | None]]) -> Iterator[str]:
    """By what each item is known: its id, else its link, else what it says.

    An id that several items of the feed bear is nobody's; it takes their links to tell them apart, and where these are
    the same too, what they say.
    """
    links = [item["link"] or "" for item in items]
    says = [f"{item['title']}\n{item['text']}" for item in items]
    own = Counter(dict.fromkeys(zip(ids, links, says, strict=True)))  # one item given twice is one
    by_id = Counter(each[0] for each in own)
    by_link = Counter(each[:2] for each in own)
    for each in zip(ids, links, says, strict=True):
        if each[0] and by_id[each[0]] == 1:
            yield "id " + each[0]
        elif each[1] and by_link[each[:2]] == 1:
            yield f"link {each[0]} {each[1]}"
        else:
            yield "text " + "\n".join(each)


def _item(entry: Mapping[str, Any]) -> dict[str, str | None] | None:
    title = _plain(str(entry.get("title", "")))[:MAX_TITLE]
    contents = [part.get("value", "") for part in entry.get("content", [])]
    text = _plain(max([*contents, str(entry.get("summary", ""))], key=len)[: MAX_TEXT * 4])[:MAX_TEXT]
    link = _web(str(entry.get("link", "")))
    if not title and not text:
        return None
    return {
        "id": str(entry.get("id") or ""),
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
