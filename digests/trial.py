"""A source is tried before it is trusted: what it is, and what would come in of its newest items and why not the rest.

Nothing is stored: the items go through the very same hands as in a round, in a transaction that is undone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from digests.clock import dushanbe_day
from digests.corpus.feed_log import FeedLog
from digests.errors import BadInput, KhabarError, Unavailable
from digests.ingest import Ingest
from digests.language.meaning import Meaning
from digests.model import Document, Lang
from digests.publishers import Feed, Kind, Publishers
from digests.quarantine.keeper import Found, Quarantine, Read
from digests.relevance.judge import Judgement, judge
from digests.rounds import Manner
from digests.sources import kinds
from digests.sources.admission import admits
from digests.sources.fetch import Fetched, fetch
from digests.sources.named_feeds import named_feeds
from digests.taking.intake import Intake

NEWEST = 50
"""Items that are tried: about as many as a feed holds."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A source as it shows itself at one reading. `lang` is that of most of its items; None where it has none."""

    url: str
    kind: Kind
    title: str | None
    lang: Lang | None
    home: str
    found: Found
    page: str | None = None  # the page that names this feed, where that was asked for


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a round would do with an item now: `why` it stays out, or what it would come in as."""

    document: Document
    comes_in: bool
    why: str | None
    claims: int = 0
    duplicate_of: str | None = None


def look(word: str, quarantine: Quarantine, publishers: Publishers, manner: Manner) -> Looked:
    """Read the source that `word` names (an address, @channel) once; of a page, the feed that it names. Raises
    Unavailable, BadInput for what is no source, KhabarError for a page that names several, with their addresses."""
    url, kind = kinds.named(word)
    fetched = _fetched(url, publishers, manner)
    try:
        return _looked(url, kind, fetched, quarantine, publishers)
    except BadInput:
        named = named_feeds(fetched.body or b"", fetched.address or url, fetched.charset) if kind == "feed" else ()
        if not named:
            raise
    if len(named) > 1:
        # No BadInput: the words of that are cut short, and each address counts.
        raise KhabarError(
            f"{url}: a page that names {len(named)} feeds, take one of them: {', '.join(map(str, named))}"
        )
    (one,) = named
    looked = _looked(one.url, "feed", _fetched(one.url, publishers, manner), quarantine, publishers)
    return replace(looked, page=url)


def _fetched(url: str, publishers: Publishers, manner: Manner) -> Fetched:
    known = publishers.feed(url)
    agent = (known.agent if known else None) or manner.agent
    fetched = fetch(url, reach=manner.reach, agent=agent)
    if fetched.body is None:
        raise Unavailable(f"{url}: {fetched.fault or 'nothing came'}")
    return fetched


def _looked(url: str, kind: Kind, fetched: Fetched, quarantine: Quarantine, publishers: Publishers) -> Looked:
    known, data = publishers.feed(url), fetched.body or b""
    told = {"charset": fetched.charset, "address": fetched.address}
    if known:
        found = quarantine.feed(data, known, publishers.subject, **told)
        return Looked(url, known.kind, known.publisher, known.lang, _home(url, kind), found)
    found = quarantine.stranger(data, url, kind, publishers.subject, **told)
    if found and all(read.refused for read in found):
        raise BadInput(f"none of {len(found)} items is in a language of ours", path=url)
    return Looked(url, kind, _title(found), _lang(found), _home(url, kind), found)


def _home(url: str, kind: Kind) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/{parts.path.strip('/').removeprefix('s/') if kind == 'channel' else ''}"


def _title(found: Found) -> str | None:
    """What the source calls itself: in forwarded posts another name stands before it."""
    named = Counter(read.document.publisher for read in found if read.document.publisher)
    own = [name for name, _ in named.most_common() if " (via " not in name]
    return next(iter(own), None)


def _lang(found: Found) -> Lang | None:
    counted = Counter(read.document.lang for read in found if not read.refused)
    return next((lang for lang, _ in counted.most_common(1)), None)


def verdicts(
    ingest: Ingest, feed: Feed, found: Found, publishers: Publishers, meaning: Meaning | None = None
) -> tuple[Verdict, ...]:
    """What would become of the newest items, the newest first. The corpus is as it was before.

    Pages behind items are not fetched: of what its page might bring in it is said so.
    """
    state = FeedLog(ingest.store.connection).state(feed.url)
    today = dushanbe_day(ingest.clock.now())
    intake = Intake(publishers.quota, state, today, lambda: FeedLog(ingest.store.connection).documents(feed.url))
    judged: list[Verdict] = []
    try:
        with ingest.store.transaction():
            for read in _newest(found, feed):
                judgement = judge(read.document, meaning, publishers, read.named)
                judged.append(_verdict(ingest, feed, intake, read, judgement))
            raise _Undone
    except _Undone:
        return tuple(judged)


class _Undone(Exception):
    """What was tried is taken back."""


def _newest(found: Found, feed: Feed) -> Iterator[Read]:
    """By their days; of one day in the order of the feed, which begins with the newest, as a channel does not."""
    reads: Sequence[Read] = found.reads[::-1] if feed.kind == "channel" else found.reads
    days = [read.document.published or date.min for read in reads]
    order = sorted(range(len(reads)), key=lambda n: (-days[n].toordinal(), n))
    return (reads[n] for n in order[:NEWEST])


def _verdict(ingest: Ingest, feed: Feed, intake: Intake, read: Read, judgement: Judgement) -> Verdict:
    document = replace(read.document, publisher=read.document.publisher or feed.publisher)
    out = read.refused or _off_subject(feed, judgement) or admits(feed, document) or _over(ingest, intake, document)
    if out:
        return Verdict(document, comes_in=False, why=out)
    result = ingest.document(document, read.claims if read.searched else None, cut=read.cut)
    intake.took(document, result)
    if result.status == "unchanged":
        return Verdict(document, comes_in=False, why="known as it is", claims=result.claims)
    if result.status == "duplicate":
        return Verdict(document, False, f"the very text of {result.duplicate_of}", 0, result.duplicate_of)
    said = ["changed since it was read"] if result.status == "updated" else []
    said += [f"a reprint of {result.duplicate_of}"] if result.duplicate_of else []
    said += ["waits for an editor first"] if feed.approval else []
    said += [result.reason] if result.reason else []
    document = replace(document, published=result.published)
    return Verdict(document, True, "; ".join(said) or None, result.claims, result.duplicate_of)


def _off_subject(feed: Feed, judgement: Judgement) -> str | None:
    if judgement.relevant:
        return None
    why = ", ".join(judgement.reasons) or "nothing of it names our subject"
    page = "; its page would be read" if judgement.maybe and feed.text != "feed" else ""
    return f"not of the subject ({judgement.score:.2f}; {why}){page}"


def _over(ingest: Ingest, intake: Intake, document: Document) -> str | None:
    """The quota that keeps an item out."""
    before = Counter(intake.left_out)
    if ingest.holds(document) or intake.admits(document):
        return None
    return f"over the quota: {next(iter(intake.left_out - before))}"
