"""The items of a feed, by feedparser. For a process that can be ended: see `apart`.

Nothing of what a feed says is trusted: markup is taken off here, links are kept only where they lead to the web,
and the number and size of items are bounded.
"""

from __future__ import annotations

import calendar
import codecs
import hashlib
import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

from digests.errors import BadInput
from digests.language.identify import language_of
from digests.model import Document, Lang
from digests.sources.text import plain

MAX_ITEMS = 200
MAX_TEXT = 100_000
"""Characters of an item's text that are read."""
MAX_TOTAL = 1_000_000
"""Characters of all the items of a feed that are read, in their order."""
MAX_TITLE = 500
REFERENCE = re.compile(rb"&#(?:[xX]0*([0-9a-fA-F]+)|0*([0-9]+));?")


def documents(
    data: bytes, *, source: str, publisher: str | None = None, lang: Lang | None = None
) -> Iterator[tuple[Document, str | None]]:
    """The items of a feed in its order, each with what was cut from it. Raises BadInput for what is no feed."""
    found = read_feed(data)
    if not found["items"] and not found["title"]:
        raise BadInput("not a feed", path=source)
    left = MAX_TOTAL
    for item in found["items"]:
        text = plain(item["text"]).strip()
        title = plain(item["title"]).replace("\n", " ").strip()
        most = min(left, MAX_TEXT)
        if not text and not title:
            continue
        document = Document(
            id=item["id"],
            title=title,
            text=text[:most].rstrip() or title,
            lang=lang or language_of(f"{title}\n{text}"[:5000], "en"),
            publisher=publisher or found["title"] or None,
            author=None,
            published=date.fromisoformat(item["published"]) if item["published"] else None,
            url=item["link"],
            kind="feed",
        )
        yield document, f"the text is cut to {most:,} characters" if len(text) > most else None
        left -= min(len(text), most)


def read_feed(data: bytes) -> dict[str, Any]:
    """{"title", "items": [{"id", "title", "text", "link", "published"}]}; texts plain, dates ISO or None."""
    import feedparser  # noqa: PLC0415 (only the child that parses a feed pays for it)

    data = REFERENCE.sub(_character, _narrow(data))
    parsed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    items = [_item(entry) for entry in parsed.entries[:MAX_ITEMS]]
    return {"title": _plain(parsed.feed.get("title", ""))[:MAX_TITLE], "items": [item for item in items if item]}


def _narrow(data: bytes) -> bytes:
    """A feed in UTF-16 in UTF-8, so that its references can be read; others as they are."""
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data
    return codecs.BOM_UTF8 + data.decode("utf-16", "replace").encode("utf-8", "replace")


def _character(reference: re.Match[bytes]) -> bytes:
    """A reference to a character that there is, as it stands; any other would cost the whole feed, and is dropped."""
    digits, base = (reference[1], 16) if reference[1] else (reference[2], 10)
    code = int(digits, base) if len(digits) <= 7 else 0x110000
    return reference[0] if code < 0xD800 or 0xDFFF < code < 0x110000 else b""


def _item(entry: dict[str, Any]) -> dict[str, str | None] | None:
    title = _plain(str(entry.get("title", "")))[:MAX_TITLE]
    contents = [part.get("value", "") for part in entry.get("content", [])]
    text = _plain(max([*contents, str(entry.get("summary", ""))], key=len)[: MAX_TEXT * 4])[: MAX_TEXT * 2]
    link = _web(str(entry.get("link", "")))
    if not title and not text:
        return None
    key = str(entry.get("id") or link or title)
    return {
        "id": "feed-" + hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:16],
        "title": title,
        "text": text,
        "link": link,
        "published": _day(entry.get("published_parsed") or dict.get(entry, "updated_parsed")),
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
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC).date().isoformat() if parsed else None
    except (OverflowError, ValueError, TypeError):
        return None
