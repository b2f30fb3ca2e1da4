"""Which texts stand for a document and for an indicator where questions are met by their meaning.

"In Moscow the monthly price rises to 10 thousand roubles" does not say "patent": its headline does. So a sentence is
embedded alone and in its context, and a curated statement by the questions it answers as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from babel.dates import format_date

from digests.model import Document, Indicator, Lang, Statement, Texts

Kind = Literal["statement", "context", "ask", "passage", "indicator"]
KINDS: tuple[Kind, ...] = ("statement", "context", "ask", "passage", "indicator")
HEADLINE = 200
"""Letters of a headline that a context begins with; the sentence is to keep room."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A passage as it is filed: `id` is its row's."""

    id: int
    lang: Lang
    text: str
    statement_id: str | None


@dataclass(frozen=True, slots=True)
class Unit:
    """A text to be embedded, and whose it is: a filed passage's, or an indicator's."""

    kind: Kind
    lang: Lang
    text: str
    passage: int | None = None
    indicator: str | None = None

    @property
    def mark(self) -> int:
        return mark(self.text)


def mark(text: str) -> int:
    """64 bits by which a text is known again, signed as SQLite keeps whole numbers."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def context(
    text: str,
    lang: Lang,
    *,
    headline: str = "",
    events: Sequence[str] = (),
    places: Sequence[str] = (),
    day: date | None = None,
) -> str:
    """`text` behind what its reader knows by then: the headline, the event, place and day."""
    when = format_date(day, "d MMMM y", locale=lang) if day else ""
    where = ", ".join([*places, *filter(None, [when])])
    known = [headline[:HEADLINE].rstrip(" .!?…"), ", ".join(events), where]
    return ". ".join([*filter(None, known), text])


def document_units(document: Document, passages: Sequence[Filed], events: Sequence[Texts] = ()) -> Iterator[Unit]:
    """What stands for `document`; `events` are the short names of those that its figures belong to."""
    statements = {statement.id: statement for statement in document.statements}
    for passage in passages:
        statement = statements.get(passage.statement_id or "")
        lang = passage.lang
        yield Unit("statement" if passage.statement_id else "passage", lang, passage.text, passage.id)
        told = context(
            passage.text,
            lang,
            headline=(document.headline or {}).get(lang) or document.title,
            events=sorted({event[lang] for event in events}),
            places=places(statement),
            day=document.published,
        )
        if told != passage.text:
            yield Unit("context", lang, told, passage.id)
        for ask in statement.asks.get(lang, ()) if statement else ():
            yield Unit("ask", lang, ask, passage.id)


def places(statement: Statement | None) -> list[str]:
    """Where the figures of a statement were counted."""
    return sorted({figure.place for figure in statement.figures if figure.place}) if statement else []


def indicator_units(indicators: Sequence[Indicator]) -> Iterator[Unit]:
    """An indicator's name, and its name with what exactly it counts, in each language."""
    for one in indicators:
        for lang, name in one.names.items():
            yield Unit("indicator", lang, name, indicator=one.id)
            if one.scope.get(lang):
                yield Unit("indicator", lang, f"{name}: {one.scope[lang]}", indicator=one.id)


def events_of(indicators: Mapping[str, Indicator], named: Sequence[str]) -> list[Texts]:
    """The events that the indicators `named` belong to."""
    return [indicators[name].event for name in named if name in indicators and indicators[name].event]
