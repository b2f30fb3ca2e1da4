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

ROUNDS = 6
MOST = 12  # translations kept of one stem
LEAST = 0.01  # agreed probability that a translation needs
NULL = "\0"


def model1(pairs: Iterable[Pair], rounds: int = ROUNDS) -> dict[tuple[str, str], float]:
    """p(target | source) for every pair of stems that met, by expectation maximisation (Brown et al., 1993)."""
    ids: dict[tuple[str, str], int] = {}
    cell, at, sources, source_ids = [], [], [], {}
    place = 0
    for source, target in pairs:
        for word in target:
            for other in (NULL, *source):
                number = ids.setdefault((other, word), len(ids))
                if number == len(sources):
                    sources.append(source_ids.setdefault(other, len(source_ids)))
                cell.append(number)
                at.append(place)
            place += 1
    cells, places, heads = np.array(cell), np.array(at), np.array(sources)
    chance = np.ones(len(ids))
    for _ in range(rounds):
        weight = chance[cells]
        total = np.bincount(places, weight)
        count = np.bincount(cells, weight / total[places], len(ids))
        chance = count / np.bincount(heads, count)[heads]
    return {pair: float(chance[number]) for pair, number in ids.items() if pair[0] != NULL}


def agreed(forward: Mapping[tuple[str, str], float], back: Mapping[tuple[str, str], float]) -> dict[str, list[tuple[str, float]]]:
    """Source → translations: the geometric mean of both directions, so that a word that goes with everything falls."""
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for (source, target), chance in forward.items():
        weight = (chance * back.get((target, source), 0.0)) ** 0.5
        if weight >= LEAST:
            found[source].append((target, weight))
    return {source: sorted(each, key=lambda item: -item[1])[:MOST] for source, each in found.items()}


def learn(texts: Sequence[Mapping[Lang, Sequence[str]]]) -> dict[tuple[Lang, Lang], dict[str, list[tuple[str, float]]]]:
    """Word tables of all six directions from trilingual stemmed sentences."""
    tables = {}
    for n, a in enumerate(LANGS):
        for b in LANGS[n + 1 :]:
            pairs = [(text[a], text[b]) for text in texts if a in text and b in text]
            forward, back = model1(pairs), model1((target, source) for source, target in pairs)
            tables[a, b], tables[b, a] = agreed(forward, back), agreed(back, forward)
    return tables


def stemmed(rows: Iterable[Mapping[str, str]]) -> list[dict[Lang, list[str]]]:
    return [{lang: [stem for stem in stems(row[lang], lang) if not stem.isdigit()] for lang in LANGS} for row in rows]


def ours() -> list[dict[str, str]]:
    """Trilingual statements of the project's own curated records."""
    found = []
    for path in sorted(CORPUS.glob("*.toml")):
        for statement in tomllib.loads(path.read_text(encoding="utf-8")).get("statement", []):
            if all(lang in statement for lang in LANGS):
                found.append({lang: statement[lang] for lang in LANGS})
    return found
