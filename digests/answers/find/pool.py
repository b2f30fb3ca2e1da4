"""The passages that may answer a question: those near it by their words, and those near it by their meaning."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from digests.answers.find import aim as aims
from digests.answers.find.aim import Aim
from digests.answers.find.found import Fact
from digests.answers.find.shown import Shown
from digests.answers.understand.question import Question
from digests.corpus.index import Hit
from digests.corpus.vectors import Found, Near
from digests.language.meaning import Load
from digests.model import Claim, Lang, Statement

BY_WORDS = 16
BY_WORDS_ELSEWHERE = 8
"""Passages looked at that are in another language than the question; statements are in all three."""
BY_MEANING = 24
NONE_OPEN = 0.4
"""How near an open question lies on the average: what stands where a corpus leaves none open."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Candidates, and how near the nearest question lies that the records leave open."""

    facts: tuple[Fact, ...]
    left_open: float


class Pool:
    """Finds candidates in one corpus."""

    def __init__(self, shown: Shown, meaning: Load) -> None:
        self.shown = shown
        self.meaning = meaning
        self.aim: Aim | None = None  # another one than the model's own: while one is learned

    def gather(self, question: Question) -> Gathered:
        """What may answer, unjudged, each statement or passage once."""
        met = self.by_meaning(question)
        near = {(each.doc_id, each.statement_id or each.n): each for each in met.hits}
        found = {_key(hit): hit for hit in self.by_words(question)}
        for key, each in near.items():
            found.setdefault(key, _hit(each))
        floor = min((closeness(each) for each in near.values()), default=None)
        facts = []
        for key, hit in found.items():
            document = self.shown.holdings.document(hit.doc_id, question.seen)
            if document is None:
                continue
            statement = self.shown.holdings.statement(hit.statement_id) if hit.statement_id else None
            close = closeness(near[key]) if key in near else floor
            spoken = _in_language(hit, question.lang, statement)
            states = self.states(hit, statement, question.seen)
            facts.append(Fact(spoken, statement, document, near=close, states=states))
        left_open = met.best.get("open", -1.0)
        return Gathered(tuple(facts), left_open if left_open > -1.0 else NONE_OPEN)

    def stating(self, claim: Claim, question: Question) -> Fact | None:
        """The statement that a claim was read from, unjudged; None for one that was read from a text."""
        statement = self.shown.holdings.statement(claim.statement_id) if claim.statement_id else None
        document = self.shown.holdings.document(claim.doc_id, question.seen)
        if statement is None or document is None:
            return None
        hit = Hit(document.id, 0, question.lang, 0.0, statement.texts[question.lang], statement.id, None, None)
        return Fact(hit, statement, document, states=self.states(hit, statement, question.seen))

    def states(self, hit: Hit, statement: Statement | None, known: date | None) -> frozenset[str]:
        """The indicators of which a passage states a figure: an editor says so, or its claims were read there."""
        if statement is not None:
            return frozenset(figure.indicator for figure in statement.figures if figure.indicator is not None)
        read = self.shown.read(known).get(hit.doc_id, ())
        return frozenset(claim.indicator for claim in read if claim.quote and claim.quote in hit.text)

    def by_words(self, question: Question) -> list[Hit]:
        """Passages that hold the question's words: in its own language, and what is held in another alone."""
        search, lang, known = self.shown.holdings.search, question.lang, question.seen
        own = search(question.text, lang, (lang,), k=BY_WORDS, known=known)
        elsewhere = self.shown.holdings.raw_languages() - {lang}
        if not elsewhere:
            return own
        others = search(question.text, lang, tuple(elsewhere), k=BY_WORDS + BY_WORDS_ELSEWHERE, known=known)
        foreign = [hit for hit in others if hit.statement_id is None]
        return [*own, *foreign[:BY_WORDS_ELSEWHERE]]

    def by_meaning(self, question: Question) -> Found:
        """Passages near to the question by their meaning, with all their scores; none without a model."""
        model = self.meaning()
        if model is None:
            return Found()
        vectors = self.shown.holdings.vectors(model.id)
        query = (
            question.vector[None] if question.vector is not None else model.query([question.spoken or question.text])
        )
        aim = self.aim or aims.load(model.id)
        turned = aim.turned(query) if aim else None
        return vectors.nearest(query, turned=turned, known=question.seen, k=BY_MEANING)


def closeness(near: Near) -> float:
    """One number for how near a passage lies: a statement by the questions that it answers, what carries none by its
    text. A question is met best by questions: with the statement's own vectors beside them fewer are found."""
    return near.score if near.asked is None else near.asked


def _key(hit: Hit) -> tuple[str, str | int]:
    return hit.doc_id, hit.statement_id or hit.passage_id


def _hit(near: Near) -> Hit:
    return Hit(near.doc_id, near.n, near.lang, near.score, near.text, near.statement_id, None, None)


def _in_language(hit: Hit, lang: Lang, statement: Statement | None) -> Hit:
    """A statement as it stands in the question's language."""
    return replace(hit, lang=lang, text=statement.texts[lang]) if statement else hit
