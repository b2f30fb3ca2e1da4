"""Questions by many hands, and the corpora that they were asked over: our records, and the raw texts of the gold."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from digests.answers.answerer import Answerer
from digests.clock import FixedClock
from digests.corpus.store import Store
from digests.embedding import Embedder
from digests.figures.indicators import load as load_indicators
from digests.ingest import Ingest
from digests.language import meaning
from digests.policy import OPEN
from tests.eval.measure import SHARED

DATA = Path(__file__).parent / "data"
FOLDERS = {"records": DATA / "hands", "raw": DATA / "hands-raw"}
RAW = (SHARED / "gold" / "texts", SHARED / "seeds")

Set = Literal["fit", "look", "sealed"]
Corpus = Literal["records", "raw"]
CORPORA: tuple[Corpus, ...] = ("records", "raw")
SETS: tuple[Set, ...] = ("fit", "look", "sealed")


def questions(which: Set, over: Corpus) -> list[Mapping[str, Any]]:
    """The questions of a set; none over raw texts where these are absent."""
    if over == "raw" and not all(path.exists() for path in RAW):
        return []
    found = []
    for path in sorted((FOLDERS[over] / which).glob("*.jsonl")):
        found += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return found


@contextmanager
def corpus(over: Corpus, *, with_meaning: bool) -> Iterator[Answerer]:
    """An answerer over the records or the raw texts."""
    model = meaning.load().meaning if with_meaning else None
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder), create=True) as store:
        room = Ingest(store, FixedClock(datetime(2026, 11, 1, tzinfo=UTC)), load_indicators())
        raw = [text for path in RAW if over == "raw" for text in sorted(path.glob("*.txt"))]
        list(room.paths(raw) if raw else room.curated())
        if model is not None:
            Embedder(store, model).run()
        yield Answerer(store, load_indicators(), policy=OPEN, meaning=lambda: model)
