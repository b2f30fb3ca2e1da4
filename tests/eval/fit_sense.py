"""`make fit`: what tells what a question wants (`config/fitted/sense.npz`), from questions by other hands.

A hand's question wants a number where it expects one; it sets things beside each other, or asks where sources differ,
where the hand says so (its `kind`). Near misses expect nothing and tell nothing of the first. Folds are authors: what
is printed is of authors whose questions were not learned from.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digests.answers.answerer import Answerer
from digests.answers.understand import sense
from digests.answers.understand.question import Question
from digests.answers.understand.sense import SAID, WANTS, Sense, Want
from digests.answers.understand.understanding import understand
from digests.corpus.quantised import Floats
from digests.language.meaning import Meaning
from tests.eval.eval_answers import TODAY
from tests.eval.folds import apart
from tests.eval.hands import Corpus, Set, questions

STRENGTH = 10.0
"""How free the coefficients are (the C of scikit-learn): from 3 to 30 other authors' questions are told as well."""
OVER: tuple[Corpus, ...] = ("records", "raw", "five")
MISSED: Mapping[Want, float] = {"number": 1.0, "beside": 10.0, "sources": 10.0}
"""What it costs to miss a want, beside seeing one where none is: half of what was asked for is worse than too much."""
KINDS: Mapping[Want, frozenset[str]] = {
    "beside": frozenset({"compare", "disagree"}), "sources": frozenset({"disagree"})
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """A question by a hand, as it was read."""

    author: str
    asked: Mapping[str, Any]
    vector: Floats
    question: Question

    @property
    def row(self) -> Floats:
        """float32 [dim + words]."""
        return np.concatenate([self.vector, [float(self.question.said[name]) for name in SAID]], dtype=np.float32)

    def wants(self, want: Want) -> bool | None:
        """Whether it wants this; None where the hand does not say."""
        expect = self.asked["expect"]
        if want != "number":
            return self.asked["kind"] in KINDS[want]
        numbers = expect["numbers_all"] or expect["numbers_any"]
        return None if expect["abstain"] else bool(numbers) and self.asked["kind"] != "when"  # a day is no number


class SenseLearner:
    """All that is learned from: the questions of `fit`, read against the records of `answerer`."""

    def __init__(self, answerer: Answerer, model: Meaning) -> None:
        self.answerer = answerer
        self.model = model

    @cached_property
    def examples(self) -> list[Example]:
        return self.read("fit")

    def read(self, which: Set) -> list[Example]:
        """The questions of a set."""
        asked = [one for over in OVER for one in questions(which, over)]
        read = [self._read(one) for one in asked]
        vectors = self.model.query([one.spoken or one.text for one in read])
        return [
            Example(str(one.get("author", "first sets")), one, vector, question)
            for one, vector, question in zip(asked, vectors, read, strict=True)
        ]

    def _read(self, asked: Mapping[str, Any]) -> Question:
        text, lang = asked["question"], asked["lang"]
        reader = self.answerer.reader
        return understand(reader, text, lang, today=TODAY, known=TODAY, asof=None, memory=None).question

    def learn(self, leaving_out: Collection[str] = ()) -> Sense:
        """The sums, without the questions of some authors."""
        kept = [one for one in self.examples if one.author not in leaving_out]
        found = [learned(kept, want) for want in WANTS]
        weights = np.stack([weight for weight, _ in found])
        return Sense(self.model.id, weights, np.array([bias for _, bias in found], np.float32))


def learned(examples: Sequence[Example], want: Want) -> tuple[Floats, float]:
    """Coefficients [dim + words] and what the sum begins at, for one of the wants."""
    from sklearn.linear_model import LogisticRegression

    told = [(one.row, wanted) for one in examples if (wanted := one.wants(want)) is not None]
    model = LogisticRegression(C=STRENGTH, max_iter=2_000, class_weight={True: MISSED[want]})
    model.fit(np.stack([row for row, _ in told]), np.array([wanted for _, wanted in told]))
    return model.coef_[0].astype(np.float32), float(model.intercept_[0])


def measured(examples: Sequence[Example], senses: Mapping[str, Sense], want: Want) -> str:
    """How many that want it are told, and how many that do not are told wrongly."""
    hits: list[bool] = []
    false: list[bool] = []
    for one in examples:
        wanted = one.wants(want)
        if wanted is not None:
            (hits if wanted else false).append(want in senses[one.author].of(one.vector, one.question.said))
    return f"{want}: told {_share(hits):.3f} of {len(hits)}, wrongly {_share(false):.3f} of {len(false)}"


def _share(values: Sequence[bool]) -> float:
    found: NDArray[np.float64] = np.array(values, np.float64)
    return float(found.mean()) if len(found) else 0.0


def fitted(answerer: Answerer, model: Meaning) -> Mapping[str, Sense]:
    """What was learned, written; author → the same without their questions."""
    learner = SenseLearner(answerer, model)
    whole = learner.learn()
    sense.save(whole)
    sense.load.cache_clear()
    others = apart((one.author for one in learner.examples), learner.learn)
    looked = learner.read("look")
    for want in WANTS:
        print(f"sense, fit, by folds: {measured(learner.examples, others, want)}")
        print(f"sense, look: {measured(looked, dict.fromkeys((one.author for one in looked), whole), want)}")
    return others
