"""What keeps a passage from being an answer, however much of the question it holds."""

from __future__ import annotations

import re
from collections.abc import Set
from datetime import date, timedelta

from digests.answers.find.shown import Shown
from digests.answers.find.support import WIDE, Judge, kinds_of_names
from digests.answers.understand import lexis
from digests.answers.understand.question import Question
from digests.corpus.index import Hit
from digests.language import names
from digests.language.dates import find_dates
from digests.model import Document, Statement

LATELY = timedelta(days=366)
"""How old a text without dates may be that answers for a time."""
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)(?<!\n)\b[A-ZА-ЯЁӢӮҲҚҒҶ][\w’'-]+\s+[A-ZА-ЯЁӢӮҲҚҒҶ][\w’'-]+")
PRIVATE = frozenset({"detained", "charged", "convicted", "killed", "injured"})
"""Concepts beside which a name that is not on the allow-list is not shown."""


class Vetoes:
    """The vetoes over passages."""

    def __init__(self, shown: Shown, judge: Judge) -> None:
        self.shown = shown
        self.judge = judge

    def forbid(self, question: Question, hit: Hit, statement: Statement | None, document: Document) -> bool:
        """Whether the passage may not be shown, or speaks of another people, place or time."""
        if statement is None and self.is_private(hit):
            return True
        return self.is_withheld(hit, document, question.today) or self.contradicts(question, hit, document)

    def contradicts(self, question: Question, hit: Hit, document: Document) -> bool:
        """Whether the passage speaks of others than the question."""
        entities = self.judge.content(hit.text, hit.lang).entities
        return (
            _is_of_other_people(question, entities)
            or _is_of_other_towns(question, entities)
            or _is_of_another_time(question, hit, document)
        )

    def is_withheld(self, hit: Hit, document: Document, today: date) -> bool:
        """Whether the passage states a figure that waits for an editor."""
        withheld = self.shown.withheld(today)
        if hit.statement_id is not None and withheld.holds_statement(hit.statement_id):
            return True
        return withheld.holds(document, hit.text, hit.lang)

    def is_private(self, hit: Hit) -> bool:
        """Whether a raw passage names somebody who may not be named: not on the allow-list, beside an accusation."""
        if not self.judge.content(hit.text, hit.lang).concepts & PRIVATE:
            return False
        known = [(mention.start, mention.end) for mention in names.load().find(hit.text)]
        return any(
            not any(start < match.end() and match.start() < end for start, end in known)
            for match in _NAME.finditer(hit.text)
        )


def _is_of_other_people(question: Question, entities: Set[str]) -> bool:
    kinds = kinds_of_names()
    peoples = {entity for entity in question.entities if kinds.get(entity) == "people"} - {"people-tajik"}
    if question.kind != "figure":
        peoples.discard("people-russian")  # "a Russian lawmaker": the country is meant
    return bool(peoples) and not peoples <= entities


def _is_of_other_towns(question: Question, entities: Set[str]) -> bool:
    """How many cases came to the courts of another city."""
    kinds = kinds_of_names()
    towns = {entity for entity in question.entities if kinds.get(entity) == "place"} - WIDE
    if question.kind != "figure" or not towns or towns & entities:
        return False
    others = {entity for entity in entities if kinds.get(entity) == "place"} - WIDE
    return bool(others - lexis.ambient())


def _is_of_another_time(question: Question, hit: Hit, document: Document) -> bool:
    if not question.periods and not question.days:
        return False
    day = document.published or document.not_before
    dated = [
        (mention.first, mention.last)
        for mention in find_dates(hit.text, hit.lang, day)
        if mention.first and mention.last
    ]
    spans = [(each, each) for each in question.days]
    spans += [(period.start or date.min, period.end or date.max) for period in question.periods]
    if dated:
        return not any(a <= last and first <= b for first, last in dated for a, b in spans)
    return day is not None and all(a > day or b < day - LATELY for a, b in spans)
