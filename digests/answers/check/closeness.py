"""How close statements lie to a stretch of a post by meaning."""

from __future__ import annotations

from collections.abc import Mapping

from digests.corpus.vectors import Vectors
from digests.language.meaning import Meaning

NEAREST = 40
"""Statements that are looked at; what lies farther is not near."""
FAR, CLOSE = 1.5, 4.5
"""Deviations above the mean of all texts from which a statement is near at all, and is as near as can be."""


class ByMeaning:
    """Asks the model; each stretch of text once."""

    def __init__(self, meaning: Meaning, vectors: Vectors) -> None:
        self.meaning = meaning
        self.vectors = vectors

    def __call__(self, text: str) -> Mapping[str, float]:
        found = self.vectors.nearest(self.meaning.query([text]), k=NEAREST)
        if not found.deviation:
            return {}
        scores = {hit.statement_id: (hit.score - found.mean) / found.deviation for hit in found.hits}
        return {
            statement: min(1.0, max(0.0, (score - FAR) / (CLOSE - FAR)))
            for statement, score in scores.items()
            if statement is not None
        }
