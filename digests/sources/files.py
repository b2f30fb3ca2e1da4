"""Files and folders an operator names → documents. What is named is taken whatever its subject."""

from __future__ import annotations

import json
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
from digests.sources import curated
from digests.sources.apart import parse_feed, parse_page
from digests.sources.article import read_article
from digests.sources.text import MAX_BYTES, decode, plain

SUFFIXES = (".txt", ".md", ".html", ".htm", ".xml", ".toml", ".jsonl")
FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
NAMED = ("id", "path", "author", "publisher", "url")
"""What a document takes as it is given; its title and text are cleaned where they are read."""
MARKUP = re.compile(r"^\s{0,3}(?:#{1,6}|>|[-*+]|\d+\.)\s+|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}", re.MULTILINE)


def find(path: Path) -> Iterator[Path]:
    """The files that `path` names: itself, or what a folder holds of the kinds we read, sorted, hidden ones aside.

    Raises BadInput for a path that does not exist or a file of another kind.
    """
    if path.is_dir():
        yield from sorted(
            file
            for file in path.rglob("*")
            if file.suffix.lower() in SUFFIXES
            and file.is_file()
            and not any(part.startswith(".") for part in file.relative_to(path).parts)
        )
    elif not path.exists():
        raise BadInput("no such file or folder", path=path)
    elif path.suffix.lower() not in SUFFIXES:
        raise BadInput(f"not one of the kinds we read ({', '.join(SUFFIXES)})", path=path)
    else:
        yield path


def read(path: Path) -> Iterator[Document]:
    """The documents in one file. Raises BadInput naming the file, and the line where there are lines."""
    for document in _documents(path):
        given = {name: getattr(document, name) for name in NAMED}
        fields: dict[str, Any] = {name: spelled(value) for name, value in given.items() if value is not None}
        yield replace(document, **fields)


def spelled(name: str) -> str:
    """`name` with half characters (bytes of a file name that are no UTF-8) written out: no database takes them."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _documents(path: Path) -> Iterator[Document]:
    suffix = path.suffix.lower()
    if suffix == ".toml":
        if spelled(path.stem) != path.stem:
            raise BadInput("the name of a record is plain UTF-8", path=path)
        yield curated.read(path)
        return
    data = _bytes(path)
    if suffix == ".jsonl":
        yield from _lines(decode(data, path=path), path)
    elif suffix == ".xml":
        yield from parse_feed(data, source=str(path), path=path)
    elif suffix in {".html", ".htm"}:
        yield _page(data, path)
    else:
        yield _text(decode(data, path=path), path, markdown=suffix == ".md")


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES and path.suffix != ".jsonl":
            raise BadInput(f"larger than {MAX_BYTES // 1024 // 1024} MiB", path=path)
        return path.read_bytes()
    except OSError as error:
        raise BadInput(error.strerror or "cannot be read", path=path) from error


def _text(text: str, path: Path, *, markdown: bool) -> Document:
    facts: Mapping[str, str] = {}
    if markdown:
        text = text.replace("\r\n", "\n")
        if match := FRONT_MATTER.match(text):
            facts = dict(re.findall(r"^(\w+)\s*:\s*[\"']?(.*?)[\"']?\s*$", match.group(1), re.MULTILINE))
            text = text[match.end() :]
        text = MARKUP.sub("", text)
    article = read_article(text, title=facts.get("title", ""), lang=_lang(facts.get("lang"), path, "lang"))
    if not re.search(r"\w", article.text):
        raise BadInput("holds no text", path=path)
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
    page = parse_page(data, path=path)
    article = read_article(page.text, title=page.title)
    if not re.search(r"\w", article.text):
        raise BadInput("holds no text", path=path)
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
            raise BadInput("not a line of JSON", path=path, place=number) from None
        yield _record(record, path, number)


def _record(record: Any, path: Path, number: int) -> Document:
    if not isinstance(record, dict):
        raise BadInput("not a JSON object", path=path, place=number)
    doc_id, text = record.get("id"), record.get("text")
    if not isinstance(doc_id, str | int) or isinstance(doc_id, bool) or doc_id == "":
        raise BadInput("no id", path=path, place=number)
    if not isinstance(text, str) or not re.search(r"\w", text):
        raise BadInput("no text", path=path, place=number)
    for key in ("title", "publisher", "url", "published", "lang", "author"):
        if record.get(key) is not None and not isinstance(record[key], str):
            raise BadInput(f"{key} is not a text", path=path, place=number)
    cleaned = re.sub(r"\n{3,}", "\n\n", plain(text)).strip()
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
        raise BadInput(f"unknown language {value!r}", path=path, place=place)
    return value or None


def _day(value: str | None, path: Path, place: object) -> date | None:
    try:
        return day_stated(value) if value else None
    except ValueError:
        raise BadInput(f"no such date: {value!r}", path=path, place=place) from None
