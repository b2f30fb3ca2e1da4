"""The items of a feed, by feedparser. For a process that can be ended: see `apart`.

Nothing of what a feed says is trusted: markup is taken off here, links are kept only where they lead to the web,
and the number and size of items are bounded.
"""

from __future__ import annotations

import codecs
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Protocol
from urllib.parse import urljoin, urlsplit

from digests.errors import BadInput
from digests.language.identify import language_of
from digests.model import Document, Lang
from digests.sources import furniture, stamps
from digests.sources.addresses import PLAIN_ADDRESS
from digests.sources.shown import text_of
from digests.sources.text import decode_markup, is_garbled, plain

MAX_ITEMS = 200
MAX_TEXT = 100_000
"""Characters of an item's text that are read."""
MAX_TOTAL = 1_000_000
"""Characters of all the items of a feed that are read, the newest first."""
MAX_TITLE = 500
REFERENCE = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]+)|0*([0-9]+));?")
PROLOG = re.compile(r"\s*<\?xml[^>]*\?>")
STAMPS = ("published", "created", "updated")


@dataclass(frozen=True, slots=True)
class Item:
    """What a feed says in one item, in plain text. `key` tells it from every other of its feed; `origin` is whose text
    a source hands on, where it says so."""

    key: str
    title: str
    text: str
    link: str | None
    published: date | None
    author: str | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it came: `items` in its order, `newest` their places from the newest on, `held` how many there were."""

    title: str
    items: tuple[Item, ...]
    newest: tuple[int, ...]
    held: int


class Reader(Protocol):
    """Who reads the bytes of one kind of source."""

    def __call__(
        self, data: bytes, *, lang: Lang | None = None, charset: str | None = None, address: str | None = None
    ) -> Feed: ...


def documents(
    data: bytes,
    *,
    source: str,
    publisher: str | None = None,
    lang: Lang | None = None,
    charset: str | None = None,
    address: str | None = None,
    read: Reader | None = None,
) -> Iterator[tuple[Document | None, str | None]]:
    """The items of a feed in its order, each with what was cut from it; what was left out whole has no document.

    `source` tells the feed from every other; `charset` and `address` are those that it was fetched with, for feeds
    that do not name their own; `read` makes items of what is neither RSS nor Atom. Raises BadInput for what is no feed,
    and for one of which nothing can be read.
    """
    found = (read or read_feed)(data, lang=lang, charset=charset, address=address)
    outlet = publisher or plain(found.title).strip() or None
    if not found.held and not found.title:
        raise BadInput("not a feed", path=source)
    if found.held and not found.items:
        raise BadInput(f"none of the {found.held:,} items of the feed holds a text", path=source)
    if is_garbled("\n".join(f"{item.title}\n{item.text}" for item in found.items)):
        raise BadInput("the text of the feed is in no encoding in which it makes sense", path=source)
    room = _shared(found)
    for item, most in zip(found.items, room, strict=True):
        text = plain(item.text).strip()
        title = plain(item.title).replace("\n", " ").strip()
        if not text and not title:
            continue
        document = Document(
            id=_item_id(source, item.key),
            title=title,
            text=text[:most].rstrip() or title,
            lang=lang or language_of(f"{title}\n{text}"[:5000], "en"),
            publisher=f"{plain(item.origin)} (via {outlet})" if item.origin else outlet,
            author=item.author,
            published=item.published,
            url=item.link,
            kind="feed",
            path=source,
            text_from="feed",
        )
        yield document, f"the text is cut to {most:,} characters" if len(text) > most else None
    if found.held > MAX_ITEMS:
        yield None, f"{found.held:,} items in the feed: the newest {MAX_ITEMS} are read"


def _shared(found: Feed) -> list[int]:
    """How many characters of each item's text are read; the newest are served first."""
    room, left = [0] * len(found.items), MAX_TOTAL
    for place in found.newest:
        room[place] = min(left, MAX_TEXT)
        left -= min(len(found.items[place].text), room[place])
    return room


def _item_id(source: str, key: str) -> str:
    """An item's id: every feed numbers its own, so the feed's address is part of it."""
    return "feed-" + hashlib.sha256(f"{source}\n{key}".encode("utf-8", "replace")).hexdigest()[:16]


def read_feed(data: bytes, *, lang: Lang | None = None, charset: str | None = None, address: str | None = None) -> Feed:
    """The title and the newest items of a feed; a feed without either is none."""
    import feedparser  # noqa: PLC0415 (only the child that parses a feed pays for it)

    from digests.sources.light import lighten  # noqa: PLC0415 (it imports feedparser)

    lighten()
    markup = REFERENCE.sub(_character, PROLOG.sub("", decode_markup(data, charset), count=1))
    parsed = feedparser.parse(
        io.BytesIO(codecs.BOM_UTF8 + markup.encode("utf-8", "replace")),
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    english = (lang or str(parsed.feed.get("language", ""))[:2].lower() or "en") == "en"
    dates = _moments(parsed.entries, parsed.feed, american=english)
    chosen = newest(dates)[:MAX_ITEMS]
    base = _base(parsed.feed, address)
    read = [(place, item) for place in sorted(chosen) if (item := _item(parsed.entries[place], dates[place], base))]
    known = keys([id_ for _, (id_, _) in read], [item for _, (_, item) in read])
    items = tuple(replace(item, key=key) for (_, (_, item)), key in zip(read, known, strict=True))
    places = {place: n for n, (place, _) in enumerate(read)}
    order = tuple(places[place] for place in chosen if place in places)
    return Feed(text_of(str(parsed.feed.get("title", "")))[:MAX_TITLE], items, order, len(parsed.entries))


def newest(dates: Sequence[datetime | None]) -> list[int]:
    """The places of a feed's items from the newest on.

    An item without a date is as old as the one before it. Where the dates do not tell, some feeds begin with the
    newest and others end with it: what stands nearest to either end comes first.
    """
    filled: list[float] = []
    last = next((each for each in dates if each), None)
    for each in dates:
        last = each or last
        filled.append(last.timestamp() if last else 0.0)
    return sorted(range(len(dates)), key=lambda n: (-filled[n], min(n, len(dates) - 1 - n)))


def keys(ids: Sequence[str], items: Sequence[Item]) -> Iterator[str]:
    """By what each item is known: its id, else its link, else what it says.

    An id that several items of the feed bear is nobody's; it takes their links to tell them apart, and where these are
    the same too, what they say.
    """
    links = [item.link or "" for item in items]
    says = [f"{item.title}\n{item.text}" for item in items]
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


def _character(reference: re.Match[str]) -> str:
    """A reference to a character that there is, as it stands; any other would cost the whole feed, and is dropped."""
    digits, base = (reference[1], 16) if reference[1] else (reference[2], 10)
    code = int(digits, base) if len(digits) <= 7 else 0x110000
    return reference[0] if code < 0xD800 or 0xDFFF < code < 0x110000 else ""


def _item(entry: Mapping[str, Any], at: datetime | None, base: str | None) -> tuple[str, Item] | None:
    """The id that the feed gives an item, and the item; None for one that says nothing."""
    title = text_of(str(entry.get("title", "")))[:MAX_TITLE]
    contents = [str(part.get("value", "")) for part in entry.get("content", [])]
    markup = max([*contents, str(entry.get("summary", ""))], key=len)
    text = furniture.without_tail(text_of(markup[: MAX_TEXT * 4])[: MAX_TEXT * 2])
    if not title and not text:
        return None
    link = web_address(str(entry.get("link", "")), base)
    return str(entry.get("id") or ""), Item("", title, text, link, at.date() if at else None)


def _base(feed: Mapping[str, Any], address: str | None) -> str | None:
    """What relative links of a feed are relative to: where it was read, else where it says it lies, else its site."""
    own = [link.get("href") for link in feed.get("links", []) if link.get("rel") == "self"]
    return next(
        (web for one in (address, *own, feed.get("link")) if one and (web := web_address(str(one), None))), None
    )


def web_address(link: str, base: str | None) -> str | None:
    """`link` as an address on the web, seen from `base` where it is relative; None for any other."""
    if PLAIN_ADDRESS.fullmatch(link):
        return link
    try:
        whole = urljoin(base, link.strip()) if base and link.strip() else link.strip()
        parts = urlsplit(whole)
        return whole if parts.scheme in {"http", "https"} and parts.hostname and len(whole) <= 2000 else None
    except ValueError:
        return None


def _moments(entries: Sequence[dict[str, Any]], feed: dict[str, Any], *, american: bool) -> list[datetime | None]:
    """When each item was published, by its stamps as they are written. What we cannot read has no day: feedparser makes
    one of 31 November, of a year alone and of a year in characters it does not know."""
    written = [tuple(str(dict.get(entry, name) or "") for name in STAMPS) for entry in entries]
    own = [str(dict.get(feed, name) or "") for name in STAMPS]
    return stamps.moments(written, own, american=american)
