"""Questions over 100,000 passages of this subject, beside plain BM25 that shows the best passage.

The passages are our own statements, varied: words change places with words of other statements, numbers change. The
curated records stand among them, so that the questions keep their answers.
"""

from __future__ import annotations

import random
import re
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles

from digests.answers.answerer import Answerer
from digests.clock import FixedClock
from digests.corpus.store import Store
from digests.figures.indicators import load as load_indicators
from digests.ingest import Ingest
from digests.model import LANGS, Document, Lang, Passage
from digests.policy import OPEN
from digests.sources import curated
from tests.eval import eval_answers

SMALL, LARGE = 1_000, 100_000
IN_DOCUMENT = 30
SEED = 7
AT = datetime(2024, 5, 1, tzinfo=UTC)
_WORD = re.compile(r"[^\W\d_]{4,}")
_DIGITS = re.compile(r"\d+")


def varied(texts: Sequence[str], draw: random.Random) -> Iterator[str]:
    """Endless sentences of the subject: a third of the long words come from other sentences, numbers are new."""
    words = [word for text in texts for word in _WORD.findall(text)]
    while True:
        text = draw.choice(texts)
        text = _WORD.sub(lambda match: draw.choice(words) if draw.random() < 1 / 3 else match[0], text)
        yield _DIGITS.sub(lambda match: str(draw.randint(1, 10 ** len(match[0]))), text)


def fill(store: Store, passages: int) -> None:
    """The curated records, and varied documents up to so many passages."""
    room = Ingest(store, FixedClock(AT), load_indicators())
    for _ in room.curated():
        pass
    draw = random.Random(SEED)
    records = list(curated.load())
    texts = {lang: [one.texts[lang] for record in records for one in record.statements] for lang in LANGS}
    sentences = {lang: varied(texts[lang], draw) for lang in LANGS}
    have = store.connection.execute("SELECT count(*) FROM passages").fetchone()[0]
    for n in range(max(0, passages - have) // IN_DOCUMENT):
        lang: Lang = LANGS[n % len(LANGS)]
        own = [next(sentences[lang]) for _ in range(IN_DOCUMENT)]
        document = Document(
            id=f"varied-{n}", title=own[0][:60], text="\n".join(own), lang=lang, publisher="Bench",
            published=date(2024, 4, 1) + timedelta(days=n % 25),
        )  # fmt: skip
        found = [Passage(document.id, k, lang, text, None, None) for k, text in enumerate(own, 1)]
        store.put(document, found, (), AT)


def timed(answerer: Answerer, questions: Sequence[eval_answers.Asked], rounds: int) -> list[float]:
    """Milliseconds of each question, the first round left out."""
    taken = []
    for n in range(rounds + 1):
        for asked in questions:
            began = time.perf_counter()
            answerer.ask(asked["question"], asked["lang"], today=eval_answers.TODAY, known=eval_answers.TODAY)
            if n:
                taken.append((time.perf_counter() - began) * 1000)
    return taken


class Plain:
    """The peer: FTS5 as it comes (unicode61, BM25), the question's words joined by OR, the best passage shown."""

    def __init__(self, store: Store) -> None:
        self.connection = sqlite3.connect(":memory:")
        self.connection.execute("CREATE VIRTUAL TABLE plain USING fts5(text, doc UNINDEXED)")
        rows = store.connection.execute("SELECT text, doc_id FROM passages").fetchall()
        self.connection.executemany("INSERT INTO plain VALUES (?, ?)", ((row[0], row[1]) for row in rows))

    def ask(self, question: str) -> tuple[str, str] | None:
        words = re.findall(r"\w+", question)
        if not words:
            return None
        query = " OR ".join(f'"{word}"' for word in words)
        sql = "SELECT text, doc FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT 1"
        found: tuple[str, str] | None = self.connection.execute(sql, (query,)).fetchone()
        return found

    def right(self, asked: eval_answers.Asked) -> bool:
        """What it shows holds all that is expected; it never refuses."""
        expect = asked["expect"]
        found = self.ask(asked["question"])
        if expect["abstain"]:
            return found is None
        if found is None:
            return False
        numbers = eval_answers.numbers_of(found[0])
        text = found[0].casefold()
        return all(float(number) in numbers for number in expect["numbers_all"]) and all(
            any(each.casefold() in text for each in group) for group in expect["strings_any"]
        )


def row(name: str, taken: Sequence[float], right: float | None) -> None:
    p99 = quantiles(taken, n=100)[98]
    quality = f"{right:6.1%}" if right is not None else "     –"
    print(f"{name:<44} p50 {median(taken):7.2f} ms   p99 {p99:7.2f} ms   right {quality}", flush=True)


def run(*, long: bool) -> None:
    questions = eval_answers.load(eval_answers.OWN)
    for size in (SMALL, LARGE):
        with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder), create=True) as store:
            fill(store, size)
            answerer = Answerer(store, load_indicators(), policy=OPEN)
            taken = timed(answerer, questions, 5 if long else 2)
            found = eval_answers.outcomes(answerer, questions)
            row(f"answers over {size:,} passages", taken, sum(each.right for each in found) / len(found))
            plain = Plain(store)
            times = []
            for asked in questions:
                began = time.perf_counter()
                plain.ask(asked["question"])
                times.append((time.perf_counter() - began) * 1000)
            right = sum(plain.right(asked) for asked in questions) / len(questions)
            row(f"plain BM25, best passage, over {size:,}", times, right)
