"""What comes from outside is read in quarantine: parsed, cleaned and searched for claims by a child (`inside`).

Here bytes go in and documents with their claims come out, each value checked for its kind: a child that a hostile
text has taken over can say wrong things about that text, and nothing more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from digests.errors import BadInput
from digests.model import Claim, Document, Readers
from digests.publishers import Feed
from digests.quarantine.wire import dumps
from digests.sources import asks, files, left_open
from digests.sources.apart import Apart

CHILD = "digests.quarantine.inside"
MOST_FILES = 200
"""Files that one child reads before another takes its place: what parsers keep stays bounded."""


@dataclass(frozen=True, slots=True)
class Read:
    """A cleaned document with its sketch, and the claims it makes. `cut` says what of it was left out.

    An item of a feed is `relevant` where its words allow for it; whether it is, `digests.relevance` tells. Any other
    has no claims: it was not searched. Nor was one that is `refused`, for the reason given.
    """

    document: Document
    claims: tuple[Claim, ...]
    relevant: bool = True
    cut: str | None = None
    refused: str | None = None


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


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the child: a document, or why there is none; or what was left out."""

    read: Read | None = None
    said: str | None = None
    fault: Fault | None = None


class Quarantine:
    """Reads files and feeds apart. One child serves the files of one run, and a new one every feed.

    `readers` is `KHABAR_FIGURE_READERS`: the child is told with every order.
    """

    def __init__(self, readers: Readers = "both") -> None:
        self.readers = readers
        self._apart = Apart(CHILD)
        self._files = 0

    def file(self, path: Path, named: Path | None = None) -> Found:
        """The documents of a file that `files.find(named)` gave. Raises BadInput naming the file and the place."""
        data = files.load(path, named)
        order = {"kind": "file", "path": files.spelled(str(path)), "source": files.spelled(str(path.absolute()))}
        self._files += 1
        if self._files % MOST_FILES == 0:
            self._apart.close()
        found = self._ask(order, data, path)
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
        self._apart.close()  # what one publisher's feed may have done to a child does not reach another's
        order: dict[str, Any] = {"kind": "feed", "source": feed.url, "publisher": feed.publisher, "lang": feed.lang}
        order |= {"charset": charset, "address": address or feed.url}
        try:
            return self._ask({**order, "subject": sorted(subject)}, data, feed.url)
        finally:
            self._apart.close()

    def claims(self, document: Document) -> tuple[Claim, ...]:
        """What `document` claims, as it stands now: dated anew, say, since it was read. Raises BadInput."""
        path = document.path or document.id
        (read,) = self._ask({"kind": "document", "path": files.spelled(path)}, dumps(asdict(document)), path).reads
        return read.claims

    def walls(self) -> tuple[str, ...]:
        """The names of the walls that stand around the child on this system, of `digests.sources.walls.WALLS`."""
        return self._apart.start()

    def _ask(self, order: Mapping[str, Any], data: bytes, path: object) -> Found:
        found: list[Read] = []
        said: str | None = None
        for answer in self._apart.ask({**order, "readers": self.readers}, data, path=path):
            try:
                told = _shape().validate_json(answer)
            except ValidationError:
                self._apart.close()
                raise BadInput("cannot be parsed", path=path) from None
            if told.read is not None:
                found.append(told.read)
            elif told.said is None:
                fault = told.fault or Fault("cannot be parsed")
                raise BadInput(fault.what, path=path, place=fault.place)
            said = told.said or said
        return Found(tuple(found), said)


@cache
def _shape() -> TypeAdapter[Answer]:
    return TypeAdapter(Answer)
