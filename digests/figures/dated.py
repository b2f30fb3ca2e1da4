"""The dates of a document as they bear on its numbers: how near each stands, and whether it is of another number, of an
announcement, or the beginning or end of something."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from digests.figures.bound import Binding
from digests.figures.compared_times import begins, in_other_brackets, owners
from digests.figures.reading import Reading, Sentence
from digests.figures.time_words import (
    AGAINST,
    ENDING,
    MORE_THAN,
    SINCE,
    SINCE_WORDS,
    UNTIL,
    UNTIL_MONTH,
    running,
)
from digests.language.date_match import DateMention
from digests.language.dates import find_dates
from digests.model import Document, Lang

FUTURE = timedelta(days=1)
ANOTHERS = 12.0
"""What it costs a date that the number after it claims."""
NEXT = 6
"""Words from such a date to that number."""
SPOKEN = 1.5
TOLD = 6.0
"""How far behind its verb of speech the day of an announcement stands."""
FAR = 8.0
"""A day so far from the number is that of something else."""
BESIDE = 4.0
"""How near a day stands to the name of the event that it dates."""
MONTH = timedelta(days=27)
"""A relative stretch as long as a month ("last year") is also that of the next sentence; "last week" is not."""
LONGEST_STANDING = timedelta(days=31)
"""A count "in May" stands for the end of May; "in 2024" says nothing of the day."""
DATELINE = re.compile(r"[^\w\n]*(?:[^\W\d_a-zа-яёғӣқӯҳҷ]{3,}[ -]?)+[,.]\s*")
AFTER_EVENT = timedelta(days=100)
"""An undated text about an event is read as if written so long after it: enough to give its dates a year."""
STANDS = ("stock", "cumulative")
"""Kinds of figures that stand on a day."""
LONGEST_PART = timedelta(days=300)
"""A price is that of a year, or holds from a day; "this summer" it was learned of."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with its days, and the way from it to the number that is looked at."""

    mention: DateMention
    first: date
    last: date
    cost: float

    @property
    def is_day(self) -> bool:
        return self.first == self.last

    @property
    def is_year(self) -> bool:
        """Whether it is one whole year of the calendar."""
        return (self.first, self.last) == (date(self.first.year, 1, 1), date(self.first.year, 12, 31))


class Dates:
    """The dates of one document, found once."""

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

    def is_until(self, found: Dated) -> bool:
        """ "By the end of 2018", «к июлю», «то охири сол»: a day up to which something has come about, no period."""
        text, mention = self.reading.text, found.mention
        return UNTIL[self.reading.lang].search(text[max(0, mention.start - 24) : mention.start + 4]) is not None

    def is_until_month(self, found: Dated) -> bool:
        """ "By April", «к июлю», «до декабря», «то июл»: what had come about when the month began; by one that goes on,
        has come about since."""
        if ENDING.match(found.mention.text):  # by the end of 2022, which is a month as well
            return False
        begins = UNTIL_MONTH[self.reading.lang].search(self.reading.text[: found.mention.start + 4][-28:])
        strictly = begins is not None and begins.group().lower().startswith("до")
        if self.written and found.last >= self.written and not strictly:
            return False
        return begins is not None and found.first.day == 1 and MONTH <= found.last - found.first < LONGEST_STANDING

    def dated(self, binding: Binding, sentence: Sentence) -> list[Dated]:
        """The dates of the sentence that a document can know, the nearest first."""
        return sorted(self.dates_of(binding, sentence), key=lambda found: found.cost)

    def dates_of(self, binding: Binding, sentence: Sentence, *, ahead: bool = False) -> list[Dated]:
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
                claimed.append(Dated(mention, mention.first, mention.last, cost + ANOTHERS))
            else:
                found.append(Dated(mention, mention.first, mention.last, cost))
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

    def is_beside(self, binding: Binding, found: Dated) -> bool:
        """Whether date and number stand near each other with no comma and no other number between: «летом было 72»."""
        reading, mark = self.reading, binding.mark
        first, last = reading.words_at(found.mention.start, found.mention.end)
        left, right = (mark.last, first) if first > mark.last else (last, mark.first)
        between = reading.text[reading.ends[left] : reading.starts[right]]
        return found.cost < BESIDE and "," not in between and not reading.numbers & {*range(left + 1, right)}

    def is_counted_on(self, found: Dated, words: Mapping[Lang, re.Pattern[str]]) -> bool:
        """ "As of 20 June", «на 20 июня»: the day of a count."""
        text, start = self.reading.text, found.mention.start
        named = found.is_day and found.mention.basis != "relative"
        return named and words[self.reading.lang].search(text[max(0, start - 24) : start]) is not None

    def is_since(self, found: Dated) -> bool:
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

    def is_one_year(self, found: Dated) -> bool:
        """Whether it is a year by its number, «с 2014 года»; «с 2014 годом» compares."""
        return (
            found.is_year and str(found.first.year) in found.mention.text and not found.mention.text.endswith("годом")
        )

    def told_then(self, found: Dated) -> bool:
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

    def announced(self, found: Dated) -> bool:
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

    def counts_in(self, sentence: Sentence) -> bool:
        return any(sentence.first <= mark.first < sentence.last for mark in self.reading.marks)
