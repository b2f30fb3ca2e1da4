"""Vectors in the public database: what is due for a model, what it said, and what lies nearest to a question.

Filing is not part of a document's own transaction: it takes long, so it is done in batches afterwards, and what has no
vector of this model yet is due. A new version of a document, or another model, makes the document due again.

Reading meets every vector of the model. They are held in memory (`matrix`, 39 MB for 100,000) and grow with the table:
ids are never given twice, so the highest one tells whether something came. What was taken out since, ended, retracted
or linked is seen where the best are looked up.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from digests.corpus.connection import transaction
from digests.corpus.matrix import Matrix, Rows, matrix_of
from digests.corpus.quantised import Floats
from digests.corpus.vector_texts import KINDS, Filed, Kind, Unit
from digests.model import LANGS, Lang

Scores = Mapping[tuple[Kind, Lang], float]
"""The best cosine of each kind of vector in each language."""

ANSWERING = frozenset(KINDS) - {"open"}
"""Kinds of vectors that lead to an answer; what is left open leads to none."""
NEAREST_OPEN = 5
"""Questions that are left open of which it counts how near they lie: the nearest alone may be so by chance. With five
near misses were told from what is answered at AUC .92 instead of .91 (authors not learned from)."""
QUESTIONS: frozenset[Kind] = frozenset({"ask", "open"})
"""The questions that records carry: those that they answer and those that they leave open."""
AT_ONCE = 8
"""Vectors looked up for each hit that is wanted: a statement has some eight, and all may lie near."""
SOFTNESS, TURNED = 0.1, 0.03
"""How much the farther questions of a statement count beside the nearest, which alone may lie near by chance: of 740
questions by other hands .88 have the right record first so, .83 by the nearest alone; from .08 to .2 it is the same.
A question that was turned towards them (`answers.find.aim`) tells them apart more sharply."""
_DUE = "embedded IS NOT ? AND retracted IS NULL AND linked_to IS NULL"
_SHOWN = """documents.retracted IS NULL AND (? OR documents.linked_to IS NULL)
            AND CASE WHEN ? IS NULL THEN passages.known_until IS NULL
                ELSE passages.known_from <= ? AND coalesce(passages.known_until > ?, 1) END"""


@dataclass(frozen=True, slots=True)
class Near:
    """A passage or a statement that lies near a question; `n` is the passage's number in its document."""

    doc_id: str
    n: int
    statement_id: str | None
    lang: Lang  # of the text that lies nearest
    text: str
    score: float  # the best of `scores`
    scores: Scores
    asked: float | None = None  # a mean of the questions that it answers; None where it carries none


@dataclass(frozen=True, slots=True)
class Found:
    """What lies nearest, best first; `mean` and `deviation` of all that was met.

    Cosines of this family of models lie between .75 and .95 whatever is asked: a score says something beside the
    others of the same question alone, (score - mean) / deviation, never by itself.
    """

    hits: tuple[Near, ...] = ()
    mean: float = 0.0
    deviation: float = 0.0
    best: Mapping[Kind, float] = field(default_factory=dict)  # of every kind, whichever were met


class Vectors:
    """The vectors of one model in one corpus; lives on the store's connection."""

    def __init__(self, connection: sqlite3.Connection, model: str, matrix: Matrix | None = None) -> None:
        self.connection = connection
        self.model = model
        self._matrix = matrix or matrix_of(connection, model)

    # Writing

    def due(self) -> list[tuple[str, str]]:
        """(document, content hash) of those that the model has not seen as they stand: records first, then the newest.

        What is shown nowhere, retracted documents and the raw texts of records, waits.
        """
        found = self.connection.execute(
            f"""SELECT id, content_hash FROM documents WHERE {_DUE}
               ORDER BY kind = 'curated' DESC, day DESC, id""",
            (self.model,),
        )
        return [(row["id"], row["content_hash"]) for row in found]

    def passages(self, doc_id: str) -> list[Filed]:
        """The passages of a document, former ones too: an earlier day may be asked about."""
        found = self.connection.execute(
            "SELECT id, lang, text, statement_id FROM passages WHERE doc_id = ? ORDER BY n, id", (doc_id,)
        )
        return [Filed(row["id"], row["lang"], row["text"], row["statement_id"]) for row in found]

    def missing(self, units: Sequence[Unit]) -> list[Unit]:
        """Those of `units` that have no vector of the model yet."""
        asked = json.dumps([[unit.mark, unit.kind, _owner(unit)] for unit in units])
        found = self.connection.execute(
            """SELECT asked.key FROM json_each(?) AS asked WHERE NOT EXISTS (
                   SELECT 1 FROM vectors WHERE mark = asked.value ->> 0 AND model = ? AND kind = asked.value ->> 1
                   AND coalesce(passage_id, indicator) = asked.value ->> 2)""",
            (asked, self.model),
        )
        return [units[row["key"]] for row in found]

    def known(self, marks: Iterable[int]) -> dict[int, tuple[float, bytes]]:
        """Scale and bytes of those texts that the model has seen already, whosever they are."""
        found = self.connection.execute(
            """SELECT mark, scale, vector FROM vectors
               WHERE mark IN (SELECT value FROM json_each(?)) AND model = ?""",
            (json.dumps(list(marks)), self.model),
        )
        return {row["mark"]: (row["scale"], row["vector"]) for row in found}

    def put(self, units: Sequence[Unit], vectors: Sequence[tuple[float, bytes]], doc: tuple[str, str] | None) -> bool:
        """Store what the model said of `units`. False, and nothing stored, where `doc` is no longer what was read."""
        rows = [
            (self.model, unit.kind, unit.lang, unit.mark, unit.passage, unit.indicator, *vector)
            for unit, vector in zip(units, vectors, strict=True)
        ]
        with transaction(self.connection):
            if doc and not self._stands(doc):
                return False
            self.connection.executemany(
                """INSERT OR IGNORE INTO vectors (model, kind, lang, mark, passage_id, indicator, scale, vector)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                rows,
            )
        return True

    def finish(self, units: Sequence[Unit], doc: tuple[str, str] | None) -> bool:
        """`units` are all there is of `doc` (None: of the indicators), and each has its vector: what else was stored
        of it goes. False where the document is no longer what was read."""
        whose = "passage_id IN (SELECT id FROM passages WHERE doc_id = ?)" if doc else "indicator IS NOT NULL AND ?"
        wanted = {(unit.mark, unit.kind, _owner(unit)) for unit in units}
        with transaction(self.connection):
            if doc and not self._stands(doc):
                return False
            found = self.connection.execute(
                f"SELECT id, model, mark, kind, coalesce(passage_id, indicator) AS owner FROM vectors WHERE {whose}",
                (doc[0] if doc else 1,),
            ).fetchall()
            gone = [
                (row["id"],)
                for row in found
                if row["model"] != self.model or (row["mark"], row["kind"], row["owner"]) not in wanted
            ]
            self.connection.executemany("DELETE FROM vectors WHERE id = ?", gone)
            if doc:
                self.connection.execute("UPDATE documents SET embedded = ? WHERE id = ?", (self.model, doc[0]))
        return True

    def _stands(self, doc: tuple[str, str]) -> bool:
        sql = "SELECT 1 FROM documents WHERE id = ? AND content_hash = ?"
        return self.connection.execute(sql, doc).fetchone() is not None

    # Reading

    def nearest(
        self,
        queries: Floats,
        *,
        turned: Floats | None = None,
        kinds: Collection[Kind] = ANSWERING,
        langs: Collection[Lang] = LANGS,
        known: date | None = None,
        linked: bool = False,
        k: int = 10,
    ) -> Found:
        """The `k` passages and statements nearest to any of `queries` (float32 [m, dim]), best first.

        Only vectors of `kinds` and `langs` are met; `known` and `linked` as in `Index.search`. A statement is one hit,
        whichever of its languages and kinds lies nearest. Where the queries are given `turned` as well, the questions
        that records carry are met by both.
        """
        rows = self._matrix.rows(self.connection)
        chosen = rows.chosen(kinds, langs, known)
        if k < 1 or not chosen.any():
            return Found()
        scores = rows.products(queries)
        sharper = scores if turned is None else rows.products_of(QUESTIONS, turned)
        ranked = np.where(rows.kinds == KINDS.index("ask"), (scores + sharper) / 2, scores)
        allowed = (linked, *(known.isoformat() if known else None,) * 3)
        hits: dict[int | str, sqlite3.Row] = {}
        for places in _best(chosen, ranked, AT_ONCE * k):
            for row in self._passages(rows.owners[places].tolist(), allowed):
                hits.setdefault(row["statement_id"] or row["id"], row)
            if len(hits) >= k:
                break
        best = dict(list(hits.items())[:k])
        told: dict[int | str, dict[tuple[Kind, Lang], float]] = {owner: {} for owner in best}
        asked: dict[int | str, list[int]] = {owner: [] for owner in best}
        for owner, place in self._vectors_of(list(best), rows):
            if chosen[place]:
                _raise(told[owner], rows.key(place), float(scores[place]))
                if rows.key(place)[0] == "ask":
                    asked[owner].append(place)
        near = [
            _near(row, told[owner], _met(scores[asked[owner]], None if turned is None else sharper[asked[owner]]))
            for owner, row in best.items()
            if told[owner]
        ]  # else taken out just now
        near.sort(key=lambda hit: -hit.score)
        met = scores[chosen]
        best_of = {kind: rows.best(scores, kind, known) for kind in KINDS}
        best_of["open"] = rows.best((scores + sharper) * np.float32(0.5), "open", known, NEAREST_OPEN)
        return Found(tuple(near), float(met.mean()), float(met.std()), best_of)

    def close(self, queries: Floats, statements: Collection[str]) -> dict[str, Scores]:
        """How close each of `statements` lies to any of `queries`; those without vectors are left out."""
        rows = self._matrix.rows(self.connection)
        found = self._vectors_of(list(statements), rows)
        scores = rows.products_at([place for _, place in found], queries)
        told: dict[str, dict[tuple[Kind, Lang], float]] = {}
        for (owner, place), score in zip(found, scores, strict=True):
            _raise(told.setdefault(str(owner), {}), rows.key(place), score)
        return dict(told)

    def indicators_near(self, queries: Floats) -> dict[str, float]:
        """Indicator → the best cosine of its names and definitions with any of `queries`."""
        rows = self._matrix.rows(self.connection)
        found = self.connection.execute(
            "SELECT id, indicator FROM vectors WHERE indicator IS NOT NULL AND model = ?", (self.model,)
        ).fetchall()
        held = [
            (row["indicator"], place)
            for row, place in zip(found, rows.places([row["id"] for row in found]), strict=True)
            if place is not None
        ]
        best: dict[str, float] = {}
        scores = rows.products_at([place for _, place in held], queries)
        for (indicator, _), score in zip(held, scores, strict=True):
            best[indicator] = max(best.get(indicator, -1.0), score)
        return best

    def _passages(self, numbers: Sequence[int], allowed: tuple[object, ...]) -> list[sqlite3.Row]:
        """The passages that may be shown, in the order given."""
        return self.connection.execute(
            f"""SELECT passages.id, passages.doc_id, passages.n, passages.lang, passages.text, passages.statement_id
                FROM json_each(?) AS asked
                JOIN passages ON passages.id = asked.value
                JOIN documents ON documents.id = passages.doc_id
                WHERE {_SHOWN} ORDER BY asked.key""",
            (json.dumps(numbers), *allowed),
        ).fetchall()

    def _vectors_of(self, owners: Sequence[int | str], rows: Rows) -> list[tuple[int | str, int]]:
        """(owner, place in `rows`) of every vector of passages (named by their row) and statements (by their id)."""
        found = self.connection.execute(
            """SELECT asked.value AS owner, vectors.id FROM json_each(:owners) AS asked
               JOIN vectors ON vectors.passage_id = asked.value WHERE asked.type = 'integer' AND model = :model
               UNION ALL
               SELECT asked.value, vectors.id FROM json_each(:owners) AS asked
               JOIN passages ON passages.statement_id = asked.value
               JOIN vectors ON vectors.passage_id = passages.id WHERE asked.type = 'text' AND model = :model""",
            {"owners": json.dumps(owners), "model": self.model},
        ).fetchall()
        places = rows.places([row["id"] for row in found])
        return [(row["owner"], place) for row, place in zip(found, places, strict=True) if place is not None]


def left(connection: sqlite3.Connection, model: str) -> int:
    """How many documents that are shown somewhere `model` has not seen; 0 in a database that knows no vectors yet."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'vectors'").fetchone():
        return 0
    count: int = connection.execute(f"SELECT count(*) FROM documents WHERE {_DUE}", (model,)).fetchone()[0]
    return count


def _owner(unit: Unit) -> int | str | None:
    return unit.indicator if unit.passage is None else unit.passage


def _best(chosen: NDArray[np.bool_], scores: Floats, first: int) -> Iterator[NDArray[np.int64]]:
    """The places that are `chosen`, best first: the `first` best, then as many again as are left, and so on."""
    left = np.flatnonzero(chosen)
    while len(left):
        if first < len(left):
            parted = np.argpartition(-scores[left], first)
            some, left = left[parted[:first]], left[parted[first:]]
        else:
            some, left = left, left[:0]
        yield some[np.argsort(-scores[some], kind="stable")]
        first *= 4


def _raise(told: dict[tuple[Kind, Lang], float], key: tuple[Kind, Lang], score: float) -> None:
    told[key] = max(told.get(key, -1.0), score)


def _near(row: sqlite3.Row, scores: Scores, asked: float | None) -> Near:
    best = max(scores.values())
    return Near(row["doc_id"], row["n"], row["statement_id"], row["lang"], row["text"], best, scores, asked)


def _met(asked: Floats, turned: Floats | None) -> float | None:
    """How near the questions lie that a statement carries, half of it by the turned query where there is one; None
    where it carries none."""
    if not len(asked):
        return None
    plain = _soft(asked, SOFTNESS)
    return plain if turned is None else (plain + _soft(turned, TURNED)) / 2


def _soft(scores: Floats, softness: float) -> float:
    """A mean to which the nearest give most."""
    return softness * math.log(float(np.exp(scores / softness).mean()))
