"""feedparser without what nobody here reads of it: the same items, a fifth sooner.

For a process that parses feeds alone: what is told here holds for whoever parses there.
"""

from __future__ import annotations

import time
from functools import cache
from typing import Any

import feedparser
import feedparser.api
import feedparser.mixin

from digests.sources.addresses import PLAIN_ADDRESS

CODES, LETTERS = "_cp1252", 0x500
"""The table by which feedparser mends stray codes in each text, and the codes that it is made a row for: most letters
of a Cyrillic text are looked up there in vain, and a row answers in half the time of a dictionary."""
NO_MOMENT = time.gmtime(0)


class _Told(dict[str, Any]):
    """What feedparser knows of the text that it is in. It looks there nine times an element and copies it for each
    text: its own dictionary minds old names of keys, of which none is asked for here, and takes ten times as long."""

    def __deepcopy__(self, _: object) -> feedparser.FeedParserDict:
        return feedparser.FeedParserDict(self)  # all of it are words and numbers


class _Light:
    """Before a parser of feedparser's among the bases of a class."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.contentparams = _Told()

    def push_content(self, *given: Any) -> None:
        super().push_content(*given)  # type: ignore[misc]
        self.contentparams = _Told(self.contentparams)

    def resolve_uri(self, uri: str) -> str:
        return uri if PLAIN_ADDRESS.fullmatch(uri) else str(super().resolve_uri(uri))  # type: ignore[misc]


@cache
def lighten() -> None:
    """Have feedparser's parsers do so from now on. Moments are read from the stamps as they are written (`stamps`):
    what it makes of them itself is one and the same."""
    for name in ("StrictFeedParser", "LooseFeedParser"):
        setattr(feedparser.api, name, type(name, (_Light, getattr(feedparser.api, name)), {}))
    feedparser.registerDateHandler(lambda _: NO_MOMENT)
    mended = getattr(feedparser.mixin, CODES, {})
    setattr(feedparser.mixin, CODES, [mended.get(code, code) for code in range(LETTERS)])
