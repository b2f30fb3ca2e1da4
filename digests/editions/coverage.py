"""Which documents an edition tells of: those of its days, and those read too late for the edition of their own day.

An edition closes at the end of its day in Dushanbe. What is read after that stands once in the next one, under its own
day. It counts as late if it was read, by the clock that took it in, in the edition's days, or if the edition of its
own day went out without it: that holds whatever the clocks say, in simulation too. Only `LATE` days are looked back, so
that an archive, or the records of a first start, belong to their own days and flood nothing.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from digests.clock import days_before, dushanbe_day
from digests.corpus import reviews
from digests.corpus.store import Store
from digests.model import Cadence, Document, Period

LATE = 8
"""Days: a document that is older when it is read is no news any more; its own day has it."""

LOOKED_AT = 30
"""Days with documents that are looked through for news."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """`documents` are told of; `late` are the ids of those from before the period, `missed` of those that were read
    after it had closed. Of the late ones `read_late` could be known to nobody before."""

    documents: tuple[Document, ...]
    late: frozenset[str]
    missed: frozenset[str]
    read_late: frozenset[str]


def coverage(store: Store, period: Period, cadence: Cadence, *, made: Collection[str] | None = None) -> Coverage:
    """What an edition of `period` tells of, as the corpus stands; of one that was `made` already (in another language,
    say) just the documents that it told of."""
    start, end = _days(period)
    own = list(store.documents(since=start, until=end))
    before = list(store.documents(since=days_before(start, LATE), until=days_before(start, 1)))
    if made is not None:
        missed = frozenset(document.id for document in own if document.id not in made)
        own = [document for document in own if document.id in made]
        late = [document for document in before if document.id in made]
    else:
        missed = frozenset()
        late = _late(store, before, period, cadence)
    ids = frozenset(document.id for document in late)
    return Coverage((*late, *own), ids, missed, ids)


def with_freed(store: Store, period: Period, covered: Coverage, freed: Collection[str]) -> Coverage:
    """`covered` and those raw texts of the days before that an editor let speak in `period`: their sentences could not
    be told in the edition of their day."""
    start, _ = _days(period)
    before = store.documents(since=days_before(start, LATE), until=days_before(start, 1)) if freed else ()
    more = [each for each in before if each.id in freed and each.id not in covered.late and each.kind != "curated"]
    return replace(
        covered,
        documents=(*more, *covered.documents),
        late=covered.late | {document.id for document in more},
    )


def days_with_news(store: Store, until: date, *, most: int = LOOKED_AT) -> Iterator[date]:
    """The days up to `until` whose edition tells of a document or of an editor's decision, the newest first."""
    rows = store.connection.execute(
        """SELECT DISTINCT day FROM documents WHERE day <= ? AND retracted IS NULL AND linked_to IS NULL
           ORDER BY day DESC LIMIT ?""",
        (until.isoformat(), most),
    ).fetchall()
    own = [date.fromisoformat(row["day"]) for row in rows]
    if not own:
        return
    decided = {dushanbe_day(decision.at) for decision in reviews.trail(store.connection)}
    after = (min(until, own[0] + timedelta(days=LATE)) - timedelta(days=n) for n in range(LATE))
    late = {day for day in after if day > own[0] and coverage(store, Period(day, day), "daily").late}
    yield from sorted({*own, *late, *(day for day in decided if day <= until)}, reverse=True)[:most]


def _late(store: Store, before: list[Document], period: Period, cadence: Cadence) -> list[Document]:
    start, end = _days(period)
    if not before:
        return []
    daily = _sent(store, "daily", start)
    sent = daily if cadence == "daily" else _sent(store, cadence, start)
    read = {
        row["id"]: dushanbe_day(datetime.fromisoformat(row["ingested"]))
        for row in store.connection.execute(
            "SELECT id, ingested FROM documents WHERE day >= ? AND day < ?",
            (days_before(start, LATE).isoformat(), start.isoformat()),
        )
    }
    found = []
    for document in before:
        day = document.published or document.not_before
        if day is None or any(document.id in told for sent_day, told in sent.items() if sent_day >= day):
            continue
        if start <= read[document.id] <= end or (day in daily and document.id not in daily[day]):
            found.append(document)
    return found


def _sent(store: Store, cadence: Cadence, before: date) -> dict[date, frozenset[str]]:
    """What the editions told of that closed in the days before `before`, by day: those made on the day after, which
    went out. Who pages back later makes older ones, but that tells nobody else."""
    found: dict[date, frozenset[str]] = {}
    rows = store.connection.execute(
        "SELECT day, compiled, documents FROM editions WHERE policy != '' AND cadence = ? AND day >= ? AND day < ?",
        (cadence, days_before(before, LATE).isoformat(), before.isoformat()),
    )
    for row in rows:
        day = date.fromisoformat(row["day"])
        if dushanbe_day(datetime.fromisoformat(row["compiled"])) == day + timedelta(days=1):
            found[day] = found.get(day, frozenset()) | frozenset(json.loads(row["documents"]))
    return found


def _days(period: Period) -> tuple[date, date]:
    assert period.start is not None
    assert period.end is not None
    return period.start, period.end
