"""Lists of feeds as other readers exchange them (OPML 2.0, http://opml.org/spec2.opml).

A list comes from strangers: it is read by a parser that keeps no tree, knows no entity and refuses a document type, so
that what it costs is bounded by its size.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.parsers import expat

from digests.errors import BadInput
from digests.model import LANGS, Lang
from digests.publishers import Publisher
from digests.sources import kinds

MOST_BYTES = 2 << 20
MOST = 1_000
"""Sources that are taken from one list: more than anybody curates."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A source as a list names it: what it does not tell is None."""

    url: str
    title: str | None
    lang: Lang | None
    home: str | None


def read(data: bytes, *, path: object = None) -> tuple[Outline, ...]:
    """The sources of a list, however they are nested, each once. Raises BadInput naming the line at fault."""
    if len(data) > MOST_BYTES:
        raise BadInput(f"larger than {MOST_BYTES >> 20} MiB", path=path)
    found: dict[str, Outline] = {}
    names: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        names.append(name)
        if name == "outline" and (outline := _outline(attributes)) and len(found) < MOST:
            found.setdefault(outline.url, outline)

    def refuse(*_: object) -> None:
        raise BadInput("a document type or an entity has no place here", path=path, place=parser.CurrentLineNumber)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise BadInput(f"not XML: {expat.ErrorString(error.code)}", path=path, place=error.lineno) from None
    except (LookupError, ValueError):
        raise BadInput("in an encoding we do not know", path=path) from None
    if names[0] != "opml":
        raise BadInput("not an OPML list", path=path)
    return tuple(found.values())


def _outline(attributes: dict[str, str]) -> Outline | None:
    told = {name.lower(): " ".join(value.split()) for name, value in attributes.items()}
    if not told.get("xmlurl"):
        return None
    url, _ = kinds.named(told["xmlurl"])
    lang = next((lang for lang in LANGS if told.get("language", "").lower().split("-")[0] == lang), None)
    return Outline(url, told.get("title") or told.get("text") or None, lang, told.get("htmlurl") or None)


def write(publishers: Iterable[Publisher]) -> str:
    """The list of all sources, each below its publisher."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', "<head><title>Khabar</title></head>"]
    lines.append("<body>")
    for publisher in publishers:
        if publisher.feeds:
            lines.append(f"<outline text={_quoted(publisher.name)}>")
            lines += [_line(publisher, feed.url, feed.lang) for feed in publisher.feeds]
            lines.append("</outline>")
    return "\n".join([*lines, "</body>", "</opml>", ""])


def _line(publisher: Publisher, url: str, lang: Lang) -> str:
    told = {"type": "rss", "text": publisher.name, "title": publisher.name, "xmlUrl": url, "htmlUrl": publisher.home}
    said = " ".join(f"{key}={_quoted(value)}" for key, value in {**told, "language": lang}.items())
    return f"  <outline {said}/>"


def _quoted(value: str) -> str:
    escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return f'"{escaped}"'
