"""How likely two texts tell of one event: a forest of small trees, learned from pairs by many hands.

What tells two events apart depends on what kind they are of: a place for a raid, none for a law. A sum of features was
right less often: F1 .77 on pairs of a hand left out, cut by pair, where the trees have .90.

`make fit` writes the trees, `config/fitted/events.npz` (`<head>_features` names, `<head>_trees` the first node of each
tree, and for each node `_feature` (-1: a leaf), `_bound` (to the left up to it), `_left`, `_right`, `_value`), and
`events.json`: how common names and words are. There are two heads: "meaning", and "words" where a text has no vectors.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from config import FITTED
from digests.corpus import chances
from digests.editions.events.alike import MEANING, Common, Features, alike, meaning
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
REMEMBERED = 1 << 16
"""Pairs whose chances are remembered: some 15 MB, twice what a day of a thousand texts meets."""
AT_ONCE = 1 << 10
"""Pairs for which trees are walked at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """All trees of a head in one row of nodes; `trees` are the places of their first ones."""

    features: tuple[str, ...]
    trees: NDArray[np.intp]
    feature: NDArray[np.intp]
    bound: NDArray[np.float64]
    left: NDArray[np.intp]
    right: NDArray[np.intp]
    value: NDArray[np.float64]

    def chances(self, features: Features) -> list[float]:
        """Of each pair. All trees are walked at once; what they say is added in their order, so that a pair has the
        same chance to the last bit whichever others it is asked with."""
        found: list[float] = []
        columns = np.column_stack([features[name] for name in self.features])
        for start in range(0, len(columns), AT_ONCE):
            values = columns[start : start + AT_ONCE]
            told = self.value[self._leaves(values)].reshape(len(self.trees), len(values))
            found += (np.add.accumulate(told)[-1] / len(self.trees)).tolist()
        return found

    def _leaves(self, values: NDArray[np.float64]) -> NDArray[np.intp]:
        """Where each tree ends for each row of `values`; the first tree's for all rows, then the second's."""
        at = np.repeat(self.trees, len(values))
        row = np.tile(np.arange(len(values)), len(self.trees))
        going = np.flatnonzero(self.feature[at] >= 0)
        while len(going):
            now = at[going]
            is_left = values[row[going], self.feature[now]] <= self.bound[now]
            at[going] = np.where(is_left, self.left[now], self.right[now])
            going = going[self.feature[at[going]] >= 0]
        return at


@dataclass(frozen=True, slots=True)
class Scorer:
    common: Common
    meaning: Head
    words: Head
    mark: str = ""  # tells it from any other: chances are kept

    def chance(self, a: Told, b: Told) -> float:
        """0 … 1, the same whichever comes first."""
        return self.chances([(a, b)])[0]

    def chances(self, pairs: Sequence[tuple[Told, Told]]) -> list[float]:
        """The same of many pairs; those that were met before are remembered: an edition is made in three languages, and
        what it tells is met again a day later."""
        keys = [_key(a, b) for a, b in pairs]
        known = [_met.get(key) if key else None for key in keys]
        unmet = [n for n, each in enumerate(known) if each is None]
        scored = dict(zip(unmet, self._scored([pairs[n] for n in unmet]).tolist(), strict=True))
        _remember({key: scored[n] for n in unmet if (key := keys[n]) is not None}, _fresh, _met)
        return [scored[n] if each is None else each for n, each in enumerate(known)]

    def _scored(self, pairs: Sequence[tuple[Told, Told]]) -> NDArray[np.float64]:
        found = np.zeros(len(pairs))
        if not pairs:
            return found
        features = alike(pairs, self.common)
        meanings = [meaning(a, b) for a, b in pairs]
        by_meaning = np.array([bool(each) for each in meanings])
        features |= {name: np.array([each.get(name, 0.0) for each in meanings]) for name in MEANING}
        for head, own in ((self.meaning, by_meaning), (self.words, ~by_meaning & is_linked(features))):
            if own.any():
                found[own] = head.chances({name: each[own] for name, each in features.items()})
        return found


_Key = tuple[str, str]
_met: dict[_Key, float] = {}
"""The chances of pairs that were met before, by the marks of the two."""


_fresh: dict[_Key, float] = {}
"""Those of them that nobody has kept."""
_asked: set[str] = set()
"""The marks of texts whose kept pairs are remembered."""


def _remember(found: Mapping[_Key, float], *memories: dict[_Key, float]) -> None:
    for memory in memories:
        if len(memory) + len(found) > REMEMBERED:
            memory.clear()
            _asked.clear()
        memory.update(found)


def recall(connection: sqlite3.Connection, some: Iterable[Told]) -> None:
    """Have the chances of pairs with one of `some` remembered that are kept: a process that has just begun reckons none
    of them again."""
    marks = {_mark(each) for each in some if each.mark} - _asked
    if marks:
        _remember(chances.known(connection, marks, load().mark), _met)
        _asked.update(marks)


def keep(connection: sqlite3.Connection, day: date) -> None:
    """Store what was reckoned since the last time, for the edition of `day`. Joins the caller's transaction."""
    found = dict(_fresh)  # another thread may reckon meanwhile
    if found:
        chances.keep(connection, found, load().mark, day)
        for key in found:
            _fresh.pop(key, None)


def _key(a: Told, b: Told) -> _Key | None:
    """None where one of them has no mark."""
    if not a.mark or not b.mark:
        return None
    return _mark(a), _mark(b)  # in this order, so that it is the very same sum


def _mark(told: Told) -> str:
    if told.vectors is None:
        return told.mark
    return told.mark + hashlib.blake2b(told.vectors.tobytes(), digest_size=12).hexdigest()


def is_linked(features: Features) -> NDArray[np.bool_]:
    """Which two texts share anything by which they could tell of one event; trees are asked of nothing else, since
    they were shown no text that is a line without a name beside a long record."""
    shared = np.stack([features[name] > 0 for name in LINKS])
    return shared.any(axis=0) | (features["words"] >= FEW_WORDS)


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
            heads = [head({part: held[f"{name}_{part}"] for part in PARTS}) for name in HEADS]
        told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        common = Common(told["names"], {lang: told["words"][lang] for lang in LANGS})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(f"no weights ({error})", path=path) from error
    return Scorer(common, heads[0], heads[1], hashlib.blake2b(path.read_bytes(), digest_size=12).hexdigest())


def head(parts: Mapping[str, np.ndarray]) -> Head:
    """A head of its `PARTS`; float32, as a file has it, becomes float64, which a feature is."""
    trees, feature, left, right = (parts[name].astype(np.intp) for name in ("trees", "feature", "left", "right"))
    bound, value = (parts[name].astype(np.float64) for name in ("bound", "value"))
    return Head(tuple(parts["features"].tolist()), trees, feature, bound, left, right, value)
