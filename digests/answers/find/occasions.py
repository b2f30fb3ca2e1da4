"""Whether what a passage tells is of the time that a question asks about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

from digests.answers.find.found import Fact
from digests.answers.understand.question import Question
from digests.language.dates import find_dates

Span = tuple[date, date]
Fit = Literal["same", "other", "untold"]

LATELY = timedelta(days=366)
"""How old a text without dates may be that answers for a time."""
SLACK = timedelta(days=3)
"""By how much a span may be told otherwise: "the last week of March"."""
MOST = 0.75
"""The share of a told span that the span asked about must be, where it lies within."""


def occasion(question: Question, fact: Fact, asked: Sequence[Span]) -> Fit:
    """Where a number is asked for, the times of the statement's figures count, else the dates of its text; of a text
    without any its publication. `asked` are the times in question."""
    if not asked:
        return "untold"
    figures = list(_of_figures(fact)) if question.counts else []
    if figures:
        whole = {(period.start, period.end) for period in question.whole}
        met = (fits(each, told, whole=each in whole and told[0] < told[1]) for each in asked for told in figures)
        return "same" if any(met) else "other"
    day = fact.document.published or fact.document.not_before
    told = [
        (mention.first, mention.last)
        for mention in find_dates(fact.hit.text, fact.lang, day)
        if mention.first and mention.last
    ]
    if told:
        return "same" if any(_meet(each, span) for each in asked for span in told) else "other"
    late = day is not None and all(start > day or end < day - LATELY for start, end in asked)
    return "other" if late else "untold"


def is_dated(fact: Fact, asked: Sequence[Span]) -> bool:
    """Whether the text tells a day of the times in question: when a list came out, whatever years it counts."""
    day = fact.document.published or fact.document.not_before
    told = find_dates(fact.hit.text, fact.lang, day)
    return any(_meet(each, (one.first, one.last)) for each in asked for one in told if one.first and one.last)


def spans(question: Question) -> list[Span]:
    """The days and periods that are asked about."""
    days = [(day, day) for day in question.days]
    return days + [(period.start or date.min, period.end or date.max) for period in question.periods]


def fits(asked: Span, told: Span, *, whole: bool = False) -> bool:
    """Whether a figure of the span `told` can be meant: it lies within what is asked, or is hardly more than it; where
    the `whole` of it is asked about it is hardly less either."""
    (first, last), (start, end) = asked, told
    if first == date.min or last == date.max:
        return _meet(asked, told)
    if whole and (end - start).days + 1 < MOST * ((last - first).days + 1):
        return False
    if first - SLACK <= start and end <= last + SLACK:
        return True
    return start <= first and last <= end and (last - first).days + 1 >= MOST * ((end - start).days + 1)


def _of_figures(fact: Fact) -> Iterator[Span]:
    for figure in fact.statement.figures if fact.statement else ():
        if figure.period and figure.period.start and figure.period.end:
            yield figure.period.start, figure.period.end
        elif figure.as_of:
            yield figure.as_of, figure.as_of


def _meet(a: Span, b: Span) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]
