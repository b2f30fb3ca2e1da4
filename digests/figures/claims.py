"""From documents to claims: numbers of a raw text bound to indicators, and the figures of curated statements."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from digests.figures import guards, third
from digests.figures.attribution import Speakers, origin_of
from digests.figures.binding import bind
from digests.figures.bound import Binding
from digests.figures.indicators import Indicators
from digests.figures.reading import Reading, Sentence
from digests.figures.reasons import HELD
from digests.figures.second import head
from digests.figures.second.reader import SecondReader
from digests.figures.timing import Timer, Timing
from digests.language.fold import fold_word
from digests.model import Claim, Document, Modifier, Number, Pointed, Readers, Role, Statement

TOWARDS = frozenset(fold_word(word) for word in ("to", "до", "то"))
PASSED = frozenset({"passed", "topped", "surpassed", "exceeded", "превысило", "превысила", "превысил", "превысили"})
LONGEST_QUOTE = 300
"""Characters; a longer stretch between number and measure is cut to the number's clause."""
MOST_CLAIMS = 200
"""No document states more figures than this; the rest of a flood is left."""


def extract(
    document: Document, indicators: Indicators, *, readers: Readers = "both", pointed: Collection[Pointed] = ()
) -> tuple[Claim, ...]:
    """The claims that a raw text makes, in its order, as one of the two readers or both together find them; behind them
    what the third reader alone has `pointed` at.

    Each has the verbatim quote that states it: `quote == document.text[char_start:char_end]`. Doubtful ones are
    held, and those on which the readers differ. Ids are `<document>:<n>`, stable for the same text.
    """
    reading = Reading(document, indicators)
    if not reading.marks:
        return ()
    bindings = bind(reading, indicators) if readers != "second" else []
    if readers != "rules":
        bindings = SecondReader(head.load(), indicators).review(reading, bindings)
    by_third = third.marks(reading, pointed, indicators)
    bindings = third.heard(bindings[:MOST_CLAIMS], by_third)
    found = _claims(document, reading, bindings, indicators)
    # Apart, and numbered behind: what one says who may be misled moves no id, no date and no guard of the others.
    more = third.alone(reading, bindings, by_third, indicators)
    return found + _claims(document, reading, more, indicators, after=len(found))


def _claims(
    document: Document, reading: Reading, bindings: Sequence[Binding], indicators: Indicators, *, after: int = 0
) -> tuple[Claim, ...]:
    if not bindings:
        return ()
    claims = list(_Extraction(document, reading, bindings).claims())
    numbered = [replace(claim, id=f"{document.id}:{n}") for n, claim in enumerate(claims, after + 1)]
    ids = {claim.id: new.id for claim, new in zip(claims, numbered, strict=True)}
    linked = [replace(claim, whole=ids.get(claim.whole)) if claim.whole else claim for claim in numbered]
    return guards.in_document(linked, indicators)


class _Extraction:
    """Claims of one document, from its bindings."""

    def __init__(self, document: Document, reading: Reading, bindings: Sequence[Binding]) -> None:
        self.document = document
        self.reading = reading
        self.bindings = bindings
        event = next((binding.definition.event for binding in bindings if binding.definition.event), None)
        self.timer = Timer(reading, event.day if event else None)
        self.speakers = Speakers(reading)

    def claims(self) -> Iterator[Claim]:
        for binding in self.bindings:
            sentence = self.reading.sentence_of(binding.mark.first)
            role = self.span_role(binding)
            start, end = self.quote(binding, sentence)
            chain = self.speakers.of(binding.mark)
            as_of, basis, period = self.timer.when(binding, sentence, role)
            quantity = binding.mark.quantity
            indicator = binding.definition.indicator
            claim = Claim(
                id=_draft_id(binding),
                indicator=indicator.id,
                value=quantity.value,
                low=quantity.low,
                high=quantity.high,
                modifier=self.modifier(binding),
                hedge=binding.mark.quantity.hedge,
                unit=indicator.unit,
                role=_role(binding),
                as_of=as_of,
                as_of_basis=basis,
                period=period,
                attributed_to=chain,
                scope=binding.rule.scope,
                doc_id=self.document.id,
                quote=self.reading.text[start:end],
                quote_kind="verbatim",
                char_start=start,
                char_end=end,
                whole=self.whole(binding),
                confidence=_confidence(binding),
                lang=self.document.lang,
                published=self.document.published or self.document.not_before,
                undated=self.document.published is None,
                publisher=self.document.publisher,
                origin=origin_of(chain, self.document),
            )
            doubt = binding.doubt or ("country" if binding.unsaid else "")
            claim = guards.hold(claim, HELD[doubt] if doubt else None)
            yield from self.from_to(claim, binding, (as_of, basis, period))

    def from_to(self, claim: Claim, binding: Binding, timing: Timing) -> Iterator[Claim]:
        """ "Rose from 137 to 144" states two counts: the previous and the present."""
        quantity = binding.mark.quantity
        running = binding.definition.indicator.kind in ("cumulative", "stock", "rate")
        if quantity.modifier != "range" or not running or not (quantity.change or self.is_growth(binding)):
            yield claim
            return
        before, after = (quantity.low, quantity.high) if quantity.change != "down" else (quantity.high, quantity.low)
        yield _single(claim, before, role="previous", id=claim.id + "-", as_of=None, as_of_basis=None)
        yield _single(claim, after, role="total", as_of=timing[0], as_of_basis=timing[1])

    def modifier(self, binding: Binding) -> Modifier:
        """The hedge, seen beside the verb: "rose to 144" is no "up to", and what has "passed 10 million" is more."""
        quantity, reading = binding.mark.quantity, self.reading
        word = reading.words[binding.mark.first]
        if quantity.modifier == "<=" and word in TOWARDS and self.is_growth(binding):
            return "="
        before = reading.words[max(0, binding.mark.first - 1) : binding.mark.first]
        if quantity.modifier == "=" and before and before[0] in PASSED:
            return ">"
        return quantity.modifier

    def is_growth(self, binding: Binding) -> bool:
        sentence = self.reading.sentence_of(binding.mark.first)
        first, last = self.reading.clause(binding.mark.first, binding.mark.last, sentence)
        return any(hit.concept in self.reading.tagged("growth") for hit in self.reading.hits_in(first, last))

    def whole(self, binding: Binding) -> str | None:
        for other in self.bindings:
            if other.mark is binding.whole:
                return _draft_id(other)
        return None

    def span_role(self, binding: Binding) -> str | None:
        at = binding.mark.quantity.start
        for span in self.document.spans:
            if span.start <= at < span.end and span.role in ("caption", "quotation"):
                return span.role
        return None

    def quote(self, binding: Binding, sentence: Sentence) -> tuple[int, int]:
        """Characters of the shortest stretch of the sentence that holds number, measure and counted noun."""
        ends = [binding.mark.first, binding.mark.last, *(binding.nouns or ())]
        if binding.node is not None:
            ends += [binding.node.first, binding.node.last]
        reading = self.reading
        start, end = reading.starts[min(ends)], reading.ends[max(ends)]
        quantity = binding.mark.quantity
        start, end = min(start, quantity.start), max(end, quantity.end)
        if end - start > LONGEST_QUOTE:
            first, last = reading.clause(binding.mark.first, binding.mark.last, sentence)
            start, end = reading.starts[first], reading.ends[last - 1]
        if end - start > LONGEST_QUOTE:
            start, end = quantity.start, quantity.end
        return start, end


def _single(claim: Claim, value: Number | None, *, role: Role, **changes: object) -> Claim:
    return replace(claim, value=value, low=None, high=None, modifier="=", role=role, **changes)  # type: ignore[arg-type]


def _draft_id(binding: Binding) -> str:
    return f"{binding.mark.first}/{binding.definition.indicator.id}"


def _role(binding: Binding) -> Role:
    if binding.definition.indicator.kind == "rate":
        return "rate"
    return "part" if binding.part else "total"


def _confidence(binding: Binding) -> float:
    """From 0 to 1: a plain number with its noun beside its measure is sure; each leap of inference costs."""
    sure = 0.95
    if binding.nouns is None:
        sure -= 0.1
    if binding.carried:
        sure -= 0.1
    sure -= 0.015 * min(binding.cost, 12.0)
    return round(max(0.0, min(1.0, sure)) * binding.mark.quantity.confidence, 3)


def tell_otherwise(
    claims: Sequence[Claim], known: Collection[tuple[str, Number | None, Number | None, Number | None]]
) -> bool:
    """Whether two texts speak of the same indicators and share not one figure of them: then neither is a reprint."""
    mine = {(claim.indicator, claim.value, claim.low, claim.high) for claim in claims}
    shared = {each[0] for each in mine} & {each[0] for each in known}
    return bool(shared) and not mine & set(known)


def from_statements(document: Document) -> tuple[Claim, ...]:
    """The claims of a curated record: its figures that have an indicator, approved by the editor who wrote them.

    The quote is the statement in English, ours and not the source's; it has no offsets.
    """
    found = [
        of_figure(document, statement, n)
        for statement in document.statements
        for n, figure in enumerate(statement.figures, 1)
        if figure.indicator is not None
    ]
    whole_of = {claim.indicator: claim.id for claim in reversed(found)}
    return tuple(replace(claim, whole=whole_of.get(claim.whole)) if claim.whole else claim for claim in found)


def of_figure(document: Document, statement: Statement, n: int) -> Claim:
    """The `n`-th figure of a curated statement, counted from 1, as a claim; one with a free label has the empty
    indicator."""
    figure = statement.figures[n - 1]
    chain = figure.attributed_to or statement.attributed_to
    return Claim(
        id=f"{statement.id}.{n}",
        indicator=figure.indicator or "",
        value=figure.value,
        low=figure.low,
        high=figure.high,
        modifier=figure.modifier,
        hedge=figure.hedge,
        kind=statement.kind,
        unit=figure.unit,
        role=figure.role,
        as_of=figure.as_of,
        as_of_basis=figure.as_of_basis,
        period=figure.period,
        attributed_to=chain,
        scope=figure.scope,
        place=figure.place,
        doc_id=document.id,
        quote=statement.texts["en"],
        quote_kind="statement",
        char_start=None,
        char_end=None,
        review="approved",
        lang="en",
        published=document.published or document.not_before,
        undated=document.published is None,
        publisher=document.publisher,
        origin=origin_of(chain, document),
        statement_id=statement.id,
        whole=figure.whole,
    )
