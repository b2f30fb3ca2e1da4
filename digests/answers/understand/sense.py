"""What a question wants, by its meaning: a number, several things beside each other, what sources say differently.

"How many" and "which source" say it in so many words, and those words count here as well. People often leave them out:
«депорт граждан РТ 2024 итог» wants a number, "the prosecutor says one thing, the minister another" two of them. One
linear sum each over the question's vector and the words told it for nine questions in ten of authors that none was
learned from (`make fit`).
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np

from config import FITTED
from digests.corpus.quantised import Floats
from digests.errors import BadInput

PATH = FITTED / "sense.npz"

Want = Literal["number", "beside", "sources"]
"""A number; several things beside each other, of two times, places or speakers; what sources say differently."""
WANTS: tuple[Want, ...] = ("number", "beside", "sources")
SAID = ("figure", "agreement", "compare", "times", "else")
"""What the words of a question tell of it, each 0 or 1: "how many", "which source", "more than", of several times; and
that something else is asked: who, where, when, why."""


@dataclass(frozen=True, slots=True)
class Sense:
    """The sums [wants, dim + words] with what each begins at [wants]; `model` is the id of the model of the vectors."""

    model: str
    weights: Floats
    bias: Floats

    def of(self, vector: Floats, said: Mapping[str, bool]) -> frozenset[Want]:
        """What is wanted by a question of the vector [dim] whose words tell `said`."""
        told = np.array([float(said[name]) for name in SAID], np.float32)
        sums = self.weights @ np.concatenate([vector, told]) + self.bias
        return frozenset(want for want, value in zip(WANTS, sums, strict=True) if value > 0)


@cache
def load(model: str, path: Path = PATH) -> Sense | None:
    """What was learned with `model`; None for another model, whose vectors mean something else.

    Raises BadInput naming the file where it cannot be read.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as found:
            weights, bias = (found[name].astype(np.float32) for name in ("weights", "bias"))
            sense = Sense(str(found["model"]), weights, bias)
        if weights.ndim != 2 or bias.shape != (len(WANTS),) or len(weights) != len(WANTS):
            raise ValueError("not of this form")
    except (OSError, ValueError, TypeError, KeyError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise BadInput(f"what tells what questions want cannot be read ({error})", path=path) from error
    return sense if sense.model == model else None


def save(sense: Sense, path: Path = PATH) -> None:
    """Write the file: half precision is more than the questions can tell."""
    weights, bias = (each.astype(np.float16) for each in (sense.weights, sense.bias))
    np.savez_compressed(path, model=np.array(sense.model), weights=weights, bias=bias)
