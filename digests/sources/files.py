"""Files and folders an operator names → documents. What is named is taken whatever its subject.

`find` and `load` look at the disk; `documents` reads bytes, and belongs into a process that can be ended (`apart`).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from digests.clock import day_stated
from digests.errors import BadInput
from digests.language.identify import language_of
from digests.model import LANGS, Document, Lang
from digests.objections import Kind, Objection
from digests.sources import curated, feeds
from digests.sources.article import read_article
from digests.sources.disk import read_bytes
from digests.sources.furniture import is_notice
from digests.sources.pages import read_page
from digests.sources.text import MAX_BYTES, MAX_CHARACTERS, decode, plain

SUFFIXES = (".txt", ".md", ".html", ".htm", ".xml", ".toml", ".jsonl")
FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
NAMED = ("id", "path", "author", "publisher", "url")
"""What a document takes as it is given; its title and text are cleaned where they are read."""
MOST = {"title": 500, "id": 500, "author": 200, "publisher": 200, "url": 2000}
"""Characters. A longer title, author or publisher is cut; an address or id would be another one, and is refused."""
STRUCK = re.compile(r"~~(?=\S)[^~\n]{1,500}?~~|<(del|s|strike)>[^<\n]{0,500}</\1>", re.IGNORECASE)
MARKUP = re.compile(r"^\s{0,3}(?:#{1,6}|>|[-*+]|\d+\.)\s+|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}", re.MULTILINE)


def find(path: Path) -> Iterator[Path]:
    """The files that `path` names: itself, or what a folder holds of the kinds we read, sorted, hidden ones aside.

    Raises BadInput for a path that does not exist or a file of another kind.
    """
    if path.is_dir():
        yield from sorted(_under(path))
    elif not path.exists():
        raise BadInput("no such file or folder", path=path)
    elif path.suffix.lower() not in SUFFIXES:
        raise BadInput(Objection(Kind.OTHER_KIND, kinds=", ".join(SUFFIXES)), path=path)
    else:
        yield path


def _under(folder: Path) -> Iterator[Path]:
    """What has a name of ours, plain file or not: what cannot be read is said when it is tried.

    No link to a folder is followed.
    """
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES:
                yield Path(place, name)


def load(path: Path, named: Path | None = None) -> bytes:
    """The bytes of one file that `find(named)` gave: a plain one, inside the folder that was named. Raises BadInput."""
    most = curated.MAX_RECORD if path.suffix.lower() == ".toml" else MAX_BYTES
    return read_bytes(path, within=named if named is not None and named.is_dir() else None, most=most)


def read(path: Path) -> Iterator[Document]:
    """The documents in one file that is trusted, read in this process. Raises BadInput as `load` and `documents` do."""
    for document, _ in documents(load(path), path):
        if document is not None:
            yield document


def documents(data: bytes, path: Path, source: str | None = None) -> Iterator[tuple[Document | None, str | None]]:
    """The documents in the bytes of the file `path`, each with what was cut from it; no document, what was left out.

    `source` tells a feed from every other: where its file lies, whatever folder one stands in.
    Raises BadInput naming the file, and the line where there are lines.
    """
    for document, cut in _documents(data, path, source or str(path.absolute())):
        if document is None:
            yield None, cut
            continue
        given = {name: getattr(document, name) for name in NAMED}
        fields: dict[str, Any] = {name: spelled(value) for name, value in given.items() if value is not None}
        yield _bounded(replace(document, **fields)), cut


def _bounded(document: Document) -> Document:
    for name in ("id", "url"):
        if len(getattr(document, name) or "") > MOST[name]:
            raise BadInput(Objection(Kind.TOO_LONG, name=name, most=MOST[name]), path=document.path)
    fields: dict[str, Any] = {
        name: value[: MOST[name]] for name in ("title", "author", "publisher") if (value := getattr(document, name))
    }
    return replace(document, **fields)


def spelled(name: str) -> str:
    """`name` with half characters (bytes of a file name that are no UTF-8) written out: no database takes them."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _documents(data: bytes, path: Path, source: str) -> Iterator[tuple[Document | None, str | None]]:
    suffix = path.suffix.lower()
    if suffix == ".xml":
        for document, cut in feeds.documents(data, source=source):
            yield document and replace(document, path=str(path)), cut
        return
    for document in _uncut(data, path, suffix):
        yield document, None


def _uncut(data: bytes, path: Path, suffix: str) -> Iterator[Document]:
    if suffix == ".toml":
        if spelled(path.stem) != path.stem:
            raise BadInput(Objection(Kind.FILE_NAME), path=path)
        yield curated.document_of(curated.parse_bytes(data, path), path)
    elif suffix == ".jsonl":
        yield from _lines(decode(data, path=path), path)
    elif suffix in {".html", ".htm"}:
        yield _page(data, path)
    else:
        yield _text(_short_enough(decode(data, path=path), path), path, markdown=suffix == ".md")


def _short_enough(text: str, path: Path, place: object = None) -> str:
    if len(text) > MAX_CHARACTERS:
        raise BadInput(Objection(Kind.TOO_MUCH_TEXT, most=MAX_CHARACTERS), path=path, place=place)
    return text


def _text(text: str, path: Path, *, markdown: bool) -> Document:
    facts: Mapping[str, str] = {}
    if markdown:
        text = text.replace("\r\n", "\n")
        if match := FRONT_MATTER.match(text):
            facts = dict(re.findall(r"^(\w+)\s*:\s*[\"']?(.*?)[\"']?\s*$", match.group(1), re.MULTILINE))
            text = text[match.end() :]
        text = MARKUP.sub("", STRUCK.sub("", text))
    article = read_article(text, title=facts.get("title", ""), lang=_lang(facts.get("lang"), path, "lang"))
    if not re.search(r"\w", article.text):
        raise BadInput(Objection(Kind.NO_TEXT), path=path)
    return Document(
        id=path.stem,
        title=article.title,
        text=article.text,
        lang=article.lang,
        author=facts.get("author") or article.author,
        publisher=facts.get("publisher"),
        published=_day(facts.get("published") or facts.get("date"), path, "published") or article.published,
        url=facts.get("url"),
        spans=article.spans,
        path=str(path),
    )


def _page(data: bytes, path: Path) -> Document:
    page = read_page(data, path=path)
    article = read_article(_short_enough(page.text, path), title=page.title, leads=page.leads)
    if is_notice(article.text):
        raise BadInput(Objection(Kind.NO_ARTICLE), path=path)
    return Document(
        id=path.stem,
        title=page.title or article.title,
        text=article.text,
        lang=article.lang,
        author=page.author or article.author,
        publisher=page.publisher,
        published=page.published or article.published,
        url=page.url,
        spans=article.spans,
        path=str(path),
    )


def _lines(text: str, path: Path) -> Iterator[Document]:
    """One document a line: {"id","title","text","lang"?,"published"?,"publisher"?,"url"?}."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            raise BadInput(Objection(Kind.NOT_JSON), path=path, place=number) from None
        yield _record(record, path, number)


def _record(record: Any, path: Path, number: int) -> Document:
    if not isinstance(record, dict):
        raise BadInput(Objection(Kind.NO_OBJECT), path=path, place=number)
    doc_id, text = record.get("id"), record.get("text")
    if not isinstance(doc_id, str | int) or isinstance(doc_id, bool) or doc_id == "":
        raise BadInput(Objection(Kind.LACKS, name="id"), path=path, place=number)
    if not isinstance(text, str) or not re.search(r"\w", text):
        raise BadInput(Objection(Kind.LACKS, name="text"), path=path, place=number)
    for key in ("title", "publisher", "url", "published", "lang", "author"):
        if record.get(key) is not None and not isinstance(record[key], str):
            raise BadInput(Objection(Kind.NOT_A_TEXT, name=key), path=path, place=number)
    cleaned = re.sub(r"\n{3,}", "\n\n", plain(_short_enough(text, path, number))).strip()
    return Document(
        id=str(doc_id),
        title=plain(record.get("title") or "").replace("\n", " "),
        text=cleaned,
        lang=_lang(record.get("lang"), path, number) or language_of(cleaned[:5000], "en"),
        author=record.get("author"),
        publisher=record.get("publisher"),
        published=_day(record.get("published"), path, number),
        url=record.get("url"),
        path=str(path),
    )


def _lang(value: str | None, path: Path, place: object) -> Lang | None:
    if value and value not in LANGS:
        raise BadInput(Objection(Kind.UNKNOWN_LANGUAGE, value=value), path=path, place=place)
    return value or None


def _day(value: str | None, path: Path, place: object) -> date | None:
    if not value:
        return None
    try:
        return day_stated(value)
    except ValueError:
        raise BadInput(Objection(Kind.NO_SUCH_DATE, value=value), path=path, place=place) from None
