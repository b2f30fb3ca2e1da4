"""Where a question points: its vector turned towards the questions that statements carry and people ask alike.

The model of meaning knows what two texts are about, not what is wanted of them: "how many were expelled" lies as near
to those barred as to those deported, and a worried story nearest to any other worried story. One matrix, learned from
the questions that statements carry and from those that people asked of them (`make fit`), turns a question's vector;
what is stored stays as it is. The questions that statements carry are met by both, as it came and turned: turned alone
it knows the records it was learned from better, and others worse.
"""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from config import FITTED
from digests.corpus.quantised import Floats
from digests.errors import BadInput

PATH = FITTED / "asking.npz"


@dataclass(frozen=True, slots=True)
class Aim:
    """The matrix [dim, dim] that questions are turned by; `model` is the id of the model it was learned with."""

    model: str
    matrix: Floats

    def turned(self, questions: Floats) -> Floats:
        """float32 [n, dim] of length 1."""
        found = questions @ self.matrix
        return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9), np.float32)


@cache
def load(model: str, path: Path = PATH) -> Aim | None:
    """What was learned with `model`; None for another model, whose vectors it would turn anywhere.

    Raises BadInput naming the file where it cannot be read.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as found:
            aim = Aim(str(found["model"]), found["matrix"].astype(np.float32))
        if aim.matrix.ndim != 2 or len(set(aim.matrix.shape)) != 1:
            raise ValueError("not a square matrix")
    except (OSError, ValueError, TypeError, KeyError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise BadInput(f"what turns questions cannot be read ({error})", path=path) from error
    return aim if aim.model == model else None


def save(aim: Aim, path: Path = PATH) -> None:
    """Write the file: half precision is more than the questions can tell."""
    np.savez_compressed(path, model=np.array(aim.model), matrix=aim.matrix.astype(np.float16))
