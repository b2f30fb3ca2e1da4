"""`make lens`: what all texts of our records have in common, into `config/tables/lens.npz`.

The model is asked without a lens: the questions that statements answer as questions, what stands for statements
(`digests/corpus/vector_texts.py`) as passages, as many of each language. Through another lens the model is another
one, so `make vectors` has to follow.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from digests.cli.progress import progress
from digests.clock import FixedClock
from digests.corpus.store import Store
from digests.corpus.vector_texts import document_units
from digests.corpus.vectors import Vectors
from digests.ingest import Ingest
from digests.language import lens, meaning
from digests.language.meaning import Meaning, sliced
from digests.model import LANGS, Lang

MOST = 1_500
"""Texts a language that are looked at: the middle and the spread of 384 numbers change little after that."""
PASSAGES = frozenset({"statement", "context"})
SLICE = 64

Texts = Mapping[Lang, Sequence[str]]


def texts(store: Store) -> tuple[Texts, Texts]:
    """(questions, passages) of the records in a corpus, each text once."""
    questions: dict[Lang, dict[str, None]] = {lang: {} for lang in LANGS}
    passages: dict[Lang, dict[str, None]] = {lang: {} for lang in LANGS}
    filed = Vectors(store.connection, "none")
    for document in store.documents(curated=True):
        for unit in document_units(document, filed.passages(document.id)):
            if unit.kind == "ask":
                questions[unit.lang][unit.text] = None
            elif unit.kind in PASSAGES:
                passages[unit.lang][unit.text] = None
    return {lang: list(found) for lang, found in questions.items()}, {
        lang: list(found) for lang, found in passages.items()
    }


def balanced(found: Texts, most: int = MOST) -> list[str]:
    """As many texts of each language, drawn by chance that is the same each time."""
    each = min(most, *(len(found[lang]) for lang in LANGS))
    return [text for lang in LANGS for text in random.Random(lang).sample(sorted(found[lang]), each)]


def vectors(
    embed: Callable[[Sequence[str]], meaning.Vectors], found: Sequence[str], step: Callable[[str], None]
) -> meaning.Vectors:
    """float32 [n, dim]; `step` hears of each slice that is done, by its last text."""
    parts = []
    for some in sliced(found, SLICE):
        parts.append(embed(some))
        step(some[-1])
    return np.concatenate(parts)


def build(model: Meaning, store: Store, path: Path = lens.PATH, *, step: Callable[[str], None] = lambda _: None) -> int:
    """Write the lens of the records in `store`; the number of texts it was made of."""
    questions, passages = map(balanced, texts(store))
    lens.make(vectors(model.query, questions, step), vectors(model.passage, passages, step), path)
    return len(questions) + len(passages)


def main() -> None:
    loaded = meaning.bare()
    if loaded.meaning is None:
        sys.exit(f"no model here: {loaded.why_not}")
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder), create=True) as store,
        progress("embedding", None) as step,
    ):
        list(Ingest(store, FixedClock(datetime.now(UTC))).curated())
        count = build(loaded.meaning, store, step=step)
    made = lens.load()
    assert made is not None
    print(f"{made.id} of {count} texts; now `make vectors`")


if __name__ == "__main__":
    main()
