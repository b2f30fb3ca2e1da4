"""Learn the word table of `digests.language.translation`: IBM model 1 in both directions, then agreed."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from config import CORPUS
from digests.language.stems import stems
from digests.model import LANGS, Lang

Pair = tuple[Sequence[str], Sequence[str]]
Stemmed = Mapping[Lang, Sequence[str]]

ROUNDS = 6
MOST = 12  # translations kept of one stem
LEAST = 0.01  # agreed probability that a translation needs
NULL = "\0"


class Cells:
    """Every (source, target) meeting of a corpus of pairs, as numbers."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self.sources = [NULL, *sorted({word for source, _ in pairs for word in source})]
        self.targets = sorted({word for _, target in pairs for word in target})
        source_of = {word: n for n, word in enumerate(self.sources)}
        target_of = {word: n for n, word in enumerate(self.targets)}
        meetings, places, place = [], [], 0
        for source, target in pairs:
            heads = np.array([0, *(source_of[word] for word in source)])
            tails = np.array([target_of[word] for word in target], dtype=np.int64)
            meetings.append((heads[None, :] * len(self.targets) + tails[:, None]).ravel())
            places.append(np.repeat(np.arange(place, place + len(tails)), len(heads)))
            place += len(tails)
        self.places = np.concatenate(places)
        self.pairs, self.cells = np.unique(np.concatenate(meetings), return_inverse=True)
        self.heads = self.pairs // len(self.targets)
        self.tails = self.pairs % len(self.targets)


def model1(pairs: Sequence[Pair], rounds: int = ROUNDS) -> dict[tuple[str, str], float]:
    """p(target | source) for every pair of stems that met, by expectation maximisation (Brown et al., 1993)."""
    met = Cells(pairs)
    chance = np.ones(len(met.pairs))
    for _ in range(rounds):
        weight = chance[met.cells]
        total = np.bincount(met.places, weight)
        count = np.bincount(met.cells, weight / total[met.places], len(met.pairs))
        chance = count / np.bincount(met.heads, count)[met.heads]
    kept = np.nonzero((chance > LEAST**2) & (met.heads > 0))[0]
    return {
        (met.sources[head], met.targets[tail]): float(p)
        for head, tail, p in zip(met.heads[kept], met.tails[kept], chance[kept], strict=True)
    }


def agreed(
    forward: Mapping[tuple[str, str], float], back: Mapping[tuple[str, str], float]
) -> dict[str, list[tuple[str, float]]]:
    """Source → translations: the geometric mean of both directions, so that a word that goes with everything falls."""
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for (source, target), chance in forward.items():
        weight = (chance * back.get((target, source), 0.0)) ** 0.5
        if weight >= LEAST:
            found[source].append((target, weight))
    return {source: sorted(each, key=lambda item: (-item[1], item[0]))[:MOST] for source, each in found.items()}


def learn(texts: Sequence[Stemmed]) -> dict[tuple[Lang, Lang], dict[str, list[tuple[str, float]]]]:
    """Word tables of all six directions from trilingual stemmed sentences."""
    tables = {}
    for n, a in enumerate(LANGS):
        for b in LANGS[n + 1 :]:
            pairs = [(text[a], text[b]) for text in texts if a in text and b in text]
            forward, back = model1(pairs), model1([(target, source) for source, target in pairs])
            tables[a, b], tables[b, a] = agreed(forward, back), agreed(back, forward)
    return tables


def stemmed(rows: Iterable[Mapping[str, str]]) -> list[Stemmed]:
    return [{lang: [stem for stem in stems(row[lang], lang) if not stem.isdigit()] for lang in LANGS} for row in rows]


def ours() -> list[dict[str, str]]:
    """Trilingual statements of the project's own curated records."""
    statements = (
        statement
        for path in sorted(CORPUS.glob("*.toml"))
        for statement in tomllib.loads(path.read_text(encoding="utf-8")).get("statement", [])
    )
    return [{lang: each[lang] for lang in LANGS} for each in statements if all(lang in each for lang in LANGS)]
