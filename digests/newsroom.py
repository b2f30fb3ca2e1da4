"""What a reader can ask of the corpus: an answer, a digest, a figure, a chart, the sources.

A `Newsroom` is synchronous and bound to the thread that made it. Everything it says is limited to what
was published by its clock.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from time import monotonic

from digests import charts
from digests.answers.answerer import Answerer
from digests.answers.check.checked import Checked
from digests.answers.check.closeness import ByMeaning
from digests.answers.check.match import Closeness
from digests.answers.find.facts import Hear
from digests.answers.why import Reason
from digests.cards import Cards
from digests.clock import Clock, days_before, dushanbe_day
from digests.corpus import asked, reviews
from digests.corpus.feed_log import FeedLog, Trouble
from digests.corpus.store import Store
from digests.corpus.translations import Translations
from digests.corpus.urgent import UrgentMarks
from digests.corpus.vectors import Vectors
from digests.corpus.waiting import WaitingItems
from digests.editions import ahead, machine, stored
from digests.editions.compile import Citations, Order, compile_digest
from digests.editions.corrections import days_taken_back
from digests.editions.coverage import Coverage, coverage, days_with_news, leans_on
from digests.editions.issue import MOST_DAYS, Issue, issue_of
from digests.editions.suited import suited
from digests.editions.taste import Taste
from digests.editions.translate import Translator
from digests.editions.urgent import Urgent, urgent
from digests.figures import ledger
from digests.figures.embargo import embargo
from digests.figures.indicators import Indicators
from digests.figures.indicators import load as load_indicators
from digests.figures.queue import Waiting
from digests.figures.queue import queue as figures_queue
from digests.kept import Kept
from digests.language.meaning import Load
from digests.model import LANGS, Answer, Cadence, Claim, Digest, Lang, LedgerView, Page
from digests.policy import Policy
from digests.publishers import load as load_publishers
from digests.say.answer_pages import answer_pages
from digests.say.digest import digest_pages, document_pages, leading_figure
from digests.say.figure_pages import figure_pages

CADENCES: tuple[Cadence, ...] = ("daily", "weekly")
"""Of the editions that are made for everybody, whoever asks for them."""
RECENT = 7  # editions looked through for a figure that leads; what is older is no example of news
ALL_DAYS = 10_000  # with news that are looked through, where the search goes forward from some day


class Newsroom:
    """Opens the corpus in `data`. Raises NotFound where there is none."""

    def __init__(
        self, data: Path, clock: Clock, *, policy: Policy, meaning: Load = lambda: None, voice: Hear = lambda: None
    ) -> None:
        self.meaning = meaning  # asked for when the first question or post comes: a start does not wait for it
        self.data = data
        self.store = Store.open(data)
        self.clock = clock
        self.policy = policy
        self.indicator_table = load_indicators()
        self._closeness: ByMeaning | None = None  # it holds every vector
        self.kept = Kept()
        self.ledger = ledger.Ledger(self.indicator_table, self._claims, self.kept, policy=policy)
        self.answerer = Answerer(
            self.store,
            self.indicator_table,
            policy=policy,
            news=self.news,
            meaning=meaning,
            voice=voice,
            closeness=self.closeness,
        )
        self.cards = Cards(self.answerer, self.indicator_table, self.view, self.today)

    def close(self) -> None:
        self.store.close()

    def today(self) -> date:
        return dushanbe_day(self.clock.now())

    def newest_closed_day(self) -> date:
        """The newest day whose edition is closed: yesterday in Dushanbe."""
        return self.today() - timedelta(days=1)

    def days(self) -> tuple[date | None, date | None]:
        """The days of the oldest and newest document known by the clock."""
        return self.store.days(until=self.today())

    def days_with_news(self) -> tuple[date, ...]:
        """Every day whose edition tells of something, the newest first, days to come among them: for a calendar."""
        return tuple(days_with_news(self.store, date.max, most=10_000))

    def ask(
        self,
        question: str,
        lang: Lang,
        *,
        asof: date | None = None,
        known: date | None = None,
        memory: Mapping[str, str] | None = None,
        said: date | None = None,
    ) -> Answer:
        """Answer `question`; `lang` is the reader's language, used where the question does not tell. `said` is the day
        on which it was asked, where that is not today."""
        today = self.today()
        by = min(known, today) if known else today
        return self.answerer.ask(question, lang, today=today, known=by, asof=asof, memory=memory, said=said)

    def answers(self, question: str, lang: Lang) -> bool:
        """Whether the sources answer `question` today."""
        key = (question, lang, self.today())
        return self.kept.at(self.store.version()).get(
            "answers", key, lambda: self.ask(question, lang).kind in {"figure", "passage"}
        )

    def standing(self) -> str:
        """Another one where what was refused may be answered now: after an ingest, a decision of an editor, a day."""
        today = self.today()
        return self.kept.at(self.store.version()).get("standing", today, lambda: self.store.standing(today))

    def why(
        self, question: str, lang: Lang, *, asof: date | None = None, known: date | None = None
    ) -> tuple[Reason, ...]:
        """What spoke for and against each candidate for an answer."""
        today = self.today()
        by = min(known, today) if known else today
        return self.answerer.why(question, lang, today=today, known=by, asof=asof)

    def check(self, text: str, lang: Lang, *, day: date | None = None) -> Checked:
        """Hold the numbers of a post against what was published by `day`; `lang` is the reader's language."""
        today = self.today()
        return self.answerer.check(text, lang, day=min(day, today) if day else today)

    def post(self, text: str, lang: Lang, *, forwarded: bool) -> Checked | None:
        """What somebody sends, checked, if it is a post with figures and no question. It is looked at only for this:
        nothing of it is kept."""
        return self.answerer.post(text, lang, day=self.today(), forwarded=forwarded)

    def closeness(self) -> Closeness | None:
        """How close statements lie to a text by meaning; None where there is no model."""
        meaning = self.meaning()
        if meaning is None:
            return None
        if self._closeness is None or self._closeness.meaning is not meaning:
            self._closeness = ByMeaning(meaning, Vectors(self.store.connection, meaning.id))
        return self._closeness

    def answer_pages(self, answer: Answer, *, links: bool = True) -> tuple[Page, ...]:
        """The answer as messages, quotes folded away under it; news as the edition's first page."""
        if answer.edition is not None:
            return tuple(page for page in digest_pages(answer.edition, links=links) if page.kind == "front")
        return answer_pages(answer, links=links)

    def digest(
        self,
        day: date,
        lang: Lang,
        *,
        cadence: Cadence = "daily",
        topics: frozenset[str] = frozenset(),
        links: bool = False,
    ) -> Digest:
        """The edition of the day or week that closed on `day`; see `edition`."""
        return self.edition(issue_of(cadence, day), lang, topics=topics, links=links)

    def edition(self, issue: Issue, lang: Lang, *, topics: frozenset[str] = frozenset(), links: bool = False) -> Digest:
        """The edition of `issue`: the stored one, or compiled and stored now. Once one is made, those in
        other languages and on other topics tell of the same documents, whatever was read since.

        It is stored without the links that can be held against a reader; who wants them reads the same lines.
        """
        order = Order(issue, lang, topics)
        if issue.day >= self.newest_closed_day() and (topics or issue.cadence not in CADENCES):
            asked.note(self.store.connection, issue.day, stored.key(order)[1:])
        edition = self._edition(order)
        if links:
            return replace(edition, pages=digest_pages(edition, links=True))
        return edition

    def _edition(self, order: Order) -> Digest:
        """The stored edition of `order`, or compiled and, if it has closed, stored now."""
        edition = stored.find(self.store, order, self.policy)
        if edition is None:
            issue = order.issue
            if issue.cadence != "daily" and not issue.by_noon:
                self._settle(Order(Issue(issue.day), order.lang))
            edition, documents = self._made(order)
            if issue.end <= self.clock.now():  # an edition that is still open is not kept
                at = self.clock.now().isoformat()
                stored.keep(self.store, order, edition, documents, policy=self.policy, at=at)
        return edition

    def _settle(self, order: Order) -> bool:
        """Have an edition stored; whether it was not. What a day's tells of is settled before others, which lean on
        it."""
        is_due = not stored.is_made(self.store, order, self.policy)
        if is_due:
            self._edition(order)
        return is_due

    def _made(self, order: Order) -> ahead.Made:
        """The edition of `order` of the documents that those in other languages tell of: made ahead, or now."""
        told = stored.told(self.store, order.issue)
        found = ahead.find(self.store, order, self.policy)
        if found and told in (None, frozenset(found.documents)):
            return found
        return self._compiled(order, coverage(self.store, order.issue, made=told))

    def _compiled(self, order: Order, covered: Coverage, *, keep: bool = False) -> ahead.Made:
        """`keep`: what had to be read anew of texts is kept for whoever compiles next."""
        edition = compile_digest(self.store, self.indicator_table, order, covered, policy=self.policy, keep=keep)
        return ahead.Made(edition, tuple(document.id for document in covered.documents))

    def make_ahead(self) -> int:
        """Make the daily editions of the open day anew, as far as anything they hang on has changed, and in the last
        hour before they close those of a week and those that readers are likely to ask for; how many."""
        return sum(map(self._make_ahead, self._open_orders()))

    def _make_ahead(self, order: Order) -> bool:
        leans = leans_on(self.store, order.issue)
        if order.issue.cadence != "daily" and not order.issue.by_noon:
            leans = frozenset(each.id for each in coverage(self.store, Issue(order.day)).documents)
        mark = ahead.mark(self.store, order, self.policy, leans)
        if ahead.is_made(self.store, order, mark):
            return False
        edition, documents = self._compiled(order, coverage(self.store, order.issue, daily=leans), keep=True)
        ahead.keep(self.store, order, edition, documents, mark)
        return True

    def _open_orders(self) -> Iterator[Order]:
        """What is to be made ahead: the daily editions first, by what the others lean on."""
        today, now = self.today(), self.clock.now()
        yield from (Order(Issue(today), lang) for lang in LANGS)
        yield from (order for order in self._likely(today) if now < order.issue.end <= now + ahead.LAST)

    def _likely(self, day: date) -> Iterator[Order]:
        """The editions of `day` that are made whoever asks for them, and those that readers are likely to ask for."""
        wanted = (stored.order_of(day, *each) for each in asked.likely(self.store.connection, day))
        made = (Order(issue_of(cadence, day), lang) for cadence in CADENCES for lang in LANGS)
        yield from dict.fromkeys((*made, *wanted))

    def suited(self, issue: Issue, taste: Taste, begun: date | None = None) -> Digest:
        """The edition of `issue` as readers of that taste get it whom no edition told of a day before `begun`."""
        return suited(self.edition(issue, taste.lang, topics=taste.topics), taste, begun)

    def days_taken_back(self) -> tuple[date, ...]:
        """The days by which readers of one edition part: see `corrections.days_taken_back`."""
        today = self.today()
        return self.kept.at(self.store.version()).get(
            "taken back", today, lambda: days_taken_back(self.store, days_before(today, MOST_DAYS), today)
        )

    def compile(
        self, day: date, lang: Lang, *, cadence: Cadence = "daily", topics: frozenset[str] = frozenset()
    ) -> Digest:
        """The edition of `day` as the corpus stands now, whatever went out then; nothing is stored."""
        order = Order(issue_of(cadence, day), lang, topics)
        covered = coverage(self.store, order.issue)
        return compile_digest(self.store, self.indicator_table, order, covered, policy=self.policy)

    def newest(
        self,
        lang: Lang,
        *,
        cadence: Cadence = "daily",
        topics: frozenset[str] = frozenset(),
        until: date | None = None,
    ) -> Digest | None:
        """The newest closed edition that has news, of `until` at the latest; None where no document was ever told of.

        A week's is the one that ends with the newest closed day, or, where it is empty, on the last day with news.
        """
        closed = min(until or date.max, self.newest_closed_day())
        for day in days_with_news(self.store, closed):
            end = closed if cadence == "weekly" and closed - day < timedelta(days=7) else day
            edition = self.digest(end, lang, cadence=cadence, topics=topics)
            if edition.news:
                return edition
        return None

    def following(self, lang: Lang, *, after: date) -> date | None:
        """The day of the first closed daily edition after `after` that has news."""
        days = [day for day in days_with_news(self.store, self.newest_closed_day(), most=ALL_DAYS) if day > after]
        found = (day for day in reversed(days) if self.digest(day, lang).news)
        return next(found, None)

    def leading(self, lang: Lang) -> tuple[date, str] | None:
        """The figure that leads the newest edition which has any, as HTML with its source, and that edition's day. By
        the rules of editions it is one that readers are shown and that moved. None where no recent edition has one."""
        for day in islice(days_with_news(self.store, self.newest_closed_day()), RECENT):
            if found := leading_figure(self.digest(day, lang)):
                return day, found
        return None

    def news(self, lang: Lang, cadence: Cadence, until: date | None) -> Answer | None:
        """The newest edition that has news as an answer, for "What's new?"."""
        edition = self.newest(lang, cadence=cadence, until=until)
        if edition is None:
            return None
        told = digest_pages(replace(edition, citations=()))  # sources stand apart in an answer
        return Answer(
            lang, "passage", "\n\n".join(page.text for page in told),
            claims=tuple({claim.id: claim for figure in edition.figures for claim in figure.claims}.values()),
            disagree=any(figure.disagree for figure in edition.figures),
            citations=edition.citations, confidence=1.0, edition=edition,
        )  # fmt: skip

    def compile_closed(self) -> int:
        """Store the daily and weekly editions of the newest closed day that are not stored yet, and those that readers
        are likely to ask for, of today's noon too; how many."""
        now, days = self.clock.now(), (self.newest_closed_day(), self.today())
        closed = [order for day in days for order in self._likely(day) if order.issue.end <= now]
        return sum(map(self._settle, closed))

    def translate_closed(self, translator: Translator | None, seconds: float) -> None:
        """Before `compile_closed`: have what those editions tell in other languages translated, for `seconds` at most.

        Only the worker calls it: who asks for an edition is never kept waiting for a machine."""
        memory, until = Translations(self.store.connection), monotonic() + seconds
        memory.use(translator.id if translator else None)
        if translator is None:
            return
        for lang in LANGS:
            for cadence in CADENCES:
                order = Order(issue_of(cadence, self.newest_closed_day()), lang)
                if stored.find(self.store, order, self.policy) is None:
                    edition = self.compile(order.day, lang, cadence=cadence)
                    texts = machine.wanted(edition.stories, lang)
                    at = self.clock.now().isoformat()
                    machine.ask(texts, lang, translator, memory, machine.close(self.meaning()), until=until, at=at)

    def urgent(self, after: int, without: Collection[int] = ()) -> tuple[Urgent, ...]:
        """What editors marked urgent, by marks of a higher number than `after` and not in `without`, the oldest first;
        what may not be told yet is left out, and comes once it may."""
        marks = [each for each in UrgentMarks(self.store.connection).after(after) if each.number not in without]
        told = (urgent(self.store, self.indicator_table, m, policy=self.policy, today=self.today()) for m in marks)
        return tuple(each for each in told if each)

    def view(self, indicator: str, *, asof: date | None = None, known: date | None = None) -> LedgerView:
        """The ledger of one indicator. Raises UnknownName."""
        by = min(known, self.today()) if known else self.today()
        self.kept.at(self.store.version())
        return self.ledger.view(indicator, asof=asof, known=by)

    def _claims(self, indicator: str, known: date | None) -> tuple[Claim, ...]:
        return self.store.claims(indicator, known=known, former=True)

    def indicators(self, lang: Lang) -> tuple[tuple[str, str], ...]:
        """(id, name) of the indicators that hold claims by now, the most important first."""
        stocked = {claim.indicator for claim in self.store.claims(known=self.today())}
        able = [one for one in self.indicator_table.all if one.id in stocked and self.view(one.id).claims]
        return tuple((one.id, one.names[lang]) for one in able)

    def figure_pages(self, indicator: str, lang: Lang, *, links: bool = False) -> tuple[Page, ...]:
        """An indicator's standing value, its history and where sources differ."""
        view = self.view(indicator)
        citations = self.citations()
        for claim in view.claims:
            citations.cite(claim.doc_id)
        return figure_pages(view, citations.all(), lang, today=self.today(), links=links)

    def citations(self) -> Citations:
        """Nothing cited yet; titles that state what may not be shown are left out."""
        return Citations(self.store, embargo(self.store, self.indicator_table, policy=self.policy, known=self.today()))

    def queue(self) -> tuple[Waiting, ...]:
        """The claims that wait for an editor, whatever day they were published."""
        return queue(self.store, self.indicator_table, self.policy)

    def decided(self) -> int:
        """The number of the editors' newest decision: what was made before it may show what waits now."""
        return reviews.last(self.store.connection)

    def chart(self, indicator: str, lang: Lang) -> bytes:
        """An indicator's chart as PNG, drawn in a short-lived process."""
        return charts.draw_apart(self.view(indicator), lang)

    def source_troubles(self) -> list[Trouble]:
        """The sources with which something is wrong now."""
        urls = {feed.url for feed in load_publishers().feeds}
        return FeedLog(self.store.connection).troubles(self.clock.now(), urls)

    def source_notices(self, after: int) -> list[tuple[int, Trouble]]:
        """What was noted of sources after the notice with that number; each with its own."""
        return FeedLog(self.store.connection).notices(after)

    def items_waiting(self) -> int:
        """How many items of sources that want approval wait for it."""
        return sum(WaitingItems(self.store.connection).count().values())

    def source_pages(self, lang: Lang, *, links: bool = False) -> tuple[Page, ...]:
        """The documents known by now, newest first."""
        citations = self.citations()
        for document in reversed(list(self.store.documents(until=self.today()))):
            citations.cite(document.id)
        return document_pages(citations.all(), lang, links=links)


def queue(store: Store, indicators: Indicators, policy: Policy) -> tuple[Waiting, ...]:
    """The claims that wait for an editor under `policy`, by the table's order of indicators, oldest first: the one
    list behind `khabar review list` and the bot's /held."""
    found = [each for one in indicators.all for each in figures_queue(one, store.claims(one.id), policy=policy)]
    urls = store.urls({each.claim.doc_id for each in found})
    return tuple(replace(each, url=urls.get(each.claim.doc_id)) for each in found)
