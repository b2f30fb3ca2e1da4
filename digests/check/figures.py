"""The figures of a statement: the same in the three texts, and as its record states them."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator

from digests.errors import UnknownName
from digests.figures.indicators import Indicators
from digests.figures.quantities import find_quantities
from digests.model import LANGS, Document, Figure, Indicator, Lang, Number, Quantity, Statement, StatementKind
from digests.objections import Kind, Objection

TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})
"""Lengths of time and ages may stand in a text without being a figure of its record."""

AHEAD: frozenset[StatementKind] = frozenset({"price", "rule", "deadline", "forecast"})
"""Kinds of statements whose figures may be those of a time to come."""

Value = tuple[Number | None, Number | None, Number | None, str, str | None]


def check(statement: Statement, document: Document, indicators: Indicators) -> Iterator[Objection]:
    """What is wrong with the figures of one statement."""
    said = {lang: quantities(statement.texts[lang], lang) for lang in LANGS}
    yield from same_quantities(said)
    yield from as_recorded(statement, said)
    for n, figure in enumerate(statement.figures, 1):
        yield from (fault.within(figure=n) for fault in sound(figure, statement.kind, document, indicators))


@functools.lru_cache(maxsize=1 << 12)
def quantities(text: str, lang: Lang) -> tuple[Quantity, ...]:
    """The numbers in a text; several checks ask."""
    return find_quantities(text, lang)


def value_of(quantity: Quantity | Figure) -> Value:
    return quantity.value, quantity.low, quantity.high, quantity.modifier, quantity.hedge


def worded(value: Value) -> str:
    number, low, high, modifier, hedge = value
    if modifier == "range":
        return f"{low}–{high}"
    if hedge is not None:
        return f"{hedge} {number}"
    return f"{modifier if modifier != '=' else ''}{'some' if number is None else number}"


def same_quantities(said: dict[Lang, tuple[Quantity, ...]]) -> Iterator[Objection]:
    """The same values with the same hedges, as often, in each language."""
    counted = {lang: Counter(value_of(quantity) for quantity in said[lang]) for lang in LANGS}
    for value in sorted(set().union(*counted.values()), key=str):
        times = {lang: counted[lang][value] for lang in LANGS}
        if len(set(times.values())) > 1:
            where = ", ".join(f"{lang} {'says it' if times[lang] else 'does not'}" for lang in LANGS)
            if all(times.values()):
                where = ", ".join(f"{lang} {times[lang]} times" for lang in LANGS)
            lacking = tuple(lang for lang in LANGS if not times[lang]) or LANGS
            yield Objection(Kind.UNLIKE, number=worded(value), where=where, lacking=lacking)


def as_recorded(statement: Statement, said: dict[Lang, tuple[Quantity, ...]]) -> Iterator[Objection]:
    """Every figure stands in every text, and every number of a text but lengths of time is a figure."""
    recorded = {value_of(figure) for figure in statement.figures}
    for lang in LANGS:
        found = {value_of(quantity) for quantity in said[lang]}
        for value in sorted(recorded - found, key=str):
            yield Objection(Kind.FIGURE_ABSENT, lang=lang, number=worded(value))
        for quantity in said[lang]:
            vague = quantity.value is None and quantity.low is None
            if value_of(quantity) not in recorded and not vague and quantity.unit not in TIMES:
                yield Objection(Kind.NO_FIGURE, lang=lang, number=quantity.text)


def sound(figure: Figure, kind: StatementKind, document: Document, indicators: Indicators) -> Iterator[Objection]:
    """Whether a figure fits its indicator, its dates and the whole it is a part of."""
    if figure.indicator is not None:
        try:
            indicator = indicators.get(figure.indicator)
        except UnknownName:
            yield Objection(Kind.NO_INDICATOR, indicator=figure.indicator)
            return
        yield from fits(figure, kind, indicator)
    if document.published and figure.as_of:
        if figure.as_of > document.published:
            yield Objection(Kind.AFTER_ARTICLE)
        if figure.as_of_basis == "publication date" and figure.as_of != document.published:
            yield Objection(Kind.NOT_ITS_DAY, day=f"{document.published}")
    elif figure.as_of_basis == "publication date":
        yield Objection(Kind.NO_DAY)
    starts = figure.period.start if figure.period else None
    if document.published and starts and starts > document.published and kind not in AHEAD:
        yield Objection(Kind.PERIOD_AFTER_ARTICLE)
    yield from within_whole(figure, document)


def fits(figure: Figure, kind: StatementKind, indicator: Indicator) -> Iterator[Objection]:
    """Whether a figure may be one of its indicator."""
    if figure.unit != indicator.unit:
        yield Objection(Kind.OTHER_UNIT, indicator=indicator.id, unit=indicator.unit, given=figure.unit)
    if kind == "report" and not indicator.report:
        yield Objection(Kind.NO_REPORT, indicator=indicator.id)
    if indicator.accuses_group and not figure.attributed_to:
        yield Objection(Kind.ACCUSES, indicator=indicator.id)


def within_whole(figure: Figure, document: Document) -> Iterator[Objection]:
    if figure.whole is None or figure.value is None:
        return
    wholes = [other for statement in document.statements for other in statement.figures
              if other.indicator == figure.whole and other.value is not None]  # fmt: skip
    if wholes and all(other.unit == figure.unit and other.value < figure.value for other in wholes if other.value):
        yield Objection(Kind.MORE_THAN_WHOLE, number=f"{figure.value}", indicator=figure.whole)
