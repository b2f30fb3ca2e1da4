"""Between rows and values: the only place that knows how the model lies in the tables."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, cast

from digests.model import Claim, Document, Figure, Lang, Number, Passage, Period, Span, Statement, Texts

Row = sqlite3.Row


def day_of(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def text_of(day: date | None) -> str | None:
    return day.isoformat() if day else None


def number_of(value: float | None) -> Number | None:
    """SQLite keeps REAL; a whole number is an int again."""
    return int(value) if value is not None and value == int(value) else value


def dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def document_row(document: Document) -> dict[str, Any]:
    """The row of `document`; its statements have a table of their own."""
    row: dict[str, Any] = {
        "id": document.id,
        "title": document.title,
        "text": document.text,
        "lang": document.lang,
        "publisher": document.publisher,
        "author": document.author,
        "published": text_of(document.published),
        "published_basis": document.published_basis,
        "not_before": text_of(document.not_before),
        "url": document.url,
        "publisher_kind": document.publisher_kind,
        "kind": document.kind,
        "topics": dump(document.topics),
        "spans": dump([(span.start, span.end, span.role) for span in document.spans]),
        "duplicate_of": document.duplicate_of,
        "linked_to": document.linked_to,
        "path": document.path,
        "headline": dump(document.headline) if document.headline else None,
        "left_open": dump(document.left_open),
        "text_from": document.text_from,
    }
    return row


def content_hash(document: Document) -> str:
    """What tells one version of a document from another: all that its source gives, where it was found aside."""
    row = document_row(document)
    row["day"] = text_of(document.published or document.not_before)
    if document.kind == "feed":
        row["topics"] = "[]"  # ours, not the source's: what was learned anew makes no version
    if not document.left_open:
        del row["left_open"]  # it came later: what leaves nothing open stays the version that it was
    del row["text_from"]  # it came later, and tells no version from another
    content = dump({key: row[key] for key in row if key not in {"path", "linked_to", "duplicate_of"}})
    content += dump([asdict(statement) for statement in document.statements])
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def text_hash(text: str) -> str | None:
    """What identical cleaned texts share; a curated record has no text of its own."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() if text else None


def document_of(row: Row | Mapping[str, Any], statements: tuple[Statement, ...] = ()) -> Document:
    return Document(
        id=row["id"],
        title=row["title"],
        text=row["text"],
        lang=row["lang"],
        publisher=row["publisher"],
        author=row["author"],
        published=day_of(row["published"]),
        published_basis=row["published_basis"],
        not_before=day_of(row["not_before"]),
        url=row["url"],
        publisher_kind=row["publisher_kind"],
        kind=row["kind"],
        topics=tuple(json.loads(row["topics"])),
        statements=statements,
        spans=tuple(Span(*span) for span in json.loads(row["spans"])),
        duplicate_of=row["duplicate_of"],
        linked_to=row["linked_to"],
        path=row["path"],
        headline=json.loads(row["headline"]) if row["headline"] else None,
        left_open={lang: tuple(questions) for lang, questions in json.loads(row["left_open"]).items()},
        text_from=row["text_from"] if "text_from" in row.keys() else None,  # noqa: SIM118 (a Row's `in` is of values)
    )


def statement_row(doc_id: str, n: int, statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "doc_id": doc_id,
        "n": n,
        "kind": statement.kind,
        "paragraph": statement.paragraph,
        "attributed_to": dump(statement.attributed_to),
        "figures": dump([asdict(figure) for figure in statement.figures]),
        "as_of": text_of(statement.as_of),
        "valid_until": text_of(statement.valid_until),
        "topics": dump(statement.topics),
        "asks": dump(statement.asks),
        **{lang: statement.texts[lang] for lang in ("tg", "ru", "en")},
    }


def passage_row(passage: Passage, known_from: date) -> dict[str, Any]:
    return {
        "doc_id": passage.doc_id,
        "n": passage.n,
        "lang": passage.lang,
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
        "statement_id": passage.statement_id,
        "known_from": text_of(known_from),
    }


def period_of(start: str | None, end: str | None) -> Period | None:
    return Period(day_of(start), day_of(end)) if start or end else None


def figure_of(value: dict[str, Any]) -> Figure:
    period = value.pop("period", None)
    return Figure(
        **{
            **value,
            "as_of": day_of(value.get("as_of")),
            "attributed_to": tuple(value.get("attributed_to", ())),
            "period": period_of(period["start"], period["end"]) if period else None,
        }
    )


def statement_of(row: Row) -> Statement:
    return Statement(
        id=row["id"],
        texts=cast(Texts, {lang: row[lang] for lang in ("tg", "ru", "en")}),
        paragraph=row["paragraph"],
        attributed_to=tuple(json.loads(row["attributed_to"])),
        figures=tuple(figure_of(figure) for figure in json.loads(row["figures"])),
        kind=row["kind"],
        as_of=day_of(row["as_of"]),
        valid_until=day_of(row["valid_until"]),
        topics=tuple(json.loads(row["topics"])),
        asks={lang: tuple(questions) for lang, questions in json.loads(row["asks"]).items()},
    )


def claim_row(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "indicator": claim.indicator,
        "value": claim.value,
        "low": claim.low,
        "high": claim.high,
        "modifier": claim.modifier,
        "hedge": claim.hedge,
        "kind": claim.kind,
        "unit": claim.unit,
        "role": claim.role,
        "as_of": text_of(claim.as_of),
        "as_of_basis": claim.as_of_basis,
        "period_start": text_of(claim.period.start) if claim.period else None,
        "period_end": text_of(claim.period.end) if claim.period else None,
        "attributed_to": dump(claim.attributed_to),
        "scope": claim.scope,
        "place": claim.place,
        "doc_id": claim.doc_id,
        "statement_id": claim.statement_id,
        "quote": claim.quote,
        "quote_kind": claim.quote_kind,
        "char_start": claim.char_start,
        "char_end": claim.char_end,
        "whole": claim.whole,
        "confidence": claim.confidence,
        "lang": claim.lang,
        "review": claim.review,
        "held_why": dump(claim.held_why) if claim.held_why else None,
        "origin": claim.origin,
    }


def origin_of(row: Row) -> str | None:
    """The independence group; a text known by now to be a reprint is of one origin with what it reprints."""
    origin: str | None = row["origin"]
    if row["duplicate_of"] and origin == f"doc:{row['doc_id']}":
        return f"doc:{row['duplicate_of']}"
    return origin


def claim_of(row: Row) -> Claim:
    """`row` also holds `day`, `doc_published` and `publisher` of the claim's document."""
    return Claim(
        id=row["id"],
        indicator=row["indicator"],
        value=number_of(row["value"]),
        low=number_of(row["low"]),
        high=number_of(row["high"]),
        modifier=row["modifier"],
        hedge=row["hedge"],
        kind=row["kind"],
        unit=row["unit"],
        role=row["role"],
        as_of=day_of(row["as_of"]),
        as_of_basis=row["as_of_basis"],
        period=period_of(row["period_start"], row["period_end"]),
        attributed_to=tuple(json.loads(row["attributed_to"])),
        scope=row["scope"],
        place=row["place"],
        doc_id=row["doc_id"],
        statement_id=row["statement_id"],
        quote=row["quote"],
        quote_kind=row["quote_kind"],
        char_start=row["char_start"],
        char_end=row["char_end"],
        whole=row["whole"],
        confidence=row["confidence"],
        lang=cast(Lang, row["lang"]),
        review=row["review"],
        held_why=json.loads(row["held_why"]) if row["held_why"] else None,
        origin=origin_of(row),
        status="retracted" if row["doc_retracted"] else "current",
        published=day_of(row["published"] or row["day"]),
        known_from=day_of(row["known_from"]),
        known_until=day_of(row["known_until"]),
        undated=row["doc_published"] is None,
        publisher=row["publisher"],
    )
