"""Reprints among 100,000 documents: right and fast, beside MinHash LSH of `datasketch` in one run.

The texts are put together from our own statements with a third of their words changed, so that all are of one
subject. A reprint has a new headline, up to a fifth of its words changed, up to half of its paragraphs dropped and
an editor's line added. What is no reprint: another text, and the next release of a press office's form, with other
figures in the same words.
"""

from __future__ import annotations

import random
import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from digests.corpus.duplicates import REPRINT, SHINGLE, Match, nearest, sketch
from digests.corpus.migrations import corpus
from digests.model import LANGS, Document, Lang
from digests.reprints import is_next_release
from tests.benchmarks.bench_search import peak
from tests.eval import learn_words

PARAGRAPHS = 8
CHANGED = 0.33
FORMS = 40
"""Press offices, each with a form that a tenth of all documents are of."""
FIGURE = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Case:
    """A text that comes in, and the document it reprints."""

    document: Document
    of: str | None


class Newsroom:
    """Makes texts: original ones, releases of forms, reprints."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        rows = list(learn_words.ours())
        self.sentences = {lang: [row[lang] for row in rows] for lang in LANGS}
        self.words = {lang: [word for text in found for word in text.split()] for lang, found in self.sentences.items()}
        forms = random.Random(3)
        self.forms = [
            (LANGS[n % 3], [self._varied(forms, LANGS[n % 3]) for _ in range(PARAGRAPHS)]) for n in range(FORMS)
        ]

    def _varied(self, draw: random.Random, lang: Lang) -> str:
        base, pool = draw.choice(self.sentences[lang]).split(), self.words[lang]
        return " ".join(draw.choice(pool) if draw.random() < CHANGED else word for word in base)

    def original(self, name: str) -> Document:
        lang = self.draw.choice(LANGS)
        text = "\n".join(self._varied(self.draw, lang) for _ in range(PARAGRAPHS))
        return Document(name, name, text, lang, publisher=f"outlet {self.draw.randrange(50)}")

    def release(self, name: str) -> Document:
        """The next release of a form: its words, with figures of its own."""
        lang, form = self.draw.choice(self.forms)
        said = {"en": "In the week {} people were expelled and {} cases went to court.",
                "ru": "За неделю выдворено {} человек, в суд направлено {} дел.",
                "tg": "Дар як ҳафта {} нафар ихроҷ шуд, {} парванда ба суд рафт."}[lang]  # fmt: skip
        lead = said.format(self.draw.randrange(100, 999), self.draw.randrange(1000, 9999))
        text = "\n".join([lead, *(FIGURE.sub(lambda _: str(self.draw.randrange(100, 9999)), each) for each in form)])
        return Document(name, name, text, lang, publisher=f"office {self.draw.randrange(3)}")

    def reprint(self, name: str, of: Document) -> Document:
        edits = self.draw.uniform(0, 0.2)
        paragraphs = of.text.split("\n")
        dropped = 0.5 * self.draw.random()
        kept = [paragraphs[0], *(each for each in paragraphs[1:] if self.draw.random() > dropped)]
        pool = self.words[of.lang]
        text = "\n".join(" ".join(self._edited(word, edits, pool) for word in each.split()) for each in kept)
        return Document(name, name, f"{text}\n{self._varied(self.draw, of.lang)}", of.lang, publisher="another outlet")

    def _edited(self, word: str, edits: float, pool: Sequence[str]) -> str:
        """An editor changes words, not figures."""
        change = not any(char.isdigit() for char in word) and self.draw.random() < edits
        return self.draw.choice(pool) if change else word


def filled(room: Newsroom, many: int) -> tuple[sqlite3.Connection, dict[str, Document], float]:
    """A corpus in memory of `many` documents with their sketches, and the seconds that sketching and filing took."""
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    corpus.apply(Database(connection))
    documents: dict[str, Document] = {}
    spent = 0.0
    with connection:
        for n in range(many):
            name = f"outlet-{n % 50}-{n:08x}"
            document = room.release(name) if n % 10 == 0 else room.original(name)
            documents[name] = document
            started = time.perf_counter()
            marks = sketch(document.text)
            connection.execute(
                """INSERT INTO documents (id, title, text, lang, published_basis, kind, topics, spans, content_hash,
                   ingested, day, sketch_size)
                   VALUES (?, '', '', ?, 'page', 'feed', '[]', '[]', '', '', '2026-01-01', ?)""",
                (name, document.lang, len(marks)),
            )
            connection.executemany("INSERT INTO sketches (mark, doc_id) VALUES (?, ?)", ((m, name) for m in marks))
            spent += time.perf_counter() - started
    return connection, documents, spent


def cases(room: Newsroom, documents: dict[str, Document], many: int) -> Iterator[Case]:
    known = list(documents.values())
    for n in range(many):
        of = room.draw.choice(known)
        if n % 3 == 0:
            yield Case(room.original(f"new-{n}"), None)
        elif n % 3 == 1:
            yield Case(room.release(f"new-{n}"), None)
        else:
            yield Case(room.reprint(f"new-{n}", of), of.id)


def judged(found: Sequence[Case], find: Callable[[Document], str | None]) -> str:
    """Precision, recall and time of `find`."""
    right = taken = true = 0
    spent = []
    for case in found:
        started = time.perf_counter()
        said = find(case.document)
        spent.append(1000 * (time.perf_counter() - started))
        right += said is not None and said == case.of
        taken += said is not None
        true += case.of is not None
    spent.sort()
    return (
        f"precision {right / max(1, taken):.3f}  recall {right / true:.3f}  "
        f"p50 {spent[len(spent) // 2]:.2f} ms  p99 {spent[int(len(spent) * 0.99)]:.2f} ms"
    )


def ours(connection: sqlite3.Connection, documents: dict[str, Document]) -> Callable[[Document], str | None]:
    def find(document: Document) -> str | None:
        match: Match | None = nearest(connection, sketch(document.text), besides=document.id)
        if match is None or max(match.inside, match.covers) < REPRINT:
            return None
        return None if is_next_release(document, documents[match.doc_id]) else match.doc_id

    return find


def datasketch(documents: dict[str, Document]) -> Callable[[Document], str | None]:
    """MinHash of the same shingles, 128 permutations, in an LSH that is asked for a Jaccard of 0.2."""
    from datasketch import MinHash, MinHashLSH

    def hashed(text: str) -> MinHash:
        words = re.findall(r"\w+", text.casefold())
        made = MinHash(num_perm=128)
        made.update_batch([" ".join(words[at : at + SHINGLE]).encode() for at in range(len(words) - SHINGLE + 1)])
        return made

    index = MinHashLSH(threshold=0.2, num_perm=128)
    kept = {}
    started = time.perf_counter()
    for name, document in documents.items():
        kept[name] = hashed(document.text)
        index.insert(name, kept[name])
    print(f"    datasketch: {len(documents) / (time.perf_counter() - started):,.0f} documents/s filed, in memory alone")

    def find(document: Document) -> str | None:
        mine = hashed(document.text)
        best = max(((mine.jaccard(kept[name]), name) for name in index.query(mine)), default=None)
        if best is None or best[0] < 0.12:
            return None
        return None if is_next_release(document, documents[best[1]]) else best[1]

    return find


def run(*, long: bool = False) -> None:
    room = Newsroom(7)
    for many in (1_000, 100_000) if long else (1_000, 20_000):
        connection, documents, spent = filled(room, many)
        found = list(cases(room, documents, 600))
        size = connection.execute("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'sketches%'").fetchone()[0]
        print(f"  {many:,} documents: {many / spent:,.0f}/s sketched and filed, {size / 2**20:,.0f} MB on disk")
        print(f"    ours        {judged(found, ours(connection, documents))}  (at least .98, .95; at most 5 ms)")
        print(f"    datasketch  {judged(found, datasketch(documents))}")
        connection.close()
    print(f"  memory of the process at its peak, corpus in memory: {peak():,.0f} MB")
