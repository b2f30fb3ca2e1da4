"""Speed of search: passages filed a second, a question over 100,000 passages of this subject, memory.

The passages are our own curated statements in the three languages with words changed for others of the same language,
so that all are of one subject: the worst case for postings. Beside it: plain FTS5 `unicode61`, OR of the words, bm25.
"""

from __future__ import annotations

import random
import resource
import sqlite3
import time
from collections.abc import Callable, Sequence

from sqlite_utils import Database

from digests.corpus.index import Index
from digests.corpus.migrations import corpus
from digests.language.fold import words
from digests.model import LANGS, Lang
from tests.eval import learn_words

DAYS = 400


def passages(many: int) -> list[tuple[Lang, str]]:
    """`many` varied passages: a third of the words of each are another passage's."""
    draw = random.Random(7)
    texts = {lang: [row[lang].split() for row in learn_words.ours()] for lang in LANGS}
    pools = {lang: [word for text in each for word in text] for lang, each in texts.items()}
    out: list[tuple[Lang, str]] = []
    for n in range(many):
        lang = LANGS[n % 3]
        base = draw.choice(texts[lang])
        out.append((lang, " ".join(draw.choice(pools[lang]) if draw.random() < 0.33 else word for word in base)))
    return out


def filled(found: Sequence[tuple[Lang, str]]) -> tuple[sqlite3.Connection, float]:
    """A corpus in memory, ten passages a document; and the seconds that filing took."""
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    corpus.apply(Database(connection))
    index = Index(connection)
    spent = 0.0
    with connection:
        for at in range(0, len(found), 10):
            doc_id = f"d{at}"
            connection.execute(
                """INSERT INTO documents (id, title, text, lang, published_basis, kind, topics, spans, content_hash,
                   ingested, day) VALUES (?, '', '', 'tg', 'page', 'raw', '[]', '[]', '', '', ?)""",
                (doc_id, f"2024-{1 + at // 10 % DAYS // 34:02d}-{1 + at // 10 % 28:02d}"),
            )
            connection.executemany(
                "INSERT INTO passages (doc_id, n, lang, text) VALUES (?, ?, ?, ?)",
                [(doc_id, n, lang, text) for n, (lang, text) in enumerate(found[at : at + 10], 1)],
            )
            started = time.perf_counter()
            index.add(doc_id)
            spent += time.perf_counter() - started
    return connection, spent


def questions(many: int) -> list[tuple[Lang, str]]:
    draw = random.Random(8)
    rows = learn_words.ours()
    out: list[tuple[Lang, str]] = []
    for n in range(many):
        lang = LANGS[n % 3]
        content = [word.text for word in words(draw.choice(rows)[lang]) if len(word.text) > 3]
        out.append((lang, " ".join(draw.sample(content, min(6, len(content))))))
    return out


def timed(ask: Callable[[Lang, str], object], asked: Sequence[tuple[Lang, str]]) -> tuple[float, float]:
    """p50 and p99 in milliseconds."""
    spent = []
    for lang, text in asked:
        started = time.perf_counter()
        ask(lang, text)
        spent.append(1000 * (time.perf_counter() - started))
    spent.sort()
    return spent[len(spent) // 2], spent[int(len(spent) * 0.99)]


def plain(connection: sqlite3.Connection) -> Callable[[Lang, str], object]:
    """The baseline: SQLite's own tokenizer, the words joined with OR, its own bm25."""
    connection.execute("CREATE VIRTUAL TABLE plain USING fts5(text, content='passages', content_rowid='id')")
    started = time.perf_counter()
    connection.execute("INSERT INTO plain(plain) VALUES ('rebuild')")
    count = connection.execute("SELECT count(*) FROM passages").fetchone()[0]
    print(f"  plain FTS5 unicode61: {count / (time.perf_counter() - started):,.0f} passages/s filed")

    def ask(_: Lang, text: str) -> object:
        query = " OR ".join(f'"{word.text}"' for word in words(text))
        return connection.execute(
            "SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT 10", (query,)
        ).fetchall()

    return ask


def run(*, long: bool = False) -> None:
    asked = questions(1200 if long else 300)
    for many in (1_000, 100_000):
        connection, spent = filled(passages(many))
        index = Index(connection)
        print(f"  {many:,} passages: filed {many / spent:,.0f}/s (at least 2,000)")
        baseline = plain(connection)
        for name, ask in (
            ("all three languages", lambda lang, text, index=index: index.search(text, lang=lang)),
            ("one other language", lambda lang, text, index=index: index.search(text, lang=lang, langs=(other(lang),))),
            ("plain FTS5, own language only", baseline),
        ):
            timed(ask, asked[:30])
            p50, p99 = timed(ask, asked)
            print(
                f"    {name:<32} p50 {p50:6.2f} ms  p99 {p99:6.2f} ms"
                + ("" if ask is baseline else "  (at most 5, 25)")
            )
        connection.close()
    print(f"  memory of the process at its peak, corpus in memory: {peak():,.0f} MB")


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def other(lang: Lang) -> Lang:
    return LANGS[(LANGS.index(lang) + 1) % 3]
