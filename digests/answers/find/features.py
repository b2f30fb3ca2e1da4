"""What speaks for and against a passage as an answer, in numbers that a scorer can weigh."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from digests.answers.find.found import Fact
from digests.answers.find.occasions import occasion, spans
from digests.answers.find.pool import Gathered
from digests.answers.find.shown import Shown
from digests.answers.find.support import CONCEPT, WIDE, Comparable, Judge, Profile, kin_of_names, kinds_of_names
from digests.answers.find.surroundings import Room
from digests.answers.find.wanted import Wanted
from digests.answers.understand import lexis
from digests.answers.understand.question import Question, Term

UNSAID = 0.5
"""How surely a word has to be said to be said."""
PLACES = frozenset({"place", "airport", "building"})
NAMES = frozenset({"person", "body", "media", "law", "group"})
LEANING = {"where": "located", "why": "because"}
"""Groups of words that a sentence holds which answers such a question."""

Features = Mapping[str, float]


class Weigher:
    """Sees what there is of a question in each of its candidates."""

    def __init__(self, shown: Shown, judge: Judge, wanted: Wanted) -> None:
        self.judge = judge
        self.wanted = wanted
        self.room = Room(shown, judge)

    def weigh(self, question: Question, gathered: Gathered) -> list[Fact]:
        """The candidates with the features of each by itself."""
        asked = {"left_open": gathered.left_open, "open_lead": gathered.left_open - gathered.answered}
        return [replace(fact, features=self.alone(question, fact) | asked) for fact in gathered.facts]

    def alone(self, question: Question, fact: Fact) -> dict[str, float]:
        """The features of one passage by itself."""
        around = self.room.of(fact, question.lang)
        fit = occasion(question, fact, spans(question))
        found = {
            "said": self.said(question, around.own),
            "said_beside": self.said(question, around.beside),
            "said_anywhere": self.said(question, around.whole),
            "unsaid": self.unsaid(question, around.whole),
            "measure_unsaid": float(self.is_unsaid(question, around.whole, self.wanted.is_measure)),
            "head_unsaid": float(self.is_unsaid(question, around.whole, lambda term: term.head)),
            "counted_unsaid": float(self.is_unsaid(question, around.whole, is_other)),
            "same_time": float(fit == "same"),
            "other_time": float(fit == "other"),
            "lacks_number": float(question.counts and not self.wanted.counts(question, fact)),
            "lacks_kind": float(not question.counts and not self.wanted.answers(question, fact)),
            "leans": float(LEANING.get(question.kind or "", "") in around.own.groups),
            "terms": min(len(question.terms), 12) / 12,
            "raw": float(fact.statement is None),
            "advice": float(question.kind == "may" and fact.statement is not None and fact.statement.kind == "advice"),
        }
        return found | self.names(question, around.beside)

    def said(self, question: Question, content: Comparable) -> float:
        """The share of the question's weight that is said."""
        total = sum(term.weight for term in question.terms)
        return sum(t.weight * self.judge.strength(t, content) for t in question.terms) / total if total else 0.0

    def unsaid(self, question: Question, content: Comparable) -> float:
        """The weight of the word that says most of those that are said nowhere."""
        left = (t.weight for t in question.terms if not t.aside and self.judge.strength(t, content) < UNSAID)
        return max(left, default=0.0)

    def is_unsaid(self, question: Question, content: Comparable, which: Callable[[Term], bool]) -> bool:
        """Whether a word of some kind is asked with and said nowhere."""
        asked = (term for term in question.terms if not term.aside and which(term))
        return any(self.judge.strength(term, content) < UNSAID for term in asked)

    def names(self, question: Question, around: Profile) -> dict[str, float]:
        """Which kinds of names the question holds and the passage does not."""
        kinds = kinds_of_names()
        kin = {kin_of_names().get(entity, "") for entity in around.entities}
        missing = question.entities - around.entities - kin - lexis.ambient() - WIDE
        if not question.counts:
            missing -= {"people-russian"}  # "a Russian lawmaker": the country is meant
        found = {kinds.get(entity, "") for entity in missing}
        return {
            "lacks_place": float(bool(found & PLACES)),
            "lacks_people": float("people" in found),
            "lacks_name": float(bool(found & NAMES)),
            "lacks_event": float("event" in found),
        }


def is_other(term: Term) -> bool:
    """Whether a word says whom it is about: children, women, students, police."""
    return term.entity is None and "others" in term.concepts and not term.soft and term.weight > CONCEPT / 2


def compared(facts: Sequence[Fact]) -> list[Fact]:
    """`facts` with the features that compare: how far one lies ahead of all others that nothing rules out."""
    near = [fact.near or 0.0 for fact in facts]
    words = [fact.features["said"] + fact.features["said_anywhere"] for fact in facts]
    able = [n for n, fact in enumerate(facts) if not fact.ruled_out]
    best = max((words[n] for n in able), default=0.0)
    found = []
    for n, fact in enumerate(facts):
        others = [near[m] for m in able if m != n]
        kin = [near[m] for m in able if m != n and facts[m].document.id == fact.document.id]
        leads = {
            "near": near[n],
            "near_lead": near[n] - max(others, default=0.0),
            "near_kin": max(kin, default=0.0),
            "words_lead": words[n] - best,
        }
        found.append(replace(fact, features={**fact.features, **leads}))
    return found
