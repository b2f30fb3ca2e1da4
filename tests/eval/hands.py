"""Questions by many hands, and the corpora that they were asked over: our records, the five oldest of them alone, and
the raw texts of the gold."""

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
from tests.eval.eval_answers import WithoutOffers, learn_names
from tests.eval.measure import SHARED
from tests.records import copy_five

DATA = Path(__file__).parent / "data"
FOLDERS = {"records": DATA / "hands", "raw": DATA / "hands-raw"}
RAW = (SHARED / "gold" / "texts", SHARED / "seeds")

Set = Literal["fit", "look", "sealed"]
Corpus = Literal["records", "raw", "five"]
CORPORA: tuple[Corpus, ...] = ("records", "raw", "five")
FIVE = ("questions", "questions-second-hand")
"""The first sets, over five records: used to mend by for long, so they belong to what is fitted."""


def questions(which: Set, over: Corpus) -> list[Mapping[str, Any]]:
    """The questions of a set; none over raw texts where these are absent."""
    if over == "raw" and not all(path.exists() for path in RAW):
        return []
    if over == "five":
        paths = [DATA / f"{name}.jsonl" for name in FIVE if which == "fit"]
    else:
        paths = sorted((FOLDERS[over] / which).glob("*.jsonl"))
    found = []
    for path in paths:
        found += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return found


@contextmanager
def corpus(over: Corpus, *, with_meaning: bool) -> Iterator[Answerer]:
    """An answerer over the records or the raw texts."""
    model = meaning.load().meaning if with_meaning else None
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder), create=True) as store:
        room = Ingest(store, FixedClock(datetime(2026, 11, 1, tzinfo=UTC)), load_indicators())
        if over == "raw":
            list(room.paths([text for path in RAW for text in sorted(path.glob("*.txt"))]))
        elif over == "five":
            Path(folder, "five").mkdir()
            list(room.curated(copy_five(Path(folder, "five"))))
        else:
            list(room.curated())
        learn_names(store)
        if model is not None:
            Embedder(store, model).run()
        yield WithoutOffers(store, load_indicators(), policy=OPEN, meaning=lambda: model)
