"""An indicator's page: what stands, who said it, what was said before, where sources differ and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from digests.model import Citation, Claim, Lang, LedgerView, Page, Relation
from digests.say import figures as say
from digests.say.ageing import aged
from digests.say.digest import BLANK, source_line
from digests.say.locale import Locale
from digests.say.locale import load as load_locale
from digests.say.pages import Line, bold, escape, paginate
from digests.say.phrases import wording
from digests.say.speakers import say_chain

HISTORY = 12
"""Claims shown at most: a page is for a reader, the whole ledger is exported elsewhere."""


def figure_pages(
    view: LedgerView, citations: Sequence[Citation], lang: Lang, *, today: date, links: bool = False
) -> tuple[Page, ...]:
    """The page or pages of one indicator; `citations` number its documents. A rule that is old opens with its date."""
    return paginate([*_warning(view, today, lang), *_lines(view, citations, load_locale(lang), links=links)])


def _warning(view: LedgerView, today: date, lang: Lang) -> Iterator[Line]:
    if day := aged(view, today):
        yield Line(escape(load_locale(lang).say("answer-stale", date=say.say_date(day, lang))))
        yield BLANK


def _lines(view: LedgerView, citations: Sequence[Citation], locale: Locale, *, links: bool) -> Iterator[Line]:
    lang = locale.lang
    numbers = {citation.doc_id: citation.n for citation in citations}
    yield Line(bold(view.indicator.names[lang]))
    yield Line(escape(view.indicator.scope[lang]))
    yield BLANK
    if view.current is None:
        yield Line(escape(locale.say("ledger-nothing")))
    else:
        yield claim_line(view, view.current, numbers, locale, strong=True)
    if view.rivals:
        yield BLANK
        yield Line(bold(locale.say("ledger-differ")), keep=True)
        for rival in view.rivals:
            yield claim_line(view, rival, numbers, locale)
            yield from reasons(view, rival, locale)
    others = [claim for claim in view.claims if claim is not view.current and claim not in view.rivals]
    if others:
        yield BLANK
        yield Line(bold(locale.say("ledger-history")), keep=True)
        shown = sorted(others, key=stands_for, reverse=True)
        for claim in shown[:HISTORY]:
            yield claim_line(view, claim, numbers, locale)
    if citations:
        yield BLANK
        yield Line(bold(locale.say("digest-sources")), keep=True)
        yield from (source_line(citation, lang, links=links) for citation in citations)


def claim_line(
    view: LedgerView, claim: Claim, numbers: Mapping[str, int], locale: Locale, *, strong: bool = False
) -> Line:
    """A claim as a line: value, who said it, for when, its document's number, what has to be known of it."""
    lang = locale.lang
    value = say.say_value(claim.value, claim.low, claim.high, claim.modifier, claim.unit, lang, hedge=claim.hedge)
    scope = wording(view.indicator, [claim]).note.get(lang)
    marks = [scope] if scope else []
    if claim.review == "held":
        marks.append(locale.say("ledger-held"))
    elif claim.review == "automatic":
        marks.append(locale.say("ledger-unreviewed"))
    if claim.status == "retracted":
        marks.append(locale.say("ledger-retracted"))
    note = f" ({', '.join(marks)})" if marks else ""
    who = say_chain(claim.attributed_to, claim.publisher, lang) or locale.say("digest-unknown-publisher")
    number = f" [{numbers[claim.doc_id]}]" if claim.doc_id in numbers else ""
    rest = escape(f" — {who}, {_when(claim, locale)}{number}{note}")
    return Line((bold(value) if strong else escape(value)) + rest)


def stands_for(claim: Claim) -> tuple[date, date]:
    """The last day that a figure is for, and the day on which it was said."""
    said = claim.as_of or claim.published or date.min
    return (claim.period.end if claim.period and claim.period.end else said), said


def _when(claim: Claim, locale: Locale) -> str:
    if claim.period and (claim.period.start or claim.period.end):
        return say.say_for(claim.period, locale.lang)
    return say.say_date(claim.as_of, locale.lang) if claim.as_of else locale.say("digest-undated")


def reasons(view: LedgerView, rival: Claim, locale: Locale) -> Iterator[Line]:
    """Why two figures differ, where that can be told."""
    current = view.current
    for relation in view.relations:
        if current and {relation.a, relation.b} == {current.id, rival.id}:
            yield Line(escape(_reason(relation, locale.lang)))
            return


def _reason(relation: Relation, lang: Lang) -> str:
    return relation.why.get(lang, "")
