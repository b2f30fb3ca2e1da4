"""Reads a question: cleans and mends what was typed, and tells its language, kind, words, names and dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from digests.answers.understand import days, lexis, named, sense, terms, tongue
from digests.answers.understand.asking import Span, asking, within
from digests.answers.understand.enclitics import written_before, written_endings
from digests.answers.understand.letters import restored
from digests.answers.understand.lexis import Kind, Lexis
from digests.answers.understand.noise import is_noise
from digests.answers.understand.question import Question
from digests.answers.understand.sense import Sense
from digests.answers.understand.spelling import Speller
from digests.answers.understand.tongue import cue_form
from digests.corpus.holdings import Holdings
from digests.figures.indicators import Indicators
from digests.figures.quantities import find_quantities
from digests.language import names
from digests.language.fold import iter_words
from digests.language.meaning import Load
from digests.language.typed_days import write_out
from digests.model import Lang

READ = 1_000
"""Characters of a question that are read; a pasted page asks nothing more in the rest of it."""
POINTING = frozenset({"there", "back_then"})
"""Groups of words that point back to what was told before the question."""
_MARKUP = re.compile(r"<[^>]{0,200}>|&[a-z]{2,8};|https?://\S+|[\x00-\x08\x0b-\x1f]")
_CODE = re.compile(
    r"<\s*/?\s*(?:script|img|svg|iframe|b|i)\b|--\s*$|'\s*=\s*'|\b(?:DROP|ALTER|TRUNCATE)\s+TABLE\b|[{}$]{2}|\bunion\s+select\b",
    re.IGNORECASE,
)
_KEYBOARD_I = re.compile(
    r"(?<=[бвгджзклмнпрстфхцчшғқҳҷ])й(?![\w-])", re.IGNORECASE
)  # «точикй»: ӣ on a Russian keyboard
_PARTICLE = re.compile(
    r"((?<!\w)(?:как\w+|кто|кого|что|где|куда|откуда|когда|почему|сколько|скольк\w+|ч[её]м|чь\w+))\s+же?(?!\w)",
    re.IGNORECASE,
)  # «до какого же числа»: it strengthens what asks
_TAJIK_WHO = re.compile(r"(?<!\w)кӣ(?!\w)", re.IGNORECASE)
_KEYBOARD_WHO = re.compile(r"(?<!\w)ки(?!\w)", re.IGNORECASE)


class Reader:
    """Reads questions against one corpus."""

    def __init__(self, holdings: Holdings, indicators: Indicators, meaning: Load = lambda: None) -> None:
        self.holdings = holdings
        self.indicators = indicators
        self.meaning = meaning
        self.sense: Sense | None = None  # another one than the model's own: while one is learned

    def read(
        self, text: str, reader: Lang, *, today: date, known: date | None, more: str = "", lang: Lang | None = None
    ) -> Question:
        """Understand `text`; `more` is what a follow-up leans on, in the same language."""
        clean = " ".join(_MARKUP.sub(" ", text[:READ]).split())
        tells_none = _CODE.search(text[:READ]) or is_noise(clean)
        lang = lang or (reader if tells_none else tongue.language(clean, reader))
        typed = write_out(clean, lang, days.event_day(clean, lang, self.indicators), today)
        whole = f"{self.in_words_of_news(typed.text, lang)} {more}".strip()
        words = tuple(cue_form(word.folded, lang) for word in list(iter_words(whole))[: terms.WORDS])
        table = lexis.load(lang)
        hits = table.groups(words)
        groups = frozenset(hit.concept for hit in hits)
        event = days.named_event(whole, lang, self.indicators)
        dated = days.find(whole, lang, today=today, newest=self.holdings.newest_day(known), event=event)
        asked = asking(whole, lang, table)
        written = small(whole, clean)
        found = named.find(written, lang)
        kind = _kind(table, words, clean, lang)
        entities = frozenset(mention.entity for mention in found if groups & POINTING or within(mention.start, asked))
        places = [word.start for word in iter_words(whole)]
        asks = [within(place, asked) for place in places]
        two_counts = table.counts(words, asks) > 1
        told = dated.within(asked)
        leans = kind == "agreement" or groups & {"compare", "back_then"} or not tells(whole, lang, asked)
        if not told.said and leans:
            told = dated  # "For 2024 I find different figures. Who says what?", «Март 2025. Сколько тогда погибло?»
        if any(hit.concept == "year_before" and asks[hit.first] for hit in hits):
            told = told.with_year_before()
        all_of = {told.nearest(places[hit.last]) for hit in hits if hit.concept == "whole_time"}
        return Question(
            text=whole,
            lang=lang,
            kind=kind,
            terms=terms.find(whole, lang, dated.spans, self.holdings, self.indicators, asked=asked, mentions=found),
            concepts=frozenset(hit.concept for hit in self.indicators.lexicon(lang).hits(words)),
            entities=entities,
            groups=groups,
            days=told.single,
            periods=told.periods,
            whole=frozenset(period for period in all_of if period is not None),
            now="now" in groups,
            words=words,
            unit=table.unit(words) if not two_counts else None,  # it would be of one of them
            follows=bool(more),
            unread=typed.unread,
            says_where=any(hit.concept == "where" for hit in table.kinds_of(words)),
            names_regions=table.names_regions(words),
            two_places=len(places_of(entities)) > 1,
            today=today,
            known=known,
            two_counts=two_counts,
            numbers=frozenset(float(found.value) for found in find_quantities(whole, lang) if found.value is not None),
            spoken=self.spoken(f"{clean} {more}".strip(), lang),
        )

    def sensed(self, question: Question) -> Question:
        """`question` with its vector and what it wants by its meaning; as it came where there is no model."""
        model = self.meaning()
        if model is None:
            return question
        vector = model.query([question.spoken or question.text])[0]
        told = self.sense or sense.load(model.id)
        return replace(question, vector=vector, wants=told.of(vector, question.said) if told else None)

    def spoken(self, text: str, lang: Lang) -> str:
        """`text` as the meaning model reads it best."""
        if lang != "tg":
            return text
        return restored(self.written(text), self.holdings.vocabulary(lang).written)

    def written(self, text: str) -> str:
        """Spoken Tajik `text` as writing has it, north and south."""
        speller = self.speller("tg")
        return written_endings(written_before(text, speller), speller)

    def in_words_of_news(self, text: str, lang: Lang) -> str:
        """`text` with its typing errors mended, and what people say to a bot in the words of the news."""
        if lang == "tg":
            text = self.written(_KEYBOARD_I.sub("ӣ", text))
        if lang == "ru":
            text = _PARTICLE.sub(r"\1", text)
        return _plain(self.mend(_plain(text, lang), lang), lang)

    def mend(self, text: str, lang: Lang) -> str:
        """`text` with its typing errors mended."""
        speller = self.speller(lang)
        parts = []
        at = 0
        for n, word in enumerate(iter_words(text)):
            if n >= terms.WORDS:
                break
            form = cue_form(word.folded, lang)
            better = speller.mend(form)
            if better is not None and not find_quantities(form, lang):  # «двести» is no «довести»
                if word.text[:1].isupper():
                    better = better.capitalize()
                parts += [text[at : word.start], better]
                at = word.end
        return "".join([*parts, text[at:]])

    def speller(self, lang: Lang) -> Speller:
        return self.holdings.kept.get(
            "speller", lang, lambda: Speller(lang, self.holdings.vocabulary(lang), self.indicators)
        )


def tells(text: str, lang: Lang, spans: Sequence[Span]) -> bool:
    """Whether the sentences at `spans` say anything by themselves: "how long was each?" does not."""
    table = lexis.load(lang)
    words = [word for word in iter_words(text) if within(word.start, spans)]
    cues = tuple(cue_form(word.folded, lang) for word in words)
    asks = {n for hit in table.kinds.hits(cues) for n in range(hit.first, hit.last + 1)}
    return any(n not in asks and cue not in table.small for n, cue in enumerate(cues))


def places_of(entities: Iterable[str]) -> set[str]:
    """The places among `entities`, without those that all our news is about."""
    telling = set(entities) - lexis.wide() - lexis.ambient()
    return {each for each in telling if names.load().entity(each).kind == "place"}


def small(text: str, typed: str) -> str:
    """`text` in small letters where all that was typed is: a month that was written out would else make every name
    without its capital a common word."""
    lower = text.lower()
    return lower if typed == typed.lower() and len(lower) == len(text) else text


def _kind(table: Lexis, words: tuple[str, ...], written: str, lang: Lang) -> Kind | None:
    kind = table.kind(words)
    return "who" if lang == "tg" and kind in (None, "how", "what") and _asks_who(written) else kind


def _asks_who(text: str) -> bool:
    """«кӣ» is who; on a Russian keyboard it is typed as «ки», which is also "that"."""
    if _TAJIK_WHO.search(text):
        return True
    return not re.search("[ӣӯқғҳҷ]", text.lower()) and _KEYBOARD_WHO.search(text) is not None


def _plain(text: str, lang: Lang) -> str:
    """What people say to a bot in the words of the news: «повязали» → «задержали»."""
    lexicon, replacements = lexis.plain(lang)
    found = list(iter_words(text))
    hits = lexicon.hits([cue_form(word.folded, lang) for word in found])
    for hit in sorted(hits, key=lambda each: -each.first):
        text = text[: found[hit.first].start] + replacements[hit.concept] + text[found[hit.last].end :]
    return text
