"""A question in, an answer out: with a citation for every statement, or an honest "not in my sources"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from digests.answers.check.checked import Checked
from digests.answers.check.checker import Checker
from digests.answers.check.match import Closeness
from digests.answers.check.pasted import is_post
from digests.answers.check.report import Report
from digests.answers.find.facts import Hear
from digests.answers.find.finder import Finder
from digests.answers.find.found import NOW, Moment
from digests.answers.find.shown import Shown
from digests.answers.find.sought import Sought, SoughtFigure, named, sought
from digests.answers.find.support import Judge
from digests.answers.understand import tongue, topics
from digests.answers.understand.question import News, Question, Understood, named_by
from digests.answers.understand.reader import Reader
from digests.answers.understand.understanding import understand
from digests.answers.why import Reason, reasons
from digests.answers.write import gate
from digests.answers.write.writer import withheld, write
from digests.corpus.holdings import Holdings
from digests.corpus.store import Store
from digests.figures.indicators import Indicators
from digests.language.meaning import Load
from digests.model import Answer, Cadence, Lang
from digests.policy import Policy

READ = 2_000
"""Characters of a post that tell its language."""
OFFERS = 3
"""Questions that are offered at most."""
NewsDesk = Callable[[Lang, Cadence, date | None], Answer | None]
"""The newest edition that has news, not later than a day, as an answer; None where there is none."""


class Answerer:
    """Answers from one corpus; bound to the thread of its store."""

    def __init__(
        self,
        store: Store,
        indicators: Indicators,
        *,
        policy: Policy,
        news: NewsDesk | None = None,
        meaning: Load = lambda: None,
        voice: Hear = lambda: None,
        closeness: Callable[[], Closeness | None] = lambda: None,
    ) -> None:
        self.indicators = indicators
        self.news = news
        self.holdings = Holdings(store)
        self.reader = Reader(self.holdings, indicators, meaning)
        self.shown = Shown(self.holdings, indicators, policy)
        self.finder = Finder(self.shown, indicators, meaning, voice)
        self.checker = Checker(self.shown, indicators, Judge(indicators), closeness)
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
        said: date | None = None,
    ) -> Answer:
        """Answer `text` from what was published by `known`. `lang` counts where the question's own does not tell;
        `today` is the day against which ages are reckoned, and "a week ago" unless it was `said` on another day;
        `asof` asks how things stood on a day."""
        self.holdings.refresh()
        understood = understand(self.reader, text, lang, today=today, known=known, asof=asof, memory=memory, said=said)
        answer = self.told(understood.news) or self.answer(understood)
        return replace(answer, topics=topics.of(understood.question)) if answer.kind == "none" else answer

    def why(
        self, text: str, lang: Lang, *, today: date, known: date | None = None, asof: date | None = None
    ) -> tuple[Reason, ...]:
        """What spoke for and against each candidate for an answer to `text`; none where a fixed reply is given."""
        self.holdings.refresh()
        understood = understand(self.reader, text, lang, today=today, known=known, asof=asof, memory=None)
        if understood.reply is not None or understood.news is not None:
            return ()
        return reasons(self.finder.candidates(understood.question), understood.question)

    def sought(self, text: str, lang: Lang, *, today: date, known: date | None = None) -> Sought:
        """The figures that a few words look for, by what answers go by; none where they get a fixed reply. `lang`
        counts where the words' own language does not tell."""
        self.holdings.refresh()
        if whole := named(text, self.indicators):
            held = tuple(SoughtFigure(one) for one in whole if self.shown.claims(one, known))
            return Sought(tongue.language(text, lang), held)
        understood = understand(self.reader, text, lang, today=today, known=known, asof=None, memory=None)
        question = understood.question
        if understood.reply is not None or understood.news is not None:
            return Sought(question.lang)
        asked = self.finder.candidates(question).figures
        newest = self.holdings.newest_day(known)
        return Sought(question.lang, sought(question, asked, self.indicators, newest=newest))

    def figure(
        self, indicator: str, lang: Lang, *, today: date, known: date | None = None, moment: Moment = NOW
    ) -> Answer | None:
        """What the ledger holds of an indicator at a moment, as an answer says it; None where it holds nothing, or not
        what may be said. Raises UnknownName."""
        self.holdings.refresh()
        name = self.indicators.get(indicator).names[lang]
        question = named_by(name, lang, today=today, known=known, asof=moment.day)
        found = self.finder.at(question, indicator, moment)
        draft = write(question, found) if found is not None else None
        return draft.finish() if draft is not None and gate.holds(draft, self.indicators) else None

    def check(self, text: str, lang: Lang, *, day: date) -> Checked:
        """Hold the numbers of a post against what was published by `day`; `lang` counts where its own does not
        tell."""
        self.holdings.refresh()
        told = tongue.language(text[:READ], lang)
        return Report(self.shown, told, day, self.checker.judge(text, told, day)).write()

    def post(self, text: str, lang: Lang, *, day: date, forwarded: bool) -> Checked | None:
        """`text`, checked, if it is a post with figures that can be checked; None where it asks something, or gets a
        fixed reply: who is in trouble is told whom to turn to."""
        told = tongue.language(text[:READ], lang)
        if not is_post(text, told, forwarded=forwarded):
            return None
        self.holdings.refresh()
        if not forwarded:
            understood = understand(self.reader, text, lang, today=day, known=day, asof=None, memory=None)
            if understood.reply is not None:
                return None
        checked = self.check(text, lang, day=day)
        known = checked.findings if forwarded else [each for each in checked.findings if each.verdict != "unknown"]
        return checked if known else None

    def offers(self, questions: Sequence[str], question: Question) -> tuple[str, ...]:
        """The first of `questions` that are answered: each is asked before it is offered."""
        return tuple(islice((each for each in questions if self.is_answered(each, question)), OFFERS))

    def is_answered(self, text: str, question: Question) -> bool:
        """Whether `text` gets an answer of the sources, asked as `question` was."""
        key = (text, question.lang, question.today, question.known)
        return self.holdings.kept.get("answered", key, lambda: self._is_answered(text, question))

    def _is_answered(self, text: str, question: Question) -> bool:
        understood = understand(
            self.reader, text, question.lang, today=question.today, known=question.known, asof=None, memory=None
        )
        return understood.reply is None and self.finder.find(understood).kind in ("figure", "passage")

    def told(self, news: News | None) -> Answer | None:
        """The newest edition, where the news are asked for and there are any."""
        return self.news(news.lang, news.cadence, news.until) if news and self.news else None

    def answer(self, understood: Understood) -> Answer:
        """Find, write, and say only what the sources bear out."""
        found = self.finder.find(understood)
        if found.may_offer:
            found = replace(found, offers=self.offers(found.may_offer, understood.question))
        draft = write(understood.question, found)
        if not gate.holds(draft, self.indicators):
            self.withheld += 1
            draft = withheld(draft.lang)
        return draft.finish()
