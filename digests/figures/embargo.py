"""What of the documents' own words may not be shown: sentences, titles and quotes that state a waiting figure.

A claim that waits is not printed; no more may the sentence be that it was read from, in whatever place it is quoted.
Where what one text alone says is not shown at all, no number of a raw text is that an editor has not approved.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from digests.figures import ledger
from digests.figures.indicators import Indicators
from digests.figures.quantities import find_quantities
from digests.language.dates import find_dates
from digests.model import Claim, Document, Lang, Number
from digests.policy import Policy, grade_alone

_Stated = Number | str | None
"""A number, digits that nothing reads as one, or None: the "hundreds" that have no number."""
_DIGITS = re.compile(r"[^\s]*\d[^\s]*")
_Span = tuple[str, int | None, int | None]


class Claims(Protocol):
    """Where claims are read: the store."""

    def claims(self, indicator: str | None = None, *, known: date | None = None) -> Sequence[Claim]: ...
    def linked_claims(self) -> Sequence[Claim]: ...


def embargo(store: Claims, indicators: Indicators, *, policy: Policy, known: date | None = None) -> Embargo:
    """What may not be shown as things stand by `known`."""
    return Embargo(indicators, store.claims(known=known), store.linked_claims(), policy=policy, known=known)


class Embargo:
    """Over `claims` as they stood by `known`; `linked` are those of texts that a curated record speaks for."""

    def __init__(
        self,
        indicators: Indicators,
        claims: Iterable[Claim],
        linked: Iterable[Claim] = (),
        *,
        policy: Policy,
        known: date | None,
    ) -> None:
        self.policy = policy
        shown, waiting = _sorted(indicators, claims, policy, known)
        for claim in linked:
            (shown if policy.shows(grade_alone(claim)) else waiting).append(claim)
        approved = {_span(claim) for claim in shown if claim.char_start is not None}
        self._statements = {claim.statement_id for claim in waiting} - {None}
        self._waiting: dict[str, set[_Stated]] = {}
        self._shown: dict[str, set[_Stated]] = {}
        for claim in waiting:
            if _span(claim) not in approved:  # one number read in two ways, of which one stands
                self._waiting.setdefault(claim.doc_id, set()).update(_numbers(claim))
        for claim in shown:
            self._shown.setdefault(claim.doc_id, set()).update(_numbers(claim))

    def holds_statement(self, statement_id: str) -> bool:
        """Whether a curated statement carries a figure that waits."""
        return statement_id in self._statements

    def holds(self, document: Document, text: str, lang: Lang | None = None) -> bool:
        """Whether `text`, out of `document`, states what may not be shown."""
        return bool(self._spans(document.id, document.kind == "curated", text, lang or document.lang))

    def mark(self, document: Document) -> Hashable:
        """Another one where another part of `document` may be shown."""
        waiting, shown = (frozenset(found.get(document.id, ())) for found in (self._waiting, self._shown))
        return self.policy, waiting, shown, tuple(each.id in self._statements for each in document.statements)

    def title(self, document: Document) -> str:
        """The title as published, or nothing where it states what may not be shown."""
        return "" if self.holds(document, document.title) else document.title

    def quote(self, doc_id: str, text: str, lang: Lang, *, curated: bool) -> str:
        """`text` with […] for every number that may not be shown: the sentence may hold another one that may."""
        return _without(text, self._spans(doc_id, curated, text, lang))

    def quoted(self, claim: Claim) -> Claim:
        """A claim that may be shown, with no other in its quote that may not."""
        spans = self._spans(claim.doc_id, claim.quote_kind == "statement", claim.quote, claim.lang)
        return replace(claim, quote=_without(claim.quote, spans)) if spans else claim

    def _spans(self, doc_id: str, curated: bool, text: str, lang: Lang) -> list[tuple[int, int]]:
        """Where `text` states what may not be shown; what an editor wrote holds only what waits by name."""
        closed = not self.policy.open and not curated
        waiting = self._waiting.get(doc_id)
        if not closed and not waiting:
            return []
        shown = self._shown.get(doc_id, set())
        return [
            (start, end)
            for start, end, numbers in stated(text, lang)
            if (numbers - shown if closed else numbers & (waiting or set()))
        ]


def _sorted(
    indicators: Indicators, claims: Iterable[Claim], policy: Policy, known: date | None
) -> tuple[list[Claim], list[Claim]]:
    """What may be shown and what waits; only what was read by machine has others to be held against."""
    by_indicator: dict[str, list[Claim]] = {}
    for claim in claims:
        by_indicator.setdefault(claim.indicator, []).append(claim)
    shown: list[Claim] = []
    waiting: list[Claim] = []
    for name, found in by_indicator.items():
        if name not in indicators or all(claim.review == "approved" for claim in found):
            for claim in found:
                (shown if policy.shows(grade_alone(claim)) else waiting).append(claim)
            continue
        view = ledger.view(indicators.get(name), found, policy=policy, known=known)
        shown += view.claims
        waiting += view.waiting
    return shown, waiting


def _span(claim: Claim) -> _Span:
    return claim.doc_id, claim.char_start, claim.char_end


def _numbers(claim: Claim) -> set[_Stated]:
    found: set[_Stated] = {number for number in (claim.value, claim.low, claim.high) if number is not None}
    return found or {None}


REMEMBERED = 1 << 14
"""Sentences and titles whose numbers are remembered, some 10 MB."""
Numbers = tuple[tuple[int, int, frozenset[_Stated]], ...]
"""Where numbers stand in a text, and which."""
_known: dict[tuple[str, Lang], Numbers] = {}


def stated(text: str, lang: Lang) -> Numbers:
    """The numbers of `text` and where they stand, also those bound to nothing; days and years are none."""
    found = _known.get((text, lang))
    return found if found is not None else remember(text, lang, _read(text, lang))


def remember(text: str, lang: Lang, found: Numbers) -> Numbers:
    """`found`, which are the numbers of `text`: kept beside it, so that nobody reads them again."""
    if len(_known) >= REMEMBERED:
        _known.clear()
    _known[text, lang] = found
    return found


def _read(text: str, lang: Lang) -> Numbers:
    free = list(text)
    for mention in find_dates(text, lang):
        free[mention.start : mention.end] = " " * (mention.end - mention.start)
    found: list[tuple[int, int, frozenset[_Stated]]] = []
    for quantity in find_quantities(text, lang):
        numbers = frozenset(n for n in (quantity.value, quantity.low, quantity.high) if n is not None)
        found.append((quantity.start, quantity.end, numbers or frozenset({None})))
        free[quantity.start : quantity.end] = " " * (quantity.end - quantity.start)
    found += [(match.start(), match.end(), frozenset({match[0]})) for match in _DIGITS.finditer("".join(free))]
    return tuple(found)


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}[…]{text[end:]}"
    return text
