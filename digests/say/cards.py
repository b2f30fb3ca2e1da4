"""A figure's card: what an answer says of it, headed by its name, with who stands behind it; and figures in a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from digests.model import Answer, Indicator, Lang, LedgerView, Page
from digests.say import figures as say
from digests.say.answer_pages import sources
from digests.say.blocks import lines
from digests.say.digest import BLANK
from digests.say.figure_pages import claim_line
from digests.say.locale import load as load_locale
from digests.say.pages import Line, bold, escape, italic, paginate


def card_pages(indicator: Indicator, answer: Answer, *, then: date | None, links: bool) -> tuple[Page, ...]:
    """The card of `indicator`, of which `answer` tells; `then` is the day on which things stood so, where that is not
    today. `links`: also to publishers whose links can be held against a reader somewhere."""
    return paginate(_card(indicator, answer, then, links=links))


def _card(indicator: Indicator, answer: Answer, then: date | None, *, links: bool) -> Iterator[Line]:
    locale = load_locale(answer.lang)
    yield Line(bold(indicator.names[answer.lang]), keep=True)
    yield Line(italic(indicator.scope[answer.lang]))
    if then is not None:
        yield Line(escape(locale.say("card-then", date=say.say_date(then, answer.lang))))
    yield BLANK
    yield from lines(answer.blocks)
    if answer.claims and answer.claims[0].grade not in (None, "held"):
        yield Line(escape(locale.say(f"card-grade-{answer.claims[0].grade}")))
    yield from sources(answer, locale, links=links)


def listed(views: Iterable[LedgerView], lang: Lang) -> tuple[Page, ...]:
    """Figures one below the other: each by its name, its value with who said it and for when, and that sources differ
    where they do."""
    return paginate(line for view in views for line in _listed(view, lang))


def _listed(view: LedgerView, lang: Lang) -> Iterator[Line]:
    locale = load_locale(lang)
    yield Line(escape(view.indicator.names[lang]), keep=True)
    if view.current is None:
        yield Line(escape(locale.say("ledger-nothing")))
    else:
        yield claim_line(view, view.current, {}, locale, strong=True)
    if view.disagree:
        yield Line(italic(locale.say("ledger-differ")))
    yield BLANK
