"""A question in, an answer out: with a citation for every statement, or an honest "not in my sources"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from digests.answers import claimed, fact_answer, followup, lexis, replies
from digests.answers.choice import Candidate, Chooser
from digests.answers.draft import Draft
from digests.answers.facts import Facts
from digests.answers.figure_answer import FigureAnswer, Moment, moments, standing
from digests.answers.holdings import Holdings
from digests.answers.question import Question, Reader
from digests.answers.support import Judge
from digests.figures import ledger
from digests.figures.indicators import Indicators
from digests.model import Answer, Cadence, Claim, Lang, LedgerView
from digests.policy import Policy
from digests.say.ageing import aged
from digests.say.locale import load as load_locale
from digests.say.phrases import own_words

if TYPE_CHECKING:
    from digests.corpus.store import Store

OFFERS = 3
TOGETHER = 0.2
"""How near a second indicator's score must be to be asked for as well ("killed and injured")."""
CLEAR = 0.25
"""How far ahead of all others an indicator must be whose measure the question does not name."""
KNOWN = 0.5
"""The share of a question from which an indicator that is contradicted is what was meant."""
SURE = 0.75
"""The share of keywords from which the figure they name is given before any passage."""
NEAREST = 0.35
"""The score from which an indicator that does not answer is shown as the nearest thing held."""


News = Callable[[Lang, Cadence, date | None], Answer | None]
"""The newest edition that has news, not later than a day, as an answer; None where there is none."""


class Answerer:
    """Answers from one corpus; bound to the thread of its store."""

    def __init__(self, store: Store, indicators: Indicators, *, policy: Policy, news: News | None = None) -> None:
        self.indicators = indicators
        self.policy = policy
        self.news = news
        self.holdings = Holdings(store, indicators, policy)
        self.reader = Reader(self.holdings, indicators)
        self.judge = Judge(indicators)
        self.chooser = Chooser(self.holdings, indicators, self.judge)
        self.facts = Facts(self.holdings, indicators, self.judge)
        self.withheld = 0

    def ask(
        self,
        text: str,
        lang: Lang,
        *,
        today: date,
        known: date | None = None,
        asof: date | None = None,
        memory: Mapping[str, str] | None = None,
    ) -> Answer:
        """Answer `text` from what was published by `known`. `lang` counts where the question's own does not tell;
        `today` is the day against which ages and "a week ago" are reckoned; `asof` asks how things stood on a day."""
        self.holdings.refresh(today, known)
        question = self.reader.read(text, lang, today=today, known=known)
        reply = replies.find(question, text)
        if reply == replies.NEWS:
            told = self.news and self.news(question.lang, _cadence(question), _until(question, known, asof))
            if told:
                return told
        elif reply is not None:
            return self.reply(reply, question, known)
        if question.unread:
            return self.reply("day", question, known)
        question = followup.resolve(self.reader, question, memory, today=today, known=known)
        return self.answer(question, asof=asof, today=today, known=known)

    def answer(self, question: Question, *, asof: date | None, today: date, known: date | None) -> Answer:
        question = claimed.asked_for(question)
        ranked = self.chooser.rank(question, known) if question.terms or question.concepts else []
        best = ranked[0] if ranked and self.is_clear(question, ranked) else None
        wants_figure = question.kind in ("figure", "agreement")
        facts = None
        if best is not None and best.fits and best.held and (wants_figure or self.is_figure(question, best)):
            if not wants_figure:
                facts = self.facts.find(question, known)
            if wants_figure or not facts or best.met >= SURE or facts[0].support <= best.met:
                answer = self.figures(question, ranked, asof=asof, today=today, known=known)
                if answer is not None:
                    return answer
                if wants_figure:
                    return self.refuse(question, ranked, known, then=True)
        if not (wants_figure and best is not None and self.is_near_miss(best)):
            facts = self.facts.find(question, known) if facts is None else facts
            if facts and not self.is_bare(question):
                draft = Draft(self.holdings, question.lang)
                fact_answer.write(draft, question, self.facts.chosen(question, facts), today=today)
                return self.checked(
                    draft,
                    question,
                    "passage",
                    confidence=facts[0].support,
                    memory=followup.remember(question, None),
                )
        return self.refuse(question, ranked, known)

    def is_figure(self, question: Question, best: Candidate) -> bool:
        """Whether keywords, or a question without "how many", ask for a figure: they name what is counted, of what."""
        asked = question.kind is None or (question.kind == "what" and best.stated)
        return asked and best.measured and (len(question.terms) > 1 or question.follows)

    def is_clear(self, question: Question, ranked: Sequence[Candidate]) -> bool:
        """Whether the best indicator is the one that is meant: by its measure, or by a name that no other has."""
        named = any(term.entity and term.entity not in lexis.ambient() for term in question.terms)
        return ranked[0].measured or (named and (len(ranked) < 2 or ranked[0].score - ranked[1].score >= CLEAR))

    def is_near_miss(self, best: Candidate) -> bool:
        """Whether the question asks for a figure we know of, but of another people, place or time, or one not held."""
        return (best.fits and not best.held) or (best.measured and best.met >= KNOWN and bool(best.against))

    def is_bare(self, question: Question) -> bool:
        """Whether a lone common word was said: it asks nothing."""
        return question.kind is None and len(question.terms) == 1 and question.terms[0].entity is None

    # Figures

    def figures(
        self, question: Question, ranked: Sequence[Candidate], *, asof: date | None, today: date, known: date | None
    ) -> Answer | None:
        """The answer from the ledger; None where nothing stood at the time that was asked about."""
        draft = Draft(self.holdings, question.lang)
        writer = FigureAnswer(draft)
        disagree = False
        first: tuple[LedgerView, Claim] | None = None
        asked: list[date] = []
        for candidate in self.together(question, ranked, known):
            definition = self.indicators.definition(candidate.id)
            event = definition.event.day if definition.event else None
            found = moments(question, definition.indicator, asof, event)
            for moment in found:
                view = self.view(candidate.id, moment, known)
                claim = standing(view, moment)
                if claim is None:
                    continue
                disagree |= writer.write(view, claim, agreement=question.kind == "agreement", full=len(found) == 1)
                first = first or (view, claim)
                if moment.day is not None:
                    asked.append(moment.day)
                    now = self.view(candidate.id, Moment(), known).current
                    if now is not None and len(found) == 1:
                        draft.lines.append(writer.later(claim, now))
        if first is None:
            return None
        view, claim = first
        if day := aged(view, today):
            fact_answer.warn(draft, day)
        return self.checked(
            draft, question, "figure", confidence=ranked[0].met, disagree=disagree, indicator=claim.indicator,
            copy_text=writer.copied(view, claim), memory=followup.remember(question, claim.indicator), asked=asked,
        )  # fmt: skip

    def together(self, question: Question, ranked: Sequence[Candidate], known: date | None) -> list[Candidate]:
        """The best indicator, and others that the question names beside it by another measure."""
        chosen = [ranked[0]]
        measures = self.measures(ranked[0].id, question)
        for other in ranked[1:6]:
            own = self.measures(other.id, question)
            if other.held and other.measured and own and not own & measures:
                beside = self.chooser.candidate(
                    self.indicators.definition(other.id), replace(question, terms=tuple(
                        term for term in question.terms if not term.concepts & measures or term.concepts & own
                    )), known,
                )  # fmt: skip
                if beside.fits and ranked[0].score - beside.score <= TOGETHER:
                    chosen.append(other)
                    measures |= own
        return chosen[:OFFERS]

    def measures(self, indicator: str, question: Question) -> frozenset[str]:
        rules = self.indicators.definition(indicator).rules
        named = frozenset().union(*(rule.measure for rule in rules)) & question.concepts
        return frozenset(each for each in named if not self.indicators.concepts[each].weak)

    def view(self, indicator: str, moment: Moment, known: date | None) -> LedgerView:
        return ledger.view(
            self.indicators.get(indicator), self.holdings.claims(indicator, known), asof=moment.day, known=known,
            policy=self.policy,
        )  # fmt: skip

    # Refusal

    def refuse(
        self, question: Question, ranked: Sequence[Candidate], known: date | None, *, then: bool = False
    ) -> Answer:
        """The sources do not tell; the nearest thing they hold, named as different, and what can be asked.
        `then`: they tell, but not of the time that was asked about."""
        draft = Draft(self.holdings, question.lang)
        locale = load_locale(question.lang)
        best = ranked[0] if ranked else None
        wants_figure = question.kind in ("figure", "agreement")
        if best is not None and wants_figure and best.fits and (then or not best.held):
            name = self.indicators.get(best.id).names[question.lang]
            draft.lines.append(
                locale.say("answer-none-then", name=name) if then else locale.say("answer-none-of", name=name)
            )
        else:
            draft.lines.append(locale.say("answer-none"))
        if wants_figure:
            draft.lines.append(self.other_time(draft, best, known) if then else self.nearest(draft, ranked, known))
        offers = self.offers(question.lang, ranked, known)
        self.add_offers(draft, offers)
        memory = followup.remember(question, None)
        return self.checked(draft, question, "none", confidence=0.0, offers=offers, memory=memory)

    def other_time(self, draft: Draft, best: Candidate | None, known: date | None) -> str:
        """The figure that stands, for whatever time it does."""
        view = self.view(best.id, Moment(), known) if best is not None else None
        if view is None or view.current is None:
            return ""
        return load_locale(draft.lang).say("answer-other-time", figure=FigureAnswer(draft).sentence(view, view.current))

    def nearest(self, draft: Draft, ranked: Sequence[Candidate], known: date | None) -> str:
        """The figure of the nearest indicator that is held and counts the same thing of others."""
        for candidate in ranked[:6]:
            if (
                not candidate.held
                or not candidate.measured
                or candidate.score < NEAREST
                or "event" in candidate.against
            ):
                continue
            view = self.view(candidate.id, Moment(), known)
            if view.current is None:
                continue
            locale, figure = load_locale(draft.lang), FigureAnswer(draft).sentence(view, view.current)
            if not candidate.against:
                return locale.say("answer-perhaps", figure=figure)
            return locale.say("answer-nearest", figure=figure)
        return ""

    def offers(self, lang: Lang, ranked: Sequence[Candidate], known: date | None) -> tuple[str, ...]:
        """Up to three questions that the sources do answer, the nearest first."""
        near = [each.id for each in ranked if each.held and each.score > 0.1]
        order = [*near, *(each.id for each in self.indicators.all)]
        found = [
            self.indicators.get(each)
            for each in dict.fromkeys(order)
            if self.holdings.claims(each, known) and self.view(each, Moment(), known).current
        ]
        return tuple(load_locale(lang).say("answer-ask", name=each.names[lang]) for each in found[:OFFERS])

    def add_offers(self, draft: Draft, offers: Sequence[str]) -> None:
        if offers:
            draft.lines.append(load_locale(draft.lang).say("answer-offers"))
            draft.lines += [f"• {offer}" for offer in offers]

    def reply(self, reply: str, question: Question, known: date | None) -> Answer:
        """One of the fixed replies; nothing of the question goes into it."""
        draft = Draft(self.holdings, question.lang)
        draft.lines.append(load_locale(question.lang).say(f"answer-reply-{reply}"))
        offers = self.offers(question.lang, (), known) if reply in ("greeting", "help", "abuse") else ()
        self.add_offers(draft, offers)
        return draft.finish("help", confidence=1.0, offers=offers)

    # The last gate

    def checked(
        self,
        draft: Draft,
        question: Question,
        kind: Literal["figure", "passage", "none"],
        *,
        confidence: float,
        disagree: bool = False,
        offers: Sequence[str] = (),
        indicator: str | None = None,
        copy_text: str | None = None,
        memory: Mapping[str, str] | None = None,
        asked: Sequence[date] = (),
    ) -> Answer:
        """The answer, if every number, date and name of it stands in what it cites; otherwise it is withheld."""
        for offer in offers:
            draft.evidence.add_text(offer)
        if kind == "none":
            draft.evidence.add_text(
                " ".join(self.indicators.get(each.id).names[question.lang] for each in self.indicators)
            )
        if indicator is not None:  # its name and event are the editor's words, beside whatever the source calls them
            for words in own_words(self.indicators.get(indicator)):
                draft.evidence.add_text("\n".join(words.values()))
        if draft.unsupported(asked):
            self.withheld += 1
            held = Draft(self.holdings, question.lang)
            held.lines.append(load_locale(question.lang).say("answer-withheld"))
            return held.finish("none", confidence=0.0)
        return draft.finish(
            kind, confidence=confidence, disagree=disagree, offers=offers, indicator=indicator, copy_text=copy_text,
            memory=memory,
        )  # fmt: skip


def _cadence(question: Question) -> Cadence:
    return "weekly" if "week" in question.groups else "daily"


def _until(question: Question, known: date | None, asof: date | None) -> date | None:
    """The latest day that the news may be of: the one asked about, and what is known."""
    asked = [*question.days, *(period.end for period in question.periods if period.end)]
    return min((day for day in (known, asof, max(asked, default=None)) if day), default=None)
