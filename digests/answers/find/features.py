"""What speaks for and against a passage as an answer, in numbers that a scorer can weigh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digests.answers.find.found import Fact
from digests.answers.find.occasions import occasion, spans
from digests.answers.find.pool import Gathered
from digests.answers.find.shown import Shown
from digests.answers.find.support import Comparable, Judge, Profile
from digests.answers.find.surroundings import Room
from digests.answers.find.wanted import Wanted
from digests.answers.understand import lexis
from digests.answers.understand.question import Question
from digests.language.kin import countries, kin_of_names, kinds_of_names

UNSAID = 0.5
"""How surely a word has to be said to be said."""
PLACES = frozenset({"place", "airport", "building"})
LEANING = {"where": "located", "why": "because"}
"""Groups of words that a sentence holds which answers such a question."""


class Weigher:
    """Sees what there is of a question in each of its candidates."""

    def __init__(self, shown: Shown, judge: Judge, wanted: Wanted) -> None:
        self.judge = judge
        self.wanted = wanted
        self.room = Room(shown, judge)

    def weigh(self, question: Question, gathered: Gathered) -> list[Fact]:
        """The candidates with the features of each by itself."""
        asked = {"left_open": gathered.left_open}
        return [replace(fact, features=self.alone(question, fact) | asked) for fact in gathered.facts]

    def alone(self, question: Question, fact: Fact) -> dict[str, float]:
        """What speaks for one passage by itself, and what rules it out."""
        around = self.room.of(fact, question.lang)
        statement = fact.statement
        anywhere = self.strengths(question, around.whole)
        return {
            "said": share(question, self.strengths(question, around.own)),
            "said_anywhere": share(question, anywhere),
            "measure_unsaid": float(self.is_unsaid(question, anywhere)),
            "other_time": float(occasion(question, fact, spans(question)) == "other"),
            "leans": float(LEANING.get(question.kind or "", "") in around.own.groups),
            "advice": float(question.kind == "may" and statement is not None and statement.kind == "advice"),
            "raw": float(statement is None),
            "lacks_number": float(question.counts and not self.wanted.counts(question, fact)),
        } | self.names(question, around.beside)

    def strengths(self, question: Question, content: Comparable) -> list[float]:
        """How surely each word of the question is said."""
        return [self.judge.strength(term, content) for term in question.terms]

    def is_unsaid(self, question: Question, strengths: Sequence[float]) -> bool:
        """Whether a word that tells what happened is said nowhere."""
        return any(
            strength < UNSAID and not (term.aside or term.timing) and self.wanted.is_measure(term)
            for term, strength in zip(question.terms, strengths, strict=True)
        )

    def names(self, question: Question, around: Profile) -> dict[str, float]:
        """Which kinds of names the question holds and the passage does not."""
        kinds = kinds_of_names()
        asked = {entity for entity in question.entities if kinds.get(entity) == "place"} - lexis.ambient() - countries()
        kin = {kin_of_names().get(entity, "") for entity in around.entities}
        missing = question.entities - around.entities - kin - lexis.ambient() - lexis.wide()
        if not question.counts:
            missing -= {"people-russian"}  # "a Russian lawmaker": the country is meant
        if len(asked) > 1 and asked & around.entities and (question.compares or not question.counts):
            missing -= asked  # "in Kaluga or in Bryansk?": one of them is told
        found = {kinds.get(entity, "") for entity in missing}
        return {"lacks_place": float(bool(found & PLACES)), "lacks_people": float("people" in found)}


def share(question: Question, strengths: Sequence[float]) -> float:
    """The share of the question's weight that is said."""
    total = sum(term.weight for term in question.terms)
    said = sum(term.weight * strength for term, strength in zip(question.terms, strengths, strict=True))
    return said / total if total else 0.0


def compared(facts: Sequence[Fact]) -> list[Fact]:
    """`facts` with the features that compare. Where what is ruled out lies nearest, what is left is rarely meant; so
    the lead over everything tells more than the one over what is left."""
    near = [fact.near or 0.0 for fact in facts]
    words = [fact.features["said"] + fact.features["said_anywhere"] for fact in facts]
    best = max(words, default=0.0)
    found = []
    for n, fact in enumerate(facts):
        others = [m for m in range(len(facts)) if m != n]
        kin = [near[m] for m in others if facts[m].document.id == fact.document.id]
        leads = {
            "near_lead": near[n] - max((near[m] for m in others), default=0.0),
            "near_kin": max(kin, default=0.0),
            "near_open": fact.near - fact.features["left_open"] if fact.near is not None else 0.0,
            "words_lead": words[n] - best,
        }
        found.append(replace(fact, features={**fact.features, **leads}))
    return found
