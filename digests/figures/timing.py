"""For which day or period a figure stands, as its text says or as can be inferred.

A count that grows or a stock has an as-of day: the one stated for it, else the document's day of publication. Figures
of a period have the period that is stated near them, else none. A quotation inside a document is older than its
page, so nothing is inferred for it; a caption's date is that of its picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from digests.figures.bound import Binding
from digests.figures.fitting import BEFORE
from digests.figures.indicators import Event
from digests.figures.reading import Reading, Sentence
from digests.language.date_readers import back, unit_of
from digests.language.dates import DateMention, find_dates
from digests.language.tokens import plain
from digests.model import Document, Lang, Period

AFTER_EVENT = timedelta(days=100)
"""An undated text about an event is read as if written so long after it: enough to give its dates a year."""
LONGEST_STANDING = timedelta(days=31)
"""A count "in May" stands for the end of May; "in 2024" says nothing of the day."""
FUTURE = timedelta(days=1)

SPOKEN = 1.5
BESIDE = 4.0
"""How near a day stands to the name of the event that it dates."""

Timing = tuple[date | None, str | None, Period | None]
UNKNOWN: Timing = (None, None, None)


@dataclass(frozen=True, slots=True)
class _Dated:
    mention: DateMention
    first: date
    last: date
    cost: float

    @property
    def is_day(self) -> bool:
        return self.first == self.last


class Timer:
    """Dates of one document, found once."""

    def __init__(self, reading: Reading, event_day: date | None) -> None:
        self.reading = reading
        self.document: Document = reading.document
        self.written = self.document.published or self.document.not_before
        anchor = self.document.published or (event_day + AFTER_EVENT if event_day else self.document.not_before)
        stated = find_dates(reading.text, reading.lang, anchor)
        self.parts = tuple(parts_of_year(reading.text, reading.lang, self.document.published, stated))
        self.running = tuple(running(reading.text, reading.lang, self.document.published, stated))
        self.mentions = tuple(sorted((*stated, *self.parts), key=lambda mention: mention.start))

    def when(self, binding: Binding, sentence: Sentence, role: str | None) -> Timing:
        """(as-of day, its basis, period) of a bound number."""
        kind = binding.definition.indicator.kind
        dated = self.dated(binding, sentence)
        if kind in ("cumulative", "stock"):
            return self.as_of(binding, dated, role)
        if binding.definition.period is not None:
            return self.fixed(binding, sentence, dated)
        if kind in ("flow", "rate"):
            return None, None, self.period(kind, dated, binding, sentence)
        return UNKNOWN

    def dated(self, binding: Binding, sentence: Sentence) -> list[_Dated]:
        """The dates of the sentence that a document can know, the nearest first."""
        return sorted(self.dates_of(binding, sentence), key=lambda found: found.cost)

    def dates_of(self, binding: Binding, sentence: Sentence) -> list[_Dated]:
        found = []
        for mention in self.mentions:
            if not sentence.start <= mention.start < sentence.end or mention.first is None or mention.last is None:
                continue
            if mention.basis == "relative" and self.document.published is None:
                continue
            if self.written and mention.first > self.written + FUTURE and self.document.published:
                continue
            first, last = self.reading.words_at(mention.start, mention.end)
            cost = self.reading.between(binding.mark.first, binding.mark.last, first, last)
            found.append(_Dated(mention, mention.first, mention.last, cost))
        return found

    def as_of(self, binding: Binding, dated: Sequence[_Dated], role: str | None) -> Timing:
        event = binding.definition.event
        for found in dated:
            if event is not None and (found.last <= event.day or self.is_event_weekday(found, event)):
                continue
            if role == "quotation" and found.mention.basis == "relative":
                continue
            if found.last - found.first >= LONGEST_STANDING:
                continue
            stated = min(found.last, self.written) if self.written and self.document.published else found.last
            return stated, "event date" if role == "caption" else "explicit", None
        if role in ("quotation", "caption") or self.document.published is None:
            return UNKNOWN
        if event is not None and self.document.published < event.day:  # a misread date of the page: it cannot know
            return UNKNOWN
        return self.document.published, "publication date", None

    def is_event_weekday(self, found: _Dated, event: Event) -> bool:
        """ "Last Friday" beside the name of the event is the event's own day, told a week later."""
        if found.mention.basis != "relative" or not found.is_day or found.last.weekday() != event.day.weekday():
            return False
        first, last = self.reading.words_at(found.mention.start, found.mention.end)
        return any(
            self.reading.between(first, last, hit.first, hit.last) < BESIDE
            for hit in self.reading.hits_in(max(0, first - 8), last + 8)
            if hit.concept in event.own
        )

    def fixed(self, binding: Binding, sentence: Sentence, dated: Sequence[_Dated]) -> Timing:
        """The period of an indicator that has one by definition, where the text speaks of it."""
        period = binding.definition.period
        if period is None or period.start is None or period.end is None:
            return UNKNOWN
        for found in dated:
            if found.mention.basis != "relative" and found.first >= period.start and found.last <= period.end:
                return None, None, Period(found.first, found.last) if not found.is_day else period
        for found in dated:  # "in April": of another time than the definition's
            apart = found.last < period.start or found.first > period.end
            if apart and not found.is_day and found.mention.basis != "relative":
                return None, None, Period(found.first, found.last)
        earlier = self.reading.sentences[max(0, sentence.n - BEFORE) : sentence.n + 1]
        concepts = {hit.concept for each in earlier for hit in self.reading.hits_in(each.first, each.last)}
        if binding.definition.period_cue & concepts:
            return None, None, period
        for each in reversed(earlier[:-1]):
            for found in self.dates_of(binding, each):
                inside = found.first >= period.start and found.last <= period.end
                if found.mention.basis != "relative" and inside and not found.is_day:
                    return None, None, Period(found.first, found.last)
        return UNKNOWN

    def period(self, kind: str, dated: Sequence[_Dated], binding: Binding, sentence: Sentence) -> Period | None:
        """The period nearest to the number in its sentence, else one stated in the sentence before."""
        spans = [found for found in dated if not found.is_day]
        if spans:
            return Period(spans[0].first, spans[0].last)
        told = [each for each in self.running if sentence.start <= each.start < sentence.end]
        if told and not dated and kind == "flow":
            return Period(told[0].first, told[0].last)
        if kind == "flow":
            days = [found for found in dated if found.mention.basis == "explicit" or found.cost < 8]
            days = [found for found in days if not self.announced(found)]
            if days:
                return Period(days[0].first, days[0].last)
        for behind in range(0 if dated else BEFORE + 1):
            if sentence.n - behind < 0 or (behind == 0 and self.any_in(sentence)):
                break
            each = self.reading.sentences[sentence.n - behind]
            spans = [found for found in self.dates_of(binding, each) if not found.is_day]
            spans = [found for found in spans if found.mention.basis != "relative" or self.is_part_of_year(found)]
            if spans:
                return Period(spans[0].first, spans[0].last)
            if self.any_in(each):
                break
        return None

    def is_part_of_year(self, found: _Dated) -> bool:
        return any(found.mention is mention for mention in self.parts)

    def any_in(self, sentence: Sentence) -> bool:
        """Whether the sentence speaks of any time, known or not ("over the past 10 years")."""
        return any(sentence.start <= mention.start < sentence.end for mention in self.mentions)

    def announced(self, found: _Dated) -> bool:
        """Whether the day is that of the announcement: a verb of speech stands right by it."""
        first, last = self.reading.words_at(found.mention.start, found.mention.end)
        return any(
            self.reading.between(first, last, hit.first, hit.last) <= SPOKEN
            for hit in self.reading.hits_in(max(0, first - 8), last + 8)
            if hit.concept == "said"
        )


RUNNING: dict[Lang, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:in|over|during|within|for)\s+(?:a|one|the)\s+(?:single\s+)?(?P<u>day|week|month|year)\b"
        r"(?!\s+(?:of|ago|from|later|after|before|ending|to|\d))",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\bза\s+(?:одн[иу]\s+|один\s+|эт[иу]\s+|этот\s+)?(?P<u>сутки|день|неделю|месяц|год)\b(?!\s+(?:до|после|с)\b)",
        re.IGNORECASE,
    ),
    "tg": re.compile(
        r"\bдар\s+(?:давоми\s+|зарфи\s+|тӯли\s+|муддати\s+)?як\s+(?:шабона)?(?P<u>рӯз|ҳафта|моҳ|сол)\b"
        r"(?!\s+(?:пеш|баъд|пас))",
        re.IGNORECASE,
    ),
}
""" "In a week", «за месяц»: a stretch that nothing dates but the day it is told."""


def running(text: str, lang: Lang, published: date | None, stated: Sequence[DateMention]) -> Iterator[DateMention]:
    """ "418 in a week": of the week that ends on the day of publication."""
    if published is None:
        return
    for match in RUNNING[lang].finditer(text):
        if not any(mention.start < match.end() and match.start() < mention.end for mention in stated):
            unit = unit_of(plain(match["u"]))
            first = back(published, 1, unit)
            first += timedelta(days=1) if first < published else timedelta(0)
            yield DateMention(match.start(), match.end(), first, published, "relative", match.group())


PARTS = {
    6: {
        "en": r"first half of (?:the|this) year|first half-year|\bhalf-year\b|first six months",
        "ru": r"перв\w+ полугоди\w+|перв\w+ половин\w+ (?:этого )?года|(?:перв\w+|за) полгода|перв\w+ шест\w+ месяц\w+",
        "tg": r"ним\w+ (?:аввали|якуми) (?:ҳамин )?(?:им)?сол\w*|нимсола\w*|шаш моҳи (?:аввал\w*|охир\w*)|шашмоҳа\w*",
    },
    9: {
        "en": r"first nine months|first 9 months",
        "ru": r"перв\w+ девят\w+ месяц\w+|за девять месяцев|за 9 месяцев",
        "tg": r"нӯҳ моҳи (?:аввал\w*|имсол\w*|ҳамин)|дар нӯҳ моҳ\b|9 моҳи имсол\w*",
    },
}
"""Parts of a year that is not named: months counted from January → how the languages say it."""


def parts_of_year(
    text: str, lang: Lang, published: date | None, stated: Sequence[DateMention]
) -> Iterator[DateMention]:
    """ "The first half of the year": of the year of publication, or of the one before where it was not yet over."""
    if published is None:
        return
    for months, patterns in PARTS.items():
        for match in re.finditer(patterns[lang], text, re.IGNORECASE):
            if any(mention.start < match.end() + 9 and match.start() < mention.end for mention in stated):
                continue  # the year stands by it
            year = published.year if published.month >= months else published.year - 1
            last = date(year, months, 30)
            yield DateMention(match.start(), match.end(), date(year, 1, 1), last, "relative", match.group())
