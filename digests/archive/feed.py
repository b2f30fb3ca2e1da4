"""The editions of a language as an Atom feed (RFC 4287), the newest first.

Its links are relative: an archive lies wherever it is put. Its times are those at which editions close, so that the
same editions make the same bytes.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from xml.etree import ElementTree as Xml

from digests.archive.editions import edition_body, edition_path, headlines
from digests.archive.markup import relative
from digests.clock import DUSHANBE
from digests.model import Digest, Lang
from digests.say.digest import digest_title
from digests.say.foreign import plain
from digests.say.locale import load as load_locale

ATOM = "http://www.w3.org/2005/Atom"
SPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "khabar.invalid")
"""From which the ids are made: they stay the same wherever the archive lies (a name that nobody can own, RFC 6761)."""
ENTRIES = 30
"""Editions in a feed: who was away for longer reads the archive."""
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def feed(lang: Lang, digests: Sequence[Digest]) -> tuple[str, str]:
    """The path and the text of the feed of `lang`; `digests` are its editions, the newest first."""
    locale, path = load_locale(lang), f"{lang}/feed.xml"
    newest = _closed(digests[0]) if digests else NEVER
    root = Xml.Element("feed", {"xmlns": ATOM, "xml:lang": lang})
    _said(root, "title", locale.say("archive-title"))
    _said(root, "subtitle", locale.say("archive-about"))
    _said(root, "id", _id(lang, "feed"))
    _said(root, "updated", newest.isoformat())
    _said(Xml.SubElement(root, "author"), "name", locale.say("archive-name"))
    _said(root, "rights", locale.say("archive-licence"))
    Xml.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": "feed.xml"})
    Xml.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "hreflang": lang, "href": "index.html"})
    for digest in digests[:ENTRIES]:
        _entry(root, path, digest)
    Xml.indent(root, " ")
    return path, '<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def _entry(root: Xml.Element, path: str, digest: Digest) -> None:
    entry = Xml.SubElement(root, "entry")
    closed = _closed(digest).isoformat()
    _said(entry, "title", digest_title(digest))
    _said(entry, "id", _id(digest.lang, digest.date.isoformat()))
    _said(entry, "published", closed)
    _said(entry, "updated", closed)
    href = relative(path, edition_path(digest))
    Xml.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "hreflang": digest.lang, "href": href})
    _said(entry, "summary", headlines(digest))
    _said(entry, "content", edition_body(digest, anchors=False), type="html")


def _said(parent: Xml.Element, name: str, text: str, **attributes: str) -> None:
    Xml.SubElement(parent, name, attributes).text = plain(text)


def _closed(digest: Digest) -> datetime:
    """The end of the edition's day in Dushanbe."""
    return datetime.combine(digest.date + timedelta(days=1), time(), DUSHANBE)


def _id(*parts: str) -> str:
    return uuid.uuid5(SPACE, "/".join(parts)).urn
