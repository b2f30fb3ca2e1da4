"""Meaning alone: sentences across languages, and the right record for questions by other hands.

Where there is no model here the lines say so; words are measured in `eval_search`.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from digests.clock import FixedClock
from digests.corpus.quantised import Floats, quantise, restore
from digests.corpus.store import Store
from digests.corpus.vector_texts import Kind
from digests.corpus.vectors import Found, Vectors
from digests.embedding import Embedder
from digests.ingest import Ingest
from digests.language import meaning
from digests.model import LANGS, Lang
from tests.eval import eval_answers, sentences
from tests.eval.measure import SHARED, Measure, skipped

CANDIDATES, ASKED = 300, 100
FLOORS: dict[tuple[Lang, Lang], float] = {
    ("tg", "ru"): 0.85, ("tg", "en"): 0.85, ("ru", "tg"): 0.85, ("ru", "en"): 0.9,
    ("en", "tg"): 0.85, ("en", "ru"): 0.9,
}  # fmt: skip
WAYS: dict[str, tuple[Kind, ...]] = {
    "statements": ("statement",),
    "statements and contexts": ("statement", "context"),
    "these and what they answer": ("statement", "context", "ask"),
}
QUESTIONS = {
    "second-hand": Path(__file__).parent / "data" / "questions-second-hand.jsonl",
    "gold": SHARED / "gold" / "questions-dev.jsonl",
}


TAKES_MINUTES = True
"""The model embeds some thousand texts, and nothing of ours but their wording moves its scores."""


def across(model: meaning.Meaning) -> Iterator[Measure]:
    """A sentence as a question: is its translation the first of 300? And what do bytes in floats' place cost?"""
    rows = random.Random(11).sample(sentences.load(), CANDIDATES)
    held = {lang: model.passage([row[lang] for row in rows]) for lang in LANGS}
    asked = {lang: model.query([row[lang] for row in rows[:ASKED]]) for lang in LANGS}
    right = np.arange(ASKED)
    same, hits = [], []
    for source in LANGS:
        for target in LANGS:
            if source == target:
                continue
            exact, bytewise = (_first(asked[source], found) for found in (held[target], _bytes(held[target])))
            same.append(float((exact == bytewise).mean()))
            hits.append(float((exact == right).mean() - (bytewise == right).mean()))
            score = float((bytewise == right).mean())
            yield Measure(f"first of {CANDIDATES}, by meaning {source} → {target}", score, FLOORS[source, target])
    note = f"the same sentence first: {np.mean(same):.4f}"
    yield Measure("recall lost to a byte a number", float(np.mean(hits)), 0.005, note, at_most=True)


def _bytes(vectors: Floats) -> Floats:
    return restore(quantise(vectors))


def _first(asked: Floats, held: Floats) -> Floats:
    return np.asarray((asked @ held.T).argmax(axis=1))


def documents(model: meaning.Meaning) -> Iterator[Measure]:
    """Which record do statements, contexts and asks lead to, whatever else is known of a question?"""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder), create=True) as store:
        list(Ingest(store, FixedClock(datetime(2026, 11, 1, tzinfo=UTC))).curated())
        names = {
            eval_answers.sources().get(f"{document.publisher}|{document.title}", document.id): document.id
            for document in store.documents()
        }
        Embedder(store, model).run()
        vectors = Vectors(store.connection, model.id)
        for name, path in QUESTIONS.items():
            if not path.exists():
                yield from skipped(f"right record by meaning, {name}")
                continue
            questions = _answerable(path)
            asked = [model.query([str(question["question"])]) for question in questions]
            for met, kinds in WAYS.items():
                found = [
                    _place(vectors.nearest(query, kinds=kinds, k=30), question, names)
                    for query, question in zip(asked, questions, strict=True)
                ]
                for first in (1, 3):
                    score = sum(place <= first for place in found) / len(found)
                    note = f"{len(found)} questions"
                    yield Measure(f"right record @{first}, {name}, by {met}", score, note=note)


def _answerable(path: Path) -> list[dict[str, object]]:
    questions = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [one for one in questions if one["expect"]["docs_any"] and not one["expect"]["abstain"]]


def _place(found: Found, question: dict[str, object], names: dict[str, str]) -> int:
    wanted: Sequence[str] = question["expect"]["docs_any"]  # type: ignore[index]
    right = {names.get(doc, doc) for doc in wanted}
    documents = dict.fromkeys(hit.doc_id for hit in found.hits)
    return next((n for n, doc in enumerate(documents, 1) if doc in right), 99)


def measure() -> list[Measure]:
    model, why_not = meaning.load()
    if model is None:
        return [Measure("meaning", None, note=f"skipped: {why_not}")]
    measures = list(across(model)) if sentences.PATH.exists() else skipped("meaning across languages")
    return [*measures, *documents(model)]
