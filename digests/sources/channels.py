"""A public Telegram channel's web preview (`https://t.me/s/NAME`) as the items that `feeds` makes of a feed.

For a process that can be ended: see `apart`. A post is its text, its day, and where it was forwarded from; what has
no text, what Telegram says of the channel ("pinned a message") and what is marked as an advertisement is left out.
An edited post keeps its number: its other text is a version.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from lxml import etree, html

from digests.errors import BadInput
from digests.model import Lang
from digests.publishers import PREVIEW
from digests.sources import furniture, stamps
from digests.sources.feeds import MAX_ITEMS, MAX_TEXT, MAX_TITLE, Feed, Item
from digests.sources.shown import text_of
from digests.sources.text import decode_markup

PAGES = 5
"""Earlier pages of a channel that are read at once: a hundred posts, of twenty each."""
POST = re.compile(r"([A-Za-z][A-Za-z0-9_]{2,31})/([1-9]\d{0,9})", re.ASCII)
FORWARDED = re.compile(r"https?://t\.me/[A-Za-z][A-Za-z0-9_]{2,31}/\d{1,10}", re.ASCII)
"""A post of another channel; a forwarded person has no number behind the name, and is not named."""
ADVERTISED = re.compile(r"\berid\s*[:=]|[?&]erid=", re.IGNORECASE)
"""The mark that Russian law has advertisements bear (since September 2022), in the text or a link."""
TITLE = 200
"""Characters up to which the first line of a post is its headline; Telegram has none of its own."""
LEADS_ON = re.compile(r"\W*(?:(?:@\w{3,32}|(?:https?://|t\.me/)\S+)\W*)+")
"""A last line of nothing but addresses: the channel's own, mostly."""


def read_channel(
    data: bytes, *, lang: Lang | None = None, charset: str | None = None, address: str | None = None
) -> Feed:
    """The channel's title and its newest posts. Raises BadInput where no channel can be seen."""
    del lang  # the stamps are machines'
    named = PREVIEW.fullmatch(urlsplit(address or "").path)
    tree = _tree(decode_markup(data, charset))
    shown = tree is not None and tree.xpath(f"//*[{_is('tgme_channel_info')} or {_is('tgme_channel_history')}]")
    if named is None or tree is None or not shown:
        raise BadInput("no channel to be seen: it is private, absent, or shows no preview", path=address)
    posts: dict[int, Item] = {}
    held = 0
    for message in tree.iterfind(".//div[@data-post]"):
        number = _number(message, named[1])
        if number is None or number in posts:
            continue
        held += 1
        item = _item(message, named[1], number)
        if item:
            posts[number] = item
    kept = sorted(posts)[-MAX_ITEMS:]
    order = tuple(reversed(range(len(kept))))
    return Feed(_title(tree), tuple(posts[number] for number in kept), order, held)


def before(url: str, links: Iterable[str | None], known: int | None) -> str | None:
    """The address of the page before the one whose posts are `links`, where posts may lie between them and `known`,
    the newest number read so far: None where there are none, or where nothing was read yet."""
    oldest = min(filter(None, map(number_of, links)), default=None)
    if oldest is None or known is None or oldest <= known + 1:
        return None
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, f"before={oldest}", ""))


def number_of(link: str | None) -> int | None:
    """The number of a post by its address."""
    found = POST.fullmatch(urlsplit(link or "").path.strip("/"))
    return int(found[2]) if found else None


def _tree(markup: str) -> html.HtmlElement | None:
    try:
        return html.document_fromstring(markup.replace("\x00", "").encode("utf-8", "replace"), parser=_parser())
    except (etree.LxmlError, ValueError):
        return None


def _parser() -> html.HTMLParser:
    return html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)


def _is(name: str) -> str:
    """XPath: the element bears the class `name`."""
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


def _number(message: html.HtmlElement, channel: str) -> int | None:
    """The number of a post of this `channel`; None for what is no post of it."""
    found = POST.fullmatch(message.get("data-post", ""))
    kinds = message.get("class", "").split()
    if found is None or found[1].lower() != channel.lower() or "service_message" in kinds:
        return None
    return int(found[2]) if "tgme_widget_message" in kinds else None


def _item(message: html.HtmlElement, channel: str, number: int) -> Item | None:
    text = _text(message)
    links = (link for link in message.xpath(".//a/@href") if len(link) < MAX_TEXT)
    if not text or ADVERTISED.search(text) or any(map(ADVERTISED.search, links)):
        return None
    first, _, rest = text.partition("\n")
    return Item(
        key=f"id {number}",
        title=first if rest and len(first) <= TITLE else "",
        text=text,
        link=f"https://t.me/{channel}/{number}",
        published=_day(message),
        author=_first(message, "tgme_widget_message_from_author"),
        origin=_origin(message),
    )


def _text(message: html.HtmlElement) -> str:
    """What the post says: neither the post that it replies to nor the preview of a page that it links to."""
    quoted = f"ancestor::*[{_is('tgme_widget_message_reply')} or {_is('js-message_text')}]"
    found = message.xpath(f".//*[{_is('js-message_text')}][not({quoted})]")
    markup = "".join(etree.tostring(each, encoding="unicode", method="html", with_tail=False) for each in found)
    lines = text_of(markup[: MAX_TEXT * 4])[: MAX_TEXT * 2].split("\n")
    while lines and LEADS_ON.fullmatch(lines[-1]):
        lines.pop()
    return furniture.without_tail("\n".join(lines))


def _day(message: html.HtmlElement) -> date | None:
    written = message.xpath(f".//a[{_is('tgme_widget_message_date')}]//time/@datetime")
    (at,) = stamps.moments([(written[0] if written else "",)], [""], american=False)
    return at.date() if at else None


def _origin(message: html.HtmlElement) -> str | None:
    """The channel that a forwarded post comes from, by its name."""
    for link in message.xpath(f".//a[{_is('tgme_widget_message_forwarded_from_name')}]"):
        if FORWARDED.match(link.get("href", "")):
            return _line(link)
    return None


def _first(within: html.HtmlElement, name: str) -> str | None:
    found: Any = within.xpath(f".//*[{_is(name)}]")
    return _line(found[0]) if found else None


def _title(tree: html.HtmlElement) -> str:
    return _first(tree, "tgme_channel_info_header_title") or ""


def _line(element: html.HtmlElement) -> str | None:
    return " ".join(element.text_content().split())[:MAX_TITLE] or None
