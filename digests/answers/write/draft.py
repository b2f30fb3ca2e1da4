"""An answer in the making: its blocks, what they cite, and the evidence that every number and name is checked by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from digests.answers.find.found import Sources
from digests.blocks import Block, NoteBlock, OfferBlock
from digests.figures.embargo import Embargo
from digests.model import Answer, AnswerKind, Citation, Claim, Document, Lang, QuoteKind, Statement
from digests.say import foreign
from digests.say.blocks import plain
from digests.say.evidence import Evidence, unsupported


@dataclass(slots=True)
class Draft:
    """Blocks with citations of `sources`; `finish` makes the answer of them."""

    lang: Lang
    kind: AnswerKind
    sources: Sources | None
    confidence: float = 0.0
    blocks: list[Block] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    evidence: Evidence = field(default_factory=Evidence)
    disagree: bool = False
    indicator: str | None = None
    copy_text: str | None = None
    memory: Mapping[str, str] = field(default_factory=dict)
    days: tuple[date, ...] = ()  # that were asked about: they may be said
    _citations: dict[str, Citation] = field(default_factory=dict)

    @property
    def withheld(self) -> Embargo:
        assert self.sources is not None
        return self.sources.withheld

    def document(self, doc_id: str) -> Document | None:
        """A document that may be cited."""
        return self.sources.documents.get(doc_id) if self.sources else None

    def statement(self, claim: Claim) -> Statement | None:
        """The statement of ours that a claim was read from."""
        return self.sources.statements.get(claim.statement_id or "") if self.sources else None

    def cite_claim(self, claim: Claim) -> int:
        """The number of the claim's document, with its quote."""
        claim = self.withheld.quoted(claim)
        if all(claim.id != other.id for other in self.claims):
            self.claims.append(claim)
        self.evidence.add_claims([claim])
        statement = self.statement(claim)
        if statement is not None:
            return self.cite_statement(statement, claim.doc_id)
        kind: QuoteKind = "statement" if claim.quote_kind == "statement" else "verbatim"
        return self._cite(claim.doc_id, claim.quote, claim.lang, kind)

    def cite_statement(self, statement: Statement, doc_id: str) -> int:
        self.evidence.add_statement(statement)
        return self._cite(doc_id, statement.texts[self.lang], self.lang, "statement")

    def cite_passage(self, doc_id: str, text: str, lang: Lang) -> int:
        self.evidence.add_text(text)
        return self._cite(doc_id, text, lang, "verbatim")

    def _cite(self, doc_id: str, quote: str, lang: Lang, kind: QuoteKind) -> int:
        document = self.document(doc_id)
        assert document is not None
        quote = self.withheld.quote(doc_id, quote, lang, curated=document.kind == "curated")
        known = self._citations.get(doc_id)
        if known is None:
            known = self._citation(document, quote, lang, kind)
        elif known.quote and quote not in known.quote and known.quote_kind == kind and known.quote_lang == lang:
            known = replace(known, quote=f"{known.quote} … {quote}" if kind == "verbatim" else f"{known.quote} {quote}")
        self._citations[doc_id] = known
        return known.n

    def _citation(self, document: Document, quote: str, lang: Lang, kind: QuoteKind) -> Citation:
        original = self.document(document.duplicate_of) if document.duplicate_of else None
        return Citation(
            n=len(self._citations) + 1,
            doc_id=document.id,
            title=self.withheld.title(document),
            publisher=document.publisher,
            published=document.published or document.not_before,
            url=document.url,
            quote=quote,
            quote_lang=lang,
            quote_kind=kind,
            undated=document.published is None,
            via=(original.publisher,) if original and original.publisher else (),
            lang=document.lang,
        )

    def citations(self) -> tuple[Citation, ...]:
        return tuple(self._citations.values())

    @property
    def offers(self) -> tuple[str, ...]:
        """The questions that are offered."""
        return tuple(block.text for block in self.blocks if isinstance(block, OfferBlock))

    def unsupported(self, besides: Iterable[str]) -> tuple[str, ...]:
        """What no cited source holds; what `besides` says, what is offered and the days asked about may be said."""
        notes = [block.text for block in self.blocks if isinstance(block, NoteBlock)]  # texts of ours
        for words in (*besides, *self.offers, *notes):
            self.evidence.add_text(words)
        self.evidence.add_citations(self.citations())
        self.evidence.dates |= set(self.days)
        return unsupported(plain(self.blocks, self.lang), self.evidence, self.lang)

    def finish(self) -> Answer:
        blocks = tuple(
            block if isinstance(block, OfferBlock) else replace(block, text=foreign.inert(block.text))
            for block in self.blocks
        )  # what is offered is ours
        return Answer(
            lang=self.lang,
            kind=self.kind,
            text=plain(blocks, self.lang),
            blocks=blocks,
            claims=tuple(self.claims),
            disagree=self.disagree,
            citations=self.citations(),
            confidence=round(max(0.0, min(1.0, self.confidence)), 3),
            offers=self.offers,
            indicator=self.indicator,
            copy_text=self.copy_text,
            memory=dict(self.memory),
        )
