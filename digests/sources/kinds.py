"""The kinds of sources, each with who reads it: RSS, Atom and RDF, JSON Feed, the preview of a Telegram channel."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from digests.publishers import CHANNEL_HOSTS, CHANNEL_LINK, PREVIEW, Kind
from digests.sources import channels, feeds, json_feed

MENTION = re.compile(r"@([A-Za-z][A-Za-z0-9_]{2,31})")


def reader_of(kind: Kind, data: bytes) -> feeds.Reader:
    """Who reads `data`: a feed shows by its beginning which one it is, a channel is known by its address."""
    if kind == "channel":
        return channels.read_channel
    return json_feed.read_json if json_feed.is_json(data) else feeds.read_feed


def named(word: str) -> tuple[str, Kind]:
    """The address of the source that `word` names, and its kind: @name and t.me/name are a channel's preview."""
    mention = MENTION.fullmatch(word.strip())
    if mention:
        return f"https://t.me/s/{mention[1]}", "channel"
    whole = word.strip().partition("#")[0]  # what follows names a place in a page, and no other source
    if whole.partition("/")[0].lower() in CHANNEL_HOSTS:
        whole = f"https://{whole}"
    try:
        parts = urlsplit(whole)
    except ValueError:
        return whole, "feed"
    channel = CHANNEL_LINK.match(parts.path)
    if channel and (parts.hostname or "").lower() in CHANNEL_HOSTS:
        return f"https://t.me/s/{channel[1]}", "channel"
    return whole, "channel" if PREVIEW.fullmatch(parts.path) else "feed"
