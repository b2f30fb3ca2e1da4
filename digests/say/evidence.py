"""Nothing is said that the sources do not hold: every number, date and name of a text is looked up in what it cites.

Numbers are normalised first («2,5 ҳазор» = 2,500), dates are read as dates, names by the table of names; so the
check works across the three languages. Word for word is not asked: the wording is ours, the facts are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache

from digests.language import names
from digests.language.dates import find_dates
from digests.model import Citation, Claim, Lang, Number, Statement
from digests.say.speakers import say_speaker

CITATION = re.compile(r"\[\d{1,3}(?:[,–-]\s?\d{1,3})*\]")
DIGITS = re.compile(r"\d+(?:[\s\u00a0\u202f.,]\d+)*")
GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")
SCALE = re.compile(r"[\s\u00a0\u202f]?([^\W\d_]+)")
SCALES = {
    "thousand": 10**3, "тыс": 10**3, "ҳазор": 10**3, "million": 10**6, "млн": 10**6, "миллион": 10**6,
    "billion": 10**9, "млрд": 10**9, "миллиард": 10**9, "trillion": 10**12, "трлн": 10**12, "триллион": 10**12,
}  # fmt: skip
LONGEST = 24
"""Digits of a number that is reckoned with; a longer run is compared as it stands."""
Span = tuple[date | None, date | None]
LANGUAGES: tuple[Lang, ...] = ("tg", "ru", "en")


@dataclass(slots=True)
class Evidence:
    """What a text may say: gathered from claims, statements, quotes and citations."""

    numbers: set[Number] = field(default_factory=set)
    tokens: set[str] = field(default_factory=set)
    dates: set[date] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)
    spans: set[Span] = field(default_factory=set)

    def add_claims(self, claims: Iterable[Claim]) -> None:
        for claim in claims:
            self.numbers |= {number for number in (claim.value, claim.low, claim.high) if number is not None}
            self.dates |= {day for day in (claim.as_of, claim.published) if day}
            if claim.period:
                self.dates |= {day for day in (claim.period.start, claim.period.end) if day}
            for said in (*claim.attributed_to, claim.publisher or "", claim.scope or "", claim.place or ""):
                self.add_text(said)
            for speaker in claim.attributed_to:  # as the table of speakers translates them
                for lang in LANGUAGES:
                    said = say_speaker(speaker, lang)
                    self.add_text(f"{said}\n{said[:1].upper()}{said[1:]}")  # who opens a line may be a name so
            self.add_text(claim.quote)

    def add_citations(self, citations: Iterable[Citation]) -> None:
        for citation in citations:
            if citation.published:
                self.dates.add(citation.published)
            for text in (citation.title, citation.publisher, citation.quote):
                if text:  # each by itself: "… of 2024" before "24.kg" is no number of six digits
                    self.add_text(text)

    def add_statement(self, statement: Statement) -> None:
        """A statement counts in all its languages: an editor has read them side by side."""
        for lang, text in statement.texts.items():
            self.add_text(text, lang)
        for figure in statement.figures:
            self.numbers |= {number for number in (figure.value, figure.low, figure.high) if number is not None}
        self.dates |= {day for day in (statement.as_of, statement.valid_until) if day}
        for said in statement.attributed_to:
            self.add_text(said)

    def add_text(self, text: str, lang: Lang | None = None) -> None:
        """Whatever `text` holds may be said; its dates too, read in its language or, if that is not told, in each."""
        tokens, entities, spans = _holds(text, lang)
        self.tokens |= tokens
        self.entities |= entities
        self.spans |= spans


@lru_cache(maxsize=1 << 12)
def _holds(text: str, lang: Lang | None) -> tuple[frozenset[str], frozenset[str], frozenset[Span]]:
    """The numbers, names and dates of a source's text: the same sources are cited again and again."""
    langs = (lang,) if lang else LANGUAGES
    dated = DIGITS.search(text) is not None
    spans = {(mention.first, mention.last) for each in langs if dated for mention in find_dates(text, each)}
    tokens = {reading for token, scale in number_tokens(text) for reading in (token, *readings(token, scale))}
    return frozenset(tokens), frozenset(named(text)), frozenset(spans)


def named(text: str, lang: Lang | None = None) -> set[str]:
    """The names of `text`, and those inside of longer ones: the attack on Crocus City Hall names the hall too."""
    found = set()
    for mention in names.load().find(text, lang):
        found.add(mention.entity)
        inner = mention.text.split()
        if len(inner) > 1:
            for part in (inner[1:], inner[:-1]):
                found |= {each.entity for each in names.load().find(" ".join(part), lang)}
    return found


def unsupported(text: str, evidence: Evidence, lang: Lang) -> tuple[str, ...]:
    """The numbers, dates and names of `text` that `evidence` does not hold, as they stand there."""
    missing = []
    rest = CITATION.sub(" ", text)
    for mention in sorted(find_dates(rest, lang), key=lambda mention: -mention.start):
        if re.search(r"\d", mention.text):
            if not _dated(mention.first, mention.last, evidence):
                missing.append(mention.text)
            rest = rest[: mention.start] + " " * (mention.end - mention.start) + rest[mention.end :]
    missing += [token for token, scale in number_tokens(rest) if not _counted(token, scale, evidence)]
    missing += [mention.text for mention in names.load().find(rest, lang) if not _known(mention, evidence, lang)]
    return tuple(missing)


def _known(mention: names.NameMention, evidence: Evidence, lang: Lang) -> bool:
    """Whether the evidence holds the name; an event is held by its place ("the attack at Crocus City Hall")."""
    if mention.entity in evidence.entities:
        return True
    if names.load().entity(mention.entity).kind != "event":
        return False
    inner = named(mention.text, lang) - {mention.entity}
    return bool(inner) and inner <= evidence.entities


def _dated(first: date | None, last: date | None, evidence: Evidence) -> bool:
    """A day must be one of the evidence's; a month, a year or a span must hold one of them or be built of two."""
    if (first is None and last is None) or (first, last) in evidence.spans:
        return True
    days = evidence.dates
    if first == last:
        return first in days or (first is not None and _worded(first, evidence))
    inside = any((first is None or first <= day) and (last is None or day <= last) for day in days)
    return inside or any(day is not None and _worded(day, evidence) for day in (first, last))


def _worded(day: date, evidence: Evidence) -> bool:
    """A date written in the evidence's own words: its day and year stand there as numbers."""
    return str(day.day) in evidence.tokens and (
        str(day.year) in evidence.tokens or day.year in {d.year for d in evidence.dates}
    )


def number_tokens(text: str) -> list[tuple[str, int]]:
    """The numbers of `text` in digits, each with the scale of the word behind it (2,5 ҳазор: "2.5", 1000): without the
    spaces that group them, their mark a full stop."""
    found = []
    for match in DIGITS.finditer(text):
        word = SCALE.match(text, match.end())
        scale = next((size for start, size in SCALES.items() if word and word[1].lower().startswith(start)), 1)
        found.append((re.sub(r"[\s\u00a0\u202f]", "", match[0]).rstrip(".,").replace(",", "."), scale))
    return found


def readings(token: str, scale: int) -> set[str]:
    """A number as it stands, and without the marks that may group it: 627.000 may be 627000, 2.5 is not 25."""
    plain = {token, token.replace(".", "")} if GROUPED.fullmatch(token) else {token}
    if scale == 1 or len(token) > LONGEST:
        return plain
    return {_exact(Decimal(each) * scale) for each in plain if each.count(".") < 2}


def _exact(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _counted(token: str, scale: int, evidence: Evidence) -> bool:
    """Whether the number stands in the evidence: as a value, or as written there, grouped in whatever way."""
    read = readings(token, scale)
    if read & evidence.tokens:
        return True
    return any(
        Decimal(each) == Decimal(str(number))
        for each in read
        if len(each) <= LONGEST and each.count(".") < 2
        for number in evidence.numbers
    )
