"""For which day or period a figure stands, as its text says or as can be inferred.

A count that grows or a stock has an as-of day: the one stated for it, else the document's day of publication. Figures
of a period have the period that is stated near them, else none. A quotation inside a document is older than its
page, so nothing is inferred for it; a caption's date is that of its picture.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from digests.figures.bound import Binding
from digests.figures.compared_times import YEAR_BACK, begins, in_other_brackets, owners
from digests.figures.fitting import BEFORE
from digests.figures.indicators import Event
from digests.figures.reading import Reading, Sentence
from digests.figures.time_words import (
    AGAINST,
    AGO,
    AS_OF,
    ENDING,
    FORMER,
    MORE_THAN,
    ON,
    OPENING,
    SINCE,
    SINCE_WORDS,
    UNTIL,
    UNTIL_MONTH,
    running,
)
from digests.language.date_joined import middle
from digests.language.date_match import DateMention
from digests.language.date_same import moved
from digests.language.date_seasons import is_season
from digests.language.dates import find_dates
from digests.language.tokens import plain
from digests.model import Document, Lang, Period

AFTER_EVENT = timedelta(days=100)
"""An undated text about an event is read as if written so long after it: enough to give its dates a year."""
LONGEST_STANDING = timedelta(days=31)
"""A count "in May" stands for the end of May; "in 2024" says nothing of the day."""
LONGEST_PART = timedelta(days=300)
"""A price is that of a year, or holds from a day; "this summer" it was learned of."""
LONG_AGO = timedelta(days=240)
"""A month without a year that lay so far back would be told with it: a price's is the one to come."""
TOO_MANY = 100_000
"""So many people come or go on no one day: what is counted then is how many there are."""
FUTURE = timedelta(days=1)
FORMERLY = 28
"""Characters before a price in which a word may stand that says it is the one of before."""
DATELINE = re.compile(r"[^\w\n]*(?:[^\W\d_a-zа-яёғӣқӯҳҷ]{3,}[ -]?)+[,.]\s*")
STANDS = ("stock", "cumulative")
THIRDS = (1, 11, 21)
"""Days with which the thirds of a month begin."""
MONTH = timedelta(days=27)
"""A relative stretch as long as a month ("last year") is also that of the next sentence; "last week" is not."""
SPOKEN = 1.5
TOLD = 6.0
"""How far behind its verb of speech the day of an announcement stands."""
ANOTHERS = 12.0
"""What it costs a date that the number after it claims."""
NEXT = 6
"""Words from such a date to that number."""
FAR = 8.0
"""A day so far from the number is that of something else."""
UNDER = 2
"""Sentences under a headline that may say its time."""
OPENING_SENTENCES = 2
"""Sentences in which a text says what time all of it is about."""
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
        dated = [mention for mention in stated if not self.is_dateline(mention)]
        self.owners = owners(reading, dated)
        self.mentions = tuple(mention for mention in dated if self.owners.get(mention.start, mention) is not None)
        self.running = tuple(running(reading.text, reading.lang, self.document.published, stated))

    def is_dateline(self, mention: DateMention) -> bool:
        """Whether only a place in capitals stands on the line before the date: «ДУШАНБЕ, 27 апрели соли 2019 — …»."""
        text = self.reading.text
        place = DATELINE.match(text, text.rfind("\n", 0, mention.start) + 1)
        if place is None or (mention.basis == "relative" and mention.start == place.end()):  # «ДУШАНБЕ. Соли гузашта …»
            return False
        return mention.start <= place.end() < mention.end  # Душанбе is also a weekday

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

    def mean_of(self, dated: Sequence[_Dated]) -> Period | None:
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

    def to_come(self, found: _Dated) -> date:
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

    def standing_on(self, dated: Sequence[_Dated]) -> Timing:
        """The day named for those that are there; without one the text says only that they are."""
        days = [found for found in dated if not self.is_since(found) and not self.announced(found)]
        if days and days[0].last - days[0].first < LONGEST_STANDING and days[0].cost < ANOTHERS:
            return days[0].last, "explicit", None
        return UNKNOWN

    def is_until(self, found: _Dated) -> bool:
        """ "By the end of 2018", «к июлю», «то охири сол»: a day up to which something has come about, no period."""
        text, mention = self.reading.text, found.mention
        return UNTIL[self.reading.lang].search(text[max(0, mention.start - 24) : mention.start + 4]) is not None

    def is_until_month(self, found: _Dated) -> bool:
        """ "By April", «к июлю», «до декабря», «то июл»: what has come about before the month; of the one that goes on it
        is what has come about."""
        if ENDING.match(found.mention.text):  # by the end of 2022, which is a month as well
            return False
        begins = UNTIL_MONTH[self.reading.lang].search(self.reading.text[: found.mention.start + 4][-28:])
        strictly = begins is not None and begins.group().lower().startswith("до")
        if self.written and found.last >= self.written and not strictly:
            return False
        return begins is not None and found.first.day == 1 and MONTH <= found.last - found.first < LONGEST_STANDING

    def year_until(self, dated: Sequence[_Dated]) -> Period | None:
        """The year up to a month: of the year that the sentence names, else of the month's own."""
        before = dated[0].first
        years = [found for found in dated if found.last - found.first > LONGEST_PART and found.first.month == 1]
        if years and years[0].last < before:
            before = before.replace(year=years[0].first.year)
        return Period(before.replace(month=1), before - FUTURE) if before.month > 1 else None

    def dated(self, binding: Binding, sentence: Sentence) -> list[_Dated]:
        """The dates of the sentence that a document can know, the nearest first."""
        return sorted(self.dates_of(binding, sentence), key=lambda found: found.cost)

    def dates_of(self, binding: Binding, sentence: Sentence, *, ahead: bool = False) -> list[_Dated]:
        found, claimed = [], []
        for mention in self.mentions:
            if not sentence.start <= mention.start < sentence.end or mention.first is None or mention.last is None:
                continue
            if mention.basis == "relative" and self.document.published is None:
                continue
            if not ahead and self.written and mention.first > self.written + FUTURE and self.document.published:
                continue
            if self.owners.get(mention.start, binding.mark) is not binding.mark or self.is_of_another(binding, mention):
                continue
            first, last = self.reading.words_at(mention.start, mention.end)
            cost = self.reading.between(binding.mark.first, binding.mark.last, first, last)
            if self.opens_another(binding, sentence, first, last):
                claimed.append(_Dated(mention, mention.first, mention.last, cost + ANOTHERS))
            else:
                found.append(_Dated(mention, mention.first, mention.last, cost))
        return found or claimed

    def is_of_another(self, binding: Binding, mention: DateMention) -> bool:
        """Whether the date is that of the figure held against this one: "1,370 against 1,484 in 2016", "500 (in 2021
        it was 400)"."""
        reading, mark = self.reading, binding.mark
        first, _ = reading.words_at(mention.start, mention.end)
        between = reading.text[reading.ends[mark.last] : mention.start]
        if in_other_brackets(reading, mark, mention):
            return True
        if first <= mark.last:
            return False
        if begins(reading.text, mention):  # «… 113,8 тыс. Годом ранее: …» is not cut at «тыс.»
            return True
        numbers = range(mark.last + 1, first)
        passed = any(n in reading.numbers for n in numbers)
        if passed and AGAINST[reading.lang].search(between):
            return True
        return passed and binding.definition.indicator.kind in STANDS  # "276,000, up from 200,000 in July"

    def opens_another(self, binding: Binding, sentence: Sentence, first: int, last: int) -> bool:
        """Whether the date stands behind a comma and before another number: "up 6 % in 2021, and in 2022 10 %"."""
        reading, mark = self.reading, binding.mark
        if first <= mark.last or "," not in reading.text[reading.ends[mark.last] : reading.starts[first]]:
            return False
        return any(last < other.first < sentence.last and other.first - last <= NEXT for other in reading.marks)

    def as_of(self, binding: Binding, dated: Sequence[_Dated], role: str | None) -> Timing:
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

    def year_back(self, binding: Binding, found: _Dated) -> date | None:
        """The day of a count that is told by how long ago it was, to the year: "it was 230,000 a year ago"; counted from
        the day on which the others of its sentence stand, else from publication."""
        told = YEAR_BACK[self.reading.lang].search(plain(found.mention.text))
        if not told or self.document.published is None or binding.definition.event is not None:
            return None
        whole = (found.first.month, found.first.day, found.last.month, found.last.day) == (1, 1, 12, 31)
        if not whole or found.cost >= ANOTHERS:
            return None
        sentence = self.reading.sentence_of(binding.mark.first)
        days = [
            mention.last
            for mention in self.mentions
            if sentence.start <= mention.start < found.mention.start and mention.last and mention.first == mention.last
        ]
        anchor = days[-1] if days else self.document.published
        return moved(anchor, found.first.year - self.document.published.year)

    def lasts_too_long(self, binding: Binding, found: _Dated) -> bool:
        """Whether the stretch says nothing of the day of a count: "in 2024"; "last summer" stands for its end."""
        if is_season(found.mention.text, self.reading.lang):
            return binding.definition.averaged or not self.is_beside(binding, found)
        return found.last - found.first >= LONGEST_STANDING

    def is_past_year(self, binding: Binding, found: _Dated) -> bool:
        """Whether a year that is over stands right beside the number: «в 2017-м — 330 тыс.»."""
        whole = (found.first.month, found.first.day, found.last.month, found.last.day) == (1, 1, 12, 31)
        over = self.document.published is not None and found.last < self.document.published
        return whole and over and found.first.year == found.last.year and self.is_beside(binding, found)

    def is_beside(self, binding: Binding, found: _Dated) -> bool:
        """Whether date and number stand near each other with no comma and no other number between: «летом было 72»."""
        reading, mark = self.reading, binding.mark
        first, last = reading.words_at(found.mention.start, found.mention.end)
        left, right = (mark.last, first) if first > mark.last else (last, mark.first)
        between = reading.text[reading.ends[left] : reading.starts[right]]
        return found.cost < BESIDE and "," not in between and not reading.numbers & {*range(left + 1, right)}

    def is_counted_on(self, found: _Dated, words: Mapping[Lang, re.Pattern[str]]) -> bool:
        """ "As of 20 June", «на 20 июня»: the day of a count."""
        text, start = self.reading.text, found.mention.start
        named = found.is_day and found.mention.basis != "relative"
        return named and words[self.reading.lang].search(text[max(0, start - 24) : start]) is not None

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

    def is_alike(self, found: _Dated, period: Period) -> bool:
        """Whether a stretch is about as long as the definition's and meets it: the week that another source counts."""
        if period.start is None or period.end is None:
            return False
        own, length = found.last - found.first, period.end - period.start
        meets = found.first <= period.end and found.last >= period.start
        third = found.first.day in THIRDS and (found.last + FUTURE).day in THIRDS  # "late March" is no week
        return meets and not third and length / 2 <= own <= length * 2

    def told_by_length(self, period: Period, sentence: Sentence, dated: Sequence[_Dated]) -> bool:
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

    def period(self, kind: str, dated: Sequence[_Dated], binding: Binding, sentence: Sentence) -> Period | None:
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

    def so_far(self, found: _Dated) -> date:
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

    def counts_in(self, sentence: Sentence) -> bool:
        return any(sentence.first <= mark.first < sentence.last for mark in self.reading.marks)

    def lasts_beside(self, kind: str, found: _Dated, binding: Binding, *, ahead: bool) -> bool:
        """Whether a date is also that of the sentence beside it."""
        if found.is_day:
            named = found.mention.basis != "relative" or binding.definition.indicator.kind == "incident"
            return kind == "flow" and named and not self.announced(found)
        if found.mention.basis != "relative":
            return True
        return found.last - found.first >= MONTH and not (ahead and AGO.search(found.mention.text))

    def is_since(self, found: _Dated) -> bool:
        """ "Since 5 February", «с апреля», «аз моҳи март»: from then on; a span that names its end is none."""
        text, mention = self.reading.text, found.mention
        before = text[max(0, mention.start - 24) : mention.start]
        if not mention.text or MORE_THAN.search(before):
            return False
        if found.last - found.first >= LONGEST_STANDING:
            return self.is_one_year(found) and SINCE[self.reading.lang].search(before) is not None
        if mention.text.lower().startswith(SINCE_WORDS) and (found.is_day or found.last - found.first >= MONTH):
            return True
        return SINCE[self.reading.lang].search(before) is not None

    def is_one_year(self, found: _Dated) -> bool:
        """Whether it is a year by its number, «с 2014 года»; «с 2014 годом» compares."""
        whole = (found.first.month, found.first.day, found.last) == (1, 1, found.first.replace(month=12, day=31))
        return whole and str(found.first.year) in found.mention.text and not found.mention.text.endswith("годом")

    def told_then(self, found: _Dated) -> bool:
        """In Tajik the month of the announcement stands right before its verb: «моҳи март изҳор дошта буданд»."""
        return (
            self.reading.lang == "tg" and MONTH <= found.last - found.first < LONGEST_STANDING and self.announced(found)
        )

    def any_in(self, binding: Binding, sentence: Sentence) -> bool:
        """Whether the sentence speaks of any time, known or not ("over the past 10 years"), but that of another
        number."""
        return any(
            sentence.start <= mention.start < sentence.end
            and self.owners.get(mention.start, binding.mark) is binding.mark
            for mention in self.mentions
        )

    def announced(self, found: _Dated) -> bool:
        """Whether the day is that of the announcement: a verb of speech stands right by it, or nearer than the number
        and with no comma between ("the minister told a rally on Sunday")."""
        first, last = self.reading.words_at(found.mention.start, found.mention.end)
        for hit in self.reading.hits_in(max(0, first - 8), last + 8):
            if hit.concept != "said":
                continue
            way = self.reading.between(first, last, hit.first, hit.last)
            if way <= SPOKEN:
                return True
            gap = self.reading.text[self.reading.ends[min(last, hit.last)] : self.reading.starts[max(first, hit.first)]]
            if found.is_day and hit.last < first and way < min(found.cost, TOLD) and "," not in gap:
                return True
        return False
