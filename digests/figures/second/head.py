"""The weights of the second reader: one sum for each indicator and for "none", made chances together.

They are in `config/fitted/figures.npz`, which `make fit` writes: `labels`, `features` (names), `weights` (float16
[labels, features]) and `bias`. What a text holds beside those features says nothing to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from config import FITTED
from digests.errors import BadInput

PATH = FITTED / "figures.npz"
NONE = "none"
"""The label of a number that states no indicator."""


@dataclass(frozen=True, slots=True)
class Head:
    """Weights by label and feature."""

    labels: tuple[str, ...]
    places: Mapping[str, int]  # feature → its column
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def chances(self, features: Mapping[str, float]) -> dict[str, float]:
        """Label → chance, together 1."""
        known = [(self.places[name], value) for name, value in features.items() if name in self.places]
        sums = self.bias.copy()
        if known:
            columns, values = zip(*known, strict=True)
            sums += self.weights[:, columns] @ np.array(values, np.float32)
        odds = np.exp(sums - sums.max())
        return dict(zip(self.labels, (odds / odds.sum()).tolist(), strict=True))


def save(
    labels: Sequence[str], features: Sequence[str], weights: NDArray[np.float64], bias: NDArray[np.float64], path: Path
) -> None:
    """Write the file; half precision is more than the texts can tell."""
    np.savez_compressed(
        path,
        labels=np.array(labels),
        features=np.array(features),
        weights=weights.astype(np.float16),
        bias=bias.astype(np.float32),
    )


@cache
def load(path: Path = PATH) -> Head:
    """The head. Raises BadInput naming the file."""
    try:
        with np.load(path, allow_pickle=False) as held:
            labels, features = held["labels"].tolist(), held["features"].tolist()
            weights, bias = held["weights"].astype(np.float32), held["bias"]
    except (OSError, ValueError, KeyError) as error:
        raise BadInput(f"no weights ({error})", path=path) from error
    if weights.shape != (len(labels), len(features)) or bias.shape != (len(labels),):
        raise BadInput("weights of another shape than their names", path=path)
    return Head(tuple(labels), {name: n for n, name in enumerate(features)}, weights, bias)
