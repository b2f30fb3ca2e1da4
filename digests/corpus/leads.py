"""The vectors of documents' first sentences and of records' statements, as they were filed: what a text is about
without asking the model."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

import numpy as np

from digests.corpus.quantised import Floats


def lead_vectors(connection: sqlite3.Connection, doc_ids: Collection[str], most: int) -> dict[str, Floats]:
    """Document → float32 [n, dim] of its first `most` sentences, n ≤ `most`, or of all statements of a record, in
    English; those that one model has seen as they stand, the one that has seen most of them: vectors of two models
    cannot be met."""
    found = connection.execute(
        """SELECT documents.id, documents.embedded, vectors.scale, vectors.vector FROM json_each(?) AS asked
           JOIN documents ON documents.id = asked.value
           JOIN passages ON passages.doc_id = documents.id AND passages.known_until IS NULL
                AND CASE WHEN passages.statement_id IS NULL THEN passages.n <= ? ELSE passages.lang = 'en' END
           JOIN vectors ON vectors.passage_id = passages.id AND vectors.model = documents.embedded
                AND vectors.kind = CASE WHEN passages.statement_id IS NULL THEN 'passage' ELSE 'statement' END
           ORDER BY documents.id, passages.n""",
        (json.dumps(sorted(doc_ids)), most),
    ).fetchall()
    models = [row["embedded"] for row in found]
    model = max(sorted(set(models)), key=models.count, default=None)
    told: dict[str, list[Floats]] = {}
    for row in found:
        if row["embedded"] == model:
            vector = np.frombuffer(row["vector"], np.int8).astype(np.float32) * np.float32(row["scale"])
            told.setdefault(row["id"], []).append(vector)
    return {doc_id: np.stack(vectors) for doc_id, vectors in told.items()}
