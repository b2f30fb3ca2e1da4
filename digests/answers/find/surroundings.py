"""What is said by and around a passage: in its other languages, its headline, by its speaker, in the questions it
answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from digests.answers.find.found import Fact
from digests.answers.find.shown import Shown
from digests.answers.find.support import Content, Judge, Profile
from digests.model import LANGS, Lang

KEPT = 2_048
"""Passages whose surroundings are kept; a curated corpus of some hundred records fits."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The passage itself in one language, with what stands beside it, and with the questions it answers too."""

    own: Content
    beside: Profile
    whole: Profile


class Room:
    """Keeps the surroundings of passages ready."""

    def __init__(self, shown: Shown, judge: Judge) -> None:
        self.shown = shown
        self.judge = judge

    def of(self, fact: Fact, lang: Lang) -> Surroundings:
        """What stands around `fact` for a question in `lang`."""
        key = (fact.hit.doc_id, fact.hit.statement_id or fact.hit.text, lang)  # a number passes to the next version
        return self.shown.holdings.kept.get("surroundings", key, lambda: self._of(fact, lang), most=KEPT)

    def _of(self, fact: Fact, lang: Lang) -> Surroundings:
        beside = list(self._beside(fact))
        asks = fact.statement.asks.get(lang, ()) if fact.statement else ()
        whole = [*beside, *(self.judge.content(ask, lang) for ask in asks)]
        return Surroundings(self.judge.content(fact.hit.text, fact.lang), _together(beside), _together(whole))

    def _beside(self, fact: Fact) -> Iterator[Content]:
        """The passage in its languages, its headline, who said it where, and who published it."""
        statement, document = fact.statement, fact.document
        texts = statement.texts if statement else {fact.lang: fact.hit.text}
        for lang, text in texts.items():
            yield self.judge.content(text, lang)
        for lang in LANGS:
            headline = (document.headline or {}).get(lang)
            if headline:
                yield self.judge.content(headline, lang)
        if not document.headline:
            yield self.judge.content(document.title, document.lang)
        places = [figure.place or "" for figure in statement.figures] if statement else []
        speakers = statement.attributed_to if statement else ()
        for text in (document.publisher or "", *speakers, *places):
            if text:
                yield self.judge.content(text, "en")


def _together(parts: Iterable[Content]) -> Profile:
    parts = list(parts)
    return Profile(
        terms=frozenset().union(*(part.terms for part in parts)),
        entities=frozenset().union(*(part.entities for part in parts)),
        concepts=frozenset().union(*(part.concepts for part in parts)),
    )
