"""Facts from curated statements and passages: which of them answer what was asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import partial

from digests.answers import lexis
from digests.answers.asked import Asked, Fact, kinds_of_names
from digests.answers.question import Question
from digests.answers.shown import Shown
from digests.answers.support import Judge, Said
from digests.corpus.index import Hit
from digests.figures.indicators import Indicators
from digests.language import names
from digests.language.dates import find_dates
from digests.model import Document
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
WIDE = frozenset({"russia", "tajikistan", "central-asia"})
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)(?<!\n)\b[A-ZА-ЯЁӢӮҲҚҒҶ][\w’'-]+\s+[A-ZА-ЯЁӢӮҲҚҒҶ][\w’'-]+")
PRIVATE = frozenset({"detained", "charged", "convicted", "killed", "injured"})
"""Concepts beside which a name that is not on the allow-list is not shown."""


class Facts:
    """Finds what answers a question beside the ledger."""

    def __init__(self, shown: Shown, indicators: Indicators, judge: Judge) -> None:
        self.shown = shown
        self.indicators = indicators
        self.judge = judge
        self.asked = Asked(indicators, judge)

    def find(self, question: Question, today: date, known: date | None) -> list[Fact]:
        """Passages that say enough of the question and what was asked of it, the best first."""
        if not question.terms:
            return []
        search = partial(self.shown.holdings.search, lang=question.lang, k=FOUND, known=known)
        leaning = LEANING.get(question.kind or "")
        asked = f"{question.text} {lexis.first_cues(question.lang, leaning)}" if leaning else question.text
        if question.kind == "when":
            asked = " ".join([asked, *(say_date(day, question.lang) for day in self.event_days(question))])
        hits = search(asked, langs=(question.lang,))
        if asked != question.text:  # what leans towards the answer comes on top, and crowds nothing out
            found = {(hit.doc_id, hit.text) for hit in hits}
            more = search(question.text, langs=(question.lang,))
            hits = [*hits, *(hit for hit in more if (hit.doc_id, hit.text) not in found)]
        best = self.judged(question, hits, today, known)
        if not best or best[0].support < ENOUGH:  # what is held in another language alone
            hits = search(question.text)
            foreign = [hit for hit in hits if hit.statement_id is None and hit.lang != question.lang]
            best += self.judged(question, foreign, today, known)
            best.sort(key=lambda fact: -fact.support)
        least = STRICT.get(question.kind or "", ENOUGH)
        return [
            fact
            for fact in best
            if fact.support >= least and self.asked.whole(question, fact) and self.asked.answers(question, fact)
        ]

    def judged(self, question: Question, hits: Iterable[Hit], today: date, known: date | None) -> list[Fact]:
        facts = []
        for hit in hits:
            document = self.shown.holdings.document(hit.doc_id, known)
            statement = self.shown.holdings.statement(hit.statement_id) if hit.statement_id else None
            if document is None or (statement is None and self.is_private(hit)):
                continue
            if self.is_withheld(hit, document, today):
                continue
            if self.contradicts(question, hit, document):
                continue
            beside = self.asked.beside(statement, document, question)
            said = self.judge.said(hit.text, hit.lang)
            support = self.judge.support(question, said, beside) * (1.0 if statement is not None else UNREVIEWED)
            if support and question.kind == "when" and self.dates_event(question, hit):
                support = min(1.0, support + BONUS)
            leans = LEANING.get(question.kind or "", "") in said.groups
            if support and (leans or (question.kind == "where" and self.places(question, said))):
                support = min(1.0, support + BONUS)
            facts.append(Fact(hit, statement, document, support))
        return sorted(facts, key=lambda fact: -fact.support)

    def places(self, question: Question, said: Said) -> bool:
        """Whether the passage names a place, and more than the country, that the question does not."""
        return any(kinds_of_names().get(each) == "place" for each in said.entities - question.entities - WIDE)

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

    def contradicts(self, question: Question, hit: Hit, document: Document) -> bool:
        """Whether the passage speaks of another people or another time than the question."""
        said = self.judge.said(hit.text, hit.lang)
        kinds = kinds_of_names()
        asked = {entity for entity in question.entities if kinds.get(entity) == "people"} - {"people-tajik"}
        if question.kind != "figure":
            asked.discard("people-russian")  # "a Russian lawmaker": the country is meant
        if asked and not asked <= said.entities:
            return True
        towns = {entity for entity in question.entities if kinds.get(entity) == "place"} - WIDE
        if question.kind == "figure" and towns and not towns & said.entities:
            others = {entity for entity in said.entities if kinds.get(entity) == "place"} - WIDE
            if others - lexis.ambient():
                return True  # how many cases came to the courts of another city
        if not question.periods and not question.days:
            return False
        dated = [
            (mention.first, mention.last)
            for mention in find_dates(hit.text, hit.lang, document.published or document.not_before)
            if mention.first and mention.last
        ]
        asked_spans = [(day, day) for day in question.days] + [
            (period.start or date.min, period.end or date.max) for period in question.periods
        ]
        if dated:
            return not any(a <= last and first <= b for first, last in dated for a, b in asked_spans)
        day = document.published or document.not_before
        return day is not None and all(a > day or b < day - timedelta(days=366) for a, b in asked_spans)

    def is_withheld(self, hit: Hit, document: Document, today: date) -> bool:
        """Whether the passage states a figure that waits for an editor."""
        withheld = self.shown.withheld(today)
        if hit.statement_id is not None and withheld.holds_statement(hit.statement_id):
            return True
        return withheld.holds(document, hit.text, hit.lang)

    def is_private(self, hit: Hit) -> bool:
        """Whether a raw passage names somebody who may not be named: not on the allow-list, beside an accusation."""
        said = self.judge.said(hit.text, hit.lang)
        if not said.concepts & PRIVATE:
            return False
        known = [(mention.start, mention.end) for mention in names.load().find(hit.text)]
        return any(
            not any(start < match.end() and match.start() < end for start, end in known)
            for match in _NAME.finditer(hit.text)
        )

    def chosen(self, question: Question, facts: Sequence[Fact]) -> list[Fact]:
        """The best one to three that say different things."""
        least = NEXT.get(question.kind or "", NEXT_ELSE)
        chosen: list[Fact] = []
        for fact in facts:
            if len(chosen) == SHOWN or fact.support < least * facts[0].support:
                break
            if not any(self.alike(fact, other) for other in chosen):
                chosen.append(fact)
        return chosen

    def alike(self, a: Fact, b: Fact) -> bool:
        if a.statement is not None and a.hit.statement_id == b.hit.statement_id:
            return True
        one, other = (self.judge.said(fact.hit.text, fact.lang).terms for fact in (a, b))
        one, other = (frozenset(term for term in terms if term[0] == "s") for terms in (one, other))
        return len(one & other) >= ALIKE * min(len(one), len(other))
