"""Words a check: of each number whether the sources bear it out, and what they say, cited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from digests.answers.check.checked import Checked, Finding
from digests.answers.check.checker import Judged
from digests.answers.check.held import Held
from digests.answers.check.verdict import Verdict
from digests.answers.find import beside
from digests.answers.find.found import Fact, FoundFigure, Sources
from digests.answers.find.shown import Shown
from digests.answers.write import fact_sentences
from digests.answers.write.draft import Draft
from digests.answers.write.figure_sentences import FigureSentences
from digests.blocks import Block, ContextBlock, DisagreementBlock, FigureBlock, NoteBlock
from digests.corpus.index import Hit
from digests.language import units
from digests.model import Document, Lang, Number, Quantity, Statement
from digests.say.evidence import named, unsupported
from digests.say.figures import say_value
from digests.say.locale import load as load_locale
from digests.say.phrases import own_words

BLOCKS: dict[Verdict, type[Block]] = {
    "agrees": FigureBlock, "outdated": ContextBlock, "contradicts": DisagreementBlock,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Written:
    """What is said of one number, and what it cites."""

    text: str
    citations: tuple[int, ...]


class Report:
    """Writes about one post."""

    def __init__(self, shown: Shown, lang: Lang, day: date, judged: Sequence[Judged]) -> None:
        self.shown = shown
        self.lang: Lang = lang
        self.day = day
        self.judged = judged
        self.locale = load_locale(lang)
        self.draft = Draft(lang, "none", self.sources())
        self.sentences = FigureSentences(self.draft)

    def write(self) -> Checked:
        """The findings in the order of the post; in the text those that the sources know nothing of stand last."""
        findings = tuple(self.finding(each) for each in self.judged)
        blocks = self.draft.blocks
        known = [each for each in findings if each.verdict != "unknown"]
        blocks += [BLOCKS[each.verdict](each.why, each.citations) for each in known]
        unknown = [number(each.quantity, self.lang) for each in findings if each.verdict == "unknown"]
        if not findings:
            blocks.append(NoteBlock(self.locale.say("check-nothing")))
        elif unknown:
            blocks.append(NoteBlock(self.locale.say("check-unknown", numbers="; ".join(dict.fromkeys(unknown)))))
        self.draft.kind = "figure" if known else "none"
        return Checked(self.lang, findings, self.draft.finish())

    def finding(self, judged: Judged) -> Finding:
        """A number with what is said of it: nothing that its sources do not hold."""
        quantity, held = judged.quantity, judged.held
        about = held or judged.about
        label = about.label[self.lang] if about else None
        indicator = about.indicator.id if about and about.indicator else None
        if held is not None:
            written = self.ruled(judged, held)
            if not self.unsupported(written.text, held):
                claim = self.draft.withheld.quoted(held.claim)
                return Finding(quantity, judged.verdict, written.text, indicator, label, claim, written.citations)
        why = self.locale.say("check-unknown", numbers=number(quantity, self.lang))
        return Finding(quantity, "unknown", why, indicator, label)

    def ruled(self, judged: Judged, held: Held) -> _Written:
        """«144: куҳна шудааст. Ба ҳолати 7 марти соли 2026 … 150 нафар …»"""
        quantity, was = judged.quantity, judged.ruling.was
        told = (shown_value(quantity)[0], quantity.low, quantity.high)
        self.draft.evidence.numbers |= {each for each in told if each is not None}
        stated = self.stated(held)
        text = self.locale.say(f"check-{judged.verdict}", number=number(quantity, self.lang), figure=stated.text)
        if was is None:
            return _Written(text, stated.citations)
        then = self.stated(was)
        both = self.locale.say("check-then", figure=then.text)
        return _Written(f"{text} {both}", tuple(dict.fromkeys((*stated.citations, *then.citations))))

    def stated(self, held: Held) -> _Written:
        """What the sources say: an indicator's sentence, or the statement of a freely labelled figure."""
        block: Block
        if held.indicator is not None:
            block = self.sentences.stated(self.figure(held))
        else:
            assert held.statement is not None
            block = fact_sentences.statement(self.draft, self.fact(held, held.statement))
        return _Written(block.text, block.citations)

    def figure(self, held: Held) -> FoundFigure:
        assert held.indicator is not None
        view = self.shown.view(held.indicator.id, known=self.day)
        event = named(held.indicator.names["en"]) & self.shown.names(held.claim.doc_id, self.day)
        return FoundFigure(view, held.claim, alike=beside.alike(view, held.claim), event_names=frozenset(event))

    def fact(self, held: Held, statement: Statement) -> Fact:
        document = self.shown.holdings.document(held.claim.doc_id, self.day)
        assert document is not None
        hit = Hit(document.id, 0, self.lang, 1.0, statement.texts[self.lang], statement.id, None, None)
        return Fact(hit, statement, document, 1.0)

    def unsupported(self, text: str, held: Held) -> tuple[str, ...]:
        """What of the text no cited source holds, beside an editor's own words for the indicator."""
        evidence = self.draft.evidence
        evidence.add_citations(self.draft.citations())
        if held.indicator is not None:
            for words in own_words(held.indicator):
                evidence.add_text("\n".join(words.values()))
        return unsupported(text, evidence, self.lang)

    def sources(self) -> Sources:
        """The documents and statements behind the verdicts, and of reprints what they repeat."""
        documents: dict[str, Document] = {}
        statements: dict[str, Statement] = {}
        for held in self.cited():
            document = self.shown.holdings.document(held.claim.doc_id, self.day)
            if document is not None:
                documents[document.id] = document
            if held.statement is not None:
                statements[held.statement.id] = held.statement
        for original in [document.duplicate_of for document in documents.values() if document.duplicate_of]:
            document = self.shown.holdings.document(original, self.day)
            if document is not None:
                documents[original] = document
        return Sources(documents, statements, self.shown.withheld(self.day))

    def cited(self) -> Iterator[Held]:
        """All figures that may be said, also those of other documents that say the same."""
        for judged in self.judged:
            for held in (judged.ruling.held, judged.ruling.was):
                if held is None:
                    continue
                yield held
                if held.indicator is not None:
                    view = self.shown.view(held.indicator.id, known=self.day)
                    for claim in beside.alike(view, held.claim):
                        statement = self.shown.holdings.statement(claim.statement_id) if claim.statement_id else None
                        yield replace(held, claim=claim, statement=statement)


def number(quantity: Quantity, lang: Lang) -> str:
    """A post's number in our own words."""
    value, unit = shown_value(quantity)
    return say_value(value, quantity.low, quantity.high, quantity.modifier, unit, lang, hedge=quantity.hedge)


def shown_value(quantity: Quantity) -> tuple[Number | None, str | None]:
    """The value and the unit that is said with it; "a third" as a percentage."""
    if quantity.value is not None and quantity.unit is None and 0 < quantity.value < 1:
        return round(100 * quantity.value, 1), "percent"
    return quantity.value, quantity.unit if units.load().is_measured(quantity.unit) else None
