"""What a reader can ask of the corpus: an answer, a digest, a figure, a chart, the sources.

A `Newsroom` is synchronous and bound to the thread that made it. Everything it says is limited to what
was published by its clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from digests import charts
from digests.answers.answerer import Answerer
from digests.clock import Clock, dushanbe_day
from digests.corpus.store import Store
from digests.editions import stored
from digests.editions.compile import Citations, Order, compile_digest
from digests.figures import ledger
from digests.figures.indicators import load as load_indicators
from digests.model import LANGS, Answer, Cadence, Digest, Lang, LedgerView, Page
from digests.say.answer_pages import answer_pages
from digests.say.digest import digest_pages, document_pages
from digests.say.figure_pages import figure_pages


class Newsroom:
    """Opens the corpus in `data`. Raises NotFound where there is none."""

    def __init__(self, data: Path, clock: Clock, *, publish_automatic: bool = True) -> None:
        self.store = Store.open(data)
        self.clock = clock
        self.publish_automatic = publish_automatic
        self.indicator_table = load_indicators()
        self.answerer = Answerer(self.store, self.indicator_table, publish_automatic=publish_automatic)

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

    def ask(
        self,
        question: str,
        lang: Lang,
        *,
        asof: date | None = None,
        known: date | None = None,
        memory: Mapping[str, str] | None = None,
    ) -> Answer:
        """Answer `question`; `lang` is the reader's language, used where the question does not tell."""
        today = self.today()
        by = min(known, today) if known else today
        return self.answerer.ask(question, lang, today=today, known=by, asof=asof, memory=memory)

    def answer_pages(self, answer: Answer, *, links: bool = True) -> tuple[Page, ...]:
        """The answer as messages, quotes folded away under it."""
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
        """The edition that closed on `day`: the stored one, or compiled and stored now.

        It is stored without the links that can be held against a reader; who wants them reads the same lines.
        """
        order = Order(day, lang, cadence, topics)
        edition = stored.find(self.store, order)
        if edition is None:
            edition = compile_digest(self.store, self.indicator_table, order, publish_automatic=self.publish_automatic)
            if day < self.today():  # an edition that is still open is not kept
                stored.keep(self.store, order, edition, self.clock.now().isoformat())
        if links:
            return replace(edition, pages=digest_pages(edition, recalled=edition.recalled, links=True))
        return edition

    def compile(
        self, day: date, lang: Lang, *, cadence: Cadence = "daily", topics: frozenset[str] = frozenset()
    ) -> Digest:
        """The edition of `day` as the corpus stands now, whatever went out then; nothing is stored."""
        order = Order(day, lang, cadence, topics)
        return compile_digest(self.store, self.indicator_table, order, publish_automatic=self.publish_automatic)

    def compile_closed(self) -> None:
        """Store the daily and weekly editions of the newest closed day that are not stored yet."""
        for lang in LANGS:
            self.digest(self.newest_closed_day(), lang)
            self.digest(self.newest_closed_day(), lang, cadence="weekly")

    def view(self, indicator: str, *, asof: date | None = None, known: date | None = None) -> LedgerView:
        """The ledger of one indicator. Raises UnknownName."""
        by = min(known, self.today()) if known else self.today()
        return ledger.view(
            self.indicator_table.get(indicator),
            self.store.claims(indicator, known=by),
            asof=asof,
            known=by,
            publish_automatic=self.publish_automatic,
        )

    def indicators(self, lang: Lang) -> tuple[tuple[str, str], ...]:
        """(id, name) of the indicators that hold claims by now, the most important first."""
        held = {claim.indicator for claim in self.store.claims(known=self.today())}
        return tuple((one.id, one.names[lang]) for one in self.indicator_table.all if one.id in held)

    def figure_pages(self, indicator: str, lang: Lang, *, links: bool = False) -> tuple[Page, ...]:
        """An indicator's standing value, its history and where sources differ."""
        view = self.view(indicator)
        citations = Citations(self.store)
        for claim in view.claims:
            citations.cite(claim.doc_id)
        return figure_pages(view, citations.all(), lang, today=self.today(), links=links)

    def chart(self, indicator: str, lang: Lang) -> bytes:
        """An indicator's chart as PNG, drawn in a short-lived process."""
        return charts.draw_apart(self.view(indicator), lang)

    def source_pages(self, lang: Lang, *, links: bool = False) -> tuple[Page, ...]:
        """The documents known by now, newest first."""
        citations = Citations(self.store)
        for document in reversed(list(self.store.documents(until=self.today()))):
            citations.cite(document.id)
        return document_pages(citations.all(), lang, links=links)
