"""`make fit`: the weights by which two texts are taken for one event, from pairs by many hands.

Learned from `data/events/fit`; `look` is only looked at, `sealed` never opened here. How common a name is comes from
the texts of `data/events/fit` and `data/claims/fit`.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import numpy as np

from digests.editions.events import chance
from digests.editions.events.alike import MEANING, Common, alike, meaning
from digests.editions.events.told import tell
from digests.model import LANGS, Lang
from tests.eval import eval_claims
from tests.eval.eval_events import Pair, pairs, told

TREES = 150
LEAF = 8
"""Pairs in a leaf at least: of 2, 4, 8 the best over seven hands, each left out in turn (F1 .855, .869, .871)."""
TRIED = 0.4
"""The share of features tried at a branch."""
HALF = frozenset({"desk", "prague"})
"""Hands whose pairs count half: they share their texts, and most are of two events that look alike."""
COMMON = 0.01
"""The share of texts from which a name or a word counts as less than rare."""
STRANGERS = 700
"""Pairs of texts that have nothing to do with each other, told of one day. The pairs by hand all look alike: trees that
saw no others took half of all texts of a day for one event."""


def common(found: Sequence[Pair]) -> Common:
    """How common names and words are in what the pairs and the labelled claims tell."""
    texts: dict[tuple[str, str], Lang] = {
        (row["title"], row["text"]): row["lang"] for pair in found for row in (pair.a, pair.b)
    }
    texts |= {("", row["text"]): row["lang"] for row in eval_claims.texts("fit")}
    read = [tell(title, text, lang, None) for (title, text), lang in texts.items()]
    return Common(
        _shares([each.names | each.places | each.bodies for each in read]),
        {lang: _shares([each.stems for each in read if each.lang == lang]) for lang in LANGS},
    )


def _shares(held: Sequence[frozenset[str]]) -> dict[str, float]:
    counts = Counter(name for each in held for name in each)
    return {name: round(n / len(held), 3) for name, n in sorted(counts.items()) if n / len(held) >= COMMON}


def strangers(found: Sequence[Pair]) -> list[Pair]:
    """Pairs across hands and families, each of one day: no hand wrote of another's event."""
    texts = {(row["title"], row["text"]): (pair, row) for pair in found for row in (pair.a, pair.b)}
    drawn = random.Random(1)
    apart: list[Pair] = []
    while len(apart) < STRANGERS:
        (one, a), (other, b) = drawn.sample(list(texts.values()), 2)
        if one.hand != other.hand:
            apart.append(Pair(f"{one.id} / {other.id}", a, {**b, "published": a["published"]}, same=False, hand=""))
    return apart


def fitted(found: Sequence[Pair], known: Common, *, with_meaning: bool) -> chance.Head:
    """The trees of one head."""
    from sklearn.ensemble import ExtraTreesClassifier

    texts = [(told(pair.a, with_meaning=with_meaning), told(pair.b, with_meaning=with_meaning)) for pair in found]
    meanings = [meaning(*pair) for pair in texts]
    features = alike(texts, known)
    if with_meaning:
        features |= {name: np.array([each.get(name, 0.0) for each in meanings]) for name in MEANING}
    names = sorted(features)
    values = np.column_stack([features[name] for name in names])
    weights = [0.5 if pair.hand in HALF else 1.0 for pair in found]
    model = ExtraTreesClassifier(
        TREES, min_samples_leaf=LEAF, max_features=TRIED, class_weight="balanced", random_state=1
    )
    model.fit(values, [pair.same for pair in found], sample_weight=weights)
    nodes: list[tuple[int, float, int, int, float]] = []
    starts = []
    for each in model.estimators_:
        tree, first = each.tree_, len(nodes)
        starts.append(first)
        for n in range(tree.node_count):
            leaf = tree.children_left[n] < 0
            shares = tree.value[n][0]
            nodes.append(
                (
                    -1 if leaf else int(tree.feature[n]),
                    float(tree.threshold[n]),
                    first + int(tree.children_left[n]),
                    first + int(tree.children_right[n]),
                    float(shares[1] / shares.sum()),
                )
            )
    parts = [names, starts, *zip(*nodes, strict=True)]
    return chance.head({part: np.array(each) for part, each in zip(chance.PARTS, parts, strict=True)})


def main() -> None:
    found = pairs("fit")
    known = common(found)
    told_apart = [*found, *strangers(found)]
    heads = {name: fitted(told_apart, known, with_meaning=name == "meaning") for name in chance.HEADS}
    chance.save(heads, known, chance.PATH)
    print(f"{len(found)} pairs, {sum(pair.same for pair in found)} of one event; {len(known.names)} common names")


if __name__ == "__main__":
    main()
