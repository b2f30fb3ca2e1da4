"""What a question asks: its language, its words and what each is looked up by, names, dates, the kind of answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from digests.answers import lexis
from digests.answers.holdings import Holdings
from digests.answers.lexis import Kind
from digests.answers.spelling import Speller
from digests.corpus import terms as index_terms
from digests.corpus.expand import expand
from digests.figures.indicators import Indicators
from digests.figures.quantities import find_quantities
from digests.language import glossary, names, translation
from digests.language.dates import DateMention, find_dates
from digests.language.fold import cyrillic, is_latin, iter_words
from digests.language.identify import identify
from digests.language.numerals import numerals
from digests.language.stems import stem
from digests.language.typed_days import write_out
from digests.model import LANGS, Lang, Period

READ = 1_000
"""Characters of a question that are read; a pasted page asks nothing more in the rest of it."""
WORDS = 40
"""Words of a question that are looked at, as many as search looks up."""
SHORT = 3
"""Words: what is no longer is judged by its words rather than by its letters, and for the reader where in doubt."""
SOFT = 0.35
"""What a word counts that most questions hold."""
NUMBER = 0.4
"""What a number in a question counts: it is often the asker's own."""
ANCHOR = timedelta(days=31)
"""A date without its year lies in the time of the corpus: not later than this after its newest document."""
SYNONYM = 0.6
SAME = 0.75
COMMON_KEY = 0.5
UNSURE = 0.4  # the least that a word says which is held by its synonyms alone
_MARKUP = re.compile(r"<[^>]{0,200}>|&[a-z]{2,8};|https?://\S+|[\x00-\x08\x0b-\x1f]")
_CODE = re.compile(
    r"<\s*/?\s*(?:script|img|svg|iframe|b|i)\b|--\s*$|'\s*=\s*'|\b(?:DROP|ALTER|TRUNCATE)\s+TABLE\b|[{}$]{2}|\bunion\s+select\b",
    re.IGNORECASE,
)
_TAJIK_LETTER = re.compile("[ғӣқӯҳҷ]")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)")
_KEYBOARD_I = re.compile(
    r"(?<=[бвгджзклмнпрстфхцчшғқҳҷ])й(?![\w-])", re.IGNORECASE
)  # «точикй»: ӣ on a Russian keyboard
_TAJIK_WHO = re.compile(r"(?<!\w)кӣ(?!\w)", re.IGNORECASE)
_KEYBOARD_WHO = re.compile(r"(?<!\w)ки(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a question that says something, or a name of several words."""

    text: str
    folded: str
    weight: float  # what it says, from 0 to 1
    lookups: Mapping[str, float]  # index term → how surely it stands for the word
    concepts: frozenset[str] = frozenset()  # of the indicators' cues
    entity: str | None = None
    cue: str = ""  # folded, in Cyrillic where it is Latin Tajik
    soft: bool = False  # most questions hold it
    typed: bool = False  # it tells the type of what is asked ("which organisation")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood."""

    text: str
    lang: Lang
    kind: Kind | None  # None: keywords
    terms: tuple[Term, ...]
    concepts: frozenset[str]
    entities: frozenset[str]
    groups: frozenset[str]  # of `config/questions.toml`
    days: tuple[date, ...] = ()  # single days, as "how things stood on that day"
    periods: tuple[Period, ...] = ()
    now: bool = False
    words: tuple[str, ...] = ()  # folded, mended, in order
    unit: str | None = None  # "unit_time" …: what a number is asked in
    follows: bool = False  # it leans on the question before it
    event_days: frozenset[date] = field(default_factory=frozenset)
    unread: tuple[str, ...] = ()  # what looks like a day and is none ("31 february")

    @property
    def weight(self) -> float:
        return sum(term.weight for term in self.terms)


class Reader:
    """Reads questions against one corpus."""

    def __init__(self, holdings: Holdings, indicators: Indicators) -> None:
        self.holdings = holdings
        self.indicators = indicators
        self._spellers: dict[Lang, tuple[object, Speller]] = {}

    def language(self, text: str, reader: Lang) -> Lang:
        """The question's language; the reader's where the question does not tell.

        Latin Tajik and English share letters: words that English knows and Tajik does not speak for English.
        """
        told = identify(text)
        if told.lang is None:
            return reader
        words = [word.folded for word in iter_words(text)]
        if len(words) <= SHORT and not _TAJIK_LETTER.search(text.lower()):
            return _short(words, told.lang, reader, latin=told.script == "latin")
        if told.script != "latin":
            return told.lang
        english = sum(_is_word(word, "en") for word in words)
        tajik = sum(_is_word(word, "tg") for word in words)
        if told.lang == "tg" and english > tajik and 2 * english >= len(words):
            return "en"
        if told.lang == "en" and tajik > english and 2 * tajik >= len(words):
            return "tg"
        if told.kind == "unsure" and not english and not tajik:
            return reader
        return told.lang

    def read(
        self, text: str, reader: Lang, *, today: date, known: date | None, more: str = "", lang: Lang | None = None
    ) -> Question:
        """Understand `text`; `more` is what a follow-up leans on, in the same language."""
        clean = " ".join(_MARKUP.sub(" ", text[:READ]).split())
        lang = lang or (reader if _CODE.search(text[:READ]) else self.language(clean, reader))
        written = clean
        typed = write_out(clean, lang, self.event_day(clean, lang), today)
        clean = typed.text
        if lang == "tg":
            clean = _KEYBOARD_I.sub("ӣ", clean)
        mended = _plain(self.mend(_plain(clean, lang), lang), lang)
        whole = f"{mended} {more}".strip()
        found = list(iter_words(whole))[:WORDS]
        words = tuple(_cue_form(word.folded, lang) for word in found)
        table = lexis.load(lang)
        groups = frozenset(hit.concept for hit in table.groups(words))
        kind = table.kind(words)
        if lang == "tg" and kind in (None, "how", "what") and _asks_who(written):
            kind = "who"
        days, periods, spans = self.dates(whole, lang, today, known)
        return Question(
            text=whole,
            lang=lang,
            kind=kind,
            terms=self.terms(whole, lang, spans),
            concepts=frozenset(hit.concept for hit in self.indicators.lexicon(lang).hits(words)),
            entities=frozenset(mention.entity for mention in names.load().find(whole, lang)),
            groups=groups,
            days=days,
            periods=periods,
            now="now" in groups,
            words=words,
            unit=table.unit(words),
            follows=bool(more),
            unread=typed.unread,
        )

    def event_day(self, text: str, lang: Lang) -> date | None:
        """The day that "a year after" is counted from: of the event that is named, or of the only one there is."""
        said = {hit.concept for hit in self.indicators.lexicon(lang).hits([word.folded for word in iter_words(text)])}
        known = (self.indicators.definition(each.id).event for each in self.indicators.all)
        events = list({event.id: event for event in known if event is not None}.values())
        named = [event for event in events if event.own & said] or events
        return named[0].day if len(named) == 1 else None

    def mend(self, text: str, lang: Lang) -> str:
        """`text` with its typing errors mended."""
        speller = self.speller(lang)
        parts = []
        at = 0
        for n, word in enumerate(iter_words(text)):
            if n >= WORDS:
                break
            form = _cue_form(word.folded, lang)
            better = speller.mend(form)
            if better is not None and not find_quantities(form, lang):  # «двести» is no «довести»
                if word.text[:1].isupper():
                    better = better.capitalize()
                parts += [text[at : word.start], better]
                at = word.end
        return "".join([*parts, text[at:]])

    def speller(self, lang: Lang) -> Speller:
        vocabulary = self.holdings.vocabulary(lang)
        held = self._spellers.get(lang)
        if held is None or held[0] is not vocabulary:
            held = (vocabulary, Speller(lang, vocabulary, self.indicators))
            self._spellers[lang] = held
        return held[1]

    # Words

    def terms(self, text: str, lang: Lang, dated: Sequence[tuple[int, int]]) -> tuple[Term, ...]:
        """The words that say something; those of a date and small words are left out."""
        found = list(iter_words(text))[:WORDS]
        expansion = expand(text, lang, LANGS)
        folded = list(dict.fromkeys(word.folded for word in found))
        lookups = dict(zip(folded, expansion, strict=False))
        table = lexis.load(lang)
        cues = [_cue_form(word.folded, lang) for word in found]
        hits = self.indicators.lexicon(lang).hits(cues)
        asked = table.asking(cues)
        asked |= {n for hit in table.groups(cues) if hit.concept == "greeting" for n in range(hit.first, hit.last + 1)}
        if table.kind(cues) == "where":
            asked |= {
                n for hit in table.groups(cues) if hit.concept == "located" for n in range(hit.first, hit.last + 1)
            }
        softened = {n for hit in table.soft.hits(cues) for n in range(hit.first, hit.last + 1)}
        office = {n for hit in table.groups(cues) if hit.concept == "office" for n in range(hit.first, hit.last + 1)}
        typed = table.typed(cues) - office
        softened |= typed
        mentions = names.load().find(text, lang)
        kept: list[Term] = []
        for n, word in enumerate(found):
            mention = next((m for m in mentions if m.start <= word.start < m.end), None)
            if any(start <= word.start < end for start, end in dated):
                continue
            if mention is None and (
                n in asked or cues[n] in table.small or (word.folded.isdigit() and len(word.folded) == 4)
            ):
                continue
            if mention is not None and word.start != mention.start:
                continue  # a name counts once
            concepts = frozenset(hit.concept for hit in hits if hit.first <= n <= hit.last)
            alternatives = self.synonyms(word.folded, lang, lookups.get(word.folded, {}))
            weight = self.weigh(alternatives, word.folded, lang)
            if word.folded.isdigit() or word.folded in numerals(lang).words:
                weight = min(weight, NUMBER)
            if mention is not None and mention.end > word.end:  # the word that tells most speaks for the name
                inside = [w.folded for w in found if mention.start <= w.start < mention.end]
                weight, telling = max((self.weigh(lookups.get(each, {}), each, lang), each) for each in inside)
                alternatives = lookups.get(telling, {})
            kept.append(
                Term(
                    word.text, word.folded, weight * (SOFT if n in softened else 1.0), alternatives, concepts,
                    mention.entity if mention else None, cues[n], n in softened, n in typed,
                )
            )  # fmt: skip
        return tuple({term.folded: term for term in kept}.values())

    def synonyms(self, folded: str, lang: Lang, lookups: Mapping[str, float]) -> Mapping[str, float]:
        """What a word is looked up by, with the words that stand beside it in a cell of the glossary. The sound of a
        common word is no word: a minister is no ministry."""
        own = index_terms.stem_term("a", lang)[1]
        common = _is_word(_cue_form(folded, lang), lang)
        found = {
            term: worth * COMMON_KEY if common and term[0] in "kp" and term[1] == own else worth
            for term, worth in lookups.items()
        }
        for other in _same(lang).get(stem(folded, lang), ()):
            term = index_terms.stem_term(other, lang)
            found[term] = max(found.get(term, 0.0), SYNONYM)
        for other in lexis.same(lang).get(stem(folded, lang), ()):
            term = index_terms.stem_term(other, lang)
            found[term] = max(found.get(term, 0.0), SAME)
        numeral = numerals(lang).words.get(folded)
        if numeral is not None and numeral[0] not in "SHM":
            found[index_terms.stem_term(str(numeral[1]), lang)] = 1.0
        return found

    def weigh(self, lookups: Mapping[str, float], folded: str, lang: Lang) -> float:
        """By how few passages hold the word: in the language asked in, or in any where hardly a passage is in it."""
        own = index_terms.stem_term(stem(folded, lang), lang)
        counts = self.holdings.count([own, *lookups])
        if counts[own]:
            return self.holdings.weight(counts[own], lang)
        foreign = self.holdings.is_foreign(lang)
        others = [
            counts[term]
            for term, weight in lookups.items()
            if term[0] == "s" and counts[term] and weight >= SYNONYM and (foreign or term[:2] == own[:2])
        ]
        return max(self.holdings.weight(max(others), lang), UNSURE) if others else 1.0

    # Dates

    def dates(
        self, text: str, lang: Lang, today: date, known: date | None
    ) -> tuple[tuple[date, ...], tuple[Period, ...], list[tuple[int, int]]]:
        """Single days, periods, and where they stand. A date without a year is one of the corpus' own time."""
        newest = self.holdings.newest_day(known)
        anchor = min(today, newest + ANCHOR) if newest else today
        days: list[date] = []
        periods: list[Period] = []
        spans: list[tuple[int, int]] = []
        relative = {m.start: m for m in find_dates(text, lang, today) if m.basis == "relative"}
        for found in find_dates(text, lang, anchor):
            mention = relative.get(found.start, found)
            spans.append((mention.start, mention.end))
            if mention.first is None and mention.last is None:
                continue
            if mention.first == mention.last and mention.first is not None:
                days.append(mention.first)
            elif not _is_now(mention):
                periods.append(Period(mention.first, mention.last))
        for match in _YEAR.finditer(text):
            if not any(start <= match.start() < end for start, end in spans):
                year = int(match[0])
                periods.append(Period(date(year, 1, 1), date(year, 12, 31)))
        return tuple(dict.fromkeys(days)), tuple(dict.fromkeys(periods)), spans


def _is_now(mention: DateMention) -> bool:
    return mention.basis == "relative" and mention.first is None


def _cue_form(folded: str, lang: Lang) -> str:
    return cyrillic(folded) if lang == "tg" and is_latin(folded) else folded


def _is_word(folded: str, lang: Lang) -> bool:
    """Whether `folded` is a word of `lang` as far as our own tables tell."""
    form = _cue_form(folded, lang)
    stemmed = stem(form, lang)
    return form in lexis.load(lang).forms or glossary.load().knows(stemmed, lang) or translation.knows(stemmed, lang)


def _short(words: Sequence[str], told: Lang, reader: Lang, *, latin: bool) -> Lang:
    """The language of two or three words: letters tell little there, so the one that knows most of them as words of
    its own; the reader's where another knows no more of them."""
    able: tuple[Lang, ...] = ("tg", "en") if latin else ("tg", "ru")
    known = {lang: sum(_is_word(word, lang) for word in words) for lang in able}
    most = max(known.values())
    if not most and (latin or reader in able):
        return reader
    best = [lang for lang in able if known[lang] == most]
    return next((lang for lang in (reader, told) if lang in best), best[0])


def _plain(text: str, lang: Lang) -> str:
    """What people say to a bot in the words of the news: «повязали» → «задержали»."""
    lexicon, said = lexis.plain(lang)
    found = list(iter_words(text))
    hits = lexicon.hits([_cue_form(word.folded, lang) for word in found])
    for hit in sorted(hits, key=lambda each: -each.first):
        text = text[: found[hit.first].start] + said[hit.concept] + text[found[hit.last].end :]
    return text


@cache
def _same(lang: Lang) -> Mapping[str, frozenset[str]]:
    """Stems that stand together in a cell of the glossary, single words only."""
    found: dict[str, set[str]] = {}
    for concept in glossary.load().concepts:
        cell = {term[0] for word in concept.words(lang) if len(term := glossary.content(word, lang)) == 1}
        for each in cell:
            found.setdefault(each, set()).update(cell - {each})
    return {each: frozenset(others) for each, others in found.items() if others}


def _asks_who(text: str) -> bool:
    """«кӣ» is who; on a Russian keyboard it is typed as «ки», which is also "that"."""
    if _TAJIK_WHO.search(text):
        return True
    return not re.search("[ӣӯқғҳҷ]", text.lower()) and _KEYBOARD_WHO.search(text) is not None
