"""An answer in the making: its lines, what they cite, and the evidence that every number and name is checked by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from digests.answers.holdings import Holdings
from digests.model import Answer, AnswerKind, Citation, Claim, Lang, Statement
from digests.say import foreign
from digests.say.evidence import Evidence, unsupported
from digests.say.pages import units

COPY = 256
"""UTF-16 units that Telegram's copy button takes."""
PART = " · "
"""Between what a copied figure is made of."""


@dataclass(slots=True)
class Draft:
    """Lines with citations; `finish` makes the answer of them."""

    holdings: Holdings
    lang: Lang
    lines: list[str] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    evidence: Evidence = field(default_factory=Evidence)
    _citations: dict[str, Citation] = field(default_factory=dict)

    def cite_claim(self, claim: Claim) -> str:
        """«[1]»: the claim's document, with its quote."""
        claim = self.holdings.withheld().quoted(claim)
        if all(claim.id != other.id for other in self.claims):
            self.claims.append(claim)
        self.evidence.add_claims([claim])
        statement = self.holdings.statement(claim.statement_id) if claim.statement_id else None
        if statement is not None:
            self.evidence.add_statement(statement)
        quote = claim.quote if statement is None else statement.texts[self.lang]
        return self._cite(
            claim.doc_id,
            quote=quote,
            lang=claim.lang if statement is None else self.lang,
            kind="statement" if statement is not None or claim.quote_kind == "statement" else "verbatim",
        )

    def cite_statement(self, statement: Statement, doc_id: str) -> str:
        self.evidence.add_statement(statement)
        return self._cite(doc_id, quote=statement.texts[self.lang], lang=self.lang, kind="statement")

    def cite_passage(self, doc_id: str, text: str, lang: Lang) -> str:
        self.evidence.add_text(text)
        return self._cite(doc_id, quote=text, lang=lang, kind="verbatim")

    def _cite(self, doc_id: str, *, quote: str, lang: Lang, kind: str) -> str:
        document = self.holdings.document(doc_id)
        assert document is not None
        quote = self.holdings.withheld().quote(doc_id, quote, lang, curated=document.kind == "curated")
        known = self._citations.get(doc_id)
        if known is None:
            via: tuple[str, ...] = ()
            if document.duplicate_of and (original := self.holdings.document(document.duplicate_of)):
                via = (original.publisher,) if original.publisher else ()
            known = Citation(
                n=len(self._citations) + 1,
                doc_id=doc_id,
                title=self.holdings.withheld().title(document),
                publisher=document.publisher,
                published=document.published or document.not_before,
                url=document.url,
                quote=quote,
                quote_lang=lang,
                quote_kind="verbatim" if kind == "verbatim" else "statement",
                undated=document.published is None,
                via=via,
                lang=document.lang,
            )
        elif known.quote and quote not in known.quote and known.quote_kind == kind and known.quote_lang == lang:
            known = replace(known, quote=f"{known.quote} … {quote}" if kind == "verbatim" else f"{known.quote} {quote}")
        self._citations[doc_id] = known
        return f"[{known.n}]"

    def citations(self) -> tuple[Citation, ...]:
        return tuple(self._citations.values())

    def text(self) -> str:
        return "\n".join(line for line in self.lines if line)

    def unsupported(self, asked: Iterable[date] = ()) -> tuple[str, ...]:
        """What no cited source holds; the days that were asked about may be said."""
        self.evidence.add_citations(self.citations())
        self.evidence.dates |= set(asked)
        return unsupported(self.text(), self.evidence, self.lang)

    def finish(
        self,
        kind: AnswerKind,
        *,
        confidence: float,
        disagree: bool = False,
        offers: Sequence[str] = (),
        indicator: str | None = None,
        copy_text: str | None = None,
        memory: Mapping[str, str] | None = None,
    ) -> Answer:
        return Answer(
            lang=self.lang,
            kind=kind,
            text=foreign.inert(self.text()),
            claims=tuple(self.claims),
            disagree=disagree,
            citations=self.citations(),
            confidence=round(max(0.0, min(1.0, confidence)), 3),
            offers=tuple(offers),
            indicator=indicator,
            copy_text=copy_text,
            memory=dict(memory or {}),
        )


def fitted(parts: Sequence[str], address: str = "", most: int = COPY) -> str:
    """The parts and the address in one line of at most `most` units as Telegram counts them: an address is left out
    rather than cut, and of the rest the end goes."""
    said = [foreign.one_line(part) for part in parts if part]
    for whole in (PART.join([*said, address]) if address else "", PART.join(said)):
        if whole and units(whole) <= most:
            return whole
    return whole.encode("utf-16-le", "replace")[: 2 * (most - 1)].decode("utf-16-le", "ignore").rstrip() + "…"
