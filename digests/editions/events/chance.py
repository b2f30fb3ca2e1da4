"""How likely two texts tell of one event: a forest of small trees, learned from pairs by many hands.

What tells two events apart depends on what kind they are of: a place for a raid, none for a law. A sum of features was
right less often: F1 .77 on pairs of a hand left out, cut by pair, where the trees have .90.

`make fit` writes the trees, `config/fitted/events.npz` (`<head>_features` names, `<head>_trees` the first node of each
tree, and for each node `_feature` (-1: a leaf), `_bound` (to the left up to it), `_left`, `_right`, `_value`), and
`events.json`: how common names and words are. There are two heads: "meaning", and "words" where a text has no vectors.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from config import FITTED
from digests.editions.events.alike import Common, alike
from digests.editions.events.told import Told
from digests.errors import BadInput
from digests.model import LANGS

PATH = FITTED / "events.npz"
HEADS = ("meaning", "words")
PARTS = ("features", "trees", "feature", "bound", "left", "right", "value")
SAME = 0.4
"""The chance from which two texts count as telling of one event: of .25 to .4 the best on pairs to look at, with the
model and without it, since the trees have seen texts that have nothing to do with each other."""


LINKS = ("place: rarest", "name: rarest", "quoted", "numbers: same", "numbers: near", "day: same")
FEW_WORDS = 0.05
"""What two texts share of their words by chance: with less, and none of `LINKS`, they hardly ever tell of one event."""


@dataclass(frozen=True, slots=True)
class Head:
    """Trees as lists: what `Head.chance` walks through is quicker so than as arrays."""

    features: tuple[str, ...]
    trees: tuple[int, ...]
    feature: tuple[int, ...]
    bound: tuple[float, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    value: tuple[float, ...]

    def chance(self, features: Mapping[str, float]) -> float:
        values = [features.get(name, 0.0) for name in self.features]
        total = 0.0
        for node in self.trees:
            at = node
            while self.feature[at] >= 0:
                at = self.left[at] if values[self.feature[at]] <= self.bound[at] else self.right[at]
            total += self.value[at]
        return total / len(self.trees)

    def chances(self, features: Sequence[Mapping[str, float]]) -> list[float]:
        """The same of many pairs at once, to the last bit."""
        values = np.array([[each.get(name, 0.0) for name in self.features] for each in features])
        feature, bound = np.array(self.feature), np.array(self.bound)
        left, right, value = np.array(self.left), np.array(self.right), np.array(self.value)
        total = np.zeros(len(features))
        for root in self.trees:
            at = np.full(len(features), root)
            going = np.flatnonzero(feature[at] >= 0)
            while len(going):
                now = at[going]
                at[going] = np.where(values[going, feature[now]] <= bound[now], left[now], right[now])
                going = going[feature[at[going]] >= 0]
            total += value[at]
        return [float(each) for each in total / len(self.trees)]


@dataclass(frozen=True, slots=True)
class Scorer:
    common: Common
    meaning: Head
    words: Head

    def chance(self, a: Told, b: Told) -> float:
        """0 … 1, the same whichever comes first."""
        return self.chances([(a, b)])[0]

    def chances(self, pairs: Sequence[tuple[Told, Told]]) -> list[float]:
        """The same of many pairs."""
        features = [alike(a, b, self.common) for a, b in pairs]
        found = [0.0] * len(pairs)
        for head, has in ((self.meaning, True), (self.words, False)):
            own = [n for n, each in enumerate(features) if ("meaning" in each) == has and (has or is_linked(each))]
            for n, each in zip(own, head.chances([features[n] for n in own]) if own else (), strict=True):
                found[n] = each
        return found


def is_linked(features: Mapping[str, float]) -> bool:
    """Whether two texts share anything by which they could tell of one event; trees are asked of nothing else, since
    they were shown no text that is a line without a name beside a long record."""
    return features["words"] >= FEW_WORDS or any(features[name] > 0 for name in LINKS)


def save(heads: Mapping[str, Head], common: Common, path: Path) -> None:
    """Write both files; half precision would move bounds that features stand on."""
    arrays = {f"{name}_{part}": np.array(getattr(head, part)) for name, head in heads.items() for part in PARTS}
    small = {name: each.astype(np.float32) if each.dtype == np.float64 else each for name, each in arrays.items()}
    np.savez_compressed(path, **{name: _narrow(each) for name, each in small.items()})  # type: ignore[arg-type]
    told = {"names": dict(common.names), "words": {lang: dict(common.words[lang]) for lang in LANGS}}
    path.with_suffix(".json").write_text(json.dumps(told, ensure_ascii=False) + "\n", encoding="utf-8")


def _narrow(found: np.ndarray) -> np.ndarray:
    return found.astype(np.int32) if found.dtype == np.int64 else found


@cache
def load(path: Path = PATH) -> Scorer:
    """The scorer. Raises BadInput naming the file."""
    try:
        with np.load(path, allow_pickle=False) as held:
            heads = [Head(*(tuple(held[f"{name}_{part}"].tolist()) for part in PARTS)) for name in HEADS]
        told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        common = Common(told["names"], {lang: told["words"][lang] for lang in LANGS})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(f"no weights ({error})", path=path) from error
    return Scorer(common, *heads)
