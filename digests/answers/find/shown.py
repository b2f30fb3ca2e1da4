"""What the corpus holds and may be shown: claims as the policy lets them be seen, figures as they stood, what waits."""

from __future__ import annotations

from datetime import date

from digests.corpus.holdings import Holdings
from digests.figures.embargo import Embargo, embargo
from digests.figures.indicators import Indicators
from digests.figures.ledger import Ledger
from digests.model import Claim, LedgerView
from digests.policy import Policy
from digests.say.evidence import named

READ_FOR_NAMES = 20_000
"""Characters of a document that are searched for the names of an event."""
EMBARGOES = 2
"""Days whose embargo is kept: it holds every claim."""


class Shown:
    """What `policy` does not show is not held, as far as answers can tell."""

    def __init__(self, holdings: Holdings, indicators: Indicators, policy: Policy) -> None:
        self.holdings = holdings
        self.indicators = indicators
        self.policy = policy
        self._ledger = Ledger(indicators, holdings.claims, holdings.kept, policy=policy)

    def claims(self, indicator: str, known: date | None) -> tuple[Claim, ...]:
        """The claims of an indicator that may be shown, as they were known on that day."""
        return self.holdings.kept.get("shown", (indicator, known), lambda: self.view(indicator, known=known).claims)

    def read(self, known: date | None) -> dict[str, list[Claim]]:
        """Document → the claims that may be shown of it."""
        return self.holdings.kept.get("read", known, lambda: self._read(known))

    def _read(self, known: date | None) -> dict[str, list[Claim]]:
        found: dict[str, list[Claim]] = {}
        for indicator in self.indicators.all:
            for claim in self.claims(indicator.id, known):
                found.setdefault(claim.doc_id, []).append(claim)
        return found

    def view(self, indicator: str, *, known: date | None, asof: date | None = None) -> LedgerView:
        """How an indicator stood."""
        return self._ledger.view(indicator, asof=asof, known=known)

    def withheld(self, today: date) -> Embargo:
        """What of the documents' own words may not be shown today."""
        return self.holdings.kept.get(
            "embargo",
            today,
            lambda: embargo(self.holdings.store, self.indicators, policy=self.policy, known=today),
            most=EMBARGOES,
        )

    def names(self, doc_id: str, known: date | None) -> frozenset[str]:
        """The names that a document holds anywhere: a figure's event may be named in another of its sentences."""
        return self.holdings.kept.get("names", (doc_id, known), lambda: self._names(doc_id, known))

    def _names(self, doc_id: str, known: date | None) -> frozenset[str]:
        document = self.holdings.document(doc_id, known)
        if document is None:
            return frozenset()
        texts = [document.title, document.text[:READ_FOR_NAMES], *(one.texts["en"] for one in document.statements)]
        return frozenset(named("\n".join(texts)))
