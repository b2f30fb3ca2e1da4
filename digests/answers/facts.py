"""Facts from curated statements and passages: which of them answer what was asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from digests.answers import lexis
from digests.answers.choice import UNITS
from digests.answers.holdings import Holdings
from digests.answers.question import Question
from digests.answers.support import Judge, Said
from digests.corpus import terms as index_terms
from digests.corpus.index import Hit, Index
from digests.figures.indicators import Indicators
from digests.figures.quantities import find_quantities
from digests.language import names
from digests.language.dates import find_dates
from digests.language.fold import iter_words
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
LIGHT = 0.2
"""A word that says less than this tells nothing."""
SHORT = 2
"""Of a question that says so little everything must be met."""
OFFICE = 4
OFFICE_MET = 0.75
"""… and of one about an office that says no more than this, more surely."""
BY_OFFICE = 4
"""Words between an office and the name of who holds it, at most."""
MEASURED = 0.75
"""How surely the word must be said that tells what happened to those who are counted."""
MET = 0.55
"""How surely a word must be said to be met."""
LEANING = {"where": "located", "why": "because"}
"""Groups of words that a sentence holds which answers such a question."""
BONUS = 0.12
ALIKE = 0.55
"""Share of common words from which two statements say the same."""
TIMES = frozenset({"year", "month", "week", "day", "hour", "minute"})
WIDE = frozenset({"russia", "tajikistan", "central-asia"})
AGEING = frozenset({"advice", "rule", "deadline", "price"})
_NUMBER = re.compile(r"\d")
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)(?<!\n)\b[A-ZА-ЯЁӢӮҲҚҒҶ][\w’'-]+\s+[A-ZА-ЯЁӢӮҲҚҒҶ][\w’'-]+")
PRIVATE = frozenset({"detained", "charged", "convicted", "killed", "injured"})
"""Concepts beside which a name that is not on the allow-list is not shown."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A passage that may answer, judged."""

    hit: Hit
    statement: Statement | None
    document: Document
    support: float

    @property
    def lang(self) -> Lang:
        return self.hit.lang


class Facts:
    """Finds what answers a question beside the ledger."""

    def __init__(self, holdings: Holdings, indicators: Indicators, judge: Judge) -> None:
        self.holdings = holdings
        self.indicators = indicators
        self.judge = judge
        self.measures = frozenset(
            name for name, concept in indicators.concepts.items() if concept.role == "measure" and not concept.weak
        )

    def find(self, question: Question, known: date | None) -> list[Fact]:
        """Passages that say enough of the question and what was asked of it, the best first."""
        if not question.terms:
            return []
        index = Index(self.holdings.connection)
        leaning = LEANING.get(question.kind or "")
        asked = f"{question.text} {lexis.first_cues(question.lang, leaning)}" if leaning else question.text
        if question.kind == "when":
            asked = " ".join([asked, *(say_date(day, question.lang) for day in self.event_days(question))])
        hits = index.search(asked, lang=question.lang, langs=(question.lang,), k=FOUND, known=known)
        if asked != question.text:  # what leans towards the answer comes on top, and crowds nothing out
            found = {(hit.doc_id, hit.text) for hit in hits}
            more = index.search(question.text, lang=question.lang, langs=(question.lang,), k=FOUND, known=known)
            hits = [*hits, *(hit for hit in more if (hit.doc_id, hit.text) not in found)]
        best = self.judged(question, hits)
        if not best or best[0].support < ENOUGH:  # what is held in another language alone
            hits = index.search(question.text, lang=question.lang, k=FOUND, known=known)
            best += self.judged(
                question, [hit for hit in hits if hit.statement_id is None and hit.lang != question.lang]
            )
            best.sort(key=lambda fact: -fact.support)
        least = STRICT.get(question.kind or "", ENOUGH)
        return [
            fact
            for fact in best
            if fact.support >= least and self.whole(question, fact) and self.answers(question, fact)
        ]

    def whole(self, question: Question, fact: Fact) -> bool:
        """Of a short question every word must be met: it says nothing else ("Who is the foreign minister?")."""
        said = self.judge.said(fact.hit.text, fact.lang)
        if not self.said_of(question, fact, said):
            return False
        telling = [
            term
            for term in question.terms
            if term.entity not in lexis.ambient() and not term.soft and term.weight > LIGHT
        ]
        office = question.kind in ("who", None) and "office" in question.groups and len(telling) <= OFFICE
        if question.kind == "figure" and not all(
            self.judge.strength(term, said) >= MEASURED for term in telling if term.concepts & self.measures
        ):
            return False  # "how many were granted citizenship" is not told by how many citizens were detained
        if len(telling) > SHORT and not office:
            return True
        if question.kind == "who" and "wrote" in question.groups and "wrote" not in said.groups:
            return False
        beside = self.beside(fact.statement, fact.document, question)
        least = OFFICE_MET if office else MET
        return all(self.judge.strength(term, said) >= least or term.entity in beside for term in telling)

    def said_of(self, question: Question, fact: Fact, said: Said) -> bool:
        """Whether what is asked of somebody or something is said at all (an address, an age), of whoever holds an
        office, and of what is to come where that is asked."""
        table = lexis.load(question.lang)
        attributes = {
            question.words[n]
            for hit in table.groups(question.words)
            if hit.concept == "attribute"
            for n in range(hit.first, hit.last + 1)
        }
        if any(term.cue in attributes and self.judge.strength(term, said) < MET for term in question.terms):
            return False
        if question.kind == "when" and "future" in question.groups:
            dates = find_dates(fact.hit.text, fact.lang, fact.document.published)
            published = fact.document.published or fact.document.not_before
            return published is not None and any(each.last is not None and each.last > published for each in dates)
        if question.kind == "who" and "office" in question.groups and len(question.terms) <= OFFICE:
            return self.holds_office(question, fact)
        return True

    def holds_office(self, question: Question, fact: Fact) -> bool:
        """Whether a person's name stands by the office that the passage speaks of."""
        found = list(iter_words(fact.hit.text))
        people = [
            (mention.start, mention.end, mention.entity)
            for mention in names.load().find(fact.hit.text, fact.lang)
            if _kinds().get(mention.entity) == "person"
        ]
        for hit in lexis.load(fact.lang).groups([word.folded for word in found]):
            if hit.concept == "office":
                window = found[max(0, hit.first - BY_OFFICE) : hit.last + 1 + BY_OFFICE]
                near = [name for start, end, name in people if start < window[-1].end and window[0].start < end]
                if any(self.serves(name, question) for name in near):
                    return True
        return False

    def serves(self, person: str, question: Question) -> bool:
        """Whether a person's office, as the table of names tells it, is of the country that is asked about."""
        role = (names.load().entity(person).role or {}).get("en", "")
        countries = {each for each in question.entities if _kinds().get(each) == "place"}
        return not role or not countries or bool(countries & self.judge.said(role, "en").entities)

    def judged(self, question: Question, hits: Iterable[Hit]) -> list[Fact]:
        facts = []
        for hit in hits:
            document = self.holdings.document(hit.doc_id)
            statement = self.holdings.statement(hit.statement_id) if hit.statement_id else None
            if document is None or (statement is None and self.is_private(hit)):
                continue
            if self.contradicts(question, hit, document):
                continue
            beside = self.beside(statement, document, question)
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
        return any(_kinds().get(each) == "place" for each in said.entities - question.entities - WIDE)

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

    def beside(self, statement: Statement | None, document: Document, question: Question) -> frozenset[str]:
        """Names that stand beside a passage: who said it, of which body; who published it."""
        texts = [document.publisher or "", *(statement.attributed_to if statement else ())]
        said = [self.judge.said(text, "en") for text in texts if text]
        found = {entity for each in said for entity in each.entities}
        found |= {
            entity
            for entity in question.entities
            if _kinds().get(entity) == "body" and any(_of_body(entity, each) for each in said)
        }
        return frozenset(found)

    def contradicts(self, question: Question, hit: Hit, document: Document) -> bool:
        """Whether the passage speaks of another people or another time than the question."""
        said = self.judge.said(hit.text, hit.lang)
        kinds = _kinds()
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

    def answers(self, question: Question, fact: Fact) -> bool:
        """Whether the passage holds the kind of thing that was asked: a name, a place, a date, a number."""
        text = fact.hit.text
        match question.kind:
            case "figure":
                return self.counts(question, fact)
            case "may":  # what was allowed or advised; that somebody did it is no answer
                return fact.statement is not None and fact.statement.kind in AGEING
            case "when":
                return bool(find_dates(text, fact.lang, fact.document.published))
            case "where":
                kinds = _kinds()
                return any(
                    kinds.get(entity) in ("place", "building") and entity not in question.entities
                    for entity in self.judge.said(text, fact.lang).entities
                ) or bool(_unasked_names(text, question))
            case "who":
                return bool(
                    (fact.statement and fact.statement.attributed_to)
                    or self.judge.said(text, fact.lang).entities - question.entities
                    or _unasked_names(text, question)
                )
        return True

    def counts(self, question: Question, fact: Fact) -> bool:
        """Whether a number is said, in the unit that is asked in; «201-уми» counts nothing."""
        units = {quantity.unit for quantity in find_quantities(fact.hit.text, fact.lang)}
        units |= {figure.unit for figure in fact.statement.figures} if fact.statement else set()
        return bool(units & UNITS[question.unit] if question.unit else units - TIMES)

    def without_dates(self, text: str, lang: Lang) -> str:
        for mention in reversed(find_dates(text, lang)):
            text = text[: mention.start] + text[mention.end :]
        return text

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


@cache
def _kinds() -> dict[str, str]:
    return {entity.id: entity.kind for entity in names.load()}


def _of_body(entity: str, said: Said) -> bool:
    """Whether a speaker's office is of the body: a deputy minister of labour speaks for the ministry of labour."""
    starts = {term for term in said.terms if term[0] == "f"} | {"f" + term[1:] for term in said.terms if term[0] == "s"}
    for form in names.load().entity(entity).forms["en"]:
        words = [word for word in index_terms.passage_terms(form, "en") if word[0] == "f"]
        if len(words) > 1 and all(word in starts for word in words):
            return True
    return False


def _unasked_names(text: str, question: Question) -> list[str]:
    """Capitalised words inside the sentence that the question does not hold: names that no table knows."""
    asked = set(question.words)
    found = list(iter_words(text))
    return [
        word.text for word in found[1:] if word.text[:1].isupper() and word.folded not in asked and len(word.text) > 2
    ]
