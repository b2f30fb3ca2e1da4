"""Which dates can be those of a text: what is impossible is refused or replaced, and said.

A document was published neither before Tajikistan was a state nor before the event it speaks of, nor after it was
read. A date in the future is a clock set wrong or a placeholder: the day of the first reading stands instead. One too
early is a default or a page's furniture and tells nothing: the text is undated. Curated records are an editor's word
and held to account by `khabar corpus check`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from digests.figures.indicators import Indicators
from digests.model import Claim, Document

OLDEST = date(1991, 9, 9)
"""Tajikistan's independence: no text about its migrants is older."""


def published(document: Document, *, first_read: date, today: date) -> tuple[Document, str | None]:
    """`document` with a day of publication that can be, and what was wrong with the one it gave."""
    given = document.published
    if document.kind == "curated" or given is None:
        return document, None
    if given > today:
        changed = replace(document, published=first_read, published_basis="read")
        return changed, f"dated {given}, which is yet to come: the day of reading, {first_read}, stands instead"
    if given < OLDEST:
        return replace(document, published=None), f"dated {given}, which cannot be: taken as undated"
    return document, None


def after_event(document: Document, claims: Iterable[Claim], indicators: Indicators) -> tuple[Document, str | None]:
    """`document` without its day of publication where that lies before the event that one of its claims speaks of."""
    given = document.published
    if document.kind == "curated" or given is None:
        return document, None
    events = [day for claim in claims if (day := event_day(claim, indicators)) is not None and given < day]
    if not events:
        return document, None
    return replace(document, published=None), f"dated {given}, before the event of {max(events)}: taken as undated"


def as_of(claims: Sequence[Claim], indicators: Indicators, today: date) -> tuple[Claim, ...]:
    """Raw claims with an as-of day that can be: not before the claim's event, at latest the day of reading."""
    return tuple(_bounded(claim, event_day(claim, indicators) or OLDEST, today) for claim in claims)


def _bounded(claim: Claim, first: date, last: date) -> Claim:
    if claim.as_of is None or claim.quote_kind == "statement" or first <= claim.as_of <= last:
        return claim
    if claim.as_of > last:
        return replace(claim, as_of=last)
    return replace(claim, as_of=None, as_of_basis=None)


def event_day(claim: Claim, indicators: Indicators) -> date | None:
    """The day of the event that the claim's indicator belongs to."""
    event = indicators.definition(claim.indicator).event
    return event.day if event else None
