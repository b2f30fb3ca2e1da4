"""What the commands of `khabar sources` share: what is said of a source, and what they read it with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from digests.cli import Context
    from digests.corpus.feed_log import FeedState, Trouble
    from digests.corpus.store import Store
    from digests.corpus.waiting import WaitingItem
    from digests.publishers import Feed
    from digests.rounds import Manner
    from digests.sources.listing import Entry
    from digests.trial import Looked, Verdict


def described(feed: Feed) -> dict[str, Any]:
    """What a source is."""
    return {
        "url": feed.url,
        "publisher": feed.publisher,
        "lang": feed.lang,
        "kind": feed.kind,
        "text": feed.text,
        "approval": feed.approval,
        "allow": list(feed.allow),
        "deny": list(feed.deny),
        "agent": feed.agent,
        "minutes": feed.minutes,
    }


def gone(state: FeedState, *, paused: bool, trouble: Trouble | None = None) -> dict[str, Any]:
    """How it goes with a source: `state` is paused, failing, silent or barren (`since`), new (never read) or well."""
    going = "failing" if state.failures else trouble.kind if trouble else "well" if state.last_read else "new"
    since = state.failing_since if state.failures else trouble.since if trouble else None
    return {
        "state": "paused" if paused else going,
        "since": since.isoformat() if since and not paused else None,
        "paused": paused,
        "last_read": state.last_read.isoformat() if state.last_read else None,
        "next_read": state.next_read.isoformat() if state.next_read and not paused else None,
        "failures": state.failures,
        "last_fault": state.fault,
        "items": state.items,
    }


def verdict_json(verdict: Verdict) -> dict[str, Any]:
    document = verdict.document
    return {
        "doc_id": document.id,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "lang": document.lang,
        "url": document.url,
        "comes_in": verdict.comes_in,
        "why": verdict.why,
        "duplicate_of": verdict.duplicate_of,
        "claims": verdict.claims,
    }


def waiting_json(item: WaitingItem) -> dict[str, Any]:
    document = item.document
    return {
        "doc_id": document.id,
        "source": item.source,
        "at": item.at.isoformat(),
        "title": document.title,
        "text": document.text,
        "lang": document.lang,
        "published": document.published.isoformat() if document.published else None,
        "publisher": document.publisher,
        "url": document.url,
    }


@contextmanager
def at_hand(context: Context) -> Iterator[Store]:
    """The corpus, or an empty one that is gone afterwards where there is none: a look makes no folder."""
    import tempfile

    from digests.corpus.store import FILE, Store

    if (context.data / FILE).exists():
        with Store.open(context.data) as store:
            yield store
        return
    with tempfile.TemporaryDirectory(prefix="khabar-") as folder, Store.open(Path(folder), create=True) as store:
        yield store


def manner() -> Manner:
    """The operator's manner of reading."""
    from config.settings import load
    from digests.rounds import Manner

    return Manner.of(load())


def entry_of(looked: Looked, *, publisher: str | None = None, lang: str | None = None) -> Entry:
    """What is written of a source. Raises BadInput where neither it nor the operator says what has to be known."""
    from digests.cli.options import parse_lang
    from digests.errors import BadInput
    from digests.publishers import Feed
    from digests.sources.listing import Entry

    language = parse_lang(lang) if lang else looked.lang
    name = " ".join((publisher or looked.title or "").split())
    if language is None:
        raise BadInput("holds no item whose language could be told: say it by --lang", path=looked.url)
    if not name:
        raise BadInput("does not say what it is called: say it by --publisher", path=looked.url)
    text: Any = "feed" if looked.kind == "channel" else "better"
    return Entry(Feed(looked.url, language, name, looked.kind, text), looked.home)
