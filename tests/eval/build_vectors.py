"""`make vectors`: what the model says of our own records and indicators, into `config/tables/vectors.npz`.

Texts that the file holds already are not asked again; those that are no longer ours go.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from digests.clock import FixedClock
from digests.corpus import ready
from digests.corpus.store import Store
from digests.embedding import Embedder
from digests.ingest import Ingest
from digests.language import meaning


def build(model: meaning.Meaning, path: Path = ready.PATH, *, step: Callable[[str], None] = lambda _: None) -> int:
    """Write the file; the number of texts in it."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder), create=True) as store:
        list(Ingest(store, FixedClock(datetime.now(UTC))).curated())
        Embedder(store, model, at_hand=ready.load(model.id, path)).run(step=step)
        rows = store.connection.execute("SELECT mark, scale, vector FROM vectors").fetchall()
    ready.save(model.id, {row["mark"]: (row["scale"], row["vector"]) for row in rows}, path)
    return len({row["mark"] for row in rows})


if __name__ == "__main__":
    loaded = meaning.load()
    if loaded.meaning is None:
        sys.exit(f"no model here: {loaded.why_not}")
    print(f"{build(loaded.meaning, step=print)} texts, {ready.PATH.stat().st_size / 1e6:.1f} MB")
