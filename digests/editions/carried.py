"""Which editions carried a figure: who was sent one that changed is told so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from digests.corpus.store import Store

REMEMBERED = timedelta(days=90)
"""How far back an edition counts: later nobody goes by what it said."""


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
