"""The work of embedding: what the model has not seen yet, in batches, between other work.

A document is stored at once and embedded afterwards, so that storing stays quick. A batch is one transaction and each
vector stands by itself: a process that ends at any moment leaves nothing half, and the next one goes on from there.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from digests.corpus import ready
from digests.corpus.quantised import quantise
from digests.corpus.store import Store
from digests.corpus.vector_texts import Unit, document_units, indicator_units
from digests.corpus.vectors import Vectors, left
from digests.figures.indicators import Indicators
from digests.figures.indicators import load as load_indicators
from digests.language.meaning import SLICE, Meaning, sliced

BATCH = 64
"""Texts a transaction: two seconds of work. Each change of the database makes readers look at it anew."""

Doc = tuple[str, str]
"""A document's id and the hash of its content."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """What one run did: texts that the model was asked about or that were known already; whether more is due."""

    asked: int = 0
    known: int = 0
    left: bool = False


class Embedder:
    """Brings the vectors of `store` up to date with `meaning`."""

    def __init__(
        self,
        store: Store,
        meaning: Meaning,
        indicators: Indicators | None = None,
        *,
        at_hand: ready.Ready | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.store = store
        self.meaning = meaning
        self.vectors = Vectors(store.connection, meaning.id)
        self.indicators = (indicators or load_indicators()).all
        self._at_hand = at_hand
        self._clock = clock
        self._asked = 0
        self._known = 0

    def due(self) -> int:
        """How many documents have something that the model has not seen."""
        return left(self.store.connection, self.meaning.id)

    def run(
        self,
        seconds: float | None = None,
        *,
        stop: Callable[[], bool] = lambda: False,
        step: Callable[[str], None] = lambda _: None,
    ) -> Embedded:
        """Embed what is due until it is done, `seconds` have passed or `stop` says so; `step` hears of each document
        that is done. At least one slice of texts is embedded, however little time there is."""
        self._asked = self._known = 0
        end = None if seconds is None else self._clock() + seconds

        def over() -> bool:
            return stop() or (end is not None and self._clock() >= end)

        for doc in (None, *self.vectors.due()):
            units = list(self._units(doc))
            if not self._embed(doc, units, over):
                return Embedded(self._asked, self._known, left=True)
            if doc:
                step(doc[0])
        return Embedded(self._asked, self._known)

    def _units(self, doc: Doc | None) -> Iterator[Unit]:
        """The texts of a document, or of the indicators."""
        if doc is None:
            return indicator_units(self.indicators)
        document = self.store.document(doc[0])
        if document is None:
            return iter(())
        return document_units(document, self.vectors.passages(document.id))

    def _embed(self, doc: Doc | None, units: Sequence[Unit], over: Callable[[], bool]) -> bool:
        """Whether there was time for all of `units`. A document that was written anew meanwhile stays due."""
        missing = self.vectors.missing(units)
        known = self._known_already(missing)
        there = [unit for unit in missing if unit.mark in known]
        if not self.vectors.put(there, [known[unit.mark] for unit in there], doc):
            return True
        self._known += len(there)
        for batch in sliced((unit for unit in missing if unit.mark not in known), BATCH):
            told = self._told(batch, over)
            if not self.vectors.put(batch[: len(told)], told, doc):
                return True
            self._asked += len(told)
            if over():
                return False
        self.vectors.finish(units, doc)
        return True

    def _known_already(self, units: Sequence[Unit]) -> ready.Ready:
        """What the model said of the same texts elsewhere in the corpus, or before the program was shipped."""
        if not units:
            return {}
        if self._at_hand is None:
            self._at_hand = ready.load(self.meaning.id)
        marks = {unit.mark for unit in units}
        shipped = {mark: self._at_hand[mark] for mark in marks if mark in self._at_hand}
        return {**self.vectors.known(marks - set(shipped)), **shipped}

    def _told(self, units: Sequence[Unit], over: Callable[[], bool]) -> list[tuple[float, bytes]]:
        """Scale and bytes of the first of `units`, as many as there is time for."""
        told: list[tuple[float, bytes]] = []
        for some in sliced(units, SLICE):
            quantised = quantise(self.meaning.passage([unit.text for unit in some]))
            told += map(quantised.row, range(len(some)))
            if over():
                break
        return told
