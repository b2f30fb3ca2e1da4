"""Whether a passage holds what was asked: all that a short question says, what happened to those who are counted, and
the kind of thing that is wanted, a name, a place, a day, a number."""

from __future__ import annotations

from digests.answers.find.found import Fact
from digests.answers.find.support import Content, Judge
from digests.answers.find.units import asked_units
from digests.answers.understand import lexis
from digests.answers.understand.question import Question, Term
from digests.corpus import terms as index_terms
from digests.figures.indicators import Indicators
from digests.language import names
from digests.language.dates import find_dates
from digests.language.fold import iter_words
from digests.language.kin import kinds_of_names
from digests.model import Document, Statement

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
TIMES = frozenset({"year", "month", "week", "day", "hour", "minute"})


class Wanted:
    """What a question asks, held against one passage."""

    def __init__(self, indicators: Indicators, judge: Judge) -> None:
        self.judge = judge
        self.measures = frozenset(
            name for name, concept in indicators.concepts.items() if concept.role == "measure" and not concept.weak
        )

    def whole(self, question: Question, fact: Fact) -> bool:
        """Whether a passage tells what is asked of somebody or something. By words alone every word of a short question
        must be met besides: it says nothing else ("Who is the foreign minister?")."""
        if fact.near is not None:
            return True  # other words for the same, and what is left unsaid, are seen by their meaning, and weighed
        content = self.judge.content(fact.hit.text, fact.lang)
        if not self.is_told(question, fact, content):
            return False
        telling = [
            term
            for term in question.terms
            if term.entity not in lexis.ambient() and not term.soft and term.weight > LIGHT
        ]
        office = question.kind in ("who", None) and "office" in question.groups and len(telling) <= OFFICE
        if question.kind == "figure" and not all(
            self.judge.strength(term, content) >= MEASURED for term in telling if term.concepts & self.measures
        ):
            return False  # "how many were granted citizenship" is not told by how many citizens were detained
        if len(telling) > SHORT and not office:
            return True
        if question.kind == "who" and "wrote" in question.groups and "wrote" not in content.groups:
            return False
        beside = self.beside(fact.statement, fact.document, question)
        least = OFFICE_MET if office else MET
        return all(self.judge.strength(term, content) >= least or term.entity in beside for term in telling)

    def is_told(self, question: Question, fact: Fact, content: Content) -> bool:
        """Whether what is asked of somebody or something is said at all (an address, an age), of whoever holds an
        office, and of what is to come where that is asked."""
        table = lexis.load(question.lang)
        attributes = {
            question.words[n]
            for hit in table.groups(question.words)
            if hit.concept == "attribute"
            for n in range(hit.first, hit.last + 1)
        }
        if any(term.cue in attributes and self.judge.strength(term, content) < MET for term in question.terms):
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
            if kinds_of_names().get(mention.entity) == "person"
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
        countries = {each for each in question.entities if kinds_of_names().get(each) == "place"}
        return not role or not countries or bool(countries & self.judge.content(role, "en").entities)

    def counts(self, question: Question, fact: Fact) -> bool:
        """Whether a number is said that the question does not say itself, in the unit that is asked in; «201-уми»
        counts nothing."""
        said = [(found.value, found.unit) for found in self.judge.content(fact.hit.text, fact.lang).quantities]
        said += [(figure.value, figure.unit) for figure in fact.statement.figures] if fact.statement else []
        units = {unit for value, unit in said if value is None or float(value) not in question.numbers}
        return bool(units & asked_units()[question.unit] if question.unit else units - TIMES)

    def is_measure(self, term: Term) -> bool:
        """Whether a word says what happened to those who are counted."""
        return bool(term.concepts & self.measures)

    def beside(self, statement: Statement | None, document: Document, question: Question) -> frozenset[str]:
        """Names that stand beside a passage: who said it, of which body; who published it."""
        texts = [document.publisher or "", *(statement.attributed_to if statement else ())]
        contents = [self.judge.content(text, "en") for text in texts if text]
        found = {entity for each in contents for entity in each.entities}
        found |= {
            entity
            for entity in question.entities
            if kinds_of_names().get(entity) == "body" and any(_of_body(entity, each) for each in contents)
        }
        return frozenset(found)


def _of_body(entity: str, speaker: Content) -> bool:
    """Whether a speaker's office is of the body: a deputy minister of labour speaks for the ministry of labour."""
    starts = {term for term in speaker.terms if term[0] == "f"}
    starts |= {"f" + term[1:] for term in speaker.terms if term[0] == "s"}
    for form in names.load().entity(entity).forms["en"]:
        words = [word for word in index_terms.passage_terms(form, "en") if word[0] == "f"]
        if len(words) > 1 and all(word in starts for word in words):
            return True
    return False
