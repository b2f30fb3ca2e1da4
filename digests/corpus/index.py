"""Search: passages by the words of a question, across the three languages.

Every passage is filed under its stems, name keys and their first letters (`terms`); a question is expanded into
weighted terms of each language searched (`expand`). Plain OR with bm25 is linear in postings: over 100,000 passages of
one subject forty terms cost 150 ms. So the number of passages that hold a term is kept, the terms that say most for
the fewest postings fetch candidates until `POSTINGS` are met, and the best of those are scored with every term.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, cast

from digests.corpus import terms
from digests.corpus.connection import transaction
from digests.corpus.expand import Expansion, expand
from digests.model import LANGS, Lang

POSTINGS = 2_000
FEW = 2_000
"""Passages known by a day that are all scored, where the likeliest of the whole corpus are later ones."""
SCORED = 60
"""Candidates that are scored in full, at least; more where many are asked for."""
LENGTH = 0.0025
"""What each term of a passage takes from its score: of two that hold the same words the shorter is about them."""


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


class _Filter(NamedTuple):
    known: str | None  # day
    linked: bool


# Term → (group of the question, worth) for each word of the question it speaks for.
_Worth = Mapping[str, list[tuple[int, float]]]


class Index:
    """The index of one corpus; lives on the store's connection and in its transactions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    # Writing: the caller holds the transaction.

    def add(self, doc_id: str) -> None:
        """File those stored passages of a document that are not filed yet."""
        self._file(
            self.connection.execute(
                """SELECT id, lang, text FROM passages
                   WHERE doc_id = ? AND NOT EXISTS (SELECT 1 FROM passage_terms WHERE id = passages.id)""",
                (doc_id,),
            )
        )

    def remove(self, numbers: Collection[int]) -> None:
        """Take out passages by their row's number."""
        found = self.connection.execute(
            "SELECT id, terms FROM passage_terms WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(numbers)),),
        ).fetchall()
        counts = Counter(term for _, line in found for term in line.split(" "))
        self.connection.executemany("DELETE FROM passage_terms WHERE id = ?", ((row[0],) for row in found))
        self._count(counts, -1)

    def rebuild(self) -> int:
        """File everything anew, as after a change of stems, in one transaction; returns the passages filed."""
        with transaction(self.connection):
            return self.fill()

    def refresh(self) -> None:
        """Rebuild the index if it was filed by another version of the stemmers; where another process holds the
        database, that one does it. The version stands in the database's `user_version`."""
        if self.connection.execute("PRAGMA user_version").fetchone()[0] == terms.version():
            return
        try:
            with transaction(self.connection):
                if self.connection.execute("PRAGMA user_version").fetchone()[0] != terms.version():
                    self.fill()
                    self.connection.execute(f"PRAGMA user_version = {terms.version()}")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise

    def fill(self) -> int:
        """`rebuild` inside the caller's transaction."""
        self.connection.execute("DELETE FROM passage_terms")
        self.connection.execute("DELETE FROM term_counts")
        return self._file(self.connection.execute("SELECT id, lang, text FROM passages"))

    def _file(self, passages: Iterable[tuple[int, str, str]]) -> int:
        counts: Counter[str] = Counter()
        rows = []
        for number, lang, text in passages:
            found = terms.passage_terms(text, cast(Lang, lang))
            counts.update(found)
            rows.append((number, lang, " ".join(found)))
        self.connection.executemany("INSERT INTO passage_terms (id, lang, terms) VALUES (?, ?, ?)", rows)
        self._count(counts, 1)
        return len(rows)

    def _count(self, counts: Counter[str], sign: int) -> None:
        self.connection.executemany(
            """INSERT INTO term_counts (term, passages) VALUES (?, ?)
               ON CONFLICT (term) DO UPDATE SET passages = passages + excluded.passages""",
            [(term, sign * n) for term, n in sorted(counts.items())],
        )

    # Reading

    def empty(self) -> bool:
        """Whether no passage stands in the corpus."""
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
        `known` searches what was known on that day, without it what stands now; `linked` takes in the raw texts of
        curated records. Documents that were retracted are never found. Any text may be asked: none of it reaches FTS5
        as syntax.
        """
        expansion = expand(query, lang, tuple(langs) or LANGS)
        frequencies = self._frequencies(expansion)
        if not frequencies or k < 1:
            return []
        worth = self._worth(expansion, frequencies)
        allowed = _Filter(known.isoformat() if known else None, linked)
        partial, cut = self._candidates(worth, frequencies, POSTINGS)
        hits = self._score(worth, partial, k, allowed)
        if len(hits) < k and cut:  # the filter let few of the candidates through
            known_then = self._known_by(allowed)
            if known_then is not None:
                return self._score(worth, known_then, k, allowed, every=True)
            partial, _ = self._candidates(worth, frequencies, None)  # meet them all
            hits = self._score(worth, partial, k, allowed)
        return hits

    def _known_by(self, allowed: _Filter) -> list[int] | None:
        """The passages that may have been known on the day asked about; None where no day is, or they are many."""
        if allowed.known is None:
            return None
        rows = self.connection.execute(
            "SELECT id FROM passages WHERE known_from <= ? LIMIT ?", (allowed.known, FEW + 1)
        ).fetchall()
        return [number for (number,) in rows] if len(rows) <= FEW else None

    def _frequencies(self, expansion: Expansion) -> dict[str, int]:
        wanted = list({term for group in expansion for term in group})
        return dict(
            self.connection.execute(
                """SELECT term, passages FROM term_counts
                   WHERE term IN (SELECT value FROM json_each(?)) AND passages > 0""",
                (json.dumps(wanted, ensure_ascii=False),),
            ).fetchall()
        )

    def _worth(self, expansion: Expansion, frequencies: Mapping[str, int]) -> _Worth:
        """Weight times inverse document frequency (that of BM25, which is never negative)."""
        total = self.connection.execute("SELECT max(id) FROM passage_terms").fetchone()[0]
        worth: dict[str, list[tuple[int, float]]] = {}
        for group, weights in enumerate(expansion):
            for term, weight in weights.items():
                if term in frequencies:
                    n = min(frequencies[term], total)
                    idf = math.log(1 + (total - n + 0.5) / (n + 0.5))
                    worth.setdefault(term, []).append((group, weight * idf))
        return worth

    def _candidates(self, worth: _Worth, frequencies: Mapping[str, int], limit: int | None) -> tuple[list[int], bool]:
        """Passages, those first that look best by the terms looked up; and whether any term was left out or cut."""
        order = sorted(worth, key=lambda term: frequencies[term] / max(gain for _, gain in worth[term]) ** 2)
        best: dict[int, dict[int, float]] = {}
        met, cut = 0, False
        for term in order:
            left = -1 if limit is None else limit - met
            if limit is not None and met and frequencies[term] > left:
                cut = True
                continue
            cut = cut or 0 <= left < frequencies[term]
            rows = self.connection.execute(
                "SELECT rowid FROM passage_index WHERE passage_index MATCH ? ORDER BY rowid DESC LIMIT ?",
                (terms.match(term), left),
            ).fetchall()
            met += len(rows)
            for group, gain in worth[term]:
                gains = best.setdefault(group, {})
                for (number,) in rows:
                    if gain > gains.get(number, 0.0):
                        gains[number] = gain
        total: dict[int, float] = {}
        for gains in best.values():
            for number, gain in gains.items():
                total[number] = total.get(number, 0.0) + gain
        return sorted(total, key=lambda number: (-total[number], -number)), cut

    def _score(
        self, worth: _Worth, candidates: list[int], k: int, allowed: _Filter, *, every: bool = False
    ) -> list[Hit]:
        """Score the best candidates that may be shown, or `every` one of them, with every term: each word of the
        question by its best one. What holds none of them is no hit."""
        wanted = max(1, len(candidates)) if every else max(SCORED, 3 * k)
        scored: list[tuple[float, int, sqlite3.Row]] = []
        for at in range(0, len(candidates), wanted):
            for row in self._rows(candidates[at : at + wanted], allowed):
                held = row[0].split(" ")
                best: dict[int, float] = {}
                for term in held:
                    for group, gain in worth.get(term, ()):
                        if gain > best.get(group, 0.0):
                            best[group] = gain
                if best:
                    scored.append((sum(best.values()) / (1 + LENGTH * len(held)), row[1], row))
            if not every and len(scored) >= wanted // 2:
                break
        scored.sort(key=lambda item: (-item[0], -item[1]))
        return [
            Hit(row[2], row[3], row[4], round(score, 4), row[5], row[6], row[7], row[8]) for score, _, row in scored[:k]
        ]

    def _rows(self, numbers: list[int], allowed: _Filter) -> list[sqlite3.Row]:
        return self.connection.execute(
            """SELECT passage_terms.terms, passages.id, passages.doc_id, passages.n, passages.lang, passages.text,
                      passages.statement_id, passages.start, passages."end"
               FROM json_each(?) AS asked
               JOIN passages ON passages.id = asked.value
               JOIN passage_terms ON passage_terms.id = passages.id
               JOIN documents ON documents.id = passages.doc_id
               WHERE documents.retracted IS NULL AND (? OR documents.linked_to IS NULL)
                 AND CASE WHEN ? IS NULL THEN passages.known_until IS NULL
                     ELSE passages.known_from <= ? AND coalesce(passages.known_until > ?, 1) END""",
            (json.dumps(numbers), allowed.linked, allowed.known, allowed.known, allowed.known),
        ).fetchall()
