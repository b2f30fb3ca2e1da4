"""Who a question names as having said something, held against who said a figure or a statement: "the labour minister's
figures", «по словам генпрокурора», "Reuters and RT"."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from digests.answers.find.found import Fact
from digests.answers.find.support import Judge
from digests.answers.understand.question import Question
from digests.language.kin import kinds_of_names
from digests.model import Claim

TOLD = 0.6
"""How surely a word of the question has to stand in a speaker's name or office; in an outlet's name to the letter: what
is "reported" names no "News"."""
SPEAKING = frozenset({"body", "person", "media"})
"""Kinds of names that can say something."""


def tellers(question: Question, speakers: Iterable[str], judge: Judge, *, outlet: str | None = None) -> frozenset[str]:
    """The words of the question that name one of `speakers` or the `outlet`; none where it names nobody: "labour
    migrants" does not ask for what the Ministry of Labour says."""
    contents = [(judge.content(name, "en"), TOLD) for name in speakers if name]
    contents += [(judge.content(outlet, "en"), 1.0)] if outlet else []
    words = [term for term in question.terms if any(judge.strength(term, each) >= least for each, least in contents)]
    kinds = {kinds_of_names().get(term.entity or "", "") for term in words}
    if not kinds & SPEAKING and "office" not in question.groups:
        return frozenset()
    return frozenset(term.folded for term in words if not term.entity or kinds_of_names().get(term.entity) in SPEAKING)


def of_fact(question: Question, fact: Fact, judge: Judge) -> frozenset[str]:
    """The words of the question that name who told the fact, or who published it."""
    speakers = fact.statement.attributed_to if fact.statement else ()
    return tellers(question, speakers, judge, outlet=fact.document.publisher)


def of_claim(question: Question, claim: Claim, judge: Judge) -> frozenset[str]:
    """The words of the question that name who counted, or who published it."""
    return tellers(question, claim.attributed_to, judge, outlet=claim.publisher)


def of_two(question: Question, claims: Iterable[Claim], judge: Judge) -> bool:
    """Whether the question names the speakers of two of the claims: what one says is set beside what the other does."""
    words = {found for claim in claims if (found := of_claim(question, claim, judge))}
    return any(one - other and other - one for one, other in combinations(words, 2))


def told_best(question: Question, claims: Iterable[Claim], judge: Judge) -> tuple[Claim, ...]:
    """Those of `claims` that are told by whom the question names, in most of its words; none where it names none of
    their speakers."""
    words = [(claim, len(of_claim(question, claim, judge))) for claim in claims]
    most = max((count for _, count in words), default=0)
    return tuple(claim for claim, count in words if count == most) if most else ()
