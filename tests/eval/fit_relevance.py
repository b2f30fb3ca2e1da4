"""`make fit`: what tells whether an item is of our subject, and of which topics it is.

Items by many hands (`data/relevance/fit`), each by its summary and by its text, teach "relevant"; topics are taught by
them and by every statement of our records, which carries its own. `look` is only looked at, `sealed` never opened
here. The folds that are printed leave one author out: what the others taught is tried on that one.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digests.corpus import ready
from digests.corpus.vector_texts import context, mark
from digests.language import meaning
from digests.model import LANGS, TOPICS, Lang
from digests.relevance import cues, head
from digests.relevance.judge import meant, opening
from digests.sources import curated
from tests.eval.eval_claims import texts

DATA = Path(__file__).parent / "data" / "relevance"
SCALE = 4.0
"""How much a number of a vector counts beside a cue."""
STRENGTH = 1.0
"""How free the weights of "relevant" are (the C of scikit-learn); from .5 to 1 the folds are the same."""
TOPIC_STRENGTH = 1.0
OF_STATEMENTS = 0.1
"""What a statement weighs beside an item: there are 1,600 and they are sentences, not items."""
OF_FIGURES = 0.04
"""What a short text with figures weighs beside an item: more of it lets in whatever counts the dead."""
OF_AN_AUTHOR = 25
"""So many of these texts are taken of each author: embedding is what fitting waits for."""
HALF = 0.5
SEEN = 3
"""A feature that fewer items hold is left out."""
OURS: Mapping[str, str | None] = {
    "documents": "law", "army": "recruitment", "money": "economy", "work": "economy", "crime": "investigation",
    "home": None,  # those who came back, and those who wait: it is no one topic of ours
    **{topic: topic for topic in TOPICS},
}  # fmt: skip
"""What the authors called a topic → ours."""

Row = Mapping[str, Any]
Floats = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Item:
    """What is learned from: a title with a summary or a text, and what it is."""

    title: str
    text: str
    lang: Lang
    relevant: bool
    topics: frozenset[str]
    author: str
    weight: float = 1.0


def rows(which: str) -> Iterator[tuple[str, Row]]:
    """(author, row) of a set."""
    for path in sorted((DATA / which).glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield path.stem, json.loads(line)


def items(which: str) -> list[Item]:
    """The items of a set, each by its summary and, where it has one, by its text."""
    return [
        Item(row["title"], text, row["lang"], row["relevant"], ours(row["topics"]), author)
        for author, row in rows(which)
        for text in filter(None, (row["summary"], row["text"]))
    ]


def with_figures() -> Iterator[Item]:
    """Texts that state figures of our indicators, some of each author: all of them are ours."""
    taken: dict[str, int] = {}
    for row in texts("fit"):
        author = row["id"].rsplit("-", 1)[0]
        if row["claims"] and taken.setdefault(author, 0) < OF_AN_AUTHOR:
            taken[author] += 1
            yield Item("", row["text"], row["lang"], True, frozenset(), author, OF_FIGURES)


def ours(topics: Sequence[str]) -> frozenset[str]:
    return frozenset(told for topic in topics if (told := OURS[topic]))


def statements(model: str) -> tuple[list[Item], Floats]:
    """The statements of our records under their headlines, with the vectors that are shipped."""
    known = ready.load(model)
    found, vectors = [], []
    for record in curated.load():
        for statement in record.statements:
            for lang in LANGS:
                headline = (record.headline or {}).get(lang) or record.title
                vector = known.get(mark(context(statement.texts[lang], headline)))
                if vector is not None and statement.topics:
                    found.append(
                        Item(headline, statement.texts[lang], lang, True, frozenset(statement.topics), record.id)
                    )
                    vectors.append(np.frombuffer(vector[1], np.int8) * np.float32(vector[0]))
    return found, np.stack(vectors) if vectors else np.zeros((0, 1), np.float32)


def features(some: Sequence[Item]) -> list[dict[str, float]]:
    table = cues.load()
    return [table.of(opening(item.title, item.text), item.lang).features for item in some]


class Fitter:
    """Fits heads over the same features; `chances` of the last one it fitted."""

    def __init__(self, model: meaning.Meaning) -> None:
        self.model = model
        self.items = [*items("fit"), *with_figures()]
        self.stated, self.stated_vectors = statements(model.id)
        self.features, self.stated_features = features(self.items), features(self.stated)
        self.vectors = model.passage([meant(item.title, item.text) for item in self.items])

    def fit(self, chosen: Sequence[int], path: Path) -> None:
        """Write the head that the items `chosen`, and all statements, teach."""
        from sklearn.feature_extraction import DictVectorizer

        some = [self.items[n] for n in chosen]
        vectorizer = DictVectorizer(sparse=False)
        values = vectorizer.fit_transform([self.features[n] for n in chosen])
        kept = (values != 0).sum(axis=0) >= SEEN
        names = [name for name, keep in zip(vectorizer.get_feature_names_out(), kept, strict=True) if keep]
        values, vectors = values[:, kept], self.vectors[list(chosen)] * SCALE
        stated = vectorizer.transform(self.stated_features)[:, kept]
        both, stated_both = np.hstack([values, vectors]), np.hstack([stated, self.stated_vectors * SCALE])
        words, by_both = (
            self._heads(some, own, of_statements) for own, of_statements in ((values, stated), (both, stated_both))
        )
        head.save(
            path,
            self.model.id,
            names,
            {
                "words": words[0],
                "words_bias": words[1],
                "cues": by_both[0][:, : len(names)],
                "meaning": by_both[0][:, len(names) :] * SCALE,
                "bias": by_both[1],
            },
        )

    def _heads(self, some: Sequence[Item], values: Floats, stated: Floats) -> tuple[Floats, Floats]:
        """Weights [labels, columns] and biases."""
        told = [_fit(values, [item.relevant for item in some], [item.weight for item in some], STRENGTH)]
        ours = [n for n, item in enumerate(some) if item.topics]
        rows_of = np.vstack([values[ours], stated])
        weights = [1.0] * len(ours) + [OF_STATEMENTS] * len(self.stated)
        for topic in TOPICS:
            of = [topic in item.topics for item in (*(some[n] for n in ours), *self.stated)]
            told.append(_fit(rows_of, of, weights, TOPIC_STRENGTH))
        return np.vstack([weight for weight, _ in told]), np.array([bias for _, bias in told])


def _fit(values: Floats, labels: Sequence[bool], weights: Sequence[float], strength: float) -> tuple[Floats, float]:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=strength, max_iter=2000).fit(values, labels, sample_weight=weights)
    return np.asarray(model.coef_[0]), float(model.intercept_[0])


def folds(fitter: Fitter) -> Iterator[str]:
    """A line for each author: what all others taught, tried on that one's items by the chance of a half."""
    with TemporaryDirectory() as folder:
        for author in sorted({item.author for item in fitter.items if item.weight == 1.0}):
            own = [n for n, item in enumerate(fitter.items) if item.author == author]
            path = Path(folder) / f"{author}.npz"
            fitter.fit(sorted(set(range(len(fitter.items))) - set(own)), path)
            learned = head.load(path)
            told = [learned.by_both(fitter.features[n], fitter.vectors[n])[head.RELEVANT] >= HALF for n in own]
            ours = [fitter.items[n].relevant for n in own]
            right = sum(map(bool.__and__, told, ours))
            yield f"{author}: {right} of {sum(ours)} let in, and {sum(told) - right} of {len(ours) - sum(ours)} others"


def main() -> None:
    loaded = meaning.load()
    if loaded.meaning is None:
        sys.exit(f"no model here: {loaded.why_not}")
    fitter = Fitter(loaded.meaning)
    for line in folds(fitter):
        print(line)
    fitter.fit(range(len(fitter.items)), head.PATH)
    learned = head.load()
    print(f"{len(fitter.items)} items, {len(fitter.stated)} statements, {len(learned.places)} features")


if __name__ == "__main__":
    main()
