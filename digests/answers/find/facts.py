"""Facts from curated statements and passages: which of them answer what was asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from digests.answers.find.found import Fact
from digests.answers.find.shown import Shown
from digests.answers.find.support import WIDE, Content, Judge, kinds_of_names
from digests.answers.find.vetoes import Vetoes
from digests.answers.find.wanted import Wanted
from digests.answers.understand import lexis
from digests.answers.understand.question import Question
from digests.corpus.index import Hit
from digests.figures.indicators import Indicators
from digests.language.dates import find_dates
from digests.model import Document, Lang, Statement
from digests.say.figures import say_date

FOUND = 16
"""Passages that are judged."""
UNREVIEWED = 0.95
"""What a passage of a text is worth beside an editor's statement that says as much."""
ENOUGH = 0.6
"""The share of a question that a passage must say before it is an answer."""
STRICT = {"figure": 0.72, "may": 0.72, "whether": 0.72}
"""The same where a number, a permission or the truth of something is asked for: near misses are worse than none."""
NEXT = {"who": 0.85, "where": 0.75, "when": 0.85}
NEXT_ELSE = 0.7
"""What a second or third statement must have of the first one's support."""
SHOWN = 3
LEANING = {"where": "located", "why": "because"}
"""Groups of words that a sentence holds which answers such a question."""
BONUS = 0.12
ALIKE = 0.55
"""Share of common words from which two statements say the same."""


class Facts:
    """Finds what answers a question beside the ledger."""

    def __init__(self, shown: Shown, indicators: Indicators, judge: Judge) -> None:
        self.shown = shown
        self.indicators = indicators
        self.judge = judge
        self.vetoes = Vetoes(shown, judge)
        self.wanted = Wanted(indicators, judge)

    def find(self, question: Question) -> tuple[Fact, ...]:
        """Passages that say enough of the question and what was asked of it, the best first."""
        if not question.terms:
            return ()
        best = self.judged(question, self.in_own_language(question))
        if not best or best[0].support < ENOUGH:
            best = sorted([*best, *self.judged(question, self.in_others(question))], key=lambda fact: -fact.support)
        least = STRICT.get(question.kind or "", ENOUGH)
        return tuple(
            fact
            for fact in best
            if fact.support >= least and self.wanted.whole(question, fact) and self.wanted.answers(question, fact)
        )

    def in_own_language(self, question: Question) -> list[Hit]:
        """Passages in the question's language; what leans towards the answer comes on top, and crowds nothing out."""
        leaning = LEANING.get(question.kind or "")
        query = f"{question.text} {lexis.first_cues(question.lang, leaning)}" if leaning else question.text
        if question.kind == "when":
            query = " ".join([query, *(say_date(day, question.lang) for day in self.event_days(question))])
        hits = self.search(query, question, (question.lang,))
        if query == question.text:
            return hits
        found = {(hit.doc_id, hit.text) for hit in hits}
        more = self.search(question.text, question, (question.lang,))
        return [*hits, *(hit for hit in more if (hit.doc_id, hit.text) not in found)]

    def in_others(self, question: Question) -> list[Hit]:
        """What is held in another language alone; statements are held in all."""
        hits = self.search(question.text, question, ())
        return [hit for hit in hits if hit.statement_id is None and hit.lang != question.lang]

    def search(self, query: str, question: Question, langs: tuple[Lang, ...]) -> list[Hit]:
        return self.shown.holdings.search(query, question.lang, langs, k=FOUND, known=question.known)

    def judged(self, question: Question, hits: Iterable[Hit]) -> list[Fact]:
        """Those that may be shown and contradict nothing, with their support, the best first."""
        facts = []
        for hit in hits:
            document = self.shown.holdings.document(hit.doc_id, question.known)
            statement = self.shown.holdings.statement(hit.statement_id) if hit.statement_id else None
            if document is None or self.vetoes.forbid(question, hit, statement, document):
                continue
            facts.append(Fact(hit, statement, document, self.support(question, hit, statement, document)))
        return sorted(facts, key=lambda fact: -fact.support)

    def support(self, question: Question, hit: Hit, statement: Statement | None, document: Document) -> float:
        """How much of the question is told, from 0 to 1, and the kind of thing that was asked for on top."""
        beside = self.wanted.beside(statement, document, question)
        content = self.judge.content(hit.text, hit.lang)
        support = self.judge.support(question, content, beside) * (1.0 if statement is not None else UNREVIEWED)
        if not support:
            return support
        if question.kind == "when" and self.dates_event(question, hit):
            support = min(1.0, support + BONUS)
        leans = LEANING.get(question.kind or "", "") in content.groups
        if leans or (question.kind == "where" and self.places(question, content)):
            support = min(1.0, support + BONUS)
        return support

    def places(self, question: Question, content: Content) -> bool:
        """Whether the passage names a place, and more than the country, that the question does not."""
        return any(kinds_of_names().get(each) == "place" for each in content.entities - question.entities - WIDE)

    def dates_event(self, question: Question, hit: Hit) -> bool:
        """Whether the passage gives the day of the event that is asked about."""
        days = self.event_days(question)
        return bool(days) and any(mention.first in days for mention in find_dates(hit.text, hit.lang))

    def event_days(self, question: Question) -> set[date]:
        """The days of the events that the question names."""
        return {
            definition.event.day
            for definition in self.indicators.definitions.values()
            if definition.event is not None and definition.event.strong in question.concepts
        }

    def chosen(self, question: Question, facts: Sequence[Fact]) -> tuple[Fact, ...]:
        """The best one to three that say different things."""
        least = NEXT.get(question.kind or "", NEXT_ELSE)
        chosen: list[Fact] = []
        for fact in facts:
            if len(chosen) == SHOWN or fact.support < least * facts[0].support:
                break
            if not any(self.alike(fact, other) for other in chosen):
                chosen.append(fact)
        return tuple(chosen)

    def alike(self, a: Fact, b: Fact) -> bool:
        if a.statement is not None and a.hit.statement_id == b.hit.statement_id:
            return True
        one, other = (self.judge.content(fact.hit.text, fact.lang).terms for fact in (a, b))
        one, other = (frozenset(term for term in terms if term[0] == "s") for terms in (one, other))
        return len(one & other) >= ALIKE * min(len(one), len(other))
