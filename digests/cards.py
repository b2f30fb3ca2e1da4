"""Figures as one looks them up: listed by theme, sought by words, and each on a card, as it stands or stood.

What a card says is what an answer says of the figure, held to the same sources; what it is offered with (the times at
which it was another) is read from the same ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from digests.answers.answerer import Answerer
from digests.answers.find.found import NOW, Moment
from digests.answers.find.moments import POINTS
from digests.figures.indicators import Indicators
from digests.figures.relations import same_figure
from digests.figures.stands import Stand, moved
from digests.model import Claim, Lang, LedgerView, Move, Page, Period, Topic
from digests.say import cards as say_cards
from digests.say import figures as say
from digests.say.blocks import headline

MOMENTS = 8
"""Times at which a figure was another that a card offers: the newest ones."""
OTHER = "other"
"""The theme of indicators that name none."""
Look = Callable[..., LedgerView]
"""(indicator, asof=day) → the ledger as it stood. Raises UnknownName."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A figure in a list."""

    indicator: str
    name: str
    theme: Topic | str

    @property
    def wanted(self) -> Wanted:
        """It, as it stands now."""
        return Wanted(self.indicator)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A figure that a few words look for, and `when`: see `coded`. `missed`: nothing is held of the time they name."""

    indicator: str
    when: str = ""
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A figure as it stands, or stood."""

    indicator: str
    name: str
    when: str
    pages: tuple[Page, ...]
    headline: str  # what it says first
    disagree: bool
    copy_text: str
    times: tuple[tuple[str, str], ...]  # `when` and how it is said: when the figure was another one
    memory: Mapping[str, str] = field(default_factory=dict)  # what a question after it may lean on; never stored


class Cards:
    """The cards of one corpus, for the thread of its newsroom."""

    def __init__(self, answerer: Answerer, indicators: Indicators, look: Look, today: Callable[[], date]) -> None:
        self.answerer = answerer
        self.indicators = indicators
        self.look = look
        self.today = today

    def listed(self, known: Sequence[tuple[str, str]]) -> tuple[Listed, ...]:
        """`known`, (id, name) of the figures that are held, each with its theme."""
        return tuple(Listed(one, name, self.indicators.get(one).theme or OTHER) for one, name in known)

    def lines(self, chosen: Sequence[str], lang: Lang) -> tuple[Page, ...]:
        """The figures of these indicators with their current values. Raises UnknownName."""
        return say_cards.listed([self.look(one) for one in chosen], lang)

    def sought(self, text: str, lang: Lang) -> tuple[Lang, tuple[Wanted, ...]]:
        """The figures that a few words look for, the likeliest first, and the language of the words."""
        today = self.today()
        found = self.answerer.sought(text, lang, today=today, known=today)
        return found.lang, tuple(Wanted(one.indicator, coded(one.moment), one.missed) for one in found.figures)

    def card(self, indicator: str, lang: Lang, *, when: str = "", links: bool = False) -> Card | None:
        """The card of an indicator at that time; None where nothing is held of it. Raises UnknownName, and ValueError
        where `when` is no time."""
        moment, today = decoded(when), self.today()
        definition = self.indicators.get(indicator)
        answer = self.answerer.figure(indicator, lang, today=today, known=today, moment=moment)
        if answer is None:
            return None
        times = tuple((coded(each), said(each, lang)) for each in self.times(indicator) if each != moment)
        pages = say_cards.card_pages(definition, answer, then=moment.day, links=links)
        return Card(
            indicator, definition.names[lang], when, pages, headline(answer), answer.disagree,
            answer.copy_text or "", times, answer.memory,
        )  # fmt: skip

    def times(self, indicator: str) -> tuple[Moment, ...]:
        """When the figure was another one, the newest first: the days on which what was known changed; of what is
        counted by the year, the periods."""
        view = self.look(indicator)
        if view.indicator.kind not in POINTS:
            return tuple(Moment(period=each) for each in _periods(view.claims)[:MOMENTS])
        days = sorted({claim.as_of for claim in view.claims if claim.as_of is not None and claim.status != "retracted"})
        found: list[Moment] = []
        before: Claim | None = None
        for day in days:
            current = self.look(indicator, asof=day).current
            if current is not None and (before is None or not same_figure(before, current)):
                found.append(Moment(day=day))
                before = current
        return tuple(reversed(found))[:MOMENTS]

    def stand(self, indicator: str) -> Stand:
        """What is told of a figure now to whoever begins to follow it. Raises UnknownName."""
        return Stand.of(self.look(indicator))

    def moved(self, indicator: str, told: Stand) -> tuple[Move | None, Stand]:
        """What became of a figure since `told`, None where nothing that a reader would want to know; and what counts
        as told from then on. Raises UnknownName."""
        view = self.look(indicator)
        move = moved(told, view)
        return move, Stand.of(view, told) if move else told.unmoved(view)


def _periods(claims: Sequence[Claim]) -> list[Period]:
    """The whole periods that figures are for, the newest first."""
    found = {each.period for each in claims if each.period and each.status != "retracted"}
    whole = [(each.end, each.start, each) for each in found if each.start and each.end]
    return [each for *_, each in sorted(whole, key=lambda one: one[:2], reverse=True)]


def coded(moment: Moment) -> str:
    """A time in few letters, for a button: 20240324, 20240101-20241231; nothing for now."""
    if moment.day is not None:
        return f"{moment.day:%Y%m%d}"
    period = moment.period
    if period is None or period.start is None or period.end is None:
        return ""
    return f"{period.start:%Y%m%d}-{period.end:%Y%m%d}"


def decoded(when: str) -> Moment:
    """The time that `coded` wrote. Raises ValueError."""
    first, _, last = when.partition("-")
    if last:
        return Moment(period=Period(date.fromisoformat(first), date.fromisoformat(last)))
    return Moment(day=date.fromisoformat(first)) if first else NOW


def said(moment: Moment, lang: Lang) -> str:
    """«24 марти соли 2024», «2023 год»."""
    if moment.period is not None:
        return say.say_period(moment.period, lang)
    return say.say_date(moment.day, lang) if moment.day is not None else ""
