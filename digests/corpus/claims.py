"""Claims as they are read from the database: whole once, then only those of the documents that changed since."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from digests.corpus import reviews, rows
from digests.model import Claim

CLAIMS = """
    SELECT claims.*, documents.day, documents.published AS doc_published, documents.publisher,
           documents.retracted AS doc_retracted, documents.duplicate_of
    FROM claims JOIN documents ON documents.id = claims.doc_id
    WHERE documents.linked_to IS {linked}
"""
READINGS = 64
"""Readings, by indicator and day, that are carried on."""
MOST = 200
"""Of more changed documents than this everything is read again."""

Wanted = tuple[str | None, date | None, bool]
"""Indicator, day by which a claim was known, whether those that no longer stand are wanted too."""
Place = tuple[str, str, int, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """Claims in their order, with the place of each, as they stood at the change `n`."""

    n: int
    places: tuple[Place, ...]
    claims: tuple[Claim, ...]


class Readings:
    """What one connection has read. A claim that did not change is the very same object in the next reading."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._last: dict[Wanted, Reading] = {}

    def claims(self, wanted: Wanted) -> tuple[Claim, ...]:
        """The claims as they stand now, by their documents' days."""
        last = self._last.pop(wanted, None)
        reading = self._read_on(wanted, last) if last else None
        self._last[wanted] = reading = reading or self._read(wanted)
        while len(self._last) > READINGS:
            del self._last[next(iter(self._last))]
        return reading.claims

    def _read(self, wanted: Wanted) -> Reading:
        n = self._newest()
        found = list(self._found(wanted, None))
        return Reading(n, tuple(place for place, _ in found), tuple(claim for _, claim in found))

    def _read_on(self, wanted: Wanted, last: Reading) -> Reading | None:
        """The reading that goes on from `last`; None where that would be no less work."""
        n = self._newest()
        changed = {
            row[0]
            for row in self.connection.execute(
                "SELECT doc_id FROM claims_changed WHERE n > ? LIMIT ?", (last.n, MOST + 1)
            )
        }
        if not changed:
            return last
        if "" in changed or len(changed) > MOST:
            return None
        fresh = self._found(wanted, changed)
        places, claims = list(last.places), list(last.claims)
        for gone in reversed([n for n, place in enumerate(places) if place[1] in changed]):
            del places[gone], claims[gone]
        for place, claim in fresh:
            n_th = bisect_right(places, place)
            places.insert(n_th, place)
            claims.insert(n_th, claim)
        return Reading(n, tuple(places), tuple(claims))

    def _newest(self) -> int:
        return int(self.connection.execute("SELECT coalesce(max(n), 0) FROM claims_changed").fetchone()[0])

    def _found(self, wanted: Wanted, documents: Collection[str] | None) -> Iterator[tuple[Place, Claim]]:
        """The claims that stand in the database, each with its place; of `documents` alone where they are given."""
        indicator, known, former = wanted
        values: list[object] = []
        sql = CLAIMS.format(linked="NULL")
        if documents is not None:
            sql += " AND claims.doc_id IN (SELECT value FROM json_each(?))"
            values.append(json.dumps(sorted(documents)))
        if indicator is not None:
            sql += " AND (claims.indicator = ? OR claims.id IN (SELECT value FROM json_each(?)))"
            values += [indicator, json.dumps(reviews.moved_to(self.connection, indicator))]
        if known is not None:
            sql += " AND claims.known_from <= ?"
            values.append(known.isoformat())
        if not former:
            sql += " AND claims.ended IS NULL" if known is None else " AND coalesce(claims.known_until > ?, 1)"
            values += [known.isoformat()] if known is not None else []
        found = self.connection.execute(
            f"{sql} ORDER BY documents.day, claims.doc_id, claims.char_start, claims.id", values
        ).fetchall()
        places = {row["id"]: _place(row) for row in found}
        for claim in reviews.applied(self.connection, [rows.claim_of(row) for row in found]):
            read = claim.id
            while read not in places:  # a correction, or one of a correction, stands where its claim does
                read = read.rpartition("~")[0]
            if indicator in (None, claim.indicator):  # an editor may count it to another one
                yield (*places[read][:3], claim.id), claim


def _place(row: sqlite3.Row) -> Place:
    return row["day"] or "", row["doc_id"], -1 if row["char_start"] is None else row["char_start"], row["id"]
