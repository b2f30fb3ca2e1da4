"""A post as it is checked: its quantities, each with the stretches of text around it, the names and the time said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from digests.answers.understand import lexis
from digests.answers.understand.tongue import cue_form
from digests.figures.quantities import find_quantities
from digests.language import names
from digests.language.date_match import DateMention
from digests.language.dates import find_dates
from digests.language.fold import iter_words
from digests.language.names import NameMention
from digests.language.sentences import ABBREVIATIONS, sentences
from digests.model import Lang, Quantity

READ = 8_000
"""Characters of a post that are read."""
MOST = 40
"""Quantities of a post that are looked at; more of them are a table, and no post."""
TIMES = frozenset({"year", "month", "week", "day", "hour", "minute", "second", "decade", "century"})
"""What only lasts is no finding."""
_BREAK = re.compile(r"[,;:()\n•;]|\s[–—-]\s(?=\D{12})|\s(?:и|а|но|ва|вале|аммо|and|but|while)\s")
_AT: dict[Lang, frozenset[str]] = {
    "en": frozenset({"at", "in", "from", "near"}),
    "ru": frozenset({"в", "во", "на", "из", "под"}),
    "tg": frozenset({"дар", "аз", "ба"}),
}
"""What stands before the name of a place."""
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)")
_LIST = re.compile(r"^\s*\d{1,2}(?:[).]|/\d{0,2})\s", re.MULTILINE)
_PICTURE_END = re.compile(r"(?:[^\w\s.,;:!?()«»\"'’“”„%$€£₽№#@/+–—-]|\u200d|\ufe0f)+(?=\s+[^\W\d_a-zа-яё])")
"""What is drawn before a capital ends a sentence."""
_SMALL_START = re.compile(r"(?P<word>[^\W\d_]{3,})(?P<end>[.!?…]+)(?=\s+[^\W\d_])")
"""Who types in haste begins sentences without a capital."""
_SHORT_END = re.compile(r"\w\.$")


@dataclass(frozen=True, slots=True)
class Said:
    """When a number is said to stand: for a stretch of days, as of now, every year; or nothing is said of it."""

    first: date | None = None
    last: date | None = None
    now: bool = False
    yearly: bool = False
    until: bool = False  # the day is the end of what is counted: "by September"
    near: bool = False  # the time stands in the number's own sentence
    also: tuple[tuple[date, date], ...] = ()  # what else is dated there

    @property
    def dated(self) -> bool:
        return self.first is not None and self.last is not None


@dataclass(frozen=True, slots=True)
class Stated:
    """A quantity of a post. `zones` are the stretches around it, from the nearest to the whole post."""

    quantity: Quantity
    zones: tuple[str, ...]
    near: frozenset[str]  # names in its own clause and between it and the number before
    own: frozenset[str]  # names of its clause alone
    before: frozenset[str]  # names of the nearest sentence before that has any
    said: Said
    ours: bool = False  # it is of "our people"
    sentence: str = ""
    strangers: tuple[str, ...] = ()  # where it is said to be: names that no table knows


@dataclass(frozen=True)
class Post:
    """A post, read once."""

    text: str
    lang: Lang
    day: date
    stated: tuple[Stated, ...] = ()
    names: frozenset[str] = frozenset()


def read(text: str, lang: Lang, day: date) -> Post:
    """The quantities of `text`, a post of the language that was told by `day`: no dates, durations or list numbers."""
    shown = text[:READ]
    return _Reading(shown, lang, day).post()


@dataclass
class _Reading:
    text: str
    lang: Lang
    day: date
    dates: list[DateMention] = field(default_factory=list)
    mentions: Sequence[NameMention] = ()

    def post(self) -> Post:
        self.dates = list(_dates(self.text, self.lang, self.day))
        self.mentions = tuple(names.load().find(self.text, self.lang))
        found = [each for each in find_quantities(self.text, self.lang) if self.counts(each)][:MOST]
        self.spans = list(sentences(self.parted(found)))
        stated = tuple(self.stated(n, found) for n in range(len(found)))
        return Post(self.text, self.lang, self.day, stated, frozenset(each.entity for each in self.mentions))

    def parted(self, found: Sequence[Quantity]) -> str:
        """The text with a line's end where people end a sentence with a picture, or with «млрд.» before a capital."""
        text = _PICTURE_END.sub(lambda match: "\n" * len(match[0]), self.text)
        text = _SMALL_START.sub(_cut, text)
        for each in found:
            after = text[each.end :].lstrip()
            if _SHORT_END.search(each.text) and after[:1].isupper():
                text = f"{text[: each.end - 1]}\n{text[each.end :]}"
        return text

    def counts(self, quantity: Quantity) -> bool:
        """Whether it is a finding: nothing that lasts, no date and no number of a list."""
        unit = (quantity.unit or "").split(" per ")[0]
        dated = any(each.start <= quantity.start and quantity.end <= each.end for each in self.dates)
        listed = any(match.start() <= quantity.start < match.end() for match in _LIST.finditer(self.text))
        vague = quantity.value is None and quantity.low is None and quantity.high is None
        return unit not in TIMES and not dated and not listed and not vague

    def stated(self, n: int, found: Sequence[Quantity]) -> Stated:
        quantity = found[n]
        start, end = self.sentence(quantity)
        left = max([start, *(each.end for each in found[:n] if each.end > start)])
        right = min([end, *(each.start for each in found[n + 1 :] if each.start < end)])
        clause = self.clause(quantity, left, right)
        earlier = [span for span in self.spans if span[1] <= start]
        before = earlier[-1] if earlier else (start, start)
        zones = [clause, (left, right), (start, end), (before[0], end), (0, len(self.text))]
        near = self.named(*clause) | self.named(left, quantity.start) or self.named(start, quantity.start)
        return Stated(
            quantity,
            tuple(self.text[a:b] for a, b in zones),
            near,
            self.named(*clause),
            next((held for a, b in reversed(earlier) if (held := self.named(a, b))), frozenset()),
            self.said(quantity, clause, (left, right), (start, end)),
            ours=self.has("ours", clause),
            sentence=self.text[start:end],
            strangers=self.strangers(min(left, clause[0]), clause[1]),
        )

    def sentence(self, quantity: Quantity) -> tuple[int, int]:
        return next((span for span in self.spans if span[0] <= quantity.start < span[1]), (0, len(self.text)))

    def clause(self, quantity: Quantity, left: int, right: int) -> tuple[int, int]:
        """The stretch around a number between two breaks, within `left` and `right`."""
        start, end = left, right
        for match in _BREAK.finditer(self.text, left, quantity.start):
            start = match.end()
        after = _BREAK.search(self.text, quantity.end, right)
        if after is not None:
            end = after.start()
        return min(start, quantity.start), max(end, quantity.end)

    def named(self, start: int, end: int) -> frozenset[str]:
        return frozenset(each.entity for each in self.mentions if start <= each.start < end)

    def strangers(self, start: int, end: int) -> tuple[str, ...]:
        """Words with a capital after "in" or "at" that no table knows: «дар Садовод»."""
        words = list(iter_words(self.text[start:end]))
        at = _AT[self.lang]
        return tuple(
            word.folded
            for before, word in pairwise(words)
            if before.folded in at and word.text[:1].isupper() and not self.named(start + word.start, start + word.end)
        )

    # Times

    def said(
        self, quantity: Quantity, clause: tuple[int, int], gap: tuple[int, int], sentence: tuple[int, int]
    ) -> Said:
        """The time of the clause, else of what stands before in the sentence, else of the sentences before."""
        now = self.has("now", sentence)
        yearly = self.has("yearly", clause) or self.has("yearly", gap)
        for start, end in (clause, (sentence[0], quantity.start), sentence):
            known = [each for each in self.dates if start <= each.start < end and not self.is_today(each)]
            if known and not ((start, end) == sentence and yearly):
                best = _narrowest(min(known, key=lambda each: _distance(each, quantity)), known)
                until = self.has("until", (max(0, best.start - 3), best.end))
                also = tuple((each.first, each.last) for each in known if each.first and each.last)
                return Said(best.first, best.last, yearly=yearly, until=until, near=True, also=also)
        if now or yearly or self.today_in(sentence):
            return Said(now=now or self.today_in(sentence), yearly=yearly)
        earlier = [each for each in self.dates if each.start < sentence[0] and not self.is_today(each)]
        nows = [each.start for each in self.dates if each.start < sentence[0] and self.is_today(each)]
        if earlier and not (nows and nows[-1] > earlier[-1].start):
            return Said(earlier[-1].first, earlier[-1].last)
        return Said(now=bool(nows))

    def is_today(self, mention: DateMention) -> bool:
        return mention.basis == "relative" and mention.first == mention.last == self.day

    def today_in(self, span: tuple[int, int]) -> bool:
        return any(span[0] <= each.start < span[1] for each in self.dates if self.is_today(each))

    def has(self, group: str, span: tuple[int, int]) -> bool:
        """Whether a word of a group of `config/questions.toml` stands there."""
        words = [cue_form(word.folded, self.lang) for word in iter_words(self.text[span[0] : span[1]])]
        return any(hit.concept == group for hit in lexis.load(self.lang).groups(words))


def _cut(match: re.Match[str]) -> str:
    ends = match["word"].casefold() not in ABBREVIATIONS
    return match["word"] + ("\n" * len(match["end"]) if ends else match["end"])


def _narrowest(mention: DateMention, others: Sequence[DateMention]) -> DateMention:
    """«19 марти имсол» is a day and not a year: of two that stand beside each other the one within the other."""
    for each in others:
        beside = 0 <= mention.start - each.end <= 2 or 0 <= each.start - mention.end <= 2
        if not beside or not (each.first and each.last and mention.first and mention.last):
            continue
        if mention.first <= each.first and each.last <= mention.last:
            return each
    return mention


def _distance(mention: DateMention, quantity: Quantity) -> int:
    return quantity.start - mention.end if mention.end <= quantity.start else mention.start - quantity.end + 5


def _dates(text: str, lang: Lang, day: date) -> Iterator[DateMention]:
    """The dates and periods of `text` that are known, in their order. A bare year is one; what names no year is of the
    year that was said last, if one was."""
    stated = [*find_dates(text, lang, day)]
    for match in _YEAR.finditer(text):
        if not any(each.start <= match.start() < each.end for each in stated) and int(match[0]) <= day.year:
            year = int(match[0])
            stated.append(
                DateMention(match.start(), match.end(), date(year, 1, 1), date(year, 12, 31), "explicit", match[0])
            )
    last_year: int | None = None
    for each in sorted(stated, key=lambda mention: mention.start):
        if each.first is None or each.last is None or each.first > day:
            continue
        if each.basis == "partial" and last_year is not None and each.first.year != last_year:
            again = find_dates(text, lang, date(last_year, 12, 31))
            each = next((one for one in again if one.start == each.start and one.first), each)  # noqa: PLW2901
        if each.basis == "explicit" and each.first and each.last and each.first.year == each.last.year:
            last_year = each.first.year
        yield each
