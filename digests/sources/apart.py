"""Feeds and web pages are parsed in a process of its own, which can be killed.

Parsers of feeds and HTML can be made to burn minutes and gigabytes by a small file, and what they load stays in
memory. So the bytes go to a short-lived child with limits on time and memory, and plain values come back.
"""

from __future__ import annotations

import hashlib
import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from digests.errors import BadInput, Unavailable
from digests.language.identify import language_of
from digests.model import Document, Lang
from digests.sources.text import plain

SECONDS = 20
MEMORY = 1 << 30
OUTPUT = 32 << 20


@dataclass(frozen=True, slots=True)
class WebPage:
    """What a web page holds: the article's text line by line, and what its metadata tell."""

    title: str
    text: str
    author: str | None
    publisher: str | None
    published: date | None
    url: str | None


def parse_page(data: bytes, *, path: object = None) -> WebPage:
    """The article of an HTML page. Raises BadInput if there is none."""
    found = _child("digests.sources.pages", data, path)
    if not isinstance(found, dict):
        raise BadInput("no article on this page", path=path)
    return WebPage(
        title=found["title"],
        text=found["text"],
        author=found["author"],
        publisher=found["publisher"],
        published=date.fromisoformat(found["published"]) if found["published"] else None,
        url=found["url"],
    )


def parse_feed(
    data: bytes, *, source: str, path: object = None, publisher: str | None = None, lang: Lang | None = None
) -> Iterator[Document]:
    """The items of the feed at `source` as documents, in the feed's order. Raises BadInput for what is no feed."""
    found = _child("digests.sources.feeds", data, path or source)
    if not found["items"] and not found["title"]:
        raise BadInput("not a feed", path=path or source)
    for item in found["items"]:
        text = plain(item["text"]).strip()
        title = plain(item["title"]).replace("\n", " ").strip()
        body = text or title
        if not body:
            continue
        yield Document(
            id=_item_id(source, item["key"]),
            title=title,
            text=body,
            lang=lang or language_of(f"{title}\n{text}"[:5000], "en"),
            publisher=publisher or found["title"] or None,
            author=None,
            published=date.fromisoformat(item["published"]) if item["published"] else None,
            url=item["link"],
            kind="feed",
            path=str(path) if isinstance(path, Path) else None,
        )


def _item_id(source: str, key: str) -> str:
    """An item's id: every feed numbers its own, so the feed's address is part of it."""
    return "feed-" + hashlib.sha256(f"{source}\n{key}".encode("utf-8", "replace")).hexdigest()[:16]


def _child(module: str, data: bytes, path: object) -> Any:
    """Run `module` with `data` on its standard input; JSON comes back. Raises BadInput or Unavailable."""
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", module],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            preexec_fn=_limit,
        )
    except subprocess.TimeoutExpired:
        raise BadInput(f"not read within {SECONDS} s", path=path) from None
    except OSError as error:
        raise Unavailable(f"no parser could be started: {error}") from error
    if done.returncode != 0 or len(done.stdout) > OUTPUT:
        raise BadInput("cannot be parsed", path=path)
    return json.loads(done.stdout)


def _limit() -> None:
    """In the child, before it starts: bounded time and memory, no core file."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
