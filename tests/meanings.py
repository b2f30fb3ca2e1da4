"""A meaning for tests: texts lie near that share words. Deterministic, quick, no model."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from digests.corpus.quantised import Floats
from digests.language.fold import words


class Fake:
    """Every word is a direction of its own, drawn from its hash; a text is the sum of its words'."""

    def __init__(self, name: str = "fake-1", dim: int = 64) -> None:
        self.id = name
        self.dim = dim
        self.asked: list[str] = []

    def query(self, texts: Sequence[str]) -> Floats:
        return np.vstack([self._vector(text) for text in texts])

    def passage(self, texts: Sequence[str]) -> Floats:
        self.asked += texts
        return self.query(texts)

    def _vector(self, text: str) -> Floats:
        vector = np.full(self.dim, 0.1, np.float32)
        for word in words(text):
            digest = hashlib.blake2b(f"{self.id}{word.folded}".encode(), digest_size=self.dim).digest()
            vector += np.frombuffer(digest, np.uint8).astype(np.float32) / 127.5 - 1
        return (vector / np.linalg.norm(vector)).astype(np.float32)
