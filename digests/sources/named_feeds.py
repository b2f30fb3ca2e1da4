"""The feeds that a page names in its head (https://www.rssboard.org/rss-autodiscovery), for whoever adds a source by
the address that people know.

Only tags are looked at, by expressions that read each character a bounded number of times: what a page costs is bounded
by its size, whoever wrote it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from digests.errors import BadInput
from digests.publishers import is_web
from digests.sources.text import decode_markup

LOOKED = 1 << 19
"""Bytes of a page: its head stands at the beginning, behind styles and scripts of some 100 kB at most."""
MOST = 20
TITLE = 80
"""Characters of a feed's title."""
TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"})
"""Of the feeds that are read. Not application/json: what WordPress names so are its interfaces."""
TAG = re.compile(r"<!--.*?(?:-->|\Z)|<(link|base)\b([^<>]{1,2000})>", re.IGNORECASE | re.DOTALL)
ATTRIBUTE = re.compile(r"([a-z]{1,20})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>=]+))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamedFeed:
    """A feed as a page names it; without a title it is called by nothing."""

    url: str
    title: str | None

    def __str__(self) -> str:
        return f"{self.url} ({self.title})" if self.title else self.url


def named_feeds(data: bytes, address: str, charset: str | None = None) -> tuple[NamedFeed, ...]:
    """The feeds that the page `data`, read at `address`, names, each once, in its order; none where it names none."""
    try:
        text = decode_markup(data[:LOOKED], charset, path=address)
    except BadInput:
        return ()
    found: dict[str, NamedFeed] = {}
    base = address
    for tag, told in _tags(text):
        if tag == "base":
            base = _joined(address, told.get("href", "")) or address
        elif _is_feed(told) and is_web(url := _joined(base, told["href"])) and len(found) < MOST:
            found.setdefault(url, NamedFeed(url, " ".join(told.get("title", "").split())[:TITLE] or None))
    return tuple(found.values())


def _tags(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    for tag in TAG.finditer(text):
        if tag[1]:
            told = {each[1].lower(): each[2] or each[3] or each[4] or "" for each in ATTRIBUTE.finditer(tag[2])}
            yield tag[1].lower(), {name: html.unescape(value) for name, value in told.items()}


def _is_feed(told: dict[str, str]) -> bool:
    kind = told.get("type", "").partition(";")[0].strip().lower()
    return "alternate" in told.get("rel", "").lower().split() and kind in TYPES and bool(told.get("href", "").strip())


def _joined(base: str, href: str) -> str:
    """Where `href` leads from `base`; empty where it leads nowhere."""
    try:
        return urljoin(base, href.strip())
    except ValueError:
        return ""
