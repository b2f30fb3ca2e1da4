"""Earlier pages of a channel: a preview shows some twenty posts, and a busy day brings more between two readings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from digests.errors import KhabarError
from digests.publishers import Feed
from digests.quarantine.keeper import Found
from digests.sources import channels
from digests.sources.fetch import Fetched


@dataclass(frozen=True, slots=True)
class Posts:
    """What was found on all the pages, the newest page first. `newest` is the number of the newest post up to which
    the channel is read now, None where pages before could not be read and have to be asked for again."""

    found: Found
    newest: int | None


def with_earlier(
    feed: Feed, first: Found, known: int | None, get: Callable[[str], Fetched], read: Callable[[Fetched], Found]
) -> Posts:
    """The posts of the page `first` and of those before it, back to the post `known` that was the newest last time, at
    most `channels.PAGES`. `get` fetches an address, `read` gives the posts of what came. What was not read is said."""
    pages, said = [first], None
    while said is None and (address := channels.before(feed.url, _links(pages[-1]), known)):
        if len(pages) > channels.PAGES:
            said = f"more than {channels.PAGES} pages of posts since the last reading: the oldest are left out"
            break
        try:
            fetched = get(address)
            pages.append(read(fetched)) if fetched.body is not None else None
            said = f"earlier posts could not be read: {fetched.fault}" if fetched.body is None else None
        except KhabarError as error:
            said = f"earlier posts could not be read: {error}"
    whole = len(pages) > channels.PAGES or said is None
    numbers = [number for page in pages for link in _links(page) if (number := channels.number_of(link))]
    reads = tuple(each for page in pages for each in page)
    told = "; ".join(filter(None, (first.said, said))) or None
    return Posts(Found(reads, told), max(numbers, default=None) if whole else None)


def _links(found: Found) -> list[str | None]:
    return [read.document.url for read in found]
