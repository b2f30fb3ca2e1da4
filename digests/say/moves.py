"""What became of a figure that somebody follows, in words: from what to what, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from digests.model import Claim, Lang, Move, Page
from digests.say.digest import BLANK
from digests.say.figure_pages import claim_line, reasons
from digests.say.locale import Locale
from digests.say.locale import load as load_locale
from digests.say.pages import Line, bold, escape, paginate

BACK = frozenset({"corrected", "withdrawn", "retracted"})
"""What takes back something that was told."""


def move_pages(moves: Iterable[Move], lang: Lang) -> tuple[Page, ...]:
    """One message of all that moved; no links, no quotes: the card of each has them."""
    return paginate(line for move in moves for line in _lines(move, load_locale(lang)))


def _lines(move: Move, locale: Locale) -> Iterator[Line]:
    view = move.view
    yield Line(bold(view.indicator.names[locale.lang]), keep=True)
    if move.kind in BACK:
        yield Line(escape(locale.say("moved-taken-back")), keep=True)
    if move.kind in ("differ", "agree"):
        yield Line(escape(locale.say(f"moved-{move.kind}")), keep=True)
    if view.current is not None:
        yield _labelled("moved-stands" if move.kind == "retracted" else "moved-now", move, view.current, locale)
    else:
        yield Line(escape(locale.say("moved-none")))
    for claim in move.before:
        yield _labelled("moved-withdrawn" if move.kind in BACK else "moved-before", move, claim, locale)
    if view.rivals:
        if move.kind != "differ":
            yield Line(escape(locale.say("ledger-differ")), keep=True)
        for rival in view.rivals:
            yield claim_line(view, rival, {}, locale)
            yield from (Line(escape(locale.say("answer-why", why=why.text))) for why in reasons(view, rival, locale))
    yield BLANK


def _labelled(label: str, move: Move, claim: Claim, locale: Locale) -> Line:
    line = claim_line(move.view, claim, {}, locale, strong=label != "moved-withdrawn")
    return Line(f"{escape(locale.say(label))} {line.html}")
