"""`make fit`: who says a figure, from labelled texts by many hands.

Every figure of the texts in `data/claims/fit` that both have, the editor and our readers, is one case: those whom the
sentences around it name, and which of them is whom the editor names. What is learned are the chances of one of them
against all others and against nobody; `look` is only looked at, `sealed` never opened here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from digests.figures import hearing, indicators
from digests.figures.attribution import Speakers
from digests.figures.hearing import Hearing
from digests.figures.reading import Mark, Reading
from digests.model import Claim
from tests.eval.eval_claims import Read, Row, document, has_speaker, read, texts

STRENGTH = 0.1
"""How free the weights are: 1 over it is the width of the bell that holds them to 0; .3 gets no more."""
SEEN = 12
"""A feature that fewer candidates have is left out."""
STEPS = 300


@dataclass(frozen=True, slots=True)
class Case:
    """A figure: the features of each candidate, and who of them is the editor's speaker."""

    features: Sequence[Mapping[str, float]]
    right: Sequence[bool]


def cases(found: Sequence[Read]) -> Iterator[Case]:
    """The figures of texts that were read."""
    table = indicators.load()
    for each in found:
        reading = Reading(document(each.row), table)
        speakers = Speakers(reading)
        for row, claim in each.pairs:
            mark = _mark(reading, claim)
            sentence = reading.sentence_of(mark.first)
            around = speakers.around(sentence)
            features = Hearing(reading, mark, speakers.chain(sentence), around).features()
            yield Case(features, [_is_named(row, claim, one.name, each) for one in around])


def _mark(reading: Reading, claim: Claim) -> Mark:
    """The number of a claim: of its value, where its quote holds several."""
    start, end = claim.char_start or 0, claim.char_end or 0
    within = [mark for mark in reading.marks if start <= mark.quantity.start < end]
    return next((mark for mark in within if mark.quantity.value == claim.value), within[0])


def _is_named(row: Row, claim: Claim, name: str, text: Read) -> bool:
    return bool(row["by"]) and has_speaker(row, replace(claim, attributed_to=(name,)), text.lang, text.row["text"])


def learn(found: Sequence[Case]) -> tuple[dict[str, float], float]:
    """Weight by feature, and the sum of nobody."""
    from scipy.optimize import minimize
    from sklearn.feature_extraction import DictVectorizer

    vectorizer = DictVectorizer()
    values = vectorizer.fit_transform([each for case in found for each in case.features])
    kept = values.getnnz(axis=0) >= SEEN
    values = values[:, kept]
    of = np.repeat(np.arange(len(found)), [len(case.right) for case in found])
    right = np.array([each for case in found for each in case.right])
    none_right = np.array([not any(case.right) for case in found])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        sums, nobody = values @ weights[:-1], weights[-1]
        top = np.full(len(found), nobody)
        np.maximum.at(top, of, sums)
        odds, rest = np.exp(sums - top[of]), np.exp(nobody - top)
        whole = np.bincount(of, odds, len(found)) + rest
        true = np.bincount(of, odds * right, len(found)) + rest * none_right
        gap = odds / whole[of] - np.where(right, odds / true[of], 0)
        slope = values.T @ gap + weights[:-1] / STRENGTH
        down = (rest / whole - np.where(none_right, rest / true, 0)).sum()
        held = (weights[:-1] ** 2).sum() / (2 * STRENGTH)
        return float(held - np.log(true / whole).sum()), np.append(slope, down)

    start = np.zeros(values.shape[1] + 1)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    names = [name for name, keep in zip(vectorizer.get_feature_names_out(), kept, strict=True) if keep]
    return dict(zip(names, best[:-1].tolist(), strict=True)), float(best[-1])


def main() -> None:
    found = list(cases(read(texts("fit"))))
    weights, nobody = learn(found)
    told = {name: round(weight, 3) for name, weight in sorted(weights.items()) if round(weight, 3)}
    text = json.dumps({"nobody": round(nobody, 3), "weights": told}, ensure_ascii=False, indent=1)
    hearing.PATH.write_text(f"{text}\n", encoding="utf-8")
    print(f"{len(found)} figures, {len(told)} features of speakers")


if __name__ == "__main__":
    main()
