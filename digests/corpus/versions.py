"""Writing a document, and over its former version: what did not change stays as it is, what did keeps its days.

Every passage and claim bears the days on which it counts as known (`known_from`, `known_until`), and a former version
of the document stands in `versions`, so that a question of an earlier day finds what was said then. Days are the unit:
of several versions in one day the last is kept. A curated record's sentences are ours; when an editor words one anew
the former wording is dropped, while its figures are kept like everyone's. The caller holds the transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from digests.clock import dushanbe_day
from digests.corpus import rows
from digests.corpus.index import Index
from digests.model import Claim, Document, Passage

_SAID = (
    "indicator", "value", "low", "high", "modifier", "unit", "role", "as_of", "as_of_basis", "period_start",
    "period_end", "attributed_to", "scope", "place", "statement_id", "quote", "quote_kind",
)  # fmt: skip
"""The columns by which a claim of a new version is known as one of the former."""
_KEPT = frozenset({"id", "ingested", "known_from"})
"""The columns of a claim that a new version does not touch."""

Row = dict[str, Any]


def first_read(connection: sqlite3.Connection, doc_id: str) -> datetime | None:
    """When a document was read first, whatever became of it since; None for an unknown one."""
    row = connection.execute("SELECT ingested FROM documents WHERE id = ?", (doc_id,)).fetchone()
    return datetime.fromisoformat(row["ingested"]) if row else None


def write(
    connection: sqlite3.Connection,
    document: Document,
    passages: Sequence[Passage],
    claims: Sequence[Claim],
    at: datetime,
    *,
    content: str,
) -> bool:
    """Store `document`, read at `at`, with all that was read from it; whether a former version stood there."""
    former = connection.execute("SELECT * FROM documents WHERE id = ?", (document.id,)).fetchone()
    first = datetime.fromisoformat(former["ingested"]) if former else at
    day = document.published or document.not_before or dushanbe_day(first)
    since = day  # a half that is made whole is known from the day on which it should have been
    if former and former["whole"]:
        since = max(day, dushanbe_day(at), date.fromisoformat(former["known_from"]))
    if former and former["whole"] and former["known_from"] < since.isoformat():
        _keep(connection, former, since)
    row = {
        **rows.document_row(document),
        "day": day.isoformat(),
        "text_hash": rows.text_hash(document.text),
        "content_hash": content,
        "ingested": first.isoformat(),
        "known_from": since.isoformat(),
        "sketch_size": len(document.sketch),
        "whole": 1,
        "embedded": None,  # whatever model had seen the former version
    }
    _upsert(connection, row)
    over = _Over(connection, document, since, at.isoformat(), former["day"] if former else None)
    over.sketch()
    over.statements()
    over.passages(passages)
    over.claims(claims)
    return former is not None


def forget(connection: sqlite3.Connection, doc_id: str) -> None:
    """Take a document out with all that was read from it; what editors decided stays in the trail. A text of which it
    was the record, or that was taken for its reprint, speaks for itself again."""
    found = connection.execute("SELECT id FROM passages WHERE doc_id = ?", (doc_id,)).fetchall()
    Index(connection).remove([row["id"] for row in found])
    for table in ("passages", "claims", "statements", "sketches", "versions", "readings"):
        connection.execute(f"DELETE FROM {table} WHERE doc_id = ?", (doc_id,))
    for column in ("linked_to", "duplicate_of"):
        connection.execute(f"UPDATE documents SET {column} = NULL WHERE {column} = ?", (doc_id,))
    connection.execute("DELETE FROM documents WHERE id = ?", (doc_id,))


def _keep(connection: sqlite3.Connection, former: sqlite3.Row, until: date) -> None:
    connection.execute(
        "INSERT INTO versions (doc_id, known_from, known_until, day, document) VALUES (?, ?, ?, ?, ?)",
        (former["id"], former["known_from"], until.isoformat(), former["day"], rows.dump(dict(former))),
    )


def _upsert(connection: sqlite3.Connection, row: Row) -> None:
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    changes = ", ".join(f"{name} = excluded.{name}" for name in row if name != "id")
    connection.execute(
        f"INSERT INTO documents ({names}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {changes}",
        tuple(row.values()),
    )


def insert(connection: sqlite3.Connection, table: str, found: Iterable[Row]) -> None:
    """Rows with the same columns into `table`."""
    for row in found:
        names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))


@dataclass(frozen=True, slots=True)
class _Over:
    """One document's parts laid over those of its former version; `since` is the day the new one is known from."""

    connection: sqlite3.Connection
    document: Document
    since: date
    stamp: str
    former_day: str | None

    def _found(self, what: str) -> list[Row]:
        return [dict(row) for row in self.connection.execute(what, (self.document.id,))]

    def sketch(self) -> None:
        self.connection.execute("DELETE FROM sketches WHERE doc_id = ?", (self.document.id,))
        if self.document.duplicate_of and self.document.kind != "curated":
            return  # who reprints it as well reprints its original; a record is looked for by its own text
        marks = ((mark, self.document.id) for mark in self.document.sketch)
        self.connection.executemany("INSERT INTO sketches (mark, doc_id) VALUES (?, ?)", marks)

    def statements(self) -> None:
        self.connection.execute("DELETE FROM statements WHERE doc_id = ?", (self.document.id,))
        numbered = enumerate(self.document.statements, 1)
        found = (rows.statement_row(self.document.id, n, statement) for n, statement in numbered)
        insert(self.connection, "statements", found)

    def passages(self, passages: Sequence[Passage]) -> None:
        curated = self.document.kind == "curated"  # our wording, not what anybody knew: as old as its article
        known_from = (self.document.published or self.document.not_before or self.since) if curated else self.since
        standing: dict[tuple[object, ...], list[Row]] = {}
        for row in self._found("SELECT * FROM passages WHERE doc_id = ? AND known_until IS NULL ORDER BY id"):
            standing.setdefault((row["lang"], row["text"], row["statement_id"]), []).append(row)
        fresh = []
        for passage in passages:
            same = standing.get((passage.lang, passage.text, passage.statement_id))
            if not same:
                fresh.append(rows.passage_row(passage, known_from))
                continue
            place, known = (passage.n, passage.start, passage.end), same.pop(0)
            if place != (known["n"], known["start"], known["end"]):
                self.connection.execute(
                    'UPDATE passages SET n = ?, start = ?, "end" = ? WHERE id = ?', (*place, known["id"])
                )
        self._end_passages([row for left in standing.values() for row in left])
        insert(self.connection, "passages", fresh)
        Index(self.connection).add(self.document.id)

    def _end_passages(self, gone: Sequence[Row]) -> None:
        since = self.since.isoformat()
        keeps = self.document.kind != "curated"
        dropped = [row["id"] for row in gone if not keeps or row["known_from"] >= since]
        Index(self.connection).remove(dropped)
        self.connection.executemany("DELETE FROM passages WHERE id = ?", ((number,) for number in dropped))
        self.connection.executemany(
            "UPDATE passages SET known_until = ? WHERE id = ?",
            ((since, row["id"]) for row in gone if row["id"] not in dropped),
        )

    def claims(self, claims: Sequence[Claim]) -> None:
        standing: dict[tuple[object, ...], list[Row]] = {}
        for row in self._found("SELECT * FROM claims WHERE doc_id = ? AND ended IS NULL ORDER BY id"):
            standing.setdefault(_said(row), []).append(row)
        carried: list[tuple[Row, Row]] = []
        fresh: list[Row] = []
        for row in map(rows.claim_row, claims):
            same = standing.get(_said(row))
            if same:
                carried.append((row, same.pop(0)))
            else:
                fresh.append(row)
        gone = [row for left in standing.values() for row in left]
        fresh = [self._dated(row, gone) for row in fresh]
        self._end_claims(gone)
        ids = _ids(fresh, carried)
        for row, known in carried:
            self._carry(_renamed(row, ids), known)
        born = {"ingested": self.stamp, "known_from": self.since.isoformat()}
        insert(self.connection, "claims", ({**_renamed(row, ids), **born} for row in fresh))

    def _dated(self, row: Row, former: Sequence[Row]) -> Row:
        """A figure that only its page's date dates, and that a new version under the same date states first, is of the
        day on which that version was seen; one that the former version stated already keeps its day."""
        if row["as_of_basis"] != "publication date" or row["as_of"] != self.former_day:
            return row
        same = (known["as_of"] for known in former if known["as_of"] and _figure(row) == _figure(known))
        return {**row, "as_of": next(same, self.since.isoformat())}

    def _end_claims(self, gone: Sequence[Row]) -> None:
        since = self.since.isoformat()
        for row in gone:
            if row["known_from"] >= since:  # came and went within a day
                self.connection.execute("DELETE FROM claims WHERE id = ?", (row["id"],))
            else:
                self.connection.execute(  # its statement has another text by now: the claim's own quote stays
                    """UPDATE claims SET id = ?, ended = ?, known_until = ?, published = ?, statement_id = NULL
                       WHERE id = ?""",
                    (f"{row['id']}@{self.stamp}", self.stamp, since, self.former_day, row["id"]),
                )

    def _carry(self, row: Row, known: Row) -> None:
        changed = {name: value for name, value in row.items() if name not in _KEPT and known[name] != value}
        if changed:
            names = ", ".join(f"{name} = ?" for name in changed)
            self.connection.execute(
                f"UPDATE claims SET {names} WHERE id = ?",
                (*changed.values(), known["id"]),
            )


def _said(row: Mapping[str, Any]) -> tuple[object, ...]:
    return tuple(row[name] for name in _SAID)


def _figure(row: Row) -> tuple[object, ...]:
    return tuple(row[name] for name in ("indicator", "value", "low", "high", "modifier", "role"))


def _ids(fresh: Sequence[Row], carried: Sequence[tuple[Row, Row]]) -> dict[str, str]:
    """Id as read → id as stored: a claim that stays keeps its own, a new one takes the next that is free."""
    ids = {row["id"]: known["id"] for row, known in carried}
    taken = set(ids.values())
    for row in fresh:
        own = new = row["id"]
        stem, n = own.rstrip("0123456789"), len(taken)
        while new in taken:
            n += 1
            new = f"{stem}{n}"
        taken.add(new)
        ids[own] = new
    return ids


def _renamed(row: Row, ids: Mapping[str, str]) -> Row:
    return {**row, "id": ids[row["id"]], "whole": ids.get(row["whole"], row["whole"])}
