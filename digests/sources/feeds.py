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
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

from digests.clock import dushanbe_day
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
            id=_item_id(source, item["key"]),
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


def _item_id(source: str, key: str) -> str:
    """An item's id: every feed numbers its own, so the feed's address is part of it."""
    return "feed-" + hashlib.sha256(f"{source}\n{key}".encode("utf-8", "replace")).hexdigest()[:16]


def read_feed(data: bytes) -> dict[str, Any]:
    """{"title", "items": [{"key", "title", "text", "link", "published"}]}; texts plain, dates ISO or None.

    `key` tells an item from every other of its feed; it is nothing outside it.
    """
    import feedparser  # noqa: PLC0415 (only the child that parses a feed pays for it)

    data = REFERENCE.sub(_character, _narrow(data))
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
    return {
        "id": str(entry.get("id") or ""),
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
        return dushanbe_day(datetime.fromtimestamp(calendar.timegm(parsed), UTC)).isoformat() if parsed else None
    except (OverflowError, ValueError, TypeError):
        return None
