"""Curated records: a TOML file each, written by an editor; `docs/editing.md` says how.

A record's id is its file's stem and a statement's id `<stem>#<n>`. Every fault raises BadInput naming the file
and the key, so that an editor finds the line: `2024-….toml:statement 12: figure 1: unit: …`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast, get_args

from config import CORPUS
from digests.errors import BadInput
from digests.model import (
    LANGS,
    TOPICS,
    Document,
    Figure,
    Hedge,
    Lang,
    Modifier,
    Number,
    Period,
    Role,
    Statement,
    StatementKind,
    Texts,
)
from digests.objections import Kind, Objection
from digests.sources import asks, left_open
from digests.sources.disk import read_bytes

BASES = ("page", "url", "inferred")
AS_OF_BASES = ("explicit", "publication date", "event date")
MODIFIERS: tuple[str, ...] = get_args(Modifier)
HEDGES: tuple[str, ...] = get_args(Hedge)
ROLES: tuple[str, ...] = get_args(Role)
KINDS: tuple[str, ...] = get_args(StatementKind)
LASTING = ("advice", "rule", "deadline", "price")
"""Kinds that go out of date: they say for when they hold."""
MAX_RECORD = 1 << 20
"""Bytes of a record; the longest of ours weighs a thirteenth of it."""
LARGEST = 1e15
"""No figure is larger, and every whole number below it is exact in any of our files."""

RECORD_KEYS = frozenset(
    "title publisher publisher_kind author published published_basis not_before lang url topics reprint_of headline"
    " sketch notes statement".split()
)
STATEMENT_KEYS = frozenset("n paragraph kind attributed_to as_of valid_until topics figure en ru tg".split())
FIGURE_KEYS = frozenset(
    (
        "indicator label value low high modifier hedge unit role as_of as_of_basis period attributed_to scope place"
        " whole"
    ).split()
)


class Table:
    """One TOML table of a record: its values, each checked for its kind, with a name for its place."""

    def __init__(self, values: object, path: Path, place: str, keys: frozenset[str]) -> None:
        self.path, self.place = path, place
        if not isinstance(values, dict):
            raise self.wrong(None, Objection(Kind.NO_TABLE))
        self.values: dict[str, Any] = values
        for key in values:
            if key not in keys:
                raise self.wrong(key, Objection(Kind.UNKNOWN_KEY, known=", ".join(sorted(keys))))

    def wrong(self, key: str | None, what: Objection) -> BadInput:
        return BadInput(what, path=self.path, place=self.inside(key) or None)

    def inside(self, key: str | None) -> str:
        """The name of a key's place: `statement 12: figure 1: unit`."""
        return ": ".join(part for part in (self.place, key) if part)

    def text(self, key: str) -> str | None:
        """A non-empty text on one line, or None where the key is absent."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip() or (key != "notes" and "\n" in value):
            raise self.wrong(key, Objection(Kind.NO_LINE))
        return value.strip()

    def required(self, key: str) -> str:
        value = self.text(key)
        if value is None:
            raise self.wrong(key, Objection(Kind.MISSING))
        return value

    def one_of(self, key: str, choices: tuple[str, ...], default: str | None) -> str | None:
        value = self.text(key)
        if value is not None and value not in choices:
            raise self.wrong(key, Objection(Kind.NONE_OF, value=value, choices=", ".join(choices)))
        return default if value is None else value

    def day(self, key: str) -> date | None:
        value = self.values.get(key)
        if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
            raise self.wrong(key, Objection(Kind.NO_DATE))
        return value

    def number(self, key: str) -> Number | None:
        value = self.values.get(key)
        if value is None:
            return None
        # "not value <= LARGEST" also catches nan and inf, which TOML allows.
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= LARGEST:
            raise self.wrong(key, Objection(Kind.NO_AMOUNT))
        return value

    def texts(self, key: str, choices: tuple[str, ...] | None = None) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.wrong(key, Objection(Kind.NO_LIST))
        for item in value:
            if choices is not None and item not in choices:
                raise self.wrong(key, Objection(Kind.NONE_OF, value=item, choices=", ".join(choices)))
        return tuple(value)

    def trilingual(self) -> Texts:
        return cast(Texts, {lang: self.required(lang) for lang in LANGS})


def load(folder: Path = CORPUS) -> list[Document]:
    """Every record in `folder`, by id. Raises BadInput; an empty or missing folder gives none."""
    documents = [read(path) for path in sorted(folder.glob("*.toml"))]
    known = {document.id for document in documents}
    for document in documents:
        if document.duplicate_of is not None and document.duplicate_of not in known:
            raise BadInput(
                f"no record {document.duplicate_of!r} in this folder",
                path=document.path,
                place="reprint_of",
            )
    return documents


def read(path: Path) -> Document:
    """The record in `path` with the questions beside it. Raises BadInput naming the file and the key."""
    return left_open.with_left_open(asks.with_asks(document_of(parse(path), path), path), path)


def parse(path: Path) -> dict[str, Any]:
    """The TOML of `path`, unchecked."""
    return parse_bytes(read_bytes(path, most=MAX_RECORD), path)


def parse_bytes(data: bytes, path: Path) -> dict[str, Any]:
    """The TOML of a record's bytes, unchecked; `path` names it."""
    try:
        return tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadInput(Objection(Kind.NOT_UTF8, byte=error.start), path=path) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadInput(Objection(Kind.NOT_TOML, why=f"{error}"), path=path) from None
    except ValueError:  # of int(): more digits than Python reads
        raise BadInput(Objection(Kind.NOT_TOML, why="a number of too many digits"), path=path) from None


def document_of(values: Mapping[str, Any], path: Path) -> Document:
    """The record that the TOML `values` describe; `path` names it."""
    table = Table(values, path, "", RECORD_KEYS)
    published, not_before = table.day("published"), table.day("not_before")
    if (published is None) == (not_before is None):
        raise table.wrong("published", Objection(Kind.WHEN_PUBLISHED))
    stated = values.get("statement")
    if not isinstance(stated, list) or not stated:
        raise table.wrong("statement", Objection(Kind.NO_STATEMENT))
    table.text("notes")
    statements = tuple(statement_of(item, path, index) for index, item in enumerate(stated, 1))
    known: dict[str, int] = {}
    for index, statement in enumerate(statements, 1):
        first = known.setdefault(statement.id, index)
        if first != index:
            raise table.wrong(f"statement {index}: n", Objection(Kind.NUMBER_TAKEN, statement=first))
    wholes(table, statements)
    reprint_of = table.text("reprint_of")
    if reprint_of == path.stem:
        raise table.wrong("reprint_of", Objection(Kind.REPRINTS_ITSELF))
    return Document(
        id=path.stem,
        title=table.text("title") or "",
        text="",
        lang=cast(Lang, table.one_of("lang", LANGS, None) or table.required("lang")),
        publisher=table.required("publisher"),
        author=table.text("author"),
        published=published,
        published_basis=cast(str, table.one_of("published_basis", BASES, "page")),
        not_before=not_before,
        url=table.text("url"),
        publisher_kind=table.text("publisher_kind"),
        kind="curated",
        topics=table.texts("topics", TOPICS),
        statements=statements,
        duplicate_of=reprint_of,
        path=str(path),
        headline=trilingual(table, "headline"),
        sketch=sketch_of(table),
    )


def statement_of(values: object, path: Path, index: int) -> Statement:
    """The `index`-th `[[statement]]` of the record in `path`, counted from 1."""
    table = Table(values, path, f"statement {index}", STATEMENT_KEYS)
    number = whole_number(table, "n", least=1)
    table.place = f"statement {number}"
    kind = cast(StatementKind, table.one_of("kind", KINDS, "fact"))
    as_of, valid_until = table.day("as_of"), table.day("valid_until")
    if kind in LASTING and as_of is None and valid_until is None:
        raise table.wrong("as_of", Objection(Kind.GOES_OUT_OF_DATE, what=kind))
    attributed_to = table.texts("attributed_to")
    figures = table.values.get("figure", [])
    if not isinstance(figures, list):
        raise table.wrong("figure", Objection(Kind.TWO_BRACKETS))
    return Statement(
        id=f"{path.stem}#{number}",
        texts=table.trilingual(),
        paragraph=whole_number(table, "paragraph", least=0),
        attributed_to=attributed_to,
        figures=tuple(
            figure_of(item, path, table.inside(f"figure {place}"), attributed_to)
            for place, item in enumerate(figures, 1)
        ),
        kind=kind,
        as_of=as_of,
        valid_until=valid_until,
        topics=table.texts("topics", TOPICS),
    )


def figure_of(values: object, path: Path, place: str, attributed_to: tuple[str, ...]) -> Figure:
    """A figure; it was said by whoever said its statement unless it names others itself."""
    table = Table(values, path, place, FIGURE_KEYS)
    indicator, label = table.text("indicator"), trilingual(table, "label")
    if (indicator is None) == (label is None):
        raise table.wrong("indicator", Objection(Kind.LABEL_OR_INDICATOR))
    modifier = cast(Modifier, table.one_of("modifier", MODIFIERS, "="))
    value, low, high = amount_of(table, modifier)
    basis = table.one_of("as_of_basis", AS_OF_BASES, None)
    as_of = table.day("as_of")
    if (as_of is None) != (basis is None):
        raise table.wrong("as_of_basis", Objection(Kind.BESIDE_AS_OF))
    return Figure(
        indicator=indicator,
        label=label,
        value=value,
        low=low,
        high=high,
        modifier=modifier,
        hedge=hedge_of(table, modifier, value),
        unit=table.text("unit") or "person",
        role=cast(Role, table.one_of("role", ROLES, "total")),
        as_of=as_of,
        as_of_basis=basis,
        period=period_of(table),
        attributed_to=table.texts("attributed_to") if "attributed_to" in table.values else attributed_to,
        scope=table.text("scope"),
        place=table.text("place"),
        whole=table.text("whole"),
    )


def hedge_of(table: Table, modifier: Modifier, value: Number | None) -> Hedge | None:
    """Which side "~" rounds from; "about" where the record does not say."""
    hedge = cast(Hedge | None, table.one_of("hedge", HEDGES, None))
    if hedge is not None and modifier != "~":
        raise table.wrong("hedge", Objection(Kind.BESIDE_MODIFIER))
    return (hedge or "about") if modifier == "~" and value is not None else None


def amount_of(table: Table, modifier: Modifier) -> tuple[Number | None, Number | None, Number | None]:
    """Value, low and high, as the modifier asks for them."""
    value, low, high = table.number("value"), table.number("low"), table.number("high")
    if modifier == "range":
        if low is None or high is None or low > high or value is not None:
            raise table.wrong("modifier", Objection(Kind.RANGE))
    elif low is not None or high is not None:
        raise table.wrong("low" if low is not None else "high", Objection(Kind.IN_RANGE_ONLY))
    elif value is None and modifier != "~":
        raise table.wrong("value", Objection(Kind.NO_VALUE))
    return value, low, high


def trilingual(table: Table, key: str) -> Texts | None:
    """The texts of the inner table `key`, all three languages; None where it is absent."""
    if key not in table.values:
        return None
    return Table(table.values[key], table.path, table.inside(key), frozenset(LANGS)).trilingual()


def period_of(table: Table) -> Period | None:
    if "period" not in table.values:
        return None
    inner = Table(table.values["period"], table.path, table.inside("period"), frozenset({"start", "end"}))
    period = Period(inner.day("start"), inner.day("end"))
    if period.start is None and period.end is None:
        raise inner.wrong(None, Objection(Kind.EMPTY_PERIOD))
    if period.start and period.end and period.start > period.end:
        raise inner.wrong("end", Objection(Kind.ENDS_BEFORE))
    return period


def whole_number(table: Table, key: str, *, least: int) -> int:
    value = table.number(key)
    if not isinstance(value, int) or value < least:
        raise table.wrong(key, Objection(Kind.NO_WHOLE_NUMBER, least=least))
    return value


def sketch_of(table: Table) -> frozenset[int]:
    """The fingerprint by which a raw text of the article is known: whole numbers, or hexadecimal texts."""
    value = table.values.get("sketch", [])
    try:
        if not isinstance(value, list) or any(isinstance(item, bool | float) for item in value):
            raise ValueError
        marks = frozenset(int(item, 16) if isinstance(item, str) else int(item) for item in value)
        if not all(0 <= mark < 1 << 63 for mark in marks):
            raise ValueError
        return marks
    except (TypeError, ValueError):
        raise table.wrong("sketch", Objection(Kind.NO_SKETCH)) from None


def wholes(table: Table, statements: tuple[Statement, ...]) -> None:
    """Every `whole` names the indicator of another figure of the record."""
    indicators = {figure.indicator for statement in statements for figure in statement.figures}
    for statement in statements:
        for figure in statement.figures:
            if figure.whole is not None and (figure.whole not in indicators or figure.whole == figure.indicator):
                raise table.wrong(
                    f"statement {statement.id.rpartition('#')[2]}: whole",
                    Objection(Kind.NO_WHOLE, indicator=figure.whole),
                )
