"""The figures of a statement: the same in the three texts, and as its record states them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from digests.errors import UnknownName
from digests.figures.indicators import Indicators
from digests.figures.quantities import find_quantities
from digests.model import LANGS, Document, Figure, Lang, Number, Quantity, Statement, StatementKind

TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})
"""Lengths of time and ages may stand in a text without being a figure of its record."""

AHEAD: frozenset[StatementKind] = frozenset({"price", "rule", "deadline", "forecast"})
"""Kinds of statements whose figures may be those of a time to come."""

Value = tuple[Number | None, Number | None, Number | None, str, str | None]


def check(statement: Statement, document: Document, indicators: Indicators) -> Iterator[str]:
    """What is wrong with the figures of one statement."""
    said = {lang: find_quantities(statement.texts[lang], lang) for lang in LANGS}
    yield from same_quantities(said)
    yield from as_recorded(statement, said)
    for n, figure in enumerate(statement.figures, 1):
        yield from (f"figure {n}: {fault}" for fault in sound(figure, statement.kind, document, indicators))


def value_of(quantity: Quantity | Figure) -> Value:
    return quantity.value, quantity.low, quantity.high, quantity.modifier, quantity.hedge


def worded(value: Value) -> str:
    number, low, high, modifier, hedge = value
    if modifier == "range":
        return f"{low}–{high}"
    if hedge is not None:
        return f"{hedge} {number}"
    return f"{modifier if modifier != '=' else ''}{'some' if number is None else number}"


def same_quantities(said: dict[Lang, tuple[Quantity, ...]]) -> Iterator[str]:
    """The same values with the same hedges, as often, in each language."""
    counted = {lang: Counter(value_of(quantity) for quantity in said[lang]) for lang in LANGS}
    for value in sorted(set().union(*counted.values()), key=str):
        times = {lang: counted[lang][value] for lang in LANGS}
        if len(set(times.values())) > 1:
            where = ", ".join(f"{lang} {'says it' if times[lang] else 'does not'}" for lang in LANGS)
            if all(times.values()):
                where = ", ".join(f"{lang} {times[lang]} times" for lang in LANGS)
            yield f"the languages do not all say {worded(value)}: {where}"


def as_recorded(statement: Statement, said: dict[Lang, tuple[Quantity, ...]]) -> Iterator[str]:
    """Every figure stands in every text, and every number of a text but lengths of time is a figure."""
    recorded = {value_of(figure) for figure in statement.figures}
    for lang in LANGS:
        found = {value_of(quantity) for quantity in said[lang]}
        for value in sorted(recorded - found, key=str):
            yield f"{lang}: the figure {worded(value)} does not stand in the text"
        for quantity in said[lang]:
            vague = quantity.value is None and quantity.low is None
            if value_of(quantity) not in recorded and not vague and quantity.unit not in TIMES:
                yield f"{lang}: {quantity.text!r} is no figure of the statement"


def sound(figure: Figure, kind: StatementKind, document: Document, indicators: Indicators) -> Iterator[str]:
    """Whether a figure fits its indicator, its dates and the whole it is a part of."""
    if figure.indicator is not None:
        try:
            indicator = indicators.get(figure.indicator)
        except UnknownName:
            yield f"no indicator {figure.indicator} in config/indicators.toml"
            return
        if figure.unit != indicator.unit:
            yield f"{figure.indicator} counts in {indicator.unit}, not in {figure.unit}"
        if kind == "report" and not indicator.report:
            yield f"{figure.indicator} has no sentence for what is only reported: `report` in config/indicators.toml"
        if indicator.accuses_group and not figure.attributed_to:
            yield f"{figure.indicator} accuses a group: attributed_to says who stated it"
    if document.published and figure.as_of:
        if figure.as_of > document.published:
            yield "as_of is later than the article"
        if figure.as_of_basis == "publication date" and figure.as_of != document.published:
            yield f"as_of is not the publication date, {document.published}"
    elif figure.as_of_basis == "publication date":
        yield "as_of rests on the publication date of an undated article"
    starts = figure.period.start if figure.period else None
    if document.published and starts and starts > document.published and kind not in AHEAD:
        yield "the period begins after the article"
    yield from within_whole(figure, document)


def within_whole(figure: Figure, document: Document) -> Iterator[str]:
    if figure.whole is None or figure.value is None:
        return
    wholes = [other for statement in document.statements for other in statement.figures
              if other.indicator == figure.whole and other.value is not None]  # fmt: skip
    if wholes and all(other.unit == figure.unit and other.value < figure.value for other in wholes if other.value):
        yield f"{figure.value} is more than the whole, {figure.whole}"
