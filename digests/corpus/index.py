"""Search: passages by the words of a question, across the three languages.

Every passage is filed under its stems, name keys and key prefixes (`terms`). A question is expanded into weighted
terms of each language searched (`expand`). Plain OR with bm25 is linear in postings, so document frequencies are
kept: the rarest terms fetch candidates until about `POSTINGS` are met, and those are scored with all terms.
"""

from __future__ import annotations

import math
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from digests.corpus import terms
from digests.corpus.expand import Expansion, expand
from digests.model import LANGS, Lang

POSTINGS = 2_000
QUESTION_WORDS = 40
"""Words of a question that are looked up; a pasted page is searched by its rarest."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. Offsets are Python characters of the document's text; a statement has none."""

    doc_id: str
    passage_id: int  # the passage's number `n` in its document
    lang: Lang
    score: float
    text: str
    statement_id: str | None
    start: int | None
    end: int | None


class Index:
    """The index of one corpus; lives on the store's connection and in its transactions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    # Writing: the caller holds the transaction.

    def add(self, doc_id: str) -> None:
        """File the stored passages of a document."""
        found = self.connection.execute("SELECT id, lang, text FROM passages WHERE doc_id = ?", (doc_id,)).fetchall()
        self._file(found)

    def remove(self, doc_id: str) -> None:
        """Take out a document's passages; to be called while they still stand in `passages`."""
        found = self.connection.execute(
            "SELECT id, terms FROM passage_terms WHERE id IN (SELECT id FROM passages WHERE doc_id = ?)", (doc_id,)
        ).fetchall()
        counts = Counter(term for _, line in found for term in line.split())
        self.connection.executemany("DELETE FROM passage_terms WHERE id = ?", ((row[0],) for row in found))
        self._count(counts, -1)

    def rebuild(self) -> int:
        """File everything anew, in one transaction; returns the number of passages."""
        with self.connection:
            self.connection.execute("DELETE FROM passage_terms")
            self.connection.execute("DELETE FROM term_counts")
            found = self.connection.execute("SELECT id, lang, text FROM passages").fetchall()
            self._file(found)
        return len(found)

    def _file(self, passages: Iterable[tuple[int, str, str]]) -> None:
        counts: Counter[str] = Counter()
        rows = []
        for number, lang, text in passages:
            found = terms.passage_terms(text, cast(Lang, lang))
            counts.update(found)
            rows.append((number, lang, " ".join(found)))
        self.connection.executemany("INSERT INTO passage_terms (id, lang, terms) VALUES (?, ?, ?)", rows)
        self._count(counts, 1)

    def _count(self, counts: Counter[str], sign: int) -> None:
        self.connection.executemany(
            """INSERT INTO term_counts (term, passages) VALUES (?, ?)
               ON CONFLICT (term) DO UPDATE SET passages = passages + excluded.passages""",
            ((term, sign * n) for term, n in counts.items()),
        )

    # Reading

    def empty(self) -> bool:
        return self.connection.execute("SELECT 1 FROM passage_terms LIMIT 1").fetchone() is None

    def search(
        self,
        query: str,
        *,
        lang: Lang | None = None,
        langs: Collection[Lang] = (),
        k: int = 10,
        known: date | None = None,
        linked: bool = False,
    ) -> list[Hit]:
        """The `k` best passages for `query`, best first.

        `lang` is the query's language where it does not tell; `langs` the languages searched (none: all three);
        `known` leaves out what was published later; `linked` takes in the raw texts of curated records. Documents
        that were retracted are never found.
        """
        expansion = expand(query, lang, tuple(langs) or LANGS)
        frequencies = self._frequencies(expansion)
        if not frequencies:
            return []
        total = self._total()
        idf = {term: math.log(1 + (total - n + 0.5) / (n + 0.5)) for term, n in frequencies.items()}
        scored = self._score(expansion, idf, self._candidates(frequencies))
        return self._hits(scored, k, known, linked)

    def _total(self) -> int:
        row = self.connection.execute("SELECT count(*) FROM passage_terms").fetchone()
        return int(row[0])

    def _frequencies(self, expansion: Expansion) -> dict[str, int]:
        wanted = list({term for word in expansion for term in word})
        found: dict[str, int] = {}
        for at in range(0, len(wanted), 500):
            part = wanted[at : at + 500]
            found.update(
                self.connection.execute(
                    f"SELECT term, passages FROM term_counts WHERE passages > 0 AND term IN ({','.join('?' * len(part))})",
                    part,
                ).fetchall()
            )
        return found

    def _candidates(self, frequencies: dict[str, int]) -> list[tuple[int, str]]:
        chosen = []
        met = 0
        for term, n in sorted(frequencies.items(), key=lambda item: item[1]):
            if chosen and met + n > POSTINGS:
                break
            chosen.append(term)
            met += n
        found = self.connection.execute(
            """SELECT passage_terms.id, passage_terms.terms FROM passage_index
               JOIN passage_terms ON passage_terms.id = passage_index.rowid
               WHERE passage_index MATCH ? LIMIT ?""",
            (terms.match(chosen), 2 * POSTINGS),
        )
        return [(row[0], row[1]) for row in found]

    def _score(
        self, expansion: Expansion, idf: dict[str, float], candidates: list[tuple[int, str]]
    ) -> list[tuple[float, int]]:
        """(score, passage), best first: each word of the question counts by its best term in the passage."""
        value: dict[str, list[tuple[int, float]]] = {}
        for n, word in enumerate(expansion):
            for term, weight in word.items():
                if term in idf:
                    value.setdefault(term, []).append((n, weight * idf[term]))
        scored = []
        for number, line in candidates:
            held = line.split(" ")
            best: dict[int, float] = {}
            for term in held:
                for n, worth in value.get(term, ()):
                    if worth > best.get(n, 0.0):
                        best[n] = worth
            scored.append((sum(best.values()) / (1 + 0.004 * len(held)), number))
        scored.sort(reverse=True)
        return scored

    def _hits(self, scored: list[tuple[float, int]], k: int, known: date | None, linked: bool) -> list[Hit]:
        hits: list[Hit] = []
        day = known.isoformat() if known else None
        for at in range(0, len(scored), 200):
            part = {number: score for score, number in scored[at : at + 200]}
            rows = self.connection.execute(
                f"""SELECT passages.id, passages.doc_id, passages.n, passages.lang, passages.text,
                           passages.statement_id, passages.start, passages."end"
                    FROM passages JOIN documents ON documents.id = passages.doc_id
                    WHERE passages.id IN ({",".join("?" * len(part))}) AND documents.retracted IS NULL
                      AND (? OR documents.linked_to IS NULL) AND (? IS NULL OR documents.day <= ?)""",
                (*part, linked, day, day),
            ).fetchall()
            by_number = {row[0]: row for row in rows}
            for number, score in part.items():
                if number in by_number:
                    _, doc_id, n, lang, text, statement_id, start, end = by_number[number]
                    hits.append(Hit(doc_id, n, lang, round(score, 4), text, statement_id, start, end))
                    if len(hits) == k:
                        return hits
        return hits
