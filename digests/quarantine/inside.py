"""The child of quarantine: orders and bytes in, documents and claims out. Nothing is trusted but the orders.

Run as a program by `apart`, which ends it where it takes too long. A fault of what is read is an answer; a fault of
ours is one too, and names the place in our code but nothing of the text.
"""

from __future__ import annotations

import codecs
import gc
import json
import struct
import sys
import time
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from digests.corpus.duplicates import sketch
from digests.errors import BadInput
from digests.figures.indicators import Indicators
from digests.figures.indicators import load as load_indicators
from digests.model import Claim, Document, Pointed, Readers
from digests.objections import Kind, Objection
from digests.publishers import load as load_publishers
from digests.quarantine.reading import claims_of, foreign
from digests.quarantine.wire import dumps, load_document
from digests.relevance.cues import Named
from digests.relevance.judge import likely, named_in
from digests.sources import feeds, files, kinds, pages, walls
from digests.sources.behind import better
from digests.sources.text import decode_markup

MIB = 1 << 20
SEARCHING = 3.0
"""Seconds of CPU after which no more items of a feed are searched for claims as it is read; it has `apart.SECONDS`."""
YOUNG = 50_000
"""Objects after which garbage is looked for: a feed makes that many, nearly none of them in a circle. Python's own 700
cost a tenth of the time."""


def read_file(data: bytes, order: Mapping[str, Any], indicators: Indicators) -> Iterator[dict[str, Any]]:
    """Every document of a file with its claims, as `keeper.Read`."""
    for document, cut in files.documents(data, Path(order["path"]), order["source"]):
        refused = None if document is None or document.statements else foreign(document)
        yield (
            {"said": cut} if document is None else _answer(document, cut, indicators, order["readers"], refused=refused)
        )


def read_document(data: bytes, order: Mapping[str, Any], indicators: Indicators) -> Iterator[dict[str, Any]]:
    """A document that came out of here before, searched again."""
    document = load_document(data)
    pointed = [Pointed(*each) for each in order["pointed"]]
    yield {"read": _read(document, claims_of(document, indicators, order["readers"], pointed), None)}


def read_feed(data: bytes, order: Mapping[str, Any], indicators: Indicators) -> Iterator[dict[str, Any]]:
    """Every item of a feed; claims of those that may be of our subject: whoever has the model decides.

    Where that takes long (fifty whole articles, all of the subject, take eight seconds), the rest is searched one by
    one, as it is taken: a feed that says much is not one that cannot be read. Whether a text is in a language of ours
    is asked of these alone, and of the others until one is: a feed without any is told by that.
    """
    told = {name: order[name] for name in ("source", "publisher", "lang", "charset", "address")}
    strange, doubtful, begun = True, load_publishers().bounds.doubtful, time.process_time()
    for item, cut in feeds.documents(data, **told, read=kinds.reader_of(order["source_kind"], data)):
        if item is None:
            yield {"said": cut}
            continue
        named = named_in(item)
        relevant = likely(named, order["subject"], doubtful)
        refused = foreign(item) if relevant or strange else None
        strange = strange and refused is not None
        search = relevant and time.process_time() - begun < SEARCHING
        yield _answer(item, cut, indicators, order["readers"], search=search, named=named, refused=refused)


def read_page(data: bytes, order: Mapping[str, Any], indicators: Indicators) -> Iterator[dict[str, Any]]:
    """An item of a feed that is of the subject, with the page behind it."""
    item = load_document(order["item"].encode())
    markup = codecs.BOM_UTF8 + decode_markup(data, order["charset"], path=item.url).encode("utf-8", "replace")
    try:
        document = better(item, pages.read_page(markup, path=item.url))
    except BadInput:
        document = item
    if document is not item and foreign(document):
        document = item
    yield _answer(document, None, indicators, order["readers"])


def _answer(
    document: Document,
    cut: str | None,
    indicators: Indicators,
    readers: Readers,
    *,
    search: bool = True,
    named: Named | None = None,
    refused: str | None = None,
) -> dict[str, Any]:
    """A document with its claims: none of one that is refused, or is not to be searched."""
    search = search and refused is None
    claims = claims_of(document, indicators, readers) if search else ()
    document = replace(document, sketch=document.sketch or sketch(document.text)) if search else document
    return {"read": {**_read(document, claims, cut), "searched": search, "named": named, "refused": refused}}


def _read(document: Document, claims: tuple[Claim, ...], cut: str | None) -> dict[str, Any]:
    return {
        "document": document,
        "claims": claims,
        "cut": cut,
    }


READERS = {"file": read_file, "feed": read_feed, "page": read_page, "document": read_document}


def answers(order: Mapping[str, Any], data: bytes, limits: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The answers to an order; the last one may be a fault. Each document of a file has its time, a feed as a whole."""
    walls.renew_time(limits["seconds"])
    try:
        read = READERS[order["kind"]]
        for found in read(data, order, load_indicators()):
            yield found
            if order["kind"] == "file":
                walls.renew_time(limits["seconds"])
    except BadInput as error:
        objection = error.objection.told() if error.objection else None
        yield {"fault": {"what": error.what, "place": error.place, "objection": objection}}
    except MemoryError:
        what = Objection(Kind.TOO_MUCH_MEMORY, most=limits["memory"] // MIB)
        yield {"fault": {"what": what, "full": True, "objection": what.told()}}
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        what = Objection(Kind.FAULT_OF_OURS, why=f"{type(error).__name__} in {last.name}")
        yield {"fault": {"what": what, "objection": what.told()}}


def serve(limits: Mapping[str, Any]) -> None:
    """Put up the walls, say which stand, and answer orders until there are no more."""
    gc.set_threshold(YOUNG)
    orders, out = sys.stdin.buffer, sys.stdout.buffer

    def send(value: object) -> None:
        message = dumps(value)
        out.write(struct.pack("!I", len(message)) + message)

    send(walls.build(limits["memory"], [Path(place) for place in limits["readable"]]))
    out.flush()
    while head := orders.read(4):
        order = json.loads(orders.read(struct.unpack("!I", head)[0]))
        data = orders.read(struct.unpack("!I", orders.read(4))[0])
        for answer in answers(order, data, limits):
            send(answer)
        send(None)
        out.flush()  # once an order: whoever reads is woken for each


if __name__ == "__main__":
    serve(json.loads(sys.argv[2]))
