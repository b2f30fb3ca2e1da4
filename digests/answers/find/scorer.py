"""How likely a candidate answers: one sum of features, with coefficients that `make fit` writes.

Facts and figures have features of their own. Without a meaning model (another platform, KHABAR_MEANING=off) words have
to do alone, with coefficients of their own.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from config import FITTED
from digests.errors import BadInput

PATH = FITTED / "answers.json"

Name = Literal["facts", "telling", "facts by words", "figures", "figures by words"]
"""What is scored, and whether by words alone. "facts" puts them in order; "telling" is how sure the first answers."""
NAMES: tuple[Name, ...] = ("facts", "telling", "figures", "facts by words", "figures by words")
CHOOSING = frozenset({"facts", "facts by words"})
"""Those to which the third voice speaks."""

OF_FACTS = (
    "near_lead", "near_kin", "left_open", "said_anywhere", "words_lead", "measure_unsaid", "other_time", "leans",
    "advice", "raw",
)  # fmt: skip
"""The features that are weighed; of some twenty these ten did as well as all on authors that were not fitted."""
OF_TELLING = (
    "likely", "near_open", "left_open", "near_lead", "said_anywhere", "words_lead", "measure_unsaid",
)  # fmt: skip
"""What tells whether the likeliest fact answers: its own score, and again how much nearer it lies than what is left
open. One sum for both, order and sureness, told less: of 95 near misses refused in 100 it gave .67 of the right
answers by folds and .60 on other hands, this one .73 and .68."""
OF_FIGURES = (
    "carriers", "carriers_lead", "carrier", "carrier_first", "carrier_shown", "score", "met", "fits", "measured",
    "complete", "stated", "named",
)  # fmt: skip


CHOSEN = 2.0
"""What it is worth that the third voice chooses a passage (against it, that it says none answers). By hand: whose model
an operator asks is not known here, so nothing can be fitted; it outweighs a doubt, and no veto."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights by the name of a feature."""

    weights: Mapping[str, float]
    bias: float
    enough: float  # from which an answer is given

    def score(self, features: Mapping[str, float]) -> float:
        """The chance that the candidate answers, from 0 to 1."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.odds(features)))))

    def odds(self, features: Mapping[str, float]) -> float:
        """The sum before it is made a chance."""
        return self.bias + sum(weight * features.get(name, 0.0) for name, weight in self.weights.items())

    def parts(self, features: Mapping[str, float]) -> dict[str, tuple[float, float]]:
        """Feature → (its value, what it adds), the greatest first."""
        told = {
            name: (features.get(name, 0.0), weight * features.get(name, 0.0)) for name, weight in self.weights.items()
        }
        return dict(sorted(told.items(), key=lambda each: -abs(each[1][1])))


@cache
def load(name: Name, path: Path = PATH) -> Scorer:
    """One of the scorers. Raises BadInput naming the file and the place."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))[name]
        weights = {str(feature): float(weight) for feature, weight in raw["weights"].items()}
        if name in CHOOSING:
            weights["chosen"] = CHOSEN
        return Scorer(weights, float(raw["bias"]), float(raw["enough"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(f"no coefficients ({error})", path=path, place=name) from error
