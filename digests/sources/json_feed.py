"""JSON Feed, versions 1 and 1.1, as the items that `feeds` makes of RSS and Atom (https://www.jsonfeed.org/version/1.1).

For a process that can be ended: see `apart`. What is of another type than it should be is not there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from digests.model import Lang
from digests.sources import furniture, stamps
from digests.sources.feeds import MAX_ITEMS, MAX_TEXT, MAX_TITLE, Feed, Item, keys, newest, web_address
from digests.sources.shown import text_of
from digests.sources.text import decode_markup

VERSION = "https://jsonfeed.org/version/"
NOTHING = Feed("", (), (), 0)
"""What is no JSON Feed: `feeds.documents` says so."""
HEAD = 64
"""Bytes within which a file shows that it is JSON."""


def is_json(data: bytes) -> bool:
    """Whether `data` begins as an object of JSON does, in UTF-8 or UTF-16."""
    return data[:HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"{")


def read_json(data: bytes, *, lang: Lang | None = None, charset: str | None = None, address: str | None = None) -> Feed:
    """The title and the newest items of a feed; a feed without either is none."""
    found = _parsed(decode_markup(data, charset))
    if not _text(found, "version").startswith(VERSION):
        return NOTHING
    listed = found.get("items")
    entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    english = (lang or _text(found, "language")[:2].lower() or "en") == "en"
    written = [(_text(entry, "date_published"), "", _text(entry, "date_modified")) for entry in entries]
    dates = stamps.moments(written, ["", "", ""], american=english)
    own = (_text(found, name) for name in ("feed_url", "home_page_url"))
    base = next(filter(None, (web_address(one, None) for one in (address or "", *own))), None)
    chosen = newest(dates)[:MAX_ITEMS]
    read = [(place, item) for place in sorted(chosen) if (item := _item(entries[place], base))]
    known = keys([_id(entries[place]) for place, _ in read], [item for _, item in read])
    items = tuple(
        replace(item, key=key, published=at.date() if (at := dates[place]) else None)
        for (place, item), key in zip(read, known, strict=True)
    )
    places = {place: n for n, (place, _) in enumerate(read)}
    order = tuple(places[place] for place in chosen if place in places)
    return Feed(text_of(_text(found, "title"))[:MAX_TITLE], items, order, len(entries))


def _parsed(text: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text.strip("\ufeff \t\r\n\x00"))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _item(entry: Mapping[str, Any], base: str | None) -> Item | None:
    """An item, still without its key and its day; None for one that says nothing."""
    title = text_of(_text(entry, "title"))[:MAX_TITLE]
    shown = [text_of(_text(entry, "content_html")[: MAX_TEXT * 4]), _text(entry, "content_text").strip()]
    text = max(shown, key=len) or _text(entry, "summary").strip()
    text = furniture.without_tail(text[: MAX_TEXT * 2])
    if not title and not text:
        return None
    links = (web_address(_text(entry, name), base) for name in ("url", "external_url"))
    return Item("", title, text, next(filter(None, links), None), None)


def _id(entry: Mapping[str, Any]) -> str:
    """The id that the feed gives an item: a string; some give a number."""
    value = entry.get("id")
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _text(entry, "id")


def _text(table: Mapping[str, Any], name: str) -> str:
    value = table.get(name)
    return value if isinstance(value, str) else ""
