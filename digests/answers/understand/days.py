"""The days and periods that a question speaks of."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from digests.answers.understand.asking import Span, within
from digests.figures.indicators import Indicators
from digests.language.date_match import DateMention
from digests.language.dates import find_dates
from digests.language.fold import iter_words
from digests.model import Lang, Period

ANCHOR = timedelta(days=31)
"""A date without its year lies in the time of the corpus: not later than this after its newest document."""
BEFORE = timedelta(days=7)
"""A week before an event still belongs to what is told of it."""
_BEFORE = re.compile(
    r"(?<!\w)(?:before|prior to|до|ранее|пеш\s+аз|pesh\s+az)\s+(?:the\s+year\s+|соли\s+|soli\s+)?$", re.IGNORECASE
)
"""What stands before a year that is not meant itself."""
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)")


@dataclass(frozen=True, slots=True)
class Days:
    """Single days, periods, and where they stand in the text."""

    said: tuple[tuple[int, date | Period], ...]  # with the place where each is said
    spans: tuple[Span, ...]

    @property
    def single(self) -> tuple[date, ...]:
        return tuple(dict.fromkeys(day for _, day in self.said if isinstance(day, date)))

    @property
    def periods(self) -> tuple[Period, ...]:
        return tuple(dict.fromkeys(period for _, period in self.said if isinstance(period, Period)))

    def with_year_before(self) -> Days:
        """With the same a year before beside the only period that is said."""
        if len(self.periods) != 1 or self.single:
            return self
        at, period = next((at, day) for at, day in self.said if isinstance(day, Period))
        if period.start is None or period.end is None:
            return self
        return Days((*self.said, (at, Period(_moved(period.start, -1), _moved(period.end, -1)))), self.spans)

    def nearest(self, at: int) -> Period | None:
        """The period that is said nearest to a place of the text; None where none is."""
        periods = [(abs(place - at), n, day) for n, (place, day) in enumerate(self.said) if isinstance(day, Period)]
        return min(periods, key=lambda each: each[:2])[2] if periods else None

    def within(self, spans: Sequence[Span]) -> Days:
        """Those that are said within `spans`."""
        return Days(tuple((at, day) for at, day in self.said if within(at, spans)), self.spans)


def find(text: str, lang: Lang, *, today: date, newest: date | None, event: date | None = None) -> Days:
    """The dates of `text`. One without a year is of the time after the event that is named, which was on day `event`,
    else of the corpus' own time, whose newest document is of day `newest`."""
    anchor = min(today, newest + ANCHOR) if newest else today
    said: list[tuple[int, date | Period]] = []
    spans: list[Span] = []
    whole: date | None = None  # the last that was said with its year
    relative = {m.start: m for m in find_dates(text, lang, today) if m.basis == "relative"}
    for dated in find_dates(text, lang, anchor):
        mention = relative.get(dated.start, dated)
        if mention.basis == "partial" and whole is not None:
            mention = _nearest(mention, whole)
        elif mention.basis == "partial" and event is not None:
            mention = _after(mention, event)
        elif mention.basis == "explicit":
            whole = mention.first
        spans.append((mention.start, mention.end))
        if mention.first is None and mention.last is None:
            continue
        if mention.first == mention.last and mention.first is not None:
            said.append((mention.start, mention.first))
        elif not _is_now(mention):
            period = Period(mention.first, mention.last)
            said.append((mention.start, _earlier(text, mention.start, period, today)))
    for match in _YEAR.finditer(text):
        if not any(start <= match.start() < end for start, end in spans):
            period = Period(date(int(match[0]), 1, 1), date(int(match[0]), 12, 31))
            said.append((match.start(), _earlier(text, match.start(), period, today)))
    return Days(tuple(said), tuple(spans))


def _earlier(text: str, at: int, period: Period, today: date) -> Period:
    """A whole year, or the one before it where "before" is said of it: what was so before 2024 was so in 2023. Of a
    year to come «до 2029 года» says how long something lasts."""
    first, last = period.start, period.end
    if first is None or last is None or not is_whole_year(period) or first > today or not _BEFORE.search(text[:at]):
        return period
    return Period(_moved(first, -1), _moved(last, -1))


def is_whole_year(period: Period) -> bool:
    """Whether it goes from a New Year's Day to the last one of that year."""
    first, last = period.start, period.end
    return first is not None and (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31))


def _after(mention: DateMention, event: date) -> DateMention:
    """The same in the year that began a few days before the event."""
    first, last = mention.first, mention.last
    if first is None or last is None:
        return mention
    begun = event - BEFORE
    years = begun.year + ((first.month, first.day) < (begun.month, begun.day)) - first.year
    return replace(mention, first=_moved(first, years), last=_moved(last, years))


def _nearest(mention: DateMention, told: date) -> DateMention:
    """The same in the year of `told`, where it lies not before it: "in February 2025 and by November"; else in the year
    in which it lies nearest: "in December 2024 and in March"."""
    first, last = mention.first, mention.last
    if first is None or last is None:
        return mention
    same = told.year - first.year
    nearest = min((same + n for n in (0, 1, -1)), key=lambda n: abs(_moved(first, n) - told))
    years = same if _moved(first, same) >= told else nearest
    return replace(mention, first=_moved(first, years), last=_moved(last, years))


def _moved(day: date, years: int) -> date:
    year = day.year + years
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def named_event(text: str, lang: Lang, indicators: Indicators) -> date | None:
    """The day of the only event that is named; None where none is, or several."""
    concepts = {hit.concept for hit in indicators.lexicon(lang).hits([word.folded for word in iter_words(text)])}
    known = (indicators.definition(each.id).event for each in indicators.all)
    days = {event.day for event in known if event is not None and event.own & concepts}
    return days.pop() if len(days) == 1 else None


def event_day(text: str, lang: Lang, indicators: Indicators) -> date | None:
    """The day that "a year after" is counted from: of the event that is named, or of the only one there is."""
    concepts = {hit.concept for hit in indicators.lexicon(lang).hits([word.folded for word in iter_words(text)])}
    known = (indicators.definition(each.id).event for each in indicators.all)
    events = list({event.id: event for event in known if event is not None}.values())
    named = [event for event in events if event.own & concepts] or ([] if _YEAR.search(text) else events)
    return named[0].day if len(named) == 1 else None


def _is_now(mention: DateMention) -> bool:
    return mention.basis == "relative" and mention.first is None
