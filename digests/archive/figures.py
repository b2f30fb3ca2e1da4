"""A key figure's page: what stands, where sources differ and why, the chart, every value with its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from digests import charts
from digests.archive.markup import leading, marked, page, tag
from digests.archive.plot import svg
from digests.archive.sources import source_list
from digests.errors import NotFound
from digests.model import Citation, Claim, Lang, LedgerView
from digests.say.ageing import aged
from digests.say.figure_pages import claim_line, reasons, stands_for
from digests.say.figures import say_date
from digests.say.locale import Locale
from digests.say.locale import load as load_locale
from digests.say.pages import markup

SIGNS = {"main": "●", "agrees": "○", "rival": "◆", "held": "■"}
"""The shape of a point on the chart, before the line that tells its source."""


def figure_path(lang: Lang, indicator: str) -> str:
    return f"{lang}/figures/{indicator}.html"


def figure_page(view: LedgerView, citations: Sequence[Citation], lang: Lang, *, today: date) -> tuple[str, str]:
    """The path and the page of one figure. `citations` number the documents of its claims; a rule that is old opens
    with its date."""
    locale, path = load_locale(lang), figure_path(lang, view.indicator.id)
    parts = [
        tag("h1", markup(view.indicator.names[lang])),
        tag("p", markup(view.indicator.scope[lang])),
    ]
    if day := aged(view, today):
        parts.append(tag("p", markup(locale.say("answer-stale", date=say_date(day, lang)))))
    if view.current is None:
        parts.append(tag("p", markup(locale.say("ledger-nothing"))))
    lines = _Lines(view, citations, locale)
    if view.current:
        parts.append(lines.listed([view.current], strong=True))
    if view.rivals:
        parts += [tag("h2", markup(locale.say("ledger-differ"))), lines.listed(view.rivals)]
    parts.append(_chart(view, lang, locale))
    others = [claim for claim in view.claims if claim is not view.current and claim not in view.rivals]
    if others:
        parts += [tag("h2", markup(locale.say("ledger-history"))),
                  lines.listed(sorted(others, key=stands_for, reverse=True))]  # fmt: skip
    parts.append(source_list(citations, locale))
    return path, page(path, lang, view.indicator.names[lang], *parts)


def figures_index(views: Sequence[LedgerView], lang: Lang) -> tuple[str, str]:
    """The list of figures: each by name with what stands, and with a word where sources differ."""
    path, locale = f"{lang}/figures/index.html", load_locale(lang)
    title = locale.say("archive-figures")
    items = [
        tag(
            "li",
            leading(path, figure_path(lang, view.indicator.id), view.indicator.names[lang]),
            "<br>",
            *_standing(view, locale),
        )
        for view in views
    ]
    listed = tag("ul", *items) if items else tag("p", markup(locale.say("ledger-nothing")))
    return path, page(path, lang, title, tag("h1", markup(title)), listed)


class _Lines:
    """The claims of a view as lines, each with the sign of its point and a way to its source."""

    def __init__(self, view: LedgerView, citations: Sequence[Citation], locale: Locale) -> None:
        self.view = view
        self.locale = locale
        self.numbers: Mapping[str, int] = {citation.doc_id: citation.n for citation in citations}
        self.drawn = charts.drawn(view)

    def listed(self, claims: Sequence[Claim], *, strong: bool = False) -> str:
        return tag("ul", *(self._line(claim, strong=strong) for claim in claims))

    def _line(self, claim: Claim, *, strong: bool) -> str:
        kind = self.drawn.get(claim.id)
        sign = tag("span", SIGNS[kind], class_=kind, aria_hidden="true") + " " if kind else ""
        shown = claim_line(self.view, claim, self.numbers, self.locale, strong=strong).html
        why = [f"<br>{tag('small', line.html)}" for line in reasons(self.view, claim, self.locale)]
        return tag("li", sign, marked(shown, frozenset(self.numbers.values())), *why)


def _standing(view: LedgerView, locale: Locale) -> list[str]:
    """What stands, with who says it, and whether others say otherwise."""
    if view.current is None:
        return [markup(locale.say("ledger-nothing"))]
    shown = claim_line(view, view.current, {}, locale).html
    if not view.rivals:
        return [shown]
    rivals = [claim_line(view, rival, {}, locale).html for rival in view.rivals]
    return [shown, f"<br>{markup(locale.say('ledger-differ'))}:", *(f"<br>{rival}" for rival in rivals)]


def _chart(view: LedgerView, lang: Lang, locale: Locale) -> str:
    try:
        picture = charts.picture(view, lang, rows=len(view.claims))  # the page names the source of each
    except NotFound:
        return tag("p", tag("small", markup(locale.say("archive-no-chart"))))
    label = locale.say("archive-chart", title=picture.title, headline=picture.headline)
    periods = any(point.until is not None for point in picture.points)
    signs = locale.say("archive-lines") if periods else locale.say("archive-signs")
    plain = not periods and all(point.kind == "main" for point in picture.points)
    caption = picture.caption if plain else f"{picture.caption} {signs}"
    return tag("figure", svg(picture, label), tag("figcaption", markup(caption)))
