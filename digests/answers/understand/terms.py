"""The words of a question that say something: what each is looked up by, and how much it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from digests.answers.understand import lexis, named
from digests.answers.understand.asking import Span, within
from digests.answers.understand.question import Term
from digests.answers.understand.tongue import cue_form, is_word
from digests.corpus import terms as index_terms
from digests.corpus.expand import expand
from digests.corpus.holdings import Holdings
from digests.figures.indicators import Indicators
from digests.figures.lexicon import Hit
from digests.language import glossary
from digests.language.fold import Word, iter_words
from digests.language.names import NameMention
from digests.language.numerals import numerals
from digests.language.stems import stem
from digests.model import LANGS, Lang

WORDS = 40
"""Words of a question that are looked at, as many as search looks up."""
SOFT = 0.35
"""What a word counts that most questions hold."""
NUMBER = 0.4
"""What a number in a question counts: it is often the asker's own."""
SYNONYM = 0.6
SAME = 0.75
COMMON_KEY = 0.5
UNSURE = 0.4  # the least that a word says which is held by its synonyms alone

TIMED = 2
"""Words behind "before" among which the event stands that sets the time."""
ASIDE = 0.35
"""What a word of the story before the question counts."""


@dataclass(frozen=True, slots=True)
class _Marked:
    """The words of a question with what the tables say of them, by their places."""

    words: tuple[Word, ...]
    cues: tuple[str, ...]
    mentions: tuple[NameMention, ...]
    concepts: tuple[Hit, ...]  # of the indicators' cues
    asking: frozenset[int]  # they only ask
    typed: frozenset[int]  # they tell the type of what is asked
    soft: frozenset[int]  # most questions hold them
    timing: frozenset[int]  # they set a time by an event

    def mention(self, n: int) -> NameMention | None:
        """The name that the n-th word is a part of."""
        start = self.words[n].start
        return next((each for each in self.mentions if each.start <= start < each.end), None)

    def says(self, n: int, dated: Sequence[Span], small: frozenset[str]) -> bool:
        """Whether the n-th word says something; those of a date and small words do not, and a name counts once."""
        word, mention = self.words[n], self.mention(n)
        if any(start <= word.start < end for start, end in dated):
            return False
        if mention is not None:
            return word.start == mention.start
        is_year = word.folded.isdigit() and len(word.folded) == 4
        return not (n in self.asking or self.cues[n] in small or is_year)


def find(
    text: str,
    lang: Lang,
    dated: Sequence[Span],
    holdings: Holdings,
    indicators: Indicators,
    *,
    asked: Sequence[Span] | None = None,
    mentions: Sequence[NameMention] | None = None,
) -> tuple[Term, ...]:
    """The words of `text` that say something; `dated` is where its dates stand, `asked` the sentences that ask, if
    not all of it does, `mentions` its names, where they were found before."""
    marked = _mark(text, named.find(text, lang) if mentions is None else mentions, lang, indicators)
    folded = list(dict.fromkeys(word.folded for word in marked.words))
    lookups = dict(zip(folded, expand(text, lang, LANGS), strict=False))
    small = lexis.load(lang).small
    weigher = _Weigher(lang, holdings, lookups)
    kept: dict[str, Term] = {}
    for n, word in enumerate(marked.words):
        if marked.says(n, dated, small):
            term = weigher.term(marked, n)
            if asked is not None and not within(word.start, asked):
                term = replace(term, aside=True, weight=term.weight * ASIDE)
            if term.folded not in kept or kept[term.folded].aside:
                kept[term.folded] = term
    return tuple(kept.values())


def _mark(text: str, mentions: Sequence[NameMention], lang: Lang, indicators: Indicators) -> _Marked:
    words = tuple(iter_words(text))[:WORDS]
    table = lexis.load(lang)
    cues = tuple(cue_form(word.folded, lang) for word in words)
    groups = table.groups(cues)
    asking = table.asking(cues) | _places(groups, "greeting")
    if table.kind(cues) == "where":
        asking |= _places(groups, "located")
    typed = table.typed(cues) - _places(groups, "office")
    return _Marked(
        words=words,
        cues=cues,
        mentions=tuple(mentions),
        concepts=tuple(indicators.lexicon(lang).hits(cues)),
        asking=frozenset(asking),
        typed=frozenset(typed),
        soft=frozenset(_places(table.soft.hits(cues)) | typed),
        timing=frozenset(_behind(groups, "beside_event")),
    )


def _places(hits: Sequence[Hit], concept: str | None = None) -> set[int]:
    """The places of the words of `hits`, or of those of one concept."""
    chosen = (hit for hit in hits if concept is None or hit.concept == concept)
    return {n for hit in chosen for n in range(hit.first, hit.last + 1)}


def _behind(hits: Sequence[Hit], concept: str) -> set[int]:
    """The places of the words that stand close behind those of one concept."""
    return {hit.last + n for hit in hits if hit.concept == concept for n in range(1, TIMED + 1)}


class _Weigher:
    """How much the words of one question say in one corpus."""

    def __init__(self, lang: Lang, holdings: Holdings, lookups: Mapping[str, Mapping[str, float]]) -> None:
        self.lang = lang
        self.holdings = holdings
        self.lookups = lookups  # folded word → index terms and their worth

    def term(self, marked: _Marked, n: int) -> Term:
        """The n-th word as a term."""
        word, mention = marked.words[n], marked.mention(n)
        alternatives = self.synonyms(word.folded)
        weight = self.weigh(alternatives, word.folded)
        if word.folded.isdigit() or word.folded in numerals(self.lang).words:
            weight = min(weight, NUMBER)
        if mention is not None and mention.end > word.end:  # the word that tells most speaks for the name
            inside = [each.folded for each in marked.words if mention.start <= each.start < mention.end]
            weight, telling = max((self.weigh(self.lookups.get(each, {}), each), each) for each in inside)
            alternatives = self.lookups.get(telling, {})
        return Term(
            text=word.text,
            folded=word.folded,
            weight=weight * (SOFT if n in marked.soft else 1.0),
            lookups=alternatives,
            concepts=frozenset(hit.concept for hit in marked.concepts if hit.first <= n <= hit.last),
            entity=mention.entity if mention else None,
            cue=marked.cues[n],
            soft=n in marked.soft,
            typed=n in marked.typed,
            timing=n in marked.timing,
        )

    def synonyms(self, folded: str) -> Mapping[str, float]:
        """What a word is looked up by, with the words that stand beside it in a cell of the glossary. The sound of a
        common word is no word: a minister is no ministry."""
        lang = self.lang
        own = index_terms.stem_term("a", lang)[1]
        common = is_word(cue_form(folded, lang), lang)
        found = {
            term: worth * COMMON_KEY if common and term[0] in "kp" and term[1] == own else worth
            for term, worth in self.lookups.get(folded, {}).items()
        }
        for other in _cells(lang).get(stem(folded, lang), ()):
            term = index_terms.stem_term(other, lang)
            found[term] = max(found.get(term, 0.0), SYNONYM)
        for other in lexis.same(lang).get(stem(folded, lang), ()):
            term = index_terms.stem_term(other, lang)
            found[term] = max(found.get(term, 0.0), SAME)
        numeral = numerals(lang).words.get(folded)
        if numeral is not None and numeral[0] not in "SHM":
            found[index_terms.stem_term(str(numeral[1]), lang)] = 1.0
        return found

    def weigh(self, lookups: Mapping[str, float], folded: str) -> float:
        """By how few passages hold the word: in the language asked in, or in any where hardly a passage is in it."""
        lang = self.lang
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


@cache
def _cells(lang: Lang) -> Mapping[str, frozenset[str]]:
    """Stems that stand together in a cell of the glossary, single words only."""
    found: dict[str, set[str]] = {}
    for concept in glossary.load().concepts:
        cell = {term[0] for word in concept.words(lang) if len(term := glossary.content(word, lang)) == 1}
        for each in cell:
            found.setdefault(each, set()).update(cell - {each})
    return {each: frozenset(others) for each, others in found.items() if others}
