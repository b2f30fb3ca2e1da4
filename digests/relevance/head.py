"""What was learned of relevance: one sum for "relevant" and one for each topic, each by words alone and with meaning.

The weights are in `config/fitted/relevance.npz`, which `make fit` writes: `labels`, `features` (names), `words` and
`cues` (float16 [labels, features]), `meaning` (float16 [labels, dim]), `words_bias`, `bias`, and the `model` whose
vectors were learned from. Another model's vectors say nothing to it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from config import FITTED
from digests.errors import BadInput
from digests.model import TOPICS

PATH = FITTED / "relevance.npz"
RELEVANT = "relevant"
LABELS = (RELEVANT, *TOPICS)

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Head:
    """Weights by label and feature; `seal` tells one fitting from another."""

    places: Mapping[str, int]  # feature → its column
    words: Array
    words_bias: Array
    cues: Array
    meaning: Array
    bias: Array
    model: str
    seal: str

    def by_words(self, features: Mapping[str, float]) -> dict[str, float]:
        """Label → chance, by cues alone."""
        return _chances(self._sums(self.words, features) + self.words_bias)

    def by_both(self, features: Mapping[str, float], vector: Array) -> dict[str, float]:
        """Label → chance, by cues and the vector of `model`."""
        return _chances(self._sums(self.cues, features) + self.meaning @ vector + self.bias)

    def shares(self, features: Mapping[str, float], *, by_words: bool) -> dict[str, float]:
        """Feature → what it added to the sum of "relevant"."""
        weights = self.words if by_words else self.cues
        return {
            name: float(weights[0, self.places[name]] * value)
            for name, value in features.items()
            if name in self.places
        }

    def _sums(self, weights: Array, features: Mapping[str, float]) -> Array:
        known = [(self.places[name], value) for name, value in features.items() if name in self.places]
        if not known:
            return np.zeros(len(weights), np.float32)
        columns, values = zip(*known, strict=True)
        return np.asarray(weights[:, columns] @ np.array(values, np.float32))


def _chances(sums: Array) -> dict[str, float]:
    return dict(zip(LABELS, ((1 + np.tanh(sums / 2)) / 2).tolist(), strict=True))  # exp would overflow


def save(path: Path, model: str, features: list[str], weights: Mapping[str, NDArray[Any]]) -> None:
    """Write the file; half precision is more than the texts can tell."""
    parts: dict[str, Any] = {
        name: value.astype(np.float32 if "bias" in name else np.float16) for name, value in weights.items()
    }
    np.savez_compressed(path, labels=np.array(LABELS), features=np.array(features), model=np.array(model), **parts)


@cache
def load(path: Path = PATH) -> Head:
    """The head. Raises BadInput naming the file."""
    try:
        seal = hashlib.blake2b(path.read_bytes(), digest_size=8).hexdigest()
        with np.load(path, allow_pickle=False) as held:
            labels, features, model = held["labels"].tolist(), held["features"].tolist(), str(held["model"])
            parts = {name: held[name].astype(np.float32) for name in ("words", "words_bias", "cues", "meaning", "bias")}
    except (OSError, ValueError, KeyError) as error:
        raise BadInput(f"no weights ({error})", path=path) from error
    shapes = {parts[name].shape for name in ("words", "cues")} | {(len(labels), len(features))}
    if tuple(labels) != LABELS or len(shapes) > 1 or len(parts["meaning"]) != len(labels):
        raise BadInput("weights of another shape than their names", path=path)
    return Head({name: n for n, name in enumerate(features)}, **parts, model=model, seal=seal)
