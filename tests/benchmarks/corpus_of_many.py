"""A corpus of as many documents as one likes, with everything that stands beside a document: passages, index, sketches,
vectors. Its texts are our own statements with words changed, so that no two are alike."""

from __future__ import annotations

import random
import sqlite3
from datetime import UTC, date, datetime, timedelta

import numpy as np

from digests.corpus.connection import transaction
from digests.corpus.duplicates import sketch
from digests.corpus.store import Store
from digests.corpus.vector_texts import mark
from digests.ingest import passages
from digests.model import LANGS, Document, Lang
from tests.eval import learn_words

STATEMENTS = 8
"""Sentences a document: some 200 words."""
AT_ONCE = 500
"""Documents a transaction."""
WIDTH = 384
FIRST = date(2024, 1, 1)
DAYS = 900


class Writer:
    """Texts by chance, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.texts = {lang: [row[lang].split() for row in learn_words.ours()] for lang in LANGS}
        self.words = {lang: [word for text in each for word in text] for lang, each in self.texts.items()}

    def sentence(self, lang: Lang) -> str:
        draw = self.draw
        said = [draw.choice(self.words[lang]) if draw.random() < 0.33 else w for w in draw.choice(self.texts[lang])]
        return " ".join(said).strip(" .") + "."

    def document(self, n: int) -> Document:
        lang = LANGS[n % 3]
        text = "\n\n".join(self.sentence(lang) for _ in range(STATEMENTS))
        return Document(
            f"{FIRST + timedelta(days=n % DAYS)}-outlet{n % 300}-{self.draw.getrandbits(32):08x}",
            " ".join(text.split()[:9]), text, lang, publisher=f"Outlet {n % 300}",
            published=FIRST + timedelta(days=n % DAYS), url=f"https://outlet{n % 300}.example/{n}",
            kind="feed", sketch=sketch(text),
        )  # fmt: skip


def fill(store: Store, many: int, *, seed: int) -> None:
    """Add `many` documents to a corpus."""
    writer, chance, at = Writer(seed), np.random.default_rng(seed), datetime(2026, 11, 1, tzinfo=UTC)
    for first in range(0, many, AT_ONCE):
        with store.transaction():
            for n in range(first, min(first + AT_ONCE, many)):
                document = writer.document(n)
                store.put(document, passages(document), (), at)
                embed(store.connection, document.id, chance)


def embed(connection: sqlite3.Connection, doc_id: str, chance: np.random.Generator) -> None:
    """A vector by chance for every passage of a document: what matters here is the room that it takes."""
    rows = connection.execute("SELECT id, lang, text FROM passages WHERE doc_id = ?", (doc_id,)).fetchall()
    vectors = chance.normal(0, 30, (len(rows), WIDTH)).astype(np.int8)
    with transaction(connection):
        connection.executemany(
            "INSERT INTO vectors (model, kind, lang, mark, passage_id, scale, vector) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                ("bench", "passage", row["lang"], mark(row["text"]), row["id"], 0.01, vector.tobytes())
                for row, vector in zip(rows, vectors, strict=True)
            ],
        )
        connection.execute("UPDATE documents SET embedded = 'bench' WHERE id = ?", (doc_id,))
