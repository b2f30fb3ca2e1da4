"""For which day or period a figure stands, as its text says or as can be inferred.

A count that grows or a stock has an as-of day: the one stated for it, else the document's day of publication. Figures
of a period have the period that is stated near them, else none. A quotation inside a document is older than its
page, so nothing is inferred for it; a caption's date is that of its picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from digests.figures.bound import Binding
from digests.figures.compared_times import YEAR_BACK
from digests.figures.dated import (
    ANOTHERS,
    BESIDE,
    FAR,
    FUTURE,
    LONGEST_PART,
    LONGEST_STANDING,
    MONTH,
    STANDS,
    Dated,
    Dates,
)
from digests.figures.fitting import BEFORE
from digests.figures.indicators import Event
from digests.figures.reading import Sentence
from digests.figures.time_words import (
    AGO,
    AS_OF,
    ENDING,
    FORMER,
    ON,
    OPENING,
)
from digests.language.date_joined import middle
from digests.language.date_same import moved
from digests.language.date_seasons import is_season
from digests.language.tokens import plain
from digests.model import Period

LONG_AGO = timedelta(days=240)
"""A month without a year that lay so far back would be told with it: a price's is the one to come."""
TOO_MANY = 100_000
"""So many people come or go on no one day: what is counted then is how many there are."""
FORMERLY = 28
"""Characters before a price in which a word may stand that says it is the one of before."""
THIRDS = (1, 11, 21)
"""Days with which the thirds of a month begin."""
UNDER = 2
"""Sentences under a headline that may say its time."""
OPENING_SENTENCES = 2
"""Sentences in which a text says what time all of it is about."""

Timing = tuple[date | None, str | None, Period | None]
UNKNOWN: Timing = (None, None, None)


class Timer(Dates):
    """When the figures of one document stand."""

    def when(self, binding: Binding, sentence: Sentence, role: str | None) -> Timing:
        """(as-of day, its basis, period) of a bound number."""
        kind = binding.definition.indicator.kind
        dated = self.dated(binding, sentence)
        if kind in STANDS:
            mean = self.mean_of(dated) if binding.definition.averaged else None
            return (None, None, mean) if mean else self.as_of(binding, dated, role)
        if binding.definition.period is not None:
            return self.fixed(binding, sentence, dated)
        if kind == "constant":
            return self.holding_from(binding, sentence) if binding.definition.indicator.ages else UNKNOWN
        if kind == "rate" and (counted := [found for found in dated if self.is_counted_on(found, AS_OF)]):
            return counted[0].last, "explicit", None
        if kind == "rate" or not self.is_standing(binding, sentence):
            return None, None, self.period("rate" if kind == "rate" else "flow", dated, binding, sentence)
        return self.standing_on(dated)

    def mean_of(self, dated: Sequence[Dated]) -> Period | None:
        """The months over which a mean was taken: pay "in March" is that of March, pay "as of January" of a day."""
        spans = [found for found in dated if found.last - found.first >= MONTH and found.mention.basis != "relative"]
        spans = [found for found in spans if not is_season(found.mention.text, self.reading.lang)]
        spans = [found for found in spans if not self.is_since(found) and not self.is_until(found)]
        return Period(spans[0].first, spans[0].last) if spans else None

    def holding_from(self, binding: Binding, sentence: Sentence) -> Timing:
        """A price holds from a day, which may be yet to come, or for a year."""
        dated = sorted(self.dates_of(binding, sentence, ahead=True), key=lambda found: found.cost)
        changes = [found for found in dated if self.is_since(found)] if self.is_former(binding) else []
        if changes:
            return self.to_come(changes[0]) - FUTURE, "explicit", None
        for found in dated:
            if found.cost >= ANOTHERS:
                break
            if found.is_day or self.is_since(found):
                return self.to_come(found), "explicit", None
            if found.mention.basis != "relative" and found.last - found.first > LONGEST_PART:
                return None, None, Period(found.first, found.last)
        return UNKNOWN

    def is_former(self, binding: Binding) -> bool:
        """Whether a price is that of before: "it was 7,500", «вместо прежних 7 500», «пештар 7 500 буд»."""
        start = self.reading.starts[binding.mark.first]
        before = self.reading.text[max(0, start - FORMERLY) : start]
        return FORMER[self.reading.lang].search(before) is not None

    def to_come(self, found: Dated) -> date:
        """The first day of what is told: «с января», told in December, is that of the January to come; but "since" is
        said of what has been."""
        day, published = found.first, self.document.published
        told_of_past = self.reading.lang == "en" and not found.is_day
        if published is None or told_of_past or found.mention.basis != "partial" or published - found.last <= LONG_AGO:
            return day
        return day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == 2 else day.day)

    def is_standing(self, binding: Binding, sentence: Sentence) -> bool:
        """Whether the flow's number tells how many there are at a time, no matter since when: "954 are being kept"."""
        mark = binding.mark
        near = [found for found in self.dated(binding, sentence) if found.cost < FAR]
        if any(self.is_counted_on(found, AS_OF) for found in near):
            return True
        count = mark.quantity.value or mark.quantity.low or 0
        many = binding.definition.indicator.unit == "person" and count >= TOO_MANY
        if many and near and (near[0].is_day or ENDING.match(near[0].mention.text)):
            return True
        ways = [
            self.reading.between(mark.first, mark.last, hit.first, hit.last)
            for hit in self.reading.hits_in(sentence.first, sentence.last)
            if hit.concept == "there_then"
        ]
        spans = [found.cost for found in near if found.last - found.first >= MONTH]  # "1.4m entered in half a year"
        return min(ways, default=FAR) < min([FAR, *spans])

    def standing_on(self, dated: Sequence[Dated]) -> Timing:
        """The day named for those that are there; without one the text says only that they are."""
        days = [found for found in dated if not self.is_since(found) and not self.announced(found)]
        if days and days[0].last - days[0].first < LONGEST_STANDING and days[0].cost < ANOTHERS:
            return days[0].last, "explicit", None
        return UNKNOWN

    def year_until(self, dated: Sequence[Dated]) -> Period | None:
        """The year up to a month: of the year that the sentence names, else of the month's own."""
        before = dated[0].first
        years = [found for found in dated if found.last - found.first > LONGEST_PART and found.first.month == 1]
        if years and years[0].last < before:
            before = before.replace(year=years[0].first.year)
        return Period(before.replace(month=1), before - FUTURE) if before.month > 1 else None

    def as_of(self, binding: Binding, dated: Sequence[Dated], role: str | None) -> Timing:
        event = binding.definition.event
        for found in dated:
            if event is not None and (found.last <= event.day or self.is_event_weekday(found, event)):
                continue
            if role == "quotation" and found.mention.basis == "relative":
                continue
            if day := self.year_back(binding, found):
                return day, "explicit", None
            if event is None and self.is_past_year(binding, found):
                return found.last, "explicit", None
            opens = OPENING.match(found.mention.text) is not None
            if (self.lasts_too_long(binding, found) and not opens) or self.is_since(found):
                continue
            if opens or self.is_until_month(found):
                return found.first, "event date" if role == "caption" else "explicit", None
            ends = middle(found.mention) or found.last
            stated = min(ends, self.written) if self.written and self.document.published else ends
            return stated, "event date" if role == "caption" else "explicit", None
        if role in ("quotation", "caption") or self.document.published is None:
            return UNKNOWN
        if binding.definition.indicator.kind == "stock" and (day := self.counted_beside(binding)):
            return day, "explicit", None
        if event is not None and (day := self.told_before(binding, event)):
            return day, "explicit", None
        if event is not None and self.document.published < event.day:  # a misread date of the page: it cannot know
            return UNKNOWN
        return self.document.published, "publication date", None

    def year_back(self, binding: Binding, found: Dated) -> date | None:
        """The day of a count that is told by how many years ago it was: "it was 230,000 a year ago"; counted from the
        day on which the others of its sentence stand, else from publication."""
        told = YEAR_BACK[self.reading.lang].search(plain(found.mention.text))
        if not told or self.document.published is None or binding.definition.event is not None:
            return None
        if not found.is_year or found.cost >= ANOTHERS:
            return None
        sentence = self.reading.sentence_of(binding.mark.first)
        days = [
            mention.last
            for mention in self.mentions
            if sentence.start <= mention.start < found.mention.start and mention.last and mention.first == mention.last
        ]
        anchor = days[-1] if days else self.document.published
        return moved(anchor, found.first.year - self.document.published.year)

    def lasts_too_long(self, binding: Binding, found: Dated) -> bool:
        """Whether the stretch says nothing of the day of a count: "in 2024"; "last summer" stands for its end."""
        if is_season(found.mention.text, self.reading.lang):
            return binding.definition.averaged or not self.is_beside(binding, found)
        return found.last - found.first >= LONGEST_STANDING

    def is_past_year(self, binding: Binding, found: Dated) -> bool:
        """Whether a year that is over stands right beside the number: «в 2017-м — 330 тыс.»."""
        over = self.document.published is not None and found.last < self.document.published
        return found.is_year and over and self.is_beside(binding, found)

    def counted_beside(self, binding: Binding) -> date | None:
        """The day of the count that the sentence before names, or the one under a headline."""
        sentence, sentences = self.reading.sentence_of(binding.mark.first), self.reading.sentences
        beside = sentences[sentence.n - 1 : sentence.n] if sentence.n else sentences[1:2]
        if self.any_in(binding, sentence):
            return None
        days = [
            found.last for each in beside for found in self.dates_of(binding, each) if self.is_counted_on(found, ON)
        ]
        return days[0] if len(days) == 1 else None

    def told_before(self, binding: Binding, event: Event) -> date | None:
        """The day of which the sentences before tell, where the number's own speaks of no time: "On 12 March the court
        passed its verdict. All 19 were found guilty"."""
        sentence = self.reading.sentence_of(binding.mark.first)
        if self.any_in(binding, sentence):
            return None
        for each in reversed(self.reading.sentences[max(0, sentence.n - BEFORE) : sentence.n]):
            if "\n" in self.reading.text[each.end - 1 : sentence.start]:
                return None
            if self.counts_in(each):
                return None
            days = [found for found in self.dates_of(binding, each) if found.is_day and event.day < found.last]
            if len({found.last for found in days}) == 1 and not self.is_since(days[0]):
                return days[0].last
            if self.any_in(binding, each):
                return None
        return None

    def is_event_weekday(self, found: Dated, event: Event) -> bool:
        """ "Last Friday" beside the name of the event is the event's own day, told a week later."""
        if found.mention.basis != "relative" or not found.is_day or found.last.weekday() != event.day.weekday():
            return False
        first, last = self.reading.words_at(found.mention.start, found.mention.end)
        return any(
            self.reading.between(first, last, hit.first, hit.last) < BESIDE
            for hit in self.reading.hits_in(max(0, first - 8), last + 8)
            if hit.concept in event.own
        )

    def fixed(self, binding: Binding, sentence: Sentence, dated: Sequence[Dated]) -> Timing:
        """The period of an indicator that has one by definition, where the text speaks of it."""
        period = binding.definition.period
        if period is None or period.start is None or period.end is None:
            return UNKNOWN
        for found in dated:
            inside = found.first >= period.start and found.last <= period.end
            if found.mention.basis != "relative" and (inside or self.is_alike(found, period)):
                return None, None, Period(found.first, found.last) if not found.is_day else period
        if self.told_by_length(period, sentence, dated):
            return None, None, period
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
                told = not found.is_day and (inside or self.is_alike(found, period))
                if found.mention.basis != "relative" and told:
                    return None, None, Period(found.first, found.last)
        return UNKNOWN

    def is_alike(self, found: Dated, period: Period) -> bool:
        """Whether a stretch is about as long as the definition's and meets it: the week that another source counts."""
        if period.start is None or period.end is None:
            return False
        own, length = found.last - found.first, period.end - period.start
        meets = found.first <= period.end and found.last >= period.start
        third = found.first.day in THIRDS and (found.last + FUTURE).day in THIRDS  # "late March" is no week
        return meets and not third and length / 2 <= own <= length * 2

    def told_by_length(self, period: Period, sentence: Sentence, dated: Sequence[Dated]) -> bool:
        """Whether "last week" or "in a week", told right after the period of the definition, is that period."""
        if period.start is None or period.end is None or self.document.published is None:
            return False
        told = [each for each in self.running if sentence.start <= each.start < sentence.end]
        spans = [(each.first, each.last) for each in told if each.first and each.last]
        spans += [(each.first, each.last) for each in dated if each.mention.basis == "relative"]
        length = period.end - period.start
        return any(
            abs(last - first - length) <= FUTURE and first <= period.end and last >= period.start
            for first, last in spans
            if first < last
        )

    def period(self, kind: str, dated: Sequence[Dated], binding: Binding, sentence: Sentence) -> Period | None:
        """The period nearest to the number in its sentence, else one stated in the sentence before."""
        if dated and self.is_since(dated[0]) and self.document.published:
            return Period(dated[0].first, max(dated[0].last, self.document.published))
        dated = [found for found in dated if found.cost < FAR or not self.is_since(found)]
        if kind == "flow" and dated and self.is_until_month(dated[0]):
            return self.year_until(dated)
        dated = [found for found in dated if not self.is_until(found)]
        spans = [found for found in dated if not found.is_day and not self.told_then(found)]
        if kind == "rate":
            spans = [found for found in spans if not is_season(found.mention.text, self.reading.lang)]
        if spans:
            return Period(spans[0].first, self.so_far(spans[0]))
        told = [each for each in self.running if sentence.start <= each.start < sentence.end]
        if told and not dated and kind == "flow":
            return Period(told[0].first, told[0].last)
        if kind == "flow":
            incident = binding.definition.indicator.kind == "incident"
            days = [found for found in dated if incident or found.mention.basis != "relative" or found.cost < FAR]
            days = [found for found in days if not self.announced(found)]
            if days:
                return Period(days[0].first, days[0].last)
        return None if dated or self.any_in(binding, sentence) else self.period_beside(kind, binding, sentence)

    def so_far(self, found: Dated) -> date:
        """The last day of a stretch; of the month that goes on, told of without its year, the day it is told."""
        goes_on = self.document.published is not None and found.first <= self.document.published < found.last
        month = found.mention.basis == "partial" and MONTH <= found.last - found.first < LONGEST_STANDING
        return self.document.published if goes_on and month and self.document.published else found.last

    def period_beside(self, kind: str, binding: Binding, sentence: Sentence) -> Period | None:
        """The time stated last before a sentence that speaks of none; that of the sentence behind the first one, a
        headline's most of all, where no figure of its own claims it ("This was so from January to June")."""
        sentences = self.reading.sentences
        beside = [sentences[n] for n in range(sentence.n - 1, max(-1, sentence.n - BEFORE - 1), -1)]
        for each in beside or [each for each in sentences[1 : 1 + UNDER] if not self.counts_in(each)]:
            dated = self.dates_of(binding, each)
            lasting = (found for found in dated if self.lasts_beside(kind, found, binding, ahead=not beside))
            if found := next(lasting, None):
                return Period(found.first, found.last)
            if self.any_in(binding, each):
                break
        return self.only_before(sentence)

    def only_before(self, sentence: Sentence) -> Period | None:
        """The only time that was told before the sentence, where that is a month or longer and the text opens with it:
        "all of today's programme is about 2024"."""
        opening = self.reading.sentences[:OPENING_SENTENCES][-1].end
        spans = {
            Period(mention.first, mention.last): mention.start
            for mention in reversed(self.mentions)
            if mention.start < sentence.start and mention.first and mention.last and mention.basis != "relative"
            if mention.last - mention.first >= MONTH
        }
        if len(spans) != 1:
            return None
        ((period, start),) = spans.items()
        return period if start < opening else None

    def lasts_beside(self, kind: str, found: Dated, binding: Binding, *, ahead: bool) -> bool:
        """Whether a date is also that of the sentence beside it."""
        if found.is_day:
            named = found.mention.basis != "relative" or binding.definition.indicator.kind == "incident"
            return kind == "flow" and named and not self.announced(found)
        if found.mention.basis != "relative":
            return True
        return found.last - found.first >= MONTH and not (ahead and AGO.search(found.mention.text))
