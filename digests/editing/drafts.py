"""A record on its way: what an editor has written of it, what is missing, and the record that it becomes.

It becomes one only whole: read by the reader of records, and without a finding of `khabar corpus check`.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import TypeAdapter

from digests.check import records as checked
from digests.check import texts
from digests.check.finding import Finding, of_error
from digests.editing.figures_read import Numbers, figures_of
from digests.editions import headline
from digests.errors import BadInput
from digests.model import LANGS, Document, Figure, Lang, StatementKind, Texts
from digests.sources import curated
from digests.sources.disk import toml

HEAD = "# Written at the editor's desk. Licence of the statements: CC BY 4.0.\n"
QUESTIONS = 3
"""Questions that a statement answers, a language, as `khabar corpus check` wants them."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement on its way. `labels` say what a number counts that is no indicator's, by the number as it is worded
    in the check (`digests.check.figures.worded`)."""

    texts: Mapping[Lang, str] = field(default_factory=dict)
    kind: StatementKind = "fact"
    attributed_to: tuple[str, ...] = ()
    asks: Mapping[Lang, tuple[str, ...]] = field(default_factory=dict)
    labels: Mapping[str, Texts] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        return all(self.texts.get(lang) for lang in LANGS)


@dataclass(frozen=True, slots=True)
class Draft:
    """A record on its way; `sketch` is of the source's text, by which that text is known again."""

    id: str
    title: str = ""
    publisher: str | None = None
    published: date | None = None
    not_before: date | None = None
    lang: Lang | None = None
    url: str | None = None
    topics: tuple[str, ...] = ()
    sketch: tuple[int, ...] = ()
    said: tuple[Said, ...] = ()


def of_document(document: Document, today: date) -> Draft:
    """The draft of the record of a document that was read; an undated one is from `today` at the earliest."""
    return Draft(
        name_of(document),
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        not_before=None if document.published else document.not_before or today,
        lang=document.lang,
        url=document.url,
        topics=document.topics,
        sketch=tuple(sorted(document.sketch)),
    )


def name_of(document: Document) -> str:
    """The id of the record of a document: its day, its publisher, and what tells it from others of them."""
    mark = hashlib.sha256((document.url or f"{document.title}\n{document.text}").encode("utf-8", "replace"))
    where = urlsplit(document.url or "").hostname or document.publisher or ""
    plain = where.encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.removeprefix("www.")).strip("-")[:40] or "desk"
    return f"{document.published or 'undated'}-{slug}-{mark.hexdigest()[:8]}"


def text_name_of(document: Document) -> str:
    """The id of the text of a document, beside that of its record."""
    return f"{name_of(document)}-text"


def missing(draft: Draft) -> Iterator[str]:
    """What is still to be given, each by its key: publisher, published, topics, tg, ru, en."""
    if not draft.publisher:
        yield "publisher"
    if draft.published is None and draft.not_before is None:
        yield "published"
    if not draft.topics:
        yield "topics"
    written = draft.said[-1].texts if draft.said else {}
    yield from (lang for lang in LANGS if not written.get(lang))


def titles(draft: Draft) -> Texts | None:
    """Our headlines: the first statement without the time with which it opens, where all three say the same without
    it, else whole; None where it is not written yet."""
    if not draft.said or not draft.said[0].whole:
        return None
    said = draft.said[0].texts
    short: Texts = {lang: headline.made(said[lang], lang) for lang in LANGS}
    alike = not any(texts.same_dates(short, draft.published))
    return short if alike else {lang: said[lang].removesuffix(".") for lang in LANGS}


def record_of(draft: Draft, numbers: Numbers) -> str:
    """The record as TOML, with the figures that `numbers` read in its statements."""
    day = {"published": draft.published} if draft.published else {"not_before": draft.not_before}
    basis = {} if draft.published else {"published_basis": "inferred"}
    head = {
        "title": draft.title or None, "publisher": draft.publisher, **day, **basis, "lang": draft.lang,
        "url": draft.url, "topics": list(draft.topics), "sketch": [f"{mark:x}" for mark in draft.sketch],
    }  # fmt: skip
    blocks = [HEAD + _lines(head)]
    if ours := titles(draft):
        blocks.append("[headline]\n" + _lines(ours))
    for n, said in enumerate(draft.said, 1):
        speakers = list(said.attributed_to) or None
        own: dict[str, Any] = {"n": n, "paragraph": n, "kind": said.kind, "attributed_to": speakers}
        own["topics"] = list(draft.topics)
        if said.kind in curated.LASTING:
            own["as_of"] = draft.published or draft.not_before
        blocks.append("[[statement]]\n" + _lines(own | dict(said.texts)))
        blocks += [
            "[[statement.figure]]\n" + _lines(_figure(each)) for each in figures_of(said.texts, numbers, said.labels)
        ]
    return "\n".join(blocks)


def _figure(figure: Figure) -> dict[str, Any]:
    period = figure.period
    days = {"start": period.start, "end": period.end} if period else {}
    basis = figure.as_of_basis if figure.as_of_basis in curated.AS_OF_BASES else "explicit"
    return {
        "indicator": figure.indicator, "label": figure.label, "value": figure.value, "low": figure.low,
        "high": figure.high, "modifier": figure.modifier, "hedge": figure.hedge if figure.modifier == "~" else None,
        "unit": figure.unit, "role": figure.role, "as_of": figure.as_of,
        "as_of_basis": basis if figure.as_of else None, "period": {k: day for k, day in days.items() if day} or None,
        "scope": figure.scope, "place": figure.place,
    }  # fmt: skip


def _lines(values: Mapping[Any, Any]) -> str:
    return "".join(f"{key} = {_toml(value)}\n" for key, value in values.items() if value is not None)


def _toml(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + " }"
    return toml(value)


def asks_of(draft: Draft) -> str:
    """The questions of the statements, as the file beside the record holds them."""
    return "".join(
        f"{n}\t{lang}\t{question}\n"
        for n, said in enumerate(draft.said, 1)
        for lang in LANGS
        for question in said.asks.get(lang, ())
    )


def findings_in(name: str, record: str) -> list[Finding]:
    """What keeps a record from being stored under `name`, as `khabar corpus check` finds it; nothing where it may
    be."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{name}.toml")
        path.write_text(record, encoding="utf-8")
        try:
            document = curated.document_of(curated.parse(path), path)
        except BadInput as error:
            return [of_error(error, path.name)]
        return list(checked.one(document))


def with_text(draft: Draft, lang: Lang, text: str) -> Draft:
    """The draft with a text of its newest statement, which begins one where there is none."""
    *before, last = draft.said or (Said(),)
    return replace(draft, said=(*before, replace(last, texts={**last.texts, lang: text})))


def changed(draft: Draft, **changes: Any) -> Draft:
    """The draft with changes of its newest statement."""
    *before, last = draft.said or (Said(),)
    return replace(draft, said=(*before, replace(last, **changes)))


def dump(draft: Draft) -> str:
    return _shape().dump_json(draft).decode()


def load(text: str) -> Draft:
    return _shape().validate_json(text)


@cache
def _shape() -> TypeAdapter[Draft]:
    return TypeAdapter(Draft)
