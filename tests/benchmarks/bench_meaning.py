"""Speed of meaning: the model's own, the first embedding of the records, the nearest of 100,000 vectors, memory.

Beside the matrix in memory: the same rows read from the table for every question.
"""

from __future__ import annotations

import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np

from digests.clock import FixedClock
from digests.corpus import ready
from digests.corpus.matrix import Matrix
from digests.corpus.quantised import Floats, Quantised, products, quantise
from digests.corpus.store import Store
from digests.corpus.vectors import Vectors
from digests.embedding import Embedder
from digests.ingest import Ingest
from digests.language import meaning
from digests.model import LANGS
from tests.eval import learn_words

DIM = 384
MODEL = "drawn"


def drawn(many: int, seed: int) -> Floats:
    """Vectors of length 1 about one direction, as close to each other as this model's are."""
    draw = np.random.default_rng(seed)
    middle = np.random.default_rng(1).standard_normal(DIM)
    found = (1.9 * middle + draw.standard_normal((many, DIM))).astype(np.float32)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


def filled(folder: Path, many: int) -> Store:
    """A corpus of `many` vectors: half as many passages, ten a document, alone and in their context."""
    store = Store.open(folder, create=True)
    quantised = quantise(drawn(many, 2))
    with store.transaction():
        for n in range(many // 2):
            doc, day = f"d{n // 10}", f"2024-{1 + n // 10 % 12:02d}-{1 + n // 120 % 28:02d}"
            if n % 10 == 0:
                store.connection.execute(
                    """INSERT INTO documents (id, title, text, lang, published_basis, kind, topics, spans, content_hash,
                       ingested, day, known_from) VALUES (?, '', '', 'tg', 'page', 'raw', '[]', '[]', '', '', ?, ?)""",
                    (doc, day, day),
                )
            store.connection.execute(
                "INSERT INTO passages (id, doc_id, n, lang, text, known_from) VALUES (?, ?, ?, ?, ?, ?)",
                (n + 1, doc, n % 10 + 1, LANGS[n % 3], f"Passage {n}, of a usual length of some sixty letters.", day),
            )
            for at, kind in ((2 * n, "passage"), (2 * n + 1, "context")):
                store.connection.execute(
                    """INSERT INTO vectors (model, kind, lang, mark, passage_id, scale, vector)
                       VALUES (?, ?, ?, ?, ?, ?, ?)""",
                    (MODEL, kind, LANGS[n % 3], at, n + 1, *quantised.row(at)),
                )
    return store


def timed(ask: Callable[[int], object], many: int) -> str:
    """p50 and p99 in milliseconds, and the p50 of the processor's own time: the machine may be busy with others."""
    spent, worked = [], []
    for n in range(many):
        started, before = time.perf_counter(), time.process_time()
        ask(n)
        worked.append(1000 * (time.process_time() - before))
        spent.append(1000 * (time.perf_counter() - started))
    spent.sort()
    worked.sort()
    p50, p99 = spent[many // 2], spent[int(many * 0.99)]
    return f"p50 {p50:7.2f} ms  p99 {p99:7.2f} ms  processor {worked[many // 2]:6.2f} ms"


def scanned(connection: sqlite3.Connection, query: Floats) -> object:
    """The plain way: every row from the table at every question."""
    rows = connection.execute("SELECT scale, vector FROM vectors").fetchall()
    values = np.frombuffer(b"".join(row[1] for row in rows), np.int8).reshape(len(rows), -1)
    held = Quantised(values, np.array([row[0] for row in rows], np.float32))
    return np.argsort(-products([held], query, len(rows)))[:10]


def searched(many: int, asked: int) -> None:
    with tempfile.TemporaryDirectory() as folder, filled(Path(folder), many) as store:
        vectors = Vectors(store.connection, MODEL, Matrix(MODEL))
        questions = drawn(asked, 3)
        before, started = memory(), time.perf_counter()
        vectors.nearest(questions[:1])
        spent, grown = time.perf_counter() - started, memory() - before
        print(f"  {many:,} vectors: read in {1000 * spent:,.0f} ms, {grown:,.0f} MB")
        ways: dict[str, Callable[[int], object]] = {
            "all": lambda n: vectors.nearest(questions[n : n + 1]),
            "one language, as known in June": lambda n: vectors.nearest(
                questions[n : n + 1], langs=("ru",), known=date(2024, 6, 30)
            ),
            "three forms of a question": lambda n: vectors.nearest(questions[n : n + 3]),
        }
        for name, ask in ways.items():
            print(f"    {name:<34} {timed(ask, asked - 3)}  (p50 at most 15)")
        plain = timed(lambda n: scanned(store.connection, questions[n : n + 1]), min(asked, 10))
        print(f"    {'read from the table each time':<34} {plain}")


def model_speed(model: meaning.Meaning, asked: int) -> None:
    draw = random.Random(9)
    rows = draw.sample(learn_words.ours(), asked)
    told = timed(lambda n: model.query([" ".join(rows[n][LANGS[n % 3]].split()[:9])]), asked)
    print(f"  a question of nine words: {told}")
    texts = [rows[n][LANGS[n % 3]] for n in range(asked)]
    started = time.perf_counter()
    model.passage(texts)
    spent = (time.perf_counter() - started) / asked
    print(f"  a statement: {1000 * spent:.1f} ms, so {1 / spent:.0f} texts/s a core")


def records(model: meaning.Meaning, *, long: bool) -> None:
    """The first embedding of the curated records, with what is shipped and (long) without."""
    for name, at_hand in (("with what is shipped", None), *((("from nothing", {}),) if long else ())):
        with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder), create=True) as store:
            list(Ingest(store, FixedClock(datetime(2026, 11, 1, tzinfo=UTC))).curated())
            started = time.perf_counter()
            done = Embedder(store, model, at_hand=at_hand).run()
            spent = time.perf_counter() - started
            print(f"  the records {name}: {done.known:,} texts known, {done.asked:,} asked, {spent:.1f} s")
    if ready.PATH.exists():
        print(f"  shipped: {ready.PATH.stat().st_size / 1e6:.1f} MB")


def memory() -> float:
    """MB that the process holds now (Linux); elsewhere its peak."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(*, long: bool = False) -> None:
    before = memory()
    model, why_not = meaning.load()
    if model is None:
        print(f"  no model here: {why_not}")
    else:
        model_speed(model, 200 if long else 60)
        print(f"  the model in memory: {memory() - before:,.0f} MB")
        records(model, long=long)
    for many in (1_000, 100_000):
        searched(many, 200 if long else 60)
