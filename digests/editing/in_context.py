"""A claim's words where they stand: the sentence before and after, and the number in brackets, so that it is told from
the others also by whoever hears the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from digests.figures.quantities import find_quantities
from digests.language.sentences import sentences
from digests.model import Claim, Document, Lang, Statement


@dataclass(frozen=True, slots=True)
class InContext:
    """`quote` are the whole sentences that state the claim; empty where it has no text or none stands beside it.
    `told` is the statement of a record in each language; empty where the words are the source's own."""

    before: str
    quote: str
    after: str
    told: Mapping[Lang, str] = field(default_factory=dict)


def in_context(claim: Claim, document: Document | None) -> InContext:
    """A statement of a record stands by itself; a text that no longer holds the quote is not asked for more."""
    statement = _statement(claim, document)
    if statement is not None:
        told = {lang: marked(text, replace(claim, lang=lang), 0, len(text)) for lang, text in statement.texts.items()}
        return InContext("", marked(claim.quote, claim, 0, len(claim.quote)), "", told)
    start, end = claim.char_start, claim.char_end
    if document is None or start is None or end is None or document.text[start:end] != claim.quote:
        return InContext("", marked(claim.quote, claim, 0, len(claim.quote)), "")
    spans = list(sentences(document.text))
    own = [n for n, (first, last) in enumerate(spans) if first < end and start < last]
    if not own:
        return InContext("", marked(claim.quote, claim, 0, len(claim.quote)), "")
    first, last = spans[own[0]][0], spans[own[-1]][1]
    text = document.text[first:last]
    before = document.text[slice(*spans[own[0] - 1])] if own[0] else ""
    after = document.text[slice(*spans[own[-1] + 1])] if own[-1] + 1 < len(spans) else ""
    return InContext(before, marked(text, claim, start - first, end - first), after)


def _statement(claim: Claim, document: Document | None) -> Statement | None:
    """The statement that retells the source, where the claim rests on one."""
    if document is None or claim.statement_id is None or claim.quote_kind == "verbatim":
        return None
    return next((each for each in document.statements if each.id == claim.statement_id), None)


def marked(text: str, claim: Claim, start: int, end: int) -> str:
    """`text` with the claim's number in brackets, where it is written between `start` and `end`; as it is where no
    number there is read as the claim's."""
    wanted = (claim.value, claim.low, claim.high)
    found = [
        quantity
        for quantity in find_quantities(text, claim.lang)
        if (quantity.value, quantity.low, quantity.high) == wanted and start <= quantity.start and quantity.end <= end
    ]
    if not found:
        return text
    number = found[0]
    return f"{text[: number.start]}[{number.text}]{text[number.end :]}"
