"""What comes from outside is read in quarantine: parsed, cleaned and searched for claims by a child (`inside`).

Here bytes go in and documents with their claims come out, each value checked for its kind: a child that a hostile
text has taken over can say wrong things about that text, and nothing more.
"""

from __future__ import annotations

import queue
from collections.abc import Collection, Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from digests import objections
from digests.errors import BadInput
from digests.model import Claim, Document, Pointed, Readers
from digests.objections import Objection
from digests.publishers import Feed, Kind
from digests.quarantine.wire import dumps
from digests.relevance.cues import Named
from digests.sources import asks, files, left_open
from digests.sources.apart import Apart

CHILD = "digests.quarantine.inside"
CHILDREN = 2
"""For feeds and pages: each takes a hundred megabytes."""
MOST = 1_000
"""Orders that one child answers before another takes its place: what parsers keep stays bounded. To start one costs as
much as to read thirty feeds."""


@dataclass(frozen=True, slots=True)
class Read:
    """A cleaned document with its sketch, and the claims it makes. `cut` says what of it was left out.

    An item of a feed is `searched` where its words allow for our subject; whether it is of it, `digests.relevance`
    tells. Any other has no claims. Nor was one that is `refused`, for the reason given. `named` is what an item of
    a feed names.
    """

    document: Document
    claims: tuple[Claim, ...]
    searched: bool = True
    cut: str | None = None
    refused: str | None = None
    named: Named | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was read out of a file or a feed, in its order. `said` is what was left out whole, if anything."""

    reads: tuple[Read, ...]
    said: str | None = None

    def __iter__(self) -> Iterator[Read]:
        return iter(self.reads)

    def __len__(self) -> int:
        return len(self.reads)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why there is no document, for a person; `place` is a line or a key of what was read."""

    what: str
    place: str | int | None = None
    full: bool = False  # its memory was at its end
    objection: dict[str, Any] | None = None

    @property
    def objected(self) -> str:
        """What it was told as where that can be read, else its words."""
        try:
            return self.what if self.objection is None else Objection.read(self.objection)
        except ValueError:
            return self.what


class _Full(BadInput):
    """A child had no memory left for an order; what it read before may have taken it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the child: a document, or why there is none; or what was left out."""

    read: Read | None = None
    said: str | None = None
    fault: Fault | None = None


class Quarantine:
    """Reads files, feeds and pages apart. Children are started when they are needed and serve many orders.

    Whoever can be asked from several threads at once: `feed` and `page` lend a child each. One that answers no more,
    takes too much or says what has not its shape is ended, and its next order gets another. `readers` is
    `KHABAR_FIGURE_READERS`: the child is told with every order.
    """

    def __init__(self, readers: Readers = "both") -> None:
        self.readers = readers
        self._apart = Apart(CHILD)
        self._idle: queue.LifoQueue[Apart] = queue.LifoQueue()  # the last one used is warm
        for _ in range(CHILDREN):
            self._idle.put(Apart(CHILD))

    def file(self, path: Path, named: Path | None = None) -> Found:
        """The documents of a file that `files.find(named)` gave. Raises BadInput naming the file and the place."""
        data = files.load(path, named)
        order = {"kind": "file", "path": files.spelled(str(path)), "source": files.spelled(str(path.absolute()))}
        found = self._ask(self._apart, order, data, path)
        if path.suffix.lower() != ".toml":
            return found
        # A table of lines needs no walls around its reader.
        reads = (
            replace(read, document=left_open.with_left_open(asks.with_asks(read.document, path), path))
            for read in found
        )
        return replace(found, reads=tuple(reads))

    def feed(
        self,
        data: bytes,
        feed: Feed,
        subject: Collection[str],
        *,
        charset: str | None = None,
        address: str | None = None,
    ) -> Found:
        """The items of a feed in its order; `subject` are names that always let in. Raises BadInput.

        `charset` is that of the HTTP header, `address` where the feed was read.
        """
        order: dict[str, Any] = {"source": feed.url, "publisher": feed.publisher, "lang": feed.lang}
        order |= {"charset": charset, "address": address or feed.url, "source_kind": feed.kind}
        return self._source(order, data, subject)

    def stranger(
        self,
        data: bytes,
        url: str,
        kind: Kind,
        subject: Collection[str],
        *,
        charset: str | None = None,
        address: str | None = None,
    ) -> Found:
        """The items of a source that nobody described: each in its own language, the publisher as it calls itself."""
        order: dict[str, Any] = {"source": url, "publisher": None, "lang": None}
        order |= {"charset": charset, "address": address or url, "source_kind": kind}
        return self._source(order, data, subject)

    def _source(self, order: Mapping[str, Any], data: bytes, subject: Collection[str]) -> Found:
        return self._lent({"kind": "feed", **order, "subject": sorted(subject)}, data, order["source"])

    def page(self, data: bytes, item: Document, subject: Collection[str], *, charset: str | None = None) -> Read:
        """`item` of a feed with the better of its own text and that of the page `data` behind it. Raises BadInput."""
        order = {"kind": "page", "item": dumps(item).decode(), "charset": charset}
        (read,) = self._lent({**order, "subject": sorted(subject)}, data, item.url).reads
        return read

    def close(self) -> None:
        """End the children; the next order starts another."""
        self._apart.close()
        children = [self._idle.get() for _ in range(CHILDREN)]
        for child in children:
            child.close()
            self._idle.put(child)

    def claims(self, document: Document, pointed: Collection[Pointed] = ()) -> tuple[Claim, ...]:
        """What `document` claims, as it stands now: dated anew, say, since it was read, or with what the third reader
        has `pointed` at. Raises BadInput."""
        path = document.path or document.id
        order = {"kind": "document", "path": files.spelled(path), "pointed": [astuple(each) for each in pointed]}
        (read,) = self._ask(self._apart, order, dumps(document), path).reads
        return read.claims

    def walls(self) -> tuple[str, ...]:
        """The names of the walls that stand around the child on this system, of `digests.sources.walls.WALLS`."""
        return self._apart.start()

    def _lent(self, order: Mapping[str, Any], data: bytes, path: object) -> Found:
        child = self._idle.get()
        try:
            return self._ask(child, order, data, path)
        except _Full:
            used = child.answered > 1
            child.close()
            if not used:
                raise
            return self._ask(child, order, data, path)
        finally:
            self._idle.put(child)

    def _ask(self, child: Apart, order: Mapping[str, Any], data: bytes, path: object) -> Found:
        if child.answered >= MOST:
            child.close()
        found: list[Read] = []
        said: str | None = None
        for answer in child.ask({**order, "readers": self.readers}, data, path=path):
            try:
                told = _shape().validate_json(answer)
            except ValidationError:
                child.close()
                raise BadInput(Objection(objections.Kind.UNPARSED), path=path) from None
            if told.read is not None:
                found.append(told.read)
            elif told.said is None:
                fault = told.fault or Fault(Objection(objections.Kind.UNPARSED))
                raise (_Full if fault.full else BadInput)(fault.objected, path=path, place=fault.place)
            said = told.said or said
        return Found(tuple(found), said)


@cache
def _shape() -> TypeAdapter[Answer]:
    return TypeAdapter(Answer)
