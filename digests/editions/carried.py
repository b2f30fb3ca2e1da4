"""Which editions carried a figure, a document, a sentence: who was sent one that changed is told so."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from digests.clock import days_before
from digests.corpus.edition_changes import changes_of_editions
from digests.corpus.store import Store
from digests.editions.issue import Issue
from digests.model import Lang

REMEMBERED = timedelta(days=90)
"""How far back an edition counts: later nobody goes by what it said."""


def changes_under(connection: sqlite3.Connection, issue: Issue, *, before: date | None = None) -> int:
    """Another number after any change that an edition of `issue` hangs on: of what is told, and of what editions of the
    days before its first told, or of the days `before` another one."""
    first = days_before(issue.first, REMEMBERED.days)
    noon = issue.first if issue.after_noon else None
    return changes_of_editions(connection, since=first, before=before or issue.first, noon=noon)


class Slot(NamedTuple):
    """A day's or week's edition, in whatever language and on whatever topics."""

    day: date
    cadence: str


def carried(store: Store, before: date, *, noon: bool = False) -> Mapping[str, frozenset[Slot]]:
    """The ids of the claims that stand in the figure lines of editions of the time `before` that day, each with the
    editions that carried it. `noon`: the one that closed at noon of that day too."""
    rows = store.connection.execute(
        """SELECT DISTINCT json_extract(claim.value, '$.id') AS claim, editions.day, editions.cadence
           FROM (SELECT day, cadence, digest, min(topics) FROM editions  -- '' is the least, and holds all figures
                 WHERE policy != '' AND day >= ? AND (day < ? OR (day = ? AND cadence = 'noon'))
                 GROUP BY day, cadence) AS editions,
                json_each(editions.digest, '$.figures') AS figure, json_each(figure.value, '$.claims') AS claim""",
        ((before - REMEMBERED).isoformat(), before.isoformat(), before.isoformat() if noon else None),
    )
    found: dict[str, set[Slot]] = {}
    for row in rows:
        found.setdefault(row["claim"], set()).add(Slot(date.fromisoformat(row["day"]), row["cadence"]))
    return {claim: frozenset(slots) for claim, slots in found.items()}


class Sentence(NamedTuple):
    """A sentence of a story as an edition had it, with the ids of the documents that it cited."""

    text: str
    lang: Lang
    doc_ids: frozenset[str]
    slot: Slot


class Cited(NamedTuple):
    """The editions that cite a document, and what their stories told by it."""

    slots: frozenset[Slot] = frozenset()
    sentences: tuple[Sentence, ...] = ()


def cited(store: Store, doc_ids: Collection[str], before: date, *, noon: bool = False) -> Mapping[str, Cited]:
    """What editions of the time `before` that day told by each of these documents; `noon` as in `carried`."""
    if not doc_ids:
        return {}
    rows = store.connection.execute(
        """SELECT day, cadence, digest, min(topics) FROM editions
           WHERE policy != '' AND day >= ? AND (day < ? OR (day = ? AND cadence = 'noon'))
             AND EXISTS (SELECT 1 FROM json_each(digest, '$.citations') AS cited
                         WHERE json_extract(cited.value, '$.doc_id') IN (SELECT value FROM json_each(?)))
           GROUP BY day, cadence ORDER BY day, cadence""",
        ((before - REMEMBERED).isoformat(), before.isoformat(), before.isoformat() if noon else None,
         json.dumps(sorted(doc_ids))),
    )  # fmt: skip
    slots: dict[str, set[Slot]] = {}
    told: dict[str, list[Sentence]] = {}
    for row in rows:
        digest, slot = json.loads(row["digest"]), Slot(date.fromisoformat(row["day"]), row["cadence"])
        ids = {each["n"]: each["doc_id"] for each in digest["citations"]}
        for doc_id in set(doc_ids) & set(ids.values()):
            slots.setdefault(doc_id, set()).add(slot)
        for part in (part for story in digest["stories"] for part in story.get("parts", ())):
            sources = frozenset(ids[n] for n in part["citations"] if n in ids)
            for doc_id in sources & set(doc_ids):
                told.setdefault(doc_id, []).append(Sentence(part["text"], part["lang"], sources, slot))
    return {doc_id: Cited(frozenset(found), tuple(told.get(doc_id, ()))) for doc_id, found in slots.items()}
